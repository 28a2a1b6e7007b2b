import HuibianPlan
import HuibianTable
import HuibianTemplate

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
    /// ``FigureSpec/question``, where it is known already.
    var head: String?
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

  /// The sum over all members picked; of one member each, its figure.
  private func answer(_ spec: FigureSpec, _ members: [[String]]) -> Answer {
    let keys = keys(members)
    let figure = book.figure(spec)
    guard let first = keys.first else { preconditionFailure("a loop at no member") }
    let value = keys.dropFirst().reduce(figure[first]) { $0 + figure[$1] }
    return Answer(
      value: value, spec: spec, members: members,
      isExact: keys.count == 1 || !figure.countsThings,
      disclosed: disclosure?.disclosed(spec, keys, value) ?? .open, head: figure.question)
  }

  /// Each of the groups that some members of each grouping make.
  private func keys(_ members: [[String]]) -> [[String]] {
    if members.allSatisfy({ $0.count == 1 }) { return [members.map { $0[0] }] }
    var keys: [[String]] = [[]]
    for labels in members { keys = keys.flatMap { key in labels.map { key + [$0] } } }
    return keys
  }

  // MARK: Members

  /// The members over which a loop runs at one place, with those merged into 其他 as the last.
  func members(_ selection: BoundSelection, _ scope: Scope) -> [Scope.Member] {
    var labels = picked(selection, scope)
    var values: [Fraction] = []
    if let order = selection.order {
      values = labels.map { label in
        answer(order.figure, scope.entering(selection, [label])).value.quantity.fraction
          ?? Fraction(-1)
      }
      let ranks = labels.indices.sorted { a, b in
        if values[a] == values[b] { return a < b }
        return order.isAscending ? values[a] < values[b] : values[b] < values[a]
      }
      labels = ranks.map { labels[$0] }
      values = ranks.map { values[$0] }
    }
    var groups = labels.map { [$0] }
    var others: [String] = []
    if var limit = selection.limit, labels.count > limit {
      if keepsTies, !values.isEmpty {
        while limit < labels.count, values[limit] == values[limit - 1] { limit += 1 }
      }
      groups = Array(groups.prefix(limit))
      if selection.mergesOthers { others = Array(labels.dropFirst(limit)) }
    }
    let count = groups.count + (others.isEmpty ? 0 : 1)
    var result = groups.enumerated().map { index, labels in
      Scope.Member(
        labels: labels, printed: printed(labels[0], selection), ordinal: index + 1,
        isFirst: index == 0, isLast: index == count - 1)
    }
    if !others.isEmpty {
      result.append(
        Scope.Member(
          labels: others, printed: "其他", ordinal: count, isFirst: count == 1, isLast: true))
    }
    return result
  }

  /// 并列: whether 前 N takes more than N where the last have equal values.
  var keepsTies: Bool { catalog.setting("并列")?.value == .choice("保留") }

  /// All members that fit the selection's condition (其中), however many are printed.
  private func picked(_ selection: BoundSelection, _ scope: Scope) -> [String] {
    let labels = all(selection, scope)
    guard let condition = selection.condition else { return labels }
    return labels.filter { holds(condition, scope.entering(selection, [$0])) }
  }

  /// The place of a figure among the members of a loop, from 1; equal values have equal places, and
  /// the next has the place that it would have without ties.
  ///
  /// The largest value is first, or the smallest where the loop itself goes up by the same metric.
  /// Members without a number (a rate without a denominator), rows without a member and 未细分 have no
  /// place and take none.
  ///
  /// - Returns: Nil for such a member, for several together (其他), and outside the loop.
  func ownRank(_ figure: BoundFigure, in loop: LoopID, _ scope: Scope)
    -> (place: Int, isShared: Bool)?
  {
    guard figure.loops.contains(loop), let member = scope.members[loop], member.labels.count == 1,
      isRanked(member.labels[0]),
      let own = answer(figure, scope).value.quantity.fraction
    else { return nil }
    let selection =
      selections[loop]
      ?? dimensions[loop].map { BoundSelection(id: loop, dimension: $0, parent: nil) }
    guard let selection else { return nil }
    let isAscending =
      selection.order.map { $0.isAscending && $0.figure.measure == figure.measure } ?? false
    let others = picked(selection, scope).filter { isRanked($0) && $0 != member.labels[0] }
      .compactMap { answer(figure, scope.entering(selection, [$0])).value.quantity.fraction }
    let better = others.count { isAscending ? $0 < own : own < $0 }
    return (better + 1, others.contains(own))
  }

  private func isRanked(_ label: String) -> Bool { !label.isEmpty && label != Tree.unspecified }

  /// The targets of a figure at one place; none for several members together.
  func targets(_ figure: BoundFigure, _ scope: Scope) -> [Target] {
    let members = figure.loops.compactMap { scope.members[$0]?.labels }
    guard members.allSatisfy({ $0.count == 1 }),
      let place = TargetList.Place.of(
        figure.spec, members.map { $0[0] }, catalog, trees: trees)
    else { return [] }
    return targets.targets(of: figure.measure.name, in: figure.spec.period, at: place)
  }

  private func all(_ selection: BoundSelection, _ scope: Scope) -> [String] {
    let dimension = selection.dimension
    let ledger =
      selection.ledger.flatMap { catalog.ledger($0) }
      ?? selection.order.flatMap { catalog.rootLedger(of: $0.figure.measure, given: tables) }
      ?? catalog.ledgers.first { ledger in
        dimension.column.map { tables[ledger.name]?[$0] != nil } ?? true
      }
      ?? catalog.ledgers.first { ledger in dimension.column.map { ledger.column($0) != nil } ?? true
      }
    guard let ledger else { return [] }
    let labels = dimension.members(
      in: tables[ledger.name], ledger: ledger, trees: trees, period: period)
    guard let parent = selection.parent, let above = scope.members[parent.id],
      let column = dimension.column, let level = dimension.level,
      let parentLevel = parent.dimension.level,
      case .coded(let coded)? = tables[ledger.name]?[column]
    else { return labels }
    let tree = trees[column] ?? ledger.column(column).flatMap { Tree.standard($0) }
    guard let tree else { return labels }
    var below = Set(
      tree.members(level: level).filter { label in
        tree.path(of: label).map {
          $0.count > parentLevel && above.labels.contains($0[parentLevel])
        }
          ?? false
      })
    for text in coded.dictionary.texts.dropFirst()
    where above.labels.contains(tree.label(of: text, level: parentLevel)) {
      below.insert(tree.label(of: text, level: level))
    }
    return labels.filter { below.contains($0) }
  }

  /// A member as a report writes it: 3月, 第三季度 within the report's year; 未填写 for the empty one.
  ///
  /// Below the member of an outer loop a name needs no parents before it.
  private func printed(_ label: String, _ selection: BoundSelection) -> String {
    if label.isEmpty { return Tree.unfilled }
    guard let unit = selection.dimension.unit else {
      let isBelow = selection.parent != nil && selection.dimension.level ?? 0 > 0
      return isBelow ? label.split(separator: "/").last.map { String($0) } ?? label : label
    }
    return unit.printed(label, isOneYear: period.range.start.year == period.range.end.year)
  }

  // MARK: Conditions

  func holds(_ condition: TemplateCondition, _ scope: Scope) -> Bool {
    switch condition {
    case .all(let parts): return parts.allSatisfy { holds($0, scope) }
    case .any(let parts): return parts.contains { holds($0, scope) }
    case .not(let inner): return !holds(inner, scope)
    case .isTrue(let operand):
      switch operand {
      case .derived(let figure, let derived): return holds(derived, of: figure, scope)
      case .text(let text): return !text.isEmpty && text != "否"
      case .variable(let variable):
        let text = self.text(variable, scope)
        return !text.isEmpty && text != "否"
      default: return number(operand, scope).map { !$0.isZero } ?? false
      }
    case .compare(let left, let comparison, let right):
      if left.isText {
        let isEqual = text(left, scope) == text(right, scope)
        return comparison == .equal ? isEqual : !isEqual
      }
      guard let a = number(left, scope), let b = number(right, scope) else { return false }
      switch comparison {
      case .equal: return a == b
      case .notEqual: return a != b
      case .less: return a < b
      case .lessOrEqual: return a < b || a == b
      case .greater: return b < a
      case .greaterOrEqual: return b < a || a == b
      }
    }
  }

  /// Nil for a rate without a denominator: no comparison with it holds.
  private func number(_ operand: TemplateOperand, _ scope: Scope) -> Fraction? {
    switch operand {
    case .figure(let figure): answer(figure, scope).value.quantity.fraction
    case .derived(let figure, let derived): number(derived, of: figure, scope)
    case .number(let number): Fraction(Int128(number.unscaled), powerOfTen(number.scale))
    case .variable(.ordinal(let id)): scope.members[id].map { Fraction(Int128($0.ordinal)) }
    case .variable, .text: nil
    }
  }

  private func text(_ operand: TemplateOperand, _ scope: Scope) -> String {
    switch operand {
    case .text(let text): text
    case .variable(let variable): text(variable, scope)
    case .figure, .derived, .number: ""
    }
  }

  func text(_ variable: LoopVariable, _ scope: Scope) -> String {
    switch variable {
    case .name(let id): scope.members[id]?.printed ?? ""
    case .ordinal(let id): scope.members[id].map { String($0.ordinal) } ?? ""
    case .isFirst(let id): scope.members[id].map { $0.isFirst ? "是" : "否" } ?? ""
    case .isLast(let id): scope.members[id].map { $0.isLast ? "是" : "否" } ?? ""
    }
  }
}

extension Scope {
  /// This place, with a loop at some members.
  func entering(_ selection: BoundSelection, _ labels: [String]) -> Scope {
    entering(
      selection.id,
      Member(labels: labels, printed: labels[0], ordinal: 1, isFirst: true, isLast: true))
  }

  func entering(_ id: LoopID, _ member: Member) -> Scope {
    var result = self
    result.members[id] = member
    return result
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
