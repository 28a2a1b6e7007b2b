import Huibian
import HuibianDiagnostics
import HuibianPlan
import Testing

/// Six cases of 2024 in which each counting rule decides over one row or another.
private let sixCases = [
  "信访件.csv": """
  信访件编号,登记日期,信访日期,受理日期,信访形式,信访人数,受理机构,问题属地,初重标志,是否集体访,限办截止日期,办结日期,责任单位评价状态,对责任单位评价,转送交办日期
  A1,2024-01-03,2023-12-30,2024-01-05,来访,6,示例区信访局,东湖街道,初次,是,2024-03-05,2024-02-01,已评价,满意,2024-01-04
  A2,2024-02-03,2024-02-01,2024-02-05,来访,5,示例区信访局,邻区甲镇,重复,是,2024-04-05,2024-05-01,已评价,不满意,2024-03-01
  A3,2024-03-03,2024-03-01,2024-03-05,来访,1,邻区信访局,东湖街道,初次,否,2024-05-05,2024-04-01,超期未评价,,2024-03-04
  A4,2024-04-03,2024-04-01,2024-04-05,来信,1,示例区信访局,西山镇,重复,否,2024-06-05,2024-05-01,待评价,,2024-04-04
  A5,2024-05-03,2024-05-01,,来信,1,示例区信访局,东湖街道,初次,否,2024-07-05,,未评价,,2024-05-04
  A6,2024-12-30,2024-12-29,2025-01-02,来访,1,示例区信访局,邻区甲镇,初次,否,2025-03-02,,待评价,,
  """
]

private let office = """
  单位: 示例区信访局
  属地: {层级: [镇街], 树: [东湖街道, 西山镇]}

  """

/// The values of some metrics under a counting rule.
private func values(_ measures: [String], _ rules: String) async -> [String] {
  await ask(measures, of: sixCases, configuration: office + "口径: {\(rules)}").lines.map(\.value)
}

struct SettingTests {
  @Test(arguments: [
    ("", ["6", "3", "5", "15"]),
    ("计入日期: 信访日期", ["5", "2", "4", "9"]),
    ("计入日期: 受理日期", ["4", "2", "3", "13"]),
    ("统计范围: 本级", ["5", "3", "5", "14"]),
    ("统计范围: 属地", ["4", "3", "5", "9"]),
    // A metric's own rule goes before the common one, and takes the place of what its definition says.
    ("统计范围: 本级, 范围: {信访总量: 属地}", ["4", "3", "5", "14"]),
    ("范围: {来访批次: 属地}", ["6", "2", "5", "15"]),
    ("范围: {来访批次: 全部}", ["6", "4", "5", "15"]),
    ("重复件计入受理: 否", ["6", "2", "3", "15"]),
  ])
  func `counts cases by the date, and whose they are`(rules: String, counts: [String]) async {
    #expect(await values(["信访总量", "来访批次", "来信来访受理总量", "信访总人次"], rules) == counts)
  }

  @Test(arguments: [
    ("", ["66.7", "50.0", "80.0", "2", "2"]),
    ("参评率分母: 全部", ["33.3", "50.0", "80.0", "2", "2"]),
    ("满意率分母: 已评价与超期未评价", ["66.7", "33.3", "80.0", "2", "2"]),
    ("满意率分母: 全部", ["66.7", "16.7", "80.0", "2", "2"]),
    ("满意率分母: 已评价与超期未评价, 超期未评价算满意: 是", ["66.7", "66.7", "80.0", "2", "2"]),
    ("超期未评价算满意: 是", ["66.7", "50.0", "80.0", "2", "2"]),
    ("及时受理率分母: 全部", ["66.7", "50.0", "66.7", "2", "2"]),
    ("集体访依据: 信访人数, 集体访人数: 6", ["66.7", "50.0", "80.0", "1", "2"]),
    ("集体访人数: 6", ["66.7", "50.0", "80.0", "2", "2"]),
    ("一次性化解剔除不满意: 是", ["66.7", "50.0", "80.0", "2", "2"]),
  ])
  func `takes rates by the denominators of the office`(rules: String, rates: [String]) async {
    let measures = ["群众参评率", "群众满意率", "及时受理率", "群体访批次", "初信初访办结数"]
    let own = "\n指标: {初信初访办结数: {表: 信访件, 条件: 初重标志 = 初次 且 已办结, 计数: 件}}"
    let answered = await ask(
      measures, of: sixCases, configuration: office + "口径: {\(rules)}" + own)
    #expect(answered.lines.map(\.value) == rates)
  }

  @Test func `leaves repeats out of rates where the office does`() async {
    let measures = ["到期信访件数", "到期办结件数", "按期办结率"]
    #expect(await values(measures, "") == ["4", "3", "60.0"])
    #expect(await values(measures, "重复件计入办结: 否") == ["2", "1", "66.7"])
  }

  @Test func `says how many cases have not the date that counts, and when no export has it`() async
  {
    let some = await ask(
      ["信访总量"], of: sixCases, configuration: office + "口径: {计入日期: 受理日期}")
    #expect(some.messages.contains("台账“信访件”有1条记录没有“受理告知日期”，不计入任何期间"))
    for (date, column) in [("受理日期", "受理告知日期"), ("信访日期", "信访日期")] {
      let none = await ask(
        ["信访总量"], configuration: "单位: 示例区信访局\n口径: {计入日期: \(date)}")
      #expect(none.answer == nil)
      #expect(none.messages.contains("信访件缺少“\(column)”列"), "\(none.messages)")
    }
  }

  @Test func `refuses a range for a metric whose ledger knows no office`() async {
    let answered = await ask(
      ["信访总量"], configuration: "单位: 示例区信访局\n口径: {范围: {领导公开接访人次数: 本级}}")
    #expect(
      answered.messages.hasPrefix(
        "huibian.yaml:2:22: 错误: 指标“领导公开接访人次数”的台账没有分本级、属地的列，不能设范围“本级” [bad-setting]"))
  }
}

struct SettingsInPrintTests {
  @Test func `names the rules that apply and all that were changed`() async throws {
    var sink = DiagnosticSink()
    var catalog = shipped
    for (name, value) in [("计入日期", "登记日期"), ("占比凑整", "是"), ("参评率分母", "全部")] {
      catalog.set(name, to: value, at: .command, valueAt: .command, sink: &sink)
    }
    catalog.scopes["来访批次"] = .area
    let outcome = await compile(
      "# 总结\n{{来访批次}}\n{{口径说明}}\n", catalog: catalog)
    let text = try #require(outcome.text)
    let rules = try #require(text.split(separator: "\n").first { $0.contains("统计口径") })
    for rule in [
      "；信访件按登记日期计入报告期", "来信来访、网上信访的受理数包括重复件", "表中各行的占比凑整，相加为100%",
      "参评率的分母计全部有评价状态的",
    ] {
      #expect(rules.contains(rule), "\(rules)")
    }
    #expect(!rules.contains("预算执行率") && !rules.contains("满意率的分母"))
    #expect(text.contains("范围为属地"))
  }
}

/// 小数: decimals of percentages where neither the metric nor the tag says how many.
struct DecimalsSettingTests {
  private let rows = """
    信访件编号,登记日期,信访形式,信访人数,初重标志
    A1,2024-01-03,来访,6,初次
    A2,2024-02-03,来访,5,重复
    A3,2024-03-03,来信,1,初次
    B1,2023-01-03,来访,6,初次
    B2,2023-02-03,来访,1,初次
    B3,2023-03-03,来信,1,重复
    B4,2023-03-04,来访,1,初次
    B5,2023-03-05,来访,1,初次
    B6,2023-03-06,来访,1,初次
    B7,2023-03-07,来访,1,初次

    """

  @Test(arguments: [
    ("0", "下降67% 33% 33% 33.3% 上升19个百分点"), ("1", "下降66.7% 33.3% 33.3% 33.3% 上升19个百分点"),
    ("2", "下降66.67% 33.33% 33.33% 33.3% 上升19.05个百分点"),
  ])
  func `percentages take as many decimals as the report says`(places: String, text: String)
    async throws
  {
    var sink = DiagnosticSink()
    var catalog = shipped
    catalog.set("小数", to: places, at: .command, valueAt: .command, sink: &sink)
    let outcome = await compile(
      "{{来访批次｜同比幅度}} {{来信件数｜占比：来信来访受理总量}} {{重复信访占比}} {{重复信访占比｜1位小数}} {{重复信访占比｜同比幅度}}",
      data: ["信访件.csv": rows], catalog: catalog)
    #expect(try #require(outcome.text, "\(outcome.messages)").contains(text))
  }

  @Test func `stats print the same decimals, and refuse a number of places that there is not`()
    async
  {
    let two = await ask(
      ["重复信访占比"], of: ["信访件.csv": rows], comparison: .yearEarlier,
      configuration: "口径: {小数: 2}")
    #expect(two.lines.map { [$0.value] + $0.compared } == [["33.33", "14.29", "+19.05个百分点", ""]])
    let nine = await ask(["来访批次"], of: ["信访件.csv": rows], configuration: "口径: {小数: 9}")
    #expect(nine.ids.contains("bad-setting"))
  }
}
