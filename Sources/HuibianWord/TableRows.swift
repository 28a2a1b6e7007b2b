import HuibianOPC

extension XML.Element {
  /// How many rows of a structured table are its header, and in no region: those that repeat on each
  /// page, else the first. A table with any other row outside of regions has no such number: −1.
  var headerRows: Int {
    let rows = all(.w("tr"))
    let repeated = rows.count { $0.first(.w("trPr"))?.first(.w("tblHeader")) != nil }
    if repeated > 0 { return repeated == rows.count ? repeated : -1 }
    let content = elements.first { $0.name == .w("tr") || $0.name == .region }
    let isFirst = content?.name == .w("tr")
    return rows.count == (isFirst ? 1 : 0) ? rows.count : -1
  }

  /// Appends a row with 无 in one cell across the table, in the look of the first row that was in a
  /// region of the template.
  mutating func appendEmptyRow(like template: XML.Element) {
    guard let model = template.firstRegionRow else { return }
    let cells = model.gridCellElements
    let columns =
      first(.w("tblGrid"))?.all(.w("gridCol")).compactMap { column in
        column.twips("w")
      } ?? []
    let span = columns.isEmpty ? model.gridWidth : columns.count
    var properties = XML.Element(.w("tcPr"))
    if let width = cells.first?.first(.w("tcPr"))?.first(.w("tcW")) {
      var width = width
      if columns.count == span, width[w: "type"] ?? "dxa" == "dxa" {
        width[w: "w"] = String(columns.reduce(0, +))
      }
      properties.children.append(.element(width))
    }
    if span > 1 {
      properties.children.append(.element(XML.Element(.w("gridSpan"), [(.w("val"), String(span))])))
    }
    for node in cells.first?.first(.w("tcPr"))?.children ?? [] {
      let kept: Set<XML.Name> = [.w("tcBorders"), .w("shd"), .w("tcMar"), .w("vAlign")]
      if let element = node.element, kept.contains(element.name) {
        properties.children.append(node)
      }
    }
    var paragraph = XML.Element(.w("p"))
    let text = cells.first?.first(.w("p"))
    var look = text?.first(.w("pPr")) ?? XML.Element(.w("pPr"))
    look.setCentred()
    paragraph.children = [.element(look)]
    let run = RunText(dialect: .word, properties: cells.first?.firstRunProperties)
    paragraph.children += run.nodes("无", nil)
    let row = model.first(.w("trPr")).map { XML.Node.element($0) }
    let cell = XML.Element(.w("tc"), elements: [properties, paragraph])
    children.append(
      .element(XML.Element(.w("tr"), [], (row.map { [$0] } ?? []) + [.element(cell)])))
  }

  /// Merges cells that ask for it with equal neighbours below, within one set of copies; each keeps
  /// the text once.
  mutating func mergeEqualCells() {
    struct Key: Hashable {
      let set: String
      let text: String
    }
    struct Place: Hashable {
      let column: Int
      let span: Int
    }
    struct Stack {
      let key: Key
      var cells: [(row: Int, child: Int)]
    }
    let rows = children.indices.filter { children[$0].element?.name == .w("tr") }
    var open: [Place: Stack] = [:]
    var stacks: [Stack] = []
    var isAsked = false
    for row in rows {
      guard let element = children[row].element else { continue }
      var next: [Place: Stack] = [:]
      for cell in element.gridCells {
        guard let tc = element.children[cell.child].element, let set = tc.mergeSet else { continue }
        isAsked = true
        let key = Key(set: set, text: tc.cellText)
        let place = Place(column: cell.column, span: cell.span)
        if var stack = open[place], stack.key == key {
          stack.cells.append((row, cell.child))
          next[place] = stack
          open[place] = nil
        } else {
          next[place] = Stack(key: key, cells: [(row, cell.child)])
        }
      }
      stacks += open.values
      open = next
    }
    guard isAsked else { return }
    stacks += open.values
    for stack in stacks where stack.cells.count > 1 {
      for (index, cell) in stack.cells.enumerated() {
        _ = updateChild(at: cell.row) { row in
          row.updateChild(at: cell.child) {
            $0.setVerticalMerge(index == 0 ? .restart : .continuing)
          }
        }
      }
    }
    for row in rows { _ = updateChild(at: row) { $0.removeMergeMarks() } }
  }

  /// Whether rows of a structured table are in regions.
  var holdsRegionRows: Bool { firstRegionRow != nil }

  private var firstRegionRow: XML.Element? {
    for child in elements {
      if child.name == .w("tr"), name == .segment { return child }
      let wrappers: [XML.Name] = [.region, .segment, .w("sdt"), .w("sdtContent")]
      if wrappers.contains(child.name), let row = child.firstRegionRow { return row }
    }
    return nil
  }

  /// The properties of the first run or marker.
  private var firstRunProperties: XML.Element? {
    for child in elements {
      if child.name == .w("r") || child.name == .marker { return child.first(.w("rPr")) }
      if let found = child.firstRunProperties { return found }
    }
    return nil
  }

  /// The set of copies within which the cell merges; nil if it does not.
  private var mergeSet: String? {
    for child in elements where child.name != .w("tbl") {
      if child.name == .merge { return child[attribute: .id] }
      if let found = child.mergeSet { return found }
    }
    return nil
  }

  private var cellText: String {
    elements.map { $0.name == .w("p") ? $0.paragraphText : $0.cellText }.joined(separator: "\n")
  }

  private mutating func removeMergeMarks() {
    children.removeAll { $0.element?.name == .merge }
    for index in children.indices { _ = updateChild(at: index) { $0.removeMergeMarks() } }
  }

  /// Centres a paragraph. The order of pPr is fixed: ISO 29500-1, 17.3.1.26.
  private mutating func setCentred() {
    children.removeAll { $0.element?.name == .w("jc") }
    let after: Set<XML.Name> = Set(
      [
        "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
        "rPr", "sectPr", "pPrChange",
      ].map { XML.Name.w($0) })
    let index = children.firstIndex { $0.element.map { after.contains($0.name) } ?? false }
    children.insert(
      .element(XML.Element(.w("jc"), [(.w("val"), "center")])), at: index ?? children.count)
  }
}
