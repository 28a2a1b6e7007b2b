import Huibian
import HuibianDiagnostics
import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

/// What breaks other template engines, each case by its name, compiled over ``cases`` for 2024.
struct HardCaseTests {
  private func compiled(
    _ body: String, parts: [WML.Part] = [], texts: [String: String] = [:]
  ) async throws -> Outcome {
    await compile(try WML.package(body, parts: parts).serialized(), texts: texts)
  }

  private func names(_ element: XML.Element, _ name: XML.Name) -> [XML.Element] {
    element.elements.flatMap { ($0.name == name ? [$0] : []) + names($0, name) }
  }

  // MARK: Around the runs of a tag

  /// Content of a paragraph that comes to 共5件次。
  private static let cuts: [(String, String)] = [
    (
      "every character its own run, mixed formats, proofErr between",
      "共{{信访总量}}。".map { WML.r(String($0), $0 == "访" ? "<w:b/>" : "<w:i/>") }
        .joined(separator: "<w:proofErr w:type=\"spellStart\"/>")
    ),
    (
      "bookmarkStart and lastRenderedPageBreak inside the tag",
      WML.r("共{{信访") + "<w:bookmarkStart w:id=\"1\" w:name=\"a\"/>"
        + "<w:r><w:lastRenderedPageBreak/><w:t>总量}}。</w:t></w:r><w:bookmarkEnd w:id=\"1\"/>"
    ),
    (
      "half the tag inside w:ins",
      "<w:ins w:id=\"1\" w:author=\"甲\">" + WML.r("共{{信访") + "</w:ins>" + WML.r("总量}}。")
    ),
    (
      "w:del in the middle of the tag",
      WML.r("共{{信访")
        + "<w:del w:id=\"1\" w:author=\"甲\"><w:r><w:delText>旧</w:delText></w:r></w:del>"
        + WML.r("总量}}。")
    ),
    (
      "half inside a hyperlink",
      "<w:hyperlink w:anchor=\"a\">" + WML.r("共{{信访") + "</w:hyperlink>" + WML.r("总量}}。")
    ),
    (
      "half inside a smartTag",
      "<w:smartTag w:element=\"d\">" + WML.r("共{{信访") + "</w:smartTag>" + WML.r("总量}}。")
    ),
    (
      "half inside an inline sdt",
      "<w:sdt><w:sdtPr><w:id w:val=\"9\"/></w:sdtPr><w:sdtContent>" + WML.r("共{{信访")
        + "</w:sdtContent></w:sdt>" + WML.r("总量}}。")
    ),
    ("tag split by w:br", "<w:r><w:t>共{{信访</w:t><w:br/><w:t>总量}}。</w:t></w:r>"),
    ("U+3000 around the name", WML.r("共{{\u{3000}信访总量\u{3000}}}。")),
    ("U+200B inside the name", WML.r("共{{信访\u{200B}总量}}。")),
    ("full-width braces", WML.r("共｛｛信访总量｝｝。")),
    (
      "a soft hyphen between the runs",
      WML.r("共{{信访") + "<w:r><w:softHyphen/></w:r>" + WML.r("总量}}。")
    ),
  ]

  @Test(arguments: cuts)
  func `a tag is found whatever stands in it`(name: String, content: String) async throws {
    let outcome = try await compiled(WML.p(content))
    #expect(outcome.text == "共5件次。", "\(name): \(outcome.messages)")
    let root = try #require(outcome.document?.root(of: 0))
    #expect(
      names(root, .w("bookmarkStart")).map { $0[w: "id"] }
        == names(root, .w("bookmarkEnd")).map { $0[w: "id"] })
  }

  @Test func `tag over two paragraphs`() async throws {
    let outcome = try await compiled(WML.line("共{{信访") + WML.line("总量}}。"))
    #expect(outcome.report == nil)
    #expect(
      outcome.sink.diagnostics.map(\.id) == ["unclosed-tag", "stray-brace"], "\(outcome.messages)")
  }

  @Test(arguments: ["“甲”", "\"甲\"", "‘甲’", "”甲“"])
  func `smart quotes that Word typed`(quoted: String) async throws {
    let outcome = try await compiled(
      WML.line("{{如果 名 = \(quoted)}}是{{否则}}否{{完}}"), texts: ["名": "甲"])
    #expect(outcome.text == "是", "\(outcome.messages)")
  }

  // MARK: Values

  @Test func `value A & B <c> "q", and one with U+000B`() async throws {
    let outcome = try await compiled(
      WML.line("{{甲}}{{乙}}"), texts: ["甲": "A & B <c> \"q\"", "乙": "x\u{B}y"])
    #expect(outcome.text == "A & B <c> \"q\"x\u{FFFD}y", "\(outcome.messages)")
  }

  @Test func `three independent mistakes are reported at once`() async throws {
    let outcome = try await compiled(
      WML.line("{{信访总两}}") + WML.line("{{信访总量｜同笔}}") + WML.line("{{每个 问题属低}}{{完}}"))
    #expect(outcome.report == nil)
    #expect(
      outcome.sink.diagnostics.map(\.id) == [
        "unknown-name", "unknown-filter", "unknown-dimension",
      ])
    #expect(outcome.sink.diagnostics.allSatisfy { !$0.hints.isEmpty })
  }

  @Test func `footnotes, endnotes and comments are filled`() async throws {
    let parts = ["footnote", "endnote", "comment"].map { kind in
      WML.Part(
        kind + "s",
        WML.part(kind + "s", "<w:\(kind) w:id=\"1\">\(WML.line("{{信访总量}}"))</w:\(kind)>"))
    }
    let outcome = try await compiled(
      WML.p(
        WML.r("甲"), "<w:r><w:footnoteReference w:id=\"1\"/></w:r>",
        "<w:r><w:endnoteReference w:id=\"1\"/></w:r><w:r><w:commentReference w:id=\"1\"/></w:r>"),
      parts: parts)
    let document = try #require(outcome.document, "\(outcome.messages)")
    #expect((1...3).map { document.plainText(of: $0) } == ["5件次", "5件次", "5件次"])
  }

  @Test func `a footnote in a loop says what its own copy is about`() async throws {
    let note = WML.Part(
      "footnotes",
      WML.part(
        "footnotes",
        "<w:footnote w:id=\"1\">\(WML.line("{{名称}}{{每个 信访形式 其中 信访总量 > 0}}，{{名称}}{{信访总量｜数}}{{完}}"))</w:footnote>"
      ))
    let outcome = try await compiled(
      WML.p(
        WML.r("{{每个 问题属地 按 信访总量 前 2}}{{名称}}"),
        "<w:r><w:footnoteReference w:id=\"1\"/></w:r>", WML.r("、{{完}}")), parts: [note])
    let document = try #require(outcome.document, "\(outcome.messages)")
    #expect(document.plainText(of: 0) == "东湖街道、西山镇、")
    #expect(document.plainText(of: 1) == "东湖街道，来访2\n西山镇，来访1，来信1")
  }

  /// Word never writes such a document, other programs may.
  @Test(arguments: [("{{信访总量}}", true), ("{{名称}}", false)])
  func `a footnote that is referred to inside a loop and outside`(
    text: String, isFine: Bool
  ) async throws {
    // LibreOffice 7.4 cannot load a note that begins with a control, before its own mark.
    let note = WML.Part(
      "footnotes",
      WML.part(
        "footnotes",
        "<w:footnote w:id=\"1\">\(WML.p("<w:r><w:footnoteRef/></w:r>", WML.r(text)))</w:footnote>"))
    let reference = "<w:r><w:footnoteReference w:id=\"1\"/></w:r>"
    let outcome = try await compiled(
      WML.p(WML.r("{{每个 问题属地}}{{名称}}"), reference, WML.r("、{{完}}")) + WML.p(WML.r("后"), reference),
      parts: [note])
    #expect((outcome.report != nil) == isFine, "\(outcome.messages)")
    if isFine { #expect(outcome.document?.plainText(of: 1) == "5件次\n5件次\n5件次\n5件次") }
  }

  @Test func `prefix ns0 instead of w`() async throws {
    var package = WML.package("")
    let text =
      "<ns0:document xmlns:ns0=\"\(XML.Namespace.w.uri)\"><ns0:body><ns0:p><ns0:r><ns0:t>{{信访总量}}"
      + "</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>"
    package.setPart(package.mainPart, Array(text.utf8), contentType: nil)
    let outcome = await compile(try package.serialized())
    #expect(outcome.text == "5件次", "\(outcome.messages)")
  }

  // MARK: What loops copy

  @Test func `row loop over no items, the only row`() async throws {
    let outcome = try await compiled(
      WML.table(["{{每行 问题属地 其中 信访总量 > 99}}{{名称}}", "{{信访总量}}{{完}}"]))
    #expect(outcome.text == "无", "\(outcome.messages)")
  }

  @Test func `template row with vMerge restart, under a merged header`() async throws {
    let merged = { (text: String, mark: String) in WML.tc(WML.line(text), properties: mark) }
    let outcome = try await compiled(
      WML.table(
        grid: "<w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"2000\"/>",
        WML.tr(merged("各属地", "<w:gridSpan w:val=\"2\"/>"))
          + WML.tr(
            merged("甲", "<w:vMerge w:val=\"restart\"/>")
              + merged("{{每行 问题属地 按 信访总量}}{{名称}}{{完}}", ""))))
    let table = try #require(outcome.document?.root(of: 0), "\(outcome.messages)")
    #expect(
      names(table, .w("vMerge")).map { $0[w: "val"] ?? "continue" } == [
        "restart", "continue", "continue",
      ])
  }

  @Test func `three copies with bookmark, drawing and paragraph ids`() async throws {
    let content =
      "<w:p w14:paraId=\"11111111\"><w:bookmarkStart w:id=\"1\" w:name=\"名\"/>" + WML.r("{{名称}}")
      + "<w:bookmarkEnd w:id=\"1\"/>" + WML.textBox(WML.line("框"), id: 3) + "</w:p>"
    let outcome = try await compiled(
      WML.line("{{每个 问题属地 按 信访总量}}") + content + WML.line("{{完}}"))
    let root = try #require(outcome.document?.root(of: 0), "\(outcome.messages)")
    let ids = [
      names(root, .w("bookmarkStart")).map { $0[w: "id"] ?? "" },
      names(root, .w("bookmarkStart")).map { $0[w: "name"] ?? "" },
      names(root, XML.Name(.wp, "docPr", prefix: "wp")).map { $0["id"] ?? "" },
    ]
    #expect(ids.map { Set($0).count } == [3, 3, 3])
    let paragraphs = names(root, .w("p")).compactMap {
      $0[attribute: XML.Name(.w14, "paraId", prefix: "w14")]
    }
    #expect(paragraphs.count == 1)
  }

  @Test func `numbered list in a group loop`() async throws {
    let level =
      "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/></w:lvl>"
    let numbering = WML.Part(
      "numbering",
      WML.part(
        "numbering",
        "<w:abstractNum w:abstractNumId=\"0\">\(level)</w:abstractNum>"
          + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"))
    let item = WML.p(
      WML.r("{{每个 信访形式 前 2}}{{名称}}"),
      properties: "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>")
    let outcome = try await compiled(
      WML.line("{{每个 问题属地 前 2}}{{名称}}") + item + WML.line("{{完}}{{完}}"), parts: [numbering])
    let root = try #require(outcome.document?.root(of: 0), "\(outcome.messages)")
    #expect(names(root, .w("numId")).map { $0[w: "val"] } == ["1", "1", "2", "2"])
  }

  @Test func `five thousand rows of three cells`() async throws {
    var data = "信访件编号,登记日期,信访形式,信访人数,问题属地\n"
    for row in 0..<5000 { data += "A\(row),2024-03-04,来访,1,第\(row)村\n" }
    let body = WML.table(
      ["{{每行 问题属地}}{{名称｜合并}}", "{{信访总量｜数}}", "{{序号}}{{完}}"])
    let outcome = await compile(
      try WML.package(body).serialized(), data: ["信访件.csv": data])
    let root = try #require(outcome.document?.root(of: 0), "\(outcome.messages)")
    #expect(names(root, .w("tr")).count == 5000)
  }

  // MARK: What the template holds

  @Test func `tracked changes and comments stay, with a note`() async throws {
    let outcome = try await compiled(
      WML.p(
        "<w:ins w:id=\"1\" w:author=\"甲\">" + WML.r("{{信访总量}}") + "</w:ins>",
        "<w:del w:id=\"2\" w:author=\"甲\"><w:r><w:delText>旧</w:delText></w:r></w:del>",
        "<w:r><w:commentReference w:id=\"1\"/></w:r>"),
      parts: [
        WML.Part(
          "comments",
          WML.part("comments", "<w:comment w:id=\"1\" w:author=\"乙\">\(WML.line("批"))</w:comment>"))
      ])
    let root = try #require(outcome.document?.root(of: 0), "\(outcome.messages)")
    #expect(names(root, .w("ins")).map(\.text) == ["5件次"])
    #expect(names(root, .w("del")).map(\.text) == ["旧"])
    #expect(
      Set(outcome.sink.diagnostics.map(\.id)).isSuperset(of: ["changes-kept", "comments-kept"]))
  }

  @Test func `content controls are filled and kept`() async throws {
    let control =
      "<w:sdt><w:sdtPr><w:alias w:val=\"总量\"/><w:id w:val=\"7\"/><w:showingPlcHdr/></w:sdtPr>"
      + "<w:sdtContent>" + WML.r("{{信访总量}}") + "</w:sdtContent></w:sdt>"
    let outcome = try await compiled(WML.p(control))
    let root = try #require(outcome.document?.root(of: 0), "\(outcome.messages)")
    let controls = names(root, .w("sdt"))
    #expect(controls.map(\.text) == ["5件次", "5件次"])
    #expect(controls[0].first(.w("sdtPr"))?.first(.w("alias"))?[w: "val"] == "总量")
    #expect(names(root, .w("showingPlcHdr")).isEmpty)
  }

  /// Of the tables of contents only those of headings are made anew.
  @Test(arguments: ["TOC \\h \\c \"图\"", "PAGE"])
  func `a field such as a list of figures is kept as it is`(instruction: String) async throws {
    let field =
      "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> \(instruction) </w:instrText></w:r>"
      + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" + WML.r("目录")
      + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    let outcome = try await compiled(WML.p(field) + WML.line("{{信访总量}}"))
    let root = try #require(outcome.document?.root(of: 0), "\(outcome.messages)")
    #expect(root.first(.w("body"))?.elements.first == WML.elements(WML.p(field)).first)
  }

  @Test(arguments: [
    Array("不是文档".utf8), [],
  ])
  func `a file that is no document is told, not written`(bytes: [UInt8]) async {
    let outcome = await compile(bytes)
    #expect(outcome.report == nil)
    #expect(!outcome.sink.diagnostics.isEmpty)
    #expect(outcome.sink.diagnostics.allSatisfy { !$0.hints.isEmpty }, "\(outcome.messages)")
  }
}
