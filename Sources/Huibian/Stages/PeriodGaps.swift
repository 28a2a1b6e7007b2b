import HuibianPlan
import HuibianTable

/// Days at the ends of compared periods that the data of one lacks and that of the other has.
///
/// Ten months against a year of which the export ends in August: the counts may be printed, their
/// difference and percentage may not.
struct PeriodGaps: Sendable {
  enum Side: Hashable, Sendable {
    case current, base
  }

  private struct Comparison: Hashable {
    let spec: FigureSpec
    let base: FigureSpec
    let side: Side
  }

  private var runs: [Comparison: [DateRange]] = [:]

  var isEmpty: Bool { runs.isEmpty }

  mutating func add(_ runs: [DateRange], on side: Side, of spec: FigureSpec, _ base: FigureSpec) {
    guard !runs.isEmpty else { return }
    self.runs[Comparison(spec: spec, base: base, side: side), default: []] += runs
  }

  /// Which side of a comparison lacks days, if either does; of a part of time only if the part lies in
  /// the days that are missing.
  ///
  /// - Parameter labels: For each grouping the members that were picked; likewise of the base.
  func side(
    _ spec: FigureSpec, _ labels: [[String]], base: FigureSpec, _ baseLabels: [[String]]
  ) -> Side? {
    if runs.isEmpty { return nil }
    for (side, labels) in [(Side.base, baseLabels), (.current, labels)] {
      let runs = runs[Comparison(spec: spec, base: base, side: side)] ?? []
      if runs.contains(where: { touches($0, spec, labels) }) { return side }
    }
    return nil
  }

  private func touches(_ run: DateRange, _ spec: FigureSpec, _ labels: [[String]]) -> Bool {
    // A slice of time has its own part of the period, which may be whole.
    if spec.slice.contains(where: { $0.dimension.unit != nil }) { return false }
    return zip(spec.groupings, labels).allSatisfy { dimension, labels in
      guard let unit = dimension.unit else { return true }
      let touched = Set(unit.labels(in: Period(run)))
      return labels.contains { touched.contains($0) }
    }
  }
}
