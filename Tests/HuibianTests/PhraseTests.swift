import Huibian
import HuibianPlan
import Testing

private let batches = MetricWording(name: "来访批次", unit: "批次", kind: .count)
private let people = MetricWording(name: "来访人次", unit: "人次", kind: .count)
private let letters = MetricWording(name: "来信件数", unit: "件", kind: .count)
private let closing = MetricWording(name: "办结率", unit: "%", kind: .rate, decimals: 0)
private let onTime = MetricWording(name: "按期答复率", unit: "%", kind: .rate)
private let days = MetricWording(name: "平均办理天数", unit: "天", kind: .duration)
private let money = MetricWording(name: "救助金额", unit: "万元", kind: .amount)

private func counts(_ wording: MetricWording, _ current: Int, _ base: Int) -> ComparedFigure {
  ComparedFigure(wording, current: .count(current), base: .value(.count(base)))
}

/// A rate in ten-thousandths: 6560 is 65.6%.
private func rates(_ wording: MetricWording, _ current: Int64, _ base: Int64) -> ComparedFigure {
  ComparedFigure(
    wording, current: .ratio(numerator: current, denominator: 10_000),
    base: .value(.ratio(numerator: base, denominator: 10_000)))
}

/// A mean over 1000 rows: 30200 is 30.2.
private func means(_ current: Int64, _ base: Int64) -> ComparedFigure {
  ComparedFigure(
    days, current: .mean(sum: current, count: 1_000), base: .value(.mean(sum: base, count: 1_000)))
}

private func amounts(_ current: Int64, _ base: Int64) -> ComparedFigure {
  ComparedFigure(
    money, current: .decimal(current, scale: 4), base: .value(.decimal(base, scale: 4)))
}

private func noBase(_ wording: MetricWording, _ current: Quantity) -> ComparedFigure {
  ComparedFigure(wording, current: current, base: .noData)
}

@Suite struct PhraseTests {
  @Test(arguments: [
    ([counts(batches, 143, 170)], "同比减少27批次，下降15.9%"),
    ([counts(batches, 0, 5)], "同比减少5批次，下降100%"),
    ([counts(batches, 5, 0)], "同比增加5批次（上年同期为零）"),
    ([counts(batches, 0, 0)], "与上年同期均为零"),
    ([counts(batches, 4, 4)], "同比持平"),
    ([rates(closing, 6_560, 6_010)], "同比上升5.5个百分点"),
    ([means(30_200, 41_500)], "同比缩短11.3天，下降27.2%"),
    ([noBase(batches, .count(3))], "上年同期无数据"),
    (
      [counts(batches, 143, 170), counts(people, 1_082, 1_248)],
      "同比减少27批次、166人次，分别下降15.9%、13.3%"
    ),
    (
      [counts(batches, 143, 170), counts(people, 1_103, 1_091)],
      "来访批次同比减少27批次，下降15.9%；来访人次同比增加12人次，上升1.1%"
    ),
  ])
  func `the table of the contract`(figures: [ComparedFigure], text: String) {
    #expect(Phrase.change(figures, .yearEarlier) == text)
  }

  @Test(arguments: [
    ([counts(batches, 143, 170)], "环比减少27批次，下降15.9%"),
    ([counts(batches, 5, 0)], "环比增加5批次（上期为零）"),
    ([counts(batches, 0, 0)], "与上期均为零"),
    ([noBase(batches, .count(3))], "上期无数据"),
    ([rates(closing, 6_010, 6_560)], "环比下降5.5个百分点"),
  ])
  func `the same with the previous period`(figures: [ComparedFigure], text: String) {
    #expect(Phrase.change(figures, .previousPeriod) == text)
  }

  @Test(arguments: [
    ([counts(batches, 4, 4), counts(people, 9, 9)], "同比均持平"),
    ([counts(batches, 0, 0), counts(people, 0, 0)], "与上年同期均为零"),
    ([noBase(batches, .count(1)), noBase(people, .count(2))], "上年同期无数据"),
    ([means(30_210, 30_200), means(10_010, 10_000)], "同比均基本持平"),
    ([counts(batches, 5, 0), counts(people, 5, 0)], "来访批次同比增加5批次（上年同期为零）；来访人次同比增加5人次（上年同期为零）"),
    ([counts(batches, 4, 4), counts(people, 9, 8)], "来访批次同比持平；来访人次同比增加1人次，上升12.5%"),
    (
      [counts(batches, 5, 0), counts(people, 9, 8)],
      "来访批次同比增加5批次（上年同期为零）；来访人次同比增加1人次，上升12.5%"
    ),
    ([counts(batches, 0, 0), noBase(people, .count(1))], "来访批次与上年同期均为零；来访人次上年同期无数据"),
    ([rates(closing, 6_560, 6_010), rates(onTime, 9_000, 8_680)], "同比分别上升5.5、3.2个百分点"),
    (
      [rates(closing, 6_560, 6_010), rates(onTime, 8_680, 9_000)],
      "办结率同比上升5.5个百分点；按期答复率同比下降3.2个百分点"
    ),
    (
      [counts(batches, 143, 170), rates(closing, 6_010, 6_560)],
      "来访批次同比减少27批次，下降15.9%；办结率同比下降5.5个百分点"
    ),
    (
      [counts(batches, 3, 2), amounts(1_205_000, 1_000_000)],
      "同比增加1批次、20.5万元，分别上升50%、20.5%"
    ),
    ([means(30_200, 41_500), means(10_000, 12_000)], "同比缩短11.3天、2天，分别下降27.2%、16.7%"),
    (
      [counts(letters, 2, 1), counts(batches, 4, 2), counts(people, 8, 4)],
      "同比增加1件、2批次、4人次，均上升100%"
    ),
  ])
  func `several figures in one breath or by name`(figures: [ComparedFigure], text: String) {
    #expect(Phrase.change(figures, .yearEarlier) == text)
  }

  @Test(arguments: [
    (counts(letters, 10_001, 10_000), "同比增加1件，上升0.01%"),
    (counts(letters, 1_000_001, 1_000_000), "同比增加1件，上升不足0.01%"),
    (counts(letters, 999_999, 1_000_000), "同比减少1件，下降不足0.01%"),
    (counts(letters, 4, 10_000), "同比减少9996件，下降99.96%"),
    (counts(letters, 1, 100_000), "同比减少99999件，下降超过99.99%"),
    (rates(closing, 6_564, 6_560), "同比上升0.04个百分点"),
    (rates(closing, 6_560, 6_560), "同比持平"),
    (rates(closing, 0, 0), "同比持平"),
    (rates(closing, 50, 0), "同比上升0.5个百分点"),
    (means(30_210, 30_200), "同比基本持平"),
    (means(3_000, 0), "同比延长3天（上年同期为零）"),
    (amounts(0, 0), "与上年同期均为零"),
    (amounts(1_205_000, 1_205_000), "同比持平"),
    // 1.5万元 below zero before: no percentage can say that.
    (amounts(5_000, -15_000), "同比增加2万元（上年同期为负数）"),
    (amounts(-20_000, -15_000), "同比减少0.5万元（上年同期为负数）"),
  ])
  func `what is not zero is not printed as zero`(figure: ComparedFigure, text: String) {
    #expect(Phrase.change([figure], .yearEarlier) == text)
  }

  @Test func `a rate without a denominator`() {
    let none = Quantity.ratio(numerator: 0, denominator: 0)
    let some = Quantity.ratio(numerator: 1, denominator: 2)
    #expect(Phrase.value(none, closing) == "—")
    #expect(Phrase.number(none, closing) == "—")
    let figure = ComparedFigure(closing, current: none, base: .value(some))
    #expect(Phrase.change([figure], .yearEarlier) == "—")
    let other = ComparedFigure(closing, current: some, base: .value(none))
    #expect(Phrase.change([other], .yearEarlier) == "上年同期无数据")
    #expect(Phrase.base(other) == "—")
    #expect(Phrase.share(of: .count(3), in: .count(0)) == "—")
  }

  @Test(arguments: [
    (Quantity.count(143), batches, "143批次", "143", "143批次"),
    (.ratio(numerator: 656, denominator: 1_000), closing, "66%", "66", "66%"),
    (.ratio(numerator: 656, denominator: 1_000), onTime, "65.6%", "65.6", "65.6%"),
    (.ratio(numerator: 1, denominator: 4), onTime, "25%", "25", "25.0%"),
    (.mean(sum: 302, count: 10), days, "30.2天", "30.2", "30.2天"),
    (.mean(sum: 30, count: 10), days, "3天", "3", "3.0天"),
    (.decimal(1_205_000, scale: 4), money, "120.5万元", "120.5", "120.50万元"),
    (.decimal(12, scale: 0), people, "12人次", "12", "12人次"),
  ])
  func `values, numbers, and values in a table`(
    quantity: Quantity, wording: MetricWording, value: String, number: String, cell: String
  ) {
    #expect(Phrase.value(quantity, wording) == value)
    #expect(Phrase.number(quantity, wording) == number)
    #expect(Phrase.value(quantity, wording, PhraseStyle(isTable: true)) == cell)
  }

  @Test func `decimals said at the tag`() {
    let rate = Quantity.ratio(numerator: 656, denominator: 1_000)
    #expect(Phrase.value(rate, closing, PhraseStyle(decimals: 1)) == "65.6%")
    #expect(Phrase.value(.count(3), batches, PhraseStyle(decimals: 2)) == "3批次")
    let figures = [counts(batches, 143, 170)]
    #expect(
      Phrase.change(figures, .yearEarlier, PhraseStyle(decimals: 2)) == "同比减少27批次，下降15.88%")
    #expect(
      Phrase.change(figures, .yearEarlier, PhraseStyle(decimals: 0)) == "同比减少27批次，下降16%")
    #expect(
      Phrase.ratio([counts(batches, 3, 4)], .yearEarlier, PhraseStyle(isTable: true)) == "下降25.0%")
  }

  @Test(arguments: [
    ([counts(batches, 143, 170)], "下降15.9%", "减少27批次"),
    ([counts(batches, 5, 0)], "上年同期为零", "增加5批次"),
    ([counts(batches, 0, 0)], "持平", "持平"),
    ([counts(batches, 4, 4)], "持平", "持平"),
    ([noBase(batches, .count(1))], "上年同期无数据", "上年同期无数据"),
    ([rates(closing, 6_560, 6_010)], "上升5.5个百分点", "上升5.5个百分点"),
    ([means(30_200, 41_500)], "下降27.2%", "缩短11.3天"),
    ([means(30_210, 30_200)], "基本持平", "基本持平"),
    ([counts(batches, 143, 170), counts(people, 1_082, 1_248)], "分别下降15.9%、13.3%", "减少27批次、166人次"),
    (
      [rates(closing, 6_560, 6_010), rates(onTime, 9_000, 8_680)], "分别上升5.5、3.2个百分点",
      "分别上升5.5、3.2个百分点"
    ),
    (
      [counts(batches, 5, 0), counts(people, 9, 8)],
      "来访批次上年同期为零；来访人次上升12.5%", "增加5批次、1人次"
    ),
    (
      [counts(batches, 5, 0), counts(people, 9, 0)],
      "上年同期均为零", "增加5批次、9人次"
    ),
  ])
  func `the pieces`(figures: [ComparedFigure], ratio: String, difference: String) {
    #expect(Phrase.ratio(figures, .yearEarlier) == ratio)
    #expect(Phrase.difference(figures, .yearEarlier) == difference)
  }

  @Test func `the base`() {
    #expect(Phrase.base(counts(batches, 143, 170)) == "170批次")
    #expect(Phrase.base(rates(onTime, 1, 6_010)) == "60.1%")
    #expect(Phrase.base(noBase(batches, .count(1))) == "无数据")
    #expect(Phrase.base(noBase(batches, .count(1)), PhraseStyle(isTable: true)) == "—")
  }

  @Test(arguments: [
    (counts(batches, 143, 170), "-27", "-15.9"), (counts(batches, 5, 0), "+5", "—"),
    (counts(batches, 4, 4), "0", "0"), (noBase(batches, .count(1)), "—", "—"),
    (counts(batches, 9, 8), "+1", "+12.5"), (rates(closing, 6_560, 6_010), "+5.5", "+5.5"),
    (counts(letters, 1_000_001, 1_000_000), "+1", "0"),
    (counts(letters, 1, 100_000), "-99999", "-99.99"),
    (amounts(1_205_000, 1_000_000), "+20.5", "+20.5"),
  ])
  func `bare changes have a sign`(figure: ComparedFigure, difference: String, ratio: String) {
    #expect(Phrase.signedDifference(figure) == difference)
    #expect(Phrase.signedRatio(figure) == ratio)
  }

  @Test func `shares`() {
    #expect(Phrase.share(of: .count(4), in: .count(15)) == "26.7%")
    #expect(Phrase.share(of: .count(1), in: .count(4)) == "25%")
    #expect(Phrase.share(of: .count(1), in: .count(4), PhraseStyle(isTable: true)) == "25.0%")
    #expect(Phrase.share(of: .decimal(1, scale: 1), in: .decimal(100, scale: 2)) == "10%")
  }
}
