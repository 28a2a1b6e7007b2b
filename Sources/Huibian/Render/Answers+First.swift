import HuibianPlan
import HuibianTable

extension Answers {
  /// What the ledgers show of a figure that may have come for the first time (首次).
  enum FirstTime: Hashable {
    /// Above zero now, and zero in all that the ledgers hold of earlier times, which is without a gap
    /// since this month: `2023年1月`.
    case isFirst(since: String)
    case isNot
    /// The ledgers hold nothing of the time just before.
    case unknown
  }

  /// - Parameter earlier: The same figure of all that was before its period.
  func firstTime(_ figure: BoundFigure, _ earlier: BoundFigure, _ scope: Scope) -> FirstTime {
    let now = answer(figure, scope)
    guard let value = now.value.quantity.fraction, value > .zero else { return .isNot }
    let before = answer(earlier, scope)
    guard let past = before.value.quantity.fraction, past.isZero else { return .isNot }
    let starts = book.ledgers(of: figure.spec).map { start(of: $0, before: now.figure.spec.period) }
    // Of several ledgers the one that begins last.
    var latest = Int.min
    for start in starts {
      guard let start else { return .unknown }
      latest = max(latest, start)
    }
    guard latest > Int.min else { return .unknown }
    return .isFirst(since: "\(latest / 12)年\(latest % 12 + 1)月")
  }

  /// The first month, as months since the year 0, from which on a ledger has rows in every month up to
  /// the period; of a register of single events that of its first row. Nil: it has none just before.
  private func start(of ledger: FigureBook.DatedLedger, before period: Period) -> Int? {
    guard let column = ledger.dateColumn, case .dates(let days)? = tables[ledger.ledger]?[column]
    else { return nil }
    let end = period.range.start.days
    var firstDays: [Int: Int] = [:]
    days.forEachBlock(touching: (CivilDate.missing + 1)...(end - 1)) { _, block in
      for day in block where day < end && day != CivilDate.missing {
        let date = CivilDate(days: day)
        let month = date.year * 12 + date.month - 1
        firstDays[month] = min(firstDays[month] ?? 31, date.day)
      }
    }
    if catalog.isSporadic(ledger.ledger) { return firstDays.keys.min() }
    let last = period.range.start.adding(days: -1)
    var month = last.year * 12 + last.month - 1
    guard firstDays[month] != nil else { return nil }
    while firstDays[month - 1] != nil { month -= 1 }
    // An export that begins in the middle of a month does not cover that month.
    if firstDays[month] ?? 1 > 7 { month += 1 }
    return month <= last.year * 12 + last.month - 1 ? month : nil
  }
}
