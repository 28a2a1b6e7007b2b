import HuibianOPC

extension StatedRule {
  /// The lines among the shapes of a drawing, and the frames that are as flat as a line.
  static func shapes(in drawing: XML.Element, order: Int, part: String, place: String) -> [Self] {
    if drawing.name == .v("line") {
      let points = ["from", "to"].map { (drawing[$0] ?? "").split(separator: ",").first }
      let ends = points.compactMap { $0.map { String($0) }?.statedTwips }
      return [
        StatedRule(
          kind: .shape, order: order, part: part, place: place,
          length: ends.count == 2 ? abs(ends[1] - ends[0]) : nil,
          color: (drawing["strokecolor"] ?? "").colorOfShape,
          thickness: (drawing["strokeweight"] ?? "1pt").statedTwips.map { $0 * 2 / 5 },
          compound: drawing.first(.v("stroke"))?["linestyle"], fromPageTop: nil)
      ]
    }
    let vertical = drawing.first(.wp("positionV"))
    let offset =
      vertical?["relativeFrom"] == "page"
      ? vertical?.first(.wp("posOffset"))?.text.statedExtent.map { $0 / 635 } : nil
    return drawing.shapeProperties.compactMap { shape in
      let extent = shape.first(.a("xfrm"))?.first(.a("ext"))
      let size = ["cx", "cy"].map { extent?[$0]?.statedExtent.map { $0 / 635 } }
      // A frame may be as high as a thick line.
      guard (size[1] ?? 0) <= 200 else { return nil }
      let outline = shape.first(.a("ln"))
      // A bar is filled and has no outline.
      let line = outline?.first(.a("noFill")) == nil ? outline : nil
      let fill = line?.first(.a("solidFill")) ?? shape.first(.a("solidFill"))
      guard line != nil || fill != nil else { return nil }
      let width = line?["w"]?.statedExtent
      return StatedRule(
        kind: .shape, order: order, part: part, place: place, length: size[0] ?? nil,
        color: fill?.first(.a("srgbClr"))?["val"]?.uppercased(),
        thickness: width.map { $0 * 8 / 12_700 } ?? (size[1] ?? nil).map { $0 * 2 / 5 },
        compound: line?["cmpd"].flatMap { $0 == "sng" ? nil : $0 }, fromPageTop: offset)
    }
  }

  /// The upper and lower borders of a table, and the one between its rows.
  static func borders(
    of table: XML.Element, _ looks: StatedLooks, order: Int, part: String, place: String
  ) -> [Self] {
    let properties = table.first(.w("tblPr"))
    let own = properties?.first(.w("tblBorders"))
    let styles = looks.styles.chain(
      properties?.first(.w("tblStyle"))?[w: "val"], orStandard: false)
    let layers = [own].compactMap { $0 } + styles.compactMap { $0.table?.first(.w("tblBorders")) }
    let width = properties?.first(.w("tblW"))
    let length = width?[w: "type"] == "dxa" ? width?.twips("w") : nil
    let rows = table.all(.w("tr"))
    let cell = { (row: XML.Element?, side: String) in
      row?.first(.w("tc"))?.first(.w("tcPr"))?.first(.w("tcBorders"))?.first(.w(side))
    }
    var borders = ["top", "bottom"].map { side in
      cell(side == "top" ? rows.first : rows.last, side)
        ?? layers.lazy.compactMap { $0.first(.w(side)) }.first
    }
    if rows.count > 1 {
      borders.insert(
        cell(rows[0], "bottom") ?? cell(rows[1], "top")
          ?? layers.lazy.compactMap { $0.first(.w("insideH")) }.first, at: 1)
    }
    return borders.compactMap { border in
      guard let border, let style = border[w: "val"], style != "nil", style != "none" else {
        return nil
      }
      return StatedRule(
        kind: .table, order: order, part: part, place: place, length: length,
        color: border[w: "color"].flatMap { $0 == "auto" ? nil : $0.uppercased() },
        thickness: border[w: "sz"]?.statedNumber, compound: style == "single" ? nil : style,
        fromPageTop: nil)
    }
  }
}

extension String {
  /// Of a VML shape: six digits for what is a colour by number or plainly red or black.
  fileprivate var colorOfShape: String? {
    if self == "red" { return "FF0000" }
    guard hasPrefix("#") else { return nil }
    let digits = dropFirst().prefix { $0.isHexDigit }.uppercased()
    return digits.count == 3 ? String(digits.flatMap { [$0, $0] }) : digits.isEmpty ? nil : digits
  }
}

extension XML.Element {
  /// The properties of all shapes below, boxes in boxes and copies for old readers left out.
  fileprivate var shapeProperties: [XML.Element] {
    elements.flatMap { child -> [XML.Element] in
      switch child.name.local {
      case "spPr": [child]
      case "txbxContent", "Fallback": []
      default: child.shapeProperties
      }
    }
  }

  /// Whether a paragraph holds a page break.
  var holdsPageBreak: Bool {
    elements.contains {
      $0.name == .w("br") && $0[w: "type"] == "page"
        || !["txbxContent", "pPr", "rPr", "del"].contains($0.name.local) && $0.holdsPageBreak
    }
  }

  /// Whether a paragraph holds a picture, a shape or an object.
  var holdsDrawing: Bool {
    elements.contains {
      ["drawing", "pict", "object"].contains($0.name.local)
        || !["txbxContent", "pPr", "rPr", "del"].contains($0.name.local) && $0.holdsDrawing
    }
  }
}
