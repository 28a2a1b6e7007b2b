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

  /// As CSV, the header and the byte order mark left out: one line a value.
  var lines: [String] {
    guard let text = answer?.printed(.csv) else { return [] }
    return text.split(separator: "\r\n").dropFirst().map { String($0) }
  }
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
