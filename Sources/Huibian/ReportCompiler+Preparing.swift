import HuibianDiagnostics
import HuibianPlan
import HuibianTable
import HuibianTemplate
import HuibianWord

extension ReportCompiler {
  /// A job up to its answered figures.
  struct Prepared: Sendable {
    let opened: OpenedTemplate
    let parsed: OpenedTemplate.Parsed
    /// Nothing else need be done to the template again for each report.
    let skeleton: WordDocument
    let bound: BoundTemplate
    /// Of ``bound``, for the trace of each report.
    let measures: [Measure]
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

    /// The ledger 目标值, of which a tag asks.
    fileprivate mutating func readTargets(
      for measures: [String], at location: Location, _ job: CompileJob,
      _ gathered: Statistics.Gathered, sink: inout DiagnosticSink
    ) {
      let table = gathered.tables[TargetList.ledger]
      if table == nil {
        sink.report(.missingLedger(TargetList.ledger, measures: measures, at: location))
      }
      targets = TargetList(table, job.catalog, trees: statistics.trees, sink: &sink)
    }

    func answers(_ job: CompileJob) -> Answers? {
      guard let data, let book = data.book else { return nil }
      var answers = Answers(
        book: book, figures: book.figures(bound.numbers.specs), catalog: job.catalog,
        trees: statistics.trees, tables: data.gathered.tables,
        period: job.context.period, asOf: job.context.asOf, dimensions: bound.dimensions,
        selections: bound.selections, targets: targets,
        disclosure: Disclosure(job.catalog, book, specs, trees: statistics.trees), gaps: gaps,
        phrases: PhraseSettings(job.catalog),
        keepsTies: job.catalog.setting("并列")?.value == .choice("保留"),
        evensShares: job.catalog.setting("占比凑整")?.value == .choice("是"))
      answers.loopMembers = LoopMembers(answers)
      answers.tableFrames = TableFrame.fixed(bound, answers.loopMembers)
      return answers
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
  func prepare(_ job: CompileJob, sink: inout DiagnosticSink) async -> Prepared? {
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
      opened: opened, parsed: parsed, skeleton: skeleton, bound: bound, measures: bound.measures,
      specs: specs, each: each,
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
      var own = sink.emptied
      prepared.readTargets(for: measures, at: parsed.locations[tag], job, gathered, sink: &own)
      // Checking the figures may have read the same rows.
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
