/// A workbook of one sheet (.xlsx), as it is written: texts and numbers, a number format for each.
///
/// ECMA-376 Part 1, 18.
package struct WorkbookFile: Sendable {
  package enum Cell: Hashable, Sendable {
    case empty
    /// A text, never read as a formula, whatever it begins with.
    case text(String)
    /// A text in bold, as headings are.
    case heading(String)
    /// A number in decimal notation, and its format code.
    case number(String, format: String)
  }

  /// The name of the sheet.
  package var sheet: String
  package var rows: [[Cell]]
  /// In characters; as many as there are columns.
  package var widths: [Int]
  /// Rows that stay in sight at the top.
  package var frozenRows: Int

  package static let contentType =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

  package init(sheet: String, rows: [[Cell]], widths: [Int], frozenRows: Int = 0) {
    self.sheet = sheet
    self.rows = rows
    self.widths = widths
    self.frozenRows = frozenRows
  }

  /// The letters of a column, counted from 0: A, …, Z, AA.
  package static func column(_ index: Int) -> String {
    if index < 26 { return String(Unicode.Scalar(UInt8(ascii: "A") + UInt8(index))) }
    var letters = ""
    var rest = index
    repeat {
      let letter = Unicode.Scalar(UInt8(ascii: "A") + UInt8(rest % 26))
      letters = String(Character(letter)) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters
  }

  /// The file.
  ///
  /// Two calls give equal bytes.
  package func bytes() throws(OPCError) -> [UInt8] {
    let formats = formats
    let frame = try WorkbookFrame.frame(sheet: sheet, formats: formats)
    var writer = try ZipWriter()
    for entry in frame.entries {
      if entry.name == WorkbookFrame.sheetPart {
        try writer.add(entry.name, SheetBytes(self, formats).bytes)
      } else {
        try writer.add(entry.name, entry.part)
      }
    }
    return try writer.finish()
  }

  /// Format codes in the order of their first use.
  private var formats: [String] {
    var formats: [String] = []
    for row in rows {
      // There are few of them.
      for case .number(_, let format) in row where !formats.contains(format) {
        formats.append(format)
      }
    }
    return formats
  }
}
