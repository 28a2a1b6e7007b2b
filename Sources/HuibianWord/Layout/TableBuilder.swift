package import HuibianOPC

/// Builds tables, and what stands above them, as WordprocessingML. ECMA-376 Part 1, 17.4.
///
/// The table has the width given, whatever it holds; its header is repeated on every page, and no
/// row is divided between pages; rows that the content keeps with the next stand on its page.
package struct TableBuilder: Sendable {
  /// In twips; by default the text area of GB/T 9704-2012.
  package let width: Int
  /// What is not in them is formatted directly.
  package let styles: TableStyles
  /// The id of another table style than the usual one; nil: that one.
  package let tableStyle: String?

  package init(
    width: Int = PageMeasures.textWidth, styles: TableStyles, tableStyle: String? = nil
  ) {
    self.width = width
    self.styles = styles
    self.tableStyle = tableStyle
  }

  var styleID: String? { tableStyle ?? styles.id(.table) }

  /// How the table's width is shared among its columns.
  ///
  /// O(cells).
  package func layout(of content: TableContent) -> TableLayout {
    TableLayout(content, width: width)
  }

  /// The caption, the line with the unit, the table, and its notes, each if there is such.
  ///
  /// The ids of content controls are given when the whole document is known. Where the table becomes the
  /// last thing in a cell or before another table, a paragraph must follow: the caller's duty.
  package func elements(for layout: TableLayout) -> [XML.Element] {
    above(layout.content) + [table(layout)]
      + layout.content.notes.map {
        line(.tableNote, [Markup.val("jc", "left")], TableLook.noteRun) { Markup.run($0, $1) }($0)
      }
  }

  private func above(_ content: TableContent) -> [XML.Element] {
    var result: [XML.Element] = []
    if content.caption != nil || content.number != nil {
      let properties = [Markup.w("keepNext"), Markup.val("jc", "center")]
      result.append(
        line(.caption, properties, TableLook.captionRun) { (caption: String, run) in
          let number = content.number.map { TableCaption.number($0, run) } ?? []
          let gap = number.isEmpty || caption.isEmpty ? "" : "\u{3000}"
          return number + Markup.run(gap + caption, run)
        }(content.caption ?? ""))
    }
    if let unit = content.unit {
      let properties = [Markup.w("keepNext"), Markup.val("jc", "right")]
      result.append(
        line(.unit, properties, TableLook.cellRun) { Markup.run($0, $1) }(unit))
    }
    return result
  }

  /// A paragraph above or below the table, in its style or with the properties that stand for it.
  private func line(
    _ style: GongwenStyle, _ properties: [XML.Element], _ run: [XML.Element],
    _ content: @escaping (String, [XML.Element]) -> [XML.Element]
  ) -> (String) -> XML.Element {
    { text in
      if let id = styles.id(style) {
        return Markup.paragraph(styleID: id, [], content(text, []))
      }
      return Markup.paragraph(style: nil, properties, content(text, run))
    }
  }

  /// The bare table.
  package func table(_ layout: TableLayout) -> XML.Element {
    var writer = XML.ElementWriter(.w("tbl"), capacity: 1 << 14)
    writeProperties(endsInTotal: layout.content.total != nil, to: &writer)
    writer.put("<w:tblGrid>")
    for width in layout.widths {
      writer.put(#"<w:gridCol w:w=""#)
      writer.put(width)
      writer.put(#""/>"#)
    }
    writer.put("</w:tblGrid>")
    var shared = SharedLooks(styles)
    for row in layout.rows.indices { write(row, of: layout, &shared, to: &writer) }
    writer.put("</w:tbl>")
    return writer.element()
  }

  private func writeProperties(endsInTotal: Bool, to writer: inout XML.ElementWriter) {
    writer.put("<w:tblPr>")
    if let styleID {
      writer.put(#"<w:tblStyle w:val=""#)
      writer.put(value: styleID)
      writer.put(#""/>"#)
    }
    writer.put(#"<w:tblW w:w=""#)
    writer.put(width)
    writer.put(#"" w:type="dxa"/><w:jc w:val="center"/>"#)
    if styleID == nil { writer.put(TableLook.borders) }
    writer.put(#"<w:tblLayout w:type="fixed"/>"#)
    if styleID == nil { writer.put(TableLook.margins) }
    writer.put(
      endsInTotal
        ? #"<w:tblLook w:val="0060" w:firstRow="1" w:lastRow="1""#
        : #"<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0""#)
    writer.put(#" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="0"/></w:tblPr>"#)
  }

  private func write(
    _ row: Int, of layout: TableLayout, _ shared: inout SharedLooks,
    to writer: inout XML.ElementWriter
  ) {
    let isHeader = row < layout.headerCount
    let isKept = layout.content.kept.contains(row - layout.headerCount)
    var column = 0
    writer.put("<w:tr>")
    writeProperties(ofRow: isHeader, to: &writer)
    for cell in layout.rows[row] {
      let covered = column..<column + cell.columns
      let merge =
        cell.continuesAbove
        ? "continue" : layout.continues(below: row, from: column) ? "restart" : nil
      let isLong = covered.count == 1 && layout.isLong[covered.lowerBound]
      let alignment = cell.alignment ?? (isLong && !isHeader ? .left : .center)
      writer.put("<w:tc>")
      writeProperties(
        width: layout.widths[covered].reduce(0, +), columns: cell.columns, merge: merge, to: &writer
      )
      let look = SharedLooks.Paragraph(
        alignment: alignment, isHeader: isHeader, isKept: isKept)
      writer.put("<w:p>")
      writeProperties(of: look, &shared, to: &writer)
      if !cell.continuesAbove { write(cell, isHeader: isHeader, &shared, to: &writer) }
      writer.put("</w:p>")
      writer.put("</w:tc>")
      column = covered.upperBound
    }
    writer.put("</w:tr>")
  }

  private func writeProperties(ofRow isHeader: Bool, to writer: inout XML.ElementWriter) {
    writer.put(#"<w:trPr><w:cantSplit/><w:trHeight w:val=""#)
    writer.put(TableLook.rowHeight)
    writer.put(#"" w:hRule="atLeast"/>"#)
    if isHeader { writer.put("<w:tblHeader/>") }
    writer.put("</w:trPr>")
  }

  /// - Parameters:
  ///   - width: In twips.
  ///   - merge: Nil: the cell is alone.
  private func writeProperties(
    width: Int, columns: Int, merge: String?, to writer: inout XML.ElementWriter
  ) {
    writer.put(#"<w:tcPr><w:tcW w:w=""#)
    writer.put(width)
    writer.put(#"" w:type="dxa"/>"#)
    if columns > 1 {
      writer.put(#"<w:gridSpan w:val=""#)
      writer.put(columns)
      writer.put(#""/>"#)
    }
    if let merge {
      writer.put(#"<w:vMerge w:val=""#)
      writer.put(value: merge)
      writer.put(#""/>"#)
    }
    writer.put(#"<w:vAlign w:val="center"/></w:tcPr>"#)
  }

  private func write(
    _ cell: TableContent.Cell, isHeader: Bool, _ shared: inout SharedLooks,
    to writer: inout XML.ElementWriter
  ) {
    // The control's own properties: what is typed into it later looks the same.
    let properties = runProperties(isHeader: isHeader, isBold: cell.isBold, &shared)
    RunText(dialect: .word, properties: properties).write(cell.text, cell.control, to: &writer)
  }
}
