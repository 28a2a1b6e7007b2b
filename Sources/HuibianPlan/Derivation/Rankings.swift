import HuibianDiagnostics
import HuibianTable

extension LedgerDerivation {
  /// 上级通报排名 with the days from which and to which each row ranks, and with measures under their
  /// own names.
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
    if case .coded(let column)? = table["指标"] {
      let names = column.dictionary.texts.map { catalog.measure($0)?.name ?? $0 }
      result = result.adding(
        .coded(CodedColumn(column.codes.map { names[Int($0)] })), named: "指标")
    }
    return result
  }
}
