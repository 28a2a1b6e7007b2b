import Huibian
import HuibianDiagnostics
import HuibianPlan
import Testing

struct CompileTests {
  @Test(arguments: [
    ("{{信访总量}}", "5件次"),
    ("{{信访总量｜数}}", "5"),
    ("{{信访总量｜同比}}", "同比增加1件次，上升25%"),
    ("{{信访总量：信访形式=来访｜同比}}", "同比持平"),
    ("{{信访总量：信访形式=来信｜同比幅度}}", "上升100%"),
    ("{{信访总量：信访形式=来电｜同比}}", "与上年同期均为零"),
    ("{{信访总量：问题属地=南岭乡｜同比}}", "同比增加1件次（上年同期为零）"),
    ("{{信访总量、信访总人次｜同比}}", "信访总量同比增加1件次，上升25%；信访总人次同比持平"),
    ("{{信访总量：信访形式=来信｜占比：信访总量}}", "40%"),
    ("{{重复信访占比}}，{{重复信访占比｜同比}}", "20%，同比下降5个百分点"),
    ("{{信访总量：期间=第一季度}}", "3件次"),
    ("{{信访总量：月份=2024-01｜同比}} {{信访总量：月份=1月｜数}}", "同比持平 1"),
    ("{{信访总量：季度=第二季度｜同比}}", "同比增加1件次，上升100%"),
    ("{{信访总量：月份=3}}", nil),
    ("{{信访总量：月份=第一季度}}", nil),
    ("{{信访总量：年=2024年}}", nil),
    ("{{信访总量：内容分类=城乡建设}}", "4件次"),
    ("{{信访总量：内容分类.二级=物业}}", "3件次"),
    ("{{平均办理周期}}", "33.3天"),
    ("{{办理周期中位数}}，{{办理周期中位数｜同比}}", "31.5天，同比延长4.5天，上升16.7%"),
    ("{{列举 内容分类 按 信访总量 前 2}}", "城乡建设（4件次，占80%）、教育（1件次，占20%）"),
    ("{{如果 信访总量 > 4 且 非 信访总量：信访形式=来电 > 0}}多{{否则}}少{{完}}", nil),
    ("{{如果 信访总量 > 4 且 信访总量[信访形式=来电] = 0}}多{{否则}}少{{完}}", "多"),
    ("{{如果 重复信访占比 < 20%}}低{{否则如果 重复信访占比 = 20%}}平{{否则}}高{{完}}", "平"),
    (
      "{{每个 问题属地 按 信访总量 降序}}{{序号}}{{名称}}{{信访总量｜数}}{{如果 是末项}}。{{否则}}、{{完}}{{完}}",
      "1东湖街道2、2西山镇2、3南岭乡1。"
    ),
    ("{{每个 问题属地 按 信访总量 前 1 其余并入其他}}{{名称}}{{信访总量｜数}} {{完}}", "东湖街道2 其他3 "),
    ("{{每个 问题属地 其中 信访总量 > 1}}{{问题属地}} {{完}}", "东湖街道 西山镇 "),
    ("{{每个 月份 其中 信访总量 > 0}}{{名称}}{{信访总量｜同比增减｜数}} {{完}}", "1月0 2月0 3月0 4月0 5月+1 "),
    ("{{单位}} {{期间}} {{年}} {{今天}}", "示例区信访局 2024年 2024 2025年1月6日"),
  ])
  func `prints what the product says`(template: String, text: String?) async {
    let outcome = await compile(template)
    #expect(outcome.text == text, "\(outcome.messages)")
  }

  @Test
  func `counts nested loops over two dimensions`() async {
    let outcome = await compile(
      "{{每个 问题属地}}{{名称}}：{{每个 信访形式}}{{名称}}{{信访总量｜数}} {{完}}；{{完}}")
    #expect(outcome.text == "东湖街道：来访2 来信0 ；西山镇：来访1 来信1 ；南岭乡：来访0 来信1 ；")
  }

  @Test
  func `goes down the levels of one tree`() async {
    let outcome = await compile(
      "{{每个 内容分类}}{{名称}}：{{每个 内容分类.二级}}{{名称}}{{信访总量｜数}} {{完}}；{{完}}")
    #expect(outcome.text == "城乡建设：物业3 违建1 ；教育：入学1 ；")
  }

  @Test
  func `numbers headings after blocks have gone`() async {
    let outcome = await compile(
      """
      # 标题
      ## 甲
      ### 一层
      {{如果 信访总量 = 0}}
      ## 没有的
      {{完}}
      ## 乙
      ### 又一层
      """)
    #expect(outcome.text == "标题\n一、甲\n（一）一层\n二、乙\n（一）又一层")
  }

  @Test
  func `builds a table with a total, one unit above it`() async {
    let outcome = await compile("{{表 问题属地 × 信访总量，信访总量｜同比增减，重复信访占比 合计}}")
    #expect(
      outcome.text == """
        单位：件次
        问题属地
        信访总量
        信访总量同比增减
        重复信访占比
        东湖街道
        2
        0
        0.0%
        西山镇
        2
        0
        50.0%
        南岭乡
        1
        +1
        0.0%
        合计
        5
        +1
        20.0%
        """, "\(outcome.messages)")
  }

  @Test(arguments: [
    ("否", ["33.3%", "33.3%", "33.3%", "100.0%"]), ("是", ["33.4%", "33.3%", "33.3%", "100.0%"]),
  ])
  func `lets shares of a table add up when asked`(setting: String, shares: [String]) async throws {
    var sink = DiagnosticSink()
    let yaml = "口径: {占比凑整: \(setting)}"
    let read = try #require(Configuration.read(Array(yaml.utf8), file: "a.yaml", sink: &sink))
    let rows = "信访件编号,登记日期,信访形式\n1,2024-01-05,来信\n2,2024-01-06,来访\n3,2024-01-07,来电\n"
    let outcome = await compile(
      "{{表 信访形式 × 信访总量｜占比：信访总量 合计}}", data: ["信访件.csv": rows],
      catalog: shipped.merging(read, sink: &sink))
    let printed = outcome.text?.split(separator: "\n").filter { $0.hasSuffix("%") }.map {
      String($0)
    }
    #expect(printed == shares, "\(outcome.messages)")
  }

  @Test
  func `never reads a value again as a tag`() async {
    let outcome = await compile("{{话}}", texts: ["话": "{{信访总量}} & <w:t> ｛｛"])
    #expect(outcome.text == "{{信访总量}} & <w:t> ｛｛")
  }

  @Test
  func `tells mistakes of template and data together, each with its place`() async {
    let outcome = await compile(
      "{{信访总数}}\n{{信访总量｜同笔}}\n{{信访总量：问题属地=东湖}}",
      data: ["信访件.csv": cases + "C01,2024-13-01,来信,1,东湖街道,教育_入学,,否,,初次\n"])
    #expect(outcome.report == nil)
    #expect(
      outcome.messages.contains(
        """
        模板.hb.md:1:1: 错误: 标签“{{信访总数}}”里的“信访总数”不是指标，也不是已给出的文字（未知名称） [unknown-name]
          提示: 是不是“信访总量”？
        """))
    #expect(outcome.messages.contains("模板.hb.md:2:8: 错误"))
    #expect(outcome.messages.contains("模板.hb.md:3:1: 错误"))
    #expect(outcome.messages.contains("信访件.csv:11:2: 错误"))
  }

  @Test
  func `refuses a period without a row`() async {
    let outcome = await compile("{{信访总量}}", period: Period(.year(2020)))
    #expect(outcome.report == nil)
    #expect(outcome.messages.contains("[empty-period]"))
  }

  @Test
  func `warns of a base without a row, and says so in print`() async {
    let outcome = await compile("{{信访总量｜同比}}", period: Period(.year(2023)))
    #expect(outcome.text == "上年同期无数据")
    #expect(outcome.messages.contains("[no-base-data]"))
  }

  @Test
  func `warns of a month that the base lacks among others`() async {
    let gap = cases.split(separator: "\n").filter { !$0.contains("A02") }.joined(separator: "\n")
    let outcome = await compile(
      "{{信访总量｜同比}}", data: ["信访件.csv": gap], period: Period(.months(2024, 1, 4)))
    #expect(outcome.text == "同比增加1件次，上升33.3%")
    #expect(outcome.messages.contains("2023-02"), "\(outcome.messages)")
  }

  @Test
  func `leaves out rows whose rule a person accepted, and says how many`() async {
    let bad = cases + "C01,2024-13-01,来信,1,东湖街道,教育_入学,,否,,初次\n"
    let outcome = await compile(
      "{{信访总量}}", data: ["信访件.csv": bad], accepted: ["bad-date"])
    #expect(outcome.text == "5件次", "\(outcome.messages)")
    #expect(outcome.messages.contains("bad-date"))
  }

  @Test
  func `writes the same bytes twice`() async throws {
    let template = "# 报告\n{{信访总量｜同比}}\n{{表 问题属地 × 信访总量 合计}}"
    let first = try #require(await compile(template).report)
    let second = try #require(await compile(template).report)
    #expect(first.document == second.document)
    #expect(first.trace == second.trace)
  }

  @Test
  func `traces every figure with what it rests on`() async throws {
    let report = try #require(await compile("{{信访总量｜同比}}").report)
    let figure = try #require(report.trace.first { $0.kind == .figure })
    #expect(
      figure.line.contains(
        #""metrics":[{"name":"信访总量","unit":"件次","period":"2024-01-01..2024-12-31","asOf":"2024-12-31","value":5,"rows":5,"base":{"name":"信访总量","unit":"件次","period":"2023-01-01..2023-12-31","asOf":"2023-12-31","value":4,"rows":4}}],"text":"同比增加1件次，上升25%""#
      ))
    #expect(Set(report.trace.map(\.kind)) == [.run, .input, .measure, .figure, .diagnostic])
  }
}
