import HuibianPlan
import HuibianTable

/// The figures of a report, answered, for any place in its loops; made once for all reports of a run.
struct Answers: Sendable {
  let book: FigureBook
  /// By ``BoundFigure/number``.
  let figures: [AnsweredFigure]
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
  /// 并列: whether 前 N takes more than N where the last have equal values.
  let keepsTies: Bool
  /// 占比凑整.
  let evensShares: Bool
  /// What the loops of ``selections`` run over, as far as it is the same everywhere.
  var loopMembers = LoopMembers()
  /// By tag, of the tables whose columns are the same everywhere.
  var tableFrames: [Int: TableFrame] = [:]

  /// A figure at one place.
  struct Answer {
    let value: FigureValue
    /// What was asked, with the period.
    let figure: AnsweredFigure
    /// For each grouping the members that were picked.
    let members: PickedMembers
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
    answer(figures[figure.number], PickedMembers(figure.loops, scope))
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
        answer: answer(figures[figure.number], PickedMembers(key.map { member([$0]) })))
    }
  }

  /// The figure of the base, at the same place; of a loop over time, of the part of time before.
  func base(_ figure: BoundFigure, _ basis: Basis, _ scope: Scope) -> Answer {
    guard figure.isOverTime else {
      return base(
        figure, answer(figures[figure.number(of: basis)], PickedMembers(figure.loops, scope)), scope
      )
    }
    var number = figure.number(of: basis)
    var members = PickedMembers([])
    for loop in figure.loops {
      guard let picked = scope[loop] else { continue }
      guard let unit = dimensions[loop]?.unit else {
        members.append(picked)
        continue
      }
      let moved = picked.labels.compactMap {
        basis == .yearEarlier ? unit.yearEarlier($0) : unit.previous($0)
      }
      if basis == .previousPeriod,
        moved.allSatisfy({ unit.labels(in: figure.spec.period).contains($0) })
      {
        number = figure.number
      }
      members.append(member(moved))
    }
    return base(figure, answer(figures[number], members), scope)
  }

  /// An answer as the base of a figure, with the days that one of the two lacks.
  private func base(_ figure: BoundFigure, _ answer: Answer, _ scope: Scope) -> Answer {
    if gaps.isEmpty { return answer }
    let own = PickedMembers(figure.loops, scope)
    var result = answer
    result.gap = gaps.side(
      figure.spec, own.labels, base: answer.figure.spec, answer.members.labels)
    return result
  }

  /// Some groups that are picked at one place, of which nothing is printed.
  func member(_ labels: [String]) -> Scope.Member {
    Scope.Member(
      labels: labels, groups: labels.map { book.group($0) }, printed: labels.first ?? "",
      ordinal: 1, isFirst: true, isLast: true)
  }

  /// The targets of a figure at one place; none for several members together.
  func targets(_ figure: BoundFigure, _ scope: Scope) -> [Target] {
    let members = PickedMembers(figure.loops, scope).labels
    guard members.allSatisfy({ $0.count == 1 }),
      let place = TargetList.Place.of(
        figure.spec, members.map { $0[0] }, catalog, trees: trees)
    else { return [] }
    return targets.targets(of: figure.measure.name, in: figure.spec.period, at: place)
  }

  /// The sum over all members picked; of one member each, its figure.
  private func answer(_ figure: AnsweredFigure, _ members: PickedMembers) -> Answer {
    if disclosure == nil, members.areSingle,
      let value = figure.value(members.count, { members[$0].group })
    {
      return Answer(
        value: value, figure: figure, members: members, isExact: true, disclosed: .open)
    }
    let keys = keys(members.labels)
    guard let first = keys.first else { preconditionFailure("a loop at no member") }
    let value = keys.dropFirst().reduce(figure[first]) { $0 + figure[$1] }
    return Answer(
      value: value, figure: figure, members: members,
      isExact: keys.count == 1 || !figure.countsThings,
      disclosed: disclosure?.disclosed(figure.spec, keys, value) ?? .open)
  }

  /// Each of the groups that some members of each grouping make.
  private func keys(_ members: [[String]]) -> [[String]] {
    if members.allSatisfy({ $0.count == 1 }) { return [members.map { $0[0] }] }
    var keys: [[String]] = [[]]
    for labels in members { keys = keys.flatMap { key in labels.map { key + [$0] } } }
    return keys
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
