import Huibian
import HuibianDiagnostics
import HuibianEngine
import HuibianPlan
import HuibianTable

/// What a query in memory came to.
struct Answered {
  let answer: StatisticsAnswer?
  let sink: DiagnosticSink

  var messages: String { sink.summary.map { $0.text() }.joined(separator: "\n") }
  var ids: [String] { sink.diagnostics.map(\.id) }

  /// A printed line, taken apart.
  struct Line {
    let measure: String
    /// Members joined by ，.
    let group: String
    let value: String
    /// The base, the change and the change in per cent.
    let compared: [String]
  }

  var lines: [Line] {
    guard let text = answer?.printed(.csv).dropFirst() else { return [] }
    let rows = text.split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
    }
    guard let place = rows.first?.firstIndex(of: "数值") else { return [] }
    return rows.dropFirst().map { cells in
      Line(
        measure: cells[0], group: cells[2..<place].filter { !$0.isEmpty }.joined(separator: "，"),
        value: cells[place], compared: Array(cells[(place + 2)...]))
    }
  }

  /// `东湖街道 5`.
  var groups: [String] { lines.map { "\($0.group) \($0.value)" } }
}

/// Answers a query in memory, as `huibian stats` does.
///
/// - Parameters:
///   - configuration: The text of a `huibian.yaml`.
///   - groupings: One each, of dimensions as typed.
func ask(
  _ measures: [String], of data: [String: String] = ["信访件.csv": cases],
  period: String = "2024年", asOf: String? = nil, by groupings: [[String]] = [],
  comparison: Basis? = nil, condition: String? = nil, configuration: String = "单位: 示例区信访局",
  accepted: Set<String> = []
) async -> Answered {
  var sink = DiagnosticSink(accepted: accepted)
  var catalog = shipped
  let read = Configuration.read(Array(configuration.utf8), file: "huibian.yaml", sink: &sink)
  guard let read, let period = Period.parse(period, at: .command, sink: &sink) else {
    return Answered(answer: nil, sink: sink)
  }
  catalog = catalog.merging(read, sink: &sink)
  let compiler = ReportCompiler(workspace: MemoryWorkspace(data)) { ColumnarEngine(tables: $0) }
  let answer = await compiler.answer(
    StatisticsQuery(
      catalog: catalog, context: read.context(period: period, asOf: asOf.map { day($0) }),
      data: data.keys.sorted().map { DataFile($0) }, measures: measures, groupings: groupings,
      comparison: comparison, condition: condition),
    sink: &sink)
  return Answered(answer: answer, sink: sink)
}
