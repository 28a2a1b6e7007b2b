import HuibianDiagnostics
import HuibianPlan
import HuibianTemplate

/// Why the parts in a table do not come to their sum.
enum TableMismatch: String, CaseIterable {
  /// Some members are left out.
  case partial = "partial-rows"
  /// Something is counted in several members.
  case overlapping = "overlapping-rows"

  /// The sentence below the table.
  var note: String {
    switch self {
    case .partial: "注：表中只列出一部分，合计是全部的合计。"
    case .overlapping: "注：有的同时属于几项，合计不重复计算，小于各项之和。"
    }
  }

  func warning(at location: Location) -> Diagnostic {
    switch self {
    case .partial:
      Diagnostic(
        .warning, rawValue, "表中只列出一部分，“合计”是全部的合计，不等于各项之和", at: location,
        hints: ["在标签里加上“其余并入其他”，或去掉“合计”；表下面已经写了说明"])
    case .overlapping:
      Diagnostic(
        .warning, rawValue, "表中有的数同时计入几项，“合计”不重复计算，小于各项之和", at: location,
        hints: ["表下面已经写了说明"])
    }
  }
}

extension PrintedTable {
  /// How counts and amounts in rows and columns differ from the sums printed.
  ///
  /// Rates, means and medians add up to nothing and are not looked at.
  func mismatches(_ answers: Answers, _ scope: Scope) -> [TableMismatch] {
    guard rows.contains(where: { !$0.isSum }) else { return [] }
    let sums = rows.indices.filter { rows[$0].isSum }.map { (rows[$0], parts(of: $0)) }
    var found: Set<TableMismatch> = []
    let isAcross = table.across != nil
    for (number, column) in table.columns.enumerated() {
      guard case .numbers = column.kind else { continue }
      for item in 0..<max(1, table.items.count) {
        func total(_ depth: Int, isAcross: Bool, _ place: Scope) -> Fraction? {
          guard
            let phrase = table.phrase(number, item: item, depth: depth, isAcross: isAcross),
            case .value = phrase.statistic, let figure = phrase.figures.first,
            figure.measure.isAdditive
          else { return nil }
          return answers.answer(figure, place).value.quantity.fraction
        }
        func compare(_ parts: [Fraction?], _ sum: Fraction?) {
          guard let sum, parts.allSatisfy({ $0 != nil }) else { return }
          let rest = parts.reduce(sum) { $0 - ($1 ?? .zero) }
          if rest < .zero { found.insert(.overlapping) }
          if .zero < rest { found.insert(.partial) }
        }
        // Sums of rows, at each column; below a member, and below the whole.
        for column in columns where column.number == number {
          let hasMember = column.member != nil
          for (row, parts) in sums {
            compare(
              parts.map { total($0.depth, isAcross: hasMember, self.scope($0, column)) },
              total(row.depth, isAcross: hasMember, self.scope(row, column)))
          }
        }
        // Sums of columns, at each row.
        guard isAcross, table.totals.column else { continue }
        for row in rows where row.item == item {
          let parts = columns.filter { $0.number == number && $0.member != nil }
          compare(
            parts.map { total(row.depth, isAcross: true, self.scope(row, $0)) },
            total(row.depth, isAcross: false, row.scope))
        }
      }
    }
    return TableMismatch.allCases.filter { found.contains($0) }
  }

  /// The rows proper that a sum is of.
  private func parts(of sum: Int) -> [Row] {
    let loops = table.rows.prefix(rows[sum].depth).map(\.id)
    return rows.filter { row in
      !row.isSum
        && loops.allSatisfy { row.scope[$0] == rows[sum].scope[$0] }
    }
  }
}
