import HuibianPlan
import Testing

@Suite struct TargetTests {
  @Test(arguments: [
    ("≥", "95%", true, Quantity.ratio(numerator: 95, denominator: 100), "达到95%以上", "已完成"),
    ("＞＝", "95", true, .ratio(numerator: 9_499, denominator: 10_000), "达到95%以上", "未完成"),
    ("不低于", "0.95", true, .ratio(numerator: 96, denominator: 100), "达到0.95以上", "已完成"),
    ("≥", "98.5％", true, .ratio(numerator: 0, denominator: 0), "达到98.5%以上", "—"),
    ("≤", "3000件", false, .count(3_000), "控制在3000件以内", "已完成"),
    ("控制在", "3000", false, .count(3_001), "控制在3000以内", "未完成"),
    ("<=", "30.5天", false, .mean(sum: 61, count: 2), "控制在30.5天以内", "已完成"),
    ("=", "0", false, .count(0), "为0", "已完成"), ("为", "0件", false, .count(1), "为0件", "未完成"),
    ("≥", "120.5万元", false, .decimal(1_205_000, scale: 4), "达到120.5万元以上", "已完成"),
    ("≥", "100%", true, .ratio(numerator: 3, denominator: 3), "达到100%以上", "已完成"),
  ])
  func `says whether a figure has reached what was set`(
    sign: String, threshold: String, isRate: Bool, quantity: Quantity, words: String,
    outcome: String
  ) throws {
    let target = try #require(
      Target(measure: "群众满意率", sign: sign, threshold: threshold, isRate: isRate))
    #expect(target.words == words)
    #expect(target.outcome(quantity).words == outcome)
  }

  @Test(arguments: [("大约", "95%"), ("≥", "中上游"), ("≥", ""), ("≥", "9.5.1"), ("", "3")])
  func `is nothing without a sign and a number`(sign: String, threshold: String) {
    #expect(Target(measure: "甲", sign: sign, threshold: threshold, isRate: true) == nil)
  }
}
