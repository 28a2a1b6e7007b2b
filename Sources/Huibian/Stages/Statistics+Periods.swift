import HuibianDiagnostics
import HuibianPlan
import HuibianTable

extension Statistics {
  /// Reports a period without a row, and what a comparison would silently leave out: months of the
  /// base without a row, and ends of either period at which the export seems to stop.
  ///
  /// Returns the comparisons that would be unfair; none whose rule (base-gap, period-gap) a person
  /// accepted.
  func checkPeriods(
    _ specs: [FigureSpec], _ book: FigureBook, _ gathered: Gathered, isReport: Bool,
    guards: FigureGuards = FigureGuards(), sink: inout DiagnosticSink
  ) -> PeriodGaps {
    var check = PeriodCheck(
      context: context, catalog: catalog, tables: gathered.tables, book: book)
    let planned = specs.filter {
      book.contains($0) && !$0.isAllEarlier && guards.isNeeded($0, hasData: check.hasData)
    }
    let all = Set(planned)
    let bases = Set(planned.flatMap { [$0.yearEarlier, $0.previous] })
    for spec in planned
    where !(isReport && spec.isOfRanks) && (spec.period == context.period || !bases.contains(spec))
    {
      check.reportEmpty(spec, isReport: isReport, sink: &sink)
    }
    for spec in planned {
      for base in [spec.yearEarlier, spec.previous] where all.contains(base) {
        check.compare(spec, base, sink: &sink)
      }
    }
    return check.gaps
  }
}

/// Looks at the days that the ledgers cover, each ledger and period once.
private struct PeriodCheck {
  let context: Context
  let catalog: Catalog
  let tables: [String: Table]
  let book: FigureBook
  private var coverages: [Key: DayCoverage] = [:]
  private var said: Set<String> = []
  private(set) var gaps = PeriodGaps()

  private struct Key: Hashable {
    let ledger: FigureBook.DatedLedger
    let range: DateRange
  }

  init(context: Context, catalog: Catalog, tables: [String: Table], book: FigureBook) {
    self.context = context
    self.catalog = catalog
    self.tables = tables
    self.book = book
  }

  /// Nil for a ledger without dates.
  private mutating func coverage(
    _ ledger: FigureBook.DatedLedger, _ spec: FigureSpec
  ) -> DayCoverage? {
    guard let range = spec.countedRange, let column = ledger.dateColumn,
      case .dates(let days)? = tables[ledger.ledger]?[column]
    else { return nil }
    let key = Key(ledger: ledger, range: range)
    if let known = coverages[key] { return known }
    let made = DayCoverage(days, range)
    coverages[key] = made
    return made
  }

  /// Of a figure over several ledgers only if none of them has a row.
  mutating func reportEmpty(_ spec: FigureSpec, isReport: Bool, sink: inout DiagnosticSink) {
    let ledgers = book.ledgers(of: spec)
    guard let first = ledgers.first, !hasData(spec) else { return }
    if say("empty", first.ledger, spec.period) {
      let isError = isReport && spec.period == context.period
      sink.report(.emptyPeriod(first.ledger, spec.period, isError ? .error : .warning))
    }
  }

  mutating func compare(_ spec: FigureSpec, _ base: FigureSpec, sink: inout DiagnosticSink) {
    guard hasData(base) else {
      let ledger = book.ledgers(of: base).first
      let name = ledger?.ledger ?? ""
      if say("base", name, base.period) {
        sink.report(
          ledger?.isTimeless == true ? .noEarlierState(name) : .noBaseData(name, base.period))
      }
      return
    }
    for ledger in book.ledgers(of: base) where !catalog.isSporadic(ledger.ledger) {
      guard let now = coverage(ledger, spec), let then = coverage(ledger, base), !now.isEmpty
      else { continue }
      if then.isEmpty {
        if say("base", ledger.ledger, base.period) {
          sink.report(.emptyBase(ledger.ledger, base.period))
        }
        continue
      }
      if !sink.accepts("base-gap") {
        gaps.add(then.runsMissing(against: now), on: .base, of: spec, base)
      }
      if !sink.accepts("period-gap") {
        gaps.add(now.runsMissing(against: then), on: .current, of: spec, base)
      }
      checkBase(ledger.ledger, base.period, then, against: now, sink: &sink)
      checkPeriod(ledger.ledger, spec.period, now, against: then, sink: &sink)
    }
  }

  private mutating func checkBase(
    _ ledger: String, _ period: Period, _ base: DayCoverage, against now: DayCoverage,
    sink: inout DiagnosticSink
  ) {
    let months = base.emptyMonths.map { base.months[$0] }
    if !months.isEmpty {
      if !base.isSparse(like: now), say("base", ledger, period) {
        sink.report(.baseGap(ledger, period, months: months))
      }
      return
    }
    for edge in base.brokenEdges(against: now) where say("base \(edge)", ledger, period) {
      sink.report(.baseGap(ledger, period, base, edge: edge))
    }
  }

  private mutating func checkPeriod(
    _ ledger: String, _ period: Period, _ now: DayCoverage, against base: DayCoverage,
    sink: inout DiagnosticSink
  ) {
    let months = now.monthsMissing(against: base)
    if !months.isEmpty {
      if say("period", ledger, period) {
        sink.report(.periodGap(ledger, period, months: months))
      }
      return
    }
    for edge in now.brokenEdges(against: base) where say("period \(edge)", ledger, period) {
      sink.report(.periodGap(ledger, period, now, edge: edge))
    }
  }

  func hasData(_ spec: FigureSpec) -> Bool {
    let labels = spec.groupings.map { _ in "" }
    return book.ledgers(of: spec).isEmpty || book[spec, labels].hasData
  }

  private mutating func say(_ what: String, _ ledger: String, _ period: Period) -> Bool {
    said.insert([what, ledger, period.title].joined(separator: " ")).inserted
  }
}
