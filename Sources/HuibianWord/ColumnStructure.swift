import HuibianOPC

/// Wraps what regions of columns repeat, in every row of a table and in its grid.
///
/// Each cell carries the grid columns that it covers, wrapped in the regions that lie inside it: what
/// they have become after expansion is the cell's span. `ColumnSettling` then writes spans and widths.
struct ColumnStructure {
  /// A region, and the columns of the grid from each of its boundaries to the next.
  private struct Columns {
    let region: RegionMarks
    let segments: [Range<Int>]

    var all: Range<Int> {
      (segments.first?.lowerBound ?? 0)..<(segments.last?.upperBound ?? 0)
    }
  }

  /// - Parameter regions: All regions over columns of this table, inner ones first; every boundary
  ///   stands in a cell of it.
  /// - Returns: What cannot be repeated since a cell lies half inside.
  static func structure(
    _ table: inout XML.Element, _ regions: [RegionMarks]
  ) -> [ExpansionProblem] {
    table.noteColumns()
    let found = regions.map { columns(of: $0, in: table) }
    var problems: [ExpansionProblem] = []
    for columns in found {
      if let grid = table.children.firstIndex(where: { $0.element?.name == .w("tblGrid") }) {
        _ = table.updateChild(at: grid) { element in
          element.children = wrapped(element.children, columns) ?? element.children
        }
      }
      var row = 0
      table.updateRows { element in
        row += 1
        if !wrap(row: &element, columns) {
          problems.append(ExpansionProblem(kind: .columns(row: row), id: columns.region.id))
        }
      }
    }
    return problems
  }

  private static func columns(of region: RegionMarks, in table: XML.Element) -> Columns {
    let ends = region.boundaries.compactMap { marker in
      table.gridCellElements.first { $0.contains(marker: marker) }?.columns
    }
    guard ends.count == region.boundaries.count, let low = ends.map(\.lowerBound).min(),
      let high = ends.map(\.upperBound).max()
    else { return Columns(region: region, segments: [0..<0]) }
    let starts = [low] + ends.dropFirst().dropLast().map(\.lowerBound)
    let stops = starts.dropFirst() + [high]
    return Columns(
      region: region, segments: zip(starts, stops).map { $0..<max($0, $1) })
  }

  /// - Returns: Whether every cell and gap lies inside the region, outside, or over all of it.
  private static func wrap(row: inout XML.Element, _ columns: Columns) -> Bool {
    for index in row.children.indices where row.children[index].element?.name == .w("trPr") {
      let isWhole = row.updateChild(at: index) { properties in
        for gap in properties.children.indices {
          guard let element = properties.children[gap].element, let range = element.columns,
            range.overlaps(columns.all)
          else { continue }
          guard range.contains(columns.all), let children = wrapped(element.children, columns)
          else { return false }
          _ = properties.updateChild(at: gap) { $0.children = children }
        }
        return true
      }
      guard isWhole ?? true else { return false }
    }
    guard let children = wrapped(row.children, columns) else { return false }
    row.children = children
    return true
  }

  /// The nodes with those inside the region made one region element; nil if one lies half inside.
  private static func wrapped(_ nodes: [XML.Node], _ columns: Columns) -> [XML.Node]? {
    var segments: [[XML.Node]] = columns.segments.map { _ in [] }
    var result: [XML.Node] = []
    var position: Int?
    for node in nodes {
      guard case .element(var element) = node, let range = element.columns,
        range.overlaps(columns.all)
      else {
        result.append(node)
        continue
      }
      if isRepeated(element, range, columns) {
        guard let segment = columns.segments.firstIndex(where: { $0.contains(range) }) else {
          return nil
        }
        position = position ?? result.count
        segments[segment].append(node)
      } else if element.name == .w("tc") {
        guard range.contains(columns.all), element.wrapSpan({ wrapped($0, columns) }) else {
          return nil
        }
        result.append(.element(element))
      } else {
        guard let children = wrapped(element.children, columns) else { return nil }
        element.children = children
        result.append(.element(element))
      }
    }
    if let position { result.insert(columns.region.node(segments), at: position) }
    return result
  }

  /// Whether there is one for each copy. A cell over all the columns, of several, is one for all
  /// copies, unless an end of the region stands in it.
  private static func isRepeated(
    _ element: XML.Element, _ range: Range<Int>, _ columns: Columns
  ) -> Bool {
    guard columns.all.contains(range) else { return false }
    switch element.name {
    case .w("tc"):
      return range.count == 1 || range.count < columns.all.count
        || columns.region.boundaries.contains { element.contains(marker: $0) }
    case .w("gridCol"), .region: return true
    default:
      return element.gridCellElements.allSatisfy { cell in
        cell.columns.map { isRepeated(cell, $0, columns) } ?? true
      }
    }
  }
}

extension XML.Element {
  /// The columns of the grid that the element covers, as noted, or what stands in it together; nil for
  /// what has no place in the grid.
  var columns: Range<Int>? {
    if let noted = self[attribute: .columns] {
      let ends = noted.split(separator: " ").compactMap { Int($0) }
      return ends.count == 2 && ends[0] <= ends[1] ? ends[0]..<ends[1] : nil
    }
    guard Self.rowWrappers.contains(name) else { return nil }
    let ranges = elements.compactMap(\.columns)
    guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max()
    else { return nil }
    return low..<high
  }

  /// The cells of a table, row or control, in order, without those of tables in them.
  var gridCellElements: [XML.Element] {
    elements.flatMap { child -> [XML.Element] in
      if child.name == .w("tc") { return [child] }
      return child.name == .w("tr") || Self.rowWrappers.contains(child.name)
        ? child.gridCellElements : []
    }
  }

  /// How many rows a table has, whatever they are wrapped in.
  var rowCount: Int {
    elements.reduce(0) { count, child in
      child.name == .w("tr")
        ? count + 1 : count + (Self.rowWrappers.contains(child.name) ? child.rowCount : 0)
    }
  }

  /// Changes the rows of a table one after the other, whatever they are wrapped in.
  mutating func updateRows(_ change: (inout XML.Element) -> Void) {
    for index in children.indices {
      _ = updateChild(at: index) { child in
        if child.name == .w("tr") {
          change(&child)
        } else if Self.rowWrappers.contains(child.name) {
          child.updateRows(change)
        }
      }
    }
  }

  /// Changes the cells of a row one after the other, whatever they are wrapped in.
  ///
  /// - Parameter change: Says whether the cell stays.
  mutating func updateCells(_ change: (inout XML.Element) -> Bool) {
    var kept: [XML.Node] = []
    for index in children.indices {
      let stays = updateChild(at: index) { child in
        if child.name == .w("tc") { return change(&child) }
        if Self.rowWrappers.contains(child.name) { child.updateCells(change) }
        return true
      }
      if stays ?? true { kept.append(children[index]) }
    }
    children = kept
  }

  /// What may stand between a table and its rows, or a row and its cells.
  private static let rowWrappers: Set<XML.Name> = [
    .w("sdt"), .w("sdtContent"), .w("customXml"), .region, .segment,
  ]

  // MARK: Noting

  /// Notes on every column of the grid, cell and gap of a table which columns it covers.
  fileprivate mutating func noteColumns() {
    var count = first(.w("tblGrid"))?.all(.w("gridCol")).count ?? 0
    var widths: [Int: Int] = [:]
    updateRows { row in
      var column = 0
      row.noteGap(.w("gridBefore"), .before, &column)
      row.updateCells { cell in
        let properties = cell.first(.w("tcPr"))
        let span = properties?.first(.w("gridSpan"))?[w: "val"].flatMap { Int($0) } ?? 1
        // A row of more columns than a table can have is a mistake. ISO 29500-1, 17.4.17.
        let range = column..<column + min(max(span, 1), 63)
        column = range.upperBound
        if range.count == 1, let width = properties?.first(.w("tcW")),
          width[w: "type"] ?? "dxa" == "dxa"
        {
          widths[range.lowerBound] = widths[range.lowerBound] ?? width.twips("w")
        }
        cell.note(range)
        var content = properties ?? XML.Element(.w("tcPr"))
        content.children.append(.element(XML.Element(.grid, elements: range.map { .column($0) })))
        cell.children.removeAll { $0.element?.name == .w("tcPr") }
        cell.children.insert(.element(content), at: 0)
        return true
      }
      row.noteGap(.w("gridAfter"), .after, &column)
      count = max(count, column)
    }
    var grid = first(.w("tblGrid")) ?? XML.Element(.w("tblGrid"))
    let present = grid.all(.w("gridCol"))
    let known = (0..<count).map { index -> Int? in
      let width = present.indices.contains(index) ? present[index].twips("w") : nil
      return [width, widths[index]].compactMap { $0 }.first { $0 > 0 }
    }
    let sum = known.reduce(0) { $0 + ($1 ?? 0) }
    let mean = sum / max(1, known.count { $0 != nil })
    let columns = known.enumerated().map { index, width -> XML.Element in
      var column = XML.Element.column(index)
      if sum > 0 { column[w: "w"] = String(width ?? mean) }
      return column
    }
    grid[attribute: .width] = String(sum)
    grid.children =
      columns.map { .element($0) } + grid.children.filter { $0.element?.name != .w("gridCol") }
    let position =
      children.firstIndex { $0.element?.name == .w("tblGrid") }
      ?? (children.firstIndex { $0.element?.name == .w("tblPr") }.map { $0 + 1 } ?? 0)
    if first(.w("tblGrid")) != nil { children.remove(at: position) }
    children.insert(.element(grid), at: position)
  }

  /// Notes a gap before or after the cells of a row, and moves on over it.
  private mutating func noteGap(_ name: XML.Name, _ gap: XML.Name, _ column: inout Int) {
    guard let index = children.firstIndex(where: { $0.element?.name == .w("trPr") }),
      let count = children[index].element?.first(name)?[w: "val"].flatMap({ Int($0) }), count > 0
    else { return }
    let range = column..<column + min(count, 63)
    column = range.upperBound
    var element = XML.Element(gap, elements: range.map { .column($0) })
    element.note(range)
    _ = updateChild(at: index) { $0.children.append(.element(element)) }
  }

  private mutating func note(_ range: Range<Int>) {
    self[attribute: .columns] = "\(range.lowerBound) \(range.upperBound)"
  }

  private static func column(_ index: Int) -> XML.Element {
    var column = XML.Element(.w("gridCol"))
    column.note(index..<index + 1)
    return column
  }

  /// Of a cell: changes the columns that it covers.
  ///
  /// - Returns: False if the change is none.
  fileprivate mutating func wrapSpan(_ change: ([XML.Node]) -> [XML.Node]?) -> Bool {
    guard let properties = children.firstIndex(where: { $0.element?.name == .w("tcPr") }) else {
      return true
    }
    let isChanged = updateChild(at: properties) { tcPr -> Bool in
      guard let grid = tcPr.children.firstIndex(where: { $0.element?.name == .grid }),
        let children = tcPr.children[grid].element.flatMap({ change($0.children) })
      else { return false }
      _ = tcPr.updateChild(at: grid) { $0.children = children }
      return true
    }
    return isChanged ?? true
  }
}

extension Range<Int> {
  fileprivate func contains(_ other: Range<Int>) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}
