import HuibianPlan
import HuibianTable

extension Answers {
  /// The members over which a loop runs at one place, with those merged into 其他 as the last.
  func members(_ selection: BoundSelection, _ scope: Scope) -> [Scope.Member] {
    if let known = loopMembers.members(selection) { return known }
    let picked = picked(selection, scope)
    var labels = picked.map { $0.labels[0] }
    var values: [Fraction] = []
    if let order = selection.order {
      values = picked.map { member in
        answer(order.figure, scope.entering(selection.id, member)).value.quantity.fraction
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
        labels: labels, groups: labels.map { book.group($0) },
        printed: printed(labels[0], selection), ordinal: index + 1, isFirst: index == 0,
        isLast: index == count - 1)
    }
    if !others.isEmpty {
      result.append(
        Scope.Member(
          labels: others, groups: others.map { book.group($0) }, printed: "其他", ordinal: count,
          isFirst: count == 1, isLast: true))
    }
    return result
  }

  /// All members that fit the selection's condition (其中), however many are printed.
  private func picked(_ selection: BoundSelection, _ scope: Scope) -> [Scope.Member] {
    let members = loopMembers.all(selection) ?? all(selection, scope).map { member([$0]) }
    guard let condition = selection.condition else { return members }
    return members.filter { holds(condition, scope.entering(selection.id, $0)) }
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
    guard figure.loops.contains(loop), let member = scope[loop], member.labels.count == 1,
      isRanked(member.labels[0]),
      let own = answer(figure, scope).value.quantity.fraction
    else { return nil }
    let selection =
      selections[loop]
      ?? dimensions[loop].map { BoundSelection(id: loop, dimension: $0, parent: nil) }
    guard let selection else { return nil }
    let isAscending =
      selection.order.map { $0.isAscending && $0.figure.measure == figure.measure } ?? false
    let others = picked(selection, scope)
      .filter { isRanked($0.labels[0]) && $0.labels[0] != member.labels[0] }
      .compactMap { answer(figure, scope.entering(loop, $0)).value.quantity.fraction }
    let better = others.count { isAscending ? $0 < own : own < $0 }
    return (better + 1, others.contains(own))
  }

  private func isRanked(_ label: String) -> Bool { !label.isEmpty && label != Tree.unspecified }

  /// The labels of all members below the member of the loop around.
  fileprivate func all(_ selection: BoundSelection, _ scope: Scope) -> [String] {
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
    guard let parent = selection.parent, let above = scope[parent.id],
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

/// The members of loops that are the same in every report.
struct LoopMembers: Sendable {
  private struct Loop {
    let selection: BoundSelection
    /// All, as they are picked: not as they are printed.
    let all: [Scope.Member]
    /// As they are printed; nil if figures pick or order them.
    var members: [Scope.Member]?
  }

  private var loops: [LoopID: Loop] = [:]

  init() {}

  /// - Parameter answers: Without this.
  init(_ answers: Answers) {
    for (id, selection) in answers.selections where selection.parent == nil {
      let all = answers.all(selection, Scope()).map { answers.member([$0]) }
      loops[id] = Loop(selection: selection, all: all)
      if selection.condition == nil, selection.order == nil {
        loops[id]?.members = answers.members(selection, Scope())
      }
    }
  }

  /// Whatever is picked of them; nil: they are not the same everywhere.
  func all(_ selection: BoundSelection) -> [Scope.Member]? { loop(of: selection)?.all }

  /// As a loop runs over them; nil: they are not the same everywhere.
  func members(_ selection: BoundSelection) -> [Scope.Member]? {
    guard let loop = loop(of: selection), loop.selection.limit == selection.limit,
      loop.selection.mergesOthers == selection.mergesOthers
    else { return nil }
    return loop.members
  }

  private func loop(of selection: BoundSelection) -> Loop? {
    guard let loop = loops[selection.id], selection.parent == nil,
      loop.selection.dimension == selection.dimension, loop.selection.ledger == selection.ledger
    else { return nil }
    return loop
  }
}
