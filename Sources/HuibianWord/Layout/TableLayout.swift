/// The rows of a table, each as wide as the widest, and the widths of its columns.
package struct TableLayout: Sendable {
  let content: TableContent
  /// All rows; the first ones are the header.
  let rows: [[TableContent.Cell]]
  let headerCount: Int
  /// In twips.
  let widths: [Int]
  /// The columns in which a body cell is wider than 12 characters: all their texts stand at the left.
  let isLong: [Bool]
  /// Whether a number is too wide for its column.
  package let breaksNumbers: Bool

  /// - Parameter width: Of the whole table, in twips.
  init(_ content: TableContent, width: Int) {
    let columns = content.columnCount
    precondition(columns > 0, "a table without columns")
    var body = content.body
    if body.isEmpty && content.total == nil {
      body = [[TableContent.Cell("无", columns: columns)]]
    }
    if let total = content.total { body.append(total) }
    self.content = content
    rows = (content.header + body).map { Self.filled($0, to: columns) }
    headerCount = content.header.count
    var demands = Demands(columns: columns)
    for (index, row) in rows.enumerated() {
      demands.add(row, isHeader: index < headerCount)
    }
    widths = ColumnWidths.share(width, demands.columns)
    isLong = demands.isLong
    breaksNumbers = zip(demands.columns, widths).contains { column, width in
      let text = Int(((column.number ?? 0) * ColumnWidths.character).rounded(.up))
      return text > 0 && text + TableLook.numberSpace + 2 * TableLook.margin > width
    }
  }

  /// The row with empty cells added on the right until it covers all columns.
  private static func filled(_ row: [TableContent.Cell], to columns: Int) -> [TableContent.Cell] {
    let covered = row.reduce(0) { $0 + $1.columns }
    guard covered < columns else { return row }
    return row + Array(repeating: TableContent.Cell(""), count: columns - covered)
  }

  /// Whether the cell of a row that begins at a column goes on in the row below.
  func continues(below row: Int, from column: Int) -> Bool {
    guard row + 1 < rows.count, row + 1 != headerCount else { return false }
    var start = 0
    for cell in rows[row + 1] {
      if start == column { return cell.continuesAbove }
      start += cell.columns
    }
    return false
  }

  /// What the cells of each column ask for. Cells that cover several columns do not speak for any.
  private struct Demands {
    var columns: [ColumnWidths.Demand]
    var isLong: [Bool]

    init(columns count: Int) {
      columns = Array(repeating: ColumnWidths.Demand(), count: count)
      isLong = Array(repeating: false, count: count)
    }

    mutating func add(_ row: [TableContent.Cell], isHeader: Bool) {
      var column = 0
      for cell in row {
        defer { column += cell.columns }
        guard cell.columns == 1 else { continue }
        if isHeader {
          guard !cell.continuesAbove else { continue }
          for line in cell.text.split(separator: "\n") {
            columns[column].add(heading: TextWidth.likely(String(line)))
          }
          continue
        }
        let width = TextWidth.likely(cell.text)
        if width > 12 { isLong[column] = true }
        guard !cell.continuesAbove else { continue }
        columns[column].add(
          body: width, isNumber: cell.alignment == .right,
          isAmount: width <= 8 && cell.isAmount)
      }
    }
  }
}

extension TableContent.Cell {
  /// Whether the text, if it is short, is an amount in words, +29.4个百分点, 95.78%（一致）.
  fileprivate var isAmount: Bool {
    var hasDigit = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "{") { return false }
      if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { hasDigit = true }
    }
    return hasDigit
  }
}
