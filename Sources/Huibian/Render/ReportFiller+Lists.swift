import HuibianPlan
import HuibianTemplate

extension ReportFiller {
  /// 城乡建设（35件，占17.9%）、…
  ///
  /// In falling order members whose count is zero are not listed. Nothing, with a warning, if none is left.
  mutating func text(of list: BoundList, tag: Int, _ scope: Scope) -> String {
    let kind = list.figure.measure.wording.kind
    let isCount = kind == .count || kind == .amount
    let isFalling = !(list.selection.order?.isAscending ?? false)
    let members = answers.members(list.selection, scope).filter { member in
      let place = scope.entering(list.selection.id, member)
      let value = answers.answer(list.figure, place).value.quantity.fraction
      return !(isCount && isFalling) || value.map { !$0.isZero } ?? true
    }
    guard !members.isEmpty else {
      warn(EvaluatedPhrase.Problem(.emptyList, measure: list.figure.measure.name), tag: tag)
      return ""
    }
    var items: [String] = []
    for member in members {
      guard !list.namesOnly else {
        items.append(member.printed)
        continue
      }
      let place = scope.entering(list.selection.id, member)
      let value = write(FigurePhrase(figures: [list.figure]), tag: tag, place, isTable: false)
      var phrase = FigurePhrase(figures: [list.figure])
      phrase.statistic = .share(list.whole)
      let share =
        isCount && !list.omitsShares
        ? "，占" + write(phrase, tag: tag, place, isTable: false).text : ""
      items.append("\(member.printed)（\(value.text)\(share)）")
    }
    if list.saysMore, answers.hasMore(list, than: members, scope) {
      return items.joined(separator: "、") + "等"
    }
    guard list.joinsWithAnd, items.count > 1, let last = items.last else {
      return items.joined(separator: "、")
    }
    return items.dropLast().joined(separator: "、") + "和" + last
  }
}

extension Answers {
  /// Whether members that are not among those listed have rows too.
  fileprivate func hasMore(
    _ list: BoundList, than listed: [Scope.Member], _ scope: Scope
  ) -> Bool {
    var all = list.selection
    all.limit = nil
    all.condition = nil
    all.mergesOthers = false
    let labels = Set(listed.flatMap(\.labels))
    return members(all, scope).contains { member in
      guard labels.isDisjoint(with: member.labels) else { return false }
      let value = answer(list.figure, scope.entering(all.id, member)).value.quantity.fraction
      return value.map { !$0.isZero } ?? false
    }
  }
}
