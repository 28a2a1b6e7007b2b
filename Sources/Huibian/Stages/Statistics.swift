import HuibianDiagnostics
import HuibianPlan
import HuibianReaders
import HuibianTable

/// From exports to answered figures: read, examine, plan, run. Reports and `stats` share it.
struct Statistics: Sendable {
  let catalog: Catalog
  let context: Context
  let workspace: any Workspace
  let makeEngine: @Sendable ([String: Table]) -> any AggregationEngine
  private var planner: FigurePlanner

  /// How the engine is called in the trace.
  let engineName = "columnar"

  init(
    catalog: Catalog, context: Context, workspace: any Workspace,
    makeEngine: @escaping @Sendable ([String: Table]) -> any AggregationEngine
  ) {
    self.catalog = catalog
    self.context = context
    self.workspace = workspace
    self.makeEngine = makeEngine
    planner = FigurePlanner(catalog: catalog, context: context)
  }

  /// What the planner assumed for want of columns.
  var assumptions: [String] { planner.assumptions }

  /// The trees of the context, with what the data told of names that several places share.
  var trees: [String: Tree] { planner.context.trees }

  /// Reports what is wrong with the figures before any data is read.
  ///
  /// - Parameter isAll: None will be read: a member that a tree does not list is a mistake.
  mutating func check(
    _ specs: [FigureSpec], at place: (FigureSpec) -> Location, isAll: Bool = false,
    sink: inout DiagnosticSink
  ) {
    planner.check(specs, at: place, isAll: isAll, sink: &sink)
  }

  /// Columns that figures need, by ledger.
  func columnNeeds(_ specs: [FigureSpec]) -> [String: ColumnNeeds] { planner.columnNeeds(specs) }

  /// Ledgers as read and examined.
  struct Gathered {
    var tables: [String: Table]
    var inputs: [InputSummary]
    /// False if a file could not be understood: what is missing is then not said again.
    let areAllRead: Bool
    /// What was put in for want of columns, one sentence each.
    var notes: [String] = []
    /// The metrics that targets and indicators name, each once, in their order.
    var named: [Measure] = []

    var available: [String: Set<String>] { tables.mapValues(\.available) }
  }

  // MARK: Reading

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
    var references = IndicatorReferences()
    if let table = gathered?.tables["绩效指标"], table["实际完成值"] != nil {
      references = IndicatorReferences(
        table, years: specs.years, catalog, context, sink: &told)
    }
    var checks = TargetChecks(catalog)
    if isAsked(["目标完成"], specs), let table = gathered?.tables["目标值"],
      table["指标"] != nil
    {
      checks = TargetChecks(table, catalog, context, sink: &told)
    }
    var supports = IndicatorSupports()
    if isAsked(["整体自评", "项目自评"], specs), let table = gathered?.tables["绩效指标"],
      table["三级指标"] != nil
    {
      supports = IndicatorSupports(table, years: specs.years, catalog, context, sink: &told)
    }
    // The metrics that indicators and targets name are known only now; their columns may not have
    // been read.
    let requests = checks.requests + supports.requests
    let named = references.references.map(\.spec) + requests.map(\.spec)
    let all = specs + named.filter { !specs.contains($0) }
    if planner.columnNeeds(all) != planner.columnNeeds(specs) {
      guard !data.contains(where: { $0.name == "-" }) else {
        sink.report(
          .namedFromInput(
            references.references.first?.location ?? requests.first?.location ?? .command))
        return nil
      }
      let mistakes = told.diagnostics.filter {
        ["bad-indicator", "unknown-measure", "bad-goal"].contains($0.id)
      }
      told = sink.emptied
      gathered = read(data, for: all, extra: extra, isTraced: isTraced, sink: &told)
      for mistake in mistakes { told.report(mistake) }
    }
    if var whole = gathered, let range = all.wholeRange {
      var derivation = LedgerDerivation(
        catalog: catalog, range: range, trees: context.trees)
      whole.tables = derivation.complete(
        whole.tables, needed: needed(for: all, extra), sink: &told)
      whole.notes = derivation.notes
      if whole.areAllRead {
        if !references.references.isEmpty { await compute(&references, whole, sink: &told) }
        if !requests.isEmpty {
          let book = await compute(requests, whole, sink: &told)
          if let book {
            checks.take(book)
            supports.take(book)
          }
        }
      }
      whole.tables = derivation.scoring(whole.tables, references, sink: &told)
      if isAsked(["目标完成"], specs) {
        whole.tables = derivation.judging(whole.tables, checks)
      }
      let reviews = Set(["整体自评", "项目自评"].filter { isAsked([$0], specs) })
      if !reviews.isEmpty {
        whole.tables = derivation.assessing(
          whole.tables, supports, year: context.period.year, asked: reviews, sink: &told)
      }
      var seen: Set<String> = []
      whole.named = named.map(\.measure).filter { seen.insert($0).inserted }
        .compactMap { catalog.measure($0) }.filter { !$0.isAuxiliary }
      gathered = whole
    }
    sink.absorb(told)
    return gathered
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

  // MARK: Answering

  mutating func plan(
    _ specs: [FigureSpec], _ gathered: Gathered, at place: (FigureSpec) -> Location,
    sink: inout DiagnosticSink
  ) -> [AggregationPlan] {
    for table in gathered.tables.values {
      planner.know(
        table.columns.compactMapValues { column in
          if case .coded(let coded) = column, coded.dictionary.count <= 100_000 {
            Set(coded.dictionary.texts)
          } else {
            nil
          }
        })
    }
    for note in gathered.notes { planner.assume(note) }
    let plans = planner.plans(specs, available: gathered.available, at: place, sink: &sink)
    checkOffice(plans, gathered.tables, sink: &sink)
    return plans
  }

  func execute(
    _ plans: [AggregationPlan], _ gathered: Gathered, sink: inout DiagnosticSink
  ) async -> FigureBook? {
    do throws(EngineError) {
      let results = try await makeEngine(gathered.tables).run(plans)
      planner.reportDoubts(results, of: plans, available: gathered.available, sink: &sink)
      return planner.book(results, of: plans)
    } catch {
      sink.report(.engineFailed(error))
      return nil
    }
  }
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

extension Set<FigureSpec> {
  /// In an order that does not depend on hashes: the plans, and so the trace, are the same each run.
  var sortedForPlanning: [FigureSpec] {
    map { (spec: $0, key: $0.sortKey) }.sorted { $0.key < $1.key }.map(\.spec)
  }
}

extension FigureSpec {
  fileprivate var sortKey: String {
    [
      measure, period.range.start.iso, period.range.end.iso, asOf.iso,
      slice.map { $0.dimension.name + "=" + $0.members.joined(separator: "/") }
        .joined(separator: ","),
      groupings.map(\.name).joined(separator: ","),
      condition.map { String(describing: $0) } ?? "",
    ].joined(separator: "|")
  }
}
