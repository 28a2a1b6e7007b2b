import HuibianOPC

/// Fills a structured story: asks the filler, in document order, and writes what it says.
struct Expansion<Filler: MarkerFiller> {
  /// What holds for everything below an element.
  struct Surroundings {
    /// A content control may stand here.
    var allowsControls = true
    /// Block-level content may take the place of the paragraph.
    var allowsBlocks = true
    var dialect = Dialect.word
    /// The innermost set of row copies, from 1; 0 outside of any.
    var rowSet = 0
    /// The sets of row copies around, by the regions that are copied.
    var rowSets: [Int: Int] = [:]
    /// Of the chart whose drawing is around.
    var chartID: String?
    /// The serial numbers of the copies in which lists begin anew.
    var lists: [String: Int] = [:]
    /// Below a copy for old readers.
    var isFallback = false
    /// Within the line of a paragraph.
    var isInline = false
    /// In a drawing, whose picture can be another.
    var isInDrawing = false
  }

  var filler: Filler
  let boundaries: Set<Int>
  private let loops: Set<Int>
  /// The lists that begin anew in each copy, by region.
  private let restarts: [Int: Set<String>]
  private(set) var numbering: Numbering
  private var notes: NoteCopies<Filler.Scope>
  private var listCopies = 0
  private var rowSets = 0
  var problems: [ExpansionProblem] = []
  var charts = PlacedCharts()
  /// The charts drawn in the body that have tags in their own texts: the root of each, by the
  /// relationship that leads to it. They are filled where they are drawn, once for each copy.
  let drawnCharts: [String: XML.Element]
  /// What a text of the chart at hand says it is to show.
  var ownChart: Chart?
  /// Which chart the drawing around is to show instead of its own.
  var newChartID: String?
  private(set) var story = 0
  /// What the filler has said of the next markers already.
  var asked: ArraySlice<MarkerContent> = []
  /// Whether anything stands only for what comes later: documents, contents, what lies across.
  var keepsPlaces = false
  /// The pictures placed so far, by name.
  var pictures: [String: PictureFile] = [:]
  /// The marker and the picture that the drawing around is to show instead of its own.
  var shown: (id: Int, picture: Picture)?

  init(
    filler: Filler, regions: [RegionMarks], numbering: Numbering, restarts: [Int: Set<String>],
    notes: NoteCopies<Filler.Scope>, drawnCharts: [String: XML.Element]
  ) {
    self.filler = filler
    self.drawnCharts = drawnCharts
    boundaries = Set(regions.flatMap(\.boundaries))
    loops = Set(regions.filter(\.isLoop).map(\.id))
    self.numbering = numbering
    self.restarts = restarts
    self.notes = notes
  }

  /// The root of a story with nothing of ours left in it.
  mutating func filled(
    story index: Int, _ root: XML.Element, _ scope: Filler.Scope
  ) -> XML.Element {
    story = index
    var result = root
    var around = Surroundings()
    if root.name == .w("comments") {
      // LibreOffice 7.4 cannot open a document with a control in a comment.
      around.allowsControls = false
      around.allowsBlocks = false
    }
    result.children = children(of: root, scope, around)
    if let chart = ownChart.take() { charts.place(chart, in: index) }
    return result
  }

  /// Whether copies of references changed a story of notes that has no tag of its own.
  func changes(notes root: XML.Element) -> Bool { notes.changes(root) }

  /// A note for each reference that is left, in the scope of that reference.
  private mutating func copies(
    ofNote note: XML.Element, _ scope: Filler.Scope, _ around: Surroundings
  ) -> [XML.Node] {
    guard let references = notes.references(to: note) else {
      return [.element(container(note, scope, around))]
    }
    return references.map { reference in
      var copy = container(note, reference.scope, around)
      copy[w: "id"] = reference.id
      return .element(copy)
    }
  }

  /// What holds none of these is the same in all copies, unless lists begin anew in them.
  private static var concerned: XML.Landmarks { .foreign | .notes | .charts | .drawings }

  mutating func filled(
    _ nodes: [XML.Node], _ scope: Filler.Scope, _ around: Surroundings
  ) -> [XML.Node] {
    var result: [XML.Node] = []
    result.reserveCapacity(nodes.count)
    for node in nodes {
      if case .element(let element) = node,
        element.mayHold(Self.concerned) || !around.lists.isEmpty
      {
        result += filled(element, scope, around)
      } else {
        result.append(node)
      }
    }
    return result
  }

  private mutating func filled(
    _ element: XML.Element, _ scope: Filler.Scope, _ around: Surroundings
  ) -> [XML.Node] {
    switch element.name {
    case .marker: return content(element, scope, around)
    case .region: return copies(element, scope, around)
    case .w("p"), .a("p"): return paragraph(element, scope, around)
    case .w("tbl"): return [.element(table(element, scope, around))]
    case .w("tr") where element[attribute: .tagRow] != nil: return []
    case .w("sdt"): return [.element(control(element, scope, around))]
    case .w("txbxContent"):
      var inside = around
      inside.isInDrawing = false
      return [.element(container(element, scope, inside))]
    case .w("footnote"), .w("endnote"): return copies(ofNote: element, scope, around)
    case .w("footnoteReference"), .w("endnoteReference"):
      return [.element(notes.referring(element, scope, isFallback: around.isFallback))]
    case .w("tc"):
      var cell = element
      var around = around
      around.isInline = false
      cell[attribute: .continues] = nil
      cell.children = children(of: element, scope, around)
      return [.element(cell)]
    default: return [.element(container(element, scope, around))]
    }
  }

  /// An element that means nothing here, with what it holds filled.
  private mutating func container(
    _ element: XML.Element, _ scope: Filler.Scope, _ around: Surroundings
  ) -> XML.Element {
    var around = around
    if element.name == .mc("Fallback") || element.name == .w("rubyBase") {
      around.allowsControls = false
    }
    if let chartID = element.chartID {
      around.chartID = chartID
      newChartID = nil
    }
    if element.name == .mc("Fallback") { around.isFallback = true }
    if element.name == .w("txbxContent") {
      around.isInline = false
    }
    let outer = shown
    let isDrawing = element.name == .wp("inline") || element.name == .wp("anchor")
    if isDrawing {
      shown = nil
      around.isInDrawing = true
    }
    var result = element
    if element.name == .c("chart"), let drawn = around.chartID {
      fillTexts(ofChart: drawn, scope)
      if let id = newChartID { result[attribute: .r("id")] = id }
    }
    for index in element.attributes.indices
    where AlternativeText.isMarked(element.attributes[index].value) {
      result.attributes[index].value = alternativeText(
        element.attributes[index].value, scope, around)
    }
    result.children = children(of: element, scope, around)
    if isDrawing {
      if let (id, picture) = shown, !PictureDrawing.show(picture, in: &result) {
        problems.append(ExpansionProblem(kind: .pictureInText, id: id))
      }
      shown = outer
    }
    return result
  }

  mutating func children(
    of element: XML.Element, _ scope: Filler.Scope, _ around: Surroundings
  ) -> [XML.Node] {
    Settling.settled(
      filled(element.children, scope, around), in: element.name, isInline: around.isInline)
  }

  // MARK: Regions

  private mutating func copies(
    _ region: XML.Element, _ scope: Filler.Scope, _ around: Surroundings
  ) -> [XML.Node] {
    guard let id = region[attribute: .id].flatMap({ Int($0) }) else { return [] }
    let segments = region.all(.segment)
    let holdsRows = segments.contains { $0.holdsRows }
    var around = around
    if holdsRows {
      rowSets += 1
      around.rowSet = rowSets
      around.rowSets[id] = rowSets
    }
    var result: [XML.Node] = []
    let copies = filler.copies(of: id, in: scope)
    for (index, copy) in copies.enumerated() {
      precondition(segments.indices.contains(copy.segment), "a copy of no segment")
      var nodes = segments[copy.segment].children
      if index > 0 {
        result.append(.element(XML.Element(.barrier)))
        if holdsRows { nodes = MergeContinuation.continued(nodes, region: id) }
        if let lists = restarts[id] {
          listCopies += 1
          for list in lists { around.lists[list] = listCopies }
        }
      }
      let filled = filled(nodes, copy.scope, around)
      let isLast = index == copies.count - 1 && loops.contains(id)
      result += isLast ? TrailingBreaks.marked(filled) : filled
    }
    let gone = copies.isEmpty || copies.allSatisfy { segments[$0.segment].children.isEmpty }
    if gone, !holdsRows, let segment = segments.first {
      result.append(.element(Junction.Gap(of: segment.children).element))
    } else if loops.contains(id), around.isInline, let segment = copies.first?.segment {
      let nodes = segments[segment].children
      let (start, end) = (
        Junction.Gap(kind: .loopStart, of: nodes), Junction.Gap(kind: .loopEnd, of: nodes)
      )
      if start.isPause { result.insert(.element(start.element), at: 0) }
      if end.isPause { result.append(.element(end.element)) }
    }
    // The section that ends here began before the region; what remains of it keeps its page.
    let hasSection = result.contains { $0.element?.sectionBreak != nil }
    let sections = segments.flatMap(\.elements).compactMap(\.sectionBreak)
    if !hasSection, let section = sections.first {
      result.append(.element(XML.Element(.section, elements: [section])))
    }
    return result
  }

  // MARK: Paragraphs

  private mutating func paragraph(
    _ paragraph: XML.Element, _ scope: Filler.Scope, _ around: Surroundings
  ) -> [XML.Node] {
    if let pattern = paragraph.pattern, around.lists.isEmpty, paragraph.name == .w("p"),
      let filled = self.filled(pattern, scope, around)
    {
      return [.element(filled)]
    }
    var around = around
    around.dialect = Dialect.of(paragraph: paragraph.name) ?? .word
    around.isInline = true
    let heldBlockTags = paragraph.holdsBlockTags(boundaries)
    var result = paragraph
    result.children = filled(paragraph.children, scope, around)
    let isSettled = !result.mayHold(.foreign)
    if !isSettled {
      result.removeBarriers()
      Junction.settle(&result)
    }
    if !around.lists.isEmpty, let item = numbering.item(paragraph),
      let serial = around.lists[item.list]
    {
      result.setNumber(numbering.copy(of: item.list, serial), level: item.level)
    }
    if heldBlockTags { result[attribute: .droppable] = "1" }
    return isSettled
      ? [.element(result)] : ParagraphSplit.aroundBlocks(result).map { .element($0) }
  }

  private mutating func control(
    _ control: XML.Element, _ scope: Filler.Scope, _ around: Surroundings
  ) -> XML.Element {
    var around = around
    let kinds = control.first(.w("sdtPr"))?.elements.map(\.name) ?? []
    if kinds.contains(where: { Self.plainControls.contains($0) }) {
      around.allowsControls = false
      around.allowsBlocks = false
    }
    var result = control
    if control.holdsMarkers { result.releasePlaceholder() }
    result.children = children(of: result, scope, around)
    return result
  }

  /// Controls whose content is text, so that no other control may stand in them.
  private static var plainControls: Set<XML.Name> {
    [
      .w("text"), .w("date"), .w("comboBox"), .w("dropDownList"), .w("picture"),
      XML.Name(.w14, "checkbox", prefix: "w14"),
    ]
  }

  // MARK: Tables

  private mutating func table(
    _ table: XML.Element, _ scope: Filler.Scope, _ around: Surroundings
  ) -> XML.Element {
    var around = around
    around.rowSet = 0
    around.rowSets = [:]
    around.isInline = false
    var result = table
    let headers = table.headerRows
    result.children = filled(table.children, scope, around).filter {
      $0.element?.name != .barrier && $0.element?.name != .gap
    }
    if ColumnSettling.settle(&result), table.holdsRegionRows,
      result.rowCount == headers
    {
      result.appendEmptyRow(like: table)
    }
    result.mergeEqualCells()
    return result
  }
}
