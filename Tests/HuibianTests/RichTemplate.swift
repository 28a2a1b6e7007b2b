import Huibian
import HuibianDiagnostics
import HuibianEngine
import HuibianOPC
import HuibianPlan
import HuibianTestSupport

/// A template that holds a little of everything: sections on pages of both kinds, headers, a table of
/// contents, lists, notes, text boxes, pictures, charts, tables with repeated rows and columns, controls,
/// bookmarks, comments, revisions; most of it in a loop, and a second document of the same kind.
enum RichTemplate {
  static let files: [String: [UInt8]] = ["章.png": PictureTests.png(96, 48)]

  /// - Parameters:
  ///   - change: Applied to every XML part of both documents.
  static func compiled(
    body: String = body, _ change: (inout XML.Element) -> Void = { _ in }
  ) async throws -> Outcome {
    try await compiled(
      changed(package(body), change), inserting: changed(package(inserted), change))
  }

  /// Another template with the same pictures, and perhaps a document to insert.
  static func compiled(
    _ template: OPCPackage, inserting inserted: OPCPackage? = nil
  ) async throws -> Outcome {
    var workspace = MemoryWorkspace(["信访件.csv": cases])
    workspace.files["汇编.docx"] = try template.serialized()
    workspace.files["附件.docx"] = try inserted?.serialized()
    for (name, bytes) in files { workspace.files[name] = bytes }
    let compiler = ReportCompiler(workspace: workspace) { ColumnarEngine(tables: $0) }
    var job = CompileJob(
      template: TemplateFile(name: "汇编.docx", path: "汇编.docx"), catalog: shipped,
      context: Context(officeNames: [], period: Period(.year(2024))),
      data: [DataFile("信访件.csv")])
    job.documents = ["附件": "附件.docx"]
    job.pictures = ["章": "章.png"]
    var sink = DiagnosticSink()
    return Outcome(report: await compiler.compile(job, sink: &sink), sink: sink)
  }

  private static func changed(
    _ package: OPCPackage, _ change: (inout XML.Element) -> Void
  ) -> OPCPackage {
    var result = package
    for part in package.partNames where part.extension == "xml" {
      var sink = DiagnosticSink()
      guard let bytes = package.bytes(of: part),
        var document = XML.parse(bytes, file: "", part: part.text, sink: &sink)
      else { continue }
      visit(&document.root, change)
      result.setPart(part, XML.serialize(document), contentType: nil)
    }
    return result
  }

  private static func visit(_ element: inout XML.Element, _ change: (inout XML.Element) -> Void) {
    change(&element)
    for index in element.children.indices {
      _ = element.updateChild(at: index) { visit(&$0, change) }
    }
  }

  // MARK: Content

  private static func section(_ isWide: Bool, _ more: String = "") -> String {
    let (width, height) = isWide ? (16_838, 11_906) : (11_906, 16_838)
    return "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdHeader\"/>\(more)"
      + "<w:pgSz w:w=\"\(width)\" w:h=\"\(height)\"\(isWide ? " w:orient=\"landscape\"" : "")/>"
      + "<w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\" w:header=\"720\" "
      + "w:footer=\"720\" w:gutter=\"0\"/><w:pgNumType w:fmt=\"upperRoman\" w:start=\"3\"/>"
      + "<w:cols w:num=\"2\" w:space=\"425\"/><w:docGrid w:type=\"lines\" w:linePitch=\"312\"/></w:sectPr>"
  }

  private static func p(_ id: Int, _ content: String, _ properties: String = "") -> String {
    let digits = String(id, radix: 16, uppercase: true)
    let paraID = String(repeating: "0", count: 8 - digits.count) + digits
    return "<w:p w14:paraId=\"\(paraID)\" w14:textId=\"77777777\">"
      + (properties.isEmpty ? "" : "<w:pPr>\(properties)</w:pPr>") + content + "</w:p>"
  }

  private static func styled(_ style: String, _ level: Int? = nil) -> String {
    "<w:pStyle w:val=\"\(style)\"/>"
      + (level.map {
        "<w:numPr><w:ilvl w:val=\"\($0)\"/><w:numId w:val=\"1\"/></w:numPr>"
      } ?? "") + "<w:spacing w:before=\"120\" w:after=\"60\" w:line=\"360\" w:lineRule=\"auto\"/>"
      + "<w:ind w:left=\"210\" w:firstLine=\"420\"/>"
  }

  private static let contents =
    p(
      1,
      "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TO</w:instrText></w:r>"
        + "<w:r><w:instrText xml:space=\"preserve\">C \\o \"1-2\" \\u </w:instrText></w:r>"
        + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>旧</w:t></w:r>"
        + "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PAGEREF _Toc1 </w:instrText></w:r>"
        + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>"
        + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    )

  private static let picture =
    "<w:r><w:drawing><wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" "
    + "relativeHeight=\"1\" behindDoc=\"0\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\">"
    + "<wp:simplePos x=\"0\" y=\"0\"/><wp:positionH relativeFrom=\"column\"><wp:posOffset>1000</wp:posOffset>"
    + "</wp:positionH><wp:positionV relativeFrom=\"paragraph\"><wp:posOffset>1000</wp:posOffset></wp:positionV>"
    + "<wp:extent cx=\"900000\" cy=\"900000\"/><wp:wrapNone/><wp:docPr id=\"7\" name=\"章\" descr=\"{{@章}}\"/>"
    + "<a:graphic><a:graphicData uri=\"\(XML.Namespace.pic.uri)\"><pic:pic xmlns:pic=\"\(XML.Namespace.pic.uri)\">"
    + "<pic:nvPicPr><pic:cNvPr id=\"0\" name=\"章\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
    + "<a:blip r:embed=\"rId99\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
    + "<a:off x=\"0\" y=\"0\"/><a:ext cx=\"900000\" cy=\"900000\"/></a:xfrm></pic:spPr></pic:pic>"
    + "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"

  private static func cell(_ width: Int, _ text: String, _ properties: String = "") -> String {
    "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/>\(properties)</w:tcPr>\(p(20, WML.r(text)))</w:tc>"
  }

  private static let table = WML.table(
    grid: "<w:gridCol w:w=\"1500\"/><w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"2500\"/>",
    WML.tr(
      cell(1500, "属地", "<w:vMerge w:val=\"restart\"/>")
        + cell(4500, "合计", "<w:gridSpan w:val=\"2\"/>"),
      properties: "<w:trHeight w:val=\"400\" w:hRule=\"atLeast\"/><w:tblHeader/>")
      + WML.tr(
        cell(1500, "", "<w:vMerge/>") + cell(2000, "{{每列 问题属地}}{{名称}}{{完}}") + cell(2500, "末"),
        properties: "<w:tblHeader/>")
      + WML.tr(
        cell(1500, "{{每行 内容分类}}{{名称｜合并}}") + cell(2000, "{{信访总量｜数}}") + cell(2500, "{{信访总量}}{{完}}"))
      + WML.tr(
        cell(4500, "甲", "<w:gridSpan w:val=\"2\"/>"),
        properties: "<w:gridBefore w:val=\"1\"/><w:wBefore w:w=\"1500\" w:type=\"dxa\"/>"
          + "<w:cantSplit/>"))

  /// One member: a heading in a bookmark, a list, a note, a box, a picture, a drawn chart, a table, a
  /// comment, an insertion, a control; then its own section.
  private static let member =
    p(
      2,
      "<w:bookmarkStart w:id=\"3\" w:name=\"处\"/>" + WML.r("{{问题属地}}情况")
        + "<w:bookmarkEnd w:id=\"3\"/>",
      styled("1"))
    + p(3, WML.r("{{信访总量}}，") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>", styled("2", 0))
    + p(4, WML.r("{{信访总量｜同比}}") + "<w:r><w:br w:type=\"page\"/></w:r>", styled("2", 1))
    + p(5, WML.textBox(p(6, WML.r("框{{名称}}")), id: 4) + picture)
    + p(7, ChartFixture.drawing("rId77", id: 5, description: "图：信访总量 按 季度"))
    + table
    + p(
      8,
      "<w:commentRangeStart w:id=\"0\"/>" + WML.r("批") + "<w:commentRangeEnd w:id=\"0\"/>"
        + "<w:r><w:commentReference w:id=\"0\"/></w:r>"
        + "<w:ins w:id=\"9\" w:author=\"办\" w:date=\"2024-01-01T00:00:00Z\">\(WML.r("插"))</w:ins>"
        + "<w:sdt><w:sdtPr><w:id w:val=\"11\"/></w:sdtPr><w:sdtContent>\(WML.r("控{{名称}}"))</w:sdtContent></w:sdt>"
    )
    + p(9, WML.r("{{图 堆积柱形 来信件数，来访批次 按 季度}}"))
    + p(10, WML.r("{{@章｜宽20毫米}}"))
    + p(11, WML.r("完"), section(true))

  static let body = body(inserting: 2)

  /// - Parameter count: How often the second document comes.
  static func body(inserting count: Int) -> String {
    contents + p(12, WML.r("概况"), styled("1"))
      + "<w:customXml w:element=\"x\">\(p(13, WML.r("客户块")))</w:customXml>"
      + p(14, WML.r("前"), section(false)) + p(15, WML.r("{{每个 问题属地}}")) + member
      + p(16, WML.r("{{完}}"))
      + (0..<count).map { p(17 + $0, WML.r("{{插入 附件}}")) }.joined()
      + p(19, WML.r("尾")) + section(false)
  }

  private static let inserted =
    contents + p(12, WML.r("附件"), styled("1")) + p(15, WML.r("{{每个 问题属地}}")) + member
    + p(16, WML.r("{{完}}")) + p(17, WML.r("附件尾")) + section(false)

  private static let styles = WML.part(
    "styles",
    """
    <w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault>\
    </w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>\
    <w:rPr><w:spacing w:val="4"/><w:sz w:val="32"/></w:rPr></w:style>\
    <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>\
    <w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr></w:style>\
    <w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/>\
    <w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
    """)

  private static let numbering = WML.part(
    "numbering",
    "<w:abstractNum w:abstractNumId=\"0\">"
      + (0...1).map {
        "<w:lvl w:ilvl=\"\($0)\"><w:start w:val=\"1\"/><w:numFmt w:val=\"\($0 == 0 ? "upperRoman" : "lowerLetter")\"/>"
          + "<w:lvlText w:val=\"%\($0 + 1).\"/></w:lvl>"
      }.joined() + "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/>"
      + "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>")

  private static func package(_ body: String) -> OPCPackage {
    var result = WML.package(
      body,
      parts: [
        WML.Part("styles", styles), WML.Part("numbering", numbering),
        WML.Part(
          "footnotes",
          WML.part(
            "footnotes",
            "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote>"
              + "<w:footnote w:id=\"2\">\(WML.line("注{{名称}}"))</w:footnote>")),
        WML.Part(
          "comments",
          WML.part("comments", "<w:comment w:id=\"0\" w:author=\"审\">\(WML.line("改"))</w:comment>")),
      ])
    let main = result.mainPart
    let chart = ChartFixture.add(
      ChartFixture.columns(title: "{{名称}}各季度"), to: &result)
    let relations = result.relationships(of: main).map { link in
      link.id == chart
        ? Relationship(id: "rId77", type: link.type, target: link.target, isExternal: false) : link
    }
    guard let header = PartName("word/header1.xml"), let image = PartName("word/media/image9.png")
    else { return result }
    result.setPart(
      header, WML.part("hdr", p(30, WML.r("页眉{{年}}"))),
      contentType: "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml")
    result.setPart(image, PictureTests.png(10, 10), contentType: "image/png")
    result.setRelationships(
      relations + [
        Relationship(
          id: "rIdHeader", type: XML.Namespace.r.uri + "/header", target: "header1.xml"),
        Relationship(
          id: "rId99", type: XML.Namespace.r.uri + "/image", target: "media/image9.png"),
      ], of: main)
    return result
  }
}
