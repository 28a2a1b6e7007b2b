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
  private let groups: GroupNumbers

  /// - Parameter results: Of all plans of the figures; one that is missing has no rows.
  init(figures: [FigureSpec: PlannedFigure], results: [AggregationPlan: AggregationResult]) {
    var groups = GroupNumbers()
    let numbered = results.mapValues { ($0, groups.add($0)) }
    let tables = numbered.mapValues { AnsweredPlan($0.0, $0.1, groups) }
    self.groups = groups
    self.figures = Dictionary(
      uniqueKeysWithValues: figures.map { ($0, AnsweredFigure($0, $1, tables, groups)) })
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

  /// The figures in the order of their specs, for whoever asks for many of them again and again; in the
  /// place of one that was not planned one that has no values.
  package func figures(_ specs: [FigureSpec]) -> [AnsweredFigure] {
    specs.map { figures[$0] ?? AnsweredFigure($0, nil, [:], groups) }
  }

  /// The number of a group's label in all figures; see ``AnsweredFigure/subscript(_:)``.
  package func group(_ label: String) -> Int { groups.number(of: label) }

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
