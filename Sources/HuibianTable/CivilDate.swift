/// A day of the Gregorian calendar, without time or zone (公历日期).
///
/// Stored as days since 1970-01-01, negative before it. Range: years 1 to 9999.
package struct CivilDate: Hashable, Comparable, Sendable {
  package let days: Int32

  /// What a date column holds where a cell has no date. Never a valid day.
  package static var missing: Int32 { Int32.min }

  package init(days: Int32) { self.days = days }

  /// Nil if there is no such day: `2023-02-29`, month 13, year 0.
  package init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...CivilDate.length(ofMonth: month, year: year)).contains(day)
    else { return nil }
    // Days from a year that begins in March, so that the leap day comes last (proleptic Gregorian).
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    days = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Year, month and day, each counted from 1.
  package var components: (year: Int, month: Int, day: Int) {
    let z = Int(days) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  package var year: Int { components.year }
  package var month: Int { components.month }
  package var day: Int { components.day }

  /// 1 is Monday, 7 is Sunday.
  package var weekday: Int { ((Int(days) + 3) % 7 + 7) % 7 + 1 }

  package func adding(days count: Int) -> CivilDate { CivilDate(days: days + Int32(count)) }

  /// The same day of the year `count` years on; 29 February becomes 28 February in a common year.
  package func adding(years count: Int) -> CivilDate {
    let (year, month, day) = components
    let length = CivilDate.length(ofMonth: month, year: year + count)
    return CivilDate(year + count, month, min(day, length)) ?? self
  }

  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: isLeap(year) ? 29 : 28
    default: 31
    }
  }

  package static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  package static func < (a: CivilDate, b: CivilDate) -> Bool { a.days < b.days }

  /// `2025-01-05`.
  package var iso: String {
    let (year, month, day) = components
    func pad(_ number: Int, _ width: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    return pad(year, 4) + "-" + pad(month, 2) + "-" + pad(day, 2)
  }

  /// `2025年1月5日`: Arabic, full year, no leading zero (GB/T 9704-2012, 7.3.5.4).
  package var chinese: String {
    let (year, month, day) = components
    return "\(year)年\(month)月\(day)日"
  }
}
