import HuibianDiagnostics

/// A JSON value to be written, with its members in the order given.
package enum JSONValue: Hashable, Sendable {
  case string(String)
  case number(Int64)
  /// A decimal by its digits, exact: `120.5`.
  case decimal(String)
  case bool(Bool)
  case array([JSONValue])
  case object([Member])

  package struct Member: Hashable, Sendable {
    package let key: String
    package let value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// An object without the members whose value is nil.
  package static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { key, value in value.map { Member(key, $0) } })
  }

  /// On one line, without blanks.
  package var text: String {
    switch self {
    case .string(let value): value.jsonString
    case .number(let value): String(value)
    case .decimal(let digits): digits
    case .bool(let value): value ? "true" : "false"
    case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { $0.key.jsonString + ":" + $0.value.text }.joined(separator: ",") + "}"
    }
  }
}
