import HuibianTable

/// A figure's value in one group.
package struct FigureValue: Hashable, Sendable {
  package var quantity: Quantity
  /// How many rows it rests on; of a ratio, those of the denominator.
  package var rows: Int
  /// Whether the ledger has any row at all in the period, whatever the measure's condition.
  ///
  /// False means 上年同期无数据, or an empty report period.
  package var hasData: Bool

  package init(quantity: Quantity, rows: Int, hasData: Bool) {
    self.quantity = quantity
    self.rows = rows
    self.hasData = hasData
  }
}

/// How a figure is made of plans.
indirect enum FigureFormula: Hashable, Sendable {
  case plan(AggregationPlan, isMean: Bool)
  case total([SignedPart])
  case ratio(FigureFormula, FigureFormula)
  /// A rate, at most 1, times so many points.
  case score(FigureFormula, points: Int64)
  case grade(FigureFormula, [Measure.Grade])

  struct SignedPart: Hashable, Sendable {
    let sign: Int64
    let formula: FigureFormula
  }

  var plans: [AggregationPlan] {
    switch self {
    case .plan(let plan, _): [plan]
    case .total(let parts): parts.flatMap(\.formula.plans)
    case .ratio(let numerator, let denominator): numerator.plans + denominator.plans
    case .score(let inner, _), .grade(let inner, _): inner.plans
    }
  }
}

/// A figure that has been planned.
struct PlannedFigure: Sendable {
  let formula: FigureFormula
  /// Rows of each ledger in the period, whatever their content; of a ledger that is not placed in
  /// time by a date alone, all rows that count.
  let presence: [AggregationPlan]
}

/// The answers to all figures that were planned.
package struct FigureBook: Sendable {
  private let figures: [FigureSpec: AnsweredFigure]

  /// - Parameter results: Of all plans of the figures; one that is missing has no rows.
  init(figures: [FigureSpec: PlannedFigure], results: [AggregationPlan: AggregationResult]) {
    self.figures = Dictionary(
      uniqueKeysWithValues: figures.map { ($0, AnsweredFigure($0, $1, results)) })
  }

  /// Whether the figure was planned.
  package func contains(_ spec: FigureSpec) -> Bool { figures[spec] != nil }

  /// All that is known of a figure, for whoever asks it of many groups.
  ///
  /// - Precondition: The spec was planned without an error.
  package func figure(_ spec: FigureSpec) -> AnsweredFigure {
    guard let figure = figures[spec] else { preconditionFailure("a figure that was not planned") }
    return figure
  }

  /// The value of a group; one without rows is zero.
  ///
  /// Without groupings the key is empty.
  ///
  /// - Precondition: The spec was planned without an error.
  package subscript(spec: FigureSpec, key: [String]) -> FigureValue {
    figure(spec)[key]
  }

  /// The value without groupings.
  package subscript(spec: FigureSpec) -> FigureValue { self[spec, []] }

  /// The keys of all groups that have rows, sorted; the empty label stands for rows without a value.
  package func keys(of spec: FigureSpec) -> [[String]] {
    figures[spec]?.keys ?? []
  }

  /// The plans that a figure is made of, in order: for the trace.
  package func plans(of spec: FigureSpec) -> [AggregationPlan] {
    figures[spec]?.plans ?? []
  }

  /// A ledger that a figure counts in, and the date that counts there.
  package struct DatedLedger: Hashable, Sendable {
    package let ledger: String
    /// Nil: no date alone places a row in the period.
    package let dateColumn: String?
    /// Whether the ledger says how things are and nothing of when: all rows count.
    package let isTimeless: Bool
  }

  /// The ledgers that a figure counts in, in order.
  package func ledgers(of spec: FigureSpec) -> [DatedLedger] {
    figures[spec]?.presence.map {
      DatedLedger(
        ledger: $0.source, dateColumn: $0.dateColumn,
        isTimeless: $0.dateColumn == nil && [.all, BoundCondition.none].contains($0.filter))
    } ?? []
  }

}

/// A figure with the results of its plans.
package final class AnsweredFigure: Sendable {
  /// The plans that the figure is made of, in order.
  package let plans: [AggregationPlan]
  let presence: [AggregationPlan]
  /// Whether things are counted that may be the same in several groups, or a middle is taken: the figure
  /// of two groups together is not the sum of theirs.
  package let countsThings: Bool
  /// Measure, period, cut-off and slice in one line, the same from run to run.
  package let question: String
  private let formula: Formula
  private let hasData: Bool
  private let groupings: Int

  /// As ``FigureFormula``, with the results in the place of their plans.
  private indirect enum Formula: Sendable {
    case plan(AggregationResult, isMean: Bool, isMedian: Bool)
    case total([(sign: Int64, formula: Formula)])
    case ratio(Formula, Formula)
    case score(Formula, points: Int64)
    case grade(Formula, [Measure.Grade])

    init(_ formula: FigureFormula, _ results: [AggregationPlan: AggregationResult]) {
      switch formula {
      case .plan(let plan, let isMean):
        let isMedian = if case .median = plan.aggregate { true } else { false }
        self = .plan(results[plan] ?? AggregationResult(), isMean: isMean, isMedian: isMedian)
      case .total(let parts):
        self = .total(parts.map { ($0.sign, Formula($0.formula, results)) })
      case .ratio(let upper, let lower):
        self = .ratio(Formula(upper, results), Formula(lower, results))
      case .score(let inner, let points): self = .score(Formula(inner, results), points: points)
      case .grade(let inner, let grades): self = .grade(Formula(inner, results), grades)
      }
    }

    var results: [AggregationResult] {
      switch self {
      case .plan(let result, _, _): [result]
      case .total(let parts): parts.flatMap { $0.formula.results }
      case .ratio(let upper, let lower): upper.results + lower.results
      case .score(let inner, _), .grade(let inner, _): inner.results
      }
    }
  }

  init(
    _ spec: FigureSpec, _ figure: PlannedFigure, _ results: [AggregationPlan: AggregationResult]
  ) {
    plans = figure.formula.plans
    presence = figure.presence
    countsThings = plans.contains { plan in
      switch plan.aggregate {
      case .countDistinct, .countDistinctItems, .median: true
      case .countRows, .sum: false
      }
    }
    question = spec.question
    formula = Formula(figure.formula, results)
    groupings = spec.groupings.count
    hasData =
      presence.isEmpty
      || presence.contains { plan in
        results[plan]?.cells.values.contains { $0.rows > 0 } ?? false
      }
  }

  /// The value of a group; one without rows is zero.
  package subscript(key: [String]) -> FigureValue {
    precondition(key.count == groupings, "a key of another figure")
    let (quantity, rows) = value(of: formula, key)
    return FigureValue(quantity: quantity, rows: rows, hasData: hasData)
  }

  /// The keys of all groups that have rows, sorted.
  var keys: [[String]] {
    var keys: Set<[String]> = []
    for result in formula.results { keys.formUnion(result.cells.keys) }
    return keys.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func value(of formula: Formula, _ key: [String]) -> (Quantity, rows: Int) {
    switch formula {
    case .plan(let result, let isMean, let isMedian):
      let cell = result[key]
      if isMedian {
        let halves = cell.rows == 0 ? 0 : 2 * Int64(powerOfTen(result.scale))
        return (.mean(sum: cell.value, count: halves), cell.rows)
      }
      if isMean {
        let parts = Int64(powerOfTen(result.scale))
        return (.mean(sum: cell.value, count: Int64(cell.rows) * parts), cell.rows)
      }
      if result.scale > 0 { return (.decimal(cell.value, scale: result.scale), cell.rows) }
      return (.count(Int(cell.value)), cell.rows)
    case .total(let parts):
      let values = parts.map { value(of: $0.formula, key) }
      guard values.allSatisfy(\.0.isDefined) else { return (.mean(sum: 0, count: 0), 0) }
      let scale = values.map(\.0.scale).max() ?? 0
      let sum = zip(parts, values).reduce(Int64(0)) {
        $0 + $1.0.sign * $1.1.0.scaled(to: scale)
      }
      let rows = values.reduce(0) { $0 + $1.rows }
      return (scale > 0 ? .decimal(sum, scale: scale) : .count(Int(sum)), rows)
    case .ratio(let upper, let lower):
      let (numerator, _) = value(of: upper, key)
      let (denominator, rows) = value(of: lower, key)
      guard numerator.isDefined, denominator.isDefined else {
        return (.ratio(numerator: 0, denominator: 0), rows)
      }
      let scale = max(numerator.scale, denominator.scale)
      return (
        .ratio(
          numerator: numerator.scaled(to: scale), denominator: denominator.scaled(to: scale)), rows
      )
    case .score(let inner, let points):
      let (rate, rows) = value(of: inner, key)
      guard let share = rate.fraction else { return (.mean(sum: 0, count: 0), rows) }
      let capped = min(max(share, .zero), Fraction(1)) * Int128(points)
      return (.decimal(Int64(clamping: capped.rounded(2).scaled), scale: 2), rows)
    case .grade(let inner, let grades):
      let (quantity, rows) = value(of: inner, key)
      guard let reached = quantity.fraction else { return (.mean(sum: 0, count: 0), rows) }
      let grade = grades.first { Fraction(Int128($0.from)) <= reached } ?? grades.last
      return (.text(grade?.name ?? ""), rows)
    }
  }
}

extension Quantity {
  fileprivate var scale: Int {
    if case .decimal(_, let scale) = self { scale } else { 0 }
  }

  /// The amount times 10^`scale`; only counts and amounts stand in totals and ratios.
  fileprivate func scaled(to scale: Int) -> Int64 {
    var (value, own): (Int64, Int) =
      switch self {
      case .count(let count): (Int64(count), 0)
      case .decimal(let value, let scale): (value, scale)
      case .ratio, .mean, .text:
        preconditionFailure("a rate, a mean or a text inside a total or a rate")
      }
    while own < scale {
      value *= 10
      own += 1
    }
    return value
  }
}
