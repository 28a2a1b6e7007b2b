import HuibianDiagnostics
import HuibianPlan
import HuibianReaders
import HuibianTable

extension Statistics {
  /// Reads and examines the exports; nil if one of them cannot be opened.
  ///
  /// - Parameters:
  ///   - extra: Columns needed besides those of the figures, by ledger.
  ///   - isTraced: The summaries of the files are to tell their digests.
  mutating func gather(
    _ data: [DataFile], for specs: [FigureSpec], extra: [String: Set<String>], isTraced: Bool,
    sink: inout DiagnosticSink
  ) async -> Gathered? {
    guard !data.isEmpty else {
      sink.report(.noData())
      return nil
    }
    var told = sink.emptied
    var gathered = read(data, for: specs, extra: extra, isTraced: isTraced, sink: &told)
    var ofNames = sink.emptied
    var named = named(in: gathered, for: specs, sink: &ofNames)
    // The metrics that indicators and targets name are known only now; their columns may not have
    // been read.
    let all = specs + named.specs.filter { !specs.contains($0) }
    if planner.columnNeeds(all) != planner.columnNeeds(specs) {
      guard !data.contains(where: { $0.name == "-" }) else {
        sink.report(.namedFromInput(named.first ?? .command))
        return nil
      }
      told = sink.emptied
      gathered = read(data, for: all, extra: extra, isTraced: isTraced, sink: &told)
    }
    told.absorb(ofNames)
    if var whole = gathered, let range = all.wholeRange {
      var derivation = LedgerDerivation(
        catalog: catalog, range: range, trees: context.trees)
      whole.tables = derivation.complete(
        whole.tables, needed: needed(for: all, extra), sink: &told)
      whole.notes = derivation.notes
      if whole.areAllRead { await compute(&named, whole, sink: &told) }
      whole.tables = derivation.scoring(whole.tables, named.references, sink: &told)
      if isAsked(["目标完成"], specs) {
        whole.tables = derivation.judging(whole.tables, named.checks)
      }
      let reviews = Set(["整体自评", "项目自评"].filter { isAsked([$0], specs) })
      if !reviews.isEmpty {
        whole.tables = derivation.assessing(
          whole.tables, named.supports, year: context.period.year, asked: reviews, sink: &told)
      }
      var seen: Set<String> = []
      whole.named = named.specs.map(\.measure).filter { seen.insert($0).inserted }
        .compactMap { catalog.measure($0) }.filter { !$0.isAuxiliary }
      gathered = whole
    }
    sink.absorb(told)
    return gathered
  }

  /// The metrics that rows of ledgers name; nothing of a ledger that no figure counts in.
  private func named(
    in gathered: Gathered?, for specs: [FigureSpec], sink: inout DiagnosticSink
  ) -> NamedFigures {
    var named = NamedFigures(
      references: IndicatorReferences(), checks: TargetChecks(catalog),
      supports: IndicatorSupports())
    let indicators = gathered?.tables["绩效指标"]
    if let indicators, indicators["实际完成值"] != nil {
      named.references = IndicatorReferences(
        indicators, years: specs.years, catalog, context, sink: &sink)
    }
    if isAsked(["目标完成"], specs), let targets = gathered?.tables["目标值"],
      targets["指标"] != nil
    {
      named.checks = TargetChecks(targets, catalog, context, sink: &sink)
    }
    if isAsked(["整体自评", "项目自评"], specs), let indicators, indicators["三级指标"] != nil {
      named.supports = IndicatorSupports(
        indicators, years: specs.years, catalog, context, sink: &sink)
    }
    return named
  }

  /// The values of all metrics that rows name.
  private mutating func compute(
    _ named: inout NamedFigures, _ gathered: Gathered, sink: inout DiagnosticSink
  ) async {
    if !named.references.references.isEmpty {
      await compute(&named.references, gathered, sink: &sink)
    }
    guard !named.requests.isEmpty,
      let book = await compute(named.requests, gathered, sink: &sink)
    else { return }
    named.checks.take(book)
    named.supports.take(book)
  }

  /// The values of the metrics that indicators name.
  private mutating func compute(
    _ references: inout IndicatorReferences, _ gathered: Gathered, sink: inout DiagnosticSink
  ) async {
    let all = references.references
    let places = Dictionary(all.map { ($0.spec, $0.location) }) { first, _ in first }
    var told = sink.emptied
    let plans = plan(all.map(\.spec), gathered, at: { places[$0] ?? .command }, sink: &told)
    let isPlanned = !told.hasErrors
    sink.absorb(told)
    guard isPlanned, let book = await execute(plans, gathered, sink: &sink) else { return }
    references.take(book, sink: &sink)
    planner.forgetFigures()
  }

  /// Whether a figure counts in one of these ledgers.
  private func isAsked(_ ledgers: Set<String>, _ specs: [FigureSpec]) -> Bool {
    specs.contains { spec in
      catalog.measure(spec.measure).map { measure in
        catalog.leaves(of: measure).contains { $0.ledger.map(ledgers.contains) ?? false }
      } ?? false
    }
  }

  /// The figures that targets are measured by and that stand behind indicators; one that cannot be made
  /// is left out, with a warning.
  private mutating func compute(
    _ requests: [FigureRequest], _ gathered: Gathered, sink: inout DiagnosticSink
  ) async -> FigureBook? {
    var plans: [AggregationPlan] = []
    var absent: [(location: Location, reason: String)] = []
    for request in requests {
      var told = sink.emptied
      let own = plan([request.spec], gathered, at: { _ in request.location }, sink: &told)
      if let mistake = told.diagnostics.first(where: { $0.severity == .error }) {
        if !absent.contains(where: { $0.location == request.location }) {
          absent.append((request.location, mistake.message))
        }
      } else {
        sink.absorb(told)
        plans += own.filter { !plans.contains($0) }
      }
    }
    for (location, reason) in absent { sink.report(.namedWithoutData(reason, at: location)) }
    defer { planner.forgetFigures() }
    return await execute(plans, gathered, sink: &sink)
  }

  /// Columns that are to be read, by ledger.
  private func needed(for specs: [FigureSpec], _ extra: [String: Set<String>]) -> [String: Set<
    String
  >] {
    var needed = planner.columnNeeds(specs).mapValues { $0.required.union($0.optional) }
    for (ledger, columns) in extra { needed[ledger, default: []].formUnion(columns) }
    return needed
  }

  private func read(
    _ data: [DataFile], for specs: [FigureSpec], extra: [String: Set<String>], isTraced: Bool,
    sink: inout DiagnosticSink
  ) -> Gathered? {
    var sources: [Source] = []
    for file in data {
      let known = catalog.givenLedgers.map(\.name)
      if let ledger = file.ledger, !known.contains(catalog.ledger(ledger)?.name ?? "") {
        sink.report(.unknownLedger(ledger, among: known))
        continue
      }
      do throws(SourceError) {
        sources.append(
          Source(
            bytes: try workspace.source(file.name),
            ledger: file.ledger.flatMap { catalog.ledger($0)?.name }))
      } catch {
        sink.report(.unreadable(file.name, error))
      }
    }
    guard sources.count == data.count else { return nil }
    let needed = needed(for: specs, extra)
    let expected = Set(planner.ledgers(specs))
    let request = ReadRequest(
      ledgers: catalog.givenLedgers, needed: needed,
      examined: Dictionary(
        uniqueKeysWithValues: catalog.givenLedgers.map { ($0.name, LedgerExaminer.columns(of: $0)) }
      ),
      expected: expected, wantsDigests: isTraced)
    let reading = LedgerReader.read(sources, request, sink: &sink)
    var tables: [String: Table] = [:]
    let areAllRead = reading.unreadable == 0
    for (name, table) in reading.tables.sorted(by: { $0.key < $1.key }) {
      guard let schema = catalog.ledger(name) else { continue }
      // What no figure counts in is not worth a warning.
      var examined =
        needed[name] == nil
        ? table
        : LedgerExaminer(
          schema: schema, asOf: context.asOf, today: workspace.today, trees: context.trees,
          groupSize: catalog.number("集体访人数"), needed: needed[name] ?? []
        ).examine(table, sink: &sink)
      examined.keepOnly(needed[name] ?? [])
      tables[name] = examined
    }
    return Gathered(tables: tables, inputs: reading.inputs, areAllRead: areAllRead)
  }
}

/// The metrics that rows of ledgers name: as the value of an indicator, as what a target is measured by,
/// as what stands behind an indicator.
private struct NamedFigures {
  var references: IndicatorReferences
  var checks: TargetChecks
  var supports: IndicatorSupports

  var requests: [FigureRequest] { checks.requests + supports.requests }
  var specs: [FigureSpec] { references.references.map(\.spec) + requests.map(\.spec) }
  /// Where the first of them is named.
  var first: Location? { references.references.first?.location ?? requests.first?.location }
}

extension [FigureSpec] {
  /// The years in which their periods lie.
  fileprivate var years: Set<Int> {
    Set(
      filter { !$0.isAllEarlier }
        .flatMap { $0.period.range.start.year...$0.period.range.end.year })
  }

  /// From the first day to the last of all their periods; nil without any.
  fileprivate var wholeRange: DateRange? {
    let ranges = filter { !$0.isAllEarlier }.map(\.period.range)
    guard let start = ranges.map(\.start).min(), let end = ranges.map(\.end).max()
    else { return nil }
    return DateRange(start, end)
  }
}
