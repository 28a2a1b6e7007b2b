import HuibianDiagnostics
import HuibianPlan
import Testing

/// Cases whose export names no deadline: days of acceptance, extension and answer decide.
private let withoutDeadlines = [
  "信访件.csv": """
  信访件编号,登记日期,受理日期,信访形式,是否延期,办结日期
  A1,2024-01-01,2024-01-06,来访,否,2024-03-06
  A2,2024-01-01,2024-01-06,来访,否,2024-03-07
  A3,2024-01-01,2024-01-06,来访,是,2024-04-05
  A4,2024-01-01,2024-01-06,来访,是,2024-04-06
  A5,2024-01-01,,来访,,2024-03-01
  A6,2024-01-01,,来访,,2024-03-02
  A7,2024-12-01,2024-12-02,来访,,
  """
]

/// A matter of three cases, one of two of which the first is not in the export, and one of one.
private let withoutMatters = """
  信访件编号,登记日期,信访形式,初重标志,关联首次件编号,登记次数,办理结果,办结日期
  A1,2024-01-05,来信,初次,,1,答复,2024-02-01
  A2,2024-03-05,来信,重复,A1,2,答复,2024-04-01
  A3,2024-05-05,来信,重复,A2,3,答复,
  B2,2024-02-05,来信,重复,B1,3,答复,
  B3,2024-03-05,来信,重复,B1,4,答复,
  C1,2024-01-05,来信,初次,,1,答复,2024-02-01
  """

struct ReckonedColumnTests {
  @Test(arguments: [
    // 60 days after acceptance, else after registration, 30 more where extended; the last day counts.
    ("", ["6", "3"]), ("延长期限: 31", ["6", "4"]), ("办理期限: 61", ["6", "6"]),
  ])
  func `reckons deadlines that an export does not say`(rules: String, counts: [String]) async {
    let answered = await ask(
      ["全部到期件数", "按期办结件数"], of: withoutDeadlines,
      configuration: "单位: 示例区信访局\n口径: {\(rules)}")
    #expect(answered.lines.map(\.value) == counts)
    #expect(answered.ids.contains("deadline-reckoned"))
  }

  @Test func `says how a deadline was reckoned, and does not if the office forbids it`() async {
    let answered = await ask(["按期办结率"], of: withoutDeadlines)
    #expect(
      answered.messages.contains(
        "台账“信访件”的“限办截止日期”按“受理告知日期”（没有的按“登记日期”）加60天推算，“是否延期”为是的再加30天"))
    let forbidden = await ask(
      ["按期办结率"], of: withoutDeadlines, configuration: "单位: 示例区信访局\n口径: {推算限办日期: 否}")
    #expect(forbidden.answer == nil)
    #expect(forbidden.messages.contains("数据里没有列“限办截止日期”"))
    // The export's own deadlines hold, unless the office always reckons.
    let own = await ask(["按期办结率"])
    #expect(own.lines.map(\.value) == ["80.0"] && !own.ids.contains("deadline-reckoned"))
    let always = await ask(
      ["到期信访件数"], configuration: "单位: 示例区信访局\n口径: {推算限办日期: 总是, 办理期限: 300}")
    #expect(always.lines.map(\.value) == ["2"] && always.ids.contains("deadline-reckoned"))
  }

  @Test func `groups by a deadline that was reckoned`() async {
    let answered = await ask(["信访总量"], of: withoutDeadlines, by: [["限办截止日期.月份"]])
    #expect(
      answered.groups.filter { !$0.hasSuffix(" 0") } == ["2024-03 4", "2024-04 2", "2025-01 1"])
  }

  @Test func `follows repeats to their first case, and counts those that lead nowhere`() async {
    let answered = await ask(
      ["重复信访梳理督办件数", "初次信访事项办结件数", "初次信访事项一次性化解件数"], of: ["信访件.csv": withoutMatters])
    #expect(answered.lines.map(\.value) == ["2", "2", "1"])
    #expect(
      answered.messages.contains(
        "信访件.csv:5:5: 警告: 有2条记录的“关联首次件编号”在数据中查不到那一件 [missing-key-row]"),
      "\(answered.messages)")
  }
}
