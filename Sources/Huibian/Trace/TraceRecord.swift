/// One line of the trace (JSON Lines): what kind of fact, and the fact.
///
///     <record> ::= {"version":1,"kind":"run"|"input"|"measure"|"figure"|"diagnostic","payload":…}\n
///
/// Readers skip kinds that they do not know. The article *Trace* gives the members of each kind.
package struct TraceRecord: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case run, input, measure, figure, diagnostic
  }

  package let kind: Kind
  package let payload: JSONValue

  package init(_ kind: Kind, _ payload: JSONValue) {
    self.kind = kind
    self.payload = payload
  }

  /// One line, with its line break.
  package var line: String {
    JSONValue.object([
      "version": .number(1), "kind": .string(kind.rawValue), "payload": payload,
    ]).text + "\n"
  }
}
