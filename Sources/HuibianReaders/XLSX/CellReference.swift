import HuibianOPC

/// The name of a cell: `D2`, or a range of them: `A1:C3`.
enum CellReference {
  static let rowLimit = 1_048_576
  static let columnLimit = 16_384

  /// `D2`; both from 1.
  static func name(row: Int, column: Int) -> String { letters(column) + String(row) }

  /// `A` is 1, `AA` is 27.
  static func letters(_ column: Int) -> String { WorkbookFile.column(column - 1) }

  /// Row and column, from 1; nil if it names no cell that a sheet can have.
  static func parse(_ text: some Sequence<UInt8>) -> (row: Int, column: Int)? {
    var (row, column, digits) = (0, 0, 0)
    for byte in text {
      switch byte {
      case 0x41...0x5A where digits == 0: column = column * 26 + Int(byte - 0x40)
      case 0x61...0x7A where digits == 0: column = column * 26 + Int(byte - 0x60)
      case 0x30...0x39:
        row = row * 10 + Int(byte - 0x30)
        digits += 1
      default: return nil
      }
      guard row <= rowLimit, column <= columnLimit else { return nil }
    }
    return row > 0 && column > 0 ? (row, column) : nil
  }

  /// Rows and columns of `A1:C3`.
  static func range(_ text: String) -> (rows: ClosedRange<Int>, columns: ClosedRange<Int>)? {
    let ends = text.split(separator: ":", omittingEmptySubsequences: false)
    guard ends.count == 2, let first = parse(ends[0].utf8), let last = parse(ends[1].utf8),
      first.row <= last.row, first.column <= last.column
    else { return nil }
    return (first.row...last.row, first.column...last.column)
  }
}
