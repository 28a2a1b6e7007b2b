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
  private var section: Measures
  private var rest: [XML.Element]
  /// The page from 1 in the document, and its printed number.
  private var sheet = 1
  private var number = 1
  /// Of the page, in twips; what is used of it.
  private var used = 0
  /// Of blocks that must stay with the next: where they began, and their number in ``pages``.
  private var kept: (height: Int, count: Int) = (0, 0)

  /// The measures of a section, in twips.
  private struct Measures {
    let width: Int
    let height: Int
    let columns: Int
    /// Of the rows of the grid; nil: there is none.
    let pitch: Int?
    let format: String
    let start: Int?
    let type: String

    init(_ section: XML.Element) {
      let number = { (name: String, attribute: String, standard: Int) -> Int in
        section.first(.w(name))?[w: attribute].flatMap { Int($0) } ?? standard
      }
      width = max(
        number("pgSz", "w", 11_906) - number("pgMar", "left", 1_800)
          - number("pgMar", "right", 1_800), 200)
      height = max(
        number("pgSz", "h", 16_838) - abs(number("pgMar", "top", 1_440))
          - abs(number("pgMar", "bottom", 1_440)), 400)
      columns = max(1, number("cols", "num", 1))
      let grid = section.first(.w("docGrid"))
      pitch =
        ["lines", "linesAndChars", "snapToChars"].contains(grid?[w: "type"])
        ? grid?[w: "linePitch"].flatMap { Int($0) } : nil
      format = section.first(.w("pgNumType"))?[w: "fmt"] ?? "decimal"
      start = section.first(.w("pgNumType"))?[w: "start"].flatMap { Int($0) }
      type = section.first(.w("type"))?[w: "val"] ?? "nextPage"
    }

    var lineWidth: Int { max(200, (width - (columns - 1) * 425) / columns) }
  }

  init(_ body: XML.Element, styles: StyleBook) {
    self.styles = styles
    var sections = body.sectionsInside
    sections.append(body.elements.last { $0.name == .w("sectPr") } ?? XML.Element(.w("sectPr")))
    section = Measures(sections.removeFirst())
    rest = sections
    number = section.start ?? 1
    place(body)
  }

  private mutating func place(_ container: XML.Element) {
    for element in container.elements {
      switch element.name {
      case .w("p"): place(paragraph: element)
      case .w("tbl"): place(table: element)
      case .w("sdt"): if let content = element.first(.w("sdtContent")) { place(content) }
      default: break
      }
    }
  }

  // MARK: Pages

  private var room: Int { section.height * section.columns }

  private mutating func turnPage() {
    sheet += 1
    number += 1
    used = 0
  }

  private mutating func beginSection() {
    guard !rest.isEmpty else { return }
    section = Measures(rest.removeFirst())
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
    let measure = measure(paragraph, width: section.lineWidth)
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
    var height = measure.before + measure.after + measure.lines * measure.line
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

  private struct Rows {
    var before = 0
    var after = 0
    var line = 0
    var lines = 1
  }

  private func measure(_ paragraph: XML.Element, width: Int) -> Rows {
    let value = { (property: String, attribute: String) -> Int in
      self.styles.paragraph(paragraph, property, attribute).flatMap { Int($0) } ?? 0
    }
    let halfPoints = styles.run(paragraph, "sz").flatMap { Int($0) } ?? 20
    let size = halfPoints * 10
    let spacing = styles.run(paragraph, "spacing").flatMap { Int($0) } ?? 0
    var rows = Rows(before: value("spacing", "before"), after: value("spacing", "after"))
    let line = value("spacing", "line")
    let natural = size * 13 / 10
    switch styles.paragraph(paragraph, "spacing", "lineRule") ?? "auto" {
    case "exact": rows.line = line
    case "atLeast": rows.line = max(line, natural)
    default:
      rows.line = natural * (line == 0 ? 240 : line) / 240
      if let pitch = section.pitch, pitch > 0,
        styles.paragraph(paragraph, "snapToGrid", "val") != "0"
      {
        rows.line = (natural + pitch - 1) / pitch * pitch * (line == 0 ? 240 : line) / 240
      }
    }
    let free = max(200, width - value("ind", "left") - value("ind", "right"))
    let indent = value("ind", "firstLine") - value("ind", "hanging")
    rows.lines = 0
    // The text without pictures; each break begins a line of its own.
    for (index, text) in paragraph.paragraphText.split(
      separator: "\n", omittingEmptySubsequences: false
    ).enumerated() {
      rows.lines += Self.lines(
        text, size: size + spacing, free: free, indent: index == 0 ? indent : 0)
    }
    let picture = paragraph.pictureHeight
    if picture > rows.line {
      rows.before += picture - (paragraph.paragraphText.isEmpty ? rows.line : 0)
    }
    return rows
  }

  /// Rows that a text takes: whole characters, and no mark that closes at the head of a row.
  private static func lines(_ text: Substring, size: Int, free: Int, indent: Int) -> Int {
    var lines = 1
    var position = indent * 2
    for character in text {
      // Doubled, so that a half-width character is whole.
      let width = TextWidth.width(of: character) == 1 ? size * 2 : size
      if position + width > free * 2, !"，。、；：！？）”》】".contains(character) {
        lines += 1
        position = 0
      }
      position += width
    }
    return lines
  }

  // MARK: Tables

  private mutating func place(table: XML.Element) {
    var grid =
      table.first(.w("tblGrid"))?.all(.w("gridCol"))
      .map { $0[w: "w"].flatMap { Int($0) } ?? 0 } ?? []
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
    let stated = own?[w: "val"].flatMap { Int($0) } ?? 0
    if own?[w: "hRule"] == "exact" { return stated }
    var column = row.skippedColumns
    var highest = 0
    for cell in row.tableCells {
      let properties = cell.first(.w("tcPr"))
      let span = properties?.first(.w("gridSpan"))?[w: "val"].flatMap { Int($0) } ?? 1
      let end = min(column + max(1, span), grid.count)
      let width = column < end ? grid[column..<end].reduce(0, +) : section.lineWidth
      column = end
      if properties?.first(.w("vMerge")).map({ $0[w: "val"] != "restart" }) ?? false { continue }
      let paragraphs = cell.all(.w("p")).map { measure($0, width: max(200, width - 216)) }
      highest = max(
        highest, paragraphs.reduce(0) { $0 + $1.before + $1.after + $1.lines * $1.line })
    }
    return max(stated, highest)
  }
}

extension XML.Element {
  /// The sections that end in paragraphs of the body or of its controls, in document order.
  fileprivate var sectionsInside: [XML.Element] {
    elements.flatMap { element -> [XML.Element] in
      switch element.name {
      case .w("p"): [element.sectionBreak].compactMap { $0 }
      case .w("sdt"): element.first(.w("sdtContent"))?.sectionsInside ?? []
      default: []
      }
    }
  }

  /// Breaks to a new page in the runs of a paragraph.
  fileprivate var pageBreaks: Int {
    elements.reduce(0) { sum, child in
      if child.name == .w("br") { return sum + (child[w: "type"] == "page" ? 1 : 0) }
      if case .container = InlineRole.of(child.name) { return sum + child.pageBreaks }
      return sum
    }
  }

  /// The height of the highest picture or chart in a line, in twips.
  fileprivate var pictureHeight: Int {
    elements.reduce(0) { highest, child in
      switch child.name {
      case .wp("inline"):
        max(highest, (child.first(.wp("extent"))?["cy"].flatMap { Int($0) } ?? 0) / 635)
      case .w("txbxContent"), .mc("Fallback"), .wp("anchor"): highest
      default: max(highest, child.pictureHeight)
      }
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
