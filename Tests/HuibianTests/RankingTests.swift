import HuibianDiagnostics
import HuibianPlan
import Testing

/// 排名 comes from the ledger of rankings, and from nowhere else.
@Suite struct RankingTests {
  private static let rankings = """
    通报期,指标,范围,本地值,名次,参排数
    2024年,按期答复率,全省,97%,12,88
    2024年度,E08,市,97%,2,9
    2024年上半年,按期答复率,全市,96%,5,9
    2024年,“三无”乡镇实现比例,全市,96%,1,9
    2024年,办结率,全市,96%,3,9
    2024年,办结率,全市,96%,4,9
    """

  @Test func `prints the ranks of the report's period or of the one that is named`() async {
    let outcome = await compile(
      "# 总结\n按期答复率{{按期答复率｜排名}}，上半年{{按期答复率：期间=上半年｜排名}}；{{三无乡镇实现比例｜排名}}。\n",
      data: ["信访件.csv": cases, "排名.csv": Self.rankings])
    #expect(outcome.messages == "")
    #expect(outcome.text?.contains("按期答复率全市第二、全省第十二，上半年全市第五；全市第一。") == true)
  }

  @Test(arguments: [
    ("{{群众满意率｜排名}}", "no-ranking"), ("{{办结率｜排名}}", "several-rankings"),
    ("{{办结率｜排名｜数}}", "rank-of-slice"), ("{{办结率：问题属地=西山镇｜排名}}", "rank-of-slice"),
  ])
  func `prints no rank without one row that says it`(tag: String, id: String) async {
    let outcome = await compile(
      "# 总结\n办结率{{办结率}}，{{来信件数}}，\(tag)。\n",
      data: ["信访件.csv": cases, "排名.csv": Self.rankings])
    #expect(outcome.text == nil)
    #expect(outcome.sink.diagnostics.filter { $0.severity == .error }.map(\.id) == [id])
  }

  @Test func `asks for the ledger where there is none`() async {
    let outcome = await compile("# 总结\n{{办结率｜排名}}，{{来信件数}}。\n")
    #expect(outcome.messages.contains("没有台账“上级通报排名”的数据"))
    #expect(outcome.text == nil)
  }

  @Test func `says upper or lower half, of nine units the first five`() async {
    let rankings = """
      通报期,指标,范围,本地值,名次,参排数
      2024年,按期答复率,全市,97%,5,9
      2024年,按期答复率,全省,97%,6,9
      2024年,办结率,全市,97%,2,3
      2024年,群众满意率,全市,97%,2,
      """
    let data = ["信访件.csv": cases, "排名.csv": rankings]
    let outcome = await compile(
      "{{按期答复率｜位次}}，{{办结率｜位次}}{{如果 上级通报条数[指标=按期答复率，范围=全市，位次=中上游] = 1}}，好{{完}}{{如果 上级通报条数[指标=按期答复率，范围=全省，位次=中上游] = 1}}，也好{{完}}",
      data: data)
    #expect(outcome.text == "全市中上游、全省中下游，全市中上游，好", "\(outcome.messages)")
    var sink = DiagnosticSink()
    var strict = shipped
    strict.set("中上游", to: "40", at: .command, valueAt: .command, sink: &sink)
    let third = await compile("{{按期答复率｜位次}}", data: data, catalog: strict)
    #expect(third.text == "全市中下游、全省中下游")
    let unknown = await compile("{{群众满意率｜位次}}", data: data)
    #expect(unknown.sink.diagnostics.map(\.id) == ["no-standing"])
    let without = await compile(
      "{{办结率｜位次}}",
      data: ["信访件.csv": cases, "排名.csv": "通报期,指标,范围,名次\n2024年,办结率,全市,2\n"])
    #expect(without.messages.contains("没有列“参排数”"), "\(without.messages)")
  }

  /// In 2024: 东湖街道 2, 西山镇 2, 南岭乡 1; 办结率 东湖街道 and 西山镇 all, 南岭乡 none.
  @Test(arguments: [
    ("{{每个 问题属地}}{{名称}}{{信访总量｜排名}} {{完}}", "东湖街道并列第一 西山镇并列第一 南岭乡第三 "),
    ("{{每个 问题属地}}{{信访总量｜排名｜数}} {{完}}", "1 1 3 "),
    ("{{每个 问题属地 按 信访总量 升序}}{{名称}}{{信访总量｜排名}} {{完}}", "南岭乡第一 东湖街道并列第二 西山镇并列第二 "),
    ("{{每个 问题属地 按 信访总量 前 1}}{{名称}}{{信访总人次｜排名}}{{完}}", "东湖街道第一"),
    ("{{每个 问题属地 其中 信访总量 < 2}}{{名称}}{{信访总量｜排名}}{{完}}", "南岭乡第一"),
    ("{{每个 问题属地 按 信访总量 前 1 其余并入其他}}{{名称}}{{信访总量｜排名}} {{完}}", "东湖街道并列第一 其他— "),
    ("{{每个 问题属地}}{{办结率｜排名}} {{完}}", "并列第一 并列第一 第三 "),
    // 南岭乡 has no visit, and so no share of repeated ones.
    ("{{每个 问题属地}}{{重访率｜排名}} {{完}}", "并列第一 并列第一 — "),
  ])
  func `ranks the members of a loop among themselves`(template: String, text: String) async {
    let outcome = await compile(template)
    #expect(outcome.text == text, "\(outcome.messages)")
  }

  @Test func `ranks the rows of a table in a column`() async {
    let outcome = await compile("{{表 问题属地 × 信访总量，信访总量｜排名 合计}}")
    #expect(
      outcome.text == """
        问题属地
        信访总量
        （件次）
        排名
        东湖街道
        2
        1
        西山镇
        2
        1
        南岭乡
        1
        3
        合计
        5
        —
        """, "\(outcome.messages)")
  }

  @Test func `takes those that equal the last where ties are kept`() async {
    let template = "{{每个 问题属地 按 信访总量 前 1 其余并入其他}}{{名称}}{{信访总量｜数}} {{完}}{{口径说明}}"
    let cut = await compile(template)
    #expect(cut.text?.hasPrefix("东湖街道2 其他3 ") == true)
    var sink = DiagnosticSink()
    var keeping = shipped
    keeping.set("并列", to: "保留", at: .command, valueAt: .command, sink: &sink)
    let kept = await compile(template, catalog: keeping)
    #expect(kept.text?.hasPrefix("东湖街道2 西山镇2 其他1 ") == true, "\(kept.messages)")
    #expect(kept.text?.contains("“前N”末位并列的都取") == true)
    #expect(cut.text?.contains("并列") == false)
  }
}
