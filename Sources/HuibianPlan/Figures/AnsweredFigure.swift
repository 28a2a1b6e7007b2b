import HuibianTable

/// A figure with the results of its plans.
package final class AnsweredFigure: Sendable {
  /// Whether things are counted that may be the same in several groups, or a middle is taken: the figure
  /// of two groups together is not the sum of theirs.
  package let countsThings: Bool
  /// Measure, period, cut-off and slice in one line, the same from run to run, and `;`; in UTF-8.
  package let question: [UInt8]
  /// Of each grouping what stands before its member in a question: `,问题属地=`, of the first without
  /// comma; in UTF-8.
  package let questionGroupings: [[UInt8]]
  /// Nil: it was not planned.
  private let formula: Formula?
  private let hasData: Bool
  private let groups: GroupNumbers
  // Last what is long, and seldom asked for.
  /// The plans that the figure is made of, in order.
  package let plans: [AggregationPlan]
  let presence: [AggregationPlan]
  package let spec: FigureSpec

  /// As ``FigureFormula``, with the results in the place of their plans.
  private indirect enum Formula: Sendable {
    case plan(AnsweredPlan, isMean: Bool, isMedian: Bool)
    case total([(sign: Int64, formula: Formula)])
    case ratio(Formula, Formula)
    case score(Formula, points: Int64)
    case grade(Formula, [Measure.Grade])

    init(_ formula: FigureFormula, _ results: [AggregationPlan: AnsweredPlan]) {
      switch formula {
      case .plan(let plan, let isMean):
        let isMedian = if case .median = plan.aggregate { true } else { false }
        self = .plan(results[plan] ?? AnsweredPlan.empty, isMean: isMean, isMedian: isMedian)
      case .total(let parts):
        self = .total(parts.map { ($0.sign, Formula($0.formula, results)) })
      case .ratio(let upper, let lower):
        self = .ratio(Formula(upper, results), Formula(lower, results))
      case .score(let inner, let points): self = .score(Formula(inner, results), points: points)
      case .grade(let inner, let grades): self = .grade(Formula(inner, results), grades)
      }
    }

    var results: [AnsweredPlan] {
      switch self {
      case .plan(let result, _, _): [result]
      case .total(let parts): parts.flatMap { $0.formula.results }
      case .ratio(let upper, let lower): upper.results + lower.results
      case .score(let inner, _), .grade(let inner, _): inner.results
      }
    }
  }

  init(
    _ spec: FigureSpec, _ figure: PlannedFigure?, _ results: [AggregationPlan: AnsweredPlan],
    _ groups: GroupNumbers
  ) {
    self.spec = spec
    self.groups = groups
    plans = figure?.formula.plans ?? []
    presence = figure?.presence ?? []
    countsThings = plans.contains { plan in
      switch plan.aggregate {
      case .countDistinct, .countDistinctItems, .median: true
      case .countRows, .sum: false
      }
    }
    question = Array((spec.question + ";").utf8)
    questionGroupings = spec.groupings.enumerated().map { index, grouping in
      Array(((index == 0 ? "" : ",") + grouping.name + "=").utf8)
    }
    formula = figure.map { Formula($0.formula, results) }
    hasData =
      presence.isEmpty
      || presence.contains { plan in
        results[plan]?.hasRows ?? false
      }
  }

  /// The value of a group; one without rows is zero.
  ///
  /// - Precondition: The figure was planned, and the key has a label for each grouping.
  package subscript(key: [String]) -> FigureValue {
    precondition(key.count == questionGroupings.count, "a key of another figure")
    return value(key.count) { groups.number(of: key[$0]) } ?? value { $0[key] }
  }

  /// The same of a group by the numbers of its labels, see ``FigureBook/group(_:)``.
  ///
  /// - Parameters:
  ///   - count: Of the groupings.
  ///   - group: The number of the label of a grouping.
  package func value(_ count: Int, _ group: (Int) -> Int) -> FigureValue? {
    precondition(count == questionGroupings.count, "a key of another figure")
    guard let key = groups.key(count, group) else { return nil }
    return value { $0[key] }
  }

  private func value(_ cell: (AnsweredPlan) -> AggregationResult.Cell) -> FigureValue {
    guard let formula else { preconditionFailure("a figure that was not planned") }
    let (quantity, rows) = value(of: formula, cell)
    return FigureValue(quantity: quantity, rows: rows, hasData: hasData)
  }

  /// The keys of all groups that have rows, sorted.
  var keys: [[String]] {
    var keys: Set<[String]> = []
    for plan in formula?.results ?? [] {
      for group in plan.result.values.indices { keys.insert(plan.result.key(group)) }
    }
    return keys.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func value(
    of formula: Formula, _ cell: (AnsweredPlan) -> AggregationResult.Cell
  ) -> (Quantity, rows: Int) {
    switch formula {
    case .plan(let plan, let isMean, let isMedian):
      let cell = cell(plan)
      let scale = plan.scale
      if isMedian {
        let halves = cell.rows == 0 ? 0 : 2 * Int64(powerOfTen(scale))
        return (.mean(sum: cell.value, count: halves), cell.rows)
      }
      if isMean {
        let parts = Int64(powerOfTen(scale))
        return (.mean(sum: cell.value, count: Int64(cell.rows) * parts), cell.rows)
      }
      if scale > 0 { return (.decimal(cell.value, scale: scale), cell.rows) }
      return (.count(Int(cell.value)), cell.rows)
    case .total(let parts):
      let values = parts.map { value(of: $0.formula, cell) }
      guard values.allSatisfy(\.0.isDefined) else { return (.mean(sum: 0, count: 0), 0) }
      let scale = values.map(\.0.scale).max() ?? 0
      let sum = zip(parts, values).reduce(Int64(0)) {
        $0 + $1.0.sign * $1.1.0.scaled(to: scale)
      }
      let rows = values.reduce(0) { $0 + $1.rows }
      return (scale > 0 ? .decimal(sum, scale: scale) : .count(Int(sum)), rows)
    case .ratio(let upper, let lower):
      let (numerator, _) = value(of: upper, cell)
      let (denominator, rows) = value(of: lower, cell)
      guard numerator.isDefined, denominator.isDefined else {
        return (.ratio(numerator: 0, denominator: 0), rows)
      }
      let scale = max(numerator.scale, denominator.scale)
      return (
        .ratio(
          numerator: numerator.scaled(to: scale), denominator: denominator.scaled(to: scale)), rows
      )
    case .score(let inner, let points):
      let (rate, rows) = value(of: inner, cell)
      guard let share = rate.fraction else { return (.mean(sum: 0, count: 0), rows) }
      let capped = min(max(share, .zero), Fraction(1)) * Int128(points)
      return (.decimal(Int64(clamping: capped.rounded(2).scaled), scale: 2), rows)
    case .grade(let inner, let grades):
      let (quantity, rows) = value(of: inner, cell)
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
