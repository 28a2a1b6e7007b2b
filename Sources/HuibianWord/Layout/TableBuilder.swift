package import HuibianOPC

/// Builds tables, and what stands above them, as WordprocessingML. ECMA-376 Part 1, 17.4.
///
/// The table has the width given, whatever it holds; its header is repeated on every page, and no
/// row is divided between pages.
package struct TableBuilder: Sendable {
  /// In twips; by default the text area of GB/T 9704-2012.
  package let width: Int
  /// Whether the document has the styles of ``GongwenStyle``. If not, the same look is written into
  /// every table, row and run.
  package let hasStyles: Bool

  package init(width: Int = PageMeasures.textWidth, hasStyles: Bool) {
    self.width = width
    self.hasStyles = hasStyles
  }

  /// The caption, the line with the unit, and the table, each if there is such.
  ///
  /// Where it becomes the last thing in a cell or before another table, a paragraph must follow: the
  /// caller's duty.
  ///
  /// - Parameter nextControlID: Gives every content control its number, unique in the document.
  package func elements(
    for content: TableContent, nextControlID: () -> Int
  ) -> [XML.Element] {
    above(content) + [table(content, nextControlID: nextControlID)]
  }

  private func above(_ content: TableContent) -> [XML.Element] {
    var result: [XML.Element] = []
    if let caption = content.caption {
      let properties = [Markup.w("keepNext"), Markup.val("jc", "center")]
      result.append(
        Markup.paragraph(
          style: hasStyles ? .caption : nil, hasStyles ? [] : properties,
          Markup.run(caption, hasStyles ? [] : TableLook.captionRun)))
    }
    if let unit = content.unit {
      let properties = [Markup.w("keepNext"), Markup.val("jc", "right")]
      result.append(
        Markup.paragraph(
          style: hasStyles ? .unit : nil, hasStyles ? [] : properties,
          Markup.run(unit, hasStyles ? [] : TableLook.cellRun)))
    }
    return result
  }

  /// The bare table.
  package func table(_ content: TableContent, nextControlID: () -> Int) -> XML.Element {
    let columns = content.columnCount
    precondition(columns > 0, "a table without columns")
    var body = content.body
    if body.isEmpty && content.total == nil {
      body = [[TableContent.Cell("无", columns: columns)]]
    }
    if let total = content.total { body.append(total) }
    let header = content.header.map { filled($0, to: columns) }
    let rows = header + body.map { filled($0, to: columns) }
    let widths = widths(header: header, body: Array(rows.dropFirst(header.count)))
    let isLong = longColumns(of: Array(rows.dropFirst(header.count)), count: columns)
    let grid = widths.map { Markup.w("gridCol", ["w": String($0)]) }
    let elements = rows.enumerated().map { index, row in
      let below = index + 1 < rows.count && index + 1 != header.count ? rows[index + 1] : []
      return self.row(
        row, below: below, widths: widths, isLong: isLong, isHeader: index < header.count,
        nextControlID: nextControlID)
    }
    return Markup.w("tbl", [:], [properties, Markup.w("tblGrid", [:], grid)] + elements)
  }

  /// The row with empty cells added on the right until it covers all columns.
  private func filled(_ row: [TableContent.Cell], to columns: Int) -> [TableContent.Cell] {
    let covered = row.reduce(0) { $0 + $1.columns }
    return row + Array(repeating: TableContent.Cell(""), count: columns - covered)
  }

  private var properties: XML.Element {
    var children: [XML.Element] = hasStyles ? [Markup.val("tblStyle", GongwenStyle.table.id)] : []
    children += [
      Markup.w("tblW", ["w": String(width), "type": "dxa"]), Markup.val("jc", "center"),
    ]
    if !hasStyles { children.append(TableLook.borders) }
    children.append(Markup.w("tblLayout", ["type": "fixed"]))
    if !hasStyles { children.append(TableLook.margins) }
    children.append(
      Markup.w(
        "tblLook",
        [
          "val": "0020", "firstRow": "1", "lastRow": "0", "firstColumn": "0", "lastColumn": "0",
          "noHBand": "0", "noVBand": "0",
        ]))
    return Markup.w("tblPr", [:], children)
  }

  /// Cells that cover several columns do not speak for any.
  private func widths(
    header: [[TableContent.Cell]], body: [[TableContent.Cell]]
  ) -> [Int] {
    func texts(_ rows: [[TableContent.Cell]]) -> [[Double]] {
      var result = [[Double]](repeating: [], count: rows.first?.reduce(0) { $0 + $1.columns } ?? 0)
      for row in rows {
        var column = 0
        for cell in row {
          if cell.columns == 1 && !cell.continuesAbove {
            result[column].append(TextWidth.likely(cell.text))
          }
          column += cell.columns
        }
      }
      return result
    }
    let columns = (header.first ?? body.first ?? []).reduce(0) { $0 + $1.columns }
    let none = [[Double]](repeating: [], count: columns)
    return ColumnWidths.share(
      width, header: header.isEmpty ? none : texts(header), body: body.isEmpty ? none : texts(body))
  }

  private func row(
    _ cells: [TableContent.Cell], below: [TableContent.Cell], widths: [Int], isLong: [Bool],
    isHeader: Bool, nextControlID: () -> Int
  ) -> XML.Element {
    var properties = [
      Markup.w("cantSplit"),
      Markup.w("trHeight", ["val": String(TableLook.rowHeight), "hRule": "atLeast"]),
    ]
    if isHeader { properties.append(Markup.w("tblHeader")) }
    var column = 0
    var elements: [XML.Element] = [Markup.w("trPr", [:], properties)]
    for cell in cells {
      let covered = column..<column + cell.columns
      let isContinued = continues(in: below, from: column)
      elements.append(
        self.cell(
          cell, width: widths[covered].reduce(0, +),
          isLong: covered.count == 1 && isLong[covered.lowerBound], isHeader: isHeader,
          isContinued: isContinued, nextControlID: nextControlID))
      column = covered.upperBound
    }
    return Markup.w("tr", [:], elements)
  }

  /// Whether the cell of a row that begins at a column is one with the cell above it.
  private func continues(in row: [TableContent.Cell], from column: Int) -> Bool {
    var start = 0
    for cell in row {
      if start == column { return cell.continuesAbove }
      start += cell.columns
    }
    return false
  }

  private func cell(
    _ cell: TableContent.Cell, width: Int, isLong: Bool, isHeader: Bool, isContinued: Bool,
    nextControlID: () -> Int
  ) -> XML.Element {
    var properties = [Markup.w("tcW", ["w": String(width), "type": "dxa"])]
    if cell.columns > 1 { properties.append(Markup.val("gridSpan", String(cell.columns))) }
    if cell.continuesAbove {
      properties.append(Markup.val("vMerge", "continue"))
    } else if isContinued {
      properties.append(Markup.val("vMerge", "restart"))
    }
    properties.append(Markup.val("vAlign", "center"))
    let runs = cell.continuesAbove ? [] : content(of: cell, isHeader: isHeader, nextControlID)
    return Markup.w(
      "tc", [:],
      [
        Markup.w("tcPr", [:], properties),
        paragraph(of: cell, isLong: isLong, isHeader: isHeader, runs),
      ])
  }

  private func paragraph(
    of cell: TableContent.Cell, isLong: Bool, isHeader: Bool, _ runs: [XML.Element]
  ) -> XML.Element {
    let alignment = cell.alignment ?? (isLong && !isHeader ? .left : .center)
    if hasStyles {
      let own = alignment == .center ? [] : [Markup.val("jc", alignment.rawValue)]
      return Markup.paragraph(style: isHeader ? .tableHeader : .tableText, own, runs)
    }
    var properties = TableLook.cellParagraph
    properties[properties.count - 1] = Markup.val("jc", alignment.rawValue)
    // The mark's properties too: they are those of what is typed into an empty cell.
    let run = isHeader ? TableLook.headerRun : TableLook.cellRun
    properties.append(Markup.w("rPr", [:], run))
    return Markup.paragraph(style: nil, properties, runs)
  }

  private func content(
    of cell: TableContent.Cell, isHeader: Bool, _ nextControlID: () -> Int
  ) -> [XML.Element] {
    var properties = hasStyles ? [] : isHeader ? TableLook.headerRun : TableLook.cellRun
    if cell.isBold {
      // After the typefaces, which only direct formatting has. ECMA-376 Part 1, 17.3.2.28.
      properties.insert(
        contentsOf: [Markup.w("b"), Markup.w("bCs")], at: hasStyles ? 0 : 1)
    }
    let runs = Markup.run(cell.text, properties)
    guard let control = cell.control, !runs.isEmpty else { return runs }
    // The control's own properties: what is typed into it later looks the same.
    let look = properties.isEmpty ? [] : [Markup.w("rPr", [:], properties)]
    // Not a plain-text control, as everywhere: LibreOffice 7.4 doubles parts of its text on saving.
    let identity = [
      Markup.val("alias", control.alias), Markup.val("tag", control.tag),
      Markup.val("id", String(nextControlID())),
    ]
    return [
      Markup.w(
        "sdt", [:], [Markup.w("sdtPr", [:], look + identity), Markup.w("sdtContent", [:], runs)])
    ]
  }

  /// The columns in which a body cell is wider than 12 characters: all their texts stand at the left.
  private func longColumns(of body: [[TableContent.Cell]], count: Int) -> [Bool] {
    var result = [Bool](repeating: false, count: count)
    for row in body {
      var column = 0
      for cell in row {
        if cell.columns == 1, TextWidth.likely(cell.text) > 12 { result[column] = true }
        column += cell.columns
      }
    }
    return result
  }
}
