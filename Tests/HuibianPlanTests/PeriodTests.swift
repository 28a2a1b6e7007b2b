import HuibianDiagnostics
import HuibianPlan
import HuibianTable
import Testing

private func period(_ text: String) -> (Period?, [Diagnostic]) {
  var sink = DiagnosticSink()
  return (Period.parse(text, at: .command, sink: &sink), sink.diagnostics)
}

@Suite struct PeriodTests {
  @Test(arguments: [
    ("2022年", "2022年", "2022-01-01", "2022-12-31"),
    ("２０２２年", "2022年", "2022-01-01", "2022-12-31"),
    ("2022", "2022年", "2022-01-01", "2022-12-31"),
    ("2022年度", "2022年", "2022-01-01", "2022-12-31"),
    ("2022年上半年", "2022年上半年", "2022-01-01", "2022-06-30"),
    ("2022年下半年", "2022年下半年", "2022-07-01", "2022-12-31"),
    ("2022年第三季度", "2022年第三季度", "2022-07-01", "2022-09-30"),
    ("2022年三季度", "2022年第三季度", "2022-07-01", "2022-09-30"),
    ("2022年3季度", "2022年第三季度", "2022-07-01", "2022-09-30"),
    ("2022年前三季度", "2022年前三季度", "2022-01-01", "2022-09-30"),
    ("2022年10月", "2022年10月", "2022-10-01", "2022-10-31"),
    ("2022年10月份", "2022年10月", "2022-10-01", "2022-10-31"),
    ("2022-10", "2022年10月", "2022-10-01", "2022-10-31"),
    ("2022年1-10月", "2022年1—10月", "2022-01-01", "2022-10-31"),
    ("2022年1—10月", "2022年1—10月", "2022-01-01", "2022-10-31"),
    ("2022年1至10月", "2022年1—10月", "2022-01-01", "2022-10-31"),
    ("2022年1～10月", "2022年1—10月", "2022-01-01", "2022-10-31"),
    ("2022年1月－10月", "2022年1—10月", "2022-01-01", "2022-10-31"),
    ("2022年1月至2022年10月", "2022年1—10月", "2022-01-01", "2022-10-31"),
    ("2022-01-01..2022-10-31", "2022年1—10月", "2022-01-01", "2022-10-31"),
    ("2022年1月1日至10月31日", "2022年1—10月", "2022-01-01", "2022-10-31"),
    ("2022-01-01..2022-12-31", "2022年", "2022-01-01", "2022-12-31"),
    ("2022-01-05..2022-03-02", "2022年1月5日—3月2日", "2022-01-05", "2022-03-02"),
    ("2022年3月5-9日", "2022年3月5—9日", "2022-03-05", "2022-03-09"),
    ("2021-12-30..2022-01-02", "2021年12月30日—2022年1月2日", "2021-12-30", "2022-01-02"),
    ("2022年2月下旬", "2022年2月下旬", "2022-02-21", "2022-02-28"),
    ("2022-10-05", "2022年10月5日", "2022-10-05", "2022-10-05"),
  ])
  func `reads a period in every form`(text: String, title: String, start: String, end: String) {
    let (period, diagnostics) = period(text)
    #expect(diagnostics == [])
    #expect(period?.title == title)
    #expect(period?.range.start.iso == start)
    #expect(period?.range.end.iso == end)
  }

  @Test(arguments: [
    ("今年", "时段“今年”不写明年份，随运行日期而变"),
    ("上半年", "时段“上半年”没有写年份"),
    ("2022年13月", "时段“2022年13月”没有13月"),
    ("2022年10-1月", "时段“2022年10-1月”的起始月份在终止月份之后"),
    ("2022年五季度", "时段“2022年五季度”看不懂“五季度”"),
    ("2022年5季度", "时段“2022年5季度”没有第5季度"),
    ("2022-02-29", "时段“2022-02-29”中没有2022年2月29日这一天"),
    ("2022-03-01..2022-02-01", "时段“2022-03-01..2022-02-01”的起始日期在终止日期之后"),
    ("", "时段“”是空的"),
    ("2022年1-10月底", "时段“2022年1-10月底”后面多出“底”"),
    ("22年", "时段“22年”的年份22不在1900—2999之间"),
  ])
  func `refuses what is no period`(text: String, message: String) {
    let (period, diagnostics) = period(text)
    #expect(period == nil)
    #expect(diagnostics.map(\.message) == [message])
    #expect(diagnostics.first?.id == "bad-period")
    #expect(diagnostics.first?.hints.isEmpty == false)
  }

  @Test(arguments: [
    ("2022年", "2021年", "2021年"),
    ("2022年上半年", "2021年上半年", "2021年下半年"),
    ("2022年第一季度", "2021年第一季度", "2021年第四季度"),
    ("2022年10月", "2021年10月", "2022年9月"),
    ("2022年1月", "2021年1月", "2021年12月"),
    ("2022年7-10月", "2021年7—10月", "2022年3—6月"),
    ("2022年1-3月", "2021年1—3月", "2021年10—12月"),
    ("2022年2-4月", "2021年2—4月", "2021年11月1日—2022年1月31日"),
    ("2022年前三季度", "2021年前三季度", "2021年4—12月"),
    ("2024年2月", "2023年2月", "2024年1月"),
    ("2024-02-29", "2023年2月28日", "2024年2月28日"),
    ("2022-01-11..2022-01-20", "2021年1月11—20日", "2022年1月1—10日"),
    ("2022年1月上旬", "2021年1月上旬", "2021年12月下旬"),
  ])
  func `knows the base of comparisons`(text: String, yearEarlier: String, previous: String) {
    let period = period(text).0
    #expect(period?.yearEarlier.title == yearEarlier)
    #expect(period?.previous.title == previous)
  }

  @Test func `moves the cut-off with the base`() throws {
    let february = try #require(period("2025年2月").0)
    #expect(february.cutOff(february.range.end, of: february.yearEarlier).iso == "2024-02-29")
    let later = try #require(CivilDate(2025, 3, 10))
    #expect(february.cutOff(later, of: february.yearEarlier).iso == "2024-03-10")
    #expect(february.cutOff(later, of: february.previous).iso == "2025-02-10")
  }

  @Test func `reads slices within the report's year`() {
    var sink = DiagnosticSink()
    #expect(Period.parse("上半年", within: 2022, at: .command, sink: &sink)?.title == "2022年上半年")
    #expect(Period.parse("1-3月", within: 2022, at: .command, sink: &sink)?.title == "2022年1—3月")
    #expect(Period.parse("第三季度", within: 2022, at: .command, sink: &sink)?.title == "2022年第三季度")
    #expect(Period.parse("2022年5月", within: 2022, at: .command, sink: &sink)?.title == "2022年5月")
    #expect(sink.diagnostics == [])
    #expect(Period.parse("2021年5月", within: 2022, at: .command, sink: &sink) == nil)
    #expect(sink.diagnostics.map(\.message) == ["时段“2021年5月”不在2022年之内"])
  }
}
