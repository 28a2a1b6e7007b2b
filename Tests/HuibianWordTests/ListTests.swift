import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

struct ListTests {
  private static func level(_ level: Int, _ format: String = "decimal", style: String = "")
    -> String
  {
    "<w:lvl w:ilvl=\"\(level)\"><w:start w:val=\"\(level + 1)\"/><w:numFmt w:val=\"\(format)\"/>"
      + (style.isEmpty ? "" : "<w:pStyle w:val=\"\(style)\"/>")
      + "<w:lvlText w:val=\"%\(level + 1).\"/></w:lvl>"
  }

  /// 1: two levels; 2: bullets; 3: of a style; 4: as 1 with a level of its own.
  private static let numbering = WML.Part(
    "numbering",
    WML.part(
      "numbering",
      "<w:abstractNum w:abstractNumId=\"0\">\(level(0))\(level(1))</w:abstractNum>"
        + "<w:abstractNum w:abstractNumId=\"1\">\(level(0, "bullet"))</w:abstractNum>"
        + "<w:abstractNum w:abstractNumId=\"2\">\(level(0))\(level(1, style: "列表"))</w:abstractNum>"
        + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
        + "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>"
        + "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"2\"/></w:num>"
        + "<w:num w:numId=\"4\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">"
        + "<w:startOverride w:val=\"7\"/><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"upperRoman\"/></w:lvl>"
        + "</w:lvlOverride></w:num><w:numIdMacAtCleanup w:val=\"4\"/>"))

  private static let styles = WML.Part(
    "styles",
    WML.part(
      "styles",
      "<w:style w:type=\"paragraph\" w:styleId=\"列表\"><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:style>"
        + "<w:style w:type=\"paragraph\" w:styleId=\"小列表\"><w:basedOn w:val=\"列表\"/></w:style>"))

  private static func item(_ text: String, _ list: Int, level: Int = 0) -> String {
    WML.p(
      text.isEmpty ? "" : WML.r(text),
      properties:
        "<w:keepNext/><w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(list)\"/></w:numPr><w:jc w:val=\"left\"/>"
    )
  }

  private static func styled(_ text: String, _ style: String = "列表") -> String {
    WML.p(WML.r(text), properties: "<w:pStyle w:val=\"\(style)\"/>")
  }

  /// Each paragraph with the number of its list: `1:甲`.
  private func lists(_ template: Template) -> [String] {
    func paragraphs(_ element: XML.Element) -> [XML.Element] {
      element.elements.flatMap { $0.name == .w("p") ? [$0] : paragraphs($0) }
    }
    return paragraphs(template.document.root(of: 0)).map { paragraph in
      let numbers = paragraph.first(.w("pPr"))?.first(.w("numPr"))
      return (numbers?.first(.w("numId"))?[w: "val"] ?? "") + ":" + paragraph.text
    }
  }

  private func expanded(_ body: String, _ copies: [String: [Int]]) throws -> Template {
    var template = try #require(Template(body, parts: [Self.numbering, Self.styles]))
    template.expand(copies)
    #expect(template.problems.isEmpty)
    return template
  }

  private func added(_ template: Template) throws -> [XML.Element] {
    let part = try #require(PartName("word/numbering.xml"))
    let bytes = try #require(template.document.finished().bytes(of: part))
    let root = try #require(WML.root(bytes))
    #expect(root.elements.last?.name == .w("numIdMacAtCleanup"))
    return root.all(.w("num")).filter { (Int($0[w: "numId"] ?? "") ?? 0) > 4 }
  }

  @Test func `a list in a repeated block begins anew in each copy after the first`() throws {
    let template = try expanded(
      WML.line("{{p a}}") + WML.line("{{名}}") + Self.item("甲", 1) + Self.item("乙", 1, level: 1)
        + Self.item("丙", 1) + WML.line("{{/a}}") + Self.item("丁", 4), ["a": [0, 0, 0]])
    #expect(
      lists(template) == [
        ":名1", "1:甲", "1:乙", "1:丙", ":名2", "5:甲", "5:乙", "5:丙", ":名3", "6:甲", "6:乙", "6:丙", "4:丁",
      ])
    let lists = try added(template)
    #expect(
      lists
        == ["5", "6"].flatMap {
          WML.elements(
            "<w:num w:numId=\"\($0)\"><w:abstractNumId w:val=\"0\"/>"
              + "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>"
              + "<w:lvlOverride w:ilvl=\"1\"><w:startOverride w:val=\"2\"/></w:lvlOverride></w:num>"
          )
        })
    let properties = template.blocks[5].first(.w("pPr"))?.elements.map(\.name.local)
    #expect(properties == ["keepNext", "numPr", "jc"])
  }

  @Test(arguments: [
    // Items that are repeated one by one.
    (line("{{p a}}") + item("甲", 1) + line("{{/a}}"), ["1:甲", "1:甲"]),
    // A numbered heading of each copy.
    (item("{{p a}}甲", 1) + line("文{{/a}}"), ["1:甲", ":文", "1:甲", ":文"]),
    (
      line("{{p a}}") + item("甲", 1) + item("子", 1, level: 1) + item("子", 1, level: 1)
        + line("{{/a}}"), ["1:甲", "1:子", "1:子", "1:甲", "1:子", "1:子"]
    ),
    // An item stands before the block.
    (
      item("前", 1) + line("{{p a}}") + item("甲", 1) + item("乙", 1) + line("{{/a}}"),
      ["1:前", "1:甲", "1:乙", "1:甲", "1:乙"]
    ),
    // Bullets.
    (
      line("{{p a}}") + item("甲", 2) + item("乙", 2) + line("{{/a}}"),
      ["2:甲", "2:乙", "2:甲", "2:乙"]
    ),
    // One of two items, by a condition.
    (
      line("{{p a}}") + line("{{q b}}") + item("甲", 1) + line("{{|b}}") + item("乙", 1)
        + line("{{/b}}") + line("文{{/a}}"), ["1:甲", ":文", "1:甲", ":文"]
    ),
  ])
  func `a list of which single items are repeated goes on counting`(body: String, result: [String])
    throws
  {
    let template = try expanded(body, ["a": [0, 0]])
    #expect(lists(template) == result)
    #expect(try added(template).isEmpty)
  }

  private static func line(_ text: String) -> String { WML.line(text) }

  @Test func `a list of items repeated within a group begins anew in each group`() throws {
    let template = try expanded(
      WML.line("{{p a}}") + WML.line("{{名}}") + Self.item("{{p b}}甲", 4) + WML.line("{{/b}}")
        + WML.line("{{/a}}"), ["a": [0, 0], "b": [0, 0]])
    #expect(lists(template) == [":名1", "4:甲", "4:甲", ":名2", "5:甲", "5:甲"])
    // What the list had of its own goes with it.
    #expect(
      try added(template)
        == WML.elements(
          "<w:num w:numId=\"5\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">"
            + "<w:startOverride w:val=\"7\"/><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"upperRoman\"/></w:lvl></w:lvlOverride>"
            + "<w:lvlOverride w:ilvl=\"1\"><w:startOverride w:val=\"2\"/></w:lvlOverride></w:num>"))
  }

  @Test func `a list within two loops begins anew in each copy of the inner one`() throws {
    let template = try expanded(
      WML.line("{{p a}}") + WML.line("{{p b}}") + Self.item("甲", 1) + Self.item("乙", 1)
        + WML.line("{{/b}}") + WML.line("{{/a}}"), ["a": [0, 0], "b": [0, 0]])
    #expect(
      lists(template) == ["1:甲", "1:乙", "5:甲", "5:乙", "6:甲", "6:乙", "7:甲", "7:乙"])
  }

  @Test func `a list by style begins anew too`() throws {
    let template = try expanded(
      WML.line("{{p a}}") + Self.styled("甲") + Self.styled("乙", "小列表") + WML.line("{{/a}}"),
      ["a": [0, 0]])
    #expect(lists(template) == [":甲", ":乙", "5:甲", "5:乙"])
    let properties = template.blocks[2].first(.w("pPr"))
    #expect(
      properties?.elements
        == WML.elements(
          "<w:pStyle w:val=\"列表\"/><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"5\"/></w:numPr>"
        ))
  }

  @Test func `a list in a cell begins anew in each row, a column of numbers does not`() throws {
    let cell = { (text: String) in WML.tc(text) }
    let template = try expanded(
      WML.table(
        grid: "<w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"2000\"/>",
        WML.tr(
          cell(Self.item("{{r a}}", 4)) + cell(Self.item("甲", 1) + Self.item("乙{{/a}}", 1)))),
      ["a": [0, 0]])
    #expect(lists(template) == ["4:", "1:甲", "1:乙", "4:", "5:甲", "5:乙"])
  }
}
