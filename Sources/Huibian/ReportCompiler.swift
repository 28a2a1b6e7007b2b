package import HuibianDiagnostics
import HuibianOPC
package import HuibianPlan
import HuibianReaders
package import HuibianTable
import HuibianTemplate
import HuibianWord

/// Compiles a template and exports to an official report.
///
///     open     -- the template, a text template lowered to a Word document with tags
///     bind     -- names become figures
///     gather   -- the exports are read and examined, with just the columns that the figures need
///     execute  -- all figures become plans, and one run of the engine answers them
///     render   -- the tags are filled, each figure in a content control
///     write    -- the document's parts become a file
///
/// A stage reports all that it can find. Mistakes of the template and of the data are told together,
/// before any figure is computed.
package struct ReportCompiler: Sendable {
  package let workspace: any Workspace
  /// How the office sets its documents.
  package let format: PageFormat
  /// Makes the engine that answers the plans over the tables read.
  package let makeEngine: @Sendable ([String: Table]) -> any AggregationEngine

  package init(
    workspace: any Workspace, format: PageFormat = PageFormat(),
    makeEngine: @escaping @Sendable ([String: Table]) -> any AggregationEngine
  ) {
    self.workspace = workspace
    self.format = format
    self.makeEngine = makeEngine
  }

  /// The report, or nil if there were errors; the sink holds every message of the run.
  package func compile(_ job: CompileJob, sink: inout DiagnosticSink) async -> CompiledReport? {
    guard let prepared = await answered(job, sink: &sink),
      let inserted = await compileInserted(prepared.documents, job, sink: &sink)
    else { return nil }
    return render(prepared, job, inserting: inserted, in: Scope(), sink: &sink)
  }

  /// One report for each member of the job's dimension, with one pass over the data.
  ///
  /// A member whose report has errors does not stop the others.
  ///
  /// Reports are made on all cores.
  ///
  /// - Parameter deliver: Called for each member in order, with its report or with its errors; neither
  ///   these nor its warnings are in the sink. What it throws ends the run.
  /// - Returns: False if no report could be tried; the sink then says why.
  package func compileEach(
    _ job: CompileJob, sink: inout DiagnosticSink,
    deliver: (MemberReport) throws(CompilationError) -> Void
  ) async throws(CompilationError) -> Bool {
    guard let prepared = await answered(job, sink: &sink), let dimension = prepared.each,
      let answers = prepared.answers(job),
      let inserted = await compileInserted(prepared.documents, job, sink: &sink)
    else { return false }
    let selection = BoundSelection(id: .wholeDocument, dimension: dimension, parent: nil)
    let members = answers.members(selection, Scope())
    if members.isEmpty { sink.report(.noMembers(job.each ?? dimension.name)) }
    let empty = sink.emptied
    let make = { @Sendable (index: Int) -> MemberReport in
      var own = empty
      let scope = Scope().entering(.wholeDocument, members[index])
      let report = render(prepared, job, inserting: inserted, in: scope, sink: &own)
      return MemberReport(
        member: members[index].printed, ordinal: index + 1, count: members.count,
        result: report.map { .success($0) } ?? .failure(CompilationError(own.summary)),
        warnings: report == nil ? [] : own.summary)
    }
    let failure = await withTaskGroup(of: MemberReport.self) { group -> CompilationError? in
      for index in 0..<min(Self.atOnce, members.count) { group.addTask { make(index) } }
      var next = min(Self.atOnce, members.count)
      var waiting: [Int: MemberReport] = [:]
      var delivered = 0
      while let report = await group.next() {
        waiting[report.ordinal] = report
        while let due = waiting.removeValue(forKey: delivered + 1) {
          do throws(CompilationError) {
            try deliver(due)
          } catch {
            group.cancelAll()
            return error
          }
          delivered += 1
          if next < members.count {
            let index = next
            group.addTask { make(index) }
            next += 1
          }
        }
      }
      return nil
    }
    if let failure { throw failure }
    return !members.isEmpty
  }

  /// How many reports of ``compileEach(_:sink:deliver:)`` are made or kept at a time: enough for all cores,
  /// and few, so that memory does not grow with the members.
  private static let atOnce = 8

  /// Up to the answered figures, with the periods checked; nil if there were errors.
  private func answered(_ job: CompileJob, sink: inout DiagnosticSink) async -> Prepared? {
    guard var prepared = await prepare(job, sink: &sink), let data = prepared.data,
      let book = data.book
    else { return nil }
    prepared.gaps = prepared.statistics.checkPeriods(
      prepared.specs, book, data.gathered, isReport: true, guards: prepared.bound.guards,
      sink: &sink)
    return sink.hasErrors ? nil : prepared
  }

  private func render(
    _ prepared: Prepared, _ job: CompileJob, inserting inserted: InsertedDocuments,
    in scope: Scope, sink: inout DiagnosticSink
  ) -> CompiledReport? {
    guard let answers = prepared.answers(job), let data = prepared.data else { return nil }
    let parsed = prepared.parsed
    var filler = ReportFiller(
      template: parsed.template, bound: prepared.bound, answers: answers,
      isInTable: parsed.isInTable, isFallback: parsed.isFallback, widths: parsed.widths,
      landscapeWidths: parsed.landscapeWidths, locations: parsed.locations,
      assumptions: prepared.statistics.assumptions, named: prepared.data?.gathered.named ?? [],
      styles: prepared.opened.styles)
    filler.firstFigure = job.firstFigure + inserted.figures
    filler.occurrences = inserted.occurrences
    let document = prepared.opened.rendered(
      prepared.skeleton, parsed, with: &filler, in: scope, documents: inserted.packages, sink: &sink
    )
    guard let bytes = document, !sink.hasErrors else { return nil }
    let trace = Trace(
      job: job, inputs: data.gathered.inputs, measures: prepared.bound.measures,
      figures: filler.figures, engine: prepared.statistics.engineName, today: workspace.today)
    let diagnostics = sink.summary
    return CompiledReport(
      document: bytes, occurrences: filler.occurrences,
      summary: filler.summary(data.gathered.inputs).adding(inserted.reports.map(\.summary)),
      makeTrace: { inserted.traced(with: trace.records(diagnostics: diagnostics)) })
  }

  /// Everything that is wrong with a template, and with the data if there is any; nothing is written.
  package func check(_ job: CompileJob, sink: inout DiagnosticSink) async -> TemplateNeeds? {
    guard let prepared = await prepare(job, sink: &sink) else { return nil }
    if let data = prepared.data, let book = data.book {
      _ = prepared.statistics.checkPeriods(
        prepared.specs, book, data.gathered, isReport: true, guards: prepared.bound.guards,
        sink: &sink)
    }
    var columns = prepared.statistics.columnNeeds(prepared.specs)
    if prepared.bound.targets != nil { columns[TargetList.ledger] = TargetList.needs }
    let known = columns.values.reduce(into: Set<String>()) {
      $0.formUnion($1.required.union($1.optional))
    }
    // A loop without a figure needs its column all the same.
    for (ledger, names) in prepared.bound.loopColumns(in: job.catalog) {
      let own = names.subtracting(known)
      if !own.isEmpty {
        columns[ledger, default: ColumnNeeds()].formUnion(ColumnNeeds(required: own))
      }
    }
    let own = TemplateNeeds(
      prepared.bound, prepared.parsed, prepared.specs, columns: columns, job,
      texts: job.texts(today: workspace.today))
    let inserted = await checkInserted(prepared.documents, job, sink: &sink)
    return inserted.reduce(own) { $0.adding($1) }
  }

  /// A text template as a Word document with its tags in it; nil after a report.
  package func taggedDocument(_ template: TemplateFile, sink: inout DiagnosticSink) -> [UInt8]? {
    guard let opened = OpenedTemplate.open(template, workspace, format, sink: &sink) else {
      return nil
    }
    _ = opened.parse(sink: &sink)
    guard !sink.hasErrors else { return nil }
    return opened.taggedBytes(sink: &sink)
  }

  // MARK: Stages

  private struct Prepared: Sendable {
    let opened: OpenedTemplate
    let parsed: OpenedTemplate.Parsed
    /// Nothing else need be done to the template again for each report.
    let skeleton: WordDocument
    let bound: BoundTemplate
    let specs: [FigureSpec]
    /// Nil: one document for all.
    let each: DimensionReference?
    var statistics: Statistics
    var targets: TargetList
    let documents: DocumentShelf.Opened
    /// Comparisons that would be unfair.
    var gaps = PeriodGaps()
    /// Nil: no data was given, which only a check allows.
    var data: (gathered: Statistics.Gathered, book: FigureBook?)?

    func answers(_ job: CompileJob) -> Answers? {
      guard let data, let book = data.book else { return nil }
      return Answers(
        book: book, catalog: job.catalog, trees: statistics.trees, tables: data.gathered.tables,
        period: job.context.period, asOf: job.context.asOf, dimensions: bound.dimensions,
        selections: bound.selections, targets: targets,
        disclosure: Disclosure(job.catalog, book, specs, trees: statistics.trees), gaps: gaps,
        phrases: PhraseSettings(job.catalog))
    }
  }

  /// The template of a job, as it was opened before or now.
  private func openedTemplate(_ job: CompileJob, sink: inout DiagnosticSink) -> ParsedTemplate? {
    if let known = job.parsed {
      sink.absorb(known.notes)
      return known
    }
    return OpenedTemplate.open(job.template, workspace, format, sink: &sink).map {
      ParsedTemplate($0)
    }
  }

  /// Up to the answered figures. Nil if the template or an export cannot be opened; without a book if
  /// there were errors.
  private func prepare(_ job: CompileJob, sink: inout DiagnosticSink) async -> Prepared? {
    guard let template = openedTemplate(job, sink: &sink) else { return nil }
    let opened = template.opened
    let each = job.each.flatMap {
      DimensionReference.parse(
        $0, ledgers: job.catalog.ledgers, trees: job.context.trees, at: .command, sink: &sink)
    }
    var told = sink.emptied
    let parsed = template.parsed
    told.absorb(template.messages)
    let skeleton = opened.skeleton(parsed, sink: &told)
    let order = TemplateOrder(parsed)
    let pictures = PictureShelf(job: job, workspace: workspace).pictures(of: parsed, sink: &told)
    let shelf = DocumentShelf(job: job, workspace: workspace, format: format)
    let documents = shelf.documents(of: parsed, sink: &told)
    var binder = Binder(
      template: parsed.template, blocks: parsed.blocks, catalog: job.catalog,
      context: job.context, texts: job.texts(today: workspace.today), each: each,
      pictures: pictures, documents: documents.keys, drawnCharts: parsed.drawnCharts,
      tableStyles: opened.tableStyles)
    let bound = binder.bind(sink: &told)
    bound.checkTexts(binder.texts, locations: parsed.locations, sink: &told)
    let specs = bound.figures.sortedForPlanning
    var prepared = Prepared(
      opened: opened, parsed: parsed, skeleton: skeleton, bound: bound, specs: specs, each: each,
      statistics: Statistics(
        catalog: job.catalog, context: job.context, workspace: workspace, makeEngine: makeEngine),
      targets: TargetList(nil, job.catalog, trees: [:], sink: &sink), documents: documents)
    let place = { (spec: FigureSpec) -> Location in
      bound.firstTags[spec].map { parsed.locations[$0] } ?? .file(job.template.name)
    }
    let isWithoutData = job.data.isEmpty && job.isCheck
    prepared.statistics.check(specs, at: place, isAll: isWithoutData, sink: &told)
    sink.absorb(told, inOrder: order.sorted)
    if isWithoutData { return prepared }
    var extra = bound.loopColumns(in: job.catalog)
    let targets = bound.targets
    if targets != nil { extra[TargetList.ledger] = TargetList.columns }
    guard
      let gathered = await prepared.statistics.gather(
        job.data, for: specs, extra: extra, isTraced: !job.isCheck, sink: &sink)
    else { return nil }
    prepared.data = (gathered, nil)
    guard gathered.areAllRead else { return prepared }
    told = sink.emptied
    let plans = prepared.statistics.plan(
      specs, gathered, at: place, sink: &told)
    if let (tag, measures) = targets {
      let table = gathered.tables[TargetList.ledger]
      if table == nil {
        told.report(
          .missingLedger(TargetList.ledger, measures: measures, at: parsed.locations[tag]))
      }
      var own = sink.emptied
      prepared.targets = TargetList(
        table, job.catalog, trees: prepared.statistics.trees, sink: &own)
      for mistake in own.diagnostics where !sink.diagnostics.contains(mistake) {
        told.report(mistake)
      }
    }
    bound.checkMembers(
      in: gathered.tables, catalog: job.catalog, trees: prepared.statistics.trees,
      locations: parsed.locations, sink: &told)
    sink.absorb(told, inOrder: order.sorted)
    guard !sink.hasErrors else { return prepared }
    prepared.data?.book = await prepared.statistics.execute(plans, gathered, sink: &sink)
    return prepared
  }
}

/// A finished report.
package struct CompiledReport: Sendable {
  /// The .docx.
  package let document: [UInt8]
  /// How often each question is answered in it, by its hash.
  let occurrences: [String: Int]
  package let summary: ReportSummary
  /// A tenth of a report's time: most are wanted without their trace.
  let makeTrace: @Sendable () -> [TraceRecord]

  /// In order: the run, its inputs, the measures, the figures, the messages.
  ///
  /// Made anew at each call.
  package var trace: [TraceRecord] { makeTrace() }
}

/// What a person is told when a report is done.
package struct ReportSummary: Hashable, Sendable {
  package let figures: Int
  package let tables: Int
  package let charts: Int
  /// 待填 left to be filled in by a person.
  package let placeholders: Int
  /// Figures that are not printed because the report is for the public; nil: it is not.
  package let withheld: Int?
  /// Rows that were read, all ledgers together.
  package let rows: Int

  /// Of no report.
  package static let zero = ReportSummary(
    figures: 0, tables: 0, charts: 0, placeholders: 0, withheld: nil, rows: 0)
}
