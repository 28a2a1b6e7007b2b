import HuibianOPC

extension XML.Element {
  /// Notes on every column of the grid, cell and gap of a table which columns it covers.
  mutating func noteColumns() {
    var count = first(.w("tblGrid"))?.all(.w("gridCol")).count ?? 0
    var widths: [Int: Int] = [:]
    updateRows { row in
      var column = 0
      row.noteGap(.w("gridBefore"), .before, &column)
      row.updateCells { cell in
        let properties = cell.first(.w("tcPr"))
        let range = column..<column + cell.gridSpan
        column = range.upperBound
        if range.count == 1, let width = properties?.first(.w("tcW")),
          width[w: "type"] ?? "dxa" == "dxa"
        {
          widths[range.lowerBound] = widths[range.lowerBound] ?? width[w: "w"]?.statedTwips
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
      let width = present.indices.contains(index) ? present[index][w: "w"] : nil
      return [width?.statedTwips, widths[index]].compactMap { $0 }.first { $0 > 0 }
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
      let count = children[index].element?.first(name)?[w: "val"]?.statedNumber, count > 0
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
}
