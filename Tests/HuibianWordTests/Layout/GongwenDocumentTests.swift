import HuibianDiagnostics
import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

struct GongwenDocumentTests {
  private func root(of part: String, in file: OPCPackage) throws -> XML.Element {
    var sink = DiagnosticSink()
    let bytes = try #require(PartName(part).flatMap { file.bytes(of: $0) })
    return try #require(XML.parse(bytes, file: "样例.docx", part: part, sink: &sink)).root
  }

  @Test func `has the parts of a document, each with its type`() throws {
    let file = GongwenDocument(LayoutSamples.report()).container
    #expect(
      file.partNames.map(\.text) == [
        "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml", "word/styles.xml",
        "word/settings.xml", "word/fontTable.xml", "word/footer1.xml", "word/footer2.xml",
        "docProps/core.xml", "docProps/app.xml",
      ])
    for name in file.partNames { #expect(file.contentType(of: name) != nil) }
    #expect(file.mainPart.text == "word/document.xml")
  }

  @Test func `gives equal bytes twice`() throws {
    let first = try GongwenDocument(LayoutSamples.report()).container.serialized()
    let second = try GongwenDocument(LayoutSamples.report()).container.serialized()
    #expect(first == second)
    KeptDocuments.keep(first)
  }

  @Test func `sets the page of 22 rows of 28 characters`() throws {
    let body = try root(of: "word/document.xml", in: GongwenDocument([.paragraph("文")]).container)
    let section = try #require(body.first(.w("body"))?.first(.w("sectPr")))
    let size = try #require(section.first(.w("pgSz")))
    #expect([size[w: "w"], size[w: "h"]] == ["11906", "16838"])
    let margins = try #require(section.first(.w("pgMar")))
    let sides = ["top", "right", "bottom", "left", "footer", "gutter"].map { margins[w: $0] }
    #expect(sides == ["2098", "1474", "1984", "1588", "1447", "0"])
    #expect(section.first(.w("docGrid"))?[w: "linePitch"] == "579")
    #expect(22 * PageMeasures.row <= PageMeasures.height - PageMeasures.top - PageMeasures.bottom)
    #expect(28 * PageMeasures.character <= PageMeasures.textWidth)
    #expect(PageMeasures.textWidth == 8844)
  }

  @Test func `mirrors margins and tells odd from even pages`() throws {
    let file = GongwenDocument([.paragraph("文")]).container
    let settings = try root(of: "word/settings.xml", in: file)
    #expect(settings.first(.w("mirrorMargins")) != nil)
    #expect(settings.first(.w("evenAndOddHeaders")) != nil)
    #expect(settings.first(.w("zoom"))?[w: "percent"] == "100")
    for footer in ["word/footer1.xml", "word/footer2.xml"] {
      let text = try root(of: footer, in: file).text
      #expect(text == "—  PAGE 1 —")
    }
  }

  @Test(arguments: [
    (GongwenStyle.title, "Title", "方正小标宋简体", "44"), (.heading1, "heading 1", "黑体", ""),
    (.heading2, "heading 2", "楷体_GB2312", ""), (.heading3, "heading 3", "仿宋_GB2312", ""),
    (.heading4, "heading 4", "仿宋_GB2312", ""), (.body, "公文正文", "仿宋_GB2312", ""),
    (.normal, "Normal", "仿宋_GB2312", "32"), (.footer, "footer", "宋体", "28"),
    (.tableHeader, "表头", "黑体", ""), (.tableText, "表格文字", "仿宋_GB2312", "24"),
  ])
  func `names the typeface of a style for Hanzi and digits alike`(
    style: GongwenStyle, name: String, typeface: String, size: String
  ) throws {
    let styles = try root(of: "word/styles.xml", in: GongwenDocument([]).container)
    let element = try #require(styles.elements.first { $0[w: "styleId"] == style.id })
    #expect(element.first(.w("name"))?[w: "val"] == name)
    let run = try #require(element.first(.w("rPr")))
    let fonts = try #require(run.first(.w("rFonts")))
    #expect(["eastAsia", "ascii", "hAnsi"].map { fonts[w: $0] } == [typeface, typeface, typeface])
    #expect(run.first(.w("sz"))?[w: "val"] ?? "" == size)
    #expect(run.first(.w("b")) == nil)
  }

  @Test func `every font that a style names has fallbacks in the font table`() throws {
    let file = GongwenDocument([]).container
    let fonts = try root(of: "word/fontTable.xml", in: file).elements
    #expect(fonts.allSatisfy { $0.first(.w("altName"))?[w: "val"]?.isEmpty == false })
    let known = Set(fonts.compactMap { $0[w: "name"] })
    let styles = try root(of: "word/styles.xml", in: file).elements
    let named = styles.compactMap { $0.first(.w("rPr"))?.first(.w("rFonts"))?[w: "eastAsia"] }
    #expect(Set(named).isSubset(of: known))
  }

  @Test func `finds the origin of every paragraph, cells included`() throws {
    let blocks: [LayoutBlock] = [
      .title("题"), .table(LayoutTable(caption: "表1", header: [["甲", "乙"]], body: [["一"]])),
      .table(LayoutTable(header: [["丙"]], body: [])), .annexList(["甲", "乙"]),
      .signature(office: "局", date: "日"), .lead(heading: "一、", level: 1, text: "文"),
    ]
    let document = GongwenDocument(blocks)
    let body = try root(of: "word/document.xml", in: document.container)
    let texts = body.paragraphTexts
    let expected: [(String, Int, LayoutOrigin.Place)] = [
      ("题", 0, .text), ("表1", 1, .caption), ("甲", 1, .header(row: 0, column: 0)),
      ("乙", 1, .header(row: 0, column: 1)), ("一", 1, .body(row: 0, column: 0)),
      ("", 1, .body(row: 0, column: 1)), ("", 1, .spacer), ("丙", 2, .header(row: 0, column: 0)),
      ("", 2, .body(row: 0, column: 0)), ("附件：1.甲", 3, .item(0)), ("2.乙", 3, .item(1)),
      ("局", 4, .office(0)), ("日", 4, .date), ("一、文", 5, .text),
    ]
    #expect(texts == expected.map(\.0))
    #expect(document.origins.map(\.block) == expected.map(\.1))
    #expect(document.origins.map(\.pieces[0].place) == expected.map(\.2))
    #expect(document.origins[9].pieces == [.init(.item(0), at: 5)], "the name stands behind 附件：1.")
  }

  /// The first page; the text goes on with the number 2 on an even page. Clause 7.5.
  @Test(arguments: [true, false])
  func `a cover is a section of its own, with a page number or without`(isNumbered: Bool) throws {
    let document = GongwenDocument([
      .cover(title: "材料汇编", lines: ["某区信访局", "2024年12月"], isNumbered: isNumbered),
      .paragraph("文"),
    ])
    let body = try root(of: "word/document.xml", in: document.container)
    #expect(body.paragraphTexts == ["材料汇编", "某区信访局", "2024年12月", "文"])
    #expect(
      document.origins == [
        LayoutOrigin(block: 0, place: .text), LayoutOrigin(block: 0, place: .item(0)),
        LayoutOrigin(block: 0, place: .item(1)), LayoutOrigin(block: 1, place: .text),
      ])
    let paragraphs = try #require(body.first(.w("body"))).all(.w("p"))
    let sections = paragraphs.map { $0.first(.w("pPr"))?.first(.w("sectPr")) }
    #expect(sections.map { $0 != nil } == [false, false, true, false])
    let cover = try #require(sections[2])
    let text = try #require(body.first(.w("body"))?.first(.w("sectPr")))
    #expect(text.all(.w("footerReference")).count == 2)
    #expect(cover.all(.w("footerReference")) == (isNumbered ? text.all(.w("footerReference")) : []))
    for name in ["pgSz", "pgMar", "cols", "docGrid"] {
      #expect(cover.first(.w(name)) == text.first(.w(name)))
    }
    #expect(text.first(.w("pgNumType")) == nil)
    KeptDocuments.keep(try document.container.serialized())
  }

  @Test func `keeps tags as they are typed`() throws {
    let text = "{{期间}}，共受理｛｛来信件数｜同比｝｝ <&> "
    let file = GongwenDocument([.paragraph(text)]).container
    #expect(try root(of: "word/document.xml", in: file).paragraphTexts == [text])
  }
}

extension XML.Element {
  /// The texts of all `w:p` below, in document order.
  var paragraphTexts: [String] {
    elements.flatMap { $0.name == .w("p") ? [$0.text] : $0.paragraphTexts }
  }
}
