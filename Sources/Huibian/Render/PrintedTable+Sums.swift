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
  /// Whether a row or a column holds the sums of others.
  var hasSums: Bool {
    rows.contains(where: \.isSum) || table.across != nil && table.totals.column
  }

  /// How counts and amounts in rows and columns differ from the sums printed.
  ///
  /// - Parameter values: Of each row and column; nil for what adds up to nothing: rates, means, medians
  ///   and changes.
  func mismatches(_ values: [[Fraction?]]) -> [TableMismatch] {
    guard rows.contains(where: { !$0.isSum }) else { return [] }
    var found: Set<TableMismatch> = []
    func compare(_ parts: some Sequence<Fraction?>, _ sum: Fraction?) {
      guard var rest = sum else { return }
      for part in parts {
        guard let part else { return }
        rest = rest - part
      }
      if rest < .zero { found.insert(.overlapping) }
      if .zero < rest { found.insert(.partial) }
    }
    let numbers = columns.indices.filter { column in
      if case .numbers = table.columns[columns[column].number].kind { true } else { false }
    }
    for sum in rows.indices where rows[sum].isSum {
      let parts = parts(of: sum)
      for column in numbers { compare(parts.lazy.map { values[$0][column] }, values[sum][column]) }
    }
    if table.across != nil, table.totals.column {
      for sum in numbers where columns[sum].member == nil {
        let parts = numbers.filter {
          columns[$0].number == columns[sum].number && columns[$0].member != nil
        }
        for row in values { compare(parts.lazy.map { row[$0] }, row[sum]) }
      }
    }
    return TableMismatch.allCases.filter { found.contains($0) }
  }

  /// The rows proper that a sum is of.
  private func parts(of sum: Int) -> [Int] {
    let loops = table.rows.prefix(rows[sum].depth).map(\.id)
    return rows.indices.filter { row in
      !rows[row].isSum && loops.allSatisfy { rows[row].scope[$0] == rows[sum].scope[$0] }
    }
  }
}
