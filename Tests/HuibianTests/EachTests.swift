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
  func `columns that figures pick are those of each report`() async {
    let made = await reports(
      "{{表 季度 × 信访形式（其中 信访总量 > 0）× 信访总量}}", each: "问题属地")
    #expect(made.texts.map { $0.contains("来访") } == [true, true, false], "\(made.texts)")
    #expect(made.texts.map { $0.contains("来信") } == [false, true, true])
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

  /// Forty offices, three of which have no case in the year.
  private static let offices =
    "信访件编号,登记日期,信访形式,信访人数,问题属地\n"
    + (1...40).map { "X\($0),\($0 % 13 == 0 ? 2023 : 2024)-02-09,来访,\($0),第\($0)街道\n" }.joined()

  private func members(stoppingAt last: Int) async throws -> [String] {
    var sink = DiagnosticSink()
    let compiler = ReportCompiler(
      workspace: MemoryWorkspace(["信访件.csv": Self.offices, "模板.hb.md": "{{名称}}{{来访人次}}"])
    ) { ColumnarEngine(tables: $0) }
    var job = CompileJob(
      template: TemplateFile(name: "模板.hb.md", path: "模板.hb.md"), catalog: shipped,
      context: Context(period: Period(.year(2024))), data: [DataFile("信访件.csv")])
    job.each = "问题属地"
    var delivered: [String] = []
    do {
      _ = try await compiler.compileEach(job, sink: &sink) { made throws(CompilationError) in
        let report = try made.result.get()
        delivered.append(
          Outcome(report: report, sink: DiagnosticSink()).kept(nil).text ?? "—")
        if made.ordinal == last {
          throw CompilationError([Diagnostic(.error, "cannot-write", "磁盘已满", at: .command)])
        }
      }
    } catch {
      delivered.append(error.diagnostics[0].message)
    }
    return delivered
  }

  @Test
  func `delivers in the order of the members, however many are made at a time`() async throws {
    let expected = (1...40).map { "第\($0)街道\($0 % 13 == 0 ? 0 : $0)人次" }
    #expect(try await members(stoppingAt: 0) == expected)
    #expect(try await members(stoppingAt: 11) == expected[..<11] + ["磁盘已满"])
  }

  @Test
  func `a report of which no records were kept has the same trace`() async throws {
    var traces: [[[TraceRecord]]] = []
    for isTraced in [true, false] {
      var sink = DiagnosticSink()
      let compiler = ReportCompiler(
        workspace: MemoryWorkspace([
          "信访件.csv": Self.offices,
          "模板.hb.md": "{{名称}}{{来访人次}}，{{来访人次｜同比}}\n\n{{图 柱形 来访人次 按 月份}}",
        ])
      ) { ColumnarEngine(tables: $0) }
      var job = CompileJob(
        template: TemplateFile(name: "模板.hb.md", path: "模板.hb.md"), catalog: shipped,
        context: Context(period: Period(.year(2024))), data: [DataFile("信访件.csv")])
      job.each = "问题属地"
      job.isTraced = isTraced
      var own: [[TraceRecord]] = []
      _ = try await compiler.compileEach(job, sink: &sink) { made throws(CompilationError) in
        own.append(try made.result.get().trace)
      }
      traces.append(own)
    }
    #expect(traces[0].count == 40)
    #expect(traces[0].allSatisfy { $0.count { $0.kind == .figure } == 14 })
    #expect(traces[0] == traces[1])
  }
}
