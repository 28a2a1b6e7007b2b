import HuibianDiagnostics
import HuibianPlan
import HuibianTestSupport
import Testing

/// The rules that ship, at the limits of their pieces.
@Suite struct ScoringRuleTests {
  private static let rules: [String: ScoringRule] = {
    var sink = DiagnosticSink()
    let rules = Catalog.shipped(isExamined: true, sink: &sink).scoringRules
    return Dictionary(rules.map { ($0.name, $0) }) { first, _ in first }
  }()

  /// In hundredths.
  private static func number(_ hundredths: Int) -> Fraction {
    Fraction(Int128(hundredths), 100) ?? .zero
  }

  @Test(arguments: [
    // Target, value and share, all in hundredths: t, 1.5t, 2t and beyond.
    ("正向", 200, 200, 100), ("正向", 200, 300, 100), ("正向", 200, 400, 100), ("正向", 200, 100, 50),
    ("正向", 200, 0, 0), ("正向", 200, -100, 0),
    ("等于", 200, 200, 100), ("等于", 200, 300, 100), ("等于", 200, 400, 100), ("等于", 200, 50, 25),
    ("反向递减", 200, 200, 100), ("反向递减", 200, 300, 50), ("反向递减", 200, 400, 0), ("反向递减", 200, 500, 0),
    ("反向递减", 200, 0, 100), ("反向递减", 200, 202, 99), ("反向递减", 200, 398, 1),
    ("反向比值", 200, 200, 100), ("反向比值", 250, 500, 50), ("反向比值", 100, 400, 25), ("反向比值", 200, 0, 100),
    ("预算执行率", 200, 200, 100), ("预算执行率", 200, 300, 100), ("预算执行率", 200, 190, 95),
    ("预算执行率", 200, 0, 0),
    // t = 0.
    ("正向", 0, 0, 100), ("正向", 0, 1, 100), ("正向", 0, -1, 0),
    ("等于", 0, 0, 100), ("等于", 0, 1, 0), ("等于", 0, -1, 100),
    ("反向递减", 0, 0, 100), ("反向递减", 0, 1, 0), ("反向比值", 0, 0, 100), ("反向比值", 0, 1, 0),
    ("预算执行率", 0, 0, 100), ("预算执行率", 0, 100, 0),
  ])
  func `give the share of the points`(rule: String, target: Int, value: Int, share: Int) throws {
    let rule = try #require(Self.rules[rule])
    #expect(
      rule.share(target: Self.number(target), value: Self.number(value)) == Self.number(share))
  }

  /// 反向比值 at 1.5t is two thirds, exactly.
  @Test func `keep thirds`() throws {
    let rule = try #require(Self.rules["反向比值"])
    #expect(rule.share(target: Fraction(2), value: Fraction(3)) == Fraction(2, 3))
  }

  @Test(arguments: ["正向", "等于", "反向递减", "反向比值", "预算执行率"])
  func `give between nothing and all, and never more for less`(name: String) throws {
    let rule = try #require(Self.rules[name])
    let isReverse = name.hasPrefix("反向")
    var random = SeededGenerator(seed: 5)
    for _ in 0..<400 {
      let target = Self.number(Int.random(in: 0...10_000, using: &random))
      let values = (0..<2).map { _ in Self.number(Int.random(in: -2_000...30_000, using: &random)) }
        .sorted()
      let shares = values.map { rule.share(target: target, value: $0) }
      #expect(shares.allSatisfy { !($0 < .zero) && !(Fraction(1) < $0) })
      // 等于 with a target of zero gives all or nothing, the other way round.
      let falls = isReverse || (target.isZero && name != "正向")
      #expect(falls ? !(shares[0] < shares[1]) : !(shares[1] < shares[0]))
    }
  }

  @Test func `ship with five frames, each whole`() {
    var sink = DiagnosticSink()
    let catalog = Catalog.shipped(isExamined: true, sink: &sink)
    #expect(sink.diagnostics.isEmpty)
    #expect(catalog.scoringFrames.map(\.name) == ["中央", "四川", "重庆", "合肥", "部门整体"])
    #expect(catalog.setting("绩效框架")?.allowed == ["中央", "四川", "重庆", "合肥", "部门整体"])
    #expect(catalog.scoringFrames.map(\.executionPoints) == [10, 10, 10, 10, 0])
  }
}
