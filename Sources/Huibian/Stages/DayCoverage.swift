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

  /// The most days in succession without a row between two that have some.
  var longestInnerGap: Int {
    zip(days, days.dropFirst()).reduce(0) { max($0, Int($1.1 - $1.0) - 1) }
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

  /// Runs of days at the ends that are missing here and not there: an export that begins later or ends
  /// earlier than the other.
  ///
  /// Longer than twice the longest pause between five days with rows or more; of one month or fewer
  /// days the other has rows on three days or more, of several months in each. Less is no evidence.
  func runsMissing(against other: DayCoverage) -> [DateRange] {
    guard days.count >= 5, let first = days.first, let last = days.last else { return [] }
    let broken = brokenEdges(against: other)
    let empty = Set(emptyMonths)
    return Edge.allCases.compactMap { edge in
      let gap = gap(at: edge)
      guard gap > 2 * longestInnerGap else { return nil }
      let months = edge == .start ? Array(months.indices) : months.indices.reversed()
      let lacking = months.prefix { empty.contains($0) }
      let others = Set(other.emptyMonths)
      let isMonths =
        lacking.count > 1
        ? lacking.allSatisfy { !others.contains($0) }
        : !lacking.isEmpty && other.daysWithRows(at: edge, among: gap) >= 3
      guard isMonths || (lacking.isEmpty && broken.contains(edge)) else { return nil }
      return edge == .start
        ? DateRange(range.start, CivilDate(days: first - 1))
        : DateRange(CivilDate(days: last + 1), range.end)
    }
  }

  /// The ends at which rows seem to be missing, although no whole month is.
  ///
  /// An end without rows for longer than twice the longest pause in between, at which the other run
  /// has rows on three days or more.
  func brokenEdges(against other: DayCoverage) -> [Edge] {
    guard !isEmpty else { return [] }
    return Edge.allCases.filter { edge in
      let gap = gap(at: edge)
      return gap > 2 * longestInnerGap && other.daysWithRows(at: edge, among: gap) >= 3
    }
  }
}
