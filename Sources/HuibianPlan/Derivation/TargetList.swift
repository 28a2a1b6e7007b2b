package import HuibianDiagnostics
package import HuibianTable

/// The targets of the ledger 目标值, found by measure, year and member.
package struct TargetList: Sendable {
  /// A member of a dimension at which a figure stands.
  package struct Place: Hashable, Sendable {
    package let column: String
    /// Nil for a column without levels.
    package let level: Int?
    /// As groups are labelled.
    package let label: String

    package init(column: String, level: Int?, label: String) {
      self.column = column
      self.level = level
      self.label = label
    }
  }

  private struct Entry {
    let measure: String
    /// Nil: any year.
    let year: Int?
    let scope: TargetScope
    let target: Target
  }

  /// The columns that a target is read from.
  package static let needs = ColumnNeeds(
    required: ["指标", "阈值"],
    optional: ["年度", "维度", "比较符", "期限", "语气", "任务分类", "对象", "要求", "周期", "合写"])
  package static var columns: Set<String> { needs.required.union(needs.optional) }
  package static let ledger = "目标值"

  private var entries: [Entry] = []

  package var isEmpty: Bool { entries.isEmpty }

  /// Reads the ledger; every row that says no target is reported.
  ///
  /// - Parameter table: Nil: no such ledger was given.
  package init(
    _ table: Table?, _ catalog: Catalog, trees: [String: Tree], sink: inout DiagnosticSink
  ) {
    guard let table else { return }
    for row in TargetRow.read(table, catalog, trees: trees, sink: &sink) {
      guard let measure = row.measure else { continue }
      for level in row.levels {
        entries.append(
          Entry(measure: measure.name, year: row.year, scope: level.scope, target: level.target))
      }
    }
  }

  /// The targets of a figure, in the ledger's order.
  ///
  /// - Parameter place: The member at which the figure stands; nil: the whole.
  package func targets(of measure: String, in period: Period, at place: Place?) -> [Target] {
    let years = Set([period.range.start.year, period.range.end.year])
    return entries.filter { entry in
      guard entry.measure == measure, entry.year.map({ years == [$0] }) ?? true else {
        return false
      }
      switch entry.scope {
      case .whole: return place == nil
      case .each(let column, let level): return place?.column == column && place?.level == level
      case .member(let member): return place == member
      }
    }.map(\.target)
  }
}
