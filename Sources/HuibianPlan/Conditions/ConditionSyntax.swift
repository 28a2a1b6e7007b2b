package import HuibianDiagnostics
import HuibianTable

/// A condition as it was written, parsed but not yet bound to a ledger.
///
///     信访形式 = 来访 且 受理机构 = 本级 且 办结日期 ≤ 截止日期 - 30天
///
/// | form | meaning |
/// |---|---|
/// | `= ≠ < ≤ > ≥` (`!= <> <= >=`) | an empty cell: false, but `≠` on an empty text is true |
/// | `属于 {甲、乙}`, `不属于 {…}` | one of these, none of these |
/// | `含 征地`, `不含 征地` | the text contains it |
/// | `为空`, `不为空` | the cell |
/// | `登记日期 在 敏感期` | within from–to of any row of that ledger |
/// | `且` `或` `非` `( )` | 非 binds closest, then 且, then 或 |
/// | `同 来访批次` | that measure's own condition |
/// | a name alone | a condition that the ledger names (判定): `已办结` |
///
/// Dates: columns, `2024-01-05`, `2024年1月5日`, 截止日期, 报告期开始, 报告期结束, each `± 30天` or `± 设置`;
/// `较早(a, b)`, `首个(a, b, …)`, `下次(日期列, 编号列, 之后列)`; the difference of two dates is days. Blanks
/// stand around 且 或 非 属于 含 为空 在. Full-width forms equal ASCII ones.
package struct ConditionSyntax: Hashable, Sendable {
  /// As written.
  package let text: String
  /// Where the text begins.
  package let location: Location
  let root: ConditionNode

  package static func == (a: ConditionSyntax, b: ConditionSyntax) -> Bool { a.text == b.text }
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// The place of a character of the text, where text has columns.
  func location(at offset: Int) -> Location {
    if case .text(let file, let line, let column) = location {
      return .text(file: file, line: line, column: column + offset)
    }
    return location
  }
}

/// A word of a condition, and the offset at which it stands.
struct Spelling: Hashable, Sendable {
  let text: String
  let offset: Int
}

indirect enum ConditionNode: Hashable, Sendable {
  case and([ConditionNode])
  case or([ConditionNode])
  case not(ConditionNode)
  /// A named condition.
  case named(Spelling)
  /// The condition of a measure.
  case same(Spelling)
  case compare(ExpressionNode, Comparison, ExpressionNode, offset: Int)
  case isOneOf(ExpressionNode, [Spelling], isNegated: Bool)
  case contains(ExpressionNode, Spelling, isNegated: Bool)
  case isEmpty(ExpressionNode, isNegated: Bool)
  case isWithin(ExpressionNode, Spelling)
}

indirect enum ExpressionNode: Hashable, Sendable {
  /// A column, a setting, a word such as 截止日期, or a text.
  case name(Spelling)
  case quoted(Spelling)
  case integer(Int64, Spelling)
  case date(CivilDate, Spelling)
  case sum(ExpressionNode, ExpressionNode, isDifference: Bool)
  case call(Spelling, [ExpressionNode])

  var spelling: Spelling {
    switch self {
    case .name(let spelling), .quoted(let spelling), .integer(_, let spelling),
      .date(_, let spelling), .call(let spelling, _):
      spelling
    case .sum(let left, _, _): left.spelling
    }
  }
}
