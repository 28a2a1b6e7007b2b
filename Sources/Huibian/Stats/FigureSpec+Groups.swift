import HuibianPlan
import HuibianTable

extension FigureSpec {
  /// The question and the labels of a group's base: parts of time move, other members stay.
  ///
  /// The part of time before the second month of a period lies in the same period, that before its
  /// first month in the base period. Of several units of time in one grouping the finest moves, and the
  /// coarser ones follow it. Nil: no day of the base belongs to the moved part (an ISO week of the
  /// year before that the base does not touch).
  func base(_ basis: Basis, of labels: [String]) -> (spec: FigureSpec, labels: [String])? {
    let base = moved(to: basis)
    guard let (index, unit) = finestUnit else { return (base, labels) }
    let moved =
      basis == .yearEarlier ? unit.yearEarlier(labels[index]) : unit.previous(labels[index])
    guard let moved else { return nil }
    for spec in basis == .previousPeriod ? [self, base] : [base] {
      if let day = spec.period.firstDay(in: moved, unit) {
        return (spec, spec.labels(labels, at: day))
      }
    }
    return nil
  }

  /// The groups of this period whose base a group of the base (or, of 环比, of this period) is.
  func labels(withBase labels: [String], _ basis: Basis) -> [[String]] {
    guard let (index, unit) = finestUnit else { return [labels] }
    return unit.labels(in: period).compactMap { label in
      let moved = basis == .yearEarlier ? unit.yearEarlier(label) : unit.previous(label)
      guard moved == labels[index], let day = period.firstDay(in: label, unit) else { return nil }
      let own = self.labels(labels, at: day)
      return base(basis, of: own)?.labels == labels ? own : nil
    }
  }

  private var finestUnit: (index: Int, unit: TimeUnit)? {
    let units = groupings.enumerated().compactMap { index, dimension in
      dimension.unit.map { (index: index, unit: $0) }
    }
    let order = TimeUnit.allCases
    return units.max {
      (order.firstIndex(of: $0.unit) ?? 0) < (order.firstIndex(of: $1.unit) ?? 0)
    }
  }

  /// These labels, those of time taken from a day.
  private func labels(_ labels: [String], at day: CivilDate) -> [String] {
    zip(groupings, labels).map { dimension, label in dimension.unit?.label(of: day) ?? label }
  }
}

extension Period {
  fileprivate func firstDay(in label: String, _ unit: TimeUnit) -> CivilDate? {
    var day = range.start
    while day <= range.end {
      if unit.label(of: day) == label { return day }
      day = day.adding(days: 1)
    }
    return nil
  }
}
