import HuibianOPC

/// What a table says of the widths of its cells.
struct TableGrid {
  /// In twips; empty if the table has no grid.
  private let columns: [Int]
  /// Left and right of a cell's text together.
  private let margins: Int

  init(_ table: XML.Element) {
    columns =
      table.first(.w("tblGrid"))?.all(.w("gridCol")).map { $0[w: "w"]?.statedTwips ?? 0 }
      ?? []
    let own = table.first(.w("tblPr"))?.first(.w("tblCellMar"))
    margins = TableGrid.sides(of: own, else: 216)
  }

  /// The width of the lines in a cell; `column` moves on to the next cell.
  ///
  /// - Returns: Nil if neither the cell nor the grid says it in absolute measure.
  func innerWidth(of cell: XML.Element, from column: inout Int) -> Int? {
    let properties = cell.first(.w("tcPr"))
    let covered = column..<column + cell.gridSpan
    column = covered.upperBound
    var width: Int?
    if let own = properties?.first(.w("tcW")), own[w: "type"] ?? "dxa" == "dxa" {
      width = own[w: "w"]?.statedTwips
    }
    if width ?? 0 == 0, covered.upperBound <= columns.count {
      width = columns[covered].reduce(0, +)
    }
    guard let width, width > 0 else { return nil }
    return max(0, width - TableGrid.sides(of: properties?.first(.w("tcMar")), else: margins))
  }

  private static func sides(of margins: XML.Element?, else standard: Int) -> Int {
    guard let margins else { return standard }
    let sides = [["left", "start"], ["right", "end"]].map { names in
      names.compactMap { margins.first(.w($0))?[w: "w"] }.first?.statedTwips
    }
    return sides.reduce(0) { $0 + ($1 ?? standard / 2) }
  }
}

extension XML.Element {
  /// Of a body, the widths of the lines of its sections, in document order; nil for one without a
  /// page size.
  var sectionWidths: [Int?] {
    let last = first(.w("sectPr"))
    return (sectionBreaks + (last.map { [$0] } ?? [])).map(\.lineWidth)
  }

  /// Of a body, the widths that the lines of its sections would have if their pages lay across; nil
  /// where they do already, or without a page size.
  var landscapeWidths: [Int?] {
    let last = first(.w("sectPr"))
    return (sectionBreaks + (last.map { [$0] } ?? [])).map {
      $0.lyingAcross(isMirrored: false)?.lineWidth
    }
  }

  private var sectionBreaks: [XML.Element] {
    elements.flatMap { element -> [XML.Element] in
      if element.name == .w("p") { return element.sectionBreak.map { [$0] } ?? [] }
      return element.name == .w("sectPr") ? [] : element.sectionBreaks
    }
  }

  /// Of a section: page less margins, or one of its columns.
  private var lineWidth: Int? {
    guard let page = first(.w("pgSz"))?[w: "w"]?.statedTwips else { return nil }
    let margins = first(.w("pgMar"))
    let sides = ["left", "right"].map { margins?[w: $0]?.statedTwips ?? 0 }
    let width = page - sides.reduce(0, +)
    let columns = first(.w("cols"))
    let count = min(max(columns?[w: "num"]?.statedNumber ?? 1, 1), 45)
    let space = columns?[w: "space"]?.statedTwips ?? 720
    let line = (width - (count - 1) * space) / count
    return line > 0 ? line : nil
  }

  /// Of a row: how many columns of the grid lie before its first cell.
  var skippedColumns: Int {
    min(max(first(.w("trPr"))?.first(.w("gridBefore"))?[w: "val"]?.statedNumber ?? 0, 0), 63)
  }

  /// Of a drawing or a VML shape: the width of the lines in its box, with the margins that are usual,
  /// a tenth of an inch left and right; nil for other elements.
  var shapeWidth: Int? {
    let outer: Int?
    switch name {
    case XML.Name(.wp, "inline", prefix: "wp"), XML.Name(.wp, "anchor", prefix: "wp"):
      outer = first(.wp("extent"))?["cx"]?.statedExtent.map { $0 / 635 }
    case .v("shape"), .v("rect"), .v("roundrect"): outer = (self["style"] ?? "").widthInStyle
    default: outer = nil
    }
    return outer.flatMap { $0 > 288 ? $0 - 288 : nil }
  }
}

extension String {
  /// Of a VML style such as `position:absolute;width:120.5pt;height:30pt`: the width in twips.
  fileprivate var widthInStyle: Int? {
    for entry in split(separator: ";") {
      let parts = entry.split(separator: ":").map { $0.filter { $0 != " " } }
      guard parts.count == 2, parts[0] == "width", parts[1].last?.isLetter ?? false else {
        continue
      }
      return String(parts[1]).statedTwips
    }
    return nil
  }
}
