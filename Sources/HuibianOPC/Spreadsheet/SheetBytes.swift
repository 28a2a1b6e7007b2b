/// The sheet of a workbook, written piece by piece: a run may make thousands.
///
/// ECMA-376 Part 1, 18.3.1.99.
struct SheetBytes {
  private var markup: XML.MarkupWriter
  /// The format of index i has the style i + 2; 0 is plain, 1 a heading.
  private let formats: [String]

  init(_ file: WorkbookFile, _ formats: [String]) {
    self.formats = formats
    markup = XML.MarkupWriter(capacity: 1024 + file.rows.reduce(0) { $0 + 64 * $1.count })
    markup.putDeclaration()
    markup.put(#"<worksheet xmlns=""#)
    markup.put(value: XML.Namespace.x.uri)
    markup.put(#"" xmlns:r=""#)
    markup.put(value: XML.Namespace.r.uri)
    markup.put(#""><dimension ref="A1:"#)
    markup.put(value: WorkbookFile.column(max(0, file.widths.count - 1)))
    markup.put(max(1, file.rows.count))
    markup.put(#""/><sheetViews><sheetView workbookViewId="0""#)
    putPane(file.frozenRows)
    markup.put(#"</sheetViews><sheetFormatPr defaultRowHeight="15"/>"#)
    put(widths: file.widths)
    put(file.rows)
    markup.put("</worksheet>")
  }

  /// The end of the view's tag, and what stays in sight.
  private mutating func putPane(_ frozenRows: Int) {
    guard frozenRows > 0 else {
      markup.put("/>")
      return
    }
    markup.put(#"><pane ySplit=""#)
    markup.put(frozenRows)
    markup.put(#"" topLeftCell="A"#)
    markup.put(frozenRows + 1)
    markup.put(#"" activePane="bottomLeft" state="frozen"/></sheetView>"#)
  }

  private mutating func put(widths: [Int]) {
    guard !widths.isEmpty else { return }
    markup.put("<cols>")
    for (index, width) in widths.enumerated() {
      markup.put(#"<col min=""#)
      markup.put(index + 1)
      markup.put(#"" max=""#)
      markup.put(index + 1)
      markup.put(#"" width=""#)
      markup.put(width)
      markup.put(#"" customWidth="1"/>"#)
    }
    markup.put("</cols>")
  }

  private mutating func put(_ rows: [[WorkbookFile.Cell]]) {
    guard !rows.isEmpty else {
      markup.put("<sheetData/>")
      return
    }
    let columns = (0..<rows.reduce(0) { max($0, $1.count) }).map { WorkbookFile.column($0) }
    markup.put("<sheetData>")
    for (index, cells) in rows.enumerated() {
      markup.put(#"<row r=""#)
      markup.put(index + 1)
      guard cells.contains(where: { !$0.isEmpty }) else {
        markup.put(#""/>"#)
        continue
      }
      markup.put(#"">"#)
      for (column, cell) in cells.enumerated() where !cell.isEmpty {
        markup.put(#"<c r=""#)
        markup.put(value: columns[column])
        markup.put(index + 1)
        put(cell)
        markup.put("</c>")
      }
      markup.put("</row>")
    }
    markup.put("</sheetData>")
  }

  /// The end of a cell's tag, and what stands in it.
  private mutating func put(_ cell: WorkbookFile.Cell) {
    switch cell {
    case .empty: markup.put(#"">"#)
    case .text(let text):
      markup.put(#"" t="inlineStr"><is><t"#)
      put(inline: text)
    case .heading(let text):
      markup.put(#"" s="1" t="inlineStr"><is><t"#)
      put(inline: text)
    case .number(let value, let format):
      markup.put(#"" s=""#)
      markup.put(formats.firstIndex(of: format).map { $0 + 2 } ?? 0)
      markup.put(#""><v>"#)
      markup.put(text: value)
      markup.put("</v>")
    }
  }

  private mutating func put(inline text: String) {
    let safe = xmlSafe(text).text
    let ends = [safe.unicodeScalars.first, safe.unicodeScalars.last]
    if ends.contains(where: { $0?.isBlank == true }) { markup.put(#" xml:space="preserve""#) }
    markup.put(">")
    markup.put(text: safe)
    markup.put("</t></is>")
  }

  var bytes: [UInt8] { markup.bytes }
}

extension WorkbookFile.Cell {
  fileprivate var isEmpty: Bool { if case .empty = self { true } else { false } }
}

extension Unicode.Scalar {
  fileprivate var isBlank: Bool {
    switch value {
    // Hardly any text begins or ends in something else.
    case 0x21...0x7E, 0x4E00...0x9FFF: false
    default: properties.isWhitespace
    }
  }
}
