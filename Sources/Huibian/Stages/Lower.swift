import HuibianDiagnostics
import HuibianTemplate
import HuibianWord

/// Lowers the text form: headings get numbering tags, the head becomes what its form (格式) sets.
///
/// A `#` after the first begins an annex (附件), which stands after the signature.
struct Lowering {
  let file: String
  let form: DocumentForm
  let head: DocumentHead
  private var blocks: [LayoutBlock] = []
  /// For each block the texts that it holds, by their place in it.
  private var texts: [[LayoutOrigin.Place: HeadText]] = []

  static func lower(
    _ template: TextTemplate, file: String, settings: LayoutSettings, sink: inout DiagnosticSink
  ) -> LoweredTemplate {
    let head = DocumentHead(template, file: file, sink: &sink)
    var lowering = Lowering(file: file, form: head.form, head: head)
    let annex = lowering.annexStart(template)
    lowering.checkTitle(template.blocks[..<annex], sink: &sink)
    lowering.addHead()
    if let title = head["标题"] { lowering.addTitle(title.value, title) }
    let isMoved = lowering.isAddresseeMoved(template.blocks[..<annex], sink: &sink)
    lowering.add(template.blocks[..<annex], addressee: isMoved ? nil : head["主送"])
    lowering.addTail()
    lowering.checkAnnexes(template.blocks[annex...], sink: &sink)
    lowering.addAnnexes(template.blocks[annex...])
    lowering.addImprint(addressee: isMoved ? head["主送"] : nil)
    let laidOut = GongwenDocument(lowering.blocks, settings: settings)
    return LoweredTemplate(
      package: laidOut.container,
      sources: laidOut.origins.map { origin in
        let pieces = origin.pieces.compactMap { piece in
          lowering.texts[origin.block][piece.place].map {
            LoweredTemplate.SourceText.Piece(start: piece.start, text: $0)
          }
        }
        return pieces.isEmpty ? nil : LoweredTemplate.SourceText(pieces: pieces)
      })
  }

  // MARK: Body

  /// Where the second title stands, or the first where there is another or none: the first annex.
  private func annexStart(_ template: TextTemplate) -> Int {
    let titles = template.blocks.indices.filter { template.blocks[$0].kind == .title }
    let isWithoutTitle = head["标题"] != nil || form == .order && head["附件"] != nil
    return (isWithoutTitle ? titles.first : titles.dropFirst().first) ?? template.blocks.count
  }

  /// An order has no title (GB/T 9704-2012, 10.2), a cover is nothing without one.
  private func checkTitle(_ body: ArraySlice<TextBlock>, sink: inout DiagnosticSink) {
    let title = body.first { $0.kind == .title }
    if let cover = head["封面"], title == nil, head["标题"] == nil {
      sink.report(.coverWithoutTitle(at: cover.location(file: file)))
    }
    guard form == .order, let title else { return }
    sink.report(.orderTitle(at: HeadText(title).location(file: file)))
  }

  private mutating func add(_ body: ArraySlice<TextBlock>, addressee: HeadText?) {
    var addressee = addressee
    for block in body {
      if block.kind != .title, let text = addressee {
        add(.addressee(text.value.ending(in: "：", not: ":")), text)
        addressee = nil
      }
      add(block)
    }
  }

  private mutating func add(_ block: TextBlock) {
    switch block.kind {
    case .title: addTitle(block.text, HeadText(block))
    case .heading(let level):
      let number = "{{编号：\(NumberingStyle.allCases[min(level, 4) - 1].rawValue)}}"
      add(.heading(level: level, text: number + block.text), HeadText(block, prefix: number.count))
    case .paragraph, .item:
      if head["封面"] != nil, block.isContents { add(.annexTitle("目　录"), HeadText(block)) }
      add(.paragraph(block.text), HeadText(block))
    case .table(let table): add(table, part: block.part)
    case .rule: break
    }
  }

  /// The first title of a template with a cover stands there, with what else the cover says.
  private mutating func addTitle(_ text: String, _ source: HeadText) {
    let isFirst = blocks.isEmpty
    let lines = head.list("封面")
    guard isFirst, !lines.isEmpty else { return add(.title(text), source) }
    var places: [LayoutOrigin.Place: HeadText] = [.text: source]
    for (index, line) in lines.enumerated() { places[.item(index)] = line }
    add(
      .cover(title: text, lines: lines.map(\.value), isNumbered: head.isCoverNumbered), places)
  }

  private mutating func add(_ table: TextTable, part: String?) {
    var places: [LayoutOrigin.Place: HeadText] = [:]
    for (column, cell) in (table.rows.first ?? []).enumerated() {
      places[.header(row: 0, column: column)] = HeadText(cell, part)
    }
    for (row, cells) in table.rows.dropFirst().enumerated() {
      for (column, cell) in cells.enumerated() {
        places[.body(row: row, column: column)] = HeadText(cell, part)
      }
    }
    let rows = table.rows.map { $0.map(\.text) }
    add(
      .table(
        LayoutTable(
          header: Array(rows.prefix(1)), body: Array(rows.dropFirst()),
          alignments: table.alignments.map(\.layout))), places)
  }

  // MARK: Annexes

  /// What the list of annexes names has to be what is annexed. GB/T 9704-2012, 7.3.7.
  private func checkAnnexes(_ rest: ArraySlice<TextBlock>, sink: inout DiagnosticSink) {
    let names = head.list("附件")
    let titles = rest.filter { $0.kind == .title }.map { HeadText($0) }
    guard !names.isEmpty, !titles.isEmpty else { return }
    if names.count != titles.count {
      sink.report(
        .annexCount(named: names.count, titles.count, at: names[0].location(file: file)))
      return
    }
    for (name, title) in zip(names, titles)
    where name.value != title.value && !name.value.contains("{{") && !title.value.contains("{{") {
      sink.report(.annexTitle(title.value, named: name.value, at: title.location(file: file)))
    }
  }

  private mutating func addAnnexes(_ rest: ArraySlice<TextBlock>) {
    let count = rest.count { $0.kind == .title }
    var number = 0
    for block in rest {
      guard block.kind == .title else {
        add(block)
        continue
      }
      number += 1
      add(.annexHeading(count > 1 ? "附件\(number)" : "附件"), [:])
      add(.annexTitle(block.text), HeadText(block))
    }
  }

  mutating func add(_ block: LayoutBlock, _ text: HeadText) {
    add(block, [.text: text])
  }

  mutating func add(_ block: LayoutBlock, _ places: [LayoutOrigin.Place: HeadText]) {
    blocks.append(block)
    texts.append(places)
  }
}

extension TextTable.Alignment {
  fileprivate var layout: TableContent.Alignment? {
    switch self {
    case .automatic: nil
    case .left: .left
    case .center: .center
    case .right: .right
    }
  }
}

extension Diagnostic {
  fileprivate static func annexCount(named: Int, _ count: Int, at location: Location) -> Diagnostic
  {
    Diagnostic(
      .warning, "annex-mismatch", "“附件”列了\(named)个名称，正文后面有\(count)个附件", at: location,
      hints: ["几个附件之间用“；”隔开，与后面的“#”一一对应"])
  }

  fileprivate static func annexTitle(
    _ title: String, named name: String, at location: Location
  ) -> Diagnostic {
    Diagnostic(
      .warning, "annex-mismatch", "附件标题\(quoted(title))与“附件”里的\(quoted(name))不一致", at: location,
      hints: ["改成一样的名称"])
  }

  fileprivate static func coverWithoutTitle(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "missing-head", "有“封面”，没有标题", at: location,
      hints: ["在正文最前面加一行“# 标题”，它印在封面上"])
  }

  fileprivate static func orderTitle(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "order-title", "“命令”格式没有标题，令号下面就是正文", at: location,
      hints: ["删去这一行；如果这是所附文件的标题，在文件头加一行“附件: 文件名称”"])
  }
}
