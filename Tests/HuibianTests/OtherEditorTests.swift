import Huibian
import HuibianDiagnostics
import HuibianEngine
import HuibianOPC
import HuibianPlan
import HuibianTestSupport
import HuibianWord
import Testing

/// Documents as other editors write them, built by hand from what their files are known to look like,
/// compiled over ``cases`` for 2024.
struct OtherEditorTests {
  // MARK: WPS

  /// Each character a run of its own, with the hint and the language that WPS puts everywhere.
  private func wps(_ text: String) -> String {
    text.map { character in
      WML.r(
        String(character),
        "<w:rFonts w:hint=\"eastAsia\" w:eastAsia=\"仿宋_GB2312\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/>"
      )
    }.joined()
  }

  private let look =
    "<w:rPr><w:rFonts w:hint=\"eastAsia\" w:eastAsiaTheme=\"minorEastAsia\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr>"

  @Test func `WPS: each character a run, its own namespaces, a text box of VML, properties of KSO`()
    async throws
  {
    let box =
      "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor distT=\"0\" distB=\"0\" distL=\"114300\" distR=\"114300\" simplePos=\"0\" relativeHeight=\"251659264\" behindDoc=\"0\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\">"
      + "<wp:simplePos x=\"0\" y=\"0\"/><wp:positionH relativeFrom=\"column\"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom=\"paragraph\"><wp:posOffset>0</wp:posOffset></wp:positionV>"
      + "<wp:extent cx=\"1828800\" cy=\"914400\"/><wp:wrapNone/><wp:docPr id=\"1\" name=\"文本框 1\"/><wp:cNvGraphicFramePr/>"
      + "<a:graphic><a:graphicData uri=\"\(XML.Namespace.wps.uri)\"><wps:wsp><wps:cNvSpPr txBox=\"1\"/><wps:spPr/><wps:txbx><w:txbxContent>\(WML.p(wps("{{信访总量}}")))</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
      + "<mc:Fallback><w:pict><v:shape id=\"_x0000_s1026\" o:spid=\"_x0000_s1026\" o:spt=\"202\" type=\"#_x0000_t202\" style=\"position:absolute;left:0pt;height:72pt;width:144pt;z-index:251659264;\"><v:fill on=\"t\" focussize=\"0,0\"/><v:imagedata o:title=\"\"/><v:textbox><w:txbxContent>\(WML.p(wps("{{信访总量}}")))</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    let body =
      WML.p(
        wps("共{{信访"), "<w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/>",
        "<w:bookmarkEnd w:id=\"0\"/>", wps("总量｜数}}件"), properties: look)
      + WML.p("<w:r><w:t>甲</w:t><w:t>{{信访</w:t><w:t>总量}}</w:t></w:r>")
      + WML.p(wps("｛｛每个　问题属地｝｝"), properties: look)
      + WML.p(wps("{{名称}}：{{信访总量}}"), properties: look)
      + WML.p(wps("｛｛完｝｝"), properties: look) + WML.p(wps("框"), box)
    var package = WML.package(body)
    let main = package.mainPart
    let text = String(decoding: package.bytes(of: main) ?? [], as: UTF8.self)
    package.setPart(
      main,
      Array(
        text.replacing(
          "<w:document ",
          with:
            "<w:document xmlns:wpsCustomData=\"http://www.wps.cn/officeDocument/2013/wpsCustomData\" "
        ).utf8), contentType: nil)
    let custom = try #require(PartName("docProps/custom.xml"))
    package.setPart(
      custom,
      Array(
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\"><property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"2\" name=\"KSOProductBuildVer\"><vt:lpwstr>2052-12.1.0</vt:lpwstr></property></Properties>"
          .utf8), contentType: "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    )
    _ = package.addRelationship(
      type: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties",
      target: "docProps/custom.xml", from: nil)
    let outcome = await compile(try package.serialized())
    #expect(
      outcome.text
        == "共5件\n甲5件次\n东湖街道：2件次\n西山镇：2件次\n南岭乡：1件次\n框\n5件次\n5件次", "\(outcome.messages)")
    let root = try #require(outcome.document?.root(of: 0))
    #expect(root.count(.w("bookmarkStart")) == 1 && root.count(.w("bookmarkEnd")) == 1)
    #expect(
      root.declarations.contains { $0.prefix == "wpsCustomData" }, "its namespace is still declared"
    )
    // Every run that was filled keeps the typeface that its first character had.
    var typefaces: Set<String> = []
    visitRuns(root) { run in
      if run.text.contains("件次") {
        typefaces.insert(run.first(.w("rPr"))?.first(.w("rFonts"))?[w: "eastAsia"] ?? "")
      }
    }
    #expect(typefaces == ["仿宋_GB2312", ""])
  }

  private func visitRuns(_ element: XML.Element, _ body: (XML.Element) -> Void) {
    if element.name == .w("r"), element.count(.w("txbxContent")) == 0 { body(element) }
    for child in element.elements { visitRuns(child, body) }
  }

  // MARK: Google Docs

  /// A locked control of Google's around something.
  private func wrapped(_ content: String, _ number: Int) -> String {
    "<w:sdt><w:sdtPr><w:lock w:val=\"contentLocked\"/><w:id w:val=\"-\(1000 + number)\"/><w:tag w:val=\"goog_rdk_\(number)\"/></w:sdtPr><w:sdtContent>\(content)</w:sdtContent></w:sdt>"
  }

  private func google(_ text: String) -> String {
    let ids = "w:rsidR=\"00000000\" w:rsidDel=\"00000000\" w:rsidRPr=\"00000000\""
    return
      "<w:p \(ids) w:rsidP=\"00000000\" w:rsidRDefault=\"00000000\" w14:paraId=\"0000000E\"><w:pPr><w:rPr/></w:pPr>"
      + "<w:r \(ids)><w:rPr><w:rtl w:val=\"0\"/></w:rPr><w:t xml:space=\"preserve\">\(text)</w:t></w:r></w:p>"
  }

  @Test func `Google Docs: the ends of a block in locked controls of their own`() async throws {
    let inline = WML.p(WML.r("共{{"), wrapped(WML.r("信访"), 20), WML.r("总量}}"))
    let body = [
      google("{{每个 问题属地}}"), google("{{名称}}：{{信访总量}}"), google("{{完}}"),
      google("{{如果 信访总量 = 0}}没有{{完}}"),
    ].enumerated().map { wrapped($1, $0) }.joined()
    let outcome = await compile(try WML.package(body + inline + google("后")).serialized())
    #expect(
      outcome.text == "东湖街道：2件次\n西山镇：2件次\n南岭乡：1件次\n共5件次\n后", "\(outcome.messages)")
    let root = try #require(outcome.document?.root(of: 0))
    #expect(values(root, "lock") == 0)
  }

  @Test func `Google Docs: rows and cells in controls, widths with decimals`() async throws {
    let cell = { (text: String, number: Int) in
      wrapped(
        "<w:tc><w:tcPr><w:tcW w:w=\"2000.5\" w:type=\"dxa\"/></w:tcPr>\(google(text))</w:tc>",
        number)
    }
    let row = { (texts: [String], number: Int) in
      wrapped(
        WML.tr(texts.enumerated().map { cell($1, number * 10 + $0) }.joined()), number)
    }
    let table = WML.table(
      grid: "<w:gridCol w:w=\"2000.0\"/><w:gridCol w:w=\"2000.5\"/>",
      row(["属地", "件次"], 1) + row(["{{每个 问题属地}}{{名称}}", "{{信访总量｜数}}"], 2) + row(["小计", "{{完}}"], 3))
    let outcome = await compile(try WML.package(wrapped(table, 99) + google("后")).serialized())
    #expect(
      outcome.text
        == "属地\n件次\n东湖街道\n2\n小计\n\n西山镇\n2\n小计\n\n南岭乡\n1\n小计\n\n后", "\(outcome.messages)")
    let columns = WML.table(
      grid: "<w:gridCol w:w=\"1000.0\"/><w:gridCol w:w=\"3000.4\"/>",
      row(["属地", "{{每列 问题属地}}{{名称}}"], 1) + row(["件次", "{{信访总量｜数}}{{完}}"], 2))
    let wide = await compile(try WML.package(columns + google("后")).serialized())
    let grid = try #require(
      wide.document?.root(of: 0).first(.w("body"))?.first(.w("tbl"))?.first(.w("tblGrid")),
      "\(wide.messages)")
    let widths = grid.all(.w("gridCol")).compactMap { $0[w: "w"].flatMap { Int($0) } }
    #expect(widths.count == 4)
    #expect(widths.reduce(0, +) == 4000)
  }

  @Test func `Google Docs: what has no tag keeps its controls`() async throws {
    let header = WML.part("hdr", wrapped(google("页眉"), 5))
    let outcome = await compile(
      try WML.package(google("{{信访总量}}"), parts: [WML.Part("header", header)]).serialized())
    let bytes = try #require(outcome.report?.document)
    var sink = DiagnosticSink()
    let package = try #require(OPCPackage.open(bytes, file: "", kind: .wordDocument, sink: &sink))
    let name = try #require(PartName("word/header.xml"))
    #expect(package.bytes(of: name) == header)
  }

  private func values(_ root: XML.Element, _ name: String) -> Int { root.count(.w(name)) }

  // MARK: Strict

  @Test(arguments: [true, false], [true, false])
  func `a document inserted into another is written as that one is`(
    isOuterStrict: Bool, isInnerStrict: Bool
  ) async throws {
    let note = WML.Part(
      "footnotes", WML.part("footnotes", "<w:footnote w:id=\"2\">\(WML.line("注"))</w:footnote>"))
    let inner = WML.package(
      WML.p(WML.r("甲{{信访总量}}"), "<w:r><w:footnoteReference w:id=\"2\"/></w:r>")
        + WML.p(WML.r("右"), properties: "<w:jc w:val=\"center\"/>")
        + WML.line("{{图 柱形 信访总量 按 问题属地}}"), parts: [note])
    let outer = WML.package(WML.line("前") + WML.line("{{插入 甲}}") + WML.line("后"))
    var workspace = MemoryWorkspace(["信访件.csv": cases])
    workspace.files["外.docx"] = try (isOuterStrict ? WML.strict(outer) : outer).serialized()
    workspace.files["甲.docx"] = try (isInnerStrict ? WML.strict(inner) : inner).serialized()
    var job = CompileJob(
      template: TemplateFile(name: "外.docx", path: "外.docx"), catalog: shipped,
      context: Context(period: Period(.year(2024))), data: [DataFile("信访件.csv")])
    job.documents = ["甲": "甲.docx"]
    var sink = DiagnosticSink()
    let report = await ReportCompiler(workspace: workspace) { ColumnarEngine(tables: $0) }
      .compile(job, sink: &sink)
    let bytes = try #require(report?.document, "\(sink.diagnostics)")
    let package = try #require(OPCPackage.open(bytes, file: "", kind: .wordDocument, sink: &sink))
    #expect(package.isStrict == isOuterStrict)
    for part in package.partNames where part.text.hasSuffix(".xml") || part.text.hasSuffix(".rels")
    {
      let text = String(decoding: package.bytes(of: part) ?? [], as: UTF8.self)
      #expect(!text.contains("purl.oclc.org") || isOuterStrict, "\(part)")
      for vocabulary in ["wordprocessingml", "drawingml", "officeDocument"] {
        #expect(
          !text.contains("schemas.openxmlformats.org/\(vocabulary)") || !isOuterStrict, "\(part)")
      }
    }
  }

  @Test func `a strict document gets strict tables, charts and columns`() async throws {
    let body =
      WML.line("{{表 问题属地 × 信访总量，来访批次 合计}}") + WML.line("{{图 折线 信访总量 按 月份}}")
      + "<w:tbl><w:tblPr><w:tblW w:w=\"100%\" w:type=\"pct\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"100pt\"/><w:gridCol w:w=\"5cm\"/></w:tblGrid>"
      + "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"100pt\" w:type=\"dxa\"/></w:tcPr>\(WML.line("属地"))</w:tc><w:tc><w:tcPr><w:tcW w:w=\"5cm\" w:type=\"dxa\"/></w:tcPr>\(WML.line("{{每列 问题属地}}{{名称}}{{完}}"))</w:tc></w:tr></w:tbl>"
      + WML.line("{{口径说明}}")
    let outcome = await compile(try WML.strict(WML.package(body)).serialized())
    let bytes = try #require(outcome.report?.document, "\(outcome.messages)")
    var sink = DiagnosticSink()
    let package = try #require(OPCPackage.open(bytes, file: "", kind: .wordDocument, sink: &sink))
    #expect(package.isStrict)
    for part in package.partNames where part.text.hasSuffix("l") {
      let text = String(decoding: package.bytes(of: part) ?? [], as: UTF8.self)
      for vocabulary in ["wordprocessingml", "drawingml", "officeDocument"] {
        #expect(!text.contains("schemas.openxmlformats.org/\(vocabulary)"), "\(part) \(vocabulary)")
      }
    }
    let text = String(decoding: package.bytes(of: package.mainPart) ?? [], as: UTF8.self)
    for transitional in ["w:val=\"left\"", "w:val=\"right\"", "w:left=", "<w:left ", "<w:right "] {
      #expect(!text.contains(transitional), "\(transitional)")
    }
    let table = try #require(
      outcome.document?.root(of: 0).first(.w("body"))?.all(.w("tbl")).last)
    let widths = table.first(.w("tblGrid"))?.all(.w("gridCol"))
      .compactMap { $0[w: "w"].flatMap { Int($0) } }
    #expect(widths?.reduce(0, +) == 2000 + 2835, "\(widths ?? [])")
  }
}
