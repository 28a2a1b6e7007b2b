package import HuibianDiagnostics
import HuibianOPC
import HuibianWord

/// Which rules a document is held to.
package enum AuditRules: String, CaseIterable, Sendable {
  /// GB/T 15835 and 15834.
  case language = "语言"
  /// GB/T 9704-2012.
  case layout = "版式"
}

/// Examines a finished document, ours or not (`huibian audit`).
package enum Audit {
  /// Reports what deviates: the language in the order of the document, then the layout by clauses.
  ///
  /// Findings of accepted rules are left out, which is said with their number.
  ///
  /// - Parameter kind: The form that 版式 holds it to; nil: as it shows.
  /// - Returns: The count of paragraphs examined; nil if the file cannot be read as a document.
  package static func examine(
    _ bytes: [UInt8], file: String, _ rules: Set<AuditRules>, kind: DocumentKind? = nil,
    sink: inout DiagnosticSink
  ) -> Int? {
    guard
      let package = OPCPackage.open(
        bytes, file: file, kind: .wordDocument, activeContent: .warn, sink: &sink),
      let document = WordDocument.open(package, file: file, sink: &sink)
    else { return nil }
    // Expressions are costly to make.
    let language = rules.contains(.language) ? LanguageRules() : nil
    let titles = Set(
      document.styles.filter { ["title", "标题", "附件标题"].contains($0.name.lowercased()) }.map(\.id))
    var count = 0
    var said: Set<Saying> = []
    var accepted: [String: Int] = [:]
    let report = { (finding: Diagnostic, sink: inout DiagnosticSink) in
      if sink.accepts(finding.id) {
        accepted[finding.id, default: 0] += 1
      } else {
        sink.report(finding)
      }
    }
    for story in document.stories where story.kind != .comments && story.kind != .chart {
      let paragraphs = story.paragraphs.filter { $0.kind == .paragraph && !$0.isFallback }.map {
        AuditedParagraph(
          text: $0.text,
          location: .paragraph(file: file, part: story.part.text, place: $0.place),
          isInBody: story.kind == .body && $0.path.steps.count == 2,
          isTitle: $0.styleID.map(titles.contains) ?? false
            || $0.text.wholeMatch(of: #/\s*附件\s*[0-9]*\s*/#) != nil)
      }
      count += paragraphs.count
      for finding in language?.findings(paragraphs) ?? [] {
        said.insert(Saying(id: finding.id, location: finding.location))
        report(finding, &sink)
      }
    }
    if rules.contains(.layout) {
      var layout = LayoutAudit(document.stated, file: file, kind: kind)
      for finding in layout.run() {
        // One fault is said once, by the rule that knows what to write instead.
        let alike = sameFaults[finding.id] ?? []
        guard !alike.contains(where: { said.contains(Saying(id: $0, location: finding.location)) })
        else { continue }
        report(finding, &sink)
      }
    }
    for (rule, count) in accepted.sorted(by: { $0.key < $1.key }) {
      sink.report(
        Diagnostic(.note, rule, "按容许的规则 \(rule) 不列出\(count)处", at: .file(file)))
    }
    return count
  }

  private struct Saying: Hashable {
    let id: String
    let location: Location
  }

  /// What rules of 版式 and of 语言 both find, by the id of 版式.
  private static let sameFaults = [
    "heading-number": ["number-mark", "half-width-bracket"],
    "document-number-form": ["document-number"],
    "date-form": [
      "padded-date", "zero-in-year", "full-width-digit", "point-in-date", "short-year",
    ],
    "addressee": ["half-width-punctuation"],
  ]
}
