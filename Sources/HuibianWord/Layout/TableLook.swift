import HuibianOPC

/// How tables look: the same as a style, for documents of ours, and as direct formatting, for others.
enum TableLook {
  /// 小四, 12 pt, in half-points: six to eight columns of figures find room in 156 mm.
  static let size = 24
  /// Of notes below: 五号, 10.5 pt, in half-points.
  static let noteSize = 21
  /// Between a number and the right edge of its cell, besides the margin, in twips.
  static let numberSpace = 120
  /// Left and right of the text of a cell, in twips.
  static let margin = 57
  /// Rows are at least this high, in twips: 8 mm.
  static let rowHeight = 454

  /// Half a point, single, black, on all sides.
  static var borders: XML.Element {
    Markup.w(
      "tblBorders", [:],
      ["top", "left", "bottom", "right", "insideH", "insideV"].map {
        Markup.w($0, ["val": "single", "sz": "4", "space": "0", "color": "000000"])
      })
  }

  static var margins: XML.Element {
    Markup.w(
      "tblCellMar", [:],
      [("top", "0"), ("left", String(margin)), ("bottom", "0"), ("right", String(margin))].map {
        Markup.w($0.0, ["w": $0.1, "type": "dxa"])
      })
  }

  /// Properties of paragraphs in cells. Off the grid: LibreOffice would round their rows up to it.
  static var cellParagraph: [XML.Element] {
    [
      Markup.off("snapToGrid"),
      Markup.w("spacing", ["before": "0", "after": "0", "line": "360", "lineRule": "exact"]),
      Markup.w("ind", ["firstLineChars": "0", "firstLine": "0"]),
      Markup.val("jc", "center"),
    ]
  }

  static var labelIndent: XML.Element {
    Markup.w("ind", ["left": String(margin), "firstLineChars": "0", "firstLine": "0"])
  }

  static var numberIndent: XML.Element {
    Markup.w(
      "ind", ["right": String(numberSpace), "firstLineChars": "0", "firstLine": "0"])
  }

  static var cellRun: [XML.Element] {
    [Markup.fonts(Typeface.fangsong.rawValue), Markup.off("spacing")] + Markup.size(size)
  }

  static var headerRun: [XML.Element] {
    [Markup.fonts(Typeface.heiti.rawValue), Markup.off("spacing")] + Markup.size(size)
  }

  static var noteRun: [XML.Element] {
    [Markup.fonts(Typeface.fangsong.rawValue), Markup.off("spacing")] + Markup.size(noteSize)
  }

  static var captionRun: [XML.Element] {
    [Markup.fonts(Typeface.heiti.rawValue)] + Markup.size(28)
  }

  /// `w:tblPr` of a table style; nil for styles of other kinds.
  static func styleProperties(of style: GongwenStyle) -> XML.Element? {
    switch style {
    case .plainTable:
      Markup.w("tblPr", [:], [Markup.w("tblInd", ["w": "0", "type": "dxa"]), margins])
    case .table:
      Markup.w("tblPr", [:], [Markup.w("tblInd", ["w": "0", "type": "dxa"]), borders, margins])
    default: nil
    }
  }
}
