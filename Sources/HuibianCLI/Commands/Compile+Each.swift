import Huibian
import HuibianDiagnostics

extension Compile {
  /// Makes one document for each member of a dimension, into a folder or a zip.
  ///
  /// A member with errors does not stop the others and is named at the end. What would stop all (a
  /// full disk) ends the run: a folder then keeps what is whole, a zip is not written.
  ///
  /// - Parameters:
  ///   - taken: Paths that this run has written already; what is written is added.
  ///   - shown: What reports of this run have said already: they share data and templates.
  /// - Returns: Whether all were made.
  func makeEach(
    _ order: ReportOrder, _ material: Material, taken: inout [String], _ console: Console,
    _ shown: inout Set<Diagnostic>, _ summary: inout RunSummary
  ) async throws -> Bool {
    var sink = material.sink
    var run = MemberRun(MemberFiles(order, taken: taken))
    if let refusal = run.files.refusal {
      sink.report(refusal)
      console.show(sink.summary)
      return false
    }
    var progress = Progress(on: console)
    do throws(CompilationError) {
      _ = try await material.compiler().compileEach(order.job, sink: &sink) {
        (report) throws(CompilationError) in
        progress.show(
          "正在生成第\(report.ordinal)份，共\(report.count)份：\(visible(report.member, limit: 30))",
          share: (report.ordinal - 1) * 100 / report.count)
        try run.take(report)
      }
      try run.finish()
    } catch {
      for diagnostic in error.diagnostics { sink.report(diagnostic) }
      run.stop()
    }
    _ = consume progress
    taken += run.files.written
    let ofAll = Set(sink.diagnostics)
    for diagnostic in run.diagnostics { sink.report(diagnostic) }
    console.show(sink.summary.filter { !(ofAll.contains($0) && shown.contains($0)) })
    shown.formUnion(ofAll)
    if run.files.count > 0 {
      summary.add(run.sum, path: run.files.place, count: run.files.count, warnings: 0)
    }
    summary.warnings += sink.count(of: .warning)
    return !sink.hasErrors
  }
}
