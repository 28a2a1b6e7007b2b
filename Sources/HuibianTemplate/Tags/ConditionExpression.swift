/// What stands after 如果 and 其中, over names, numbers and texts.
///
/// 非 binds before 且, 且 before 或.
package indirect enum ConditionExpression: Hashable, Sendable {
  case compare(Operand, Comparison, Operand)
  /// A name alone: `{{如果 是末项}}`, `{{?进京批次}}`; true unless no, zero or empty.
  case isTrue(MeasureReference)
  case not(ConditionExpression)
  /// Two or more.
  case all([ConditionExpression])
  /// Two or more.
  case any([ConditionExpression])

  package enum Operand: Hashable, Sendable {
    /// A metric, a text name (`名称`, `单位`) or a dimension; the binder decides.
    case name(MeasureReference)
    case number(DecimalLiteral)
    /// A quoted text, as typed between the marks.
    case text(String)
  }

  package enum Comparison: String, Hashable, Sendable, CaseIterable {
    case equal = "=", notEqual = "≠", less = "<", lessOrEqual = "≤", greater = ">",
      greaterOrEqual = "≥"
  }
}

/// A number as typed, exact.
///
/// It is `unscaled` / 10^`scale`: 65.6% is 656 / 10³, 1.5万 is 15000 / 10⁰.
package struct DecimalLiteral: Hashable, Sendable {
  package let unscaled: Int64
  /// 0…18; no trailing zero of ``unscaled`` is kept behind the point.
  package let scale: Int
  /// Typed with %: compares with a rate.
  package let isPercent: Bool

  package init(unscaled: Int64, scale: Int = 0, isPercent: Bool = false) {
    self.unscaled = unscaled
    self.scale = scale
    self.isPercent = isPercent
  }
}
