import HuibianPlan
import HuibianTable
import HuibianTestSupport
import Testing

@Suite struct NumbersTests {
  @Test(
    arguments: [
      (17, 20, 1, "0.9"), (-17, 20, 1, "-0.9"), (1, 3, 4, "0.3333"), (2, 3, 0, "1"),
      (1, 2, 0, "1"), (-1, 2, 0, "-1"), (49, 100, 0, "0"), (-1, 1000, 2, "0.00"), (5, 1, 2, "5.00"),
      (0, 7, 1, "0.0"), (1_004_999, 1_000_000, 2, "1.00"), (1_005, 1_000, 2, "1.01"),
    ] as [(Int128, Int128, Int, String)])
  func `rounds half away from zero`(
    numerator: Int128, denominator: Int128, places: Int, text: String
  ) throws {
    let fraction = try #require(Fraction(numerator, denominator))
    #expect(fraction.rounded(places).text(trimsZeros: false) == text)
  }

  @Test func `a quotient by zero is none`() {
    #expect(Fraction(1, 0) == nil)
    #expect(Quantity.ratio(numerator: 3, denominator: 0).fraction == nil)
    #expect(!Quantity.mean(sum: 0, count: 0).isDefined)
    #expect(DecimalText.percent(1, 0, decimals: 1, trimsZeros: true) == nil)
    #expect(DecimalText.mean(sum: 1, count: 0, decimals: 1, trimsZeros: true) == nil)
  }

  @Test(arguments: UInt64(1)...20)
  func `arithmetic keeps lowest terms and is that of quotients`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      // Small numbers, so that common divisors and wholes are frequent.
      let parts = (0..<4).map { _ in Int128.random(in: -12...12, using: &random) }
      guard let a = Fraction(parts[0], parts[1]), let b = Fraction(parts[2], parts[3]) else {
        continue
      }
      let difference = a - b
      let product = a * parts[2]
      #expect(
        difference
          == Fraction(parts[0] * parts[3] - parts[2] * parts[1], parts[1] * parts[3]))
      #expect(product == Fraction(parts[0] * parts[2], parts[1]))
      let quotient: Fraction? = a / b
      #expect(quotient == Fraction(parts[0] * parts[3], parts[1] * parts[2]))
      #expect((a < b) == (difference.numerator < 0))
      #expect(a.magnitude == (a < .zero ? a * -1 : a))
      for result in [difference, product, a.magnitude] {
        #expect(result == Fraction(result.numerator, result.denominator))
        #expect(result.denominator > 0)
      }
    }
  }

  @Test func `the widest numbers stay exact`() throws {
    let big = try #require(Fraction(Int128(Int64.max), Int128(Int64.max - 1)))
    let base = try #require(Fraction(Int128(Int64.max - 1), Int128(Int64.max - 2)))
    #expect(big < base)
    #expect((big - base).rounded(18).text(trimsZeros: true) == "0")
    #expect((big / base) != nil)
    let almost = try #require(Fraction(Int128(Int64.max) - 1, Int128(Int64.max) * 2))
    #expect(almost.rounded(0).isZero)
  }

  @Test(
    arguments: [
      (143, 217, 1, true, "65.9"), (1, 4, 1, true, "25"), (1, 4, 1, false, "25.0"),
      (213, 1_190, 1, true, "17.9"), (1, 1, 2, false, "100.00"), (0, 9, 1, true, "0"),
    ] as [(Int64, Int64, Int, Bool, String)])
  func `percentages`(
    numerator: Int64, denominator: Int64, decimals: Int, trims: Bool, text: String
  ) {
    #expect(
      DecimalText.percent(numerator, denominator, decimals: decimals, trimsZeros: trims) == text)
  }

  @Test func `decimals and means`() {
    #expect(DecimalText.decimal(1_205_000, scale: 4, decimals: 2, trimsZeros: false) == "120.50")
    #expect(DecimalText.decimal(1_205_000, scale: 4, decimals: 2, trimsZeros: true) == "120.5")
    #expect(DecimalText.decimal(-50, scale: 4, decimals: 2, trimsZeros: false) == "-0.01")
    #expect(DecimalText.mean(sum: 302, count: 10, decimals: 1, trimsZeros: true) == "30.2")
  }

  @Test(arguments: [
    (143, 170, "-15.9"), (128, 113, "13.3"), (5, 5, "0.0"), (2_001, 2_000, "0.1"),
    (0, 5, "-100.0"),
  ])
  func `changes are parts of their base`(current: Int, base: Int, percent: String) {
    let change = Change(current: current, base: base)
    #expect(change.percent(1)?.text(trimsZeros: false) == percent)
  }

  @Test func `a change from zero or less is no percentage`() {
    #expect(Change(current: 5, base: 0).percent(1) == nil)
    #expect(Change(current: 5, base: -2).percent(1) == nil)
  }

  @Test func `points are the difference of the exact rates`() throws {
    // 65.64% - 60.05%: rounded rates would give 5.5 as 65.6 - 60.1, the exact ones 5.59.
    let points = PointChange(
      current: try #require(Fraction(6_564, 10_000)), base: try #require(Fraction(6_005, 10_000)))
    #expect(points.points.rounded(1).text(trimsZeros: true) == "5.6")
  }

  @Test(
    arguments: [
      ([1, 1, 1], 1, ["33.4", "33.3", "33.3"]), ([0, 0], 1, ["0.0", "0.0"]),
      ([2, 1], 0, ["67", "33"]), ([1, 2, 3, 0], 1, ["16.7", "33.3", "50.0", "0.0"]), ([], 1, []),
    ] as [([Int64], Int, [String])])
  func `shares add up to a hundred`(parts: [Int64], decimals: Int, texts: [String]) {
    #expect(shares(parts, decimals: decimals) == texts)
  }

  @Test(arguments: UInt64(1)...20)
  func `shares of anything add up to a hundred`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let parts = (0..<17).map { _ in Int64.random(in: 0...100_000, using: &generator) }
    let tenths = shares(parts, decimals: 1).map { $0.filter { $0 != "." } }.compactMap { Int($0) }
    #expect(tenths.reduce(0, +) == 1_000)
  }

  @Test(arguments: [
    (0, "零"), (1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"), (100, "一百"),
    (101, "一百零一"), (110, "一百一十"), (111, "一百一十一"), (1_001, "一千零一"), (1_010, "一千零一十"),
    (9_999, "九千九百九十九"), (10_000, "一万"), (-1, "负一"), (10_010, "一万零一十"),
    (100_000, "十万"), (120_300, "十二万零三百"), (1_100_000, "一百一十万"), (100_000_000, "一亿"),
    (100_000_001, "一亿零一"), (2_010_000_000, "二十亿一千万"), (-12, "负十二"),
    (1_000_000_000_000, "一万亿"),
  ])
  func `chinese numerals`(number: Int, text: String) {
    #expect(chineseNumber(number) == text)
  }

  @Test(arguments: [
    ("2024年1月5日", "二〇二四年一月五日"), ("2024年12月31日", "二〇二四年十二月三十一日"), ("2024", "二〇二四"),
    ("2000年1—10月", "二〇〇〇年一—十月"), ("第12次", "第十二次"), ("007", "〇〇七"), ("3.05万", "三点零五万"),
    ("12345", "一万二千三百四十五"), ("区信访局", "区信访局"), ("", ""),
  ])
  func `digits of a text in chinese numerals`(text: String, result: String) {
    #expect(chineseDigits(text) == result)
  }

  @Test(arguments: [
    (14_300, "壹佰肆拾叁元整"), (120_500_000, "壹佰贰拾万伍仟元整"), (0, "零元整"), (10_000, "壹佰元整"),
    (1_000_001, "壹万元零壹分"), (150, "壹元伍角"), (5, "伍分"), (1_050, "壹拾元伍角"), (10_053, "壹佰元伍角叁分"),
    (10_700_053, "壹拾万柒仟元伍角叁分"), (168_032, "壹仟陆佰捌拾元叁角贰分"), (-14_300, "负壹佰肆拾叁元整"),
    (10_000_000_000, "壹亿元整"), (10_000_500_000, "壹亿零伍仟元整"), (600_700, "陆仟零柒元整"),
  ])
  func `amounts in capital numerals`(cents: Int128, text: String) throws {
    let amount = try #require(Fraction(cents, 100))
    #expect(capitalAmount(amount) == text)
  }

  /// Read back digit by digit, every number is the one that was written.
  @Test func `chinese numerals say the number`() {
    var generator = SeededGenerator(seed: 15_835)
    let places: [Character: Int] = ["十": 10, "百": 100, "千": 1_000]
    for exponent in 1...12 {
      for _ in 0..<40 {
        var bound = 1
        for _ in 0..<exponent { bound *= 10 }
        let number = Int.random(in: 1..<bound, using: &generator)
        var (total, section, digit) = (0, 0, 0)
        for character in chineseNumber(number) {
          if let value = Array("零一二三四五六七八九").firstIndex(of: character) {
            digit = value
          } else if let place = places[character] {
            section += max(digit, 1) * place
            digit = 0
          } else if character == "万" {
            section = (section + digit) * 10_000
            digit = 0
            if total > 0 || number < 100_000_000 || section > 0 { total += section }
            section = 0
          } else {
            total = (total + section + digit) * 100_000_000
            (section, digit) = (0, 0)
          }
        }
        #expect(total + section + digit == number, "\(chineseNumber(number))")
      }
    }
  }

  @Test(arguments: [
    (
      2022, 3, 1, ["2022", "2022上半年", "2022第一季度", "2022-03", "2022-03上旬", "2022-W09", "2022-03-01"]
    ),
    (
      2022, 7, 20,
      ["2022", "2022下半年", "2022第三季度", "2022-07", "2022-07中旬", "2022-W29", "2022-07-20"]
    ),
    (
      2021, 1, 3, ["2021", "2021上半年", "2021第一季度", "2021-01", "2021-01上旬", "2020-W53", "2021-01-03"]
    ),
    (
      2024, 12, 31,
      ["2024", "2024下半年", "2024第四季度", "2024-12", "2024-12下旬", "2025-W01", "2024-12-31"]
    ),
  ])
  func `labels of time`(year: Int, month: Int, day: Int, labels: [String]) throws {
    let day = try #require(CivilDate(year, month, day))
    #expect(TimeUnit.allCases.map { $0.label(of: day) } == labels)
  }

  @Test(arguments: TimeUnit.allCases)
  func `an ordinal changes exactly when the label does`(unit: TimeUnit) throws {
    let start = try #require(CivilDate(1_968, 12, 1))
    var last = start
    for step in 1...2_000 {
      let day = start.adding(days: step)
      #expect(unit.ordinal(of: last) <= unit.ordinal(of: day))
      #expect(
        (unit.ordinal(of: last) == unit.ordinal(of: day))
          == (unit.label(of: last) == unit.label(of: day)))
      last = day
    }
  }

  @Test(arguments: [
    (Int128(1), Int128(3), 2, "0.33"), (2, 3, 0, "1"), (-1, 8, 2, "-0.13"), (1, 200, 2, "0.01"),
    (5, 1, 3, "5.000"), (-7, 1, 0, "-7"), (0, 1, 2, "0.00"),
    // Around what 64 bits hold.
    (18_446_744_073_709_551_615, 1, 0, "18446744073709551615"),
    (18_446_744_073_709_551_616, 1, 1, "18446744073709551616.0"),
    (1_844_674_407_370_955_161, 1, 1, "1844674407370955161.0"),
    (18_446_744_073_709_551_615, 2, 1, "9223372036854775807.5"),
    (1_152_921_504_606_846_975, 1_152_921_504_606_846_976, 3, "1.000"),
    (1, 1_152_921_504_606_846_977, 1, "0.0"),
  ])
  func `a quotient is rounded alike within and beyond 64 bits`(
    numerator: Int128, denominator: Int128, places: Int, text: String
  ) throws {
    let number = try #require(Fraction(numerator, denominator)).rounded(places)
    #expect(number.text(trimsZeros: false) == text)
    var trimmed = text
    while trimmed.contains("."), trimmed.hasSuffix("0") { trimmed.removeLast() }
    if trimmed.hasSuffix(".") { trimmed.removeLast() }
    #expect(number.text(trimsZeros: true) == trimmed)
  }
}
