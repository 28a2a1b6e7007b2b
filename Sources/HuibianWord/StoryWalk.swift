import HuibianOPC

/// Goes through a story in document order and offers each stretch of text: to be read, or replaced.
///
/// The numbers it gives are the same on every walk over the same story, whether what it met was
/// replaced before or not, as long as no stretch was added or removed.
struct StoryWalk {
  /// A stretch of text as it is met.
  struct Stretch {
    let number: Int
    let kind: ParagraphInfo.Kind
    /// Which attribute of the element it is, if it is an alternative text.
    let attribute: XML.Name?
    let path: ParagraphPath
    let place: String
    let isFallback: Bool
    /// Of the lines, in twips; nil where the document does not say.
    let width: Int?
    /// As in ``ParagraphInfo/landscapeWidth``.
    var landscapeWidth: Int?
    /// Of the alternative text of a chart.
    var chartID: String?
    /// As in ``ParagraphInfo/cells``.
    let cells: [Range<Int>]
    /// As in ``ParagraphInfo/boxAnchor``.
    let boxAnchor: Int?
  }

  /// What paragraphs and tables are counted in.
  private struct Container {
    var path: [ParagraphPath.Step]
    var place: String
    var isFallback: Bool
    /// Nil: that of the section.
    var width: Int?
    /// The inner width of the shape around.
    var boxWidth: Int?
    /// Of the chart whose drawing is around.
    var chartID: String?
    /// The columns that each cell around covers.
    var cells: [Range<Int>] = []
    var paragraphs = 0
    var tables = 0
    var controls = 0
    /// The paragraph around, and the one that anchors the text box around, by their numbers.
    var paragraph: Int?
    var boxAnchor: Int?
    /// The alternative texts of the drawing around.
    var drawingTexts: Set<String> = []
  }

  private let story: Int
  private let title: String
  private var numbers = 0
  /// Boxes as a person counts them: the two copies of one box are one.
  private var boxes = 0
  private var boxSteps = 0
  private var alternativeTexts = 0
  /// Alternative texts of shapes as a person counts them.
  private var shapes = 0
  private var notes = 0
  /// The widths of the sections of the body, and the one at which the walk is.
  private let sections: [Int?]
  private let landscapeSections: [Int?]
  private var section = 0

  init(
    story: Int, kind: Story.Kind, ordinal: Int, sections: [Int?], landscapeSections: [Int?]
  ) {
    self.story = story
    self.sections = sections
    self.landscapeSections = landscapeSections
    title = StoryWalk.title(kind, ordinal: ordinal)
  }

  /// Offers every stretch; what `visit` returns takes the element's place.
  ///
  /// - Returns: The element with all replacements, or nil if nothing was replaced.
  mutating func walk(
    _ root: XML.Element, visit: (Stretch, XML.Element) -> XML.Element?
  ) -> XML.Element? {
    var container = Container(path: [.story(story)], place: title, isFallback: false)
    return replaceChildren(of: root, in: &container, visit)
  }

  private static func title(_ kind: Story.Kind, ordinal: Int) -> String {
    switch kind {
    case .header: "页眉"
    case .footer: "页脚"
    case .chart: "图表\(ordinal)"
    case .body, .footnotes, .endnotes, .comments: ""
    }
  }

  private typealias Visit = (Stretch, XML.Element) -> XML.Element?

  private mutating func replaceChildren(
    of element: XML.Element, in container: inout Container, _ visit: Visit
  ) -> XML.Element? {
    var result: XML.Element?
    for (index, child) in element.children.enumerated() {
      guard case .element(let child) = child,
        let replaced = replace(child, in: &container, visit)
      else { continue }
      if result == nil { result = element }
      result?.children[index] = .element(replaced)
    }
    return result
  }

  private mutating func replace(
    _ element: XML.Element, in container: inout Container, _ visit: Visit
  ) -> XML.Element? {
    switch element.name {
    case .w("p"), .a("p"):
      return replaceParagraph(element, in: &container, visit)
    case .w("tbl"):
      container.tables += 1
      var rows = 0
      return replaceRows(
        of: element, rows: &rows, grid: TableGrid(element), in: container, visit)
    case .w("txbxContent"):
      boxes += 1
      boxSteps += 1
      var box = Container(
        path: container.path.filter(\.isBox) + [.box(boxSteps - 1)],
        place: "\(title)文本框\(boxes)", isFallback: container.isFallback,
        width: container.boxWidth)
      box.path.insert(.story(story), at: 0)
      box.boxAnchor = container.paragraph
      return replaceChildren(of: element, in: &box, visit)
    case .w("sdt") where element.first(.w("sdtContent"))?.holdsBlocks ?? false:
      container.controls += 1
      var control = Container(
        path: container.path + [.control(container.controls - 1)],
        place: "\(container.place)内容控件\(container.controls)", isFallback: container.isFallback,
        width: container.width, boxWidth: container.boxWidth, cells: container.cells)
      control.boxAnchor = container.boxAnchor
      return replaceChildren(of: element, in: &control, visit)
    case .w("footnote"), .w("endnote"), .w("comment"):
      if let type = element[w: "type"], type != "normal" { return nil }
      notes += 1
      let noun =
        element.name == .w("comment") ? "批注" : element.name == .w("footnote") ? "脚注" : "尾注"
      var note = Container(
        path: container.path + [.note(notes - 1)], place: "\(noun)\(notes)", isFallback: false)
      return replaceChildren(of: element, in: &note, visit)
    case .mc("AlternateContent"):
      return replaceBranches(of: element, in: &container, visit)
    case _ where !element.alternativeTextNames.isEmpty && element.name.namespace != .v:
      return replaceAlternativeTexts(of: element, in: &container, visit)
    default:
      let (boxWidth, chartID) = (container.boxWidth, container.chartID)
      defer { (container.boxWidth, container.chartID) = (boxWidth, chartID) }
      container.boxWidth = element.shapeWidth ?? boxWidth
      container.chartID = element.chartID ?? chartID
      let own = replaceAlternativeTexts(of: element, in: &container, visit)
      return replaceChildren(of: own ?? element, in: &container, visit) ?? own
    }
  }

  private mutating func replaceParagraph(
    _ element: XML.Element, in container: inout Container, _ visit: Visit
  ) -> XML.Element? {
    container.paragraphs += 1
    let stretch = Stretch(
      number: numbers, kind: .paragraph, attribute: nil,
      path: ParagraphPath(container.path + [.paragraph(container.paragraphs - 1)]),
      place: "\(container.place)第\(container.paragraphs)段", isFallback: container.isFallback,
      width: container.width ?? (sections.indices.contains(section) ? sections[section] : nil),
      landscapeWidth: container.width == nil && landscapeSections.indices.contains(section)
        ? landscapeSections[section] : nil,
      cells: container.cells, boxAnchor: container.boxAnchor)
    let around = container.paragraph
    container.paragraph = numbers
    defer { container.paragraph = around }
    numbers += 1
    // What is nested first: it counts on, and the paragraph is then offered with it replaced.
    let nested = replaceChildren(of: element, in: &container, visit)
    if element.sectionBreak != nil { section += 1 }
    return visit(stretch, nested ?? element) ?? nested
  }

  /// Rows may be wrapped in controls; those are not seen by whoever counts rows.
  private mutating func replaceRows(
    of element: XML.Element, rows: inout Int, grid: TableGrid, in outer: Container, _ visit: Visit
  ) -> XML.Element? {
    var result: XML.Element?
    for (index, child) in element.children.enumerated() {
      guard case .element(let child) = child else { continue }
      var replaced: XML.Element?
      if child.name == .w("tr") {
        rows += 1
        var cells = 0
        var column = child.skippedColumns
        replaced = replaceCells(
          of: child, row: rows, cells: &cells, column: &column, grid: grid, in: outer, visit)
      } else if child.name == .w("tblPr") {
        var container = outer
        replaced = replaceChildren(of: child, in: &container, visit)
      } else {
        replaced = replaceRows(of: child, rows: &rows, grid: grid, in: outer, visit)
      }
      guard let replaced else { continue }
      if result == nil { result = element }
      result?.children[index] = .element(replaced)
    }
    return result
  }

  private mutating func replaceCells(
    of element: XML.Element, row: Int, cells: inout Int, column: inout Int, grid: TableGrid,
    in outer: Container, _ visit: Visit
  ) -> XML.Element? {
    var result: XML.Element?
    for (index, child) in element.children.enumerated() {
      guard case .element(let child) = child else { continue }
      var replaced: XML.Element?
      if child.name == .w("tc") {
        cells += 1
        let first = column
        let width = grid.innerWidth(of: child, from: &column)
        var cell = Container(
          path: outer.path + [.table(outer.tables - 1), .row(row - 1), .cell(cells - 1)],
          place: "\(outer.place)表\(outer.tables)第\(row)行第\(cells)格", isFallback: outer.isFallback,
          width: width, cells: outer.cells + [first..<column], boxAnchor: outer.boxAnchor)
        replaced = replaceChildren(of: child, in: &cell, visit)
      } else {
        replaced = replaceCells(
          of: child, row: row, cells: &cells, column: &column, grid: grid, in: outer, visit)
      }
      guard let replaced else { continue }
      if result == nil { result = element }
      result?.children[index] = .element(replaced)
    }
    return result
  }

  /// The same box once for new readers and once for old ones: counted once.
  private mutating func replaceBranches(
    of element: XML.Element, in container: inout Container, _ visit: Visit
  ) -> XML.Element? {
    let (boxesBefore, shapesBefore, isFallback) = (boxes, shapes, container.isFallback)
    defer { container.isFallback = isFallback }
    var result: XML.Element?
    for (index, child) in element.children.enumerated() {
      guard case .element(let branch) = child else { continue }
      boxes = boxesBefore
      shapes = shapesBefore
      container.isFallback = isFallback || branch.name == .mc("Fallback")
      guard let replaced = replaceChildren(of: branch, in: &container, visit) else { continue }
      if result == nil { result = element }
      result?.children[index] = .element(replaced)
    }
    return result
  }

  private mutating func replaceAlternativeTexts(
    of element: XML.Element, in container: inout Container, _ visit: Visit
  ) -> XML.Element? {
    let names = element.alternativeTextNames.filter { !(element[attribute: $0] ?? "").isEmpty }
    let texts = Set(names.compactMap { element[attribute: $0] })
    if element.name.local == "docPr" { container.drawingTexts = texts }
    guard !names.isEmpty else { return nil }
    let isTable = element.name.namespace == .w
    // Word writes the texts of a drawing a second time at the picture in it.
    let isCopy = element.name.local == "cNvPr" && texts.isSubset(of: container.drawingTexts)
    if !isTable, !isCopy { shapes += 1 }
    var result: XML.Element?
    for name in names {
      alternativeTexts += 1
      let stretch = Stretch(
        number: numbers, kind: element.name.local.hasSuffix("Pr") ? .alternativeText : .caption,
        attribute: name,
        path: ParagraphPath(container.path + [.alternativeText(alternativeTexts - 1)]),
        place: isTable
          ? "\(container.place)表\(container.tables)替代文字" : "\(title)图形\(shapes)替代文字",
        isFallback: container.isFallback || isCopy,
        width: container.boxWidth.map { $0 + 288 }, chartID: container.chartID,
        cells: container.cells, boxAnchor: container.boxAnchor)
      numbers += 1
      if let replaced = visit(stretch, result ?? element) { result = replaced }
    }
    return result
  }
}

extension ParagraphPath.Step {
  /// A box stands in the story wherever it is anchored, but a box in a box in that one.
  fileprivate var isBox: Bool {
    if case .box = self { true } else { false }
  }
}

extension XML.Element {
  /// Whether the content of a control is paragraphs and tables, rather than runs, rows or cells.
  var holdsBlocks: Bool {
    children.contains { child in
      guard let element = child.element else { return false }
      switch element.name {
      case .w("p"), .w("tbl"): return true
      case .w("sdt"): return element.first(.w("sdtContent"))?.holdsBlocks ?? false
      default: return false
      }
    }
  }
}
