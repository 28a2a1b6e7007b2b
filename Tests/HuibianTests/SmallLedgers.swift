import Huibian
import HuibianDiagnostics
import HuibianEngine
import HuibianPlan

/// Small ledgers, and the metrics counted in them.
struct SmallLedgers {
  /// CSV by the ledger's name.
  var ledgers: [String: String]
  var period: Period
  var settings: [String: String] = [:]
  /// The ledgers are given by name; false: told from their headers.
  var isNamed = true

  init(_ ledgers: [String: String], period: Period = Period(.months(2022, 1, 6))) {
    self.ledgers = ledgers
    self.period = period
  }

  /// `来访批次 12批次` a line, as `stats` prints them; after them the messages, but
  /// those of rows after the cut-off.
  func lines(
    _ measures: [String], by groupings: [String] = [], against comparison: Basis? = nil
  ) async -> [String] {
    var sink = DiagnosticSink()
    var catalog = Catalog.shipped(sink: &sink)
    for (name, value) in settings {
      catalog.set(name, to: value, at: .command, valueAt: .command, sink: &sink)
    }
    let compiler = ReportCompiler(
      workspace: MemoryWorkspace(
        Dictionary(uniqueKeysWithValues: ledgers.map { ($0 + ".csv", $1) }))
    ) { ColumnarEngine(tables: $0) }
    let query = StatisticsQuery(
      catalog: catalog, context: Context(officeNames: ["甲局"], period: period),
      data: ledgers.keys.sorted().map { DataFile($0 + ".csv", ledger: isNamed ? $0 : nil) },
      measures: measures, groupings: groupings.isEmpty ? [] : [groupings],
      comparison: comparison)
    let answer = await compiler.answer(query, sink: &sink)
    let rows = (answer?.printed(.csv) ?? "").split(whereSeparator: \.isNewline).dropFirst()
    let last = 2 + groupings.count
    return rows.map { row in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      let group = groupings.isEmpty ? "" : "[\(cells[2..<last].joined(separator: "，"))]"
      return "\(cells[0])\(group) \(cells[last])\(cells[last + 1])"
        + (cells.count > last + 2 ? "｜" + cells[(last + 2)...].joined(separator: "｜") : "")
    }
      + sink.diagnostics.filter { $0.id != "after-cutoff" }.map { "\($0.id) \($0.message)" }
  }
}
