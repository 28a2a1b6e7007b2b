import Huibian
import HuibianDiagnostics
import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

/// Templates made in a word processor, compiled in memory over ``cases`` for 2024.
struct WordTemplateTests {
  private func compiled(_ body: String, parts: [WML.Part] = [], texts: [String: String] = [:])
    async
    throws -> Outcome
  {
    let bytes = try WML.package(body, parts: parts).serialized()
    return await compile(bytes, texts: texts)
  }

  @Test func `counts a figure and a placeholder of a text box once, and tells its mistake once`()
    async throws
  {
    let box = WML.p(
      WML.textBox(WML.line("{{信访总量}}{{待填：甲}}{{表 信访形式 × 信访总量}}") + "<w:p/>", id: 1))
    let outcome = try await compiled(box)
    let summary = try #require(outcome.report?.summary, "\(outcome.messages)")
    #expect(summary.figures == 3)
    #expect(summary.placeholders == 1)
    #expect(summary.tables == 1)
    let wrong = try await compiled(WML.p(WML.textBox(WML.line("{{信访总两}}"), id: 1)))
    #expect(
      wrong.messages == """
        模板.docx(word/document.xml):文本框1第1段:标签1: 错误: 标签“{{信访总两}}”里的“信访总两”不是指标，也不是已给出的文字（未知名称） [unknown-name]
          提示: 是不是“信访总量”？
        """)
  }

  @Test func `tells mistakes in the order of the template`() async throws {
    let outcome = try await compiled(
      WML.line("{{信访总两}}，{{信访总量｜同笔}}") + WML.line("{{每个 问题属低}}{{完}}") + WML.line("{{信访总量"))
    #expect(
      outcome.sink.diagnostics.map(\.id)
        == ["unknown-name", "unknown-filter", "unknown-dimension", "unclosed-tag"])
  }

  @Test func `places a mistake that only a condition holds`() async throws {
    let outcome = try await compiled(
      WML.line("甲") + WML.line("{{如果 信访总量[信访形式=来防] > 0}}乙{{完}}"))
    #expect(
      outcome.sink.diagnostics.map { $0.location.text }
        == ["模板.docx(word/document.xml):第2段:标签1"])
  }

  @Test(arguments: [
    ("{{信访形式}}", "“信访形式”只能用在 {{每个 信访形式}} 和 {{完}} 之间"),
    ("{{名称}}", "“名称”只能用在 {{每个 …}} 和 {{完}} 之间"),
    ("{{如果 期间 = 二〇二四}}甲{{完}}", "文字要加引号：“二〇二四”；指标用 huibian metrics 列出"),
    ("{{甲}}", "用 huibian metrics 列出全部指标，或用 --set 甲=… 给出文字"),
  ])
  func `says what to do about a name that means nothing`(template: String, hint: String)
    async throws
  {
    let outcome = try await compiled(WML.line(template))
    #expect(outcome.sink.diagnostics.map(\.hints) == [[hint]])
  }

  @Test(arguments: [
    "<m:oMath xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><m:r><m:t>{｛信访总量}}</m:t></m:r></m:oMath>",
    "<w:r><w:pict><v:shape><v:textpath string=\"{{信访总量}}\"/></v:shape></w:pict></w:r>",
  ])
  func `refuses a tag where it cannot be filled`(content: String) async throws {
    let outcome = try await compiled(WML.p(content))
    #expect(outcome.report == nil)
    #expect(outcome.sink.diagnostics.map(\.id) == ["tag-out-of-reach"])
  }

  @Test func `refuses a tag in a field's instruction, with its place`() async throws {
    let outcome = try await compiled(
      WML.line("甲")
        + WML.p(
          "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> REF {{信访总量}} "
            + "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"))
    #expect(outcome.report == nil)
    #expect(
      outcome.messages == """
        模板.docx(word/document.xml):第2段:标签1: 错误: 域代码里有标签“{{信访总量}}”，不能填写 [tag-in-field]
          提示: 把标签移出域代码
        """)
  }

  @Test func `refuses a table where only text has room`() async throws {
    let outcome = try await compiled(
      WML.p(WML.textBox(WML.line("甲"), id: 1, description: "{{表 信访形式 × 信访总量}}")))
    #expect(outcome.report == nil)
    #expect(
      outcome.messages == """
        模板.docx(word/document.xml):图形1替代文字:标签1: 错误: 标签“{{表 信访形式 × 信访总量}}”所在的位置只能放文字，放不下表格或段落 [blocks-in-text]
          提示: 把它移到正文里，单独成段
        """)
  }

  @Test func `never reads a value again as a tag`() async throws {
    let outcome = try await compiled(
      WML.line("{{甲}}，{{乙}}"), texts: ["甲": "{{信访总量}}", "乙": "<b>&\"}}"])
    #expect(outcome.text == "{{信访总量}}，<b>&\"}}")
  }

  @Test func `empties a title that holds a tag`() async throws {
    var package = WML.package(WML.line("{{信访总量}}"))
    let core = try #require(PartName("docProps/core.xml"))
    let properties = """
      <cp:coreProperties xmlns:cp="\(XML.Namespace.coreProperties.uri)" \
      xmlns:dc="\(XML.Namespace.dc.uri)"><dc:title>{{单位}}总结</dc:title>\
      <dc:subject>甲</dc:subject></cp:coreProperties>
      """
    package.setPart(
      core, Array(properties.utf8),
      contentType: "application/vnd.openxmlformats-package.core-properties+xml")
    _ = package.addRelationship(
      type: "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
      target: core.text, from: nil)
    let outcome = await compile(try package.serialized())
    var sink = DiagnosticSink()
    let report = try #require(outcome.report, "\(outcome.messages)")
    let written = OPCPackage.open(
      report.document, file: "报告.docx", kind: .wordDocument, sink: &sink)?.bytes(of: core)
    let text = String(decoding: written ?? [], as: UTF8.self)
    #expect(!text.contains("{{") && text.contains("<dc:subject>甲</dc:subject>"))
  }

  @Test func `warns of a total that is more than the rows above it`() async throws {
    let warnings: [(String, [String])] = [
      ("{{表 问题属地 × 信访总量 前 1 合计}}", ["partial-rows"]),
      ("{{表 问题属地 × 信访总量 其中 信访总量 > 1 合计}}", ["partial-rows"]),
      ("{{表 问题属地 × 信访总量 其中 信访总量 > 0 合计}}", []),
      ("{{表 问题属地 × 信访总量 前 1 其余并入其他 合计}}", []),
      ("{{表 问题属地 × 信访总量 前 1}}", []),
    ]
    for (template, ids) in warnings {
      let outcome = try await compiled(WML.line(template))
      #expect(outcome.sink.diagnostics.filter { $0.severity == .warning }.map(\.id) == ids)
    }
  }

  @Test func `makes a table as wide as its place`() async throws {
    let tag = "{{表 信访形式 × 信访总量}}"
    let section =
      "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:left=\"1800\" w:right=\"1106\"/>"
    let columns = section + "<w:cols w:num=\"2\" w:space=\"600\"/></w:sectPr>"
    let cell = WML.tr(WML.tc(WML.line("甲")) + WML.tc(WML.line(tag) + WML.line("")))
    let places = [
      WML.line(tag) + WML.p(properties: columns),
      WML.table(grid: "<w:gridCol w:w=\"3000\"/><w:gridCol w:w=\"2000\"/>", cell),
      WML.line(tag) + section + "</w:sectPr>",
    ]
    let outcome = try await compiled(places.joined())
    let document = try #require(outcome.document, "\(outcome.messages)")
    let widths = values(document.root(of: 0), .w("tblPr")) { $0.first(.w("tblW"))?[w: "w"] ?? "" }
    #expect(widths == ["4200", "0", "1784", "9000"])
  }

  @Test func `merges by the column's name too`() async throws {
    let outcome = try await compiled(
      WML.line("{{表 内容分类.一级、信访形式 × 信访总量 其中 信访总量 > 0 合并 内容分类}}"))
    let document = try #require(outcome.document, "\(outcome.messages)")
    #expect(values(document.root(of: 0), .w("vMerge")) { $0[w: "val"] ?? "" }.count == 2)
  }
}

/// The values of all elements of a name, in order.
private func values(_ element: XML.Element, _ name: XML.Name, _ value: (XML.Element) -> String)
  -> [String]
{
  element.elements.flatMap { child in
    (child.name == name ? [value(child)] : []) + values(child, name, value)
  }
}
