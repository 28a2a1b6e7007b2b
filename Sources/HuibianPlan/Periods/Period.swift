package import HuibianTable

/// A stretch of time that a figure is counted over (报告期), in the form in which it was meant.
///
/// The form matters for the comparison: the base of 环比 of 10月 is 9月, that of 1—10月 the ten
/// months before it.
package struct Period: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case year(Int)
    /// 1 is 上半年, 2 is 下半年.
    case half(Int, Int)
    /// 1 to 4.
    case quarter(Int, Int)
    /// 前二季度 or 前三季度: from January on, so many quarters.
    case firstQuarters(Int, Int)
    /// First and last month of one year, both included; equal for a single month.
    case months(Int, Int, Int)
    /// First year and month, last year and month, all included; the years differ.
    case monthsAcross(Int, Int, Int, Int)
    /// 1 is 上旬, 2 is 中旬, 3 is 下旬 of a month.
    case tenDays(Int, Int, Int)
    /// The year to which the week belongs and its number in it, from 1 (ISO 8601: weeks begin on Monday
    /// and belong to the year in which their Thursday lies).
    case week(Int, Int)
    /// Any run of days that is none of the above.
    case days(DateRange)
  }

  package let kind: Kind
  package let range: DateRange

  package init(_ kind: Kind) {
    self.kind = kind
    range = Period.range(of: kind)
  }

  /// A run of days; one that fills a month, a run of months or a year is taken as such.
  package init(_ range: DateRange) {
    let (first, last) = (range.start, range.end)
    let whole =
      first.day == 1 && last.day == CivilDate.length(ofMonth: last.month, year: last.year)
    if whole, first.year < last.year {
      kind = .monthsAcross(first.year, first.month, last.year, last.month)
    } else if whole, first.month == 1, last.month == 12 {
      kind = .year(first.year)
    } else if whole {
      kind = .months(first.year, first.month, last.month)
    } else {
      kind = .days(range)
    }
    self.range = range
  }

  /// The year in which the period ends.
  package var year: Int { range.end.year }

  /// As a report writes it: `2022年`, `2022年上半年`, `2022年1—10月`, `2022年10月`, `2022年11月—2023年2月`.
  ///
  /// Runs are joined by one U+2014, as in GB/T 15835-2011, 5.1.2.
  package var title: String {
    switch kind {
    case .year(let year): "\(year)年"
    case .half(let year, let half): "\(year)年\(half == 1 ? "上" : "下")半年"
    case .quarter(let year, let quarter): "\(year)年第\(Period.numerals[quarter])季度"
    case .firstQuarters(let year, let count): "\(year)年前\(Period.numerals[count])季度"
    case .months(let year, let first, let last):
      first == last ? "\(year)年\(first)月" : "\(year)年\(first)—\(last)月"
    case .monthsAcross(let year, 1, let lastYear, 12): "\(year)—\(lastYear)年"
    case .monthsAcross(let year, let first, let lastYear, let last):
      "\(year)年\(first)月—\(lastYear)年\(last)月"
    case .tenDays(let year, let month, let part):
      "\(year)年\(month)月\(["", "上", "中", "下"][part])旬"
    case .week(let year, let week): "\(year)年第\(week)周"
    case .days(let range): Period.title(of: range)
    }
  }

  /// The same run one year earlier: the base of 同比.
  ///
  /// 29 February becomes 28 February, a 53rd week the 52nd where the year before has no more.
  package var yearEarlier: Period {
    switch kind {
    case .year(let year): Period(.year(year - 1))
    case .half(let year, let half): Period(.half(year - 1, half))
    case .quarter(let year, let quarter): Period(.quarter(year - 1, quarter))
    case .firstQuarters(let year, let count): Period(.firstQuarters(year - 1, count))
    case .months(let year, let first, let last): Period(.months(year - 1, first, last))
    case .monthsAcross(let year, let first, let lastYear, let last):
      Period(.monthsAcross(year - 1, first, lastYear - 1, last))
    case .tenDays(let year, let month, let part): Period(.tenDays(year - 1, month, part))
    case .week(let year, let week):
      Period(.week(year - 1, min(week, Period.weeks(in: year - 1))))
    case .days(let range):
      Period(.days(DateRange(range.start.adding(years: -1), range.end.adding(years: -1))))
    }
  }

  /// The adjacent run of the same length before it: the base of 环比.
  ///
  /// Units stay units (季度 → the quarter before); a run of n months has the n months before it,
  /// across the turn of the year if need be; a run of days has as many days.
  package var previous: Period {
    switch kind {
    case .year: return yearEarlier
    case .half(let year, let half):
      return Period(half == 1 ? .half(year - 1, 2) : .half(year, 1))
    case .quarter(let year, let quarter):
      return Period(quarter == 1 ? .quarter(year - 1, 4) : .quarter(year, quarter - 1))
    case .firstQuarters(let year, let count):
      return Period.months(count * 3, before: year, month: 1)
    case .months(let year, let first, let last):
      return Period.months(last - first + 1, before: year, month: first)
    case .monthsAcross(let year, let first, let lastYear, let last):
      return Period.months(
        (lastYear - year) * 12 + last - first + 1, before: year, month: first)
    case .tenDays(let year, let month, let part):
      if part > 1 { return Period(.tenDays(year, month, part - 1)) }
      return Period(month == 1 ? .tenDays(year - 1, 12, 3) : .tenDays(year, month - 1, 3))
    case .week(let year, let week):
      return Period(
        week > 1 ? .week(year, week - 1) : .week(year - 1, Period.weeks(in: year - 1)))
    case .days(let range):
      let length = range.end.days - range.start.days + 1
      return Period(
        .days(
          DateRange(
            CivilDate(days: range.start.days - length), range.start.adding(days: -1))))
    }
  }

  /// The cut-off of the base that belongs to a cut-off of this period.
  ///
  /// The last day goes to the base's last day, any other day as far from it as here: one calendar
  /// year back for ``yearEarlier``, the same number of days past the end for ``previous``.
  package func cutOff(_ asOf: CivilDate, of base: Period) -> CivilDate {
    if asOf == range.end { return base.range.end }
    if base == yearEarlier { return asOf.adding(years: -1) }
    return base.range.end.adding(days: Int(asOf.days - range.end.days))
  }

  private static let numerals = ["", "一", "二", "三", "四"]

  private static func title(of range: DateRange) -> String {
    let (first, last) = (range.start, range.end)
    if first == last { return first.chinese }
    guard first.year == last.year else { return first.chinese + "—" + last.chinese }
    if first.month == last.month {
      return "\(first.year)年\(first.month)月\(first.day)—\(last.day)日"
    }
    return first.chinese + "—" + "\(last.month)月\(last.day)日"
  }

  /// The run of `count` months that ends before the month; of one year if it can be.
  private static func months(_ count: Int, before year: Int, month: Int) -> Period {
    let last = year * 12 + month - 2
    let first = last - count + 1
    if first / 12 == last / 12 {
      return Period(
        count == 12 ? .year(first / 12) : .months(first / 12, first % 12 + 1, last % 12 + 1))
    }
    return Period(.monthsAcross(first / 12, first % 12 + 1, last / 12, last % 12 + 1))
  }

  private static func range(of kind: Kind) -> DateRange {
    switch kind {
    case .year(let year): months(year, 1, 12)
    case .half(let year, let half): months(year, half * 6 - 5, half * 6)
    case .quarter(let year, let quarter): months(year, quarter * 3 - 2, quarter * 3)
    case .firstQuarters(let year, let count): months(year, 1, count * 3)
    case .months(let year, let first, let last): months(year, first, last)
    case .monthsAcross(let year, let first, let lastYear, let last):
      DateRange(day(year, first, 1), lastDay(lastYear, last))
    case .tenDays(let year, let month, let part):
      DateRange(
        day(year, month, part * 10 - 9),
        part == 3 ? lastDay(year, month) : day(year, month, part * 10))
    case .week(let year, let week):
      DateRange(
        firstMonday(year).adding(days: week * 7 - 7), firstMonday(year).adding(days: week * 7 - 1))
    case .days(let range): range
    }
  }

  /// 52 or 53.
  static func weeks(in year: Int) -> Int {
    Int(firstMonday(year + 1).days - firstMonday(year).days) / 7
  }

  /// The first day of a year's first week, which is the week of 4 January.
  private static func firstMonday(_ year: Int) -> CivilDate {
    let day = day(year, 1, 4)
    return day.adding(days: 1 - day.weekday)
  }

  private static func months(_ year: Int, _ first: Int, _ last: Int) -> DateRange {
    DateRange(day(year, first, 1), lastDay(year, last))
  }

  private static func lastDay(_ year: Int, _ month: Int) -> CivilDate {
    day(year, month, CivilDate.length(ofMonth: month, year: year))
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    guard let date = CivilDate(year, month, day) else {
      preconditionFailure("a period outside the calendar")
    }
    return date
  }
}
