package import HuibianDiagnostics
import HuibianOPC
import HuibianWord

/// Which rules a document is held to.
package enum AuditRules: String, CaseIterable, Sendable {
  /// GB/T 15835 and 15834.
  case language = "语言"
}

/// Examines a finished document, ours or not (`huibian audit`).
package enum Audit {
  /// Reports what deviates, in the order of the document.
  ///
  /// - Returns: The count of paragraphs examined; nil if the file cannot be read as a document.
  package static func examine(
    _ bytes: [UInt8], file: String, _ rules: Set<AuditRules>, sink: inout DiagnosticSink
  ) -> Int? {
    guard
      let package = OPCPackage.open(
        bytes, file: file, kind: .wordDocument, activeContent: .warn, sink: &sink),
      let document = WordDocument.open(package, file: file, sink: &sink)
    else { return nil }
    // Expressions are costly to make.
    let language = rules.contains(.language) ? LanguageRules() : nil
    var count = 0
    for story in document.stories where story.kind != .comments && story.kind != .chart {
      let paragraphs = story.paragraphs.filter { $0.kind == .paragraph && !$0.isFallback }.map {
        AuditedParagraph(
          text: $0.text,
          location: .paragraph(file: file, part: story.part.text, place: $0.place),
          isInBody: story.kind == .body && $0.path.steps.count == 2)
      }
      count += paragraphs.count
      for finding in language?.findings(paragraphs) ?? [] { sink.report(finding) }
    }
    return count
  }
}
