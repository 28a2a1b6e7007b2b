import Huibian
import HuibianDiagnostics
import HuibianOPC
import HuibianPlan
import HuibianWord
import Testing

/// What the table of a review holds, what it must hold, and in which form it is written.
@Suite struct ReviewTests {
  private static let budget = "年度,类别,科目,年初预算,调整,执行数\n2024,基本,人员,100,0,90\n2024,项目,办案,120,-20,100\n"
  private static let money = """
    年度,项目名称,资金来源,年初预算数,全年预算数,全年执行数,执行率
    2024,办案,资金总额,120,100,95,95%
    2024,办案,财政拨款,100,80,76,
    2024,办案,上年结转资金,20,20,19,

    """
  private static let head = "年度,绩效项目,一级指标,二级指标,三级指标,度量单位,年度指标值,指标性质,实际完成值,分值,得分,偏差原因,对应指标\n"
  /// 45 + 30 + 7.5 of 90, and 9.5 for the budget: 220 of 220 less ten.
  private static let rows = """
    2024,,产出指标,数量指标,办件,件,≥4,≥,4,50,,,
    2024,,效益指标,社会效益,信访总量,件次,6,≤,=信访总量,30,,,
    2024,,满意度指标,满意度,满意率,%,100,≥,75,10,,部分答复超期,
    """

  private func review(
    _ rows: String = rows, template: String = "{{自评表}}\n\n得分如上。", more: [String: String] = [:],
    configuration: String = ""
  ) async -> Outcome {
    var data = [
      "信访件.csv": cases, "预算.csv": Self.budget, "绩效指标.csv": Self.head + rows + "\n",
    ]
    data.merge(more) { $1 }
    var sink = DiagnosticSink()
    var catalog = shipped
    if !configuration.isEmpty {
      guard
        let read = Configuration.read(Array(configuration.utf8), file: "huibian.yaml", sink: &sink)
      else { return Outcome(report: nil, sink: sink) }
      catalog = shipped.merging(read, sink: &sink)
      if sink.hasErrors { return Outcome(report: nil, sink: sink) }
    }
    return await compile(template, data: data, catalog: catalog)
  }

  private func lines(_ outcome: Outcome) -> [String] {
    outcome.text?.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) } ?? []
  }

  @Test func `lists the indicators, the budget's execution first, and sums them up`() async {
    let outcome = await review()
    #expect(
      lines(outcome).filter { !$0.isEmpty }.dropLast() == [
        "单位：分", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施",
        "预算执行", "预算执行", "预算执行率", "100%", "95%", "10.00", "9.50",
        "产出指标", "数量指标", "办件", "≥4件", "4件", "50.00", "50.00",
        "效益指标", "社会效益", "信访总量", "≤6件次", "5件次", "30.00", "30.00",
        "满意度指标", "满意度", "满意率", "≥100%", "75%", "10.00", "7.50", "部分答复超期",
        "总分", "100.00", "97.00",
      ], "\(outcome.messages)")
  }

  @Test(arguments: [
    ("中央", ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]),
    ("四川", ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分", "未完成原因分析"]),
    (
      "重庆",
      ["指标名称", "计量单位", "指标性质", "年初指标值", "调整指标值", "全年完成值", "得分系数（%）", "权重", "得分", "是否核心指标", "说明"]
    ),
    ("合肥", ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "自评得分", "偏差原因"]),
  ])
  func `has the columns of the frame that is set`(frame: String, titles: [String]) async {
    let outcome = await review(configuration: "口径: {整体绩效框架: \(frame)}")
    let found = lines(outcome).filter { $0 != "单位：分" && !$0.isEmpty }
    #expect(Array(found.prefix(titles.count)) == titles, "\(outcome.messages)")
    #expect(outcome.text?.contains("97.00") == true)
  }

  /// 调整指标值 in a row each: an adjusted number, a blank, a dash.
  private static let adjusted = """
    年度,绩效项目,一级指标,二级指标,三级指标,度量单位,年度指标值,调整指标值,指标性质,实际完成值,分值,得分,偏差原因,对应指标
    2024,,产出指标,数量指标,办件,件,≥8,≥4,≥,4,50,,,
    2024,,效益指标,社会效益,信访总量,件次,6,,≤,=信访总量,30,,,
    2024,,满意度指标,满意度,满意率,%,100,—,≥,75,10,,部分答复超期,

    """

  @Test(arguments: [
    (
      "中央", ["办件", "≥4件（年初≥8件）", "4件", "50.00", "50.00"], ["信访总量", "≤6件次", "5件次"], ["≥100%", "75%"]
    ),
    (
      "四川", ["办件", "≥", "≥4（年初≥8）", "件", "4", "50.00", "50.00"], ["信访总量", "≤", "6", "件次"],
      ["≥", "100", "%", "75"]
    ),
    (
      "重庆", ["办件", "件", "≥", "≥8", "≥4", "4", "100", "50.00", "50.00"],
      ["信访总量", "件次", "≤", "6", "—", "5"], ["%", "≥", "100", "—", "75"]
    ),
  ])
  func `scores against the target as it was adjusted`(
    frame: String, office: [String], blank: [String], dash: [String]
  ) async {
    let outcome = await review(
      more: ["绩效指标.csv": Self.adjusted], configuration: "口径: {整体绩效框架: \(frame)}")
    let text = lines(outcome).filter { !$0.isEmpty }.joined(separator: "|")
    for row in [office, blank, dash] {
      #expect(text.contains("|" + row.joined(separator: "|") + "|"), "\(outcome.messages) \(text)")
    }
    #expect(text.contains("97.00"))
    #expect(!outcome.messages.contains("review-reason"), "\(outcome.messages)")
  }

  /// A mistake stands in the column in which the target that counts stands.
  @Test(arguments: [
    ("≥8,四件,≥,4,50", "bad-indicator 绩效指标.csv:2:8", "绩效指标“办件”的调整指标值“四件”不是数"),
    ("≥8,四件,,4,50", "bad-indicator 绩效指标.csv:2:8", "绩效指标“办件”的调整指标值“四件”不是数"),
    ("八件,,≥,4,50", "bad-indicator 绩效指标.csv:2:7", "绩效指标“办件”的年度指标值“八件”不是数"),
    ("8件,4户,≥,4件,50", "bad-review 绩效指标.csv:2:10", "“办件”的指标值“8件”、调整指标值“4户”、完成值“4件”、计量单位“件”单位不一致"),
    ("8件,4件,≥,9件,50", "review-reason 绩效指标.csv:2:13", "“办件”的完成值达到指标值的130%以上，没有写原因"),
  ])
  func `says what is wrong with an adjusted target`(cells: String, place: String, message: String)
    async
  {
    let rows = Self.adjusted.replacing("≥8,≥4,≥,4,50", with: cells)
    let outcome = await review(more: ["绩效指标.csv": rows])
    let said = outcome.sink.diagnostics.map { "\($0.id) \($0.location.text) \($0.message)" }
    #expect(said.contains("\(place) \(message)"), "\(said)")
  }

  /// The sign of 年度指标值 holds for a number without one; 20 is more than 15 and less than 30.
  @Test(arguments: [("≤15", "30", "90.00"), ("≥15", "30", "60.00"), ("≤15", "≥20", "90.00")])
  func `an adjusted target without a sign keeps the first one's`(
    first: String, adjusted: String, score: String
  ) async {
    let rows = "三级指标,年度指标值,调整指标值,实际完成值,分值,偏差原因\n甲,\(first),\(adjusted),20,90,原因\n"
    let outcome = await review(
      template: "{{每个 自评三级}}{{名称}}{{整体自评得分}} {{完}}", more: ["绩效指标.csv": rows],
      configuration: "口径: {整体绩效框架: 四川}")
    #expect(outcome.text?.contains("甲\(score.dropLast(3))分") == true, "\(outcome.messages)")
  }

  /// What was reached in centred cells, reasons at the left, whether short or long.
  @Test(arguments: [
    ("达成,90,80,短"), ("部分达成年度指标并具有一定效果,90,60,年中机构改革，人员调整，工作由另一单位承担"),
  ])
  func `a column of texts stands by its kind, not by how long they are`(cells: String) async throws
  {
    let outcome = await review(
      "2024,,产出指标,数量,甲,,健全,定性,\(cells),", template: "{{表 自评三级 × 自评完成值，自评原因}}",
      configuration: "口径: {整体绩效框架: 四川}")
    let table = try #require(
      outcome.document?.root(of: 0).first(.w("body"))?.first(.w("tbl")), "\(outcome.messages)")
    let styles = table.all(.w("tr")).last?.all(.w("tc")).map {
      $0.first(.w("p"))?.first(.w("pPr"))?.first(.w("pStyle"))?[w: "val"]
    }
    #expect(styles == ["HbTableLabel", "HbTableText", "HbTableLabel"])
  }

  @Test func `takes weights, rule and grades of a frame of one's own`() async {
    let outcome = await review(
      "2024,,产出指标,数量,信访总量,件次,4,≤,=信访总量,80,,超出,",
      template: "{{自评总分}}，{{评价等级}}。{{每个 自评三级}}{{名称}}{{整体自评得分}} {{完}}",
      configuration: """
        口径: {整体绩效框架: 本市}
        计分规则:
          从宽: {方向: ["≤"], 零指标: "≤", 分段: [{到: 1, 得分: "1"}, {到: 3, 得分: 1.25-0.25×比}, {得分: "0"}]}
        绩效框架:
          本市: {总分: 100, 预算执行率: 20, 反向: 从宽, 等级: {好: 97, 较好: 80, 一般: 0}, 栏目: {指标: 三级, 分值: 分值, 得分: 得分}}
        """)
    // 5 against 4: 1.25 - 0.25 × 1.25 = 0.9375 of 80 is 75; 95% of 20 is 19.
    #expect(outcome.text == "94分，较好。预算执行率19分 信访总量75分 ", "\(outcome.messages)")
  }

  @Test(arguments: [
    ("口径: {绩效框架: 四穿}", "bad-setting", "是不是“四川”？"),
    ("绩效框架: {甲: {等级: {优: 0}, 栏目: {指标: 三级, 分值: 分值, 得分: 德分}}}", "bad-scoring", "得分"),
    ("绩效框架: {甲: {等级: {优: 60}, 栏目: {指标: 三级, 分值: 分值, 得分: 得分}}}", "bad-scoring", "等级要有从0起的一档"),
    ("绩效框架: {甲: {反向: 反向递加}}", "bad-scoring", "反向递减"),
    ("计分规则: {甲: {分段: [{到: 2, 得分: 比}, {到: 1, 得分: 比}, {得分: \"1\"}]}}", "bad-scoring", "从小到大"),
    ("计分规则: {甲: {分段: [{得分: 比的平方}]}}", "bad-scoring", "0.2+0.8×比"),
    ("计分规则: {甲: {分段: [{到: 1, 得分: 比}]}}", "bad-scoring", "去掉最后一段的“到”"),
    ("计分规则: {甲: {分档: [{名称: 好, 从: 80, 到: 60}]}}", "bad-scoring", "从小到大"),
    ("计分规则: {甲: {含义: 没有}}", "bad-scoring", "写上“分段”"),
  ])
  func `says what is wrong with rules and frames`(yaml: String, id: String, hint: String) {
    var sink = DiagnosticSink()
    if let read = Configuration.read(Array(yaml.utf8), file: "huibian.yaml", sink: &sink) {
      _ = shipped.merging(read, sink: &sink)
    }
    #expect(sink.diagnostics.map(\.id) == [id])
    #expect(
      sink.diagnostics.first?.hints.contains { $0.contains(hint) } == true, "\(sink.diagnostics)")
  }

  /// The points given to the only indicator and the grade that they make with the budget's ten.
  @Test(arguments: [
    ("49.9949", "59.99分，差"), ("49.995", "60分，中"), ("50", "60分，中"), ("69.9949", "79.99分，中"),
    ("69.995", "80分，良"), ("70", "80分，良"), ("79.9949", "89.99分，良"), ("79.995", "90分，优"),
    ("80", "90分，优"), ("90", "100分，优"), ("0", "10分，差"),
  ])
  func `grades are half-open, of scores with two decimals`(value: String, text: String) async {
    let outcome = await review(
      "2024,,产出指标,数量,甲,分,90,≥,\(value),90,,原因,", template: "{{自评总分}}，{{评价等级}}",
      more: ["预算.csv": "年度,类别,科目,年初预算,执行数\n2024,基本,人员,100,100\n"],
      configuration: "口径: {整体绩效框架: 四川}")
    #expect(outcome.text == text, "\(outcome.messages)")
  }

  @Test(arguments: [
    (
      "2024,,产出指标,数量,甲,件,4,≥,4,80,,,", "bad-review 绩效指标.csv:2:10",
      "绩效指标的分值合计80分，框架“中央”要求90分（另有预算执行率10分）"
    ),
    (
      "2024,,产出指标,数量,甲,件,4,≥,4,60,,,\n2024,,效益指标,社会,乙,件,4,≥,4,30,,,", "bad-review 绩效指标.csv:2:10",
      "绩效指标的一级指标是产出指标60分、效益指标30分，框架“中央”要求产出指标50分、效益指标30分、满意度指标10分，或者它的另外2种写法"
    ),
    (
      rows.replacing("4,50,,,", with: "4,50,51,,"), "bad-review 绩效指标.csv:2:11",
      "“办件”的得分51不在0至分值50之间"
    ),
    (
      rows.replacing("≥,75,10,,部分答复超期,", with: "≥,75,10,,,"), "review-reason 绩效指标.csv:4:12",
      "“满意率”得7.5分，没有得满10分，没有写原因"
    ),
    (
      rows.replacing("≥4,≥,4,50", with: "≥4,≥,5.2,50"), "review-reason 绩效指标.csv:2:12",
      "“办件”的完成值达到指标值的130%以上，没有写原因"
    ),
    (
      rows.replacing("件,≥4,≥,4,50", with: ",≥4个,≥,4百分比,50"), "bad-review 绩效指标.csv:2:9",
      "“办件”的指标值“≥4个”、完成值“4百分比”单位不一致"
    ),
    (
      rows.replacing("效益指标,社会效益,信访总量,件次,6,≤,=信访总量,30", with: "产出指标,数量指标,办件,件,6,≤,5,30"),
      "bad-review 绩效指标.csv:3:5", "三级指标“办件”写了两次"
    ),
    (
      rows.replacing("4,50,,,", with: "4,50,,,信访总量"), "support-differs 绩效指标.csv:2:9",
      "“办件”的实际完成值写的是“4”，台账算出的“信访总量”是5件次"
    ),
    (
      rows.replacing("4,50,,,", with: "4,50,,,信访总亮"), "unknown-measure 绩效指标.csv:2:13",
      "没有名为“信访总亮”的指标"
    ),
  ])
  func `must add up and explain itself`(rows: String, place: String, message: String) async {
    let outcome = await review(rows)
    let found = outcome.sink.diagnostics.map { "\($0.id) \($0.location.text)｜\($0.message)" }
    #expect(found.contains(place + "｜" + message), "\(found)")
    #expect(
      (outcome.text == nil) == !place.hasPrefix("review") && !place.hasPrefix("support")
        || outcome.text != nil)
  }

  private static let projects =
    "年度,项目名称,主管部门,实施单位,年度总体目标,实际完成情况,自评总分,评价等级\n2024,办案,甲局,乙中心,办好案,办好了,97,优\n"

  private func project(
    money: String = money, projects: String = projects,
    template: String = "{{每个 绩效项目}}{{自评表}}{{完}}\n\n得分如上。"
  ) async -> Outcome {
    await review(
      Self.rows.replacing("2024,,", with: "2024,办案,"), template: template,
      more: ["项目资金.csv": money, "绩效项目.csv": projects])
  }

  @Test func `of a project takes its own money, and stands beside what is written of it`() async {
    let outcome = await project(
      template: """
        {{每个 绩效项目}}{{名称}}，{{主管部门}}，{{总体目标}}，{{项目年初预算数}}，{{项目全年预算数}}，{{项目预算执行率}}，\
        {{项目自评总分}}，{{项目评价等级}}，{{项目自评总分：自评三级=预算执行率}}{{完}}
        """)
    #expect(outcome.text == "办案，甲局，办好案，120万元，100万元，95%，97分，优，9.5分", "\(outcome.messages)")
    let table = await project()
    #expect(table.text?.contains("97.00") == true, "\(table.messages)")
  }

  @Test(arguments: [
    (
      money.replacing("资金总额,120,100,95,95%", with: "资金总额,121,100,95,95%"), "项目资金.csv:2:4",
      "项目“办案”的年初预算：资金总额写的是121，各资金来源之和是120"
    ),
    (
      money.replacing("95,95%", with: "95,79.2%"), "项目资金.csv:2:7",
      "项目“办案”的执行率写的是“79.2%”，执行数除以全年预算是95%"
    ),
    (
      "年度,项目名称,资金来源,年初预算数,全年预算数,全年执行数\n2024,办案,资金总额,120,100,95\n", "项目资金.csv:2:3",
      "项目“办案”只有资金总额，没有各资金来源"
    ),
    (
      "年度,项目名称,资金来源,年初预算数,全年预算数,全年执行数\n2024,办事,财政拨款,120,100,95\n", "绩效指标.csv:2:2",
      "项目“办案”没有资金数据"
    ),
  ])
  func `of a project has money that adds up`(money: String, place: String, message: String) async {
    let outcome = await project(money: money)
    #expect(outcome.text == nil)
    let found = outcome.sink.diagnostics.map { "\($0.location.text)｜\($0.message)" }
    #expect(found.contains(place + "｜" + message), "\(found)")
  }

  @Test(arguments: [
    (",97,优", ",97.5,优", "绩效项目.csv:2:7", "项目“办案”的自评总分写的是97.5，各项得分之和是97"),
    (",97,优", ",97,良", "绩效项目.csv:2:8", "项目“办案”的评价等级写的是“良”，97分是“优”"),
  ])
  func `of a project has the total and the grade that are written down`(
    old: String, new: String, place: String, message: String
  ) async {
    let outcome = await project(projects: Self.projects.replacing(old, with: new))
    #expect(outcome.text == nil)
    let found = outcome.sink.diagnostics.map { "\($0.location.text)｜\($0.message)" }
    #expect(found.contains(place + "｜" + message), "\(found)")
  }

  @Test func `ties each indicator to a metric`() async {
    let outcome = await review(
      Self.rows.replacing("4,50,,,", with: "5件,50,,,A01"),
      template: "{{每个 自评三级}}{{名称}}|{{支撑指标}}|{{台账值}}|{{台账核对}}；{{完}}")
    #expect(
      outcome.text == "预算执行率|预算执行率|95%|一致；办件|信访总量|5件次|一致；信访总量|信访总量|5件次|一致；满意率|—|—|台账以外；",
      "\(outcome.messages)")
  }
}
