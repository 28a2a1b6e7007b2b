import HuibianPlan
import Testing

/// 有数据: a report does without a ledger that has no row in its period, where the template says so.
struct DataConditionTests {
  private static let rules = "编号,类型,名称,印发日期\nZ1,制度,回访办法,2023-03-01\n"
  private static let letters = "信访件编号,登记日期,信访形式,信访人数\nA1,2024-05-06,来信,1\nA2,2024-05-07,来访,3\n"

  private func made(_ template: String) async -> Outcome {
    await compile(
      template, data: ["信访件.csv": Self.letters, "制度.csv": Self.rules],
      period: Period(.year(2024)))
  }

  @Test(arguments: [
    ("{{如果 新制度措施项数｜有数据}}出台{{新制度措施项数}}。{{否则}}没有。{{完}}", "没有。"),
    ("{{如果 新制度措施项数｜有数据 且 新制度措施项数 > 0}}出台{{新制度措施项数}}。{{完}}来信{{来信件数}}。", "来信1件。"),
    ("{{如果 来信件数｜有数据}}{{如果 新制度措施项数｜有数据}}{{新制度措施项数｜同比}}{{完}}来信{{来信件数}}。{{完}}", "来信1件。"),
  ])
  func `what stands only where a ledger has rows does not need them`(
    template: String, text: String?
  ) async {
    let outcome = await made(template)
    #expect(outcome.text == text, "\(outcome.messages)")
    #expect(!outcome.messages.contains("empty-period"), "\(outcome.messages)")
  }

  @Test(arguments: [
    "{{新制度措施项数}}", "{{如果 新制度措施项数 > 0}}有{{完}}",
    "{{如果 新制度措施项数｜有数据}}有{{完}}{{新制度措施项数}}",
    "{{如果 新制度措施项数｜有数据}}有{{否则}}{{新制度措施项数}}{{完}}",
    "{{如果 非 新制度措施项数｜有数据}}{{新制度措施项数}}{{完}}",
    "{{如果 新制度措施项数｜有数据 或 新制度措施项数 = 0}}有{{完}}",
    "{{如果 来信件数｜有数据}}{{新制度措施项数}}{{完}}",
  ])
  func `a figure that is asked for anywhere else does`(template: String) async {
    let outcome = await made(template)
    #expect(outcome.text == nil)
    #expect(outcome.messages.contains("[empty-period]"), "\(outcome.messages)")
  }

  @Test func `a ledger with rows is there`() async {
    let outcome = await compile(
      "{{如果 新制度措施项数｜有数据}}出台{{新制度措施项数}}{{完}}",
      data: ["制度.csv": Self.rules], period: Period(.year(2023)))
    #expect(outcome.text == "出台1项", "\(outcome.messages)")
  }
}
