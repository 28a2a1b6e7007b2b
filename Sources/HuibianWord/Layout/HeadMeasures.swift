import HuibianOPC

/// Where the parts of a red head stand, in twips. GB/T 9704-2012, 7.2, 10.1 and 10.2.
///
/// A mark (发文机关标志) stands in a row of 1.2 times its size, on whose baseline both Word and LibreOffice
/// put it at about four fifths; ink begins an eighth of the size below the row's upper edge.
enum HeadMeasures {
  /// From the upper edge of the text area to that of the mark: 35 mm. Clause 7.2.4.
  static let markTop = 1984
  /// The same of an order (命令): 20 mm. Clause 10.2.
  static let orderTop = 1134
  /// From the upper edge of the page to that of a letter's mark: 30 mm. Clause 10.1.
  static let letterTop = 1701
  /// 4 mm, between the mark or the number and the line below. Clauses 7.2.7 and 10.1.
  static let lineDistance = 227

  /// The row of a mark.
  ///
  /// - Parameter size: In points.
  static func markRow(size: Int) -> Int { size * 24 }

  /// The size of the mark in a row.
  static func markSize(row: Int) -> Int { row / 24 }

  /// From the upper edge of a mark's row to its ink.
  static func markInkTop(size: Int) -> Int { size * 20 * 12 / 100 }

  /// From the upper edge of a mark's row to the lower end of its ink.
  static func markInkBottom(size: Int) -> Int { size * 20 * 106 / 100 }

  /// The row that holds the red line: from below a row of text to 4 mm below its characters. Of the
  /// row of 579, the last 116 are empty.
  static let redLineRow = lineDistance - 116

  /// Width of the lines of a letter: 170 mm, in the middle of the text area. Clause 10.1.
  static let letterLine = 9638
  static let letterLineLeft = PageMeasures.left - (letterLine - PageMeasures.textWidth) / 2
  /// The lower one ends 20 mm above the page's edge. Clause 10.1.
  static let letterLineEnd = PageMeasures.height - 1134
  /// 2¼ pt, and a third of it.
  static let thick = 45
  static let thin = 15
  /// Between the two.
  static let gap = 30
  static let doubleLine = thick + gap + thin
  /// From the upper double line to the characters below: 7/8 of a 3号 character. Clause 10.1.
  static let belowLine = 280
  /// From the upper edge of a row of text to its characters.
  static let textInkTop = 181

  /// The upper edge of a letter's first double line.
  ///
  /// - Parameter size: Of the mark, in points.
  static func letterUpperLine(size: Int) -> Int {
    letterTop - markInkTop(size: size) + markInkBottom(size: size) + lineDistance
  }

  /// The upper edge of the first row of a letter.
  static func letterFirstRow(size: Int) -> Int {
    letterUpperLine(size: size) + doubleLine + belowLine - textInkTop
  }

  /// The paragraph that the red line ends: 156 mm wide, two empty rows below it. Clauses 7.2.7, 7.3.1.
  static var redLine: [XML.Element] {
    [
      Markup.w("keepNext"),
      Markup.w(
        "pBdr", [:],
        [
          Markup.w(
            "bottom", ["val": "single", "sz": "12", "space": "0", "color": "FF0000"])
        ]),
      Markup.off("snapToGrid"),
      Markup.w(
        "spacing",
        [
          "before": "0", "after": String(2 * PageMeasures.row), "line": String(redLineRow),
          "lineRule": "exact",
        ]),
    ]
  }
}
