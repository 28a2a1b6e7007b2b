import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

/// The lines of a template, how often its regions come, and the lines that come of it.
struct LineCase: Sendable, CustomTestStringConvertible {
  let lines: [String]
  let copies: [String: [Int]]
  let result: [String]

  init(_ lines: [String], _ copies: [String: [Int]], _ result: [String]) {
    self.lines = lines
    self.copies = copies
    self.result = result
  }

  var testDescription: String { lines.joined(separator: "¶") + " \(copies)" }
}

struct ExpansionTests {
  private static let inline = [
    LineCase(["甲{{i a}}x{{/a}}乙"], ["a": []], ["甲乙"]),
    LineCase(["甲{{i a}}x{{y}}、{{/a}}乙"], ["a": [0, 0, 0]], ["甲xy1、xy2、xy3、乙"]),
    LineCase(["甲{{i a}}是{{|a}}否{{/a}}乙"], ["a": [1]], ["甲否乙"]),
    LineCase(["甲{{i a}}是{{|a}}否{{/a}}乙"], ["a": [0]], ["甲是乙"]),
    // Nothing remains of a paragraph that was all one block.
    LineCase(["甲", "{{i a}}x{{/a}}", "乙"], ["a": []], ["甲", "乙"]),
    LineCase(
      ["{{i a}}{{i b}}{{y}}{{/b}}，{{/a}}"], ["a": [0, 0], "b": [0, 0]], ["y1.1y1.2，y2.1y2.2，"]),
    LineCase(["{{i a}}x{{/a}}{{i b}}y{{/b}}"], ["a": [], "b": [0]], ["y"]),
  ]

  private static let paragraphs = [
    LineCase(["甲", "{{p a}}", "x{{y}}", "{{/a}}", "乙"], ["a": []], ["甲", "乙"]),
    LineCase(["甲", "{{p a}}", "x{{y}}", "{{/a}}", "乙"], ["a": [0]], ["甲", "xy1", "乙"]),
    LineCase(["甲", "{{p a}}", "x{{y}}", "{{/a}}", "乙"], ["a": [0, 0]], ["甲", "xy1", "xy2", "乙"]),
    LineCase(["前{{p a}}A", "B{{/a}}后"], ["a": []], ["前后"]),
    LineCase(["前{{p a}}A", "B{{/a}}后"], ["a": [0]], ["前A", "B后"]),
    LineCase(["前{{p a}}A", "B{{/a}}后"], ["a": [0, 0]], ["前A", "B", "A", "B后"]),
    LineCase(["{{p a}}A", "B{{/a}}"], ["a": []], [""]),
    LineCase(["{{p a}}A", "", "B{{/a}}"], ["a": [0, 0]], ["A", "", "B", "A", "", "B"]),
    LineCase(["前{{p a}}", "A{{/a}}"], ["a": [0, 0]], ["前", "A", "A"]),
    LineCase(["{{p a}}", "是", "{{|a}}", "否", "{{/a}}"], ["a": [0]], ["是"]),
    LineCase(["{{p a}}", "是", "{{|a}}", "否", "{{/a}}"], ["a": [1]], ["否"]),
    LineCase(["前{{p a}}是", "又{{|a}}否", "亦{{/a}}后"], ["a": [0]], ["前是", "又后"]),
    LineCase(["前{{p a}}是", "又{{|a}}否", "亦{{/a}}后"], ["a": [1]], ["前否", "亦后"]),
    LineCase(
      ["{{p a}}x", "{{/a}}{{p b}}", "y{{/b}}"], ["a": [0, 0], "b": [0]], ["x", "x", "y"]),
    LineCase(["{{p a}}x", "1{{/a}}{{p b}}2", "y{{/b}}"], ["a": [0], "b": [0]], ["x", "12", "y"]),
    LineCase(["{{p a}}x", "1{{/a}}{{p b}}2", "y{{/b}}"], ["a": [], "b": [0]], ["2", "y"]),
    LineCase(
      ["{{p a}}{{名}}", "{{p b}}", "{{i c}}{{值}}{{/c}}。", "{{/b}}{{/a}}"],
      ["a": [0, 0], "b": [0, 0], "c": [0]],
      ["名1", "值1.1.1。", "值1.2.1。", "名2", "值2.1.1。", "值2.2.1。"]),
    LineCase(
      ["{{p a}}{{p b}}x", "y{{/b}}{{/a}}"], ["a": [0, 0], "b": [0, 0]],
      ["x", "y", "x", "y", "x", "y", "x", "y"]),
    LineCase(["甲", "{{p a}}{{p b}}x", "y{{/b}}{{/a}}"], ["a": [0, 0], "b": []], ["甲"]),
  ]

  @Test(arguments: inline + paragraphs)
  func `repeats, chooses and drops text`(example: LineCase) throws {
    var template = try #require(Template(example.lines.map(WML.line).joined()))
    template.expand(example.copies)
    #expect(template.problems.isEmpty)
    #expect(template.lines == example.result)
  }

  @Test(arguments: [([Int](), "见乙"), ([0], "见xy乙"), ([0, 0], "见xyxy乙")])
  func `lifts an end out of a link`(copies: [Int], text: String) throws {
    let link = "<w:hyperlink w:anchor=\"a\">" + WML.r("见{{i a}}x") + "</w:hyperlink>"
    var template = try #require(Template(WML.p(link, WML.r("y{{/a}}乙"))))
    template.expand(["a": copies])
    #expect(template.lines == [text])
    #expect(
      values(template.blocks[0], .w("hyperlink")) { $0.text } == ["见"] + copies.map { _ in "x" })
  }

  @Test func `copies tables whole, and parts the copies`() throws {
    var template = try #require(
      Template(WML.line("{{p a}}") + WML.table(["{{x}}"]) + WML.line("{{/a}}")))
    template.expand(["a": [0, 0]])
    #expect(template.blocks.map(\.name.local) == ["tbl", "p", "tbl"])
    #expect(template.lines == ["x1", "", "x2"])
  }

  @Test func `reports ends that do not stand in one container`() throws {
    var template = try #require(
      Template(WML.line("{{p a}}") + WML.table(["{{/a}}"]) + WML.line("{{c b}}{{/b}}")))
    template.expand()
    #expect(template.problems.map(\.kind) == [.crossing, .crossing])
  }

  @Test(arguments: [
    // The section began before the region: its page stays with what came before.
    ("甲", ["甲§"]),
    // The region is the whole section.
    ("", []),
  ])
  func `keeps a section break unless its section is gone`(before: String, left: [String]) throws {
    let section = "<w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\"/></w:sectPr>"
    let body =
      (before.isEmpty ? "" : WML.line(before)) + WML.line("{{p a}}")
      + WML.p(WML.r("横"), properties: section) + WML.line("{{/a}}") + WML.line("乙")
    var template = try #require(Template(body))
    template.expand(["a": []])
    let lines = template.blocks.map { block in
      block.text + (block.first(.w("pPr"))?.first(.w("sectPr")) == nil ? "" : "§")
    }
    #expect(lines == left + ["乙"])
  }

  @Test func `puts blocks in place of their paragraph`() throws {
    let table = WML.elements(WML.table(["表"]))
    var template = try #require(
      Template(WML.line("甲") + WML.line("{{x}}") + WML.line("前{{x}}后") + WML.line("{{y}}")))
    template.expand([:], ["x": .blocks(table), "y": .blocks([])])
    #expect(template.blocks.map { $0.name.local + $0.text } == ["p甲", "tbl表", "p前", "tbl表", "p后"])
  }

  @Test func `writes controls, breaks, tabs and highlights`() throws {
    var template = try #require(
      Template(WML.p(WML.r("{{x}}", "<w:b/><w:u w:val=\"single\"/>"), WML.r("{{y}}{{z}}"))))
    template.expand(
      [:],
      [
        "x": .highlighted("【待填：甲】"), "y": .text("a\nb\tc\u{1}", control: nil),
        "z": .text("7件", control: ControlIdentity(alias: "来信件数", tag: "hb1:ab:1")),
      ])
    #expect(
      template.blocks
        == WML.elements(
          WML.p(
            WML.r(
              "【待填：甲】", "<w:b/><w:highlight w:val=\"yellow\"/><w:u w:val=\"single\"/>"),
            "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c\u{FFFD}</w:t></w:r>",
            "<w:sdt><w:sdtPr><w:alias w:val=\"来信件数\"/><w:tag w:val=\"hb1:ab:1\"/><w:id w:val=\"1\"/>"
              + "</w:sdtPr><w:sdtContent>" + WML.r("7件") + "</w:sdtContent></w:sdt>")))
  }

  @Test func `releases placeholders, and puts no control in a plain-text control`() throws {
    let control =
      "<w:sdt><w:sdtPr><w:id w:val=\"4\"/><w:showingPlcHdr/><w:dataBinding w:xpath=\"/a\" w:storeItemID=\"\"/>"
      + "<w:text/></w:sdtPr><w:sdtContent>" + WML.r("{{x}}", "<w:rStyle w:val=\"a3\"/><w:b/>")
      + "</w:sdtContent></w:sdt>"
    var template = try #require(Template(WML.p(control)))
    template.expand([:], ["x": .text("值", control: ControlIdentity(alias: "甲", tag: "1"))])
    #expect(
      template.blocks
        == WML.elements(
          WML.p(
            "<w:sdt><w:sdtPr><w:id w:val=\"4\"/><w:text/></w:sdtPr><w:sdtContent>"
              + WML.r("值", "<w:b/>") + "</w:sdtContent></w:sdt>")))
  }

  @Test func `puts neither controls nor blocks in a comment`() throws {
    let comment = "<w:comment w:id=\"1\">" + WML.line("{{x}}{{y}}") + "</w:comment>"
    var template = try #require(
      Template(WML.line("甲"), parts: [WML.Part("comments", WML.part("comments", comment))]))
    template.expand(
      [:],
      [
        "x": .text("值", control: ControlIdentity(alias: "甲", tag: "1")),
        "y": .blocks(WML.elements(WML.line("块"))),
      ])
    #expect(
      template.document.root(of: 1).elements
        == WML.elements("<w:comment w:id=\"1\">" + WML.line("值") + "</w:comment>"))
    #expect(template.problems.map(\.kind) == [.blocksInText])
  }

  @Test func `asks in document order`() throws {
    var template = try #require(
      Template(
        WML.line("{{1}}") + WML.table(["{{r a}}{{2}}", "{{3}}{{/a}}"]) + WML.line("{{4}}"),
        parts: [WML.Part("header", WML.part("hdr", WML.line("{{5}}")))]))
    template.expand(["a": [0, 0]])
    #expect(template.asked == ["1", "a", "2", "3", "2", "3", "4", "5"])
  }
}
