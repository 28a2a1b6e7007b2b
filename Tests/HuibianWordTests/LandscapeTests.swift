import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

/// Blocks on pages that lie across, in the place of `{{横}}`.
struct LandscapeTests {
  private static let page =
    "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" "
    + "w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"1447\" w:gutter=\"0\"/>"

  private static func section(_ first: String = "", _ last: String = "") -> String {
    "<w:sectPr>\(first)\(page)\(last)</w:sectPr>"
  }

  private static let across = MarkerContent.landscape([
    TableBuilder(styles: .none).table(.init(header: [[.init("表")]], body: []))
  ])

  private func expanded(_ body: String, parts: [WML.Part] = []) throws -> Template {
    var template = try #require(Template(body, parts: parts))
    template.expand(["甲": [0, 0]], ["横": Self.across])
    return template
  }

  /// The blocks: texts, 表 for a table, with | where an upright section ends and — where one ends that lies
  /// across.
  private func drawn(_ template: Template) -> String {
    func mark(_ section: XML.Element?) -> String {
      guard let size = section?.first(.w("pgSz")) else { return "" }
      return size[w: "orient"] == "landscape" ? "—" : "|"
    }
    let body = template.document.root(of: 0).first(.w("body"))
    return (body?.elements ?? []).map { block in
      if block.name == .w("sectPr") { return mark(block) }
      return block.text + (block.name == .w("tbl") ? "。" : "")
        + mark(block.first(.w("pPr"))?.first(.w("sectPr")))
    }.joined(separator: " ")
  }

  @Test(arguments: [
    // Between two upright sections; the table's own ends in a paragraph that takes no room.
    (WML.line("前") + WML.line("{{横}}") + WML.line("后") + section(), "前| 表无。 — 后 |"),
    // No upright page without anything on it.
    (WML.line("{{横}}") + WML.line("后") + section(), "表无。 — 后 |"),
    (WML.line("前") + WML.line("{{横}}") + section(), "前| 表无。  —"),
    (WML.line("{{横}}") + section(), "表无。  —"),
    (WML.line("前") + WML.line("{{横}}") + "<w:p/>" + section(), "前| 表无。  —"),
    // Two that touch share a section, and are two tables.
    (
      WML.line("前") + WML.line("{{横}}") + WML.line("{{横}}") + WML.line("后") + section(),
      "前| 表无。  表无。 — 后 |"
    ),
    // After a table, and within a section that another ends.
    (
      WML.table(["甲"]) + WML.line("{{横}}") + WML.p(WML.r("后"), properties: section())
        + WML.line("末") + section(), "甲。 | 表无。 — 后| 末 |"
    ),
    (
      WML.line("{{p 甲}}") + WML.line("前") + WML.line("{{横}}") + WML.line("{{/甲}}") + WML.line("末")
        + section(), "前| 表无。 — 前| 表无。 — 末 |"
    ),
    // Headings go with what they head.
    (
      WML.line("前") + WML.p(WML.r("题"), properties: "<w:keepNext/>")
        + WML.p(WML.r("目"), properties: "<w:keepNext/>") + WML.line("{{横}}") + WML.line("后")
        + section(), "前| 题 目 表无。 — 后 |"
    ),
    (
      WML.p(WML.r("题"), properties: "<w:keepNext/>") + WML.line("{{横}}") + section(), "题 表无。  —"
    ),
    (
      WML.line("{{横}}") + WML.p(WML.r("题"), properties: "<w:keepNext/>") + WML.line("{{横}}")
        + WML.line("后") + section(), "表无。 题 表无。 — 后 |"
    ),
    // In a section that lies across already.
    (
      WML.line("前") + WML.line("{{横}}") + WML.line("后")
        + "<w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/></w:sectPr>",
      "前 表无。 后 —"
    ),
  ])
  func `stand in a section of their own, without an empty page`(body: String, expected: String)
    throws
  {
    let drawn = drawn(try expanded(body))
    #expect(drawn == expected)
  }

  @Test func `turn page and margins, and number pages on`() throws {
    let template = try expanded(
      WML.line("前") + WML.line("{{横}}") + WML.line("后")
        + Self.section("", "<w:pgNumType w:start=\"3\"/><w:cols w:num=\"2\"/><w:titlePg/>"))
    let sections = values(template.document.root(of: 0), .w("sectPr")) { section in
      section.elements.map { child in
        child.name.local + ":" + child.attributes.map(\.value).joined(separator: ",")
      }.joined(separator: " ")
    }
    #expect(
      sections == [
        "pgSz:11906,16838 pgMar:2098,1474,1984,1588,851,1447,0 pgNumType:3 cols:2 titlePg:",
        "pgSz:16838,11906,landscape pgMar:1588,2098,1474,1984,851,1447,0 pgNumType: cols:",
        "pgSz:11906,16838 pgMar:2098,1474,1984,1588,851,1447,0 pgNumType: cols:2",
      ])
  }

  @Test func `keep the page number where it is on an upright page, and other footers as they are`()
    throws
  {
    let number =
      "<w:p><w:pPr><w:jc w:val=\"right\"/></w:pPr>" + WML.r("—")
      + "<w:fldSimple w:instr=\" PAGE \">" + WML.r("1") + "</w:fldSimple></w:p>"
    let plain = WML.line("内部资料")
    let references =
      "<w:footerReference w:type=\"default\" r:id=\"rId1\"/>"
      + "<w:footerReference w:type=\"first\" r:id=\"rId2\"/>"
    let template = try expanded(
      WML.line("前") + WML.line("{{横}}") + WML.p(WML.r("后"), properties: Self.section(references))
        + WML.line("末") + Self.section(),
      parts: [
        WML.Part("footer", WML.part("ftr", number), name: "footer1.xml"),
        WML.Part("footer", WML.part("ftr", plain), name: "footer2.xml"),
      ])
    let ids = values(template.document.root(of: 0), .w("sectPr")) { section in
      section.all(.w("footerReference")).map {
        $0[attribute: XML.Name(.r, "id", prefix: "r")] ?? ""
      }
      .joined(separator: " ")
    }
    // The sections after it say theirs, or they would show the one that is turned.
    #expect(ids.count == 4 && ids[0] == "rId1 rId2" && ids[2] == ids[0])
    #expect(ids[1] != ids[0] && ids[1].hasSuffix("rId2"))
    let turned = try #require(template.document.stories.last)
    let box = values(
      template.document.root(of: template.document.stories.count - 1), .w("txbxContent")
    ) {
      $0.text
    }
    #expect(turned.kind == .footer && box == ["—1"])
    let places = values(
      template.document.root(of: template.document.stories.count - 1),
      XML.Name(.wp, "posOffset", prefix: "wp")
    ) { $0.text }
    // 1447 twips from the left edge, 1588 from the upper one.
    #expect(places == ["918845", "1008380"])
  }

  private static let settings = WML.Part(
    "settings", WML.part("settings", "<w:mirrorMargins/><w:evenAndOddHeaders/>"))

  private func number(_ name: String) -> WML.Part {
    WML.Part(
      "footer",
      WML.part(
        "ftr",
        "<w:p>" + WML.r("—") + "<w:fldSimple w:instr=\" PAGE \">" + WML.r("1")
          + "</w:fldSimple></w:p>"), name: name)
  }

  @Test func `keep the numbers of odd and even pages where they are on upright ones`() throws {
    let references =
      "<w:footerReference w:type=\"default\" r:id=\"rId1\"/>"
      + "<w:footerReference w:type=\"even\" r:id=\"rId2\"/>"
    let template = try expanded(
      WML.line("前") + WML.line("{{横}}") + WML.line("后") + Self.section(references),
      parts: [number("footer1.xml"), number("footer2.xml"), Self.settings])
    let stories = template.document.stories.count
    let places = (stories - 2..<stories).map { story in
      values(template.document.root(of: story), XML.Name(.wp, "posOffset", prefix: "wp")) {
        $0.text
      }
    }
    // 1588 twips from the upper edge on odd pages, 1474 on even ones.
    #expect(places == [["918845", "1008380"], ["918845", "935990"]])
    // The margins are the same on both: 27 mm.
    let margins = values(template.document.root(of: 0), .w("pgMar")) {
      "\($0[w: "top"] ?? "") \($0[w: "bottom"] ?? "")"
    }
    #expect(margins == ["2098 1984", "1531 1531", "2098 1984"])
  }

  @Test func `leave no footer that no page shows`() throws {
    let references =
      "<w:footerReference w:type=\"default\" r:id=\"rId1\"/>"
      + "<w:footerReference w:type=\"even\" r:id=\"rId2\"/>"
    for (before, count) in [("", 2), (WML.line("前"), 4)] {
      let template = try expanded(
        before + WML.line("{{横}}") + Self.section(references),
        parts: [number("footer1.xml"), number("footer2.xml"), Self.settings])
      let package = template.document.finished()
      let names = package.partNames.map(\.text).filter { $0.contains("footer") }
      #expect(names.count == count, "\(names)")
      let links = package.relationships(of: package.mainPart).map(\.target)
      #expect(links.count { $0.contains("footer") } == count, "\(links)")
    }
  }

  @Test(arguments: [
    WML.table(["{{横}}"]), WML.p(WML.textBox(WML.line("{{横}}"), id: 1)),
    "<w:sdt><w:sdtContent>" + WML.line("{{横}}") + "</w:sdtContent></w:sdt>",
  ])
  func `are refused where there are no pages`(body: String) throws {
    let template = try expanded(body + WML.line("后") + Self.section())
    #expect(Set(template.problems.map(\.kind)) == [.landscapeInText])
  }
}
