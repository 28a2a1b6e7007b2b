import HuibianOPC

/// The body of a document as it grows block by block, with the origin of every paragraph.
struct GongwenBody {
  private(set) var elements: [XML.Element] = []
  private(set) var origins: [LayoutOrigin] = []

  /// Appends a block.
  ///
  /// - Parameters:
  ///   - index: The block's index, for the origins.
  ///   - next: The block that will follow; nil: none.
  mutating func append(_ block: LayoutBlock, at index: Int, next: LayoutBlock?) {
    switch block {
    case .title(let text): append(.title, text, index)
    case .cover(let title, let lines):
      for part in CoverPage.parts(title: title, lines: lines) {
        append(part.style, part.properties, runs: Markup.run(part.text), index, part.place)
      }
    case .addressee(let text): append(.addressee, text, index)
    case .heading(let level, let text): append(.heading(level), text, index)
    case .paragraph(let text), .blockTag(let text): append(.body, text, index)
    case .lead(let heading, let level, let text):
      let style = Markup.val("rStyle", GongwenStyle.lead(level).id)
      append(.body, runs: Markup.run(heading, [style]) + Markup.run(text), index)
    case .annexList(let names):
      for (item, name) in names.enumerated() {
        let entry = AnnexEntry(item: item, of: names.count)
        append(
          .annexList, entry.properties, runs: Markup.run(entry.label + name), index, .item(item))
      }
    case .signature(let office, let date):
      append(.office, office, index, .office)
      append(.date, date, index, .date)
    case .note(let text): append(.note, text, index)
    case .annexHeading(let text): append(.annexHeading, text, index)
    case .annexTitle(let text): append(.annexTitle, text, index)
    case .pageBreak:
      append(.body, runs: [Markup.w("r", [:], [Markup.w("br", ["type": "page"])])], index)
    case .empty: append(.body, "", index)
    case .table(let table): append(table, index, next: next)
    }
  }

  private mutating func append(
    _ style: GongwenStyle, _ text: String, _ block: Int, _ place: LayoutOrigin.Place = .text
  ) {
    append(style, runs: Markup.run(text), block, place)
  }

  private mutating func append(
    _ style: GongwenStyle, _ properties: [XML.Element] = [], runs: [XML.Element], _ block: Int,
    _ place: LayoutOrigin.Place = .text
  ) {
    elements.append(Markup.paragraph(style: style, properties, runs))
    origins.append(LayoutOrigin(block: block, place: place))
  }

  private mutating func append(_ table: LayoutTable, _ block: Int, next: LayoutBlock?) {
    var table = table
    if table.body.isEmpty { table.body = [[]] }
    let columns = table.columnCount
    precondition(columns > 0, "a table without columns")
    if table.caption != nil { origins.append(LayoutOrigin(block: block, place: .caption)) }
    for row in table.header.indices {
      for column in 0..<columns {
        origins.append(LayoutOrigin(block: block, place: .header(row: row, column: column)))
      }
    }
    for row in table.body.indices {
      for column in 0..<columns {
        origins.append(LayoutOrigin(block: block, place: .body(row: row, column: column)))
      }
    }
    let content = TableContent(
      caption: table.caption, header: table.header.map { $0.map { TableContent.Cell($0) } },
      body: cells(of: table))
    elements += TableBuilder(styles: .ours).elements(for: content) {
      preconditionFailure("a template's cell with a content control")
    }
    // Two tables without a paragraph between them become one, and a body ends in a paragraph.
    if next?.isTable ?? true { append(.spacer, runs: [], block, .spacer) }
  }

  /// The body's cells; a column with a long text stands at the left from top to bottom, if the template
  /// does not say otherwise.
  private func cells(of table: LayoutTable) -> [[TableContent.Cell]] {
    let isLong = (0..<table.columnCount).map { column in
      table.body.contains { column < $0.count && TextWidth.likely($0[column]) > 12 }
    }
    return table.body.map { row in
      row.enumerated().map { column, text in
        let own = column < table.alignments.count ? table.alignments[column] : nil
        return TableContent.Cell(text, alignment: own ?? (isLong[column] ? .left : .center))
      }
    }
  }
}

extension LayoutBlock {
  fileprivate var isTable: Bool {
    if case .table = self { true } else { false }
  }
}
