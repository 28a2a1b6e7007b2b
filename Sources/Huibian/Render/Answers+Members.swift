import HuibianPlan
import HuibianTable

extension Answers {
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
