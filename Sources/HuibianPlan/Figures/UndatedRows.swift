import HuibianDiagnostics

/// Rows that lack a date, counted beside the figures that rest on them.
struct UndatedRows: Sendable {
  /// Rows that count as closed by their flag alone.
  private var closed: Set<AggregationPlan> = []
  /// Rows of stock ledgers that count whatever the period.
  private var timeless: Set<AggregationPlan> = []
  /// Rows that count in no period, for want of the date that counts.
  private var unplaced: Set<AggregationPlan> = []

  /// The plans that count such rows for a figure, but for those given before.
  ///
  /// - Parameter available: By ledger that was given: our names of the columns that its files have.
  mutating func plans(
    beside formula: FigureFormula, unplaced newUnplaced: [AggregationPlan],
    timeless newTimeless: [AggregationPlan], _ available: [String: Set<String>]
  ) -> [AggregationPlan] {
    let closures = Set(
      formula.plans.compactMap { plan in
        plan.undatedClosures(hasDates: available[plan.source]?.contains("办结日期") == true)
      }
    ).subtracting(closed)
    closed.formUnion(closures)
    return closures.sorted { $0.source < $1.source }
      + newUnplaced.filter { unplaced.insert($0).inserted }
      + newTimeless.filter { timeless.insert($0).inserted }
  }

  /// Warns of rows that were counted as closed without a date, and tells of rows that were left out or
  /// counted without one; once a ledger.
  func report(
    _ results: [(plan: AggregationPlan, result: AggregationResult)],
    _ available: [String: Set<String>], to sink: inout DiagnosticSink
  ) {
    var counts: [String: Int] = [:]
    for (plan, result) in results where closed.contains(plan) {
      counts[plan.source] = max(counts[plan.source] ?? 0, result[[]].rows)
    }
    for (ledger, count) in counts.sorted(by: { $0.key < $1.key })
    where count > 0 && available[ledger]?.contains("办结日期") != true {
      sink.report(.closedUndated(ledger: ledger, count: count, at: .command))
    }
    for (plan, result) in results where unplaced.contains(plan) && result[[]].rows > 0 {
      sink.report(
        .leftOutUndated(
          ledger: plan.source, column: plan.filter.emptyColumn, count: result[[]].rows,
          at: .command))
    }
    for (plan, result) in results where timeless.contains(plan) && result[[]].rows > 0 {
      sink.report(
        .countedUndated(
          ledger: plan.source, column: plan.filter.emptyColumn, count: result[[]].rows,
          at: .command))
    }
  }
}

extension AggregationPlan {
  /// The rows of this plan's range that have 办结标志 = 是 and no 办结日期, if its filter takes such rows
  /// for closed.
  ///
  /// - Parameter hasDates: Whether the data has the column 办结日期; without it, it is empty in every
  ///   row, and only the flag is left of the condition.
  fileprivate func undatedClosures(hasDates: Bool) -> AggregationPlan? {
    let flagged = Predicate.isOneOf(column: "办结标志", values: ["是"])
    let closed =
      hasDates ? Predicate.and([.isEmpty(column: "办结日期"), flagged]) : flagged
    guard filter.contains(closed) else { return nil }
    return AggregationPlan(
      source: source, filter: closed, dateColumn: dateColumn, range: range, aggregate: .countRows)
  }
}

extension Predicate {
  fileprivate var emptyColumn: String { if case .isEmpty(let column) = self { column } else { "" } }

  fileprivate func contains(_ part: Predicate) -> Bool {
    if self == part { return true }
    switch self {
    case .and(let parts), .or(let parts): return parts.contains { $0.contains(part) }
    case .not(let inner): return inner.contains(part)
    default: return false
    }
  }
}
