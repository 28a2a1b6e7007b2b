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
  /// Makes the engine that answers the plans over the tables read.
  package let makeEngine: @Sendable ([String: Table]) -> any AggregationEngine

  package init(
    workspace: any Workspace,
    makeEngine: @escaping @Sendable ([String: Table]) -> any AggregationEngine
  ) {
    self.workspace = workspace
    self.makeEngine = makeEngine
  }

  /// The report, or nil if there were errors; the sink holds every message of the run.
  package func compile(_ job: CompileJob, sink: inout DiagnosticSink) async -> CompiledReport? {
    guard let opened = OpenedTemplate.open(job.template, workspace, sink: &sink) else { return nil }
    let parsed = opened.parse(sink: &sink)
    var binder = Binder(
      template: parsed.template, blocks: parsed.blocks, catalog: job.catalog,
      context: job.context, texts: job.texts(today: workspace.today))
    let bound = binder.bind(sink: &sink)
    var statistics = Statistics(
      catalog: job.catalog, context: job.context, workspace: workspace, makeEngine: makeEngine)
    let specs = bound.figures.sortedForPlanning
    let columns = bound.loopColumns(in: job.catalog)
    guard
      let gathered = statistics.gather(job.data, for: specs, extra: columns, sink: &sink)
    else { return nil }
    let places = bound.places(of: parsed.locations)
    let plans = statistics.plan(
      specs, gathered, at: { places[$0] ?? .file(job.template.name) }, sink: &sink)
    bound.checkMembers(
      in: gathered.tables, catalog: job.catalog, trees: job.context.trees,
      locations: parsed.locations, sink: &sink)
    guard !sink.hasErrors else { return nil }
    guard let book = await statistics.execute(plans, gathered, sink: &sink) else { return nil }
    statistics.checkPeriods(specs, book, isReport: true, sink: &sink)
    guard !sink.hasErrors else { return nil }
    var filler = ReportFiller(
      template: parsed.template, bound: bound,
      answers: Answers(
        book: book, catalog: job.catalog, trees: job.context.trees, tables: gathered.tables,
        period: job.context.period, dimensions: bound.dimensions),
      isInTable: parsed.isInTable, locations: parsed.locations,
      assumptions: statistics.assumptions, hasStyles: opened.hasStyles)
    let document = opened.rendered(parsed, with: &filler, sink: &sink)
    guard let bytes = document, !sink.hasErrors else { return nil }
    return CompiledReport(
      document: bytes, summary: filler.summary(gathered.inputs),
      trace: Trace(
        job: job, inputs: gathered.inputs, measures: bound.measures, figures: filler.figures,
        book: book, engine: statistics.engineName, today: workspace.today
      ).records(diagnostics: sink.summary))
  }
}

/// A finished report.
package struct CompiledReport: Sendable {
  /// The .docx.
  package let document: [UInt8]
  package let summary: ReportSummary
  /// In order: the run, its inputs, the measures, the figures, the messages.
  package let trace: [TraceRecord]
}

/// What a person is told when a report is done.
package struct ReportSummary: Hashable, Sendable {
  package let figures: Int
  package let tables: Int
  /// 待填 left to be filled in by a person.
  package let placeholders: Int
  /// Rows that were read, all ledgers together.
  package let rows: Int
}
