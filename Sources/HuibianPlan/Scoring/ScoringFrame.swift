/// The form in which a budget performance review is written (绩效框架): weights, columns, grades.
package struct ScoringFrame: Hashable, Sendable {
  /// What a column of the table of indicators holds.
  package enum Field: String, Hashable, Sendable, CaseIterable {
    case first = "一级"
    case second = "二级"
    case third = "三级"
    case direction = "性质"
    case unit = "单位"
    case target = "指标值"
    /// The target as it was changed in the course of the year.
    case adjusted = "调整"
    case value = "完成值"
    case points = "分值"
    case score = "得分"
    case share = "系数"
    case reason = "原因"
    case isCore = "核心"
    case measure = "对应指标"
  }

  package struct Column: Hashable, Sendable {
    package let title: String
    package let field: Field
  }

  package let name: String
  package let meaning: String
  /// The points of all.
  let total: Fraction
  /// Those of the budget's execution among them; 0: it has none of its own.
  package let executionPoints: Int64
  /// The points of each 一级指标, in one of several ways; empty: the office decides.
  let firstLevels: [[String: Fraction]]
  /// The name of the rule for ≤.
  let reverse: String
  package let grades: [Measure.Grade]
  /// From how many per cent of the target on a reason is asked for; nil: never.
  let excessPercent: Int64?
  /// The table lies across.
  package let isLandscape: Bool
  package let columns: [Column]
}
