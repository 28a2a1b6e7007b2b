import Huibian
import HuibianDiagnostics
import HuibianEngine
import HuibianOPC
import HuibianPlan
import HuibianTestSupport
import HuibianWord
import Testing

/// Documents inserted whole into a report: their sections, styles and lists.
struct InsertTests: InsertingDocuments {
  private func section(_ width: Int, _ content: String = "", after: String = "") -> String {
    "<w:sectPr>\(content)<w:pgSz w:w=\"\(width)\" w:h=\"16838\"/>\(after)</w:sectPr>"
  }

  private func widths(_ outcome: Outcome) -> [String] {
    outcome.document.map { values($0.root(of: 0), .w("pgSz")) { $0[w: "w"] } } ?? []
  }

  // MARK: Sections

  @Test func `keeps the sections of both documents, without a blank page`() async throws {
    let own = WML.package(
      WML.p(WML.r("甲一"), properties: section(200)) + WML.line("甲二") + section(300))
    let hosts: [(String, [String], String)] = [
      (
        WML.line("前") + WML.line("{{插入 甲}}") + WML.line("后") + section(100),
        ["100", "200", "300", "100"], "前\n甲一\n甲二\n后"
      ),
      (WML.line("{{插入 甲}}") + section(100), ["200", "300"], "甲一\n甲二"),
      (
        WML.line("前") + WML.line("{{插入 甲}}") + WML.line("{{插入 甲}}") + section(100),
        ["100", "200", "300", "200", "300"], "前\n甲一\n甲二\n甲一\n甲二"
      ),
      (
        WML.line("前") + WML.p(WML.r("{{插入 甲}}"), properties: section(100)) + WML.line("后")
          + section(150),
        ["100", "200", "300", "150"], "前\n甲一\n甲二\n后"
      ),
      (
        WML.p(WML.r("左{{插入 甲}}右")) + section(100), ["100", "200", "300", "100"],
        "左\n甲一\n甲二\n右"
      ),
    ]
    for (body, expected, text) in hosts {
      let outcome = try await compiled(WML.package(body), ["甲": own])
      #expect(widths(outcome) == expected, "\(outcome.messages)")
      #expect(outcome.text == text)
    }
  }

  @Test func `gives each section its own headers, and none from the document before`()
    async throws
  {
    let reference = "<w:headerReference w:type=\"default\" r:id=\"rId2\"/>"
    func headed(_ text: String, _ body: String) -> OPCPackage {
      var package = WML.package(body)
      guard let main = PartName("word/document.xml"), let header = PartName("word/header1.xml")
      else { return package }
      package.setPart(
        header, WML.part("hdr", WML.line(text)),
        contentType: "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml")
      package.setRelationships(
        [Relationship(id: "rId2", type: XML.Namespace.r.uri + "/header", target: "header1.xml")],
        of: main)
      return package
    }
    let host = headed(
      "外",
      WML.line("前") + WML.line("{{插入 甲}}") + WML.line("中") + WML.line("{{插入 乙}}")
        + WML.line("后") + section(100, reference, after: "<w:pgNumType w:start=\"5\"/><w:titlePg/>")
    )
    let outcome = try await compiled(
      host,
      ["甲": headed("甲", WML.line("甲") + section(200, reference)), "乙": WML.package(WML.line("乙"))])
    let report = try package(outcome)
    let root = try #require(outcome.document?.root(of: 0))
    let headers = values(root, .w("headerReference")) { reference -> String? in
      guard reference[w: "type"] == "default",
        let link = report.relationships(of: report.mainPart).first(where: {
          $0.id == reference[attribute: .r("id")]
        }), let name = report.resolve(link.target, from: report.mainPart),
        let bytes = report.bytes(of: name)
      else { return nil }
      var sink = DiagnosticSink()
      return XML.parse(bytes, file: "", part: "", sink: &sink)?.root.text
    }
    #expect(headers == ["外", "甲", "外", "", "外"], "\(outcome.messages)")
    // What goes on after a document neither counts its pages anew nor has a first page.
    #expect(values(root, .w("pgNumType")) { $0[w: "start"] ?? "-" } == ["5", "-", "-"])
    #expect(values(root, .w("titlePg")) { _ in "" }.count == 1)
  }

  @Test(arguments: [
    WML.p(WML.textBox(WML.line("{{插入 甲}}"), id: 1)), WML.table(["{{插入 甲}}"]),
    "<w:sdt><w:sdtContent>" + WML.line("{{插入 甲}}") + "</w:sdtContent></w:sdt>",
  ])
  func `refuses a document where no page can be`(body: String) async throws {
    let outcome = try await compiled(WML.package(body), ["甲": WML.package(WML.line("甲"))])
    #expect(outcome.report == nil)
    #expect(Set(outcome.sink.diagnostics.map(\.id)) == ["document-out-of-place"])
  }

  // MARK: Styles and lists

  private func styles(_ defaults: String, _ content: String) -> WML.Part {
    WML.Part(
      "styles",
      WML.part(
        "styles",
        "<w:docDefaults><w:rPrDefault><w:rPr>\(defaults)</w:rPr></w:rPrDefault></w:docDefaults>"
          + content))
  }

  private func style(
    _ id: String, _ name: String, _ look: String, base: String? = nil, isStandard: Bool = false
  ) -> String {
    "<w:style w:type=\"paragraph\"\(isStandard ? " w:default=\"1\"" : "") w:styleId=\"\(id)\">"
      + "<w:name w:val=\"\(name)\"/>" + (base.map { "<w:basedOn w:val=\"\($0)\"/>" } ?? "")
      + "<w:rPr>\(look)</w:rPr></w:style>"
  }

  @Test func `shares equal styles by name, and renames those that differ`() async throws {
    let size = "<w:sz w:val=\"21\"/>"
    let host = WML.package(
      WML.p(WML.r("外"), properties: "<w:pStyle w:val=\"1\"/>") + WML.line("{{插入 甲}}"),
      parts: [
        styles(
          size,
          style("a", "Normal", "<w:b/>", isStandard: true)
            + style("1", "heading 1", "<w:i/>", base: "a")
            + style("2", "heading 2", "<w:i/>", base: "a"))
      ])
    let own = WML.package(
      WML.p(WML.r("同"), properties: "<w:pStyle w:val=\"H1\"/>")
        + WML.p(WML.r("异"), properties: "<w:pStyle w:val=\"2\"/>")
        + WML.p(WML.r("新"), properties: "<w:pStyle w:val=\"1\"/>")
        + WML.p(WML.r("无"), properties: "<w:pStyle w:val=\"9\"/>") + WML.line("默认"),
      parts: [
        styles(
          size,
          style("N", "Normal", "<w:b/>", isStandard: true)
            + style("H1", "Heading 1", "<w:i/>", base: "N")
            + style("2", "heading 2", "<w:u/>", base: "N") + style("1", "要点", "<w:b/>", base: "2"))
      ])
    let outcome = try await compiled(host, ["甲": own])
    let root = try #require(outcome.document?.root(of: 0), "\(outcome.messages)")
    #expect(values(root, .w("pStyle")) { $0[w: "val"] } == ["1", "1", "2_2", "1_2"])
    let sheet = try part(try package(outcome), "styles")
    let names = sheet.all(.w("style")).map {
      "\($0[w: "styleId"] ?? "") \($0.first(.w("name"))?[w: "val"] ?? "") \($0.first(.w("basedOn"))?[w: "val"] ?? "")"
    }
    #expect(
      names == ["a Normal ", "1 heading 1 a", "2 heading 2 a", "2_2 heading 2（甲） a", "1_2 要点 2_2"])
    #expect(values(sheet, .w("style")) { $0[w: "default"] } == ["1"])
  }

  @Test func `spells out defaults that differ`() async throws {
    let host = WML.package(
      WML.line("外") + WML.line("{{插入 甲}}"),
      parts: [
        styles(
          "<w:rFonts w:asciiTheme=\"minorHAnsi\"/><w:b/><w:sz w:val=\"32\"/>",
          style("a", "Normal", "", isStandard: true))
      ])
    let own = WML.package(
      WML.line("甲"),
      parts: [
        styles(
          "<w:rFonts w:ascii=\"Arial\"/><w:sz w:val=\"21\"/>",
          style("a", "Normal", "<w:i/>", isStandard: true).replacing(
            "<w:rPr>", with: "<w:pPr><w:suppressAutoHyphens/><w:jc w:val=\"left\"/></w:pPr><w:rPr>")
        )
      ])
    let outcome = try await compiled(host, ["甲": own])
    let root = try #require(outcome.document?.root(of: 0), "\(outcome.messages)")
    #expect(values(root, .w("pStyle")) { $0[w: "val"] } == ["a_2"])
    let sheet = try part(try package(outcome), "styles")
    let paragraph = sheet.all(.w("style")).last?.first(.w("pPr"))
    #expect(paragraph?.elements.map(\.name.local) == ["suppressAutoHyphens", "jc"])
    let copy = try #require(sheet.all(.w("style")).last?.first(.w("rPr")))
    #expect(
      copy.elements.map { "\($0.name.local) \($0[w: "ascii"] ?? $0[w: "val"] ?? "")" }
        == ["rFonts Arial", "b 0", "i ", "sz 21"])
    #expect(copy.first(.w("rFonts"))?[w: "asciiTheme"] == nil)
  }

  @Test func `brings lists as lists of their own, once for each time`() async throws {
    func list(_ number: Int) -> String {
      "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"\(number)\"/></w:numPr>"
    }
    let numbering = WML.Part(
      "numbering",
      WML.part(
        "numbering",
        "<w:abstractNum w:abstractNumId=\"0\"><w:nsid w:val=\"00000001\"/></w:abstractNum>"
          + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"))
    let own = WML.package(
      WML.p(WML.r("一"), properties: list(1)) + WML.p(WML.r("二"), properties: list(1))
        + WML.p(WML.r("三"), properties: list(0)) + WML.p(WML.r("四"), properties: list(8)),
      parts: [numbering])
    let host = WML.p(WML.r("外"), properties: list(1)) + WML.line("{{插入 甲}}") + WML.line("{{插入 甲}}")
    let outcome = try await compiled(WML.package(host, parts: [numbering]), ["甲": own])
    let root = try #require(outcome.document?.root(of: 0), "\(outcome.messages)")
    #expect(
      values(root, .w("numId")) { $0[w: "val"] } == ["1", "2", "2", "0", "0", "3", "3", "0", "0"])
    let lists = try part(try package(outcome), "numbering")
    #expect(
      lists.elements.map(\.name.local) == [
        "abstractNum", "abstractNum", "abstractNum", "num", "num", "num",
      ])
    #expect(values(lists, .w("nsid")) { $0[w: "val"] } == ["00000001"])
    // Also into a document without any list.
    let bare = try await compiled(WML.package(WML.line("{{插入 甲}}")), ["甲": own])
    #expect(try part(try package(bare), "numbering").elements.count == 2)
  }

  @Test func `spells out typefaces and colours of another theme`() async throws {
    var own = WML.package(
      WML.p(
        WML.r(
          "甲",
          "<w:rFonts w:asciiTheme=\"minorHAnsi\" w:eastAsiaTheme=\"minorEastAsia\"/><w:color w:val=\"FF0000\" w:themeColor=\"accent1\"/>"
        )))
    let theme = try #require(PartName("word/theme/theme1.xml"))
    own.setPart(
      theme,
      Array(
        """
        <a:theme xmlns:a="\(XML.Namespace.a.uri)"><a:themeElements><a:clrScheme name="x"/>\
        <a:fontScheme name="x"><a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/>\
        <a:font script="Hans" typeface="等线"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>
        """.utf8), contentType: "application/vnd.openxmlformats-officedocument.theme+xml")
    _ = own.addRelationship(
      type: XML.Namespace.r.uri + "/theme", target: "theme/theme1.xml",
      from: PartName("word/document.xml"))
    let outcome = try await compiled(WML.package(WML.line("{{插入 甲}}")), ["甲": own])
    let root = try #require(outcome.document?.root(of: 0), "\(outcome.messages)")
    #expect(
      values(root, .w("rFonts")) { "\($0[w: "ascii"] ?? "") \($0[w: "eastAsia"] ?? "")" } == [
        "Calibri 等线"
      ])
    #expect(
      values(root, .w("color")) { "\($0[w: "val"] ?? "") \($0[w: "themeColor"] ?? "")" } == [
        "FF0000 "
      ])
  }
}
