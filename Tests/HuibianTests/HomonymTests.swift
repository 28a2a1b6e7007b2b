import HuibianDiagnostics
import Testing

/// Two villages of one name in two towns, and no tree that lists them.
private let villages = [
  "信访件.csv": """
  信访件编号,登记日期,信访形式,问题属地
  A1,2024-01-05,来信,东湖街道/新村
  A2,2024-01-06,来信,西山镇/新村
  A3,2024-01-07,来信,西山镇-新村
  A4,2024-01-08,来信,西山镇/石桥村
  A5,2024-01-09,来信,西山镇
  """
]

struct HomonymTests {
  @Test func `keeps places of one name apart without a tree`() async {
    let answered = await ask(["信访总量"], of: villages, by: [["问题属地.村社区"]])
    #expect(answered.groups == ["东湖街道/新村 1", "西山镇/新村 2", "石桥村 1", "未细分 1"])
  }

  @Test(arguments: [
    ("问题属地 = 西山镇/新村", ["2"]), ("问题属地.村社区 = 西山镇/新村", ["2"]), ("问题属地.村社区 = 石桥村", ["1"]),
    ("问题属地 = 石桥村", ["1"]), ("问题属地 = 西山镇", ["4"]),
  ])
  func `finds one of them by its parent`(condition: String, values: [String]) async {
    #expect(
      await ask(["信访总量"], of: villages, condition: condition).lines.map(\.value) == values)
  }

  @Test(arguments: ["问题属地 = 新村", "问题属地.村社区 = 新村"])
  func `reports a name that means several, with all of them`(condition: String) async {
    let answered = await ask(["信访总量"], of: villages, condition: condition)
    #expect(answered.answer == nil)
    #expect(
      answered.messages.contains(
        "“问题属地”的“新村”有 2 个，分不清是哪一个 [ambiguous-member]\n  提示: 写明上级：东湖街道/新村、西山镇/新村"))
  }

  @Test func `says names of the inner loop without their parents`() async {
    let outcome = await compile(
      "# 总结\n{{每个 问题属地}}{{名称}}：{{每个 问题属地.村社区 其中 信访总量 > 0}}{{名称}}{{信访总量}} {{完}}{{完}}\n",
      data: villages)
    #expect(outcome.text?.contains("东湖街道：新村1件次") == true, "\(outcome.messages)")
    #expect(outcome.text?.contains("西山镇：新村2件次") == true, "\(outcome.text ?? "")")
  }
}
