import Huibian
import HuibianDiagnostics
import HuibianPlan
import Testing

/// 目标 and 完成情况 come from the ledger of targets.
///
/// Over ``cases`` in 2024: 信访总量 5 (东湖街道 2, 西山镇 2, 南岭乡 1), 重复信访占比 1 of 5.
@Suite struct TargetLedgerTests {
  private static let targets = """
    年度,指标,维度,比较符,阈值,期限,语气
    2024,信访总量,,≤,5件,,
    2024年度,D02,,控制在,20%,年底,确保
    2024年,重复信访率,,≤,19.99%,2024/12/31,力争
    2023,信访总量,,≤,1,,
    ,信访总人次,,≥,1万人次,2025-12-31,
    2024,信访总量,问题属地,≤,1,,
    2024,信访总量,问题属地=西山镇,≤,2件,,力争
    2024,信访总量,来访,≤,2批次,,
    2024,办结率,,≥,95,,
    """

  private static let data = ["信访件.csv": cases, "目标.csv": targets]

  @Test func `stand beside the figures of stats`() async {
    let whole = await ask(["信访总量", "重复信访占比", "信访总人次", "来访批次"], of: Self.data)
    #expect(
      whole.answer?.printed(.text) == """
        指标          期间    数值  单位  目标                                                 完成情况
        信访总量      2024年     5  件次  控制在5件以内                                        完成
        重复信访占比  2024年  20.0  %     确保年底前控制在20%以内，力争年底前控制在19.99%以内  确保目标完成，力争目标未完成
        信访总人次    2024年    12  人次  2025年12月31日前达到1万人次以上                      未完成
        来访批次      2024年     3  批次

        """, "\(whole.messages)")
    #expect(
      whole.answer?.printed(.csv).split(separator: "\r\n").dropFirst(2).first
        == "重复信访占比,2024年,20.0,%,确保年底前控制在20%以内，力争年底前控制在19.99%以内,确保目标完成，力争目标未完成")
    let json = whole.answer?.printed(.json) ?? ""
    #expect(
      json.contains(
        #""value":5,"unit":"件次","targets":[{"target":"控制在5件以内","sign":"≤","threshold":"5件","outcome":"完成"}]}"#
      ), "\(json)")
    #expect(
      json.contains(#""metric":"来访批次","period":"2024-01-01..2024-12-31","value":3,"unit":"批次"}"#))
  }

  @Test func `hold for the members that their dimension names`() async {
    let towns = await ask(["信访总量"], of: Self.data, by: [["问题属地"], ["信访形式"], ["月份"]])
    let rows = towns.answer?.printed(.csv).split(separator: "\r\n").map { String($0) } ?? []
    func row(_ member: String) -> String? { rows.first { $0.contains(",\(member),") } }
    #expect(row("东湖街道")?.hasSuffix(",控制在1件次以内,未完成") == true, "\(rows)")
    #expect(row("西山镇")?.hasSuffix(",控制在1件次以内，力争控制在2件以内,未完成、完成") == true)
    #expect(row("南岭乡")?.hasSuffix(",控制在1件次以内,完成") == true)
    #expect(row("来访")?.hasSuffix(",控制在2批次以内,未完成") == true)
    #expect(row("来信")?.hasSuffix(",,") == true)
    #expect(row("2024-01")?.hasSuffix(",,") == true)
  }

  @Test func `are not there where no ledger or no row has them`() async {
    let none = await ask(["信访总量"])
    #expect(none.answer?.printed(.text).contains("目标") == false)
    let other = await ask(["来访批次"], of: Self.data)
    #expect(other.answer?.printed(.text).contains("目标") == false)
    // A condition asks for something else than the target was set for.
    let some = await ask(["信访总量"], of: Self.data, condition: "信访人数 > 1")
    #expect(some.answer?.printed(.text).contains("目标") == false)
    let spanning = await ask(["信访总量"], of: Self.data, period: "2023-07-01..2024-06-30")
    #expect(spanning.answer?.printed(.text).contains("目标") == false)
  }

  @Test func `say nothing of a figure that is withheld`() async {
    let answered = await ask(
      ["信访总量"], of: Self.data, by: [["问题属地"]], configuration: "单位: 示例区信访局\n口径: {发布: 公开}")
    let rows = answered.answer?.printed(.csv).split(separator: "\r\n") ?? []
    #expect(rows.contains { $0.hasSuffix(",东湖街道,<5,件次,控制在1件次以内,—") }, "\(rows)")
    #expect(answered.answer?.printed(.json).contains(#""outcome":"—""#) == true)
  }

  @Test func `are — for a rate without a denominator`() async {
    let answered = await ask(["办结率"], of: Self.data, period: "2024年12月")
    #expect(answered.answer?.printed(.csv).contains("—,%,达到95%以上,—") == true)
  }

  @Test func `that say nothing are told all at once, with their places`() async {
    let wrong = """
      年度,指标,维度,比较符,阈值
      2024,信仿总量,,≤,5
      二〇二四,信访总量,,≤,5
      2024,信访总量,,大约,5
      2024,信访总量,,≤,若干
      2024,信访总量,,≤,5万元
      2024,信访总量,,≥,5件以内
      2024,信访总量,问题属第,≤,5
      2024,信访总量,信访形式=网上信仿,≤,5
      2024,来访批次,,≤,5
      2024,来访批次,,≤,6
      """
    let answered = await ask(["信访总量"], of: ["信访件.csv": cases, "目标.csv": wrong])
    #expect(answered.answer == nil)
    #expect(
      answered.messages.split(separator: "\n")
        == """
        目标.csv:2:2: 错误: 没有名为“信仿总量”的指标 [unknown-measure]
          提示: 是不是“信访总量”
        目标.csv:3:1: 错误: 目标的年度“二〇二四”认不出 [bad-goal]
          提示: 写成2024年
        目标.csv:4:4: 错误: “信访总量”的目标：比较符“大约”认不出 [bad-goal]
          提示: 写成≥（达到）、≤（控制在）或者=
        目标.csv:5:5: 错误: “信访总量”的目标：阈值不是数 [bad-goal]
          提示: 写成95%、3000件次这样的数
        目标.csv:6:5: 错误: “信访总量”的目标：阈值的单位是“万元”，指标的单位是“件次” [bad-goal]
          提示: 把阈值换成指标的单位，或者只写数
        目标.csv:7:5: 错误: “信访总量”的目标：比较符与阈值里的说法相反 [bad-goal]
          提示: 只留一处，例如比较符≥、阈值95%
        目标.csv:8:3: 错误: 目标的维度“问题属第”不是维度，也不是哪个维度的一项 [bad-goal]
          提示: 是不是“问题属地”？
        目标.csv:9:3: 错误: 目标的维度“网上信仿”不是维度，也不是哪个维度的一项 [bad-goal]
          提示: 是不是“网上信访”？
        目标.csv:11:2: 错误: “来访批次”同一年度、同一维度的目标写了两次 [bad-goal]
          提示: 只留一行，或者用“语气”分开
        """.split(separator: "\n"))
  }

  @Test(arguments: [
    ("{{信访总量｜目标}}，{{信访总量｜完成情况}}", "控制在5件以内，完成"),
    ("{{重复信访占比｜目标}}（{{重复信访占比｜完成情况}}）", "确保年底前控制在20%以内，力争年底前控制在19.99%以内（确保目标完成，力争目标未完成）"),
    ("{{信访总量：问题属地=西山镇｜目标}}", "控制在1件次以内，力争控制在2件以内"),
    ("{{信访总量：信访形式=走访｜完成情况}}", "未完成"),
    ("{{信访总量、信访总人次｜完成情况}}", "信访总量完成；信访总人次未完成"),
    ("{{每个 问题属地}}{{名称}}{{信访总量｜完成情况}} {{完}}", "东湖街道未完成 西山镇未完成、完成 南岭乡完成 "),
    // A plan is written before there are cases: 目标 alone asks no ledger for rows.
    ("{{办结率｜目标}}", "达到95%以上"),
  ])
  func `are phrased in a template`(template: String, text: String) async {
    let outcome = await compile(template, data: Self.data)
    #expect(outcome.text == text, "\(outcome.messages)")
  }

  @Test func `fill a plan without any cases`() async {
    let outcome = await compile("办结率{{办结率｜目标}}。", data: ["目标.csv": Self.targets])
    #expect(outcome.text == "办结率达到95%以上。", "\(outcome.messages)")
  }

  @Test func `are columns of a table`() async {
    let outcome = await compile(
      "{{表 问题属地 × 信访总量，信访总量｜目标，信访总量｜完成情况 合计}}", data: Self.data)
    #expect(
      outcome.text == """
        问题属地
        信访总量
        （件次）
        目标
        完成情况
        东湖街道
        2
        控制在1件次以内
        未完成
        西山镇
        2
        控制在1件次以内，力争控制在2件以内
        未完成、完成
        南岭乡
        1
        控制在1件次以内
        完成
        合计
        5
        控制在5件以内
        完成
        """, "\(outcome.messages)")
  }

  @Test(arguments: [
    ("{{来访批次｜目标}}", "no-target"), ("{{信访总量：月份=1月｜目标}}", "no-target"),
    ("{{信访总量｜目标｜同比}}", "bad-filter"), ("{{信访总亮｜目标}}", "unknown-name"),
  ])
  func `are an error where there is none`(tag: String, id: String) async {
    let outcome = await compile("甲{{信访总量}}\(tag)", data: Self.data)
    #expect(outcome.text == nil)
    #expect(outcome.sink.diagnostics.filter { $0.severity == .error }.map(\.id) == [id])
  }

  @Test func `ask for the ledger`() async {
    let outcome = await compile("{{信访总量｜目标}}，{{办结率｜完成情况}}")
    #expect(outcome.text == nil)
    #expect(
      outcome.messages.contains("没有台账“目标值”的数据，指标“信访总量”、“办结率”需要它 [missing-ledger]"),
      "\(outcome.messages)")
  }
}
