import HuibianDiagnostics
import HuibianTable

/// Planning one figure: its formula of plans, and what had to be assumed.
extension FigurePlanner {
  struct Run {
    var spec: FigureSpec
    let place: Location
    let available: [String: Set<String>]
    var missing: [Absent] = []
    /// Ledger and date column of every plan made.
    var ledgers: [LedgerDate] = []
    var undatedRows: [AggregationPlan] = []
    var unplacedRows: [AggregationPlan] = []
  }

  struct LedgerDate: Hashable {
    let ledger: String
    let dateColumn: String?
    /// What places rows in the period, where a date column alone does not.
    let isInPeriod: Predicate?
  }

  mutating func formula(
    of measure: Measure, _ run: inout Run, sink: inout DiagnosticSink
  ) -> FigureFormula? {
    switch measure.definition {
    case .count, .countDistinct, .sum, .mean, .median: return leaf(measure, &run, sink: &sink)
    case .external:
      sink.report(.externalMeasure(measure.name, at: run.place))
      return nil
    case .ratio(let upper, let lower):
      let numerator = catalog.measure(upper).flatMap { formula(of: $0, &run, sink: &sink) }
      let denominator = catalog.measure(lower).flatMap { formula(of: $0, &run, sink: &sink) }
      guard let numerator, let denominator else { return nil }
      return .ratio(numerator, denominator)
    case .total(let terms):
      var parts: [FigureFormula.SignedPart] = []
      for term in terms {
        guard let part = catalog.measure(term.measure) else { return nil }
        if term.isOptional, !isGiven(part, run.available) {
          assume("没有“\(part.ledger ?? part.name)”的数据，“\(measure.name)”未含“\(part.name)”")
          continue
        }
        guard let formula = formula(of: part, &run, sink: &sink) else { return nil }
        parts.append(.init(sign: term.sign, formula: formula))
      }
      return .total(parts)
    case .score(let rate, let setting):
      guard case .integer(let points)? = catalog.setting(setting)?.value,
        let inner = catalog.measure(rate).flatMap({ formula(of: $0, &run, sink: &sink) })
      else { return nil }
      return .score(inner, points: points)
    case .grade(let part, let grades):
      return catalog.measure(part).flatMap { formula(of: $0, &run, sink: &sink) }
        .map { .grade($0, grades) }
    case .yearEarlier(let part):
      let spec = run.spec
      run.spec = spec.yearEarlier
      defer { run.spec = spec }
      return catalog.measure(part).flatMap { formula(of: $0, &run, sink: &sink) }
    case .firstOf(let names):
      let measures = names.compactMap { catalog.measure($0) }
      for candidate in measures where isGiven(candidate, run.available) {
        var trial = self
        var trialRun = run
        var silent = DiagnosticSink()
        if let formula = trial.formula(of: candidate, &trialRun, sink: &silent) {
          self = trial
          run = trialRun
          sink.absorb(silent)
          return formula
        }
      }
      guard let first = measures.first(where: { isGiven($0, run.available) }) ?? measures.first
      else { return nil }
      return formula(of: first, &run, sink: &sink)
    }
  }

  private func isGiven(_ measure: Measure, _ available: [String: Set<String>]) -> Bool {
    leaves(of: measure).allSatisfy { leaf in leaf.ledger.map { available[$0] != nil } ?? true }
  }

  private mutating func leaf(_ measure: Measure, _ run: inout Run, sink: inout DiagnosticSink)
    -> FigureFormula?
  {
    guard let ledgerName = measure.ledger, let ledger = catalog.ledger(ledgerName) else {
      return nil
    }
    guard let columns = run.available[ledgerName] else {
      let absent = absent(ledgerName, run.available)
      run.missing += absent
      // All that it is made of is there: it was not made because the figure asks for what it has not.
      if absent.isEmpty {
        _ = bind(measure, run.spec, available: nil, at: run.place, sink: &sink)
      }
      return nil
    }
    var own = DiagnosticSink()
    let bound = bind(measure, run.spec, available: run.available, at: run.place, sink: &own)
    // That nobody said whose report it is, is one mistake, however many measures ask.
    for diagnostic in own.diagnostics
    where diagnostic.id == "office-unknown"
      ? warned.insert(diagnostic.id).inserted : told.insert(diagnostic).inserted
    {
      sink.report(diagnostic)
    }
    guard let bound else { return nil }
    run.missing += bound.rests.missingLedgers.sorted().map { .ledger($0) }
    run.missing += bound.rests.missing.sorted().map { .column($0, of: ledgerName) }
    guard bound.rests.missing.isEmpty, bound.rests.missingLedgers.isEmpty,
      !own.hasErrors
    else { return nil }
    warn(ledgerName, bound.rests, at: run.place, sink: &sink)
    if let column = catalog.rules[ledgerName]?.yearColumn, columns.contains(column),
      !run.spec.period.range.isWholeYears
    {
      warnOfWholeYear(ledger, run.spec.period, sink: &sink)
    }
    let date = LedgerDate(
      ledger: ledgerName, dateColumn: measure.dateColumn ?? ledger.dateColumn,
      isInPeriod: bound.isInPeriod)
    if !run.ledgers.contains(date) { run.ledgers.append(date) }
    if bound.isInPeriod != nil, let column = ledger.dateColumn, columns.contains(column) {
      run.undatedRows.append(
        AggregationPlan(
          source: ledgerName, filter: .isEmpty(column: column), aggregate: .countRows))
    }
    if bound.isInPeriod == nil, measure.dateColumn == nil, ledger.allowsUndated,
      let column = ledger.dateColumn
    {
      run.unplacedRows.append(
        AggregationPlan(
          source: ledgerName, filter: .isEmpty(column: column), aggregate: .countRows))
    }
    return .plan(bound.plan, isMean: measure.definition.isMean)
  }

  /// What is not given of a ledger, or of those that it is made of.
  private func absent(_ ledger: String, _ available: [String: Set<String>]) -> [Absent] {
    guard let sources = catalog.rules[ledger]?.sources, !sources.isEmpty else {
      return [.ledger(ledger)]
    }
    return sources.flatMap { source -> [Absent] in
      guard let columns = available[source.ledger] else { return [.ledger(source.ledger)] }
      return source.columns.filter { !columns.contains($0) }
        .map { .column($0, of: source.ledger) }
    }
  }

  private mutating func warn(
    _ ledger: String, _ rests: BoundCondition, at place: Location, sink: inout DiagnosticSink
  ) {
    if !rests.scopeAssumed.isEmpty, warned.insert("本级 " + ledger).inserted {
      let columns = (rests.scopeAssumed.union(rests.replaced.filter { $0 == "受理机构" })).sorted()
      sink.report(.scopeAssumed(ledger: ledger, columns: columns, at: .command))
      assume("台账“\(ledger)”没有\(columns.joined(separator: "、"))列，全部记录按本级计")
    }
    for column in rests.replaced.subtracting(rests.scopeAssumed).sorted()
    where rests.scopeAssumed.isEmpty && warned.insert(ledger + " " + column).inserted {
      sink.report(.columnReplaced(ledger: ledger, column: column, at: .command))
      assume("台账“\(ledger)”没有“\(column)”列，由其他列推定")
    }
  }

  /// Says that a figure of a part of a year is that of the whole year: its ledger knows no less.
  private mutating func warnOfWholeYear(
    _ ledger: LedgerSchema, _ period: Period, sink: inout DiagnosticSink
  ) {
    let name = catalog.rules[ledger.name]?.sources.first?.ledger ?? ledger.name
    guard warned.insert("按年 \(name) \(period.title)").inserted else { return }
    sink.report(.wholeYear(ledger: name, period: period, at: .command))
    assume("台账“\(name)”按年度记录，\(period.title)的数即\(period.year)年全年的数")
  }

  /// One plan a ledger, date column and period: its rows, whatever their content.
  func presence(_ spec: FigureSpec, _ dates: [LedgerDate]) -> [AggregationPlan] {
    dates.map { date in
      if let isInPeriod = date.isInPeriod {
        return AggregationPlan(source: date.ledger, filter: isInPeriod, aggregate: .countRows)
      }
      guard let column = date.dateColumn else {
        // A ledger that knows no time says how things are, not how they were.
        let isEarlier = spec.period.range.end < context.period.range.start
        return AggregationPlan(
          source: date.ledger, filter: isEarlier ? BoundCondition.none : .all,
          aggregate: .countRows)
      }
      // A ledger made of others is there where those of them that have dates are: cycles of a year
      // without any survey in the data are no cycles that nobody surveyed.
      let made = catalog.sources(of: date.ledger).lazy.compactMap { source in
        catalog.ledger(source)?.dateColumn.map { (source, $0) }
      }
      let (ledger, day) = made.first { $0.0 != date.ledger } ?? (date.ledger, column)
      return AggregationPlan(
        source: ledger, dateColumn: day, range: spec.countedRange ?? spec.period.range,
        aggregate: .countRows)
    }
  }
}
