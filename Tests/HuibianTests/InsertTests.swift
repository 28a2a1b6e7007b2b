import Huibian
import HuibianDiagnostics
import HuibianEngine
import HuibianOPC
import HuibianPlan
import HuibianTestSupport
import HuibianWord
import Testing

/// Documents inserted whole into a report.
struct InsertTests {
  private func compiled(
    _ host: OPCPackage, _ documents: [String: OPCPackage], each: String? = nil,
    paths: [String: String]? = nil
  ) async throws -> Outcome {
    var sink = DiagnosticSink()
    var workspace = MemoryWorkspace(["信访件.csv": cases])
    workspace.files["汇编.docx"] = try host.serialized()
    for (name, package) in documents { workspace.files[name + ".docx"] = try package.serialized() }
    let compiler = ReportCompiler(workspace: workspace) { ColumnarEngine(tables: $0) }
    var job = CompileJob(
      template: TemplateFile(name: "汇编.docx", path: "汇编.docx"), catalog: shipped,
      context: Context(officeNames: [], period: Period(.year(2024))),
      data: [DataFile("信访件.csv")])
    job.documents =
      paths ?? Dictionary(uniqueKeysWithValues: documents.keys.map { ($0, $0 + ".docx") })
    job.each = each
    return Outcome(report: await compiler.compile(job, sink: &sink), sink: sink)
      .kept(workspace.files["汇编.docx"])
  }

  private func package(_ outcome: Outcome) throws -> OPCPackage {
    var sink = DiagnosticSink()
    let report = try #require(outcome.report, "\(outcome.messages)")
    return try #require(
      OPCPackage.open(report.document, file: "报告.docx", kind: .wordDocument, sink: &sink))
  }

  private func part(_ package: OPCPackage, _ kind: String) throws -> XML.Element {
    var sink = DiagnosticSink()
    let main = package.mainPart
    let link = try #require(package.relationships(of: main).first { $0.kind == kind })
    let name = try #require(package.resolve(link.target, from: main))
    let bytes = try #require(package.bytes(of: name))
    return try #require(XML.parse(bytes, file: "", part: "", sink: &sink)).root
  }

  private func values(
    _ element: XML.Element, _ name: XML.Name, _ value: (XML.Element) -> String?
  ) -> [String] {
    element.elements.flatMap { child in
      (child.name == name ? [value(child)].compactMap { $0 } : []) + values(child, name, value)
    }
  }

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

  // MARK: Links, notes, comments

  @Test func `brings notes, links and bookmarks, and leaves comments out with a word`()
    async throws
  {
    func document(_ text: String, _ more: String = "") -> OPCPackage {
      let note = "<w:r><w:footnoteReference w:id=\"1\"/></w:r>"
      let bookmark = "<w:bookmarkStart w:id=\"0\" w:name=\"处\"/><w:bookmarkEnd w:id=\"0\"/>"
      let link = "<w:hyperlink w:anchor=\"处\">\(WML.r("跳"))</w:hyperlink>"
      let field = "<w:fldSimple w:instr=\" PAGEREF 处 \\h \">\(WML.r("1"))</w:fldSimple>"
      let comment =
        "<w:commentRangeStart w:id=\"0\"/>\(WML.r("注"))<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>"
      return WML.package(
        WML.p(WML.r(text), note, bookmark, link, field, comment) + more,
        parts: [
          WML.Part(
            "footnotes",
            WML.part(
              "footnotes",
              "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote>"
                + "<w:footnote w:id=\"1\">\(WML.line(text + "注"))</w:footnote>")),
          WML.Part(
            "comments",
            WML.part(
              "comments", "<w:comment w:id=\"0\" w:author=\"审\">\(WML.line("改"))</w:comment>")),
        ])
    }
    let outcome = try await compiled(
      document("外", WML.line("{{插入 甲}}") + WML.line("{{插入 甲}}")), ["甲": document("甲")])
    let root = try #require(outcome.document?.root(of: 0), "\(outcome.messages)")
    #expect(values(root, .w("footnoteReference")) { $0[w: "id"] } == ["1", "2", "3"])
    let notes = try part(try package(outcome), "footnotes")
    #expect(notes.elements.map { "\($0[w: "id"] ?? "")\($0.text)" } == ["-1", "1外注", "2甲注", "3甲注"])
    #expect(values(root, .w("bookmarkStart")) { $0[w: "name"] } == ["处", "处_2", "处_3"])
    #expect(Set(values(root, .w("bookmarkStart")) { $0[w: "id"] }).count == 3)
    #expect(values(root, .w("hyperlink")) { $0[w: "anchor"] } == ["处", "处_2", "处_3"])
    #expect(
      values(root, .w("fldSimple")) { $0[w: "instr"] }
        == [" PAGEREF 处 \\h ", " PAGEREF 处_2 \\h ", " PAGEREF 处_3 \\h "])
    #expect(values(root, .w("commentReference")) { _ in "" }.count == 1)
    #expect(
      outcome.messages.contains("警告: 插入的文档“甲”有1处批注，没有带进来 [comments-left-out]"))
    // Into a document without notes, with the separators of the one that has them.
    let bare = try await compiled(WML.package(WML.line("{{插入 甲}}")), ["甲": document("甲")])
    #expect(try part(try package(bare), "footnotes").elements.count == 2)
  }

  @Test func `brings pictures once, and web links`() async throws {
    var own = WML.package(
      WML.p(
        "<w:hyperlink r:id=\"rId7\">\(WML.r("网"))</w:hyperlink><w:r><w:pict><v:shape><v:imagedata r:id=\"rId8\"/></v:shape></w:pict></w:r>"
      ))
    let main = try #require(PartName("word/document.xml"))
    let picture = try #require(PartName("word/media/image1.png"))
    own.setPart(picture, PictureTests.png(1, 1), contentType: "image/png")
    own.setRelationships(
      [
        Relationship(
          id: "rId7", type: XML.Namespace.r.uri + "/hyperlink", target: "https://example.org/",
          isExternal: true),
        Relationship(id: "rId8", type: XML.Namespace.r.uri + "/image", target: "media/image1.png"),
      ], of: main)
    let outcome = try await compiled(
      WML.package(WML.line("{{插入 甲}}") + WML.line("{{插入 甲}}")), ["甲": own])
    let report = try package(outcome)
    #expect(report.partNames.count { $0.text.contains("media/") } == 1)
    let root = try #require(outcome.document?.root(of: 0))
    let links = report.relationships(of: main)
    let ids = values(root, .w("hyperlink")) { $0[attribute: .r("id")] }
    #expect(
      ids.map { id in links.first { $0.id == id }?.target } == [
        "https://example.org/", "https://example.org/",
      ])
    let images = values(root, XML.Name(.v, "imagedata", prefix: "v")) { $0[attribute: .r("id")] }
    #expect(images.allSatisfy { id in links.contains { $0.id == id && $0.kind == "image" } })
    #expect(images.count == 2)
  }

  @Test func `keeps the contents of an inserted document to its own headings`() async throws {
    let heading = { (text: String) in
      WML.p(WML.r(text), properties: "<w:outlineLvl w:val=\"0\"/>")
    }
    let own = WML.package(WML.line("{{目录}}") + heading("内") + WML.line("文"))
    let outcome = try await compiled(
      WML.package(WML.line("{{目录}}") + heading("外") + WML.line("{{插入 甲}}") + WML.line("{{插入 甲}}")),
      ["甲": own])
    let lines = (outcome.text ?? "").split(separator: "\n").filter { $0.contains("\t") }
    // Each copy begins a page of its own.
    #expect(lines == ["外\t1", "内\t2", "内\t3", "内\t2", "内\t3"], "\(outcome.messages)")
    let root = try #require(outcome.document?.root(of: 0))
    let fields = values(root, .w("instrText")) { $0.text }.filter { $0.hasPrefix(" TOC") }
    #expect(fields.map { $0.contains("\\b _HbDocument") } == [false, true, true])
    #expect(Set(fields).count == 3)
    let starts = values(root, .w("bookmarkStart")) { $0[w: "id"] }
    #expect(starts.allSatisfy { Int($0) != nil } && Set(starts).count == starts.count)
    #expect(Set(values(root, .w("bookmarkEnd")) { $0[w: "id"] }) == Set(starts))
  }

  @Test func `numbers the copies of a repeated list apart from the lists of a document`()
    async throws
  {
    let list = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"
    let numbering = WML.Part(
      "numbering",
      WML.part(
        "numbering",
        "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
          + "<w:numFmt w:val=\"decimal\"/></w:lvl></w:abstractNum>"
          + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"))
    let own = WML.package(WML.p(WML.r("内"), properties: list), parts: [numbering])
    let host = WML.package(
      WML.line("{{每个 信访形式}}") + WML.p(WML.r("一"), properties: list)
        + WML.p(WML.r("二"), properties: list) + WML.line("{{完}}")
        + WML.line("{{插入 甲}}"), parts: [numbering])
    let outcome = try await compiled(host, ["甲": own])
    let root = try #require(outcome.document?.root(of: 0), "\(outcome.messages)")
    let used = values(root, .w("numId")) { $0[w: "val"] }
    // Two items of each copy, and one of the document.
    let numbers = Set(used)
    #expect(numbers.count > 2 && used.count == 2 * numbers.count - 1, "\(used)")
    let lists = try part(try package(outcome), "numbering")
    #expect(lists.all(.w("num")).compactMap { $0[w: "numId"] }.sorted() == numbers.sorted())
  }

  // MARK: Templates in templates

  @Test func `brings the charts of a document with their workbooks, and counts them`() async throws
  {
    let chart = { (kind: String) in WML.line("{{图 \(kind) 信访总量 按 信访形式}}") }
    let outcome = try await compiled(
      WML.package(chart("饼") + WML.line("{{插入 甲}}") + chart("条形")),
      ["甲": WML.package(chart("柱形"))])
    let report = try package(outcome)
    #expect(outcome.report?.summary.charts == 3)
    let root = try #require(outcome.document?.root(of: 0))
    let placed = values(root, XML.Name(.c, "chart", prefix: "c")) { $0[attribute: .r("id")] }
    let links = report.relationships(of: report.mainPart)
    let parts = placed.compactMap { id in
      links.first { $0.id == id }.flatMap { report.resolve($0.target, from: report.mainPart) }
    }
    let workbooks = parts.compactMap { part in
      report.relationships(of: part).first { $0.kind == "package" }
        .flatMap { report.resolve($0.target, from: part) }
    }
    #expect(Set(parts).count == 3 && Set(workbooks).count == 3)
    #expect(workbooks.allSatisfy { report.bytes(of: $0) != nil })
  }

  @Test func `compiles a document with tags over the same exports, its figures numbered on`()
    async throws
  {
    let outcome = try await compiled(
      WML.package(WML.line("共{{信访总量}}") + WML.line("{{插入 甲}}") + WML.line("{{插入 乙}}")),
      [
        "甲": WML.package(WML.line("来访{{信访总量：信访形式=来访}}{{待填：甲}}")),
        "乙": WML.package(WML.line("来信{{信访总量：信访形式=来信}}") + WML.line("{{插入 丙}}")),
        "丙": WML.package(WML.line("无标签")),
      ])
    #expect(outcome.text == "共5件次\n来访3件次【待填：甲】\n来信2件次\n无标签", "\(outcome.messages)")
    let report = try #require(outcome.report)
    #expect(report.summary.figures == 3 && report.summary.placeholders == 1)
    let figures = report.trace.filter { $0.kind == .figure }.map(\.line)
    #expect(figures.count == 3)
    for (number, file) in [(1, "甲.docx"), (2, "乙.docx"), (3, "汇编.docx")] {
      #expect(
        figures[number - 1].contains("\"id\":\(number),") && figures[number - 1].contains(file))
    }
    let root = try #require(outcome.document?.root(of: 0))
    let tags = values(root, .w("tag")) { $0[w: "val"] }
    #expect(tags.count == 3 && Set(tags).count == 3)
  }

  @Test func `inserts no template while one report is made for each member`() async throws {
    let host = WML.package(WML.line("{{插入 甲}}"))
    let template = try await compiled(
      host, ["甲": WML.package(WML.line("{{信访总量}}"))], each: "问题属地")
    #expect(template.sink.diagnostics.map(\.id) == ["document-in-each"])
  }

  @Test func `warns of margins that only one document mirrors`() async throws {
    let mirrored = WML.package(
      WML.line("甲"),
      parts: [WML.Part("settings", WML.part("settings", "<w:mirrorMargins/>"))])
    let outcome = try await compiled(WML.package(WML.line("{{插入 甲}}")), ["甲": mirrored])
    #expect(outcome.report != nil)
    #expect(outcome.sink.diagnostics.map(\.id) == ["margins-differ"])
  }

  @Test func `tells what is wrong with the documents`() async throws {
    let tag = { (name: String) in WML.package(WML.line("{{插入 \(name)}}")) }
    let unknown = try await compiled(tag("乙"), ["甲": tag("甲")])
    #expect(
      unknown.messages.hasPrefix(
        "汇编.docx(word/document.xml):第1段:标签1: 错误: 没有给出文档“乙”的文件 [unknown-document]"))
    let cycle = try await compiled(tag("甲"), ["甲": tag("乙"), "乙": tag("甲")])
    #expect(cycle.report == nil && cycle.sink.diagnostics.map(\.id) == ["document-in-itself"])
    #expect(cycle.messages.hasPrefix("乙.docx(word/document.xml):第1段:标签1: 错误: 文档“甲”"))
    let wrong = try await compiled(tag("甲"), ["甲": WML.package(WML.line("{{信访总两}}"))])
    #expect(wrong.messages.hasPrefix("甲.docx(word/document.xml):第1段:标签1: 错误: 标签“{{信访总两}}”"))
    let absent = try await compiled(tag("甲"), [:], paths: ["甲": "没有.docx"])
    #expect(absent.sink.diagnostics.map(\.id) == ["unreadable-file"])
    let path = try await compiled(tag("../甲.docx"), ["甲": WML.package(WML.line("甲"))])
    #expect(path.sink.diagnostics.map(\.id) == ["unknown-document"])
    let other = try await compiled(tag("甲"), [:], paths: ["甲": "信访件.csv"])
    #expect(other.report == nil && other.sink.hasErrors)
    var macro = WML.package(WML.line("甲"))
    let project = try #require(PartName("word/vbaProject.bin"))
    macro.setPart(project, [0], contentType: "application/vnd.ms-office.vbaProject")
    let refused = try await compiled(tag("甲"), ["甲": macro])
    #expect(refused.report == nil && refused.sink.hasErrors, "\(refused.messages)")
  }
}
