import HuibianPlan
import HuibianTable

/// The figures of a report, answered, for any place in its loops.
struct Answers {
  let book: FigureBook
  let catalog: Catalog
  let trees: [String: Tree]
  let tables: [String: Table]
  let period: Period
  let asOf: CivilDate
  let dimensions: [LoopID: DimensionReference]
  let selections: [LoopID: BoundSelection]
  let targets: TargetList
  /// Nil: every figure may be printed.
  let disclosure: Disclosure?
  let gaps: PeriodGaps
  /// What 口径 says of phrases.
  let phrases: PhraseSettings

  /// A figure at one place.
  struct Answer {
    let value: FigureValue
    /// The question, with the period that was asked.
    let spec: FigureSpec
    /// For each grouping the members that were picked.
    let members: [[String]]
    /// False if different things were counted in several members, which may be the same things.
    let isExact: Bool
    let disclosed: Disclosed
    /// Of a base: which of the two periods lacks days that the other has.
    var gap: PeriodGaps.Side?

    /// As the base of a comparison.
    var base: Base {
      guard value.hasData else { return .noData }
      return gap.map { .partial(value.quantity, isCurrent: $0 == .current) }
        ?? .value(value.quantity)
    }
  }

  func answer(_ figure: BoundFigure, _ scope: Scope) -> Answer {
    let members = figure.loops.compactMap { scope.members[$0]?.labels }
    return answer(figure.spec, members)
  }

  /// What the superior office said of a metric in one scope.
  struct Rank {
    /// 全市, 全省.
    let scope: String
    /// 中上游 or 中下游; empty where it was not asked for or cannot be said.
    let standing: String
    let answer: Answer
  }

  /// The ranks of a metric by their scopes, in the order of the scopes' names.
  func ranks(_ figure: BoundFigure) -> [Rank] {
    book.keys(of: figure.spec).map { key in
      Rank(
        scope: key[0], standing: key.count > 1 ? key[1] : "",
        answer: answer(figure.spec, key.map { [$0] }))
    }
  }

  /// The figure of the base, at the same place; of a loop over time, of the part of time before.
  func base(_ figure: BoundFigure, _ basis: Basis, _ scope: Scope) -> Answer {
    var spec = figure.spec.moved(to: basis)
    let members = figure.loops.compactMap { loop -> [String]? in
      guard let labels = scope.members[loop]?.labels else { return nil }
      guard let unit = dimensions[loop]?.unit else { return labels }
      let moved = labels.compactMap {
        basis == .yearEarlier ? unit.yearEarlier($0) : unit.previous($0)
      }
      if basis == .previousPeriod,
        moved.allSatisfy({ unit.labels(in: figure.spec.period).contains($0) })
      {
        spec = figure.spec
      }
      return moved
    }
    var result = answer(spec, members)
    let own = figure.loops.compactMap { scope.members[$0]?.labels }
    result.gap = gaps.side(figure.spec, own, base: spec, members)
    return result
  }

  /// The targets of a figure at one place; none for several members together.
  func targets(_ figure: BoundFigure, _ scope: Scope) -> [Target] {
    let members = figure.loops.compactMap { scope.members[$0]?.labels }
    guard members.allSatisfy({ $0.count == 1 }),
      let place = TargetList.Place.of(
        figure.spec, members.map { $0[0] }, catalog, trees: trees)
    else { return [] }
    return targets.targets(of: figure.measure.name, in: figure.spec.period, at: place)
  }

  /// The sum over all members picked; of one member each, its figure.
  private func answer(_ spec: FigureSpec, _ members: [[String]]) -> Answer {
    var keys: [[String]] = [[]]
    for labels in members { keys = keys.flatMap { key in labels.map { key + [$0] } } }
    let values = keys.map { book[spec, $0] }
    guard let first = values.first else {
      preconditionFailure("a loop at no member")
    }
    let isWhole = book.plans(of: spec).contains { plan in
      switch plan.aggregate {
      case .countDistinct, .countDistinctItems, .median: true
      case .countRows, .sum: false
      }
    }
    let value = values.dropFirst().reduce(first) { $0 + $1 }
    return Answer(
      value: value, spec: spec, members: members, isExact: keys.count == 1 || !isWhole,
      disclosed: disclosure?.disclosed(spec, keys, value) ?? .open)
  }
}

extension FigureValue {
  /// The figure of two groups together: sums, and of rates and means the sums of both their parts.
  fileprivate static func + (a: FigureValue, b: FigureValue) -> FigureValue {
    let quantity: Quantity =
      switch (a.quantity, b.quantity) {
      case (.count(let x), .count(let y)): .count(x + y)
      case (.decimal(let x, let scale), .decimal(let y, _)): .decimal(x + y, scale: scale)
      case (.ratio(let m, let n), .ratio(let p, let q)):
        .ratio(numerator: m + p, denominator: n + q)
      case (.mean(let m, let n), .mean(let p, let q)): .mean(sum: m + p, count: n + q)
      // One part has no value, or is a name: the whole has none.
      default: .mean(sum: 0, count: 0)
      }
    return FigureValue(
      quantity: quantity, rows: a.rows + b.rows, hasData: a.hasData || b.hasData)
  }
}
