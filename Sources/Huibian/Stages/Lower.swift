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

  /// A stretch of a text template.
  struct SourceText {
    /// The file of a part; nil: the template's own.
    var part: String?
    let line: Int
    /// Column of every character, from 1, and of the end.
    let columns: [Int]
    /// Characters that were put in front: a numbering tag.
    let prefix: Int

    /// The place of a character of the paragraph.
    func location(file: String, offset: Int) -> Location {
      let index = min(max(0, offset - prefix), columns.count - 1)
      return .text(file: part ?? file, line: line, column: index < 0 ? 1 : columns[index])
    }
  }
}

/// Lowers the text form: headings get numbering tags, the head becomes 主送, 署名 and 成文日期.
///
/// A `#` after the first begins an annex (附件), which stands after the signature.
struct Lowering {
  let file: String
  private var blocks: [LayoutBlock] = []
  /// For each block the texts that it holds, by their place in it.
  private var texts: [[LayoutOrigin.Place: LoweredTemplate.SourceText]] = []

  init(file: String) { self.file = file }

  static func lower(_ template: TextTemplate, file: String, sink: inout DiagnosticSink)
    -> LoweredTemplate
  {
    var lowering = Lowering(file: file)
    lowering.checkHead(template, sink: &sink)
    let annex = lowering.annexStart(template)
    if let title = template.entry("标题") { lowering.add(.title(title.value), .init(title)) }
    lowering.add(template.blocks[..<annex], addressee: template.entry("主送"))
    lowering.addTail(template)
    lowering.addAnnexes(template.blocks[annex...])
    let laidOut = GongwenDocument(lowering.blocks)
    return LoweredTemplate(
      package: laidOut.container,
      sources: laidOut.origins.map { lowering.texts[$0.block][$0.place] })
  }

  // MARK: Head

  private static let setLater: Set<String> = ["密级", "紧急程度", "发文字号", "抄送", "印发机关", "印发日期"]

  private func checkHead(_ template: TextTemplate, sink: inout DiagnosticSink) {
    for entry in template.head where Self.setLater.contains(entry.key) && !entry.value.isEmpty {
      sink.report(
        .unsupportedHead(
          entry.key, at: .text(file: file, line: entry.line, column: entry.column)))
    }
  }

  // MARK: Body

  /// Where the second title stands: the first annex.
  private func annexStart(_ template: TextTemplate) -> Int {
    let titles = template.blocks.indices.filter { template.blocks[$0].kind == .title }
    let hasTitle = template.entry("标题") != nil
    return (hasTitle ? titles.first : titles.dropFirst().first) ?? template.blocks.count
  }

  private mutating func add(_ body: ArraySlice<TextBlock>, addressee: TextTemplate.Entry?) {
    var addressee = addressee
    for block in body {
      if block.kind != .title, let entry = addressee {
        add(.addressee(entry.value), .init(entry))
        addressee = nil
      }
      add(block)
    }
  }

  private mutating func add(_ block: TextBlock) {
    switch block.kind {
    case .title: add(.title(block.text), .init(block))
    case .heading(let level):
      let number = "{{编号：\(NumberingStyle.allCases[min(level, 4) - 1].rawValue)}}"
      add(.heading(level: level, text: number + block.text), .init(block, prefix: number.count))
    case .paragraph, .item: add(.paragraph(block.text), .init(block))
    case .table(let table): add(table, part: block.part)
    case .rule: break
    }
  }

  private mutating func add(_ table: TextTable, part: String?) {
    var places: [LayoutOrigin.Place: LoweredTemplate.SourceText] = [:]
    for (column, cell) in (table.rows.first ?? []).enumerated() {
      places[.header(row: 0, column: column)] = .init(cell, part)
    }
    for (row, cells) in table.rows.dropFirst().enumerated() {
      for (column, cell) in cells.enumerated() {
        places[.body(row: row, column: column)] = .init(cell, part)
      }
    }
    let rows = table.rows.map { $0.map(\.text) }
    blocks.append(
      .table(
        LayoutTable(
          header: Array(rows.prefix(1)), body: Array(rows.dropFirst()),
          alignments: table.alignments.map(\.layout))))
    texts.append(places)
  }

  private mutating func addTail(_ template: TextTemplate) {
    if let annex = template.entry("附件") {
      let names = annex.value.split(separator: "；").map(String.init)
      blocks.append(.annexList(names))
      texts.append(
        Dictionary(
          uniqueKeysWithValues: names.indices.map { (LayoutOrigin.Place.item($0), .init(annex)) }))
    }
    let office = template.entry("署名")
    let date = template.entry("成文日期")
    if office != nil || date != nil {
      blocks.append(.signature(office: office?.value ?? "", date: date?.value ?? ""))
      var places: [LayoutOrigin.Place: LoweredTemplate.SourceText] = [:]
      places[.office] = office.map { .init($0) }
      places[.date] = date.map { .init($0) }
      texts.append(places)
    }
    if let note = template.entry("附注") { add(.note(note.value), .init(note)) }
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
      blocks.append(.annexHeading(count > 1 ? "附件\(number)" : "附件"))
      texts.append([:])
      add(.annexTitle(block.text), .init(block))
    }
  }

  private mutating func add(_ block: LayoutBlock, _ source: LoweredTemplate.SourceText) {
    blocks.append(block)
    texts.append([.text: source])
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

extension LoweredTemplate.SourceText {
  fileprivate init(_ block: TextBlock, prefix: Int = 0) {
    self.init(part: block.part, line: block.line, columns: block.columns, prefix: prefix)
  }

  fileprivate init(_ cell: TextTable.Cell, _ part: String?) {
    self.init(part: part, line: cell.line, columns: cell.columns, prefix: 0)
  }

  fileprivate init(_ entry: TextTemplate.Entry) {
    self.init(
      line: entry.line, columns: (0...entry.value.count).map { entry.column + $0 }, prefix: 0)
  }
}

extension TextTemplate {
  /// An entry of the head that says something.
  fileprivate func entry(_ key: String) -> Entry? {
    head.first { $0.key == key && !$0.value.isEmpty }
  }
}

extension Diagnostic {
  fileprivate static func unsupportedHead(_ key: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "unsupported-head", "本版本还不能排版头里的“\(key)”", at: location, hints: ["删去这一行"])
  }
}
