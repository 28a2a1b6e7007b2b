import Huibian
import HuibianDiagnostics
import HuibianEngine
import HuibianPlan
import HuibianTestSupport
import Testing

/// Parts (部分) of text templates, taken in before any tag is read.
struct PartTests {
  private func outcome(_ files: [String: String], folders: [String] = []) async -> Outcome {
    var sink = DiagnosticSink()
    var workspace = MemoryWorkspace(files)
    workspace.files["信访件.csv"] = Array(cases.utf8)
    let compiler = ReportCompiler(workspace: workspace) { ColumnarEngine(tables: $0) }
    let job = CompileJob(
      template: TemplateFile(name: "甲/模板.hb.md", path: "甲/模板.hb.md", partFolders: folders),
      catalog: shipped, context: Context(officeNames: [], period: Period(.year(2024))),
      data: [DataFile("信访件.csv")])
    return Outcome(report: await compiler.compile(job, sink: &sink), sink: sink)
  }

  @Test func `a part stands where it is named, with its headings, tables and parts`() async {
    let outcome = await outcome([
      "甲/模板.hb.md": "# 题\n\n## 一\n{{部分 总量}}\n\n{{ 部分：属地 }}\n\n## 二\n{{部分 总量}}\n",
      "甲/部分/总量.hb.md": "\u{FEFF}共{{信访总量}}。\n",
      "甲/部分/属地.hb.md":
        "### 分镇\n| 属地 | 量 |\n|---|---|\n| {{每个 问题属地}}{{名称}} | {{信访总量｜数}}{{完}} |\n\n{{部分 总量}}\n",
    ])
    let lines = outcome.text?.split(separator: "\n").map(String.init) ?? []
    #expect(
      lines == [
        "题", "一、一", "共5件次。", "（一）分镇", "属地", "量", "东湖街道", "2", "西山镇", "2", "南岭乡", "1",
        "共5件次。", "二、二", "共5件次。",
      ], "\(outcome.messages) \(lines)")
  }

  @Test func `a block may begin in the template and hold a part`() async {
    let files = [
      "甲/模板.hb.md": "{{如果 信访总量 = 0}}\n{{部分 甲}}\n{{否则}}\n{{部分 乙}}\n{{完}}\n",
      "甲/部分/甲.hb.md": "没有。\n", "甲/部分/乙.hb.md": "有{{信访总量}}。\n",
    ]
    #expect(await outcome(files).text == "有5件次。")
  }

  @Test func `figures and mistakes of a part are placed in its file, in the order of reading`()
    async
  {
    let outcome = await outcome([
      "甲/模板.hb.md": "{{信访总重}}\n\n{{部分 乙}}\n\n{{信访总两}}\n",
      "甲/部分/乙.hb.md": "共{{信访总亮}}。\n{{部分 丙}}\n{{信访总凉}}",
      "甲/部分/丙.hb.md": "\n\n|甲|\n|---|\n|{{信访总良}}|\n",
    ])
    #expect(
      outcome.sink.summary.map(\.location.text) == [
        "甲/模板.hb.md:1:1", "甲/部分/乙.hb.md:1:2", "甲/部分/丙.hb.md:5:2", "甲/部分/乙.hb.md:3:1",
        "甲/模板.hb.md:5:1",
      ], "\(outcome.messages)")
    let figure = await self.outcome([
      "甲/模板.hb.md": "{{部分 乙}}\n", "甲/部分/乙.hb.md": "\n共{{信访总量}}。\n",
    ]).report?.trace.first { $0.kind == .figure }
    #expect(figure?.line.contains("\"at\":\"甲/部分/乙.hb.md:2:2\"") == true)
  }

  @Test func `own parts go before those that ship`() async {
    let files = [
      "甲/模板.hb.md": "{{部分 总量}}\n{{部分 比例}}\n", "甲/部分/总量.hb.md": "自己的。",
      "库/部分/总量.hb.md": "自带的。", "库/部分/比例.hb.md": "自带的比例{{信访总重}}。",
    ]
    let outcome = await outcome(files, folders: ["库/部分/"])
    #expect(outcome.messages.hasPrefix("部分/比例.hb.md:1:6: 错误"), "\(outcome.messages)")
    #expect(outcome.sink.summary.count == 1)
  }

  @Test func `an unknown part, a circle and a part in the middle of a text are mistakes`() async {
    let outcome = await outcome([
      "甲/模板.hb.md":
        "{{部分 总亮}}\n{{部分 圈}}\n前{{部分 总量}}\n\n|甲|\n|---|\n|{{部分 总量}}|\n{{部分 信}}\n{{部分 ../总量}}\n",
      "甲/部分/总量.hb.md": "共。", "甲/部分/圈.hb.md": "{{部分 环}}\n", "甲/部分/环.hb.md": "{{部分 圈}}\n",
    ])
    #expect(
      outcome.messages == """
        甲/模板.hb.md:1:1: 错误: 没有名为“总亮”的部分 [unknown-part]
          提示: 是不是“总量”？
        甲/部分/环.hb.md:1:1: 错误: 部分“圈”会放到它自己里面 [part-in-itself]
          提示: 删去这一行，或把内容直接写在这里
        甲/模板.hb.md:8:1: 错误: 没有名为“信”的部分 [unknown-part]
          提示: 把文件放在 甲/部分/信.hb.md
        甲/模板.hb.md:9:1: 错误: 没有名为“../总量”的部分 [unknown-part]
          提示: 是不是“总量”？
        甲/模板.hb.md:3:2: 错误: 标签“{{部分 总量}}”：部分“总量”不能放在这里 [part-out-of-place]
          提示: 部分只能用在文本模板（.hb.md）里，自成一行；Word 模板里用{{插入 文档名}}
        甲/模板.hb.md:7:2: 错误: 标签“{{部分 总量}}”：部分“总量”不能放在这里 [part-out-of-place]
          提示: 部分只能用在文本模板（.hb.md）里，自成一行；Word 模板里用{{插入 文档名}}
        """)
  }

  @Test func `a part has neither head nor title, and is UTF-8`() async {
    var files = [
      "甲/模板.hb.md": "{{部分 乙}}\n{{部分 乙}}\n",
      "甲/部分/乙.hb.md": "---\n署名: 甲\n---\n# 题\n文。\n",
    ]
    #expect(
      await outcome(files).messages == """
        甲/部分/乙.hb.md:2:1: 错误: 部分不能有文件头 [bad-part]
          提示: 把文件头写在模板里
        甲/部分/乙.hb.md:4:3: 错误: 部分不能有“#”标题 [bad-part]
          提示: 标题写在模板里，部分用“##”以下的标题
        """)
    files["甲/部分/乙.hb.md"] = "文。"
    var sink = DiagnosticSink()
    var workspace = MemoryWorkspace(files)
    workspace.files["甲/部分/乙.hb.md"] = [0xCE, 0xC4]
    let compiler = ReportCompiler(workspace: workspace) { ColumnarEngine(tables: $0) }
    _ = compiler.taggedDocument(TemplateFile(name: "甲/模板.hb.md", path: "甲/模板.hb.md"), sink: &sink)
    #expect(sink.summary.map(\.id) == ["bad-encoding"])
  }

  /// Eight parts deep is allowed; parts that each take in the next ten times come to an end.
  @Test func `parts in parts have an end`() async {
    func chain(_ count: Int, times: Int) -> [String: String] {
      var files = ["甲/模板.hb.md": "{{部分 1}}\n"]
      for index in 1...count {
        let next = index < count ? "{{部分 \(index + 1)}}\n" : "底。\n"
        files["甲/部分/\(index).hb.md"] = String(repeating: next, count: times)
      }
      return files
    }
    #expect(await outcome(chain(8, times: 1)).text == "底。")
    #expect(await outcome(chain(9, times: 1)).sink.summary.map(\.id) == ["part-in-itself"])
    #expect(await outcome(chain(8, times: 10)).sink.summary.map(\.id).contains("too-large"))
  }

  // MARK: Ranks and targets in conditions

  private let bulletins = "通报期,指标,范围,名次,参排数\n2024年,按期办结率,全市,2,9\n"
  private let targets = "年度,指标,维度,比较符,阈值,期限,语气\n2024,按期办结率,,≥,90%,2024-12-31,确保\n"

  @Test(arguments: [
    ("按期办结率", Period(.year(2024)), "有排名全市第二。有目标。"), ("信访总量", Period(.year(2024)), "无排名。无目标。"),
    ("按期办结率", Period(.months(2024, 3, 3)), "无排名。有目标。"),
  ])
  func `a condition asks whether there is a rank, or a target`(
    metric: String, period: Period, text: String
  ) async {
    let outcome = await compile(
      """
      {{如果 \(metric)｜排名}}有排名{{\(metric)｜排名}}{{否则}}无排名{{完}}。{{如果 \(metric)｜目标}}有目标{{否则}}无目标{{完}}。
      {{如果 \(metric)｜目标}}{{\(metric)｜目标}}{{完}}
      """,
      data: ["信访件.csv": cases, "排名.csv": bulletins, "目标.csv": targets], period: period)
    #expect(
      outcome.text?.split(separator: "\n").first.map(String.init) == text, "\(outcome.messages)")
  }

  /// Not in a condition, it is an error at its tag.
  @Test func `a rank that is printed and not given is an error where it stands`() async {
    let outcome = await compile(
      "居{{按期办结率｜排名}}。", data: ["信访件.csv": cases, "排名.csv": bulletins],
      period: Period(.months(2024, 3, 3)))
    #expect(outcome.report == nil)
    #expect(outcome.messages.contains("模板.hb.md:1:2") && outcome.messages.contains("[no-ranking]"))
  }
}
