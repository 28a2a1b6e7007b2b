import HuibianOPC

/// Estimates on which page each paragraph of a body begins.
///
/// A page is filled from the measures that the document states: page and margins, rows of a fixed
/// height or of the grid, type sizes, breaks, heights of rows and pictures, what stays on one page.
/// Typefaces are not measured: see ``RowBreaking`` and ``ParagraphMeasures``. Footnotes, floating
/// objects and balanced columns are not considered. So a document of rows of a fixed height comes out
/// right where its typefaces are as wide as they should be, others nearly so.
struct PageEstimate {
  /// The printed page number of each paragraph directly or in controls in the body, in document order.
  private(set) var pages: [String] = []

  private let styles: StyleBook
  private var section: SectionMeasures
  private var rest: [XML.Element]
  /// As printed.
  private var number = 1
  /// Of the page, in twips; what is used of it.
  private var used = 0
  /// Of blocks that must stay with the next: where they began, and their number in ``pages``.
  private var kept: (height: Int, count: Int) = (0, 0)

  init(_ body: XML.Element, styles: StyleBook) {
    self.styles = styles
    var sections = body.sectionsInside
    sections.append(body.elements.last { $0.name == .w("sectPr") } ?? XML.Element(.w("sectPr")))
    section = SectionMeasures(sections.removeFirst())
    rest = sections
    number = section.start ?? 1
    place(body)
  }

  private mutating func place(_ container: XML.Element) {
    for element in container.elements {
      switch element.name {
      case .w("p"): place(paragraph: element)
      case .w("tbl"): place(table: element)
      case .w("sectPr"), .w("txbxContent"): break
      default: place(element)
      }
    }
  }

  // MARK: Pages

  private var room: Int { section.height * section.columns }

  private mutating func turnPage() {
    number += 1
    used = 0
  }

  /// Turns the page, taking along blocks that stood at the end of it.
  private mutating func turnPage(with taken: (height: Int, count: Int)) {
    turnPage()
    guard taken.height < room else { return }
    used = taken.height
    for index in pages.indices.suffix(taken.count) { pages[index] = printed }
  }

  private mutating func beginSection() {
    guard !rest.isEmpty else { return }
    section = SectionMeasures(rest.removeFirst())
    kept = (0, 0)
    switch section.type {
    case "continuous":
      if let start = section.start { number = start }
      return
    case "oddPage", "evenPage":
      turnPage()
      if let start = section.start { number = start }
      if number.isMultiple(of: 2) != (section.type == "evenPage") { turnPage() }
    default:
      turnPage()
      if let start = section.start { number = start }
    }
  }

  private var printed: String {
    switch section.format {
    case "lowerRoman": ListLabels.roman(number).lowercased()
    case "upperRoman": ListLabels.roman(number)
    default: String(number)
    }
  }

  // MARK: Paragraphs

  private mutating func place(paragraph: XML.Element) {
    if styles.isOn("pageBreakBefore", paragraph), used > 0 { turnPage() }
    let measure = ParagraphMeasures(
      paragraph, styles, width: section.lineWidth, pitch: section.pitch)
    if overflows(measure), used > 0, measure.fitting(room - used) == 0 {
      // What must stay with this paragraph goes with it.
      turnPage(with: kept)
      kept = (0, 0)
    }
    pages.append(printed)
    if overflows(measure) {
      divide(measure)
      kept = (0, 0)
    } else {
      used += measure.height
      kept =
        styles.isOn("keepNext", paragraph)
        ? (kept.height + measure.height, kept.count + 1) : (0, 0)
    }
    for _ in 0..<paragraph.pageBreaks { turnPage() }
    if paragraph.sectionBreak != nil { beginSection() }
  }

  /// The room below the last row may be cut off by the end of the page.
  private func overflows(_ measure: ParagraphMeasures) -> Bool {
    used + measure.height - measure.after > room
  }

  /// Whole rows stand on this page; the others begin the next.
  private mutating func divide(_ measure: ParagraphMeasures) {
    var left = measure.lines - min(measure.lines, max(measure.fitting(room - used), 1))
    let perPage = max(1, room / max(1, measure.line))
    turnPage()
    while left > perPage {
      left -= perPage
      turnPage()
    }
    used = left * measure.line + measure.after
  }

  // MARK: Tables

  private mutating func place(table: XML.Element) {
    let measures = TableMeasures(table, styles, width: section.lineWidth, pitch: section.pitch)
    var header = 0
    for row in measures.rows {
      if used > 0, used + row.height > room {
        turnPage(with: kept)
        if !row.isHeader { used += header }
      }
      kept = row.isKept ? (kept.height + row.height, kept.count + row.paragraphs) : (0, 0)
      used += min(row.height, room)
      if row.isHeader { header += row.height }
      for _ in 0..<row.paragraphs { pages.append(printed) }
    }
  }
}

extension XML.Element {
  /// Breaks to a new page in the runs of a paragraph.
  fileprivate var pageBreaks: Int {
    elements.reduce(0) { sum, child in
      if child.name == .w("br") { return sum + (child[w: "type"] == "page" ? 1 : 0) }
      if case .container = InlineRole.of(child.name) { return sum + child.pageBreaks }
      return sum
    }
  }

  /// The paragraphs below, those of text boxes apart.
  var paragraphCount: Int {
    elements.reduce(0) { sum, child in
      child.name == .w("txbxContent")
        ? sum
        : sum + (child.name == .w("p") ? 1 : 0) + (child.name == .w("p") ? 0 : child.paragraphCount)
    }
  }
}
