import HuibianDiagnostics
import HuibianWord

/// 版式: what a document states of its looks against GB/T 9704-2012.
///
/// Nothing is rendered: lengths are those that the file states. What is alike in many paragraphs is said
/// once, at the first of them, with their number.
struct LayoutAudit {
  let document: StatedDocument
  let roles: LayoutRoles
  let kind: DocumentKind
  let file: String
  private(set) var findings: [Diagnostic] = []

  /// - Parameter kind: Nil: as its form shows.
  init(_ document: StatedDocument, file: String, kind: DocumentKind? = nil) {
    self.document = document
    self.file = file
    roles = LayoutRoles(document)
    self.kind = kind ?? roles.kind(document)
  }

  /// Everything that deviates, in the order of the clauses.
  mutating func run() -> [Diagnostic] {
    examinePages()
    examineText()
    examineRows()
    examineColors()
    examineHead()
    examineTitles()
    examineAddressee()
    examineHeadings()
    examineAnnexLists()
    examineSignatures()
    examineAnnexes()
    examineImprint()
    examinePageNumbers()
    switch kind {
    case .report, .official: break
    case .letter: examineLetter()
    case .minutes: examineMinutes()
    case .order: examineOrder()
    }
    return findings
  }

  // MARK: - Saying it

  /// - Parameters:
  ///   - clause: `7.3.1`.
  ///   - paragraph: Nil: the document as a whole.
  mutating func report(
    _ severity: Severity, _ id: String, _ clause: String, _ message: String, remedy: String,
    at paragraph: StatedParagraph? = nil
  ) {
    let location: Location =
      paragraph.map { .paragraph(file: file, part: $0.part, place: $0.place) } ?? .file(file)
    findings.append(
      Diagnostic(
        severity, id, "\(message)（GB/T 9704-2012 \(clause)）", at: location, hints: [remedy]))
  }

  /// Says of each value once, at the first paragraph that has it, how many do.
  mutating func report(
    _ severity: Severity, _ id: String, _ clause: String, remedy: String,
    _ found: [(value: String, paragraph: StatedParagraph)]
  ) {
    var order: [String] = []
    var paragraphs: [String: [StatedParagraph]] = [:]
    for (value, paragraph) in found {
      if paragraphs[value] == nil { order.append(value) }
      if paragraphs[value]?.last != paragraph { paragraphs[value, default: []].append(paragraph) }
    }
    for value in order {
      guard let all = paragraphs[value], let first = all.first else { continue }
      let count = all.count > 1 ? "；共\(all.count)段，这是第一段" : ""
      report(
        severity, id, clause, "\(quoted(first.beginning))：\(value)\(count)", remedy: remedy,
        at: first)
    }
  }

  // MARK: - What is asked for

  /// The section in which a paragraph of the body stands.
  func section(_ paragraph: StatedParagraph) -> StatedSection {
    document.sections[min(paragraph.section, document.sections.count - 1)]
  }

  /// Characters of 3号 that a line of the section is wide.
  func lineWidth(_ paragraph: StatedParagraph) -> Double {
    Double(section(paragraph).textWidth) / Double(paragraph.character)
  }

  /// Empty rows of running text between two paragraphs of the body; nil if a table, a picture or a new
  /// page stands between them.
  func emptyRows(from above: StatedParagraph, to below: StatedParagraph) -> Double? {
    let between = document.paragraphs.filter {
      $0.order > above.order && $0.order < below.order && !$0.isBoxed
    }
    guard
      between.allSatisfy({
        $0.container == .body && $0.isBlank && !$0.hasDrawing && !$0.breaksPage && !$0.endsSection
      }), !above.breaksPage, !above.endsSection, !below.beginsPage,
      !document.rules.contains(where: {
        $0.kind == .table && $0.order > above.order && $0.order <= below.order
      })
    else { return nil }
    let row = 579.0
    var height = Double(max(above.after, 0) + max(below.before, 0))
    for paragraph in between {
      height += Double(paragraph.before + paragraph.after) + rowHeight(paragraph)
    }
    return height / row
  }

  /// In twips.
  func rowHeight(_ paragraph: StatedParagraph) -> Double {
    let natural = Double(paragraph.halfPoints) * 13
    switch paragraph.lineRule {
    case "exact": return Double(paragraph.line)
    case "atLeast": return max(Double(paragraph.line), natural)
    default:
      let rows = Double(paragraph.line == 0 ? 240 : paragraph.line) / 240
      let section = section(paragraph)
      if section.grid != nil, paragraph.snapsToGrid, let pitch = section.linePitch, pitch > 0 {
        return (natural / Double(pitch)).rounded(.up) * Double(pitch) * rows
      }
      return natural * rows
    }
  }
}

extension StatedParagraph {
  /// The first characters, by which a person finds it.
  var beginning: String {
    let text = shown.filter { $0 != "\n" }
    return text.count > 12 ? text.prefix(12) + "…" : text
  }
}
