import Huibian
import HuibianDiagnostics
import HuibianEngine
import HuibianPlan
import Testing

struct EachTests {
  private func reports(_ template: String, each: String) async -> (
    texts: [String], sink: DiagnosticSink
  ) {
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
    _ = await compiler.compileEach(job, sink: &sink) { member, count, result in
      let report = try? result.get()
      texts.append(
        "\(member)/\(count) "
          + (Outcome(report: report, sink: DiagnosticSink()).kept(nil).text ?? "—"))
    }
    return (texts, sink)
  }

  @Test
  func `makes one document for each member, shares being of the whole`() async {
    let made = await reports("{{名称}}{{信访总量}}，占{{信访总量｜占比：信访总量}}", each: "问题属地")
    #expect(
      made.texts == [
        "东湖街道/3 东湖街道2件次，占40%", "西山镇/3 西山镇2件次，占40%", "南岭乡/3 南岭乡1件次，占20%",
      ])
    #expect(!made.sink.hasErrors)
  }

  @Test
  func `says which dimension there is not`() async {
    let made = await reports("{{信访总量}}", each: "问题属")
    #expect(made.texts.isEmpty)
    #expect(made.sink.hasErrors)
  }
}
