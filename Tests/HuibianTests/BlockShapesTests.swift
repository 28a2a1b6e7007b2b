import Huibian
import HuibianDiagnostics
import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

/// Every kind of block around every content, with no, one and three copies, alone and one in another:
/// the text is what a person expects, and nothing is left of what only held tags.
struct BlockShapesTests {
  /// What a block does: a loop over so many places, or a condition that holds or not.
  enum Block: String, CaseIterable, Sendable {
    case noPlace = "{{每个 问题属地 其中 信访总量 > 9}}"
    case onePlace = "{{每个 问题属地 其中 信访总量 = 1}}"
    case threePlaces = "{{每个 问题属地}}"
    case isFalse = "{{如果 信访总量 = 0}}"
    case isTrue = "{{如果 信访总量 = 5}}"
    case otherwise = "{{如果 信访总量 = 0}}不是{{否则}}"

    /// The name that `{{名称}}` has in each copy; nil: none of its own.
    var names: [String?] {
      switch self {
      case .noPlace, .isFalse: []
      case .onePlace: ["南岭乡"]
      case .threePlaces: ["东湖街道", "西山镇", "南岭乡"]
      case .isTrue, .otherwise: [nil]
      }
    }

    var begin: String { rawValue }

    var isLoop: Bool { rawValue.hasPrefix("{{每个") }
  }

  /// Where the ends of a block stand.
  enum Shape: String, CaseIterable, Sendable {
    /// In a paragraph of its own each.
    case paragraphs
    /// In the first and last paragraph of what they enclose.
    case besideText
    /// The same in one paragraph.
    case inline
    /// In a cell, in paragraphs.
    case cell
    /// In one row.
    case row
    /// In two rows.
    case rows
    /// In rows of their own.
    case tagRows
    case columns
    /// Each copy ends a section.
    case section
    case pageBreak
    /// In a list.
    case items
    case textBox
  }

  private static let section =
    "<w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/></w:sectPr>"

  private static let portrait =
    "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgNumType w:start=\"1\"/></w:sectPr>"

  private static let item = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"

  private static let numbering = WML.Part(
    "numbering",
    WML.part(
      "numbering",
      "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/></w:lvl></w:abstractNum>"
        + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"))

  /// Paragraphs that hold the block and what is in it.
  private static func body(_ shape: Shape, _ begin: String, _ texts: [String]) -> String {
    let end = "{{完}}"
    let lines = texts.map { WML.line($0) }.joined()
    let first = begin + texts[0]
    let besideText =
      texts.count == 1
      ? [first + end] : [first] + texts[1..<(texts.count - 1)] + [texts[texts.count - 1] + end]
    switch shape {
    case .paragraphs: return WML.line(begin) + lines + WML.line(end)
    case .besideText: return besideText.map { WML.line($0) }.joined()
    case .inline: return WML.line("头" + begin + texts.joined() + end + "尾")
    case .cell:
      return WML.table(["\(begin)\n" + texts.joined(separator: "\n") + "\n\(end)", "右"])
    case .row:
      return WML.table(
        ["甲", "乙"],
        [begin.replacing("{{每个", with: "{{每行") + texts.joined(separator: "\n"), "右" + end])
    case .rows:
      return WML.table(
        ["甲", "乙"], [begin + texts.joined(separator: "\n"), "上"], ["左", "下" + end])
    case .tagRows:
      return WML.table(
        ["甲", "乙"], [begin, ""], [texts.joined(separator: "\n"), "右"], [end, ""])
    case .columns:
      let columns = begin.replacing("{{每个", with: "{{每列").replacing("{{如果", with: "{{如果列")
      return WML.table(
        ["甲", columns + texts.joined(separator: "\n")], ["乙", "下" + end], ["丙", "丁"])
    case .section:
      return WML.line(begin) + lines + WML.p(WML.r("节末"), properties: section) + WML.line(end)
    case .pageBreak:
      return WML.line(begin) + lines + WML.p("<w:r><w:br w:type=\"page\"/></w:r>") + WML.line(end)
    case .items:
      return ([begin] + texts + [end]).map { WML.p(WML.r($0), properties: item) }.joined()
    case .textBox:
      return WML.p(WML.r("框外"), WML.textBox(WML.line(begin) + lines + WML.line(end), id: 7))
    }
  }

  /// The lines that come out; `copies` are the contents of the copies.
  private static func lines(_ shape: Shape, _ copies: [[String]], isLoop: Bool) -> [String] {
    let all = copies.flatMap { $0 }
    switch shape {
    case .paragraphs, .items: return all
    // Both ends in one paragraph: the text between, not the paragraph.
    case .besideText:
      return copies.allSatisfy { $0.count == 1 } && !all.isEmpty ? [all.joined()] : all
    case .inline: return ["头" + all.joined() + "尾"]
    case .cell: return (all.isEmpty ? [""] : all) + ["右"]
    case .row, .tagRows:
      return ["甲", "乙"] + (copies.isEmpty ? ["无"] : copies.flatMap { $0 + ["右"] })
    case .rows:
      return ["甲", "乙"] + (copies.isEmpty ? ["无"] : copies.flatMap { $0 + ["上", "左", "下"] })
    case .columns:
      return ["甲"] + all + ["乙"] + copies.map { _ in "下" } + ["丙"]
        + copies.map { _ in "丁" }
    case .section: return copies.flatMap { $0 + ["节末"] }
    case .pageBreak:
      return copies.enumerated().flatMap { $1 + ($0 < copies.count - 1 || !isLoop ? ["\n"] : []) }
    case .textBox: return ["框外"] + (all.isEmpty ? [""] : all) + (all.isEmpty ? [""] : all)
    }
  }

  @Test(arguments: Shape.allCases, Block.allCases)
  func `a block alone`(shape: Shape, block: Block) async throws {
    // Alternatives that share a paragraph, a row or a column are another matter.
    guard block != .otherwise || [.inline, .besideText].contains(shape) else { return }
    for texts in [["事"], ["{{名称或无}}一", "二"]] {
      let typed = texts.map { text in
        text.replacing("{{名称或无}}", with: block.names.contains { $0 != nil } ? "{{名称}}" : "")
      }
      let copies = block.names.map { name in typed.map { $0.replacing("{{名称}}", with: name ?? "") }
      }
      try await expect(
        Self.body(shape, block.begin, typed), Self.lines(shape, copies, isLoop: block.isLoop),
        shape, "\(shape) \(block)",
        copies: copies.count)
    }
  }

  @Test(arguments: [Shape.paragraphs, .besideText, .items, .textBox, .cell], Block.allCases)
  func `a block in a block`(shape: Shape, inner: Block) async throws {
    guard inner != .otherwise else { return }
    for outer in Block.allCases where outer != .otherwise {
      // 信访形式 has two members that occur: 来访, 来信, in the order of their first appearance.
      let innerTag = inner.begin.replacing("问题属地", with: "信访形式")
        .replacing("信访总量 = 1", with: "信访总量 = 2")
      let texts = ["始", innerTag, "里", "{{完}}", "终"]
      let outcome = await compile(
        try WML.package(
          WML.line("前") + Self.body(shape, outer.begin, texts) + WML.line("后"),
          parts: [Self.numbering]
        ).serialized())
      let document = try #require(
        outcome.document, "\(shape) \(outer) \(inner): \(outcome.messages)")
      let text = document.plainText(of: 0).split(separator: "\n", omittingEmptySubsequences: false)
      let count = { (word: Substring) in text.count { $0 == word } }
      let boxes = shape == .textBox ? 2 : 1
      #expect(count("始") == outer.names.count * boxes, "\(shape) \(outer) \(inner)")
      #expect(count("终") == outer.names.count * boxes)
      #expect(
        faults(document.root(of: 0), emptyParagraphs: shape == .textBox ? 2 : 1) == [],
        "\(shape) \(outer) \(inner)")
    }
  }

  @Test(arguments: ["hdr", "ftr"], Block.allCases)
  func `a block in a header or footer`(root: String, block: Block) async throws {
    guard block != .otherwise else { return }
    let kind = root == "hdr" ? "header" : "footer"
    let outcome = await compile(
      try WML.package(
        WML.line("甲"),
        parts: [
          WML.Part(
            kind, WML.part(root, WML.line(block.begin) + WML.line("事") + WML.line("{{完}}")))
        ]
      ).serialized())
    let document = try #require(outcome.document, "\(outcome.messages)")
    let lines = block.names.map { _ in "事" }
    #expect(document.plainText(of: 1) == lines.joined(separator: "\n"))
    #expect(document.root(of: 1).all(.w("p")).count == max(1, lines.count))
  }

  @Test(arguments: [Shape.paragraphs, .row, .columns, .section])
  func `two dimensions, one in the other`(shape: Shape) async throws {
    let inner = "{{每个 信访形式 其中 信访总量 > 0}}{{名称}}{{信访总量｜数}}；{{完}}"
    let outcome = await compile(
      try WML.package(
        WML.line("前") + Self.body(shape, "{{每个 问题属地}}", ["{{名称}}：" + inner])
          + WML.line("后")
      ).serialized())
    let text = try #require(outcome.text, "\(outcome.messages)")
    for line in ["东湖街道：来访2；", "西山镇：来访1；来信1；", "南岭乡：来信1；"] {
      #expect(text.contains(line), "\(shape): \(text)")
    }
  }

  private func expect(
    _ body: String, _ lines: [String], _ shape: Shape, _ name: String, copies: Int
  ) async throws {
    let outcome = await compile(
      try WML.package(
        // A section that a block ends begins before it: with the block.
        WML.p(WML.r("前"), properties: shape == .section ? Self.portrait : "") + body
          + WML.line("后"), parts: [Self.numbering]
      ).serialized())
    let document = try #require(outcome.document, "\(name): \(outcome.messages)")
    let root = document.root(of: 0)
    #expect(document.plainText(of: 0) == (["前"] + lines + ["后"]).joined(separator: "\n"), "\(name)")
    let empty = copies == 0 ? (shape == .cell ? 1 : shape == .textBox ? 2 : 0) : 0
    #expect(faults(root, emptyParagraphs: empty) == [], "\(name)")
    let sections = root.first(.w("body"))?.count(.w("sectPr"))
    #expect(sections == (shape == .section ? copies + 2 : 1), "\(name)")
  }

  /// What is wrong with the structure of a body.
  private func faults(_ root: XML.Element, emptyParagraphs: Int) -> [String] {
    var faults: [String] = []
    let blocks = root.first(.w("body"))?.elements ?? []
    if blocks.last?.name != .w("sectPr") { faults.append("the body does not end in a section") }
    if blocks.dropLast().contains(where: { $0.name == .w("sectPr") }) {
      faults.append("a section beside the last")
    }
    var empty = 0
    var ids: [String: Set<String>] = [:]
    visit(root) { element in
      switch element.name {
      case .w("tc"), .w("txbxContent"):
        if element.elements.last?.name != .w("p") {
          faults.append("a cell without a last paragraph")
        }
      case .w("tr"): if element.all(.w("tc")).isEmpty { faults.append("a row without cells") }
      case .w("tbl"):
        let rows = element.all(.w("tr"))
        if rows.isEmpty { faults.append("a table without rows") }
        let columns = element.first(.w("tblGrid"))?.all(.w("gridCol")).count ?? 0
        for row in rows {
          let covered = row.all(.w("tc")).reduce(0) {
            $0 + (Int($1.first(.w("tcPr"))?.first(.w("gridSpan"))?[w: "val"] ?? "1") ?? 1)
          }
          if covered != columns { faults.append("a row of \(covered) in a grid of \(columns)") }
        }
      case .w("p"):
        let isEmpty =
          element.count(.w("t")) == 0 && element.count(.w("br")) == 0
          && element.count(.w("drawing")) == 0
        if isEmpty { empty += 1 }
      default: break
      }
      if element.name.local == "docPr", let id = element["id"],
        !ids["docPr", default: []].insert(id).inserted
      {
        faults.append("two drawings of one id")
      }
      if element.name == .w("sdt"), let id = element.first(.w("sdtPr"))?.first(.w("id"))?[w: "val"],
        !ids["sdt", default: []].insert(id).inserted
      {
        faults.append("two controls of one id")
      }
      if element.name.namespace.uri.hasPrefix("urn:huibian") { faults.append("a mark of ours") }
    }
    if empty > emptyParagraphs { faults.append("\(empty) empty paragraphs") }
    return faults
  }

  private func visit(_ element: XML.Element, _ body: (XML.Element) -> Void) {
    body(element)
    for child in element.elements { visit(child, body) }
  }
}
