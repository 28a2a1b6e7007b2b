import HuibianTable

/// How a year's cases are spread over forms, levels and days.
///
/// The counts are exact, so that the sample report shows a fall, a rise, one figure that stays the
/// same (进京走访批次) and one that falls to zero (进京非正常上访批次), whatever the seed.
struct YearShape: Sendable {
  enum Form: Int, Sendable, CaseIterable { case letter, visit, online, call }
  enum Level: Int, Sendable, CaseIterable {
    case national, province, city, district, town, inspectors
  }

  /// Cases of one form, registered at one level.
  struct Slot: Sendable {
    let form: Form
    let level: Level
    /// Cases in the first year and in all later ones, when nobody asks for another total.
    let cases: (Int, Int)

    init(_ form: Form, _ level: Level, _ first: Int, _ later: Int) {
      self.form = form
      self.level = level
      cases = (first, later)
    }
  }

  static let slots: [Slot] = [
    Slot(.letter, .district, 300, 262), Slot(.letter, .city, 30, 26),
    Slot(.letter, .province, 14, 15), Slot(.letter, .national, 18, 16),
    Slot(.visit, .district, 690, 628), Slot(.visit, .town, 214, 236),
    Slot(.visit, .city, 62, 51), Slot(.visit, .province, 23, 19),
    Slot(.visit, .national, 14, 14), Slot(.visit, .inspectors, 5, 0),
    Slot(.online, .district, 860, 884), Slot(.online, .national, 130, 118),
    Slot(.online, .province, 148, 152), Slot(.online, .city, 122, 136),
    Slot(.online, .town, 95, 92), Slot(.call, .district, 330, 350),
  ]

  let year: Int
  let isFirst: Bool
  /// How many cases each slot has.
  let counts: [Int]

  /// - Parameter total: Cases in the year; nil: as many as the slots say.
  init(year: Int, isFirst: Bool, total: Int?) {
    self.year = year
    self.isFirst = isFirst
    let cases = YearShape.slots.map { isFirst ? $0.cases.0 : $0.cases.1 }
    counts = total.map { apportion($0, by: cases) } ?? cases
  }

  var total: Int { counts.reduce(0, +) }

  /// For each day of the year, how many cases are registered on it.
  var casesByDay: [(day: CivilDate, isWorkday: Bool, cases: Int)] {
    guard let first = CivilDate(year, 1, 1) else { return [] }
    let days = (0..<(CivilDate.isLeap(year) ? 366 : 365)).map { first.adding(days: $0) }
    let cases = apportion(total, by: days.map(YearShape.weight))
    return zip(days, cases).map { ($0, YearShape.isWorkday($0), $1) }
  }

  /// Monday to Friday and no long public holiday.
  static func isWorkday(_ day: CivilDate) -> Bool {
    day.weekday <= 5 && !isHoliday(day)
  }

  /// The long public holidays; the spring festival roughly, so that it fits any year.
  private static func isHoliday(_ day: CivilDate) -> Bool {
    let (_, month, date) = day.components
    return switch (month, date) {
    case (1, 1), (5, 1...4), (10, 1...7), (4, 4...5): true
    case (1, 22...27): day.year % 2 == 1
    case (2, 10...16): day.year % 2 == 0
    default: false
    }
  }

  private static func weight(_ day: CivilDate) -> Int {
    let months = [78, 62, 118, 108, 104, 102, 98, 100, 106, 92, 112, 120]
    let share = isHoliday(day) ? 8 : [106, 100, 98, 100, 96, 24, 18][day.weekday - 1]
    return months[day.month - 1] * share
  }
}

/// `total` shared out in proportion to the weights, exactly (largest remainder; first wins a tie).
///
/// With 3 over [1, 1, 2]: [1, 1, 1]. All zero if no weight is above zero.
func apportion(_ total: Int, by weights: [Int]) -> [Int] {
  let sum = weights.reduce(0, +)
  guard sum > 0 else { return weights.map { _ in 0 } }
  var shares = weights.map { total * $0 / sum }
  let remainders = weights.enumerated()
    .map { (remainder: total * $1 % sum, index: $0) }
    .sorted { $0.remainder != $1.remainder ? $0.remainder > $1.remainder : $0.index < $1.index }
  for entry in remainders.prefix(total - shares.reduce(0, +)) { shares[entry.index] += 1 }
  return shares
}
