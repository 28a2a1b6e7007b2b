import HuibianDiagnostics
import HuibianOPC
import HuibianWord

/// The documents of a report, ready to be inserted.
struct InsertedDocuments {
  /// By the key on the shelf.
  var packages: [String: OPCPackage] = [:]
  /// Of those that were templates.
  var reports: [CompiledReport] = []

  /// How often questions are answered in them and before, by their hashes.
  var occurrences: [UInt64: Int] = [:]

  /// How many figures they hold.
  var figures: Int { reports.reduce(0) { $0 + $1.summary.figures } }

  /// The trace of a report with the measures and figures of the documents in it before its own.
  func traced(with own: [TraceRecord]) -> [TraceRecord] {
    guard !reports.isEmpty else { return own }
    let all = reports.flatMap(\.trace)
    var measures: Set<TraceRecord> = []
    let of = { (kind: TraceRecord.Kind, records: [TraceRecord]) in
      records.filter { $0.kind == kind }
    }
    return of(.run, own) + of(.input, own)
      + of(.measure, own + all).filter { measures.insert($0).inserted }
      + of(.figure, all) + of(.figure, own) + of(.diagnostic, own)
  }
}

extension ReportSummary {
  /// With what others hold: the documents in it, or those made one by one; rows are those of the same
  /// exports.
  package func adding(_ others: [ReportSummary]) -> ReportSummary {
    let sum = { (count: KeyPath<ReportSummary, Int>) in
      others.reduce(self[keyPath: count]) { $0 + $1[keyPath: count] }
    }
    return ReportSummary(
      figures: sum(\.figures), tables: sum(\.tables), charts: sum(\.charts),
      placeholders: sum(\.placeholders),
      withheld: withheld == nil && others.allSatisfy { $0.withheld == nil }
        ? nil : others.reduce(withheld ?? 0) { $0 + ($1.withheld ?? 0) },
      rows: rows)
  }
}

extension ReportCompiler {
  /// The documents of a job as packages, those with tags compiled over the same exports and the same
  /// period; nil after errors.
  func compileInserted(
    _ shelf: DocumentShelf.Opened, _ job: CompileJob, sink: inout DiagnosticSink
  ) async -> InsertedDocuments? {
    var result = InsertedDocuments()
    result.occurrences = job.occurrences
    for (key, document) in shelf.documents {
      guard document.isTemplate else {
        result.packages[key] = document.template.opened.document.finished()
        continue
      }
      var own = sink.emptied
      var inner = job.inserted(document, after: result.figures)
      inner.occurrences = result.occurrences
      let report = await compile(inner, sink: &own)
      sink.absorbNews(of: own)
      guard let report,
        let package = OPCPackage.open(
          report.document, file: document.file.name, kind: .wordDocument, sink: &sink)
      else { return nil }
      result.packages[key] = package
      result.reports.append(report)
      result.occurrences = report.occurrences
    }
    return sink.hasErrors ? nil : result
  }

  /// Tells what is wrong with the documents that hold tags, and what they need.
  func checkInserted(
    _ shelf: DocumentShelf.Opened, _ job: CompileJob, sink: inout DiagnosticSink
  ) async -> [TemplateNeeds] {
    var needs: [TemplateNeeds] = []
    for (_, document) in shelf.documents where document.isTemplate {
      var own = sink.emptied
      if let own = await check(job.inserted(document, after: 0), sink: &own) { needs.append(own) }
      sink.absorbNews(of: own)
    }
    return needs
  }
}

extension CompileJob {
  /// The job that compiles a document of this one.
  fileprivate func inserted(_ document: DocumentShelf.Opened.Document, after figures: Int)
    -> CompileJob
  {
    var result = self
    result.template = document.file
    result.parsed = document.template
    if let report = document.report {
      result.context = report.context
      result.texts = report.texts
    }
    result.around = around + [template.path]
    result.firstFigure = firstFigure + figures
    return result
  }
}

extension DiagnosticSink {
  /// Takes over what it has not said already: the exports of an inserted document are the same.
  fileprivate mutating func absorbNews(of other: DiagnosticSink) {
    let known = Set(diagnostics)
    for diagnostic in other.diagnostics where !known.contains(diagnostic) { report(diagnostic) }
  }
}

extension Diagnostic {
  static func inserted(_ note: InsertionNote, into file: String) -> Diagnostic {
    switch note.kind {
    case .comments(let count):
      Diagnostic(
        .warning, "comments-left-out", "插入的文档\(quoted(note.document))有\(count)处批注，没有带进来",
        at: .file(file), hints: ["在原文档里处理完批注再插入"])
    case .mirroredMargins:
      Diagnostic(
        .warning, "margins-differ",
        "插入的文档\(quoted(note.document))与外面的文档只有一份设了“对称页边距”，双面打印时左右边距会不同",
        at: .file(file), hints: ["在“页面设置”里把两份文档的“对称页边距”设成一样"])
    }
  }
}
