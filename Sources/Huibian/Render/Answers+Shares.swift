import HuibianPlan

extension Answers {
  /// The shares of a table's column, rounded so that they add up to 100 (最大余额), one a row.
  ///
  /// Nil unless 口径 asks for it (占比凑整: 是) and the rows are parts of one whole: counts of which none
  /// is withheld, that add up to what the share is of.
  func evenShares(_ phrase: FigurePhrase, _ rows: [Scope]) -> [String]? {
    guard evensShares, case .share(let whole) = phrase.statistic,
      phrase.figures.count == 1, let first = rows.first
    else { return nil }
    let total = answer(whole, first)
    guard case .count(let count) = total.value.quantity, count > 0 else { return nil }
    var parts: [Int64] = []
    for row in rows {
      let part = answer(phrase.figures[0], row)
      guard case .count(let own) = part.value.quantity, own >= 0, part.disclosed == .open,
        answer(whole, row).value.quantity == total.value.quantity
      else { return nil }
      parts.append(Int64(own))
    }
    guard parts.reduce(0, +) == Int64(count) else { return nil }
    let decimals = phrase.decimals ?? phrases.percentDecimals
    return shares(parts, decimals: decimals).map { phrase.isBare ? $0 : $0 + "%" }
  }
}
