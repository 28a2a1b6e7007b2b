import Huibian
import HuibianDiagnostics
import HuibianPlan
import HuibianTable
import HuibianTestSupport
import Testing

/// Two years in which as many persons came, and as many letters are due and closed.
private func register(_ people: (now: Int, base: Int) = (1, 1), _ closed: (Int, of: Int) = (0, 0))
  -> [String: String]
{
  var text = "信访件编号,登记日期,信访形式,信访人数,问题属地,限办截止日期,办结标志,办结日期\n"
  // A case of its own keeps a year from being empty.
  text += "A0,2023-01-02,来电,1,东湖街道,,否,\nB0,2024-01-02,来电,1,东湖街道,,否,\n"
  if people.base > 0 { text += "A1,2023-06-01,来访,\(people.base),东湖街道,,否,\n" }
  if people.now > 0 { text += "B1,2024-06-01,来访,\(people.now),东湖街道,,否,\n" }
  for index in 0..<closed.of {
    let isClosed = index < closed.0
    text +=
      "C\(index),2024-03-01,来信,1,西山镇,2024-05-01,\(isClosed ? "是" : "否"),"
      + "\(isClosed ? "2024-04-01" : "")\n"
  }
  return ["信访件.csv": text]
}

private func catalog(_ settings: [String: String]) -> Catalog {
  var sink = DiagnosticSink()
  var catalog = shipped
  for (name, value) in settings {
    catalog.set(name, to: value, at: .command, valueAt: .command, sink: &sink)
  }
  precondition(!sink.hasErrors, "a wrong setting in a test")
  return catalog
}

struct WordingTests {
  // MARK: 走势, 倍数

  @Test(arguments: [
    (50, 100, "大幅下降"), (51, 100, "明显下降"), (80, 100, "明显下降"), (81, 100, "下降"), (95, 100, "下降"),
    (96, 100, "略有下降"), (100, 100, "持平"), (104, 100, "略有上升"), (105, 100, "上升"), (150, 100, "大幅上升"),
    // Of a few nothing is said to be much.
    (10, 29, "下降"), (10, 30, "大幅下降"), (5, 0, "上升"), (0, 0, "持平"), (0, 100, "大幅下降"),
  ])
  func `says how far a figure went only beyond a threshold`(now: Int, base: Int, text: String) async
  {
    let outcome = await compile("{{来访人次｜同比走势}}", data: register((now, base)))
    #expect(outcome.text == text, "\(outcome.messages)")
  }

  @Test func `the thresholds are settings`() async {
    let strict = catalog(["明显幅度": "0", "大幅幅度": "60", "略有幅度": "0", "程度最小基数": "200"])
    for (now, base, text) in [
      (100, 300, "大幅下降"), (150, 300, "下降"), (299, 300, "下降"), (1, 100, "下降"),
    ] {
      let outcome = await compile(
        "{{来访人次｜同比走势}}", data: register((now, base)), catalog: strict)
      #expect(outcome.text == text, "\(outcome.messages)")
    }
    var sink = DiagnosticSink()
    var catalog = shipped
    catalog.set("明显副度", to: "5", at: .command, valueAt: .command, sink: &sink)
    catalog.set("明显幅度", to: "很多", at: .command, valueAt: .command, sink: &sink)
    #expect(sink.diagnostics.count == 2)
    #expect(sink.diagnostics[0].hints.joined().contains("明显幅度"))
  }

  @Test func `durations grow longer, rates go by points, several go together`() {
    let degrees = ChangeDegrees(
      great: .init(percent: 50, points: 10), marked: .init(percent: 20, points: 5),
      slight: .init(percent: 5, points: 1), leastBase: 30)
    let days = MetricWording(name: "平均办理周期", unit: "天", kind: .duration)
    let rate = MetricWording(name: "办结率", unit: "%", kind: .rate)
    let count = MetricWording(name: "来信件数", unit: "件", kind: .count)
    func figure(_ wording: MetricWording, _ now: Quantity, _ base: Quantity) -> ComparedFigure {
      ComparedFigure(wording, current: now, base: .value(base))
    }
    func trend(_ figures: ComparedFigure...) -> String {
      Phrase.trend(figures, .yearEarlier, degrees)
    }
    let shorter = figure(days, .mean(sum: 300, count: 10), .mean(sum: 400, count: 10))
    #expect(trend(shorter) == "明显缩短")
    #expect(trend(figure(days, .mean(sum: 1, count: 1), .mean(sum: 0, count: 1))) == "延长")
    func rates(_ now: Int64, _ base: Int64) -> ComparedFigure {
      figure(
        rate, .ratio(numerator: now, denominator: 1_000),
        .ratio(numerator: base, denominator: 1_000))
    }
    #expect(trend(rates(600, 500)) == "大幅上升")
    #expect(trend(rates(599, 500)) == "明显上升")
    #expect(trend(rates(549, 500)) == "上升")
    #expect(trend(rates(509, 500)) == "略有上升")
    let fewer = figure(count, .count(40), .count(100))
    let slightlyFewer = figure(count, .count(99), .count(100))
    #expect(trend(fewer, fewer) == "均大幅下降")
    #expect(trend(fewer, slightlyFewer) == "均下降")
    #expect(trend(fewer, shorter) == "来信件数大幅下降，平均办理周期明显缩短")
  }

  @Test(arguments: [
    (300, 100, "是上年同期的3倍"), (250, 100, "是上年同期的2.5倍"), (200, 100, "是上年同期的2倍"),
    (199, 100, "比上年同期上升99%"), (100, 250, "比上年同期下降60%"), (100, 100, "与上年同期持平"),
    (5, 0, "比上年同期增加5人次（上年同期为零）"), (0, 0, "与上年同期均为零"), (0, 7, "比上年同期下降100%"),
  ])
  func `nothing falls by so many times`(now: Int, base: Int, text: String) async {
    let outcome = await compile("{{来访人次｜同比倍数}}", data: register((now, base)))
    #expect(outcome.text == text, "\(outcome.messages)")
  }

  // MARK: 余, 汉字, 万

  @Test(arguments: [
    (1_234, "1000余人次"), (123_456, "10万余人次"), (23_456, "2万余人次"), (456, "400余人次"), (45, "40余人次"),
    (1_200, "1000余人次"), (2_000, "2000人次"), (400, "400人次"), (20_000, "2万人次"), (20_001, "2万余人次"),
    (9, "9人次"),
    (1_234_567, "100万余人次"), (123_456_789, "1亿余人次"), (1_004, "1000余人次"), (0, "0人次"),
  ])
  func `about so many is never too many, and never said of a round number`(
    now: Int, text: String
  ) async {
    let outcome = await compile("{{来访人次｜余}}", data: register((now, 1)))
    #expect(outcome.text == text, "\(outcome.messages)")
  }

  @Test(arguments: [1, 2, 3])
  func `N余 holds`(digits: Int) {
    var generator = SeededGenerator(seed: UInt64(digits))
    for exponent in 1...9 {
      for _ in 0..<50 {
        var bound: Int128 = 1
        for _ in 0..<exponent { bound *= 10 }
        let number = Int128.random(in: 1...bound * 10, using: &generator)
        guard let text = NumberText.approximate(Fraction(number), digits: digits) else {
          #expect(number < 10)
          continue
        }
        let plain = text.replacing("余", with: "")
        let zeros = plain.hasSuffix("亿") ? 8 : plain.hasSuffix("万") ? 4 : 0
        let parts = plain.filter(\.isASCII).split(separator: ".")
        let decimals = parts.count > 1 ? parts[1].count : 0
        let floor = (Int128(parts.joined()) ?? -1) * powerOfTen(zeros - decimals)
        #expect(text.contains("余") ? floor < number : floor == number)
        #expect(floor > 0 && (number - floor) * 2 < number, "\(number) \(text)")
      }
    }
  }

  @Test(arguments: [
    ("{{来访人次｜汉字}}", 143, "一百四十三人次"), ("{{来访人次｜汉字}}", 2, "两人次"), ("{{来访人次｜数｜汉字}}", 2, "二"),
    ("{{来访人次｜汉字}}", 12, "十二人次"), ("{{来访人次｜汉字}}", 0, "零人次"), ("{{来访人次｜汉字}}", 2_024, "二千零二十四人次"),
    ("{{来访人次｜余｜汉字}}", 2_345, "二千余人次"), ("{{来访人次｜万}}", 284_400, "28.44万人次"),
    ("{{来访人次｜万}}", 9_999, "9999人次"), ("{{来访人次｜万｜1位小数}}", 284_400, "28.4万人次"),
    ("{{来访人次｜上年同期｜汉字}}", 1, "一人次"), ("{{年｜汉字}} {{今天｜汉字}}", 1, "二〇二四 二〇二五年一月六日"),
    ("{{每个 问题属地 按 信访总量}}{{序号｜汉字}}{{名称}} {{完}}", 1, "一东湖街道 "),
  ])
  func `chinese numerals and short numbers`(template: String, now: Int, text: String) async {
    let outcome = await compile(template, data: register((now, 1)))
    #expect(outcome.text == text, "\(outcome.messages)")
  }

  @Test(arguments: [
    ("{{年初预算数}}", "120.5万元"), ("{{年初预算数｜大写}}", "壹佰贰拾万伍仟元整"), ("{{年初预算数｜亿元}}", "0.01205亿元"),
    ("{{年初预算数｜余}}", "100余万元"), ("{{年初预算数｜亿元｜2位小数}}", "0.01亿元"),
    ("{{年初预算数｜万元}}", "120.5万元"), ("{{年初预算数｜汉字}}", "一百二十点五万元"),
    ("{{年初预算数｜同比｜亿元}}", "同比增加0.00205亿元，上升20.5%"), ("{{年初预算数｜上年同期｜大写}}", "壹佰万元整"),
    ("{{年初预算数｜同比倍数}}", "比上年同期上升20.5%"),
  ])
  func `amounts of money`(template: String, text: String) async {
    let budget = "年度,类别,科目,年初预算\n2023,基本,甲,100\n2024,基本,甲,120.5\n"
    let outcome = await compile(template, data: ["预算.csv": budget])
    #expect(outcome.text == text, "\(outcome.messages)")
  }

  // MARK: Rates at the edge

  @Test(arguments: [
    (1_999, 2_000, "99.95%"), (2_000, 2_000, "100%"), (9_996, 10_000, "99.96%"),
    (1, 2_000, "0.1%"), (1, 2_001, "0.05%"),
    (1, 4_000, "0.03%"), (0, 10, "0%"), (995, 1_000, "99.5%"), (15_999, 16_000, "99.99%"),
    (29_999, 30_000, "超过99.99%"), (1, 30_000, "不足0.01%"), (1_199, 2_000, "60%"),
    (599, 1_000, "59.9%"),
  ])
  func `not all is not 100%, and something is not 0%`(part: Int64, of whole: Int64, text: String) {
    let rate = MetricWording(name: "办结率", unit: "%", kind: .rate)
    let quantity = Quantity.ratio(numerator: part, denominator: whole)
    let style = PhraseStyle(keepsFromWhole: true)
    #expect(Phrase.value(quantity, rate, style) == text)
    #expect(Phrase.share(of: .count(Int(part)), in: .count(Int(whole)), style) == text)
    // In digits alone the nearest that does not lie.
    let digits = Phrase.number(quantity, rate, style)
    #expect(text.hasSuffix(digits + "%"))
  }

  @Test(arguments: [(1_999, 2_000, "100%"), (1, 4_000, "0%"), (1, 2_000, "0.1%")])
  func `rounds half-up unless the settings say otherwise, and says so`(
    part: Int, of whole: Int, text: String
  ) async {
    let rate = MetricWording(name: "办结率", unit: "%", kind: .rate)
    #expect(
      Phrase.value(.ratio(numerator: Int64(part), denominator: Int64(whole)), rate) == text)
    let rows = (1...whole).map { "A\($0),2024-01-02,\($0 <= part ? "来信" : "来访"),1\n" }.joined()
    let cases = "信访件编号,登记日期,信访形式,信访人数\n" + rows
    let outcome = await compile("{{来信件数｜占比：信访总量}}", data: ["信访件.csv": cases])
    #expect(outcome.text == text, "\(outcome.messages)")
    #expect(outcome.messages.contains("rounded-to-whole") == (text != "0.1%"))
  }

  @Test func `whatever the rate, its text does not lie`() throws {
    var generator = SeededGenerator(seed: 100)
    let rate = MetricWording(name: "办结率", unit: "%", kind: .rate)
    for decimals in 0...3 {
      for _ in 0..<300 {
        let whole = Int64.random(in: 1...100_000, using: &generator)
        let edge = Int64.random(in: 0...min(whole, 9), using: &generator)
        let part =
          Bool.random(using: &generator)
          ? (Bool.random(using: &generator) ? edge : whole - edge)
          : Int64.random(in: 0...whole, using: &generator)
        let style = PhraseStyle(decimals: decimals, keepsFromWhole: true)
        let text = Phrase.value(.ratio(numerator: part, denominator: whole), rate, style)
        #expect((text == "100%") == (part == whole), "\(part)/\(whole) \(text)")
        #expect((text == "0%") == (part == 0), "\(part)/\(whole) \(text)")
        let digits = Array(text.filter { $0.isNumber || $0 == "." }.split(separator: "."))
        let places = digits.count > 1 ? digits[1].count : 0
        let printed = try #require(
          Fraction(Int128(digits.joined()) ?? -1, powerOfTen(places)))
        let exact = try #require(Fraction(Int128(part) * 100, Int128(whole)))
        #expect((printed - exact).magnitude <= Fraction(1), "\(part)/\(whole) \(text)")
        if text.hasPrefix("超过") { #expect(printed < exact) }
        if text.hasPrefix("不足") { #expect(exact < printed) }
      }
    }
  }

  /// The words of a change say what the exact numbers say: the direction, the difference, the rounded
  /// percentage; and of no difference no direction.
  @Test func `no phrase claims a direction that the exact values do not have`() throws {
    var generator = SeededGenerator(seed: 2_024)
    let count = MetricWording(name: "来访批次", unit: "批次", kind: .count)
    for _ in 0..<2_000 {
      let most = [3, 50, 100_000, 4_000_000_000][Int.random(in: 0..<4, using: &generator)]
      let base = Int.random(in: 0...most, using: &generator)
      let now =
        Bool.random(using: &generator)
        ? max(0, base + Int.random(in: -2...2, using: &generator))
        : Int.random(in: 0...max(base * 2, 3), using: &generator)
      let figure = ComparedFigure(count, current: .count(now), base: .value(.count(base)))
      let text = Phrase.change([figure], .yearEarlier)
      #expect(text.contains("上升") == (now > base && base > 0), "\(now) \(base) \(text)")
      #expect(text.contains("下降") == (now < base), "\(now) \(base) \(text)")
      #expect(text.contains("持平") == (now == base && now > 0), "\(now) \(base) \(text)")
      #expect(!text.contains("0%") || text.contains(where: { "123456789".contains($0) }))
      guard now != base else { continue }
      let difference = text.drop { !$0.isNumber }.prefix { $0.isNumber }
      #expect(Int(difference) == abs(now - base), "\(now) \(base) \(text)")
      guard base > 0, let comma = text.firstIndex(of: "，") else { continue }
      let percent = text[comma...].filter { $0.isNumber || $0 == "." }.split(separator: ".")
      let places = percent.count > 1 ? percent[1].count : 0
      let printed = try #require(Fraction(Int128(percent.joined()) ?? -1, powerOfTen(places)))
      let exact = try #require(Fraction(Int128(abs(now - base)) * 100, Int128(base)))
      if text.contains("不足") {
        #expect(exact < printed)
      } else if text.contains("超过") {
        #expect(printed < exact)
      } else {
        #expect((printed - exact).magnitude * 2 * powerOfTen(places) <= Fraction(1), "\(text)")
      }
    }
  }

  // MARK: 全部, 发生, 分别, 首次

  @Test(arguments: [
    (4, 4, "到期信访件全部办结"), (0, 4, "到期信访件均未办结"), (3, 4, "到期信访件75%办结"),
  ])
  func `all, none, or so many`(closed: Int, of due: Int, text: String) async {
    let outcome = await compile(
      "到期信访件{{办结率｜全部}}办结", data: register((1, 1), (closed, of: due)))
    #expect(outcome.text == text, "\(outcome.messages)")
  }

  @Test func `99.96% is not all`() async {
    let data = register((1, 1), (2_999, of: 3_000))
    let outcome = await compile(
      "{{办结率}} {{办结率｜全部}} {{如果 办结率｜全部}}全{{否则}}未全{{完}}{{如果 办结率 = 100%}}全{{完}}", data: data)
    #expect(outcome.text == "100% 99.97% 未全", "\(outcome.messages)")
  }

  @Test(arguments: [
    (0, "没有发生来访"), (3, "发生3人次来访"),
  ])
  func `a claim of nothing is made by the figure`(now: Int, text: String) async {
    let outcome = await compile("{{来访人次｜发生}}来访", data: register((now, 1)))
    #expect(outcome.text == text, "\(outcome.messages)")
  }

  @Test func `one for each, or all alike`() async {
    let data = register((3, 1), (4, of: 4))
    let outcome = await compile(
      """
      {{来访人次、来访批次｜分别}}
      {{办结率、办结率：信访形式=来信｜分别}}
      {{来访批次、来信件数｜占比：信访总量｜分别}}
      {{来访批次、来访批次｜占比：信访总量｜分别}}
      {{来访批次、来信件数｜占比：信访总量}}
      """, data: data)
    #expect(
      outcome.text == "分别为3人次、1批次\n均为100%\n分别占16.7%、66.7%\n均占16.7%\n16.7%、66.7%",
      "\(outcome.messages)")
  }

  private static let months = """
    信访件编号,登记日期,信访形式,信访人数
    A1,2023-01-05,来信,1
    A2,2023-02-05,来信,1
    A3,2023-03-05,来信,1
    A4,2023-04-05,来信,1
    A5,2023-05-05,来信,1
    A6,2023-06-05,来信,1
    B1,2023-07-05,来访,3

    """

  private static func firsts(_ text: String, _ period: Period = Period(.months(2023, 7, 7))) async
    -> Outcome
  {
    await compile(
      "来访{{来访批次}}，{{来访批次｜首次}}。{{如果 来访批次｜首次}}首次{{否则}}不是{{完}}",
      data: ["信访件.csv": text], period: period)
  }

  @Test func `first since the ledgers begin, and no earlier`() async {
    let first = await Self.firsts(Self.months)
    #expect(first.text == "来访1批次，2023年1月以来首次。首次", "\(first.messages)")
    // Once before is enough for it to be no first time.
    let again = await Self.firsts(
      Self.months.replacing("A2,2023-02-05,来信", with: "A2,2023-02-05,来访"))
    #expect(again.text == "来访1批次。不是", "\(again.messages)")
    // Nothing is claimed of a month without data, nor of what was before it.
    let gap = await Self.firsts(Self.months.replacing("A3,2023-03-05,来信,1\n", with: ""))
    #expect(gap.text == "来访1批次，2023年4月以来首次。首次", "\(gap.messages)")
    let late = await Self.firsts(Self.months.replacing("2023-01-05", with: "2023-01-20"))
    #expect(late.text == "来访1批次，2023年2月以来首次。首次", "\(late.messages)")
    let unknown = await Self.firsts(Self.months, Period(.months(2023, 1, 6)))
    #expect(unknown.text == "来访0批次。不是", "\(unknown.messages)")
  }

  @Test func `without earlier data nobody can say that it is the first time`() async {
    let outcome = await Self.firsts(
      "信访件编号,登记日期,信访形式,信访人数\nB1,2023-07-05,来访,3\n")
    #expect(outcome.text == "来访1批次。不是", "\(outcome.messages)")
    #expect(outcome.sink.diagnostics.map(\.id).contains("no-earlier-data"))
  }

  // MARK: Conditions

  @Test(arguments: [
    ("来访人次｜同比增减 < 0", true), ("来访人次｜同比增减 = -20", true), ("来访人次｜同比幅度 <= -20%", true),
    ("来访人次｜同比幅度 < -20", false), ("来访人次｜同比幅度 = -20", true), ("来访人次｜上年同期 = 100", true),
    ("来访人次｜同比向好", true), ("非 来访人次｜同比向好", false), ("来访人次｜同比倍数 < 1", true),
    ("来访批次｜占比：信访总量 > 10%", true), ("来访批次｜占比：信访总量 > 90", false),
    ("来访人次｜环比增减 < 0", true), ("来访人次｜环比增减 > 0", false),
    ("来访人次[问题属地=东湖街道]｜同比增减 < 0 且 来信件数 = 0", true),
  ])
  func `conditions ask for changes`(condition: String, holds: Bool) async {
    let outcome = await compile(
      "{{如果 \(condition)}}是{{否则}}否{{完}}", data: register((80, 100)))
    #expect(outcome.text == (holds ? "是" : "否"), "\(outcome.messages)")
  }

  @Test(arguments: [
    ("{{如果 来访人次｜同比}}甲{{完}}", "bad-filter"), ("{{如果 来访人次｜同比增减}}甲{{完}}", "bad-condition"),
    ("{{如果 来访人次｜首次 = 1}}甲{{完}}", "bad-condition"), ("{{如果 来访人次｜同比增渐 < 0}}甲{{完}}", "unknown-filter"),
    ("{{如果 来访人次｜全部}}甲{{完}}", "bad-filter"), ("{{办结率｜大写}}", "bad-filter"),
    ("{{来访人次｜大写}}", "bad-filter"),
    ("{{办结率｜余}}", "bad-filter"), ("{{来访人次｜万元}}", "bad-filter"), ("{{来访人次｜全部}}", "bad-filter"),
    ("{{办结率｜发生}}", "bad-filter"), ("{{办结率｜首次}}", "bad-filter"), ("{{办结率｜同比倍数}}", "bad-filter"),
    ("{{来访人次｜分别}}", "bad-filter"), ("{{来访人次｜同比｜余}}", "bad-filter"),
    ("{{来访人次｜同比｜汉字}}", "bad-filter"),
    ("{{来访人次｜同比向好}}", "bad-filter"), ("{{来访人次｜等}}", "bad-filter"), ("{{来访人次｜万｜亿元}}", "bad-filter"),
    ("{{来访人次｜同比走势｜数}}", "bad-filter"), ("{{来访人次｜发生｜余}}", "bad-filter"),
    ("{{列举 问题属地 按 信访总量｜同比}}", "bad-filter"), ("{{来访人次｜汗字}}", "unknown-filter"),
    ("{{每个 月份}}{{来访人次｜首次}}{{完}}", "bad-filter"), ("{{单位｜大写}}", "text-is-no-figure"),
  ])
  func `a filter of the wrong kind is a located error with a hint`(
    template: String, id: String
  ) async throws {
    let outcome = await compile(template, data: register())
    #expect(outcome.text == nil)
    let diagnostic = try #require(outcome.sink.diagnostics.first { $0.severity == .error })
    #expect(diagnostic.id == id, "\(outcome.messages)")
    #expect(!diagnostic.hints.isEmpty)
    #expect(diagnostic.location.text.contains("模板.hb.md"))
  }

  // MARK: 列举

  private static let kinds = """
    信访件编号,登记日期,信访形式,信访人数,问题属地,内容分类
    A1,2024-01-02,来信,1,东湖街道,城乡建设
    A2,2024-01-03,来信,1,东湖街道,城乡建设
    A3,2024-01-04,来信,1,西山镇,教育
    A4,2024-01-05,来访,1,西山镇,教育
    A5,2024-01-06,来信,1,南岭乡,卫生
    """

  @Test(arguments: [
    ("{{列举 内容分类 按 信访总量 前 2｜等}}", "城乡建设（2件次，占40%）、教育（2件次，占40%）等"),
    ("{{列举 内容分类 按 信访总量 前 3｜等}}", "城乡建设（2件次，占40%）、教育（2件次，占40%）、卫生（1件次，占20%）"),
    ("{{列举 内容分类 按 信访总量 前 2｜名称｜等}}", "城乡建设、教育等"), ("{{列举 内容分类 按 信访总量｜名称｜和}}", "城乡建设、教育和卫生"),
    ("{{列举 内容分类 按 信访总量 前 1 其余并入其他｜和}}", "城乡建设（2件次，占40%）和其他（3件次，占60%）"),
    ("{{列举 内容分类 按 信访总量 前 2｜不写占比}}", "城乡建设（2件次）、教育（2件次）"),
    // What did not come at all is not listed.
    ("{{列举 内容分类 按 来访批次 前 3｜等}}", "教育（1批次，占100%）"),
    ("{{列举 内容分类 其中 信访总量 > 1 按 信访总量｜名称｜等}}", "城乡建设、教育等"),
    ("主要是{{列举 内容分类 按 来访批次[信访形式=来信]}}，共5件。", "主要是，共5件。"),
    ("反映{{列举 内容分类 按 来访批次[信访形式=来信]}}、其他问题", "反映、其他问题"),
    ("其中（{{列举 内容分类 按 来访批次[信访形式=来信]}}），共5件。", "其中，共5件。"),
  ])
  func `lists with 等 and 和, without what is zero`(template: String, text: String) async {
    let outcome = await compile(template, data: ["信访件.csv": Self.kinds])
    #expect(outcome.text == text, "\(outcome.messages)")
  }

  @Test func `an empty list is a warning`() async {
    let outcome = await compile(
      "共5件，{{列举 内容分类 按 来访批次[信访形式=来信]}}。", data: ["信访件.csv": Self.kinds])
    #expect(outcome.text == "共5件。")
    #expect(outcome.sink.diagnostics.map(\.id).contains("empty-list"))
  }

  @Test func `ties are all listed if the office wants`() async {
    let outcome = await compile(
      "{{列举 内容分类 按 信访总量 前 1｜名称｜等}}", data: ["信访件.csv": Self.kinds],
      catalog: catalog(["并列": "保留"]))
    #expect(outcome.text == "城乡建设、教育等", "\(outcome.messages)")
  }

  @Test func `a chain of shares, each of the one above`() async {
    let outcome = await compile(
      """
      {{每个 问题属地 按 信访总量 前 1}}{{名称}}{{信访总量}}，占{{信访总量｜占比：信访总量}}，其中{{每个 信访形式 其中 信访总量 > 0}}{{名称}}占{{信访总量｜占比：信访总量}}，{{完}}{{完}}。
      """, data: ["信访件.csv": Self.kinds])
    #expect(outcome.text == "东湖街道2件次，占40%，其中来信占100%。", "\(outcome.messages)")
  }
}
