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
    guard let prepared = await answered(job, sink: &sink), let answers = prepared.answers(job),
      let inserted = await compileInserted(prepared.documents, job, sink: &sink)
    else { return nil }
    return render(prepared, job, answers, inserting: inserted, in: Scope(), sink: &sink)
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
      let report = render(
        prepared, job, answers, inserting: inserted, in: scope, sink: &own)
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
    _ prepared: Prepared, _ job: CompileJob, _ answers: Answers,
    inserting inserted: InsertedDocuments, in scope: Scope,
    sink: inout DiagnosticSink
  ) -> CompiledReport? {
    guard let data = prepared.data else { return nil }
    let empty = sink.emptied
    let parsed = prepared.parsed
    var filler = ReportFiller(
      template: parsed.template, bound: prepared.bound, answers: answers,
      isInTable: parsed.isInTable, isFallback: parsed.isFallback, widths: parsed.widths,
      landscapeWidths: parsed.landscapeWidths, locations: parsed.locations,
      assumptions: prepared.statistics.assumptions, named: prepared.data?.gathered.named ?? [],
      styles: prepared.opened.styles)
    filler.firstFigure = job.firstFigure + inserted.figures
    filler.occurrences = inserted.occurrences
    // About as many questions as a report asks: the table is not moved again and again.
    filler.occurrences.reserveCapacity(2 * prepared.bound.numbers.specs.count)
    filler.isTraced = job.isTraced
    let document = prepared.opened.rendered(
      prepared.skeleton, parsed, with: &filler, in: scope, documents: inserted.packages, sink: &sink
    )
    guard let bytes = document, !sink.hasErrors else { return nil }
    let summary = filler.summary(data.gathered.inputs).adding(inserted.reports.map(\.summary))
    if !job.isTraced {
      return CompiledReport(document: bytes, occurrences: filler.occurrences, summary: summary) {
        var sink = empty
        var job = job
        job.isTraced = true
        return render(prepared, job, answers, inserting: inserted, in: scope, sink: &sink)?.trace
          ?? []
      }
    }
    let trace = Trace(
      job: job, inputs: data.gathered.inputs, measures: prepared.measures,
      figures: filler.records, engine: prepared.statistics.engineName, today: workspace.today)
    let diagnostics = sink.summary
    return CompiledReport(document: bytes, occurrences: filler.occurrences, summary: summary) {
      inserted.traced(with: trace.records(diagnostics: diagnostics))
    }
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
}
