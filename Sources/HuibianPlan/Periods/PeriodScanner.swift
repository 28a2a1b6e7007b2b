import HuibianDiagnostics
import HuibianTable

extension Period {
  /// From 1 January to the end of this period.
  fileprivate var sinceNewYear: Period {
    CivilDate(year, 1, 1).map { Period(DateRange($0, range.end)) } ?? self
  }
}

/// Reads a normalized period from left to right.
struct PeriodScanner {
  let text: String
  private var characters: [Character]
  private var position = 0

  init(_ text: String) {
    self.text = text
    characters = Array(text)
  }

  var isAtEnd: Bool { position == characters.count }
  var rest: String { String(characters[position...]) }
  /// Why nothing more can be read here.
  private var unreadable: Period.Problem {
    Period.Problem(message: isAtEnd ? "没有写完" : "看不懂\(quoted(rest))")
  }

  mutating func period(year: Int?) throws(Period.Problem) -> Period {
    if let range = try isoRange() { return range }
    if let years = try years() { return years }
    let isToDate = takeToDate()
    guard let year = try self.year() ?? year else {
      throw Period.Problem(message: "没有写年份")
    }
    guard (1900...2999).contains(year) else {
      throw Period.Problem(message: "的年份\(year)不在1900—2999之间")
    }
    if isToDate || takeToDate() { return try months(year).sinceNewYear }
    if isAtEnd { return Period(.year(year)) }
    if let week = try week(year) { return week }
    if take("全年") { return Period(.year(year)) }
    if take("上半年") { return Period(.half(year, 1)) }
    if take("下半年") { return Period(.half(year, 2)) }
    if let quarters = try self.quarters(year) { return quarters }
    return try months(year)
  }

  /// `2022—2023年`, `2022年—2023年`; nil and nothing taken if the text is something else.
  private mutating func years() throws(Period.Problem) -> Period? {
    let start = position
    guard let first = integer(), first >= 1000 else {
      position = start
      return nil
    }
    _ = take("年")
    guard take("-"), let last = integer(), last >= 1000, take("年"), isAtEnd else {
      position = start
      return nil
    }
    return try run(first, 1, last, 12)
  }

  /// From a month to a month; both are months of the calendar.
  private func run(
    _ year: Int, _ first: Int, _ lastYear: Int, _ last: Int
  ) throws(Period.Problem) -> Period {
    try check(month: first)
    try check(month: last)
    for year in [year, lastYear] where !(1900...2999).contains(year) {
      throw Period.Problem(message: "的年份\(year)不在1900—2999之间")
    }
    guard (year, first) <= (lastYear, last) else {
      throw Period.Problem(message: "的起始月份在终止月份之后")
    }
    return try range(
      date(year, first, 1),
      date(lastYear, last, CivilDate.length(ofMonth: last, year: lastYear)))
  }

  /// `2022年`, or `2022` at the end; nil if the text begins with something else.
  private mutating func year() throws(Period.Problem) -> Int? {
    let start = position
    if let number = integer() {
      if take("年度") || take("年") || (number >= 1000 && isAtEnd) { return number }
    }
    position = start
    return nil
  }

  private mutating func quarters(_ year: Int) throws(Period.Problem) -> Period? {
    let start = position
    let leading = take("前")
    _ = take("第")
    guard let number = numeral() ?? integer(), take("季度") || take("季") else {
      position = start
      return nil
    }
    guard (1...4).contains(number) else {
      throw Period.Problem(message: "没有第\(number)季度")
    }
    if !leading { return Period(.quarter(year, number)) }
    return Period(
      number == 1 ? .quarter(year, 1) : number == 4 ? .year(year) : .firstQuarters(year, number))
  }

  /// 截至, whose 至 has become a dash, or 截止.
  private mutating func takeToDate() -> Bool { take("截-") || take("截止") }

  /// `第10周`, `10周`, `-W10`.
  private mutating func week(_ year: Int) throws(Period.Problem) -> Period? {
    let start = position
    let isLabel = take("-W") || take("-w")
    if !isLabel { _ = take("第") }
    guard let number = integer(), isLabel || take("周") else {
      position = start
      return nil
    }
    guard (1...Period.weeks(in: year)).contains(number) else {
      throw Period.Problem(message: "没有第\(number)周")
    }
    return Period(.week(year, number))
  }

  private mutating func months(_ year: Int) throws(Period.Problem) -> Period {
    guard let first = integer() else { throw unreadable }
    let hasMonth = take("月份") || take("月")
    try check(month: first)
    if hasMonth {
      if isAtEnd { return Period(.months(year, first, first)) }
      for (part, name) in ["上旬", "中旬", "下旬"].enumerated() where take(name) {
        return Period(.tenDays(year, first, part + 1))
      }
    }
    if hasMonth, let day = integer() { return try days(year, month: first, day: day) }
    guard take("-") else { throw unreadable }
    let lastYear = (hasMonth ? secondYear() : nil) ?? year
    guard let last = integer(), take("月份") || take("月") else {
      throw unreadable
    }
    try check(month: last)
    if lastYear != year { return try run(year, first, lastYear, last) }
    guard first <= last else { throw Period.Problem(message: "的起始月份在终止月份之后") }
    return Period(.months(year, first, last))
  }

  private mutating func secondYear() -> Int? {
    let start = position
    if let number = integer(), take("年") { return number }
    position = start
    return nil
  }

  /// `1日`, `1日-10月31日`, `1-15日`, after year and month.
  private mutating func days(_ year: Int, month: Int, day: Int) throws(Period.Problem) -> Period {
    let hasDay = take("日")
    let first = try date(year, month, day)
    if hasDay, isAtEnd { return Period(.days(DateRange(first, first))) }
    guard take("-") else { throw unreadable }
    let lastYear = secondYear() ?? year
    guard var number = integer() else { throw unreadable }
    var lastMonth = month
    if take("月") {
      lastMonth = number
      guard let day = integer() else { throw unreadable }
      number = day
    }
    guard take("日") else { throw unreadable }
    return try range(first, date(lastYear, lastMonth, number))
  }

  /// `2022-10`, `2022-10-05`, `2022-01-01..2022-10-31` (also joined by `-`).
  private mutating func isoRange() throws(Period.Problem) -> Period? {
    let start = position
    guard let year = integer(), year >= 1000, take("-") || take("/") else {
      position = start
      return nil
    }
    if characters[position...].first?.uppercased() == "W" {
      position -= 1
      if let week = try week(year) { return week }
    }
    guard let month = integer() else {
      position = start
      return nil
    }
    if isAtEnd {
      try check(month: month)
      return Period(.months(year, month, month))
    }
    if take("..") {
      guard let lastYear = integer(), take("-") || take("/"), let lastMonth = integer() else {
        throw unreadable
      }
      return try run(year, month, lastYear, lastMonth)
    }
    guard take("-") || take("/"), let day = integer() else {
      position = start
      return nil
    }
    let first = try date(year, month, day)
    if isAtEnd { return Period(.days(DateRange(first, first))) }
    guard take("..") || take("-"), let lastYear = integer(), take("-") || take("/"),
      let lastMonth = integer(), take("-") || take("/"), let lastDay = integer()
    else { throw unreadable }
    return try range(first, date(lastYear, lastMonth, lastDay))
  }

  private func range(_ first: CivilDate, _ last: CivilDate) throws(Period.Problem) -> Period {
    guard first <= last else { throw Period.Problem(message: "的起始日期在终止日期之后") }
    return Period(DateRange(first, last))
  }

  private func date(_ year: Int, _ month: Int, _ day: Int) throws(Period.Problem) -> CivilDate {
    guard let date = CivilDate(year, month, day) else {
      throw Period.Problem(message: "中没有\(year)年\(month)月\(day)日这一天")
    }
    return date
  }

  private func check(month: Int) throws(Period.Problem) {
    guard (1...12).contains(month) else { throw Period.Problem(message: "没有\(month)月") }
  }

  private mutating func take(_ word: String) -> Bool {
    let letters = Array(word)
    guard characters[position...].starts(with: letters) else { return false }
    position += letters.count
    return true
  }

  /// At most six digits.
  private mutating func integer() -> Int? {
    var value: Int?
    var length = 0
    while position < characters.count, length < 6,
      let digit = characters[position].wholeNumberValue, characters[position].isASCII
    {
      value = (value ?? 0) * 10 + digit
      position += 1
      length += 1
    }
    return value
  }

  private mutating func numeral() -> Int? {
    guard position < characters.count,
      let index = ["一", "二", "三", "四"].firstIndex(of: characters[position])
    else { return nil }
    position += 1
    return index + 1
  }
}
