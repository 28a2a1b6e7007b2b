import HuibianDiagnostics
import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

struct WholeDocumentTests {
  private static let docPr = XML.Name(.wp, "docPr", prefix: "wp")

  @Test func `makes ids unique in what was copied`() throws {
    let paraID = "w14:paraId=\"1234ABCD\" w14:textId=\"77777777\""
    let content =
      "<w:bookmarkStart w:id=\"1\" w:name=\"名\"/>" + WML.r("{{x}}") + "<w:bookmarkEnd w:id=\"1\"/>"
      + "<w:commentRangeStart w:id=\"0\"/>" + WML.r("y") + "<w:commentRangeEnd w:id=\"0\"/>"
      + "<w:r><w:commentReference w:id=\"0\"/></w:r>"
      + "<w:sdt><w:sdtPr><w:id w:val=\"2\"/></w:sdtPr><w:sdtContent>" + WML.r("z")
      + "</w:sdtContent></w:sdt>"
      + WML.textBox(WML.line("框"), id: 3)
    var template = try #require(
      Template(
        WML.line("{{p a}}") + "<w:p \(paraID)>\(content)</w:p>" + WML.line("{{/a}}")
          + WML.p("<w:bookmarkStart w:id=\"2\" w:name=\"后\"/><w:bookmarkEnd w:id=\"2\"/>"),
        parts: [
          WML.Part(
            "comments",
            WML.part("comments", "<w:comment w:id=\"0\">" + WML.line("批") + "</w:comment>"))
        ]))
    template.expand(
      ["a": [0, 0, 0]], ["x": .text("值", control: ControlIdentity(alias: "甲", tag: "1"))])
    let root = template.document.root(of: 0)
    #expect(values(root, .w("bookmarkStart")) { $0[w: "id"] } == ["1", "3", "4", "2"])
    #expect(values(root, .w("bookmarkEnd")) { $0[w: "id"] } == ["1", "3", "4", "2"])
    #expect(values(root, .w("bookmarkStart")) { $0[w: "name"] } == ["名", "名_2", "名_3", "后"])
    #expect(values(root, .w("commentReference")) { $0[w: "id"] } == ["0"])
    #expect(
      values(root, .w("sdtPr")) { $0.first(.w("id"))?[w: "val"] } == ["1", "2", "3", "4", "5", "6"])
    #expect(values(root, Self.docPr) { $0["id"] } == ["3", "1", "2"])
    let paraIDs = values(root, .w("p")) { $0[attribute: XML.Name(.w14, "paraId", prefix: "w14")] }
    #expect(paraIDs == ["1234ABCD"])
  }

  @Test func `pairs the ranges of tracked moves in each copy`() throws {
    let range = { (kind: String, id: Int) in
      "<w:\(kind)RangeStart w:id=\"\(id)\" w:name=\"m\" w:author=\"甲\"/><w:\(kind) w:id=\"\(id + 1)\" w:author=\"甲\">\(WML.r("移"))</w:\(kind)><w:\(kind)RangeEnd w:id=\"\(id)\"/>"
    }
    var template = try #require(
      Template(
        WML.line("{{p a}}") + WML.p(range("moveFrom", 10)) + WML.p(range("moveTo", 20))
          + WML.line("{{/a}}") + WML.p("<w:moveFromRangeEnd w:id=\"99\"/>", WML.r("后{{x}}"))))
    template.expand(["a": [0, 0, 0]])
    let root = template.document.root(of: 0)
    for kind in ["moveFrom", "moveTo"] {
      let starts = values(root, .w(kind + "RangeStart")) { $0[w: "id"] }
      #expect(Set(starts).count == 3)
      #expect(values(root, .w(kind + "RangeEnd")) { $0[w: "id"] } == starts)
      #expect(values(root, .w(kind + "RangeStart")) { $0[w: "name"] } == ["m", "m_2", "m_3"])
    }
  }

  @Test func `pairs bookmarks over the ends of a region`() throws {
    var template = try #require(
      Template(
        WML.p(WML.r("甲"), "<w:bookmarkStart w:id=\"1\" w:name=\"a\"/>")
          + WML.p(WML.r("{{p a}}"), "<w:bookmarkStart w:id=\"2\" w:name=\"b\"/>")
          + WML.p(WML.r("x"), "<w:bookmarkEnd w:id=\"1\"/>")
          + WML.p("<w:bookmarkEnd w:id=\"2\"/>", WML.r("{{/a}}"))))
    template.expand(["a": [0, 0]])
    let root = template.document.root(of: 0)
    #expect(template.lines == ["甲", "x", "x"])
    #expect(values(root, .w("bookmarkStart")) { $0[w: "id"] } == ["1", "2", "3"])
    #expect(values(root, .w("bookmarkEnd")) { $0[w: "id"] } == ["1", "2", "3"])
  }

  @Test func `keeps the bytes of every part without a tag`() throws {
    let header = WML.part("hdr", "<w:p ><w:r><w:t >页眉</w:t></w:r></w:p>")
    var template = try #require(
      Template(WML.line("{{x}}"), parts: [WML.Part("header", header)]))
    template.expand()
    let name = try #require(PartName("word/header.xml"))
    #expect(template.document.finished().bytes(of: name) == header)
    #expect(try template.document.serialized() == template.document.serialized())
  }

  @Test func `keeps the bytes of a document without tags`() throws {
    let package = WML.package(WML.line("甲"))
    var template = try #require(Template(package))
    template.expand()
    #expect(
      template.document.finished().bytes(of: package.mainPart)
        == package.bytes(of: package.mainPart))
  }

  @Test(arguments: ["ns0", ""])
  func `works with any prefix, strict or transitional`(prefix: String) throws {
    let colon = prefix.isEmpty ? "" : prefix + ":"
    let text =
      "<\(colon)document xmlns\(prefix.isEmpty ? "" : ":" + prefix)=\"http://purl.oclc.org/ooxml/wordprocessingml/main\">"
      + "<\(colon)body><\(colon)p><\(colon)r><\(colon)t>{{x}}</\(colon)t></\(colon)r></\(colon)p>"
      + "</\(colon)body></\(colon)document>"
    var package = WML.package("")
    package.setPart(package.mainPart, Array(text.utf8), contentType: nil)
    var template = try #require(Template(package))
    template.expand([:], ["x": .text(" 值", control: ControlIdentity(alias: "甲", tag: "1"))])
    let bytes = try #require(template.document.finished().bytes(of: package.mainPart))
    let written = String(decoding: bytes, as: UTF8.self)
    #expect(written.contains("t xml:space=\"preserve\"> 值</"))
    #expect(!written.contains("schemas.openxmlformats.org"))
    #expect(!written.contains("huibian"))
  }

  @Test func `says nothing of who made the document and where`() throws {
    var package = WML.package(WML.line("甲"))
    let core = try #require(PartName("docProps/core.xml"))
    let app = try #require(PartName("docProps/app.xml"))
    let settings = try #require(PartName("word/settings.xml"))
    package.setPart(
      core,
      Array(
        "<cp:coreProperties xmlns:cp=\"\(XML.Namespace.coreProperties.uri)\" xmlns:dc=\"\(XML.Namespace.dc.uri)\"><dc:title>报告</dc:title><dc:creator>某人</dc:creator><cp:lastModifiedBy>某人</cp:lastModifiedBy></cp:coreProperties>"
          .utf8), contentType: "application/vnd.openxmlformats-package.core-properties+xml")
    package.setPart(
      app,
      Array(
        "<Properties xmlns=\"\(XML.Namespace.extendedProperties.uri)\"><Template>a.dotx</Template><Company>某局</Company><Pages>1</Pages></Properties>"
          .utf8),
      contentType: "application/vnd.openxmlformats-officedocument.extended-properties+xml")
    package.setPart(
      settings,
      WML.part("settings", "<w:attachedTemplate r:id=\"rId1\"/><w:zoom w:percent=\"100\"/>"),
      contentType: "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml")
    _ = package.addRelationship(
      type: "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
      target: core.text, from: nil)
    _ = package.addRelationship(
      type: XML.Namespace.r.uri + "/extended-properties", target: app.text, from: nil)
    _ = package.addRelationship(
      type: XML.Namespace.r.uri + "/settings", target: "settings.xml", from: package.mainPart)
    _ = package.addRelationship(
      type: XML.Namespace.r.uri + "/attachedTemplate", target: "file:///C:/a.dotx",
      isExternal: true, from: settings)
    let document = try #require(open(package)).document.finished()
    func text(_ part: PartName) -> String {
      String(decoding: document.bytes(of: part) ?? [], as: UTF8.self)
    }
    #expect(!text(core).contains("某人"))
    #expect(text(core).contains("报告"))
    #expect(!text(app).contains("某局") && !text(app).contains("dotx"))
    #expect(text(app).contains("<Pages>1</Pages>"))
    #expect(!text(settings).contains("attachedTemplate"))
    #expect(document.relationships(of: settings).isEmpty)
  }

  @Test func `counts comments and tracked changes that stay`() throws {
    let comments = WML.part("comments", "<w:comment w:id=\"0\">" + WML.line("批") + "</w:comment>")
    let changes =
      "<w:ins w:id=\"1\">" + WML.r("甲")
      + "</w:ins><w:del w:id=\"2\"><w:r><w:delText>乙</w:delText></w:r></w:del>"
    let opened = try #require(
      open(WML.package(WML.p(changes), parts: [WML.Part("comments", comments)])))
    #expect(
      opened.messages == [
        "comments-kept 模板中的1条批注原样保留", "changes-kept 模板中的2处修订原样保留",
      ])
  }

  @Test(arguments: [
    ("<w:hdr xmlns:w=\"\(XML.Namespace.w.uri)\"/>", "no-document-body"),
    ("<document/>", "no-document-body"), ("<w:document", "xml-malformed"),
  ])
  func `refuses what is no document`(text: String, id: String) {
    var package = WML.package("")
    package.setPart(package.mainPart, Array(text.utf8), contentType: nil)
    var sink = DiagnosticSink()
    #expect(WordDocument.open(package, file: "模板.docx", sink: &sink) == nil)
    #expect(sink.diagnostics.map(\.id) == [id])
    #expect(
      sink.diagnostics.map(\.location) == [.part(file: "模板.docx", part: "word/document.xml")])
  }

  @Test func `fills the texts of a chart`() throws {
    var package = WML.package(WML.line("甲"))
    let chart = try #require(PartName("word/charts/chart1.xml"))
    let text =
      "<c:chartSpace xmlns:c=\"\(XML.Namespace.c.uri)\" xmlns:a=\"\(XML.Namespace.a.uri)\"><c:title>"
      + "<a:p><a:r><a:rPr b=\"1\"/><a:t>{{</a:t></a:r><a:r><a:t>x}}走势</a:t></a:r></a:p></c:title></c:chartSpace>"
    package.setPart(
      chart, Array(text.utf8),
      contentType: "application/vnd.openxmlformats-officedocument.drawingml.chart+xml")
    _ = package.addRelationship(
      type: XML.Namespace.r.uri + "/chart", target: "charts/chart1.xml", from: package.mainPart)
    var template = try #require(Template(package))
    #expect(template.document.stories[1].paragraphs.map(\.place) == ["图表1第1段"])
    template.expand([:], ["x": .text("来访\n批次", control: ControlIdentity(alias: "甲", tag: "1"))])
    let written = String(
      decoding: template.document.finished().bytes(of: chart) ?? [], as: UTF8.self)
    #expect(
      written.contains(
        "<a:p><a:r><a:rPr b=\"1\"/><a:t>来访</a:t></a:r><a:br><a:rPr b=\"1\"/></a:br>"
          + "<a:r><a:rPr b=\"1\"/><a:t>批次</a:t></a:r><a:r><a:t>走势</a:t></a:r></a:p>"))
  }
}
