import HuibianOPC

/// The properties of paragraphs and runs of one table, which few of them have alone.
extension TableBuilder {
  /// Properties that many cells of a table share, each made once.
  struct SharedLooks {
    struct Paragraph: Hashable {
      let alignment: TableContent.Alignment
      let isHeader: Bool
      /// With the row below.
      let isKept: Bool
    }

    struct Run: Hashable {
      let isHeader: Bool
      let isBold: Bool
    }

    /// The ids of the styles of cells; what there is none for is formatted directly.
    let header: String?
    let number: String?
    let label: String?
    let text: String?

    /// Nil: a paragraph without properties.
    var paragraphs: [Paragraph: XML.Element?] = [:]
    /// Nil: a run without properties.
    var runs: [Run: XML.Element?] = [:]

    init(_ styles: TableStyles) {
      header = styles.id(.tableHeader)
      number = styles.id(.tableNumber)
      label = styles.id(.tableLabel)
      text = styles.id(.tableText)
    }

    /// Nil: the document has no such style.
    func style(of look: Paragraph) -> String? {
      switch look.alignment {
      case _ where look.isHeader: header
      case .right: number
      case .left: label
      case .center: text
      }
    }
  }

  /// Writes the properties of a cell's paragraph, if it has any.
  func writeProperties(
    of look: SharedLooks.Paragraph, _ shared: inout SharedLooks,
    to writer: inout XML.ElementWriter
  ) {
    guard let style = shared.style(of: look) else {
      if let properties = directProperties(look, &shared) { writer.put(properties) }
      return
    }
    writer.put(#"<w:pPr><w:pStyle w:val=""#)
    writer.put(value: style)
    writer.put(#""/>"#)
    // Word and LibreOffice keep a row on the page of the next by the paragraphs in it.
    if look.isKept { writer.put("<w:keepNext/>") }
    // Only a header may stand otherwise than its style says.
    if look.isHeader, look.alignment != .center {
      writer.put(#"<w:jc w:val=""#)
      writer.put(value: look.alignment.rawValue)
      writer.put(#""/>"#)
    }
    writer.put("</w:pPr>")
  }

  /// Those of a cell that there is no style for; nil: none.
  private func directProperties(
    _ look: SharedLooks.Paragraph, _ shared: inout SharedLooks
  ) -> XML.Element? {
    if let known = shared.paragraphs[look] { return known }
    var paragraph = bareParagraph(look.alignment, isHeader: look.isHeader)
    if look.isKept { ParagraphProperties.set(Markup.w("keepNext"), of: &paragraph) }
    let result = paragraph.first(.w("pPr"))?.ready
    shared.paragraphs[look] = .some(result)
    return result
  }

  /// Nil: the run has none.
  func runProperties(
    isHeader: Bool, isBold: Bool, _ shared: inout SharedLooks
  ) -> XML.Element? {
    // Whether runs carry the look of the text.
    let isDirect = shared.text == nil && styleID == nil
    if !isDirect, !isBold { return nil }
    let look = SharedLooks.Run(isHeader: isHeader, isBold: isBold)
    if let known = shared.runs[look] { return known }
    var properties = !isDirect ? [] : isHeader ? TableLook.headerRun : TableLook.cellRun
    if isBold {
      // After the typefaces, which only direct formatting has. ECMA-376 Part 1, 17.3.2.28.
      properties.insert(contentsOf: [Markup.w("b"), Markup.w("bCs")], at: isDirect ? 1 : 0)
    }
    let result = properties.isEmpty ? nil : Markup.w("rPr", [:], properties).ready
    shared.runs[look] = .some(result)
    return result
  }

  /// The paragraph of a cell without its text, where there is no style for it.
  private func bareParagraph(
    _ alignment: TableContent.Alignment, isHeader: Bool
  ) -> XML.Element {
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
