import HuibianDiagnostics
import HuibianPlan
import HuibianTable
import Testing

private let context = Context(
  officeNames: ["示例区信访局", "区信访局"], area: "示例区", period: Period(.months(2022, 1, 10)),
  trees: [
    "问题属地": Tree(
      name: "问题属地", levels: ["镇街", "村社区"],
      roots: [
        .init("东湖街道", [.init("甲社区"), .init("乙社区")]), .init("西山镇", [.init("甲社区")]),
      ], aliases: ["示例区": ""])
  ])

/// The filter of 信访总量 with a condition, as `--where` gives it; or the messages.
private func bound(_ text: String) -> [String] {
  var sink = DiagnosticSink()
  let catalog = Catalog.shipped(sink: &sink)
  guard
    let condition = ConditionSyntax.parse(
      text, at: .text(file: "huibian.yaml", line: 3, column: 5), sink: &sink)
  else { return sink.diagnostics.map(\.line) }
  var planner = FigurePlanner(catalog: catalog, context: context)
  let columns = Set(catalog.ledger("信访件")?.columns.map(\.name) ?? [])
  let spans = Set(catalog.ledger("敏感期")?.columns.map(\.name) ?? [])
  let plans = planner.plans(
    [FigureSpec(measure: "信访总量", condition: condition, period: context.period)],
    available: ["信访件": columns, "敏感期": spans], at: { _ in .command }, sink: &sink)
  return sink.diagnostics.isEmpty ? [plans[0].filter.text] : sink.diagnostics.map(\.line)
}

extension Diagnostic {
  /// `3:5 message [id]；hint`, for comparison.
  fileprivate var line: String {
    var place = ""
    if case .text(_, let line, let column) = location { place = "\(line):\(column) " }
    return "\(place)\(message) [\(id)]" + hints.map { "；" + $0 }.joined()
  }
}

@Suite struct ConditionTests {
  @Test(arguments: [
    ("信访形式 = 来访", "信访形式∈{来访}"),
    ("信访形式＝走访", "信访形式∈{来访}"),
    ("信访形式 ≠ 来访", "非(信访形式∈{来访})"),
    ("信访形式 != 来访 且 信访人数 >= 5", "非(信访形式∈{来访}) 且 信访人数 ≥ 5"),
    ("信访形式 属于 {来信、来访，来电}", "信访形式∈{来信、来电、来访}"),
    ("信访形式 不属于 ｛来信，来访｝", "非(信访形式∈{来信、来访})"),
    ("责任单位 含 “局”", "责任单位含局"),
    ("责任单位 不含 局", "非(责任单位含局)"),
    ("办结日期 为空", "办结日期空"), ("办结日期为空", "办结日期空"), ("办结日期不为空", "非(办结日期空)"),
    ("首个(答复日期, 办结日期) 为空", "非(首个(答复日期,办结日期) = 首个(答复日期,办结日期))"),
    ("办结日期 ≤ 2022年3月5日", "办结日期 ≤ 2022-03-05"),
    ("办结日期 <= 截止日期 - 30天", "办结日期 ≤ 2022-10-01"),
    ("登记日期 > 报告期开始 + 10", "登记日期 > 2022-01-11"),
    ("办结日期 - 登记日期 > 60", "[办结日期-登记日期] > 60"),
    ("办结日期 - 登记日期 ≤ 受理期限", "[办结日期-登记日期] ≤ 15"),
    ("登记日期 + 办理期限天 < 截止日期", "登记日期+60天 < 2022-10-31"),
    ("较早(办结日期 + 一次性化解观察天数, 截止日期) ≥ 登记日期", "较早(办结日期+365天,2022-10-31) ≥ 登记日期"),
    (
      "下次(登记日期, 信访事项编号, 办结日期) 为空",
      "非(下次(登记日期,信访事项编号,办结日期) = 下次(登记日期,信访事项编号,办结日期))"
    ),
    ("登记日期 在 敏感期", "登记日期在敏感期.开始至结束"),
    ("受理机构 = 本级", "受理机构∈{区信访局、示例区信访局}"),
    ("问题属地 = 辖区", "问题属地.镇街∈{东湖街道、未细分、西山镇}"),
    ("问题属地 = 东湖街道办", "问题属地.镇街∈{东湖街道}"),
    ("问题属地 = 乙社区", "问题属地.村社区∈{乙社区}"),
    ("问题属地 = 西山镇/甲社区", "问题属地.村社区∈{西山镇/甲社区}"),
    ("内容分类 = 城乡建设/征地", "内容分类.一级∈{城乡建设} 且 内容分类.二级∈{征地}"),
    ("内容分类 = 征地", "内容分类.一级∈{征地} 或 内容分类.二级∈{征地} 或 内容分类.三级∈{征地}"),
    ("非 信访形式 = 来访 或 (信访形式 = 来信 且 信访人数 = 1)", "非(信访形式∈{来访}) 或 信访形式∈{来信} 且 信访人数 = 1"),
    ("是否非正常上访 = 有", "是否非正常上访∈{是}"),
    ("评价对象 = 责任单位", "真"), ("评价对象 = 信访部门", "假"),
    ("评价对象 = 信访部门 或 信访形式 = 来信", "信访形式∈{来信}"),
    ("同 来访批次 且 信访人数 > 3", "信访形式∈{来访} 且 受理机构∈{区信访局、示例区信访局} 且 信访人数 > 3"),
    ("到期", "限办截止日期 ≤ 2022-10-31"),
    ("XFRS ≥ 集体访人数", "信访人数 ≥ 5"),
    ("责任单位 = 12345", "责任单位∈{12345}"),
  ])
  func `binds a condition`(text: String, predicate: String) {
    #expect(bound(text) == [predicate])
  }

  @Test(arguments: [
    ("信访形势 = 来访", "3:5 台账“信访件”没有列“信访形势” [unknown-column]；是不是“信访形式”"),
    ("信访形式 = 来房", "3:12 列“信访形式”没有取值“来房” [unknown-value]；是不是“来信”"),
    ("信访形式 > 来访", "3:5 “信访形式”是文字，不能用 > 比较 [type-mismatch]；文字只能用 =、≠、属于、含、为空"),
    (
      "办结日期 = 5",
      "3:12 “办结日期”是日期，不能与“5”比较 [type-mismatch]；日期写成 2024-01-05，或用 截止日期、报告期开始、报告期结束"
    ),
    ("信访人数 = 多", "3:12 “信访人数”是数，不能与“多”比较 [type-mismatch]；比较的两边写同一类的值"),
    (
      "信访形式 = 来访 信访人数 = 5",
      "3:15 条件“信访形式 = 来访 信访人数 = 5”在“信访人数”处看不懂 [bad-condition]；两个条件之间写 且 或 或，前后留空格"
    ),
    ("信访形式 =", "3:11 条件“信访形式 =”没有写完 [bad-condition]；写成“列名 = 值”，几个条件用 且、或 连接"),
    ("(信访形式 = 来访", "3:15 条件“(信访形式 = 来访”括号没有配对 [bad-condition]"),
    ("信访形式 属于 来访", "3:13 条件“信访形式 属于 来访”属于后面不是 {…} [bad-condition]；写成“属于 {甲、乙}”"),
    ("办结日期 ≤ 2022-02-30", "3:12 条件“办结日期 ≤ 2022-02-30”没有2022-02-30这一天 [bad-condition]"),
    ("责任单位 = “甲", "3:12 条件“责任单位 = “甲”引号没有配对 [bad-condition]"),
    ("问题属地 = 东胡街道", "3:12 “问题属地”中没有“东胡街道” [unknown-member]；是不是“东湖街道”"),
    ("问题属地 = 甲社区", "3:12 “问题属地”中有2个“甲社区” [ambiguous-member]；写明上级：东湖街道/甲社区、西山镇/甲社区"),
    ("同 来访批数", "3:7 没有名为“来访批数”的指标 [unknown-measure]；是不是“来访批次”"),
    ("已办接", "3:5 “已办接”不是条件，台账“信访件”也没有这个判定 [unknown-condition]；是不是“已办结”"),
    ("登记日期 在 假期", "3:12 “假期”不是有开始和结束的台账 [unknown-ledger]；可用的台账：敏感期"),
    (
      "最早(登记日期, 办结日期) 为空", "3:5 没有“最早”这种算法 [bad-condition]；可用的有：较早(甲, 乙)、首个(甲, 乙)、下次(日期列, 编号列, 之后列)"
    ),
    ("登记日期 + 办结日期 = 3", "3:12 “登记日期”与“办结日期”不能相加减 [type-mismatch]；只能写 日期 ± 天数，或 日期 - 日期"),
    ("信访形式=来访且信访人数=5", "3:17 条件“信访形式=来访且信访人数=5”在“=”处看不懂 [bad-condition]；两个条件之间写 且 或 或，前后留空格"),
    ("", "3:5 条件“”是空的 [bad-condition]"),
    ("信访形式 = 来访 @", "3:15 条件“信访形式 = 来访 @”有不认识的符号“@” [bad-condition]"),
  ])
  func `refuses a condition and says where and why`(text: String, message: String) {
    #expect(bound(text) == [message])
  }

  @Test(arguments: [
    (
      "信访形式 = 且 信访人数 ≥ 5 或 (责任单位 属于 区住建局 且 办结日期 ≤ 2022-02-30) 且 信访人数 @ 5",
      ["3:12 在“且”之前缺少列名或值", "3:34 属于后面不是 {…}", "3:48 没有2022-02-30这一天", "3:67 有不认识的符号“@”"]
    ),
    ("信访形式 = 来访) 且 信访人数 =", ["3:14 在“)”处看不懂", "3:24 没有写完"]),
    ("(信访形式 = 来访 来信) 且 (信访人数 = 5", ["3:16 在“来信”处看不懂", "3:31 括号没有配对"]),
    ("责任单位 = “甲 且 信访人数 =", ["3:12 引号没有配对"]),
    ("@ 且 2022-13-01", ["3:5 有不认识的符号“@”", "3:9 没有2022-13-01这一天"]),
  ])
  func `tells every place that is no condition`(text: String, problems: [String]) {
    let told = bound(text)
    #expect(told.count == problems.count, "\(told)")
    for (message, problem) in zip(told, problems) {
      let parts = problem.split(separator: " ", maxSplits: 1)
      #expect(message.hasPrefix(parts[0] + " 条件") && message.contains(parts[1] + " [bad-"))
    }
  }

  @Test func `refuses brackets without end`() {
    let text = String(repeating: "(", count: 5000)
    #expect(bound(text).count == 1)
    #expect(bound(text).first?.hasSuffix("括号嵌套太深 [bad-condition]") == true)
  }

  @Test(arguments: [
    ("是否集体访 = 是", ["是否集体访"], "信访人数 ≥ 5"),
    ("是否集体访 = 否", ["是否集体访"], "信访人数 < 5"),
    ("走访层级 = 到市", ["走访层级"], "登记机构级别∈{市}"),
    ("登记机构级别 属于 {国家、省}", ["登记机构级别"], "走访层级∈{进京} 或 走访层级∈{到省}"),
    ("初重标志 = 重复", ["初重标志", "是否重复"], "是否初次信访∈{否}"),
    ("已办结", ["办结日期"], "办结标志∈{是}"),
    ("已办结", ["办结标志"], "办结日期 ≤ 2022-10-31"),
    ("首个(转送交办日期, 受理告知日期) ≤ 截止日期", ["转送交办日期"], "受理告知日期 ≤ 2022-10-31"),
    ("对责任单位评价 = 满意", ["对责任单位评价"], "满意度评价∈{满意}"),
    ("责任单位评价状态 = 已评价", ["责任单位评价状态", "评价状态"], "非(满意度评价空)"),
  ])
  func `lets other columns stand in for one that an export lacks`(
    text: String, missing: [String], predicate: String
  ) {
    #expect(plan(text, without: Set(missing)) == predicate)
  }

  /// The filter, whatever notes were made on the way.
  private func plan(_ text: String, without missing: Set<String>) -> String {
    var sink = DiagnosticSink()
    let catalog = Catalog.shipped(sink: &sink)
    guard let condition = ConditionSyntax.parse(text, at: .command, sink: &sink) else { return "" }
    var planner = FigurePlanner(catalog: catalog, context: context)
    let columns = Set(catalog.ledger("信访件")?.columns.map(\.name) ?? []).subtracting(missing)
    let plans = planner.plans(
      [FigureSpec(measure: "信访总量", condition: condition, period: context.period)],
      available: ["信访件": columns], at: { _ in .command }, sink: &sink)
    #expect(!sink.hasErrors)
    return plans.first?.filter.text ?? ""
  }
}
