import HuibianOPC

/// The properties of rows, cells and paragraphs of one table, which few of them have alone.
extension TableBuilder {
  /// Properties that many cells of a table have, each made once.
  struct SharedLooks {
    struct Cell: Hashable {
      let width: Int
      let columns: Int
      /// Nil: the cell is alone.
      let merge: String?
    }

    struct Paragraph: Hashable {
      let alignment: TableContent.Alignment
      let isHeader: Bool
    }

    struct Run: Hashable {
      let isHeader: Bool
      let isBold: Bool
    }

    var rows: [Bool: XML.Element] = [:]
    var cells: [Cell: XML.Element] = [:]
    /// Nil: a paragraph without properties.
    var paragraphs: [Paragraph: XML.Element?] = [:]
    /// Nil: a run without properties.
    var runs: [Run: XML.Element?] = [:]
  }

  func rowProperties(isHeader: Bool, _ shared: inout SharedLooks) -> XML.Element {
    if let known = shared.rows[isHeader] { return known }
    var properties = [
      Markup.w("cantSplit"),
      Markup.w("trHeight", ["val": String(TableLook.rowHeight), "hRule": "atLeast"]),
    ]
    if isHeader { properties.append(Markup.w("tblHeader")) }
    let result = Markup.w("trPr", [:], properties).ready
    shared.rows[isHeader] = result
    return result
  }

  func cellProperties(
    _ look: SharedLooks.Cell, _ shared: inout SharedLooks
  ) -> XML.Element {
    if let known = shared.cells[look] { return known }
    var properties = [Markup.w("tcW", ["w": String(look.width), "type": "dxa"])]
    if look.columns > 1 { properties.append(Markup.val("gridSpan", String(look.columns))) }
    if let merge = look.merge { properties.append(Markup.val("vMerge", merge)) }
    properties.append(Markup.val("vAlign", "center"))
    let result = Markup.w("tcPr", [:], properties).ready
    shared.cells[look] = result
    return result
  }

  /// Nil: the paragraph has none.
  func paragraphProperties(
    _ alignment: TableContent.Alignment, isHeader: Bool, _ shared: inout SharedLooks
  ) -> XML.Element? {
    let look = SharedLooks.Paragraph(alignment: alignment, isHeader: isHeader)
    if let known = shared.paragraphs[look] { return known }
    let result = bareParagraph(alignment, isHeader: isHeader).first(.w("pPr"))?.ready
    shared.paragraphs[look] = .some(result)
    return result
  }

  /// Nil: the run has none.
  func runProperties(
    isHeader: Bool, isBold: Bool, _ shared: inout SharedLooks
  ) -> XML.Element? {
    let look = SharedLooks.Run(isHeader: isHeader, isBold: isBold)
    if let known = shared.runs[look] { return known }
    // Whether runs carry the look of the text.
    let isDirect = styles.id(.tableText) == nil && styleID == nil
    var properties = !isDirect ? [] : isHeader ? TableLook.headerRun : TableLook.cellRun
    if isBold {
      // After the typefaces, which only direct formatting has. ECMA-376 Part 1, 17.3.2.28.
      properties.insert(contentsOf: [Markup.w("b"), Markup.w("bCs")], at: isDirect ? 1 : 0)
    }
    let result = properties.isEmpty ? nil : Markup.w("rPr", [:], properties).ready
    shared.runs[look] = .some(result)
    return result
  }

  /// The paragraph of a cell without its text.
  private func bareParagraph(
    _ alignment: TableContent.Alignment, isHeader: Bool
  ) -> XML.Element {
    let role: GongwenStyle
    switch alignment {
    case _ where isHeader: role = .tableHeader
    case .right: role = .tableNumber
    case .left: role = .tableLabel
    case .center: role = .tableText
    }
    if let id = styles.id(role) {
      // Only a header may stand otherwise than its style says.
      let own = isHeader && alignment != .center ? [Markup.val("jc", alignment.rawValue)] : []
      return Markup.paragraph(styleID: id, own)
    }
    var direct = TableLook.cellParagraph
    if alignment == .right { direct[direct.count - 2] = TableLook.numberIndent }
    direct[direct.count - 1] = Markup.val("jc", alignment.rawValue)
    if let id = styles.id(.tableText) {
      return Markup.paragraph(styleID: id, Array(direct.suffix(2)))
    }
    // Of a style that a person chose the size of the text is to count.
    guard styleID == nil else { return Markup.paragraph(style: nil, Array(direct.suffix(2))) }
    // The mark's properties too: they are those of what is typed into an empty cell.
    direct.append(Markup.w("rPr", [:], isHeader ? TableLook.headerRun : TableLook.cellRun))
    return Markup.paragraph(style: nil, direct)
  }
}
