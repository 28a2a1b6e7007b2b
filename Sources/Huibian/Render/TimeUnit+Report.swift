import HuibianPlan
import HuibianTable

extension TimeUnit {
  /// The label of the same part of the year before: `2022-03` of `2023-03`; of a 53rd week the 52nd,
  /// where the year before has no more, and of 29 February the 28th.
  func yearEarlier(_ label: String) -> String? {
    guard let year = Int(label.prefix(4)) else { return nil }
    if self == .week, let week = Int(label.dropFirst(6)) {
      return self.label(of: Period(.week(year, week)).yearEarlier.range.start)
    }
    if self == .day { return date(label)?.adding(years: -1).iso }
    return String(year - 1) + label.dropFirst(4)
  }

  /// The day of a label `2022-03-18`.
  private func date(_ label: String) -> CivilDate? {
    let parts = label.split(separator: "-").compactMap { Int($0) }
    return parts.count == 3 ? CivilDate(parts[0], parts[1], parts[2]) : nil
  }

  /// The label of the part of time before; nil for a text that is no label of this unit.
  func previous(_ label: String) -> String? {
    if self == .day { return date(label)?.adding(days: -1).iso }
    guard let year = Int(label.prefix(4)), let start = CivilDate(year - 1, 1, 1),
      let end = CivilDate(year, 12, 31)
    else { return nil }
    let labels = labels(in: Period(DateRange(start, end)))
    return labels.firstIndex(of: label).flatMap { $0 > 0 ? labels[$0 - 1] : nil }
  }

  /// The label as a report writes it.
  ///
  /// - Parameter isOneYear: The year is known from the report, and is left out.
  func printed(_ label: String, isOneYear: Bool) -> String {
    let year = label.prefix(4) + "年"
    let rest = label.dropFirst(4)
    func number(_ text: some StringProtocol) -> String {
      Int(text).map { String($0) } ?? String(text)
    }
    switch self {
    case .year: return String(year)
    case .half, .quarter: return (isOneYear ? "" : String(year)) + String(rest)
    case .month: return (isOneYear ? "" : year) + number(rest.dropFirst()) + "月"
    case .tenDays:
      let month = rest.dropFirst().prefix(2)
      return (isOneYear ? "" : year) + number(month) + "月" + rest.dropFirst(3)
    case .day:
      let parts = rest.split(separator: "-")
      guard parts.count == 2 else { return label }
      return (isOneYear ? "" : year) + number(parts[0]) + "月" + number(parts[1]) + "日"
    case .week: return (isOneYear ? "" : year) + "第" + number(rest.dropFirst(2)) + "周"
    }
  }
}
