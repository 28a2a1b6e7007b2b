package import HuibianTable

extension TimeUnit {
  /// The labels of all parts of a period, in order.
  package func labels(in period: Period) -> [String] {
    labels(of: (period.range.start.days...period.range.end.days).lazy.map { CivilDate(days: $0) })
  }

  /// The labels of some days, each once.
  ///
  /// - Precondition: The days ascend.
  package func labels(of days: some Sequence<CivilDate>) -> [String] {
    var labels: [String] = []
    var last: Int?
    for day in days {
      let ordinal = ordinal(of: day)
      if ordinal != last { labels.append(label(of: day)) }
      last = ordinal
    }
    return labels
  }

  /// The label of the part of the time line in which a day lies: `2022-03`, `2022第三季度`.
  ///
  /// Years have four digits, so labels of one unit sort by time as text, but for quarters and halves.
  package func label(of day: CivilDate) -> String {
    let (year, month, dayOfMonth) = day.components
    switch self {
    case .year: return padded(year, 4)
    case .half: return padded(year, 4) + (month <= 6 ? "上半年" : "下半年")
    case .quarter: return padded(year, 4) + "第" + chineseNumber((month + 2) / 3) + "季度"
    case .month: return padded(year, 4) + "-" + padded(month, 2)
    case .tenDays:
      let part = dayOfMonth <= 10 ? "上旬" : dayOfMonth <= 20 ? "中旬" : "下旬"
      return padded(year, 4) + "-" + padded(month, 2) + part
    case .week:
      // ISO 8601: a week belongs to the year in which its Thursday lies.
      let thursday = day.adding(days: 4 - day.weekday)
      let weekYear = thursday.year
      let first = CivilDate(weekYear, 1, 1) ?? thursday
      return padded(weekYear, 4) + "-W" + padded(Int(thursday.days - first.days) / 7 + 1, 2)
    case .day: return day.iso
    }
  }

  /// A number that differs between two days exactly if their labels do, and never falls with time.
  ///
  /// Much cheaper than a label: engines label a part of the time line once.
  package func ordinal(of day: CivilDate) -> Int {
    if self == .day { return Int(day.days) }
    if self == .week { return (Int(day.days) + 3 + 7_000_000) / 7 }
    let (year, month, dayOfMonth) = day.components
    return switch self {
    case .year, .week, .day: year
    case .half: year * 2 + (month - 1) / 6
    case .quarter: year * 4 + (month - 1) / 3
    case .month: year * 12 + month - 1
    case .tenDays: (year * 12 + month - 1) * 3 + min((dayOfMonth - 1) / 10, 2)
    }
  }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}
