import Huibian
import HuibianDiagnostics
import HuibianEngine
import HuibianOPC
import HuibianPlan
import HuibianTestSupport
import HuibianWord
import Testing

/// Documents inserted whole into a report: what they link to, their contents, their own tags.
struct InsertedContentTests: InsertingDocuments {
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

  @Test func `confines a contents field however its instruction is cut`() async throws {
    let run = { (content: String) in "<w:r>\(content)</w:r>" }
    let field = WML.p(
      run("<w:fldChar w:fldCharType=\"begin\"/>"), run("<w:instrText> T</w:instrText>"),
      "<w:ins w:id=\"1\" w:author=\"甲\">" + run("<w:instrText>OC \\o</w:instrText>") + "</w:ins>",
      run("<w:instrText> &quot;1-3&quot; \\u</w:instrText>"),
      run("<w:fldChar w:fldCharType=\"separate\"/>"), WML.r("旧"),
      run("<w:fldChar w:fldCharType=\"end\"/>"))
    let heading = { (text: String) in
      WML.p(WML.r(text), properties: "<w:outlineLvl w:val=\"0\"/>")
    }
    let outcome = try await compiled(
      WML.package(heading("外") + WML.line("{{插入 甲}}")),
      ["甲": WML.package(field + heading("内"))])
    let lines = (outcome.text ?? "").split(separator: "\n").filter { $0.contains("\t") }
    #expect(lines == ["内\t2"], "\(outcome.messages)")
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

  @Test func `reads a document once, however often it comes and whether it holds tags or not`()
    async throws
  {
    let counting = CountingWorkspace(
      files: [
        "汇编.docx": try WML.package(
          WML.line("{{插入 甲}}") + WML.line("{{插入 乙}}") + WML.line("{{插入 甲}}")
        )
        .serialized(),
        "甲.docx": try WML.package(WML.line("共{{信访总量}}")).serialized(),
        "乙.docx": try WML.package(WML.line("无标签")).serialized(),
      ])
    var job = CompileJob(
      template: TemplateFile(name: "汇编.docx", path: "汇编.docx"), catalog: shipped,
      context: Context(officeNames: [], period: Period(.year(2024))),
      data: [DataFile("信访件.csv")])
    job.documents = ["甲": "甲.docx", "乙": "乙.docx"]
    var sink = DiagnosticSink()
    let compiler = ReportCompiler(workspace: counting) { ColumnarEngine(tables: $0) }
    let outcome = Outcome(report: await compiler.compile(job, sink: &sink), sink: sink)
    #expect(outcome.text == "共5件次\n无标签\n共5件次", "\(outcome.messages)")
    #expect(counting.reads == ["汇编.docx": 1, "甲.docx": 1, "乙.docx": 1])
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
        "汇编.docx(word/document.xml):第1段:标签1: 错误: 标签“{{插入 乙}}”：没有给出文档“乙”的文件 [unknown-document]"))
    let cycle = try await compiled(tag("甲"), ["甲": tag("乙"), "乙": tag("甲")])
    #expect(cycle.report == nil && cycle.sink.diagnostics.map(\.id) == ["document-in-itself"])
    #expect(cycle.messages.hasPrefix("乙.docx(word/document.xml):第1段:标签1: 错误: 标签“{{插入 甲}}”：文档“甲”"))
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
