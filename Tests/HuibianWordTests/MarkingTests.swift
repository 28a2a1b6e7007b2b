import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

struct MarkingTests {
  private static let bold = "<w:b/>"

  /// A paragraph's content, and the text that comes of it when the tag `x` is `值`.
  private static let cuts: [(String, String)] = [
    (WML.r("前{{x}}后"), "前值后"),
    (WML.r("前{") + WML.r("{", bold) + "<w:proofErr w:type=\"spellStart\"/>" + WML.r("x}}后"), "前值后"),
    (
      WML.r("{{") + "<w:bookmarkStart w:id=\"1\" w:name=\"a\"/>" + WML.r("x")
        + "<w:bookmarkEnd w:id=\"1\"/>" + WML.r("}}"), "值"
    ),
    ("<w:r><w:t>{{</w:t><w:lastRenderedPageBreak/><w:t>x}}</w:t></w:r>", "值"),
    ("<w:r><w:t>{{</w:t><w:softHyphen/><w:t>x</w:t></w:r><w:r/>" + WML.r("}}"), "值"),
    ("<w:r><w:t>{{</w:t><w:br/><w:t>x}}</w:t></w:r>", "值"),
    (
      WML.r("{{") + "<w:del w:id=\"5\" w:author=\"甲\"><w:r><w:delText>y</w:delText></w:r></w:del>"
        + WML.r("x}}"), "值"
    ),
    ("<w:hyperlink w:anchor=\"a\">" + WML.r("见{{x") + "</w:hyperlink>" + WML.r("}}后"), "见值后"),
    (WML.r("{{x") + "<w:hyperlink w:anchor=\"a\">" + WML.r("}}") + "</w:hyperlink>", "值"),
    (
      "<w:ins w:id=\"7\" w:author=\"甲\">" + WML.r("{{") + "</w:ins>" + WML.r("x}}"), "值"
    ),
    ("<w:smartTag w:element=\"d\">" + WML.r("{{x}") + "</w:smartTag>" + WML.r("}"), "值"),
    (
      "<w:sdt><w:sdtPr><w:id w:val=\"9\"/></w:sdtPr><w:sdtContent>" + WML.r("{{x}}")
        + "</w:sdtContent></w:sdt>", "值"
    ),
    ("<w:fldSimple w:instr=\" TITLE \">" + WML.r("{{x}}") + "</w:fldSimple>", "值"),
    (WML.r("{{x}}{{x}}") + WML.r("，{{x}}"), "值值，值"),
    (WML.r(" 甲 {{x}} 乙 "), " 甲 值 乙 "),
  ]

  @Test(arguments: cuts)
  func `finds a tag however it is cut`(content: String, text: String) throws {
    var template = try #require(Template(WML.p(content)))
    template.expand([:], ["x": .text("值", control: ControlIdentity(alias: "甲", tag: "hb1:1"))])
    #expect(template.lines == [text])
  }

  @Test func `takes the formatting of the first character`() throws {
    var template = try #require(
      Template(WML.p(WML.r("a{{", "<w:b/>"), WML.r("x}}b", "<w:i/>"))))
    template.expand()
    #expect(
      template.blocks
        == WML.elements(
          WML.p(WML.r("a", "<w:b/>"), WML.r("x", "<w:b/>"), WML.r("b", "<w:i/>"))))
  }

  @Test func `keeps the anchors that stand in a tag, in pairs`() throws {
    var template = try #require(
      Template(
        WML.p(
          WML.r("{{"), "<w:bookmarkStart w:id=\"1\" w:name=\"a\"/>", WML.r("x"),
          "<w:proofErr w:type=\"gramEnd\"/>", WML.r("}}"), "<w:bookmarkEnd w:id=\"1\"/>")))
    template.expand()
    #expect(
      template.blocks
        == WML.elements(
          WML.p(
            WML.r("x"), "<w:bookmarkStart w:id=\"1\" w:name=\"a\"/>",
            "<w:proofErr w:type=\"gramEnd\"/>", "<w:bookmarkEnd w:id=\"1\"/>")))
  }

  @Test func `finds tags in boxes, in both forms, and in alternative texts`() throws {
    let box = WML.textBox(WML.line("框{{x}}"), id: 3, description: "图{{y}}示")
    var template = try #require(Template(WML.p(WML.r("外{{x}}"), box)))
    #expect(
      template.document.stories[0].paragraphs.map(\.place) == [
        "第1段", "图形1替代文字", "文本框1第1段", "文本框1第1段",
      ])
    #expect(
      template.document.stories[0].paragraphs.map(\.isFallback) == [false, false, false, true])
    template.expand([:], ["x": .text("值", control: ControlIdentity(alias: "甲", tag: "1"))])
    #expect(template.lines == ["外值", "框值", "框值"])
    let root = template.document.root(of: 0)
    #expect(values(root, XML.Name(.wp, "docPr", prefix: "wp")) { $0["descr"] } == ["图y示"])
    // Old readers get plain text.
    #expect(values(root, .w("sdt")) { $0.text } == ["值", "值"])
  }

  @Test func `finds tags in headers, notes and comments`() throws {
    let footnotes = WML.part(
      "footnotes",
      "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote>"
        + "<w:footnote w:id=\"2\">" + WML.line("注{{x}}") + "</w:footnote>")
    let comments = WML.part(
      "comments", "<w:comment w:id=\"0\" w:author=\"甲\">" + WML.line("批{{x}}") + "</w:comment>")
    var template = try #require(
      Template(
        WML.line("正文"),
        parts: [
          WML.Part("header", WML.part("hdr", WML.line("眉{{x}}"))),
          WML.Part("footnotes", footnotes), WML.Part("comments", comments),
        ]))
    #expect(template.document.stories.map(\.kind) == [.body, .header, .footnotes, .comments])
    #expect(
      template.document.stories.flatMap(\.paragraphs).map(\.place) == [
        "第1段", "页眉第1段", "脚注1第1段", "批注1第1段",
      ])
    template.expand()
    #expect((1...3).map { template.document.plainText(of: $0) } == ["眉x", "注x", "批x"])
  }

  @Test func `names places and paths in nested tables and controls`() throws {
    let inner = WML.table(["甲", "乙"])
    let body =
      WML.line("一") + WML.table(["a", "b"])
      + WML.table(grid: "<w:gridCol/>", WML.tr(WML.tc(inner + WML.line("二"))))
      + "<w:sdt><w:sdtPr/><w:sdtContent>" + WML.line("三") + "</w:sdtContent></w:sdt>"
    let template = try #require(Template(body))
    let paragraphs = template.document.stories[0].paragraphs
    #expect(
      paragraphs.map(\.place) == [
        "第1段", "表1第1行第1格第1段", "表1第1行第2格第1段", "表2第1行第1格表1第1行第1格第1段",
        "表2第1行第1格表1第1行第2格第1段", "表2第1行第1格第1段", "内容控件1第1段",
      ])
    #expect(
      paragraphs[4].path.steps == [
        .story(0), .table(1), .row(0), .cell(0), .table(0), .row(0), .cell(1), .paragraph(0),
      ])
    #expect(paragraphs[6].path.steps == [.story(0), .control(0), .paragraph(0)])
  }

  @Test func `lists the instructions of fields, and warns of active ones`() throws {
    let field =
      "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> INCLUDE</w:instrText></w:r>"
      + "<w:r><w:instrText>TEXT a.docx </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
      + WML.r("旧") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    let simple = "<w:fldSimple w:instr=\" PAGE \">" + WML.r("1") + "</w:fldSimple>"
    let opened = try #require(open(WML.package(WML.p(field, simple))))
    #expect(
      opened.document.stories[0].fieldInstructions.map(\.text) == [
        " INCLUDETEXT a.docx ", " PAGE ",
      ])
    #expect(opened.document.stories[0].paragraphs.map(\.text) == ["旧1"])
    #expect(
      opened.messages == [
        "active-field 第1段有打开文件时会取用外部内容或启动程序的域“INCLUDETEXT”"
      ])
  }
}
