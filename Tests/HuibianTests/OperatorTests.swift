import Huibian
import HuibianDiagnostics
import HuibianPlan
import Testing

/// What stands beside metrics in reports: changes, shares, sums, ranks, words for nothing and for all.
///
/// 2023: four visits (one of them again) and a letter; 2024: three visits (one again), three letters,
/// of which two of four are due and closed after 10 and 20 days.
@Suite struct OperatorTests {
  private static let cases = """
    信访件编号,登记日期,信访形式,信访人数,初重标志,限办截止日期,办结日期
    A1,2023-03-01,来访,5,初次,,
    A2,2023-04-01,来访,2,初次,,
    A3,2023-05-01,来访,1,初次,,
    A4,2023-06-01,来访,1,重复,,
    A5,2023-07-01,来信,1,初次,,
    B1,2024-03-01,来访,20340,初次,2024-05-01,2024-03-11
    B2,2024-04-01,来访,2,初次,2024-06-01,2024-04-21
    B3,2024-05-01,来访,1,重复,,
    B4,2024-06-01,来信,1,初次,,
    B5,2024-07-01,来信,1,初次,,
    B6,2024-08-01,来信,1,初次,,
    """
  private static let rankings = "通报期,指标,范围,本地值,名次,参排数\n2024年,重访率,全市,33.3%,2,9\n"

  @Test(arguments: [
    ("O1", "{{信访总量：信访形式=来访｜同比增减}}", "减少1件次"),
    ("O1", "{{信访总量：信访形式=来信｜同比增减}}", "增加2件次"),
    ("O2", "{{信访总量：信访形式=来访｜同比幅度}}", "下降25%"),
    ("O2", "{{信访总量：信访形式=来信｜同比}}", "同比增加2件次，上升200%"),
    ("O2", "{{重复信访件次｜同比}}", "同比持平"),
    ("O2", "{{信访总量：信访形式=来电｜同比}}", "与上年同期均为零"),
    ("O3", "{{重访率｜同比}}", "同比上升8.3个百分点"), ("O3", "{{重访率｜同比幅度}}", "上升8.3个百分点"),
    ("O4", "{{信访总量：信访形式=来访｜占比：信访总量}}", "50%"), ("O4", "{{重信率：信访形式=来访}}", "—"),
    ("O5", "{{列举 信访形式 其中 信访总量 > 0 按 信访总量 降序}}", "来访（3件次，占50%）、来信（3件次，占50%）"),
    ("O6", "{{如果 重复信访件次 ≤ 信访总量}}其中重复{{重复信访件次}}{{完}}", "其中重复1件次"),
    ("O7", "{{重访率｜排名}}", "全市第二"), ("O7", "{{重访率｜位次}}", "全市中上游"),
    ("O8", "{{如果 信访总量[信访形式=来电] = 0}}没有来电{{完}}", "没有来电"),
    ("O8", "{{如果 到期办结件数 = 到期信访件数}}全部办结{{完}}", "全部办结"),
    ("O9", "{{信访总人次｜余}}", "2万余人次"), ("O9", "{{信访总人次：信访形式=来信｜余}}", "3人次"),
    ("O10", "{{平均办理周期}}", "15天"), ("O10", "{{办结率}}", "100%"),
  ])
  func `prints what reports say beside a metric`(id: String, template: String, text: String) async {
    let outcome = await compile(
      template, data: ["信访件.csv": Self.cases, "排名.csv": Self.rankings])
    #expect(outcome.text == text, "\(id) \(outcome.messages)")
  }
}
