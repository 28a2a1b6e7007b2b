import Huibian
import HuibianDiagnostics
import HuibianEngine
import HuibianPlan
import Testing

struct EachTests {
  private func reports(
    _ template: String, each: String
  ) async -> (texts: [String], sink: DiagnosticSink) {
    var sink = DiagnosticSink()
    let compiler = ReportCompiler(
      workspace: MemoryWorkspace(["信访件.csv": cases, "模板.hb.md": template])
    ) { ColumnarEngine(tables: $0) }
    var job = CompileJob(
      template: TemplateFile(name: "模板.hb.md", path: "模板.hb.md"), catalog: shipped,
      context: Context(officeNames: ["示例区信访局"], period: Period(.year(2024))),
      data: [DataFile("信访件.csv")])
    job.each = each
    var texts: [String] = []
    _ = try? await compiler.compileEach(job, sink: &sink) { made throws(CompilationError) in
      let report = try? made.result.get()
      let text = Outcome(report: report, sink: DiagnosticSink()).kept(nil).text ?? "—"
      texts.append(
        "\(made.ordinal)/\(made.count) \(made.member) \(text)"
          + made.warnings.map { " [\($0.id)]" }.joined())
    }
    return (texts, sink)
  }

  @Test
  func `makes one document for each member, shares being of the whole`() async {
    let made = await reports("{{名称}}{{信访总量}}，占{{信访总量｜占比：信访总量}}", each: "问题属地")
    #expect(
      made.texts == [
        "1/3 东湖街道 东湖街道2件次，占40%", "2/3 西山镇 西山镇2件次，占40%", "3/3 南岭乡 南岭乡1件次，占20%",
      ])
    #expect(!made.sink.hasErrors)
  }

  @Test
  func `says which dimension there is not`() async {
    let made = await reports("{{信访总量}}", each: "问题属")
    #expect(made.texts.isEmpty)
    #expect(made.sink.hasErrors)
  }

  @Test
  func `keeps what is said of one member with that member`() async {
    let made = await reports("{{重复信访件次｜占比：来信件数}}", each: "问题属地")
    #expect(
      made.texts == [
        "1/3 东湖街道 — [zero-denominator]", "2/3 西山镇 100%", "3/3 南岭乡 0%",
      ])
    #expect(!made.sink.diagnostics.contains { $0.id == "zero-denominator" })
  }
}
