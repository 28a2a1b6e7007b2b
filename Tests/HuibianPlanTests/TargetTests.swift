import HuibianPlan
import Testing

@Suite struct TargetTests {
  @Test(arguments: [
    ("≥", "95%", "%", Quantity.ratio(numerator: 95, denominator: 100), "达到95%以上", "完成"),
    ("＞＝", "95", "%", .ratio(numerator: 9_499, denominator: 10_000), "达到95%以上", "未完成"),
    ("不低于", "0.95", "%", .ratio(numerator: 96, denominator: 100), "达到95%以上", "完成"),
    ("≥", "98.5％", "%", .ratio(numerator: 0, denominator: 0), "达到98.5%以上", "—"),
    ("", "达到90%以上", "%", .ratio(numerator: 9, denominator: 10), "达到90%以上", "完成"),
    ("≥", "1", "%", .ratio(numerator: 99, denominator: 100), "达到100%", "未完成"),
    ("≤", "3000件", "件", .count(3_000), "控制在3000件以内", "完成"),
    ("控制在", "3000", "件次", .count(3_001), "控制在3000件次以内", "未完成"),
    ("≤", "2万件", "件次", .count(19_999), "控制在2万件以内", "完成"),
    ("≤", "2万", "批次", .count(20_001), "控制在2万批次以内", "未完成"),
    ("", "控制在300批以内", "批次", .count(300), "控制在300批以内", "完成"),
    ("<=", "30.5天", "天", .mean(sum: 61, count: 2), "控制在30.5天以内", "完成"),
    ("=", "0", "批次", .count(0), "为0批次", "完成"), ("为", "0件", "件", .count(1), "为0件", "未完成"),
    ("≥", "120.5万元", "万元", .decimal(1_205_000, scale: 4), "达到120.5万元以上", "完成"),
    ("≥", "100%", "%", .ratio(numerator: 3, denominator: 3), "达到100%", "完成"),
    // A third is not 33.333333%, and no decimal is taken for it.
    ("≥", "33.333333%", "%", .ratio(numerator: 1, denominator: 3), "达到33.333333%以上", "完成"),
    ("≥", "33.333334%", "%", .ratio(numerator: 1, denominator: 3), "达到33.333334%以上", "未完成"),
  ])
  func `says whether a figure has reached what was set`(
    sign: String, threshold: String, unit: String, quantity: Quantity, words: String,
    outcome: String
  ) throws {
    let target = try Target(sign: sign, threshold: threshold, unit: unit)
    #expect(target.words == words)
    #expect(target.outcome(quantity).words == outcome)
  }

  @Test(arguments: [
    ("大约", "95%", "%", Target.Problem.sign("大约")), ("", "3", "件", .sign("")),
    ("≥", "中上游", "%", .number),
    ("≥", "", "%", .number), ("≥", "9.5.1", "%", .number), ("≥", "95%以内", "%", .contradiction),
    ("≤", "3000人次", "批次", .unit("人次")), ("≥", "95件", "%", .unit("件")), ("≤", "5%", "件", .unit("%")),
    ("≤", "50-60", "件", .unit("-60")), ("≤", "50万", "万元", .unit("万")),
  ])
  func `is nothing without a sign and a number in the unit of the measure`(
    sign: String, threshold: String, unit: String, problem: Target.Problem
  ) {
    #expect(throws: problem) { try Target(sign: sign, threshold: threshold, unit: unit) }
  }

  @Test(arguments: [
    ("确保", "", "确保达到95%以上"), ("力争", "年底前", "力争年底前达到95%以上"), ("", "2024年12月", "2024年12月前达到95%以上"),
    ("", "全年", "全年达到95%以上"), ("确保", "2024-12-31", "确保2024年12月31日前达到95%以上"),
    ("", "2024", "2024年内达到95%以上"), ("", "2024年度", "2024年内达到95%以上"),
    ("", "2024-06", "2024年6月前达到95%以上"),
  ])
  func `says mood and deadline`(mood: String, deadline: String, words: String) throws {
    let target = try Target(
      sign: "≥", threshold: "95%", unit: "%", deadline: deadline, mood: mood)
    #expect(target.words == words)
  }

  @Test func `tells several targets apart by their moods`() throws {
    let sure = try Target(sign: "≥", threshold: "95%", unit: "%", mood: "确保")
    let hoped = try Target(sign: "≥", threshold: "98%", unit: "%", mood: "力争")
    let plain = try Target(sign: "≥", threshold: "99%", unit: "%")
    let rate = Quantity.ratio(numerator: 96, denominator: 100)
    #expect([sure, hoped].words == "确保达到95%以上，力争达到98%以上")
    #expect([sure, hoped].outcomes(rate) == "确保目标完成，力争目标未完成")
    #expect([sure, plain].outcomes(rate) == "完成、未完成")
    #expect([sure, hoped].outcomes(.ratio(numerator: 99, denominator: 100)) == "完成")
    #expect([hoped].outcomes(rate) == "未完成")
    #expect([Target]().outcomes(rate) == "")
  }
}
