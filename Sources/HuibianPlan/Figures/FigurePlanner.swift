package import HuibianDiagnostics
import HuibianTable

/// From figures that are asked for to plans, and from their results back to figures.
///
///     let needs = planner.columnNeeds(specs)            // tells the readers what to decode
///     let plans = planner.plans(specs, available: …, at: …, sink: &sink)
///     let book = planner.book(try await engine.run(plans), of: plans)
package struct FigurePlanner: Sendable {
  package let catalog: Catalog
  package private(set) var context: Context
  private var figures: [FigureSpec: PlannedFigure] = [:]
  private var warned: Set<String> = []
  /// Mistakes of conditions and slices that have been reported.
  private var told: Set<Diagnostic> = []
  /// Rows that count as closed by their flag alone, for want of a date; each with its ledger.
  private var undated: Set<AggregationPlan> = []
  /// Rows of stock ledgers that count whatever the period, for want of a date.
  private var timeless: Set<AggregationPlan> = []
  /// Rows that count in no period, for want of the date that counts.
  private var unplaced: Set<AggregationPlan> = []
  /// What was assumed for want of columns, one sentence each: for 口径说明.
  package private(set) var assumptions: [String] = []

  package init(catalog: Catalog, context: Context) {
    self.catalog = catalog
    self.context = context
  }

  /// Takes the values that the data holds, by column: a member that no tree knows is none the less
  /// known if a row has it.
  package mutating func know(_ values: [String: Set<String>]) {
    context.dataValues.merge(values) { $0.union($1) }
    let columns = catalog.ledgers.flatMap(\.columns).filter { $0.kind == .tree }
    for column in columns where context.dataValues[column.name] != nil {
      guard let tree = context.trees[column.name] ?? Tree.standard(column), !tree.hasMembers
      else { continue }
      let learnt = tree.learning(context.dataValues[column.name] ?? [])
      if learnt != tree { context.trees[column.name] = learnt }
    }
  }

  /// Reports what is wrong with the figures whatever the data: names, types and members of
  /// conditions and slices. ``plans(_:available:at:sink:)`` does not say it again.
  ///
  /// - Parameter isAll: No data will be looked at: members that a tree does not list are unknown.
  package mutating func check(
    _ specs: [FigureSpec], at location: (FigureSpec) -> Location, isAll: Bool,
    sink: inout DiagnosticSink
  ) {
    for spec in specs {
      guard let measure = catalog.measure(spec.measure) else { continue }
      for mistake in mistakes(of: measure, spec, isAll, at: location(spec))
      where told.insert(mistake).inserted {
        sink.report(mistake)
      }
    }
  }

  /// Of alternatives (择一) only what is wrong with each of them; of parts that may be left out nothing.
  private func mistakes(
    of measure: Measure, _ spec: FigureSpec, _ isAll: Bool, at place: Location
  ) -> [Diagnostic] {
    func inner(_ names: [String]) -> [[Diagnostic]] {
      names.compactMap { catalog.measure($0) }
        .map { mistakes(of: $0, spec, isAll, at: place) }
    }
    switch measure.definition {
    case .count, .countDistinct, .sum, .mean, .median:
      var own = DiagnosticSink()
      _ = bind(measure, spec, available: nil, isTreeAll: isAll, at: place, sink: &own)
      return own.diagnostics
    case .firstOf(let names):
      let alternatives = inner(names)
      return alternatives.contains { $0.isEmpty } ? [] : alternatives.first ?? []
    case .total(let terms):
      return inner(terms.filter { !$0.isOptional }.map(\.measure)).flatMap { $0 }
    case .ratio, .score, .grade, .yearEarlier, .external:
      return inner(measure.definition.parts).flatMap { $0 }
    }
  }

  /// Columns that the figures need, by ledger.
  ///
  /// Mistakes are left for ``plans(_:available:at:sink:)``.
  package func columnNeeds(_ specs: [FigureSpec]) -> [String: ColumnNeeds] {
    var all: [String: ColumnNeeds] = [:]
    var silent = DiagnosticSink()
    for spec in specs {
      guard let measure = catalog.measure(spec.measure) else { continue }
      for leaf in leaves(of: measure) {
        guard let bound = bind(leaf, spec, available: nil, at: .command, sink: &silent) else {
          continue
        }
        for (ledger, needs) in bound.rests.needs {
          let sources = catalog.sourceNeeds(of: ledger) ?? [ledger: needs]
          for (source, needs) in sources { all[source, default: ColumnNeeds()].formUnion(needs) }
        }
      }
    }
    return all
  }

  /// The ledgers that the figures count in, in order of first need.
  package func ledgers(_ specs: [FigureSpec]) -> [String] {
    var names: [String] = []
    for spec in specs {
      for leaf in catalog.measure(spec.measure).map({ leaves(of: $0) }) ?? [] {
        for ledger in leaf.ledger.map(catalog.sources) ?? [] where !names.contains(ledger) {
          names.append(ledger)
        }
      }
    }
    return names
  }

  /// Plans for all figures, equal ones once, with the plans that say whether there is data at all.
  ///
  /// - Parameters:
  ///   - available: By ledger that was given: our names of the columns that its files have.
  ///   - location: Where the figure was asked for.
  package mutating func plans(
    _ specs: [FigureSpec], available: [String: Set<String>],
    at location: (FigureSpec) -> Location, sink: inout DiagnosticSink
  ) -> [AggregationPlan] {
    var plans: [AggregationPlan] = []
    var seen: Set<AggregationPlan> = []
    var missing: [Missing] = []
    for spec in specs where figures[spec] == nil {
      let place = location(spec)
      guard let measure = catalog.measure(spec.measure) else {
        sink.report(.unknownMeasure(spec.measure, in: catalog, at: place))
        continue
      }
      var run = Run(spec: spec, place: place, available: available)
      let formula = formula(of: measure, &run, sink: &sink)
      for absent in run.missing {
        if let index = missing.firstIndex(where: { $0.absent == absent }) {
          missing[index].add(measure.name)
        } else {
          missing.append(Missing(absent: absent, measures: [measure.name], place: place))
        }
      }
      guard let formula else { continue }
      let figure = PlannedFigure(formula: formula, presence: presence(spec, run.ledgers))
      figures[spec] = figure
      let checks = Set(
        formula.plans.compactMap { plan in
          plan.undatedClosures(
            hasDates: available[plan.source]?.contains("办结日期") == true)
        }
      ).subtracting(undated)
      undated.formUnion(checks)
      for plan in formula.plans + figure.presence + checks.sorted(by: { $0.source < $1.source })
      where seen.insert(plan).inserted {
        plans.append(plan)
      }
      for plan in run.unplacedRows
      where unplaced.insert(plan).inserted && seen.insert(plan).inserted {
        plans.append(plan)
      }
      for plan in run.undatedRows where timeless.insert(plan).inserted && seen.insert(plan).inserted
      {
        plans.append(plan)
      }
    }
    for found in missing { found.report(available, to: &sink) }
    return plans
  }

  /// Forgets the figures planned so far, but not what has been said of them.
  package mutating func forgetFigures() { figures = [:] }

  /// The book of all figures planned so far.
  ///
  /// - Precondition: One result for each plan, in order.
  package func book(_ results: [AggregationResult], of plans: [AggregationPlan]) -> FigureBook {
    precondition(results.count == plans.count, "results of other plans")
    return FigureBook(
      figures: figures, results: Dictionary(zip(plans, results)) { first, _ in first })
  }

  /// Warns of rows that were counted as closed without a date, and notes rows of stock ledgers that
  /// were counted without one; once a ledger.
  ///
  /// - Parameter available: Ledgers that have the column 办结日期 are left out: their rows without a
  ///   date have been reported one by one.
  /// - Precondition: One result for each plan, in order.
  package func reportDoubts(
    _ results: [AggregationResult], of plans: [AggregationPlan],
    available: [String: Set<String>], sink: inout DiagnosticSink
  ) {
    precondition(results.count == plans.count, "results of other plans")
    var counts: [String: Int] = [:]
    for (plan, result) in zip(plans, results) where undated.contains(plan) {
      counts[plan.source] = max(counts[plan.source] ?? 0, result[[]].rows)
    }
    for (ledger, count) in counts.sorted(by: { $0.key < $1.key })
    where count > 0 && available[ledger]?.contains("办结日期") != true {
      sink.report(.closedUndated(ledger: ledger, count: count, at: .command))
    }
    for (plan, result) in zip(plans, results) where unplaced.contains(plan) && result[[]].rows > 0 {
      sink.report(
        .leftOutUndated(
          ledger: plan.source, column: plan.filter.emptyColumn, count: result[[]].rows,
          at: .command))
    }
    for (plan, result) in zip(plans, results) where timeless.contains(plan) && result[[]].rows > 0 {
      sink.report(
        .countedUndated(
          ledger: plan.source, column: plan.filter.emptyColumn, count: result[[]].rows,
          at: .command))
    }
  }

  // MARK: Planning one figure

  private struct Run {
    var spec: FigureSpec
    let place: Location
    let available: [String: Set<String>]
    var missing: [Absent] = []
    /// Ledger and date column of every plan made.
    var ledgers: [LedgerDate] = []
    var undatedRows: [AggregationPlan] = []
    var unplacedRows: [AggregationPlan] = []
  }

  private struct LedgerDate: Hashable {
    let ledger: String
    let dateColumn: String?
    /// What places rows in the period, where a date column alone does not.
    let isInPeriod: Predicate?
  }

  private mutating func formula(
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

  /// Takes a sentence for 口径说明: what was put in for want of a column.
  package mutating func assume(_ sentence: String) {
    if !assumptions.contains(sentence) { assumptions.append(sentence) }
  }

  /// One plan a ledger, date column and period: its rows, whatever their content.
  private func presence(_ spec: FigureSpec, _ dates: [LedgerDate]) -> [AggregationPlan] {
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

extension AggregationPlan {
  /// The rows of this plan's range that have 办结标志 = 是 and no 办结日期, if its filter takes such rows
  /// for closed.
  ///
  /// - Parameter hasDates: Whether the data has the column 办结日期; without it, it is empty in every
  ///   row, and only the flag is left of the condition.
  fileprivate func undatedClosures(hasDates: Bool) -> AggregationPlan? {
    let flagged = Predicate.isOneOf(column: "办结标志", values: ["是"])
    let closed =
      hasDates ? Predicate.and([.isEmpty(column: "办结日期"), flagged]) : flagged
    guard filter.contains(closed) else { return nil }
    return AggregationPlan(
      source: source, filter: closed, dateColumn: dateColumn, range: range, aggregate: .countRows)
  }
}

extension Predicate {
  fileprivate var emptyColumn: String { if case .isEmpty(let column) = self { column } else { "" } }

  fileprivate func contains(_ part: Predicate) -> Bool {
    if self == part { return true }
    switch self {
    case .and(let parts), .or(let parts): return parts.contains { $0.contains(part) }
    case .not(let inner): return inner.contains(part)
    default: return false
    }
  }
}
