/// The sheet of a workbook, written piece by piece: a run may make thousands.
///
/// ECMA-376 Part 1, 18.3.1.99.
struct SheetBytes {
  private var serializer = XMLSerializer()
  /// The style of each format; 0 is plain, 1 a heading.
  private let styles: [String: Int]

  init(_ file: WorkbookFile, _ formats: [String]) {
    styles = Dictionary(uniqueKeysWithValues: formats.enumerated().map { ($1, $0 + 2) })
    serializer.bytes.reserveCapacity(1024 + file.rows.reduce(0) { $0 + 64 * $1.count })
    put("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<worksheet xmlns=\"")
    put(XML.Namespace.x.uri)
    put("\" xmlns:r=\"")
    put(XML.Namespace.r.uri)
    let last = WorkbookFile.column(max(0, file.widths.count - 1)) + String(max(1, file.rows.count))
    put("\"><dimension ref=\"A1:\(last)\"/><sheetViews><sheetView workbookViewId=\"0\"")
    if file.frozenRows > 0 {
      put("><pane ySplit=\"\(file.frozenRows)\" topLeftCell=\"A\(file.frozenRows + 1)\"")
      put(" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>")
    } else {
      put("/>")
    }
    put("</sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>")
    if !file.widths.isEmpty {
      put("<cols>")
      for (index, width) in file.widths.enumerated() {
        put("<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width)\" customWidth=\"1\"/>")
      }
      put("</cols>")
    }
    put(file.rows)
    put("</worksheet>")
  }

  private mutating func put(_ rows: [[WorkbookFile.Cell]]) {
    guard !rows.isEmpty else {
      put("<sheetData/>")
      return
    }
    let columns = (0..<(rows.map(\.count).max() ?? 0)).map { WorkbookFile.column($0) }
    put("<sheetData>")
    for (index, cells) in rows.enumerated() {
      let number = String(index + 1)
      put("<row r=\"")
      put(number)
      guard cells.contains(where: { $0 != .empty }) else {
        put("\"/>")
        continue
      }
      put("\">")
      for (column, cell) in cells.enumerated() where cell != .empty {
        put("<c r=\"")
        put(columns[column])
        put(number)
        put(cell)
        put("</c>")
      }
      put("</row>")
    }
    put("</sheetData>")
  }

  private mutating func put(_ cell: WorkbookFile.Cell) {
    switch cell {
    case .empty: put("\">")
    case .text(let text):
      put("\"")
      put(inline: text)
    case .heading(let text):
      put("\" s=\"1\"")
      put(inline: text)
    case .number(let value, let format):
      put("\" s=\"")
      put(String(styles[format] ?? 0))
      put("\"><v>")
      put(escaped: value)
      put("</v>")
    }
  }

  private mutating func put(inline text: String) {
    let safe = xmlSafe(text).text
    let keepsSpace = safe.first?.isWhitespace == true || safe.last?.isWhitespace == true
    put(" t=\"inlineStr\"><is><t")
    put(keepsSpace ? " xml:space=\"preserve\">" : ">")
    put(escaped: safe)
    put("</t></is>")
  }

  var bytes: [UInt8] { serializer.bytes }

  private mutating func put(_ markup: String) { serializer.put(markup) }

  private mutating func put(escaped text: String) {
    serializer.put(escaped: text, inAttribute: false)
  }
}
