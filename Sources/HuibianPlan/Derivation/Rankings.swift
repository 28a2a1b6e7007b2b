import HuibianDiagnostics
import HuibianTable

extension LedgerDerivation {
  /// 上级通报排名 with the days from which and to which each row ranks, with the standing that the
  /// rank gives among the units ranked, and with measures under their own names.
  ///
  /// A period that cannot be read leaves both days empty: the row then ranks nothing.
  func readRankings(_ table: Table) -> Table {
    var result = table
    if case .coded(let column)? = table["通报期"] {
      var silent = DiagnosticSink()
      let periods = column.dictionary.texts.map {
        $0.isEmpty ? nil : Period.parse($0, at: .command, sink: &silent)
      }
      func days(_ end: (DateRange) -> CivilDate) -> Column {
        let days = periods.map { $0.map { end($0.range).days } ?? CivilDate.missing }
        return .dates(column.codes.map { days[Int($0)] })
      }
      result = result.adding(days(\.start), named: "通报期开始")
        .adding(days(\.end), named: "通报期结束")
    }
    if case .integers(let ranks)? = table["名次"], case .integers(let counts)? = table["参排数"] {
      result = result.adding(
        .coded(CodedColumn(zip(ranks, counts).map { standing($0, of: $1) })), named: "位次")
    }
    if case .coded(let column)? = table["指标"] {
      let names = column.dictionary.texts.map { catalog.measure($0)?.name ?? $0 }
      result = result.adding(
        .coded(CodedColumn(column.codes.map { names[Int($0)] })), named: "指标")
    }
    return result
  }

  /// 中上游 for the first half, rounded up (of 9 units the first 5), else 中下游; empty where rank or
  /// number is missing.
  ///
  /// The setting 中上游 says which part is the upper one, in per cent.
  private func standing(_ rank: Int64, of count: Int64) -> String {
    guard rank != Column.missingNumber, count != Column.missingNumber, rank >= 1, rank <= count,
      case .integer(let percent)? = catalog.setting("中上游")?.value
    else { return "" }
    // rank ≤ ⌈count × percent / 100⌉
    return Int128(rank - 1) * 100 < Int128(count) * Int128(percent) ? "中上游" : "中下游"
  }
}
