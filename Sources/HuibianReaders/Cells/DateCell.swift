import HuibianTable

/// What a cell of a date column says.
enum DateCell: Hashable, Sendable {
  case day(CivilDate)
  /// A plain number that Excel counts days with: 45292 is 2024-01-01 (1900 system).
  case serial(CivilDate)
  case empty
  case malformed

  /// The cell's text, blanks and invisible characters already removed.
  init(_ text: String) {
    var text = text.narrowed
    if text.hasPrefix("'") || text.hasPrefix("’") { text.removeFirst() }
    if DateCell.blanks.contains(text) {
      self = .empty
      return
    }
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      self = DateCell(digits: text)
      return
    }
    var rest = Substring(text)
    guard let date = DateCell.takeDate(&rest), DateCell.isTime(rest) else {
      self = .malformed
      return
    }
    self = .day(date)
  }

  /// The same, and a month without a day means its first: `2022-03`, `2022/3`, `2022年3月`, `202203`.
  init(monthOrDay text: String) {
    self.init(text)
    guard self == .malformed else { return }
    let narrow = text.narrowed
    let isPlain = narrow.utf8.count == 6 && narrow.utf8.allSatisfy { (0x30...0x39).contains($0) }
    let whole =
      isPlain
      ? narrow + "01"
      : narrow.hasSuffix("月") ? narrow + "1日" : narrow + (narrow.contains("/") ? "/1" : "-1")
    self.init(whole)
  }

  /// Ways of writing that there is no date.
  private static let blanks: Set<String> = [
    "", "-", "--", "—", "——", "–", "/", "无", "暂无", "空", "N/A", "n/a", "null", "NULL",
    "0000-00-00", "0000-00-00 00:00:00", "0000/00/00",
  ]

  private init(digits: String) {
    guard let number = Int(digits) else {
      self = .malformed
      return
    }
    if digits.utf8.count == 8 {
      let date = CivilDate(number / 10_000, number / 100 % 100, number % 100)
      self = date.map { .day($0) } ?? .malformed
    } else if digits.utf8.count == 14, DateCell.isClock(number % 1_000_000) {
      // 20250105090300, as databases write it.
      let day = number / 1_000_000
      let date = CivilDate(day / 10_000, day / 100 % 100, day % 100)
      self = date.map { .day($0) } ?? .malformed
    } else if digits.utf8.count == 5, (20_000...80_000).contains(number) {
      // Day 25569 is 1970-01-01; the day that Excel invents (1900-02-29) lies before the range.
      self = .serial(CivilDate(days: Int32(number - 25_569)))
    } else {
      self = .malformed
    }
  }

  private static func isClock(_ number: Int) -> Bool {
    number / 10_000 < 24 && number / 100 % 100 < 60 && number % 100 < 60
  }

  /// `2025-1-5`, `2025/01/05`, `2025.1.5`, `2025年1月5日`, `2025年1月5号`.
  private static func takeDate(_ rest: inout Substring) -> CivilDate? {
    guard let year = takeNumber(&rest, digits: 4...4), let mark = rest.popFirst(),
      let month = takeNumber(&rest, digits: 1...2), let second = rest.popFirst(),
      let day = takeNumber(&rest, digits: 1...2)
    else { return nil }
    switch mark {
    case "-", "/", ".", "－", "．", "。":
      guard second == mark else { return nil }
    case "年":
      guard second == "月", let end = rest.popFirst(), end == "日" || end == "号" else { return nil }
    default: return nil
    }
    return CivilDate(year, month, day)
  }

  /// Nothing, or a time of day with what databases and Chinese systems write around it.
  private static func isTime(_ text: Substring) -> Bool {
    var rest = text.drop { $0 == " " || $0 == "T" || $0 == "t" }
    if rest.isEmpty { return true }
    guard rest.startIndex > text.startIndex || rest.first?.isNumber != true else { return false }
    for weekday in ["星期", "周"] where rest.hasPrefix(weekday) {
      rest = rest.dropFirst(weekday.count + 1).drop { $0 == " " }
      if rest.isEmpty { return true }
    }
    for half in ["上午", "下午", "凌晨", "中午", "晚上", "早上", "AM", "PM"] where rest.hasPrefix(half) {
      rest = rest.dropFirst(half.count).drop { $0 == " " }
      break
    }
    guard let hour = takeNumber(&rest, digits: 1...2), hour < 25 else { return false }
    if rest.hasPrefix("时") || rest.hasPrefix("点") {
      rest.removeFirst()
      if rest.isEmpty { return true }
    } else if rest.popFirst() != ":" {
      return false
    }
    guard let minute = takeNumber(&rest, digits: 1...2), minute < 60 else { return false }
    if rest.hasPrefix("分") { rest.removeFirst() }
    if rest.hasPrefix(":") { rest.removeFirst() }
    if rest.first?.isNumber == true {
      guard let second = takeNumber(&rest, digits: 1...2), second < 60 else { return false }
      if rest.hasPrefix("秒") { rest.removeFirst() }
    }
    if rest.hasPrefix(".") {
      rest = rest.dropFirst().drop { $0.isASCII && $0.isNumber }
    }
    rest = rest.drop { $0 == " " }
    return rest.isEmpty || rest == "Z" || rest == "z" || rest == "AM" || rest == "PM"
      || isZone(rest)
  }

  /// `+08:00`, `+0800`, `-05:00`.
  private static func isZone(_ text: Substring) -> Bool {
    guard let sign = text.first, sign == "+" || sign == "-" else { return false }
    let digits = text.dropFirst().filter { $0 != ":" }
    return digits.utf8.count == 4 && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func takeNumber(_ rest: inout Substring, digits: ClosedRange<Int>) -> Int? {
    let run = rest.prefix(while: { $0.isASCII && $0.isNumber })
    guard digits.contains(run.utf8.count), let number = Int(run) else { return nil }
    rest = rest[run.endIndex...]
    return number
  }
}
