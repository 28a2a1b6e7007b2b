import HuibianPlan
import HuibianTable

/// On which days of a run of days a ledger has rows, by one of its date columns.
///
/// Two of them tell whether a comparison is fair: a base whose export ends in August is no base for
/// ten months.
struct DayCoverage {
  let range: DateRange
  /// Days with at least one row, ascending, each once.
  let days: [Int32]
  /// The calendar months of the run, also those that it only touches: labels `2023-09`.
  let months: [String]
  /// Positions among ``months`` of those without a row.
  let emptyMonths: [Int]

  /// - Parameter column: One day a row, in any order, with missing ones.
  init(_ column: PackedValues<Int32>, _ range: DateRange) {
    self.range = range
    let first = range.start.days
    var isPresent = [Bool](repeating: false, count: Int(range.end.days - first) + 1)
    let last = range.end.days
    column.forEachBlock(touching: first...last) { _, days in
      for day in days where day >= first && day <= last { isPresent[Int(day - first)] = true }
    }
    days = isPresent.indices.filter { isPresent[$0] }.map { first + Int32($0) }
    let months = TimeUnit.month.labels(in: Period(range))
    let present = Set(TimeUnit.month.labels(of: days.lazy.map { CivilDate(days: $0) }))
    emptyMonths = months.indices.filter { !present.contains(months[$0]) }
    self.months = months
  }

  var isEmpty: Bool { days.isEmpty }

  /// Either end of a run of days.
  enum Edge: CaseIterable {
    case start, end
  }

  /// Days without a row at one end; of a run without any row, all of them.
  func gap(at edge: Edge) -> Int {
    switch edge {
    case .start: Int((days.first ?? range.end.days + 1) - range.start.days)
    case .end: Int(range.end.days - (days.last ?? range.start.days - 1))
    }
  }

  /// The days without a row between two that have some, each run by itself.
  private var pauses: [DateRange] {
    zip(days, days.dropFirst()).compactMap { before, after in
      after - before > 1
        ? DateRange(CivilDate(days: before + 1), CivilDate(days: after - 1)) : nil
    }
  }

  /// The most days of a pause, leaving out those in which months are missing.
  private func longestPause(besides missing: [DateRange]) -> Int {
    pauses.filter { pause in
      !missing.contains { $0.start >= pause.start && $0.end <= pause.end }
    }.map(\.length).max() ?? 0
  }

  /// How many of the `count` days at one end have rows.
  func daysWithRows(at edge: Edge, among count: Int) -> Int {
    days.count {
      switch edge {
      case .start: Int($0 - range.start.days) < count
      case .end: Int(range.end.days - $0) < count
      }
    }
  }

  /// Months that are missing here but not, at the same place of the run, there.
  func monthsMissing(against other: DayCoverage) -> [String] {
    let there = Set(other.emptyMonths)
    return emptyMonths.filter { !there.contains($0) }.map { months[$0] }
  }

  /// Whether both lack the same months, and most of them: a ledger that is kept by the quarter.
  func isSparse(like other: DayCoverage) -> Bool {
    emptyMonths == other.emptyMonths && emptyMonths.count * 2 >= months.count
  }

  /// Runs of days that are missing here and not there: an export that begins later or ends earlier than
  /// the other, or that lacks months in between.
  ///
  /// An end is missing that is longer than twice the longest pause between five days with rows or more;
  /// of one month or fewer days the other has rows on three days or more, of several months in each.
  /// Less is no evidence. The days next to the rows, as many as the longest pause, are not among them:
  /// these may just be none.
  func runsMissing(against other: DayCoverage) -> [DateRange] {
    guard days.count >= 5, let first = days.first, let last = days.last else { return [] }
    let inner = innerRunsMissing(against: other)
    let longest = longestPause(besides: inner)
    let pause = Int32(longest)
    let broken = brokenEdges(against: other, longest: longest)
    let empty = Set(emptyMonths)
    let ends = Edge.allCases.compactMap { edge -> DateRange? in
      let gap = gap(at: edge)
      guard gap > 2 * longest else { return nil }
      let months = edge == .start ? Array(months.indices) : months.indices.reversed()
      let lacking = months.prefix { empty.contains($0) }
      let others = Set(other.emptyMonths)
      let isMonths =
        lacking.count > 1
        ? lacking.allSatisfy { !others.contains($0) }
        : !lacking.isEmpty && other.daysWithRows(at: edge, among: gap) >= 3
      guard isMonths || (lacking.isEmpty && broken.contains(edge)) else { return nil }
      return edge == .start
        ? DateRange(range.start, CivilDate(days: first - 1 - pause))
        : DateRange(CivilDate(days: last + 1 + pause), range.end)
    }
    return ends + inner
  }

  /// The months without a row here, between others, each of which has rows on three days or more there.
  ///
  /// Only where the other months have a row on four days or more on average, and the pause is longer
  /// than twice the longest of those that are no month: a ledger of few events has empty months too.
  private func innerRunsMissing(against other: DayCoverage) -> [DateRange] {
    guard emptyMonths.count < months.count,
      days.count >= 4 * (months.count - emptyMonths.count)
    else { return [] }
    let lacking = pauses.map { pause in
      (
        pause: pause,
        months: emptyMonths.filter {
          (pause.start.monthLabel...pause.end.monthLabel).contains(months[$0])
        }
      )
    }
    let ordinary = lacking.filter(\.months.isEmpty).map(\.pause.length).max() ?? 0
    let others = Set(other.emptyMonths)
    return lacking.compactMap { pause, lacking in
      guard !lacking.isEmpty, pause.length > 2 * ordinary,
        lacking.allSatisfy({ !others.contains($0) && other.daysWithRows(inMonth: $0) >= 3 })
      else { return nil }
      // The days of those months; the pause may touch days of the months beside them.
      let whole = Set(lacking.map { months[$0] })
      let days = (pause.start.days...pause.end.days).map { CivilDate(days: $0) }
        .filter { whole.contains($0.monthLabel) }
      return days.first.flatMap { first in days.last.map { DateRange(first, $0) } }
    }
  }

  private func daysWithRows(inMonth index: Int) -> Int {
    guard months.indices.contains(index) else { return 0 }
    let month = months[index]
    return days.count { CivilDate(days: $0).monthLabel == month }
  }

  /// The ends at which rows seem to be missing, although no whole month is.
  ///
  /// An end without rows for longer than twice the longest pause in between, at which the other run
  /// has rows on three days or more.
  func brokenEdges(against other: DayCoverage) -> [Edge] {
    guard !isEmpty else { return [] }
    return brokenEdges(
      against: other, longest: longestPause(besides: innerRunsMissing(against: other)))
  }

  /// - Parameter longest: Days of the longest ordinary pause.
  private func brokenEdges(against other: DayCoverage, longest: Int) -> [Edge] {
    Edge.allCases.filter { edge in
      let gap = gap(at: edge)
      return gap > 2 * longest && other.daysWithRows(at: edge, among: gap) >= 3
    }
  }
}

extension CivilDate {
  /// `2023-09`.
  fileprivate var monthLabel: String { TimeUnit.month.label(of: self) }
}

extension DateRange {
  /// In days.
  fileprivate var length: Int { Int(end.days - start.days) + 1 }
}
