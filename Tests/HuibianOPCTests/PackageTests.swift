import HuibianDiagnostics
import Testing

@testable import HuibianOPC

/// Packages: what is refused, what is taken away, what is kept.
struct PackageTests {
  typealias Link = DocumentFixture.Link

  private func open(
    _ bytes: [UInt8], _ kind: OPCPackage.Kind = .wordDocument,
    _ policy: OPCPackage.ActiveContentPolicy = .refuse
  ) -> (OPCPackage?, [String]) {
    var sink = DiagnosticSink()
    let package = OPCPackage.open(
      bytes, file: "甲.docx", kind: kind, activeContent: policy, sink: &sink)
    return (package, sink.diagnostics.map { "\($0.severity) \($0.id) \($0.location.text)" })
  }

  static let oleHeader: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  /// An OLE compound file with one directory entry.
  static func compound(_ stream: String) -> [UInt8] {
    var bytes = oleHeader + [UInt8](repeating: 0, count: 504)
    for byte in stream.utf8 { bytes += [byte, 0] }
    return bytes + [UInt8](repeating: 0, count: 1024 - bytes.count)
  }

  @Test(arguments: [
    ([], "empty-file"), (compound("WordDocument"), "old-word-format"),
    (compound("Workbook"), "old-excel-format"),
    (compound("EncryptedPackage"), "encrypted-document"),
    (compound("Else"), "ole-file"), (Array("\r\n<HTML><table>".utf8), "html-file"),
    (Array("%PDF-1.7".utf8), "pdf-file"), (Array("{\\rtf1".utf8), "rtf-file"),
    (Array("<?xml version=\"1.0\"?><w:wordDocument".utf8), "xml-file"),
    (Array("一、总体情况".utf8), "not-a-package"),
    (ZipFixture([.init("mimetype", "application/vnd.oasis.opendocument.text")]).bytes, "odf-file"),
    (ZipFixture([.init("a.txt", "x")]).bytes, "not-a-package"),
  ])
  func `says what a file is that is no package`(bytes: [UInt8], id: String) {
    #expect(open(bytes).1 == ["error \(id) 甲.docx"])
  }

  @Test func `the main part must be there`() {
    for missing in ["word/document.xml", "_rels/.rels"] {
      var fixture = DocumentFixture()
      fixture.missing = [missing]
      #expect(open(fixture.bytes).1.contains("error missing-part 甲.docx(word/document.xml)"))
    }
  }

  @Test func `the main part is found by its relationship, not by its name`() {
    var fixture = DocumentFixture()
    fixture.mainTarget = "/word/document2.xml"
    fixture.parts = [("word/document2.xml", "<x/>")]
    fixture.overrides = [("word/document2.xml", fixture.mainType)]
    #expect(open(fixture.bytes).0?.mainPart == PartName("word/document2.xml"))
  }

  @Test func `the main part must be a document without macros`() {
    var fixture = DocumentFixture()
    fixture.mainType = "application/vnd.ms-word.document.macroEnabled.main+xml"
    #expect(open(fixture.bytes).1 == ["error macros 甲.docx(word/document.xml)"])
    fixture.mainType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    #expect(open(fixture.bytes).1 == ["error wrong-main-type 甲.docx(word/document.xml)"])
    #expect(open(fixture.bytes, .spreadsheet).1 == [])
  }

  @Test func `a template becomes a document`() {
    var fixture = DocumentFixture()
    fixture.mainType = DocumentFixture.word + "template.main+xml"
    let (package, problems) = open(fixture.bytes)
    #expect(problems == ["note word-template 甲.docx"])
    #expect(
      package.flatMap { $0.contentType(of: $0.mainPart) }
        == DocumentFixture.word + "document.main+xml")
  }

  @Test func `a document cannot be its own header`() {
    var fixture = DocumentFixture()
    fixture.links = [Link(id: "rId1", kind: "header", target: "document.xml")]
    #expect(open(fixture.bytes).1 == ["error wrong-part-type 甲.docx(word/document.xml)"])
  }

  @Test func `relationships must be sound and stay inside`() {
    let place = "甲.docx(word/_rels/document.xml.rels)"
    var fixture = DocumentFixture()
    fixture.links = [
      Link(id: "rId1", kind: "header", target: "document.xml"),
      Link(id: "rId1", kind: "header", target: "document.xml"),
    ]
    #expect(open(fixture.bytes).1 == ["error bad-relationships \(place)"])
    for target in ["../../x.xml", "%2e%2e/%2e%2e/x.xml", "..%5cx.xml", "a//b.xml"] {
      fixture.links = [Link(id: "rId1", kind: "image", target: target)]
      #expect(open(fixture.bytes).1 == ["error bad-target \(place)"])
    }
    fixture.links = [
      Link(id: "rId1", kind: "styles", target: "styles.xml"),
      Link(id: "rId2", kind: "image", target: "media/1.png"),
    ]
    #expect(
      open(fixture.bytes).1 == [
        "error missing-part 甲.docx(word/styles.xml)",
        "warning missing-target 甲.docx(word/media/1.png)",
      ])
  }

  @Test(arguments: ["oleObject", "control", "aFChunk", "subDocument", "vbaProject"])
  func `active content is refused, or only told when examining`(kind: String) {
    var fixture = DocumentFixture()
    fixture.links = [Link(id: "rId1", kind: kind, target: "a.xml")]
    fixture.parts = [("word/a.xml", "<a/>")]
    #expect(open(fixture.bytes).1 == ["error active-content 甲.docx(word/a.xml)"])
    #expect(
      open(fixture.bytes, .wordDocument, .warn).1 == [
        "warning active-content 甲.docx(word/a.xml)"
      ])
  }

  @Test(arguments: [
    ("hyperlink", "https://example.org/", true), ("hyperlink", "mailto:a@example.org", true),
    ("hyperlink", "file:///C:/a.docx", false), ("hyperlink", "\\\\host\\share", false),
    ("image", "http://example.org/a.png", false), ("oleObject", "file:///a.html!", false),
    ("frame", "http://example.org/", false),
  ])
  func `external links other than to the web are led nowhere`(
    kind: String, target: String, isKept: Bool
  ) {
    var fixture = DocumentFixture()
    fixture.links = [Link(id: "rId7", kind: kind, target: target, isExternal: true)]
    let (package, problems) = open(fixture.bytes)
    #expect(
      problems == (isKept ? [] : ["warning external-link 甲.docx(word/_rels/document.xml.rels)"]))
    let links = package?.relationships(of: package?.mainPart)
    #expect(links?.map(\.target) == [isKept ? target : "NULL"])
    #expect(links?.map(\.id) == ["rId7"])
  }

  @Test func `the path of the attached template goes, with what refers to it`() {
    let w = XML.Namespace.w.uri
    var fixture = DocumentFixture()
    fixture.links = [Link(id: "rId1", kind: "settings", target: "settings.xml")]
    fixture.overrides = [("word/settings.xml", DocumentFixture.word + "settings+xml")]
    fixture.parts = [
      (
        "word/settings.xml",
        "<w:settings xmlns:w=\"\(w)\" xmlns:r=\"\(XML.Namespace.r.uri)\">"
          + "<w:zoom/><w:attachedTemplate r:id=\"rId1\"/></w:settings>"
      ),
      (
        "word/_rels/settings.xml.rels",
        DocumentFixture.part([
          Link(id: "rId1", kind: "attachedTemplate", target: "file:///C:/a.dot", isExternal: true)
        ])
      ),
    ]
    let (package, problems) = open(fixture.bytes)
    #expect(problems == ["note attached-template 甲.docx(word/settings.xml)"])
    let settings = PartName("word/settings.xml").flatMap { package?.bytes(of: $0) } ?? []
    #expect(!String(decoding: settings, as: UTF8.self).contains("attachedTemplate"))
    #expect(String(decoding: settings, as: UTF8.self).contains("<w:zoom/>"))
    #expect(package?.partNames.contains { $0.text == "word/_rels/settings.xml.rels" } == false)
  }

  @Test func `what is not touched comes out byte by byte, twice alike`() throws {
    var fixture = DocumentFixture()
    fixture.parts = [("docProps/图.xml", "<a   b='1'></a>"), ("word/media/1.bin", "\u{0}\u{1}")]
    fixture.overrides = [("word/media/1.bin", "application/octet-stream")]
    let package = try #require(open(fixture.bytes).0)
    let bytes = try package.serialized()
    #expect(try package.serialized() == bytes)
    let again = try #require(open(bytes).0)
    #expect(again.partNames.map(\.text) == package.partNames.map(\.text))
    #expect(again.partNames.count == 5)
    for part in package.partNames {
      #expect(again.bytes(of: part) == package.bytes(of: part))
      #expect(again.contentType(of: part) == package.contentType(of: part))
    }
    #expect(try again.serialized() == bytes)
  }

  @Test func `a package is built from nothing`() throws {
    var package = OPCPackage()
    let main = try #require(PartName("/word/document.xml"))
    let image = try #require(PartName("word/media/image1.PNG"))
    package.setPart(main, Array("<a/>".utf8), contentType: DocumentFixture().mainType)
    package.setPart(image, [1, 2], contentType: "image/png")
    let type = DocumentFixture.relationshipType
    #expect(
      package.addRelationship(
        type: type + "officeDocument", target: "word/document.xml", from: nil) == "rId1")
    #expect(
      package.addRelationship(type: type + "image", target: "media/image1.png", from: main)
        == "rId1")
    #expect(
      package.addRelationship(type: type + "image", target: "media/image1.png", from: main)
        == "rId2")
    let (read, problems) = open(try package.serialized())
    #expect(problems == [])
    #expect(read?.contentType(of: image) == "image/png")
    #expect(read?.relationships(of: main).map(\.id) == ["rId1", "rId2"])
    #expect(read?.bytes(of: image) == [1, 2])
  }

  @Test func `a part is removed with its relationships and those that lead to it`() throws {
    var fixture = DocumentFixture()
    fixture.links = [
      Link(id: "rId1", kind: "comments", target: "comments.xml"),
      Link(id: "rId2", kind: "hyperlink", target: "http://example.org", isExternal: true),
    ]
    fixture.overrides = [("word/comments.xml", DocumentFixture.word + "comments+xml")]
    fixture.parts = [
      ("word/comments.xml", "<a/>"), ("word/_rels/comments.xml.rels", DocumentFixture.part([])),
    ]
    var package = try #require(open(fixture.bytes).0)
    let comments = try #require(PartName("word/comments.xml"))
    package.removePart(comments)
    #expect(package.relationships(of: package.mainPart).map(\.id) == ["rId2"])
    #expect(!package.partNames.contains { $0.text.contains("comments") })
    #expect(package.contentType(of: comments) == "application/xml")
    #expect(open(try package.serialized()).1 == [])
  }

  @Test(arguments: [
    ("word/document.xml", "media/a.png", "word/media/a.png"),
    ("word/document.xml", "../customXml/item1.xml", "customXml/item1.xml"),
    ("word/document.xml", "/docProps/core.xml", "docProps/core.xml"),
    ("word/document.xml", "./header1.xml#x", "word/header1.xml"),
    ("word/document.xml", "media/%E5%9B%BE.png", "word/media/图.png"),
    ("word/document.xml", "MEDIA/A.png", "word/media/a.PNG"),
    ("word/document.xml", "../../x", nil), ("word/document.xml", "..%2f..%2fx", nil),
    ("word/document.xml", "#x", nil), ("word/document.xml", "a\\b", nil),
    ("word/document.xml", "", nil), ("word/document.xml", "//host/x", nil),
    ("word/document.xml", "a//b", nil), ("word/document.xml", "a./b", nil),
    ("word/document.xml", "a/%2E", "word/a"), ("word/document.xml", "a/.rels", "word/a/.rels"),
    ("document.xml", "charts/Chart1.xml", "charts/chart1.xml"), ("document.xml", "../x", nil),
  ])
  func `targets are decoded once and resolved`(source: String, target: String, result: String?) {
    #expect(PartName(source)?.resolve(target) == result.flatMap(PartName.init))
  }

  @Test func `a part name knows its extension, folder and relationships`() {
    let name = PartName("/word/Document.XML")
    #expect(name?.text == "word/Document.XML")
    #expect(name?.extension == "xml")
    #expect(name?.folder == "word")
    #expect(name?.relationshipsPart?.text == "word/_rels/Document.XML.rels")
    #expect(PartName("a")?.relationshipsPart?.text == "_rels/a.rels")
    #expect(PartName("_rels/.rels")?.relationshipsPart == nil)
    #expect(PartName("a.b/c")?.extension == "" && PartName("a/.rels")?.extension == "rels")
    #expect(PartName("word/%41.x/B.%58ml")?.extension == "xml")
    #expect(PartName("word/%41.x/B.xml")?.folder == "word/%41.x")
  }

  @Test(arguments: [
    ("_rels/.rels", true, nil), ("word/_rels/document.xml.rels", true, "word/document.xml"),
    ("word/_RELS/Document.xml.RELS", true, "word/Document.xml"), ("_rels/a.rels", true, "a"),
    ("word/document.rels", false, nil), ("_rels", false, nil), ("my_rels/a.rels", false, nil),
    ("_rels/a.xml", false, nil),
  ])
  func `a part of relationships knows whose they are`(
    text: String, isOne: Bool, source: String?
  ) {
    let name = PartName(text)
    #expect(name?.isRelationshipsPart == isOne)
    #expect(name?.relationshipsSource == source.flatMap(PartName.init))
    #expect(name?.relationshipsSource?.text == source)
  }

  @Test(arguments: [
    ([], "rId1"), (["rId7", "rId2"], "rId8"), (["x9", "rIdb", "rId-4"], "rId1"),
    (["rId2147483646", "rId2147483647"], "rId2147483648"),
  ])
  func `a new relationship has an id of its own`(ids: [String], new: String) throws {
    var package = OPCPackage()
    let links = ids.map { Relationship(id: $0, type: "urn:x", target: "a") }
    package.setRelationships(links, of: nil)
    #expect(package.addRelationship(type: "urn:x", target: "b", from: nil) == new)
    #expect(package.relationships(of: nil).map(\.id) == ids + [new])
  }

  @Test func `the main part is the one that the package's relationships say now`() {
    var package = OPCPackage()
    #expect(package.mainPart.text == "word/document.xml")
    let type = DocumentFixture.relationshipType + "officeDocument"
    _ = package.addRelationship(type: type, target: "xl/workbook.xml", from: nil)
    #expect(package.mainPart.text == "xl/workbook.xml")
    package.setRelationships([Relationship(id: "a", type: type, target: "b.xml")], of: nil)
    #expect(package.mainPart.text == "b.xml")
    package.setRelationships([], of: nil)
    #expect(package.mainPart.text == "word/document.xml")
  }
}
