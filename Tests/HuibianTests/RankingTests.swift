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
}
