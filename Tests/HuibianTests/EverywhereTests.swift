import Huibian
import HuibianDiagnostics
import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

/// Every place in a document where a tag can stand, and every place where it cannot, compiled over
/// ``cases`` for 2024: 信访总量 is 5件次.
struct EverywhereTests {
  /// A place, as WordprocessingML.
  struct Fixture: Sendable, CustomTestStringConvertible {
    let name: String
    let body: String
    var parts: [WML.Part] = []
    /// Of all stories, their paragraphs and alternative texts in order.
    let texts: [String]
    /// Elements that must still be there, so many times.
    var kept: [String: Int] = [:]
    var gone: [String] = []

    var testDescription: String { name }
  }

  private static let tag = "{{信访总量}}"
  private static let value = "5件次"

  private static func control(_ content: String, _ properties: String = "") -> String {
    "<w:sdt><w:sdtPr>\(properties)<w:id w:val=\"77\"/></w:sdtPr><w:sdtContent>\(content)</w:sdtContent></w:sdt>"
  }

  private static func field(_ instruction: String, _ result: String) -> String {
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> \(instruction) </w:instrText></w:r>"
      + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\(result)<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
  }

  private static let marks = "w:id=\"9\" w:author=\"甲\" w:date=\"2024-01-01T00:00:00Z\""

  private static func picture(_ description: String) -> String {
    "<w:r><w:drawing><wp:inline><wp:extent cx=\"9525\" cy=\"9525\"/><wp:docPr id=\"1\" name=\"图\" descr=\"\(description)\"/>"
      + "<a:graphic><a:graphicData uri=\"\(XML.Namespace.pic.uri)\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\" name=\"图\" descr=\"\(description)\"/>"
      + "<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill/><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
  }

  static let fixtures: [Fixture] = [
    Fixture(
      name: "headers and footers of first, even and other pages",
      body: WML.line("正文")
        + "<w:sectPr>"
        + [("header", "default", 1), ("header", "first", 2), ("header", "even", 3)]
        .map { "<w:\($0.0)Reference w:type=\"\($0.1)\" r:id=\"rId\($0.2)\"/>" }.joined()
        + [("default", 4), ("first", 5), ("even", 6)]
        .map { "<w:footerReference w:type=\"\($0.0)\" r:id=\"rId\($0.1)\"/>" }.joined()
        + "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:titlePg/></w:sectPr>",
      parts: (1...3).map {
        WML.Part("header", WML.part("hdr", WML.line("页眉\($0)\(tag)")), name: "header\($0).xml")
      }
        + (1...3).map {
          WML.Part("footer", WML.part("ftr", WML.line("页脚\($0)\(tag)")), name: "footer\($0).xml")
        },
      texts: ["正文"] + (1...3).map { "页眉\($0)\(value)" } + (1...3).map { "页脚\($0)\(value)" },
      kept: ["headerReference": 3, "footerReference": 3]),
    Fixture(
      name: "footnotes, endnotes and comments",
      body: WML.p(
        WML.r("甲"), "<w:r><w:footnoteReference w:id=\"1\"/></w:r>",
        "<w:r><w:endnoteReference w:id=\"1\"/></w:r><w:r><w:commentReference w:id=\"1\"/></w:r>"),
      parts: ["footnote", "endnote", "comment"].map { kind in
        WML.Part(
          kind + "s", WML.part(kind + "s", "<w:\(kind) w:id=\"1\">\(WML.line(tag))</w:\(kind)>"))
      },
      texts: ["甲", value, value, value],
      kept: ["footnoteReference": 1, "endnoteReference": 1, "commentReference": 1]),
    Fixture(
      name: "a text box in both branches, with its alternative text",
      body: WML.p(WML.textBox(WML.line(tag), id: 3, description: tag)),
      texts: ["", value, value, value], kept: ["txbxContent": 2]),
    Fixture(
      name: "a text box of VML alone, with its alternative texts",
      body: WML.p(
        "<w:r><w:pict><v:rect alt=\"\(tag)\" title=\"题\(tag)\" style=\"width:100pt\"><v:textbox><w:txbxContent>\(WML.line(tag))</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
      ),
      texts: ["", value, "题" + value, value], kept: ["txbxContent": 1, "pict": 1]),
    Fixture(
      name: "the alternative text of a picture, which Word writes twice",
      body: WML.p(picture("共" + tag)), texts: ["", "共" + value, "共" + value],
      kept: ["drawing": 1]),
    Fixture(
      name: "title and description of a table",
      body:
        "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/><w:tblCaption w:val=\"\(tag)\"/><w:tblDescription w:val=\"共\(tag)\"/></w:tblPr>"
        + "<w:tblGrid><w:gridCol w:w=\"2000\"/></w:tblGrid>\(WML.tr(WML.tc(WML.line(tag))))</w:tbl>"
        + WML.line("后"),
      texts: [value, "共" + value, value, "后"], kept: ["tblCaption": 1, "tblDescription": 1]),
    Fixture(
      name: "a content control around paragraphs, one in another",
      body: control(WML.line("甲" + tag) + control(WML.line("乙" + tag))),
      texts: ["甲" + value, "乙" + value], kept: ["sdt": 4]),
    Fixture(
      name: "a content control in a line, one in another",
      body: WML.p(control(WML.r("甲" + tag) + control(WML.r(tag)))),
      texts: ["甲" + value + value], kept: ["sdt": 4]),
    Fixture(
      name: "content controls around a row and around a cell",
      body: WML.table(
        grid: "<w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"2000\"/>",
        control(WML.tr(WML.tc(WML.line(tag)) + control(WML.tc(WML.line("乙" + tag))))))
        + WML.line("后"),
      texts: [value, "乙" + value, "后"], kept: ["sdt": 4, "tc": 2, "tr": 1]),
    Fixture(
      name: "a control that shows its placeholder and is bound to data",
      body: WML.p(
        control(
          WML.r(tag, "<w:rStyle w:val=\"PlaceholderText\"/>"),
          "<w:placeholder><w:docPart w:val=\"x\"/></w:placeholder><w:showingPlcHdr/>"
            + "<w:dataBinding w:xpath=\"/a\" w:storeItemID=\"{1}\"/><w:text/>")),
      texts: [value], kept: ["sdt": 1, "text": 1],
      gone: ["showingPlcHdr", "dataBinding", "rStyle"]),
    Fixture(
      name: "a control bound to data without a tag",
      body: WML.p(control(WML.r("甲"), "<w:dataBinding w:xpath=\"/a\" w:storeItemID=\"{1}\"/>"))
        + WML.line(tag),
      texts: ["甲", value], kept: ["dataBinding": 1, "sdt": 2]),
    Fixture(
      name: "a hyperlink", body: WML.p("<w:hyperlink w:anchor=\"a\">\(WML.r(tag))</w:hyperlink>"),
      texts: [value], kept: ["hyperlink": 1]),
    Fixture(
      name: "a tracked insertion",
      body: WML.p("<w:ins \(marks)>\(WML.r(tag))</w:ins>"), texts: [value], kept: ["ins": 1]),
    Fixture(
      name: "a tag cut by a deletion",
      body: WML.p(
        WML.r("共{{信访"), "<w:del \(marks)><w:r><w:delText>旧{{</w:delText></w:r></w:del>",
        WML.r("总量}}")),
      texts: ["共" + value], kept: ["del": 1]),
    Fixture(
      name: "a move: what was moved away stays, what came is filled",
      body: WML.p("<w:moveFrom \(marks)>\(WML.r(tag))</w:moveFrom>")
        + WML.p("<w:moveTo \(marks)>\(WML.r("{{信访"))</w:moveTo>", WML.r("总量}}")),
      texts: ["", value], kept: ["moveFrom": 1, "moveTo": 1]),
    Fixture(
      name: "smart tags and custom XML, around text and around paragraphs",
      body: WML.p("<w:smartTag w:element=\"d\">\(WML.r("{{信访"))</w:smartTag>", WML.r("总量}}"))
        + "<w:customXml w:element=\"e\">\(WML.p("<w:customXml w:element=\"f\">\(WML.r(tag))</w:customXml>"))</w:customXml>",
      texts: [value, value], kept: ["smartTag": 1, "customXml": 2]),
    Fixture(
      name: "the result of a field, simple and complex",
      body: WML.p("<w:fldSimple w:instr=\" REF a \">\(WML.r(tag))</w:fldSimple>")
        + WML.p(field("REF a", WML.r("{{信访") + WML.r("总量}}"))),
      texts: [value, value], kept: ["fldSimple": 1, "fldChar": 3, "instrText": 1]),
    Fixture(
      name: "the base of a phonetic guide",
      body: WML.p(
        "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>zong</w:t></w:r></w:rt><w:rubyBase>\(WML.r(tag))</w:rubyBase></w:ruby></w:r>"
      ), texts: [value], kept: ["ruby": 1, "rt": 1]),
    Fixture(
      name: "text that runs from right to left",
      body: WML.p(
        "<w:bdo w:val=\"rtl\">\(WML.r(tag, "<w:rtl/>"))</w:bdo><w:dir w:val=\"rtl\">\(WML.r(tag))</w:dir>"
      ),
      texts: [value + value], kept: ["bdo": 1, "dir": 1]),
    Fixture(
      name: "anchors, marks and breaks of all kinds inside the tag",
      body: WML.p(
        WML.r("共{{"),
        "<w:bookmarkStart w:id=\"1\" w:name=\"a\"/><w:proofErr w:type=\"gramStart\"/>",
        "<w:r><w:lastRenderedPageBreak/><w:tab/><w:t>信</w:t><w:br/><w:t>访</w:t><w:softHyphen/></w:r>",
        "<w:bookmarkEnd w:id=\"1\"/><w:permStart w:id=\"2\" w:edGrp=\"everyone\"/>",
        "<w:commentRangeStart w:id=\"5\"/>", WML.r("总量}}。"), "<w:permEnd w:id=\"2\"/>"),
      texts: ["共" + value + "。"],
      kept: ["bookmarkStart": 1, "bookmarkEnd": 1, "permStart": 1, "permEnd": 1],
      gone: ["br", "tab", "softHyphen"]),
    Fixture(
      name: "breaks and hyphens beside the tag",
      body: WML.p(
        "<w:r><w:t>甲</w:t><w:br/><w:t>\(tag)</w:t><w:tab/><w:t>乙</w:t><w:softHyphen/><w:noBreakHyphen/><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r>"
      ),
      texts: ["甲\n\(value)\t乙\u{AD}-\u{FFFC}"],
      kept: ["br": 1, "tab": 1, "softHyphen": 1, "noBreakHyphen": 1, "sym": 1]),
  ]

  @Test(arguments: fixtures)
  func `a tag is filled`(fixture: Fixture) async throws {
    try check(
      fixture, await compile(try WML.package(fixture.body, parts: fixture.parts).serialized()))
  }

  @Test(arguments: fixtures)
  func `a tag is filled in a strict document`(fixture: Fixture) async throws {
    let package = WML.strict(WML.package(fixture.body, parts: fixture.parts))
    let outcome = await compile(try package.serialized())
    try check(fixture, outcome)
    let written = try #require(outcome.report?.document)
    var sink = DiagnosticSink()
    let result = try #require(
      OPCPackage.open(written, file: "", kind: .wordDocument, sink: &sink))
    #expect(result.isStrict)
    for part in result.partNames where part.text.hasSuffix(".xml") {
      let text = String(decoding: result.bytes(of: part) ?? [], as: UTF8.self)
      #expect(!text.contains("schemas.openxmlformats.org/wordprocessingml"), "\(part)")
      #expect(!text.contains("schemas.openxmlformats.org/drawingml"), "\(part)")
    }
  }

  @Test(arguments: fixtures, ["ns0", ""])
  func `a tag is filled whatever the prefix`(fixture: Fixture, prefix: String) async throws {
    let package = WML.prefixed(prefix, WML.package(fixture.body, parts: fixture.parts))
    try check(fixture, await compile(try package.serialized()))
  }

  private func check(_ fixture: Fixture, _ outcome: Outcome) throws {
    let document = try #require(outcome.document, "\(outcome.messages)")
    #expect(document.stories.flatMap { $0.paragraphs.map(\.text) } == fixture.texts)
    let roots = document.stories.indices.map { document.root(of: $0) }
    for (name, count) in fixture.kept {
      #expect(roots.reduce(0) { $0 + $1.count(.w(name)) } == count, "\(name)")
    }
    for name in fixture.gone { #expect(roots.allSatisfy { $0.count(.w(name)) == 0 }, "\(name)") }
  }

  // MARK: Where no tag can stand

  /// What is said of it, with the place.
  private static let sealed: [(name: String, body: String, message: String)] = [
    (
      "a formula", WML.p("<m:oMath><m:r><m:t>{{信访</m:t></m:r><m:r><w:t>总量}}</w:t></m:r></m:oMath>"),
      "第1段:标签1: 错误: 公式里有标签“{{信访总量}}”，不能填写 [tag-out-of-reach]"
    ),
    (
      "WordArt",
      WML.p("<w:r><w:pict><v:shape><v:textpath string=\"{{信访总量}}\"/></v:shape></w:pict></w:r>"),
      "第1段:标签1: 错误: 艺术字里有标签“{{信访总量}}”，不能填写 [tag-out-of-reach]"
    ),
    (
      "what stands above the characters of a phonetic guide",
      WML.p(
        "<w:r><w:ruby><w:rubyPr/><w:rt>\(WML.r("{{信访"))\(WML.r("总量}}"))</w:rt><w:rubyBase>\(WML.r("总"))</w:rubyBase></w:ruby></w:r>"
      ), "第1段:标签1: 错误: 拼音指南里有标签“{{信访总量}}”，不能填写 [tag-out-of-reach]"
    ),
    (
      "the screen tip of a link",
      WML.line("甲")
        + WML.p("<w:hyperlink w:anchor=\"a\" w:tooltip=\"{{信访总量}}\">\(WML.r("甲"))</w:hyperlink>"),
      "第2段:标签1: 错误: 链接、控件等的属性里有标签“{{信访总量}}”，不能填写 [tag-out-of-reach]"
    ),
    (
      "an item of a list to choose from",
      control(
        WML.line("甲"),
        "<w:dropDownList><w:listItem w:displayText=\"{{信访总量}}\" w:value=\"1\"/></w:dropDownList>"),
      "模板.docx(word/document.xml): 错误: 链接、控件等的属性里有标签“{{信访总量}}”，不能填写 [tag-out-of-reach]"
    ),
    (
      "the instruction of a field", WML.p(field("IF {{信访总量}} = 5", WML.r("甲"))),
      "第1段:标签1: 错误: 域代码里有标签“{{信访总量}}”，不能填写 [tag-in-field]"
    ),
    (
      "the instruction of a simple field",
      WML.p("<w:fldSimple w:instr=\"IF {{信访总量}}\">\(WML.r("甲"))</w:fldSimple>"),
      "第1段:标签1: 错误: 域代码里有标签“{{信访总量}}”，不能填写 [tag-in-field]"
    ),
    (
      "a symbol in the name",
      WML.p(
        WML.r("{{信访"), "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r>", WML.r("总量}}")),
      "第1段:标签1: 错误"
    ),
  ]

  @Test(arguments: sealed)
  func `a tag where none can stand is told, not left`(
    name: String, body: String, message: String
  ) async throws {
    let outcome = await compile(try WML.package(body).serialized())
    #expect(outcome.report == nil)
    #expect(outcome.messages.contains(message), "\(outcome.messages)")
    #expect(
      outcome.sink.diagnostics.filter { $0.severity == .error }.allSatisfy { !$0.hints.isEmpty })
  }

  @Test func `a tag in the address of a link is told`() async throws {
    var package = WML.package(WML.p("<w:hyperlink r:id=\"rId1\">\(WML.r("甲"))</w:hyperlink>"))
    _ = package.addRelationship(
      type: XML.Namespace.r.uri + "/hyperlink",
      target: "http://example.cn/%7B%7B%E4%BF%A1%E8%AE%BF%E6%80%BB%E9%87%8F%7D%7D",
      isExternal: true,
      from: package.mainPart)
    let outcome = await compile(try package.serialized())
    #expect(outcome.report == nil)
    #expect(outcome.messages.contains("链接的地址里有标签“{{信访总量}}”"), "\(outcome.messages)")
  }

  @Test func `a tag in the number of a list is told`() async throws {
    let numbering = WML.Part(
      "numbering",
      WML.part(
        "numbering",
        "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"第{{序号}}条\"/></w:lvl></w:abstractNum>"
      ))
    let outcome = await compile(
      try WML.package(WML.line("甲"), parts: [numbering]).serialized())
    #expect(outcome.report == nil)
    #expect(outcome.messages.contains("编号的格式里有标签“{{序号}}”"), "\(outcome.messages)")
  }

  @Test(arguments: [("甲", false), ("图：信访总量 按 月份", true)])
  func `a tag among the categories of a chart is told, unless the chart is filled`(
    description: String, isFilled: Bool
  ) async throws {
    var package = WML.package(
      WML.p(
        "<w:r><w:drawing><wp:inline><wp:extent cx=\"952500\" cy=\"952500\"/><wp:docPr id=\"1\" name=\"图\" descr=\"\(description)\"/>"
          + "<a:graphic><a:graphicData uri=\"\(XML.Namespace.c.uri)\"><c:chart r:id=\"rId1\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
      ))
    let part = try #require(PartName("word/charts/chart1.xml"))
    let cache = { (text: String) in
      "<c:strRef><c:f>Sheet1!$A$2</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>\(text)</c:v></c:pt></c:strCache></c:strRef>"
    }
    let chart =
      "<c:chartSpace xmlns:c=\"\(XML.Namespace.c.uri)\" xmlns:a=\"\(XML.Namespace.a.uri)\"><c:chart><c:plotArea><c:layout/>"
      + "<c:barChart><c:barDir val=\"col\"/><c:grouping val=\"clustered\"/><c:ser><c:idx val=\"0\"/><c:order val=\"0\"/>"
      + "<c:tx>\(cache("{{信访总量}}"))</c:tx><c:cat>\(cache("{{名称}}"))</c:cat><c:val><c:numRef><c:f>Sheet1!$B$2</c:f></c:numRef></c:val></c:ser>"
      + "<c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart></c:plotArea></c:chart></c:chartSpace>"
    package.setPart(
      part, Array(chart.utf8),
      contentType: "application/vnd.openxmlformats-officedocument.drawingml.chart+xml")
    _ = package.addRelationship(
      type: XML.Namespace.r.uri + "/chart", target: "charts/chart1.xml", from: package.mainPart)
    let outcome = await compile(try package.serialized())
    #expect((outcome.report != nil) == isFilled, "\(outcome.messages)")
    #expect(outcome.messages.contains("图表的数据里有标签“{{名称}}”") != isFilled, "\(outcome.messages)")
  }

  @Test(arguments: [
    "<w:r><w:pict><v:rect alt=\"{{@公章}}\"/></w:pict></w:r>",
    "<w:r><w:pict><v:rect alt=\"{{表 问题属地 × 信访总量}}\"/></w:pict></w:r>",
  ])
  func `a picture or a table in a text that can hold neither is told`(run: String) async throws {
    let outcome = await compile(try WML.package(WML.p(run)).serialized())
    #expect(outcome.report == nil)
    #expect(outcome.sink.hasErrors)
  }

  @Test(arguments: [true, false])
  func `rows repeated in a text box that is repeated in a control or a cell`(isCell: Bool)
    async throws
  {
    let table = WML.table(["{{每行 信访形式 其中 信访总量 > 0}}{{名称}}", "{{信访总量｜数}}{{完}}"])
    let inner =
      WML.line("{{每个 问题属地 前 2}}")
      + WML.p(WML.r("{{名称}}"), WML.textBox(table + WML.line("框"), id: 1)) + WML.line("{{完}}")
    let body =
      isCell
      ? WML.table(grid: "<w:gridCol w:w=\"2000\"/>", WML.tr(WML.tc(inner))) : Self.control(inner)
    let outcome = await compile(try WML.package(body + WML.line("后")).serialized())
    let east = "来访\n2\n框", west = "来访\n1\n来信\n1\n框"
    #expect(
      outcome.text == "东湖街道\n\(east)\n\(east)\n西山镇\n\(west)\n\(west)\n后", "\(outcome.messages)")
  }

  @Test func `a text box in a repeated column knows its member`() async throws {
    let box = WML.p(WML.r("{{名称}}"), WML.textBox(WML.line("{{名称}}{{信访总量｜数}}"), id: 1))
    let outcome = await compile(
      try WML.package(
        WML.table(
          grid: "<w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"2000\"/>",
          WML.tr(
            WML.tc(WML.line("左"))
              + WML.tc(WML.line("{{每列 问题属地 前 2}}") + box + WML.line("{{完}}"))))
          + WML.line("后")
      ).serialized())
    #expect(
      outcome.text == "左\n东湖街道\n东湖街道2\n东湖街道2\n西山镇\n西山镇2\n西山镇2\n后",
      "\(outcome.messages)")
  }

  @Test func `an empty condition beside a control leaves no empty paragraph in the control around`()
    async throws
  {
    let outcome = await compile(
      try WML.package(
        Self.control(
          Self.control(WML.line("甲")) + WML.line("{{如果 信访总量 = 0}}") + WML.line("乙")
            + WML.line("{{完}}"))
      ).serialized())
    #expect(outcome.text == "甲", "\(outcome.messages)")
  }
}

extension XML.Element {
  /// How many elements of a name are below.
  func count(_ name: XML.Name) -> Int {
    elements.reduce(0) { $0 + ($1.name == name ? 1 : 0) + $1.count(name) }
  }
}
