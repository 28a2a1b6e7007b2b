import HuibianOPC

/// Estimates on which page each paragraph of a body begins.
///
/// A page is filled from the measures that the document states: page and margins, rows of a fixed
/// height or of the grid, type sizes, breaks, heights of rows and pictures. Typefaces are not
/// measured: a Hanzi is as wide as its size, a half-width character half of that, and a row of free
/// height 1.3 times its size. Footnotes, floating objects and balanced columns are not considered. So
/// a document of rows of a fixed height comes out right but for rare lines, others nearly so.
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
    let first = measure.before + min(measure.lines, 2) * measure.line
    if used > 0, used + first > room {
      // What must stay with this paragraph goes with it.
      let (height, count) = kept
      turnPage()
      if height < room {
        used = height
        for index in pages.indices.suffix(count) { pages[index] = printed }
      }
      kept = (0, 0)
    }
    pages.append(printed)
    let keeps = styles.isOn("keepNext", paragraph)
    var height = measure.height
    kept = keeps ? (kept.height + height, kept.count + 1) : (0, 0)
    while used + height - measure.after > room {
      // Whole rows only: the rest begins the next page.
      let fitting = max(0, (room - used - measure.before) / max(1, measure.line)) * measure.line
      height -= min(height, max(fitting + measure.before, used == 0 ? room : 0))
      turnPage()
    }
    used += height
    for _ in 0..<paragraph.pageBreaks { turnPage() }
    if paragraph.sectionBreak != nil { beginSection() }
  }

  // MARK: Tables

  private mutating func place(table: XML.Element) {
    var grid =
      table.first(.w("tblGrid"))?.all(.w("gridCol"))
      .map { max(0, $0[w: "w"]?.statedTwips ?? 0) } ?? []
    if grid.isEmpty { grid = [section.lineWidth] }
    var header = 0
    for row in table.tableRows {
      let height = self.height(of: row, grid: grid)
      let isHeader = row.first(.w("trPr"))?.first(.w("tblHeader")) != nil
      if used > 0, used + height > room {
        let (keptHeight, count) = kept
        turnPage()
        used = isHeader ? 0 : header
        if keptHeight < room, count > 0 {
          used += keptHeight
          for index in pages.indices.suffix(count) { pages[index] = printed }
        }
      }
      kept = (0, 0)
      used += min(height, room)
      if isHeader { header += height }
      for _ in 0..<row.paragraphCount { pages.append(printed) }
    }
  }

  private func height(of row: XML.Element, grid: [Int]) -> Int {
    let own = row.first(.w("trPr"))?.first(.w("trHeight"))
    let stated = max(0, own?[w: "val"]?.statedTwips ?? 0)
    if own?[w: "hRule"] == "exact" { return stated }
    var column = row.skippedColumns
    var highest = 0
    for cell in row.tableCells {
      let properties = cell.first(.w("tcPr"))
      let end = min(column + cell.gridSpan, grid.count)
      let width = column < end ? grid[column..<end].reduce(0, +) : section.lineWidth
      column = end
      if properties?.first(.w("vMerge")).map({ $0[w: "val"] != "restart" }) ?? false { continue }
      let paragraphs = cell.all(.w("p")).map {
        ParagraphMeasures($0, styles, width: max(200, width - 216), pitch: section.pitch)
      }
      highest = max(
        highest, paragraphs.reduce(0) { $0 + $1.height })
    }
    return max(stated, highest)
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

  fileprivate var tableRows: [XML.Element] { wrapped(.w("tr")) }
  fileprivate var tableCells: [XML.Element] { wrapped(.w("tc")) }

  /// Children of a name, those in controls too.
  private func wrapped(_ name: XML.Name) -> [XML.Element] {
    elements.flatMap { child -> [XML.Element] in
      if child.name == name { return [child] }
      return [.w("sdt"), .w("sdtContent"), .w("customXml")].contains(child.name)
        ? child.wrapped(name) : []
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
