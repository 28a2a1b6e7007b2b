import HuibianDiagnostics
import HuibianOPC
import HuibianTestSupport
import Testing

@testable import HuibianWord

@Suite struct `what a document states` {
  private static func stated(_ body: String, _ parts: [WML.Part] = []) throws -> StatedDocument {
    var sink = DiagnosticSink()
    let document = try #require(
      WordDocument.open(WML.package(body, parts: parts), file: "a.docx", sink: &sink))
    return document.stated
  }

  private static func styles(_ content: String) -> WML.Part {
    WML.Part("styles", WML.part("styles", content))
  }

  private static func style(_ id: String, _ content: String, type: String = "paragraph") -> String {
    "<w:style w:type=\"\(type)\" w:styleId=\"\(id)\"><w:name w:val=\"\(id)\"/>\(content)</w:style>"
  }

  @Test func `goes from the run to its style, the paragraph's styles and the defaults`() throws {
    let styles = Self.styles(
      "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia=\"宋体\" w:ascii=\"Arial\"/><w:sz w:val=\"21\"/>"
        + "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"160\"/></w:pPr></w:pPrDefault>"
        + "</w:docDefaults>"
        + Self.style("A", "<w:rPr><w:rFonts w:eastAsia=\"仿宋\"/></w:rPr>")
        + Self.style("B", "<w:basedOn w:val=\"A\"/><w:pPr><w:jc w:val=\"center\"/></w:pPr>")
        + Self.style("C", "<w:rPr><w:color w:val=\"ff0000\"/></w:rPr>", type: "character"))
    let document = try Self.stated(
      WML.p(
        WML.r("甲", "<w:rStyle w:val=\"C\"/>"), WML.r("乙", "<w:sz w:val=\"32\"/><w:b/>"),
        WML.r("丙", "<w:vanish/>"), properties: "<w:pStyle w:val=\"B\"/>") + WML.line("丁"),
      [styles])
    let paragraph = try #require(document.paragraphs.first)
    #expect(paragraph.text == "甲乙")
    #expect(paragraph.runs.map(\.eastAsian) == ["仿宋", "仿宋"])
    #expect(paragraph.runs.map(\.latin) == ["Arial", "Arial"])
    #expect(paragraph.runs.map(\.halfPoints) == [21, 32])
    #expect(paragraph.runs.map(\.color) == ["FF0000", nil])
    #expect(paragraph.runs.map(\.isBold) == [false, true])
    #expect((paragraph.alignment, paragraph.after) == (.center, 160))
    #expect(paragraph.styleName == "b")
    #expect(document.paragraphs[1].runs.first?.eastAsian == "宋体")
    #expect(document.paragraphs[1].alignment == .left)
  }

  @Test func `takes typefaces of the theme before names`() throws {
    let theme = WML.Part(
      "theme",
      Array(
        ("<a:theme xmlns:a=\"\(XML.Namespace.a.uri)\"><a:themeElements><a:fontScheme name=\"x\"><a:majorFont><a:latin typeface=\"Cambria\"/>"
          + "<a:ea typeface=\"\"/><a:font script=\"Hans\" typeface=\"黑体\"/></a:majorFont>"
          + "<a:minorFont><a:latin typeface=\"Calibri\"/><a:ea typeface=\"楷体\"/></a:minorFont>"
          + "</a:fontScheme></a:themeElements></a:theme>").utf8))
    let document = try Self.stated(
      WML.p(
        WML.r(
          "甲",
          "<w:rFonts w:eastAsiaTheme=\"majorEastAsia\" w:eastAsia=\"宋体\" w:asciiTheme=\"majorAscii\"/>"
        ),
        WML.r("乙", "<w:rFonts w:eastAsiaTheme=\"minorEastAsia\"/>")), [theme])
    #expect(document.paragraphs[0].runs.map(\.eastAsian) == ["黑体", "楷体"])
    #expect(document.paragraphs[0].runs.map(\.latin) == ["Cambria", nil])
  }

  @Test func `counts indents in characters where they are stated so, and those of lists`() throws {
    let numbering = WML.Part(
      "numbering",
      WML.part(
        "numbering",
        "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
          + "<w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/>"
          + "<w:pPr><w:ind w:left=\"640\" w:hanging=\"320\"/></w:pPr></w:lvl></w:abstractNum>"
          + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"))
    let list = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"
    let document = try Self.stated(
      WML.p(WML.r("甲"), properties: "<w:ind w:firstLineChars=\"200\" w:firstLine=\"100\"/>")
        + WML.p(WML.r("乙"), properties: list)
        + WML.p(WML.r("丙"), properties: list + "<w:ind w:left=\"0\" w:firstLine=\"0\"/>"),
      [numbering])
    let paragraphs = document.paragraphs
    #expect(paragraphs[0].characters(paragraphs[0].firstLine) == 2)
    #expect(paragraphs[1].label == "一、")
    #expect((paragraphs[1].left.twips, paragraphs[1].firstLine.twips) == (640, -320))
    #expect(paragraphs[2].label == "二、")
    #expect((paragraphs[2].left.twips, paragraphs[2].firstLine.twips) == (0, 0))
  }

  @Test func `parts sections, tables and boxes`() throws {
    let document = try Self.stated(
      WML.p(
        WML.r("甲"),
        properties:
          "<w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\"/><w:pgMar w:top=\"1588\" w:right=\"2098\" w:bottom=\"1474\" w:left=\"1984\" w:gutter=\"0\"/></w:sectPr>"
      )
        + WML.table(["乙"])
        + WML.p(WML.r("丙"), "<w:r>" + WML.textBox(WML.line("丁"), id: 1) + "</w:r>"))
    #expect(document.sections.map(\.isLandscape) == [true, false])
    #expect(document.sections[0].textWidth == 12_756)
    #expect(document.paragraphs.map(\.text) == ["甲", "乙", "丙", "丁"])
    #expect(document.paragraphs.map(\.container) == [.body, .table, .body, .box])
    #expect(document.paragraphs.map(\.section) == [0, 1, 1, 1])
  }

  @Test func `knows the rules of shapes, bars and tables`() throws {
    let shape = { (properties: String) in
      "<w:r><w:drawing><wp:anchor><wp:positionV relativeFrom=\"page\"><wp:posOffset>6350000</wp:posOffset>"
        + "</wp:positionV><a:graphic><a:graphicData uri=\"x\"><wps:wsp><wps:spPr>"
        + "<a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"6350000\" cy=\"12700\"/></a:xfrm>\(properties)"
        + "</wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    }
    let red = "<a:solidFill><a:srgbClr val=\"ff0000\"/></a:solidFill>"
    let document = try Self.stated(
      WML.p(shape("<a:ln w=\"12700\" cmpd=\"thickThin\">\(red)</a:ln>"))
        + WML.p(shape("\(red)<a:ln><a:noFill/></a:ln>"))
        + WML.p(shape("<a:noFill/><a:ln><a:noFill/></a:ln>"))
        + "<w:tbl><w:tblPr><w:tblW w:w=\"8844\" w:type=\"dxa\"/><w:tblBorders><w:top w:val=\"single\" w:sz=\"8\"/>"
        + "<w:bottom w:val=\"nil\"/></w:tblBorders></w:tblPr><w:tblGrid/>\(WML.tr(WML.tc(WML.line("甲"))))</w:tbl>"
        + WML.line(""))
    #expect(document.rules.map(\.kind) == [.shape, .shape, .table])
    #expect(document.rules.map(\.length) == [10_000, 10_000, 8844])
    #expect(document.rules.map(\.color) == ["FF0000", "FF0000", nil])
    #expect(document.rules.map(\.thickness) == [8, 8, 8])
    #expect(document.rules.map(\.compound) == ["thickThin", nil, nil])
    #expect(document.rules.map(\.fromPageTop) == [10_000, 10_000, nil])
  }
}
