import HuibianDiagnostics
import HuibianOPC
import HuibianTemplate
import HuibianWord

/// A text template as a Word document with its tags in it, and the line of every paragraph.
struct LoweredTemplate {
  let package: OPCPackage
  /// For each paragraph of the body, in document order, the text that it came from; nil for one that
  /// the format asked for.
  let sources: [SourceText?]
  /// For the file of each part the lines that take it in, outermost first.
  var partLines: [String: [Int]] = [:]

  /// Stretches of a text template that one paragraph holds.
  struct SourceText {
    struct Piece {
      /// In characters of the paragraph.
      let start: Int
      let text: HeadText
    }

    /// At least one, in the order of the paragraph.
    let pieces: [Piece]

    /// The place of a character of the paragraph.
    func location(file: String, offset: Int) -> Location {
      let piece = pieces.last { $0.start <= offset } ?? pieces[0]
      return piece.text.location(file: file, offset: offset - piece.start)
    }
  }
}

/// A text of a template, and where each of its characters was typed.
struct HeadText {
  let value: String
  let line: Int
  /// Column of every character, from 1, and of the end.
  let columns: [Int]
  /// Characters that were put in front: a numbering tag.
  var prefix = 0
  /// The file of a part; nil: the template's own.
  var part: String?

  func location(file: String, offset: Int = 0) -> Location {
    let index = min(max(0, offset - prefix), columns.count - 1)
    return .text(file: part ?? file, line: line, column: index < 0 ? 1 : columns[index])
  }
}

/// Lowers the text form: headings get numbering tags, the head becomes what its form (格式) sets.
///
/// A `#` after the first begins an annex (附件), which stands after the signature.
struct Lowering {
  let file: String
  private let form: DocumentForm
  private let head: DocumentHead
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

  // MARK: Head

  private mutating func addHead() {
    let items = [
      ("份号", LayoutBlock.serial), ("密级", LayoutBlock.secrecy), ("紧急程度", LayoutBlock.urgency),
    ]
    .compactMap { key, block in head[key].map { (text: $0, block: block) } }
    guard let mark = head["发文机关标志"] else { return }
    let number = head["发文字号"]
    if form == .letter {
      var places: [LayoutOrigin.Place: HeadText] = [.caption: mark]
      places[.text] = number
      for (index, item) in items.enumerated() { places[.item(index)] = item.text }
      add(
        .letterHead(
          mark: mark.value, items: items.map(\.text.value), number: number?.value ?? ""), places)
      return
    }
    for item in items { add(item.block(item.text.value), item.text) }
    addMark()
    if form == .order {
      if let number = head["令号"] { add(.orderNumber(number.value), number) }
      return
    }
    if let number {
      let signers = head.list("签发人")
      add(
        .documentNumber(number.value, signers: signers.map(\.value)),
        [.text: number].merging(signers.places) { $1 })
    }
    if number != nil || form == .minutes { add(.redLine, [:]) }
  }

  private mutating func addMark() {
    var names = head.list("发文机关标志")
    var suffix = ""
    if names.count > 1, let last = names.last, last.value.hasSuffix("文件") {
      suffix = "文件"
      names.removeLast()
      if last.value != suffix { names.append(last.dropLast(2)) }
    }
    guard !names.isEmpty else { return }
    add(
      .mark(names.map(\.value), suffix: suffix, isOrder: form == .order), names.places)
  }

  // MARK: Body

  /// Where the second title stands, or the first where there is another or none: the first annex.
  private func annexStart(_ template: TextTemplate) -> Int {
    let titles = template.blocks.indices.filter { template.blocks[$0].kind == .title }
    let isWithoutTitle = head["标题"] != nil || form == .order && head["附件"] != nil
    return (isWithoutTitle ? titles.first : titles.dropFirst().first) ?? template.blocks.count
  }

  /// An order has no title. GB/T 9704-2012, 10.2.
  private func checkTitle(_ body: ArraySlice<TextBlock>, sink: inout DiagnosticSink) {
    guard form == .order, let title = body.first(where: { $0.kind == .title }) else { return }
    sink.report(.orderTitle(at: HeadText(title).location(file: file)))
  }

  /// Whether the addressees are too many for the first page, which has to show the text. GB/T 9704-2012,
  /// 7.3.2: they then stand in the imprint.
  private func isAddresseeMoved(
    _ body: ArraySlice<TextBlock>, sink: inout DiagnosticSink
  ) -> Bool {
    guard form == .document, let addressee = head["主送"] else { return false }
    let title = head["标题"]?.value ?? body.first { $0.kind == .title }?.text ?? ""
    let rows = FirstPage.rows(ofAddressee: addressee.value)
    let room = FirstPage.rows(
      marks: head.list("发文机关标志").count, signers: head.list("签发人").count, title: title)
    guard rows > room else { return false }
    sink.report(.addresseeMoved(rows: rows, room: room, at: addressee.location(file: file)))
    return true
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
    guard head["封面"] != nil, isFirst else { return add(.title(text), source) }
    let lines = head.list("封面")
    var places: [LayoutOrigin.Place: HeadText] = [.text: source]
    for (index, line) in lines.enumerated() { places[.item(index)] = line }
    add(.cover(title: text, lines: lines.map(\.value)), places)
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

  // MARK: Tail

  private mutating func addTail() {
    let annexes = head.list("附件")
    if !annexes.isEmpty { add(.annexList(annexes.map(\.value)), annexes.places) }
    var isFirst = true
    for key in ["出席", "请假", "列席"] {
      guard let names = head[key] else { continue }
      add(.attendance(label: key + "：", names: names.value, isFirst: isFirst), names)
      isFirst = false
    }
    let seal = head.seal
    let offices = head.list(seal == .nameStamp ? "职务" : "署名")
    let date = head["成文日期"]
    if !offices.isEmpty || date != nil {
      var places: [LayoutOrigin.Place: HeadText] = [:]
      for (index, office) in offices.enumerated() { places[.office(index)] = office }
      places[.date] = date
      add(
        .signature(
          offices: offices.isEmpty ? [""] : offices.map(\.value), date: date?.value ?? "",
          seal: seal),
        places)
    }
    if let note = head["附注"] { add(.note(note.value), note) }
  }

  private mutating func addImprint(addressee: HeadText?) {
    let copies = head["抄送"]
    let office = head["印发机关"]
    let date = head["印发日期"]
    guard addressee != nil || copies != nil || office != nil || date != nil else { return }
    var places: [LayoutOrigin.Place: HeadText] = [:]
    places[.addressee] = addressee
    places[.text] = copies
    places[.office(0)] = office
    places[.date] = date
    add(
      .imprint(
        LayoutImprint(
          addressee: addressee?.value.trimming("：:。").ending(in: "。"),
          copies: copies?.value.ending(in: "。"), office: office?.value ?? "",
          date: date?.value ?? "", page: head.imprintPage, hasLines: form != .letter)), places)
  }

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

  private mutating func add(_ block: LayoutBlock, _ text: HeadText) {
    add(block, [.text: text])
  }

  private mutating func add(_ block: LayoutBlock, _ places: [LayoutOrigin.Place: HeadText]) {
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

extension [HeadText] {
  /// By their number in a block.
  fileprivate var places: [LayoutOrigin.Place: HeadText] {
    Dictionary(uniqueKeysWithValues: enumerated().map { (.item($0), $1) })
  }
}

extension HeadText {
  fileprivate init(_ block: TextBlock, prefix: Int = 0) {
    self.init(
      value: block.text, line: block.line, columns: block.columns, prefix: prefix, part: block.part)
  }

  fileprivate init(_ cell: TextTable.Cell, _ part: String?) {
    self.init(value: cell.text, line: cell.line, columns: cell.columns, part: part)
  }

  init(_ entry: TextTemplate.Entry) {
    self.init(
      value: entry.value, line: entry.line,
      columns: (0...entry.value.count).map { entry.column + $0 })
  }

  fileprivate func dropLast(_ count: Int) -> HeadText {
    HeadText(
      value: String(value.dropLast(count)), line: line, columns: columns.dropLast(count),
      prefix: prefix)
  }
}

extension String {
  /// With a mark at its end, if it has neither it nor the other one.
  fileprivate func ending(in mark: Character, not other: Character? = nil) -> String {
    last == mark || last != nil && last == other ? self : self + String(mark)
  }

  /// Without marks at its end.
  fileprivate func trimming(_ marks: String) -> String {
    var text = self
    while let last = text.last, marks.contains(last) { text.removeLast() }
    return text
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

  fileprivate static func orderTitle(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "order-title", "“命令”格式没有标题，令号下面就是正文", at: location,
      hints: ["删去这一行；如果这是所附文件的标题，在文件头加一行“附件: 文件名称”"])
  }

  fileprivate static func addresseeMoved(rows: Int, room: Int, at location: Location) -> Diagnostic
  {
    Diagnostic(
      .note, "addressee-moved", "主送机关约\(rows)行，首页只放得下\(room)行，已移到版记", at: location,
      hints: ["要留在正文前面，改用统称，例如“各镇街信访工作机构”"])
  }
}
