package import HuibianDiagnostics
package import HuibianTable

extension ConditionSyntax {
  /// A text that a condition compares a column with.
  package struct Member: Sendable {
    package let column: ColumnSchema
    /// As written.
    package let text: String
    package let location: Location
  }

  /// The texts with which columns of this ledger are compared by `=`, `≠`, 属于 and 不属于, where only
  /// the data can tell whether there is such a value: columns of text and of levels.
  package func members(of ledger: LedgerSchema) -> [Member] {
    root.comparisons.flatMap { left, values -> [Member] in
      let name = left.text.prefix { $0 != "." && $0 != "．" }
      guard let column = ledger.column(spelled: String(name)),
        column.kind == .text || column.kind == .tree
      else { return [] }
      return values.filter { value in
        !["本级", "辖区"].contains(nameKey(value.text)) && ledger.column(spelled: value.text) == nil
      }.map { Member(column: column, text: $0.text, location: location(at: $0.offset)) }
    }
  }
}

extension ConditionNode {
  /// What is compared, and the texts that it is compared with.
  fileprivate var comparisons: [(left: Spelling, values: [Spelling])] {
    switch self {
    case .and(let parts), .or(let parts): parts.flatMap(\.comparisons)
    case .not(let inner): inner.comparisons
    case .compare(.name(let left), .equal, let right, _),
      .compare(.name(let left), .notEqual, let right, _):
      switch right {
      case .name(let value), .quoted(let value): [(left, [value])]
      case .integer, .date, .sum, .call: []
      }
    case .isOneOf(.name(let left), let values, _): [(left, values)]
    case .compare, .isOneOf, .named, .same, .contains, .isEmpty, .isWithin: []
    }
  }
}
