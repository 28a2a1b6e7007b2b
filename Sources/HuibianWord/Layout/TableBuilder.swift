package import HuibianOPC

/// Builds tables, and what stands above them, as WordprocessingML. ECMA-376 Part 1, 17.4.
///
/// The table has the width given, whatever it holds; its header is repeated on every page, and no
/// row is divided between pages; rows that the content keeps with the next stand on its page.
package struct TableBuilder: Sendable {
  /// In twips; by default the text area of GB/T 9704-2012.
  package let width: Int
  /// What is not in them is formatted directly.
  package let styles: TableStyles
  /// The id of another table style than the usual one; nil: that one.
  package let tableStyle: String?

  package init(
    width: Int = PageMeasures.textWidth, styles: TableStyles, tableStyle: String? = nil
  ) {
    self.width = width
    self.styles = styles
    self.tableStyle = tableStyle
  }

  var styleID: String? { tableStyle ?? styles.id(.table) }

  /// The caption, the line with the unit, the table, and its notes, each if there is such.
  ///
  /// Where it becomes the last thing in a cell or before another table, a paragraph must follow: the
  /// caller's duty.
  ///
  /// - Parameter nextControlID: Gives every content control its number, unique in the document.
  package func elements(
    for content: TableContent, nextControlID: () -> Int
  ) -> [XML.Element] {
    above(content) + [table(content, nextControlID: nextControlID)]
      + content.notes.map {
        line(.tableNote, [Markup.val("jc", "left")], TableLook.noteRun) { Markup.run($0, $1) }($0)
      }
  }

  private func above(_ content: TableContent) -> [XML.Element] {
    var result: [XML.Element] = []
    if content.caption != nil || content.number != nil {
      let properties = [Markup.w("keepNext"), Markup.val("jc", "center")]
      result.append(
        line(.caption, properties, TableLook.captionRun) { (caption: String, run) in
          let number = content.number.map { TableCaption.number($0, run) } ?? []
          let gap = number.isEmpty || caption.isEmpty ? "" : "\u{3000}"
          return number + Markup.run(gap + caption, run)
        }(content.caption ?? ""))
    }
    if let unit = content.unit {
      let properties = [Markup.w("keepNext"), Markup.val("jc", "right")]
      result.append(
        line(.unit, properties, TableLook.cellRun) { Markup.run($0, $1) }(unit))
    }
    return result
  }

  /// A paragraph above or below the table, in its style or with the properties that stand for it.
  private func line(
    _ style: GongwenStyle, _ properties: [XML.Element], _ run: [XML.Element],
    _ content: @escaping (String, [XML.Element]) -> [XML.Element]
  ) -> (String) -> XML.Element {
    { text in
      if let id = styles.id(style) {
        return Markup.paragraph(styleID: id, [], content(text, []))
      }
      return Markup.paragraph(style: nil, properties, content(text, run))
    }
  }

  /// The bare table.
  package func table(_ content: TableContent, nextControlID: () -> Int) -> XML.Element {
    let columns = content.columnCount
    precondition(columns > 0, "a table without columns")
    let (header, rows) = rows(of: content)
    let widths = widths(header: header, body: Array(rows.dropFirst(header.count)))
    let isLong = longColumns(of: Array(rows.dropFirst(header.count)), count: columns)
    let grid = widths.map { Markup.w("gridCol", ["w": String($0)]) }
    var shared = SharedLooks()
    let elements = rows.enumerated().map { index, row in
      let below = index + 1 < rows.count && index + 1 != header.count ? rows[index + 1] : []
      return self.row(
        row, below: below, widths: widths, isLong: isLong, isHeader: index < header.count,
        isKept: content.kept.contains(index - header.count), &shared, nextControlID: nextControlID)
    }
    return Markup.w(
      "tbl", [:],
      [properties(endsInTotal: content.total != nil), Markup.w("tblGrid", [:], grid)] + elements)
  }

  /// Whether a number is too wide for its column at the width given.
  package func breaksNumbers(_ content: TableContent) -> Bool {
    let (header, rows) = rows(of: content)
    let widths = widths(header: header, body: Array(rows.dropFirst(header.count)))
    return rows.contains { row in
      var column = 0
      return row.contains { cell in
        defer { column += cell.columns }
        guard cell.columns == 1, cell.alignment == .right else { return false }
        let text = Int((TextWidth.characters(cell.text) * ColumnWidths.character).rounded(.up))
        return text + TableLook.numberSpace + 2 * TableLook.margin > widths[column]
      }
    }
  }

  /// The rows of the header, and all rows, each as wide as the widest.
  private func rows(of content: TableContent)
    -> (header: [[TableContent.Cell]], all: [[TableContent.Cell]])
  {
    let columns = content.columnCount
    var body = content.body
    if body.isEmpty && content.total == nil {
      body = [[TableContent.Cell("无", columns: columns)]]
    }
    if let total = content.total { body.append(total) }
    let header = content.header.map { filled($0, to: columns) }
    return (header, header + body.map { filled($0, to: columns) })
  }

  /// The row with empty cells added on the right until it covers all columns.
  private func filled(_ row: [TableContent.Cell], to columns: Int) -> [TableContent.Cell] {
    let covered = row.reduce(0) { $0 + $1.columns }
    return row + Array(repeating: TableContent.Cell(""), count: columns - covered)
  }

  private func properties(endsInTotal: Bool) -> XML.Element {
    let isDirect = styleID == nil
    var children: [XML.Element] = styleID.map { [Markup.val("tblStyle", $0)] } ?? []
    children += [
      Markup.w("tblW", ["w": String(width), "type": "dxa"]), Markup.val("jc", "center"),
    ]
    if isDirect { children.append(TableLook.borders) }
    children.append(Markup.w("tblLayout", ["type": "fixed"]))
    if isDirect { children.append(TableLook.margins) }
    children.append(
      Markup.w(
        "tblLook",
        [
          "val": endsInTotal ? "0060" : "0020", "firstRow": "1",
          "lastRow": endsInTotal ? "1" : "0", "firstColumn": "0", "lastColumn": "0",
          "noHBand": "0", "noVBand": "0",
        ]))
    return Markup.w("tblPr", [:], children)
  }

  /// Cells that cover several columns do not speak for any.
  private func widths(
    header: [[TableContent.Cell]], body: [[TableContent.Cell]]
  ) -> [Int] {
    let columns = (header.first ?? body.first ?? []).reduce(0) { $0 + $1.columns }
    func widths(
      _ rows: [[TableContent.Cell]], _ width: (TableContent.Cell) -> Double?
    ) -> [[Double]] {
      var result = [[Double]](repeating: [], count: columns)
      for row in rows {
        var column = 0
        for cell in row {
          if cell.columns == 1, !cell.continuesAbove, let width = width(cell) {
            result[column].append(width)
          }
          column += cell.columns
        }
      }
      return result
    }
    return ColumnWidths.share(
      width, header: widths(header) { $0.text.lines.map(TextWidth.likely).max() },
      body: widths(body) { TextWidth.likely($0.text) },
      numbers: widths(body) { $0.alignment == .right ? TextWidth.likely($0.text) : nil },
      amounts: widths(body) { $0.isAmount ? TextWidth.likely($0.text) : nil })
  }

  private func row(
    _ cells: [TableContent.Cell], below: [TableContent.Cell], widths: [Int], isLong: [Bool],
    isHeader: Bool, isKept: Bool, _ shared: inout SharedLooks, nextControlID: () -> Int
  ) -> XML.Element {
    var column = 0
    var elements: [XML.Element] = [rowProperties(isHeader: isHeader, &shared)]
    for cell in cells {
      let covered = column..<column + cell.columns
      let isContinued = continues(in: below, from: column)
      elements.append(
        self.cell(
          cell, width: widths[covered].reduce(0, +),
          isLong: covered.count == 1 && isLong[covered.lowerBound], isHeader: isHeader,
          isKept: isKept, isContinued: isContinued, &shared, nextControlID: nextControlID))
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
    _ cell: TableContent.Cell, width: Int, isLong: Bool, isHeader: Bool, isKept: Bool,
    isContinued: Bool, _ shared: inout SharedLooks, nextControlID: () -> Int
  ) -> XML.Element {
    let merge = cell.continuesAbove ? "continue" : isContinued ? "restart" : nil
    let look = SharedLooks.Cell(width: width, columns: cell.columns, merge: merge)
    let runs = cell.continuesAbove ? [] : content(of: cell, isHeader: isHeader, nextControlID)
    return Markup.w(
      "tc", [:],
      [
        cellProperties(look, &shared),
        paragraph(
          of: cell, isLong: isLong, isHeader: isHeader, isKept: isKept, &shared, runs),
      ])
  }

  private func paragraph(
    of cell: TableContent.Cell, isLong: Bool, isHeader: Bool, isKept: Bool,
    _ shared: inout SharedLooks, _ runs: [XML.Element]
  ) -> XML.Element {
    let alignment = cell.alignment ?? (isLong && !isHeader ? .left : .center)
    let properties = paragraphProperties(
      .init(alignment: alignment, isHeader: isHeader, isKept: isKept), &shared)
    return Markup.w("p", [:], (properties.map { [$0] } ?? []) + runs)
  }

  /// Whether a cell's runs carry the look of the text.
  private var formatsRuns: Bool { styles.id(.tableText) == nil && styleID == nil }

  private func content(
    of cell: TableContent.Cell, isHeader: Bool, _ nextControlID: () -> Int
  ) -> [XML.Element] {
    var properties = !formatsRuns ? [] : isHeader ? TableLook.headerRun : TableLook.cellRun
    if cell.isBold {
      // After the typefaces, which only direct formatting has. ECMA-376 Part 1, 17.3.2.28.
      properties.insert(
        contentsOf: [Markup.w("b"), Markup.w("bCs")], at: formatsRuns ? 1 : 0)
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

extension String {
  /// Divided at line breaks.
  fileprivate var lines: [String] { split(separator: "\n").map { String($0) } }
}

extension TableContent.Cell {
  /// Whether the text is a short amount in words, +29.4个百分点, 95.78%（一致）.
  fileprivate var isAmount: Bool {
    text.contains { $0.isASCII && $0.isNumber } && !text.contains("{")
      && TextWidth.likely(text) <= 8
  }
}
