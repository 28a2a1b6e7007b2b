import Huibian
import HuibianDiagnostics
import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

/// Tables of contents: entries, links and pages.
struct ContentsTests {
  /// Lines of exactly 500 twips, 20 on a page; heading 1 and 2; entries of a height of their own.
  private static let styles = WML.Part(
    "styles",
    WML.part(
      "styles",
      """
      <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:pPr>\
      <w:spacing w:line="500" w:lineRule="exact"/></w:pPr></w:style>\
      <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>\
      <w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr></w:style>\
      <w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/>\
      <w:pPr><w:keepNext/><w:outlineLvl w:val="1"/></w:pPr></w:style>\
      <w:style w:type="paragraph" w:styleId="3"><w:name w:val="要目"/><w:basedOn w:val="1"/></w:style>
      """))

  private static let section =
    "<w:sectPr><w:pgSz w:w=\"10000\" w:h=\"12000\"/><w:pgMar w:top=\"1000\" w:bottom=\"1000\" w:left=\"1000\" w:right=\"1000\"/></w:sectPr>"

  private func heading(_ text: String, _ style: String = "1", _ more: String = "") -> String {
    WML.p(WML.r(text), properties: "<w:pStyle w:val=\"\(style)\"/>\(more)")
  }

  private func compiled(_ body: String, parts: [WML.Part] = []) async throws -> Outcome {
    let package = WML.package(body + Self.section, parts: [Self.styles] + parts)
    return await compile(try package.serialized())
  }

  /// The entries as a reader sees them, a tab for the dots.
  private func entries(_ outcome: Outcome) -> [String] {
    guard let document = outcome.document else { return [] }
    return document.plainText(of: 0).split(separator: "\n").map(String.init)
      .filter { $0.contains("\t") }
  }

  private func values(
    _ element: XML.Element, _ name: XML.Name, _ value: (XML.Element) -> String?
  ) -> [String] {
    element.elements.flatMap { child in
      (child.name == name ? [value(child)].compactMap { $0 } : []) + values(child, name, value)
    }
  }

  private func lines(_ count: Int) -> String {
    String(repeating: WML.line("正文"), count: count)
  }

  @Test func `lists headings with links and pages`() async throws {
    let body =
      WML.line("{{目录}}") + heading("甲{{年}}") + lines(18) + heading("乙", "2") + heading("丙", "3")
      + WML.p(WML.r("丁"), properties: "<w:pageBreakBefore/><w:outlineLvl w:val=\"2\"/>")
      + WML.p(WML.r("戊"), properties: "<w:outlineLvl w:val=\"3\"/>") + heading("")
    let outcome = try await compiled(body)
    // Four entries and 16 lines fill the first page, 甲 among them.
    #expect(entries(outcome) == ["甲2024\t1", "乙\t2", "丙\t2", "丁\t3"], "\(outcome.messages)")
    #expect(outcome.sink.diagnostics.map(\.id) == ["contents-estimated"])
    let root = try #require(outcome.document?.root(of: 0))
    let anchors = values(root, .w("hyperlink")) { $0[w: "anchor"] }
    #expect(anchors == ["_Toc000000001", "_Toc000000002", "_Toc000000003", "_Toc000000004"])
    #expect(
      values(root, .w("instrText")) { $0.text }
        == [" TOC \\o \"1-3\" \\h \\z \\u "] + anchors.map { " PAGEREF \($0) \\h " })
    let bookmarks = values(root, .w("bookmarkStart")) { $0[w: "name"] }
    #expect(Set(anchors).isSubset(of: bookmarks))
    #expect(Set(values(root, .w("bookmarkStart")) { $0[w: "id"] }).count == bookmarks.count)
    #expect(
      values(root, .w("bookmarkStart")) { $0[w: "id"] }
        == values(root, .w("bookmarkEnd")) { $0[w: "id"] })
    #expect(
      values(root, .w("fldChar")) { $0[w: "fldCharType"] }
        == ["begin", "separate"] + anchors.flatMap { _ in ["begin", "separate", "end"] } + ["end"])
  }

  @Test func `goes as deep as asked`() async throws {
    let outcome = try await compiled(
      WML.line("{{目录 1级}}") + heading("甲") + heading("乙", "2") + WML.line("文"))
    #expect(entries(outcome) == ["甲\t1"])
    for tag in ["{{目录 十级}}", "{{目录 0级}}", "{{目录 甲}}"] {
      let wrong = try await compiled(WML.line(tag))
      #expect(wrong.sink.diagnostics.map(\.id) == ["bad-tag"])
    }
  }

  @Test func `counts pages over sections, keeps headings with their text, repeats header rows`()
    async throws
  {
    let section = Self.section.replacing(
      "</w:sectPr>", with: "<w:pgNumType w:start=\"7\"/></w:sectPr>")
    let row = { (text: String, more: String) in
      WML.tr(
        WML.tc(WML.line(text)), properties: "<w:trHeight w:val=\"1000\"/>" + more)
    }
    let table = WML.table(
      grid: "<w:gridCol w:w=\"2000\"/>",
      row("头", "<w:tblHeader/>")
        + String(repeating: row("行", ""), count: 9) + WML.tr(WML.tc(heading("表内"))))
    let body =
      WML.line("{{目录}}") + lines(15) + heading("贴着下段") + WML.p(properties: section)
      + heading("另起") + WML.p("<w:r><w:br w:type=\"page\"/></w:r>") + table + heading("表后")
      + lines(1)
    let outcome = try await compiled(body)
    // The first section counts from 7; four entries, 15 lines, and a heading that fits no more.
    #expect(entries(outcome) == ["贴着下段\t8", "另起\t9", "表内\t11", "表后\t11"], "\(outcome.messages)")
  }

  @Test func `tells the copies of a repeated heading apart`() async throws {
    let marked = WML.p(
      "<w:bookmarkStart w:id=\"3\" w:name=\"_Toc123\"/>", WML.r("{{名称}}"),
      "<w:bookmarkEnd w:id=\"3\"/>",
      properties: "<w:pStyle w:val=\"1\"/><w:pageBreakBefore/>")
    let outcome = try await compiled(
      WML.line("{{目录}}") + WML.line("{{每个 信访形式}}") + marked + WML.line("{{完}}"))
    #expect(entries(outcome) == ["来访\t2", "来信\t3"], "\(outcome.messages)")
    let root = try #require(outcome.document?.root(of: 0))
    let anchors = values(root, .w("hyperlink")) { $0[w: "anchor"] }
    let names = values(root, .w("bookmarkStart")) { $0[w: "name"] }
    #expect(anchors.count == 2 && Set(anchors).count == 2 && Set(anchors).isSubset(of: names))
    #expect(Set(names).count == names.count)
  }

  @Test func `puts the numbers of lists before headings`() async throws {
    let numbering = WML.Part(
      "numbering",
      WML.part(
        "numbering",
        """
        <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/>\
        <w:lvlText w:val="第%1章"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/>\
        <w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>\
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        """))
    let list = { (level: Int) in
      "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"1\"/></w:numPr>"
    }
    let outcome = try await compiled(
      WML.line("{{目录}}") + heading("甲", "1", list(0)) + heading("乙", "2", list(1))
        + heading("丙", "2", list(1)) + heading("丁", "1", list(0)) + heading("戊", "2", list(1)),
      parts: [numbering])
    #expect(
      entries(outcome) == ["第一章 甲\t1", "一.1 乙\t1", "一.2 丙\t1", "第二章 丁\t1", "二.1 戊\t1"])
  }

  // MARK: Fields of the template

  private func field(_ instruction: String, _ old: String) -> String {
    let mark = { (type: String) in "<w:r><w:fldChar w:fldCharType=\"\(type)\"/></w:r>" }
    return WML.p(
      mark("begin"), "<w:r><w:instrText>\(instruction)</w:instrText></w:r>", mark("separate"),
      WML.r(old), properties: "<w:ind w:left=\"77\"/>") + WML.line(old + "二") + WML.p(mark("end"))
  }

  @Test func `writes the entries of a field that the template has anew`() async throws {
    let body =
      WML.line("目录") + field(" TOC \\o &quot;1-1&quot; \\h ", "旧的") + heading("甲{{年}}")
      + heading("乙", "2") + WML.p(WML.r("丙"), properties: "<w:outlineLvl w:val=\"0\"/>")
    let outcome = try await compiled(body)
    // Without \u only the styles of headings count.
    #expect(outcome.text == "目录\n甲2024\t1\n\n甲2024\n乙\n丙", "\(outcome.messages)")
    let root = try #require(outcome.document?.root(of: 0))
    #expect(values(root, .w("ind")) { $0[w: "left"] } == ["77"])
    #expect(values(root, .w("instrText")) { $0.text }.first == " TOC \\o \"1-1\" \\h ")
  }

  @Test func `writes a field anew whose entries are no links`() async throws {
    let mark = { (type: String) in "<w:r><w:fldChar w:fldCharType=\"\(type)\"/></w:r>" }
    let page =
      mark("begin") + "<w:r><w:instrText> PAGEREF _Toc9 \\p </w:instrText></w:r>" + mark("separate")
      + WML.r("7") + mark("end")
    let body =
      WML.p(
        mark("begin"), "<w:r><w:instrText> TOC \\o &quot;1-2&quot; \\u</w:instrText></w:r>",
        mark("separate"), WML.r("旧"), page) + WML.p(WML.r("旧二"), page) + WML.p(mark("end"))
      + heading("甲{{年}}") + heading("乙", "2")
    let outcome = try await compiled(body)
    #expect(entries(outcome) == ["甲2024\t1", "乙\t1"], "\(outcome.messages)")
    #expect(outcome.sink.diagnostics.map(\.id) == ["contents-estimated"])
  }

  @Test func `says that a table of contents in one element stays as it is`() async throws {
    let body =
      WML.p("<w:fldSimple w:instr=\" TOC \\o \">\(WML.r("旧"))</w:fldSimple>") + heading("甲{{年}}")
    let outcome = try await compiled(body)
    #expect(outcome.sink.diagnostics.map(\.id) == ["contents-kept"])
  }

  @Test func `counts pages over blocks in custom markup`() async throws {
    let block = { (content: String) in
      "<w:customXml w:element=\"x\">\(content)</w:customXml>"
    }
    let body =
      WML.line("{{目录}}") + block(lines(5) + heading("甲{{年}}") + block(lines(14)))
      + heading("乙")
    let outcome = try await compiled(body)
    #expect(entries(outcome) == ["甲2024\t1", "乙\t2"], "\(outcome.messages)")
  }

  @Test(arguments: [
    " TOC \\c &quot;图&quot; ", " TOC \\t &quot;甲,1&quot; ", " TOC \\o &quot;1-3&quot; \\n ",
  ])
  func `leaves a field that lists something else, and says so`(instruction: String) async throws {
    let outcome = try await compiled(field(instruction, "旧的") + heading("{{年}}"))
    #expect(outcome.text == "旧的\n旧的二\n\n2024")
    #expect(outcome.sink.diagnostics.map(\.id) == ["contents-kept"])
  }

  @Test func `says that there is nothing to list, and refuses a place without pages`()
    async throws
  {
    let empty = try await compiled(WML.line("{{目录}}") + WML.line("文"))
    #expect(empty.text == "没有标题\n文")
    #expect(empty.sink.diagnostics.map(\.id) == ["contents-empty"])
    for place in [
      WML.table(["{{目录}}"]), WML.p(WML.textBox(WML.line("{{目录}}"), id: 1)),
    ] {
      let wrong = try await compiled(place)
      #expect(wrong.report == nil)
      #expect(Set(wrong.sink.diagnostics.map(\.id)) == ["contents-out-of-place"])
    }
  }

  @Test func `lists the headings of a text template`() async throws {
    let outcome = await compile("# 题\n\n{{目录 1级}}\n\n## 甲\n文\n### 子\n文\n## 乙\n文\n")
    #expect(entries(outcome) == ["一、甲\t1", "二、乙\t1"], "\(outcome.messages)")
  }
}
