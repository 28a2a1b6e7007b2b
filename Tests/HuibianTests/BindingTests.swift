import Huibian
import HuibianDiagnostics
import HuibianEngine
import HuibianPlan
import Testing

struct BindingTests {
  /// No data is there at all: what is said of conditions cannot come from it.
  @Test(arguments: [
    ("信访形势 = 来访", "--where:1:1: 错误: 台账“信访件”没有列“信访形势” [unknown-column]"),
    ("信访形式 = 来访 且 信访人数 = 多", "--where:1:20: 错误: "),
    ("信访形式 = 来房", "--where:1:8: 错误: 列“信访形式”没有取值“来房” [unknown-value]"),
    ("登记日期 > 5", "--where:1:8: 错误: "),
    ("(信访形式 = 来访", "--where:1:11: 错误: 条件“(信访形式 = 来访”括号没有配对 [bad-condition]"),
    ("登记日期 ≥ 截止日期 - 30天 且 信访形式 > 来访", "--where:1:21: 错误: "),
    ("同 来访批数", "--where:1:3: 错误: 没有名为“来访批数”的指标"),
  ])
  func `finds mistakes of a condition before any data is read`(
    condition: String, message: String
  ) async {
    var sink = DiagnosticSink()
    let compiler = ReportCompiler(workspace: MemoryWorkspace([:])) { ColumnarEngine(tables: $0) }
    let answer = await compiler.answer(
      StatisticsQuery(
        catalog: shipped, context: Context(officeNames: ["甲局"], period: Period(.year(2024))),
        data: [DataFile("没有这个文件.csv")], measures: ["信访总量"], condition: condition),
      sink: &sink)
    let messages = sink.summary.map { $0.text() }
    #expect(answer == nil)
    #expect(messages.contains { $0.hasPrefix(message) }, "\(messages)")
  }

  @Test func `says mistakes of a condition once, with those of the data`() async {
    let answered = await ask(
      ["办结率", "来访批次"], of: ["信访件.csv": "信访件编号,登记日期,信访形式\nA1,2024-13-01,来访\n"],
      comparison: .yearEarlier, condition: "信访形势 = 来访 且 内容分类 > 1")
    #expect(answered.ids.filter { $0 == "unknown-column" }.count == 1)
    #expect(answered.ids.contains("bad-date"))
  }

  @Test(arguments: [
    ("{{来访批次：问题属地=灵山}}", "“问题属地”中没有“灵山” [unknown-member]"),
    ("{{来访批次：信访形式=来房}}", "列“信访形式”没有取值“来房” [unknown-value]"),
    ("{{如果 来访批次[问题属地.村社区=灵山镇] = 0}}无{{完}}", "的层级“村社区”中没有“灵山镇” [unknown-member]"),
  ])
  func `finds unknown members of a template without data where they are listed`(
    tag: String, message: String
  ) async throws {
    var sink = DiagnosticSink()
    let yaml = """
      单位: 甲局
      属地: {层级: [镇街, 村社区], 树: {灵山镇: [甲村], 灵山街道: , 东湖街道: }}
      """
    let configuration = try #require(
      Configuration.read(Array(yaml.utf8), file: "huibian.yaml", sink: &sink))
    var workspace = MemoryWorkspace([:])
    workspace.files["模板.hb.md"] = Array("# 总结\n{{来访批次：问题属地=东湖街道}}\(tag)\n".utf8)
    let compiler = ReportCompiler(workspace: workspace) { ColumnarEngine(tables: $0) }
    _ = await compiler.check(
      CompileJob(
        template: TemplateFile(name: "模板.hb.md", path: "模板.hb.md"), catalog: shipped,
        context: configuration.context(period: Period(.year(2024))), data: [], texts: [:],
        isCheck: true), sink: &sink)
    let messages = sink.summary.map { $0.text() }
    #expect(messages.count == 1 && messages[0].contains(message), "\(messages)")
    #expect(messages[0].hasPrefix("模板.hb.md:2:"))
  }
}
