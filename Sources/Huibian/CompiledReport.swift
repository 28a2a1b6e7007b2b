/// A finished report.
package struct CompiledReport: Sendable {
  /// The .docx.
  package let document: [UInt8]
  /// How often each question is answered in it, by its hash.
  let occurrences: [UInt64: Int]
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
