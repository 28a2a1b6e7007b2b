import HuibianOPC

/// The body of a document as it grows block by block, with the origin of every paragraph.
struct GongwenBody {
  private(set) var elements: [XML.Element] = []
  private(set) var origins: [LayoutOrigin] = []
  /// A letter's first page has no number. Clause 10.1.
  private(set) var isLetter = false
  /// Where pages without a number begin, behind the text; nil: there are none.
  private(set) var unnumbered: Int?
  private let settings: LayoutSettings
  /// Rows of the head above the mark.
  private var headRows = 0

  init(_ settings: LayoutSettings) { self.settings = settings }

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
        append(.annexList, entry.properties, runs: Markup.run(entry.label + name))
        origins.append(
          LayoutOrigin(block: index, pieces: [.init(.item(item), at: entry.label.count)]))
      }
    case .signature(let offices, let date, let seal): append(offices, date, seal, index)
    case .note(let text): append(.note, text, index)
    case .annexHeading(let text): append(.annexHeading, text, index)
    case .annexTitle(let text): append(.annexTitle, text, index)
    case .serial(let text):
      headRows += 1
      append(.serial, text, index)
    case .secrecy(let text), .urgency(let text):
      headRows += 1
      append(.secrecy, text, index)
    case .mark(let names, let suffix, let isOrder):
      append(
        MarkStack(
          names: names, suffix: suffix, top: isOrder ? HeadMeasures.orderTop : HeadMeasures.markTop,
          rowsAbove: headRows, size: settings.markSize), index)
    case .documentNumber(let number, let signers):
      if signers.isEmpty {
        append(.documentNumber, number, index)
      } else {
        for row in SignerRow.rows(number: number, signers: signers) {
          elements.append(row.paragraph)
          origins.append(LayoutOrigin(block: index, pieces: row.pieces))
        }
      }
    case .redLine: append(.redLine, "", index, .spacer)
    case .orderNumber(let text): append(.orderNumber, text, index)
    case .letterHead(let mark, let items, let number):
      isLetter = true
      let head = LetterHead(mark: mark, items: items, number: number, size: settings.markSize)
      elements.append(head.paragraph)
      origins += ([.text, .caption] + items.indices.map { .item($0) }).map {
        LayoutOrigin(block: index, place: $0)
      }
    case .attendance(let label, let names, let isFirst):
      append(
        .attendance,
        isFirst ? [Markup.w("spacing", ["before": String(PageMeasures.row)])] : [],
        runs: Markup.run(label, [Markup.val("rStyle", GongwenStyle.attendanceLabel.id)])
          + Markup.run(names))
      origins.append(LayoutOrigin(block: index, pieces: [.init(.text, at: label.count)]))
    case .imprint(let imprint): append(imprint, index)
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
    append(style, properties, runs: runs)
    origins.append(LayoutOrigin(block: block, place: place))
  }

  /// Without an origin, which the caller gives.
  private mutating func append(
    _ style: GongwenStyle, _ properties: [XML.Element], runs: [XML.Element]
  ) {
    elements.append(Markup.paragraph(style: style, properties, runs))
  }

  private mutating func append(
    _ offices: [String], _ date: String, _ seal: LayoutSeal, _ block: Int
  ) {
    let (officeStyle, dateStyle): (GongwenStyle, GongwenStyle) =
      switch seal {
      case .none: (.office, .date)
      case .seal: (.sealedOffice, .sealedDate)
      case .nameStamp: (.position, .positionDate)
      }
    for (index, office) in offices.enumerated() {
      append(officeStyle, office, block, .office(index))
    }
    append(dateStyle, date, block, .date)
  }

  private mutating func append(_ mark: MarkStack, _ block: Int) {
    elements += mark.elements
    for index in mark.names.indices {
      origins.append(LayoutOrigin(block: block, place: .item(index)))
      if index == 0, mark.hasBox { origins.append(LayoutOrigin(block: block, place: .spacer)) }
    }
  }

  private mutating func append(_ imprint: LayoutImprint, _ block: Int) {
    if imprint.page == .evenAfterBlank {
      unnumbered = elements.count
      append(.body, "", block, .spacer)
    }
    elements.append(ImprintBox.paragraph(imprint))
    origins.append(LayoutOrigin(block: block, place: .spacer))
    for (label, place, text) in [
      ("主送：", LayoutOrigin.Place.addressee, imprint.addressee), ("抄送：", .text, imprint.copies),
    ] where text != nil {
      origins.append(LayoutOrigin(block: block, pieces: [.init(place, at: label.count)]))
    }
    if !imprint.office.isEmpty || !imprint.date.isEmpty {
      origins.append(
        LayoutOrigin(
          block: block,
          pieces: [.init(.office(0), at: 0), .init(.date, at: imprint.office.count + 1)]))
    }
    origins.append(LayoutOrigin(block: block, place: .spacer))
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
    let builder = TableBuilder(styles: .ours)
    elements += builder.elements(for: builder.layout(of: content))
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
