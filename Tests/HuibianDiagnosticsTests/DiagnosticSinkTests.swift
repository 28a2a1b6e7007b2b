import HuibianDiagnostics
import Testing

struct DiagnosticSinkTests {
  private func bad(_ row: Int, _ severity: Severity = .error) -> Diagnostic {
    Diagnostic(severity, "bad-date", "不是日期", at: .cell(file: "a.csv", row: row, column: 1))
  }

  @Test
  func `keeps twenty of a kind and counts the rest`() throws {
    var sink = DiagnosticSink()
    for row in 1...25 { sink.report(bad(row)) }
    #expect(sink.diagnostics.count == 20)
    #expect(sink.count(of: .error) == 25)
    #expect(sink.summary.last?.message == "同类问题共25处，以上列出20处")
  }

  @Test
  func `counts what another sink had no room for`() {
    var other = DiagnosticSink()
    for row in 1...30 { other.report(bad(row)) }
    var sink = DiagnosticSink()
    sink.report(bad(100))
    sink.absorb(other)
    #expect(sink.diagnostics.count == 20)
    #expect(sink.count(of: .error) == 31)
  }

  @Test
  func `throws at a checkpoint only for errors`() throws {
    var sink = DiagnosticSink()
    sink.report(bad(1, .warning))
    try sink.checkpoint()
    sink.report(bad(2))
    #expect(throws: CompilationError.self) { try sink.checkpoint() }
  }

  @Test
  func `turns warnings into errors when strict`() {
    var sink = DiagnosticSink(isStrict: true)
    sink.report(bad(1, .warning))
    #expect(sink.hasErrors)
  }

  @Test
  func `leaves a warning that a person accepted a warning when strict`() {
    var sink = DiagnosticSink(isStrict: true, accepted: ["bad-date"])
    for row in 1...25 { sink.report(bad(row, .warning)) }
    sink.count(3, like: bad(1, .warning))
    #expect(sink.count(of: .warning) == 28 && !sink.hasErrors)
    sink.report(bad(26))
    #expect(sink.hasErrors)
  }
}
