import Huibian
import HuibianDiagnostics
import HuibianEngine
import HuibianOPC
import HuibianPlan
import HuibianTestSupport
import HuibianWord
import Testing

/// Values of every sort in every place where a value is printed: the file is well-formed, nothing is
/// lost without a word, and nothing that a value holds is read as a tag.
struct SafeTextTests {
  /// A value, what is printed of it, and what is said of it.
  private static let values: [(name: String, value: String, printed: String, ids: Set<String>)] = [
    ("marks of XML", "甲&<乙>\"'丙", "甲&<乙>\"'丙", []),
    ("the end of a CDATA section", "甲]]>乙", "甲]]>乙", []),
    ("entities", "&amp;&#x41;&lt;w:p/>", "&amp;&#x41;&lt;w:p/>", []),
    ("what looks like a tag", "{{信访总量}}｛｛完｝｝{{如果", "{{信访总量}}｛｛完｝｝{{如果", []),
    ("line breaks and tabs", "甲\n乙\t丙", "甲\n乙\t丙", []),
    (
      "control characters", "甲\u{1}\u{8}\u{B}\u{1F}乙", "甲\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}乙",
      ["damaged-text"]
    ),
    ("characters that are none", "甲\u{FFFE}\u{FFFF}乙", "甲\u{FFFD}\u{FFFD}乙", ["damaged-text"]),
    ("what was broken when it came", "甲\u{FFFD}乙", "甲\u{FFFD}乙", ["damaged-text"]),
    ("more controls", "甲\u{7F}\u{85}\u{9F}乙", "甲\u{7F}\u{85}\u{9F}乙", ["unseen-in-text"]),
    ("directions", "甲\u{202E}乙\u{2066}", "甲\u{202E}乙\u{2066}", ["unseen-in-text"]),
    ("no width", "甲\u{200B}\u{FEFF}\u{AD}乙", "甲\u{200B}\u{FEFF}\u{AD}乙", ["unseen-in-text"]),
    ("other characters of other planes", "𠮷😀e\u{301}", "𠮷😀e\u{301}", []),
    (
      "a length", String(repeating: "长", count: 100_000), String(repeating: "长", count: 100_000), []
    ),
  ]

  @Test(arguments: values)
  func `a text that was given`(
    name: String, value: String, printed: String, ids: Set<String>
  ) async throws {
    let outcome = await compile(
      try WML.package(
        WML.line("{{甲}}") + WML.p(WML.textBox(WML.line("{{甲}}"), id: 1, description: "{{甲}}"))
          + WML.line("{{如果 甲 = “无”}}{{否则}}有{{完}}"),
        parts: [WML.Part("header", WML.part("hdr", WML.line("{{甲}}")))]
      ).serialized(), texts: ["甲": value])
    let document = try #require(outcome.document, "\(outcome.messages)")
    let texts = document.stories.flatMap { $0.paragraphs.map(\.text) }
    #expect(texts == [printed, "", printed, printed, printed, "有", printed], "\(name)")
    #expect(
      Set(outcome.sink.diagnostics.map(\.id)).intersection(["damaged-text", "unseen-in-text"])
        == ids)
    for diagnostic in outcome.sink.diagnostics where ids.contains(diagnostic.id) {
      #expect(diagnostic.severity == .warning)
      #expect(
        diagnostic.location
          == .tag(file: "模板.docx", part: "word/document.xml", place: "第1段", tag: 1))
    }
  }

  @Test func `how many such characters there are, and which`() async throws {
    let outcome = await compile(
      "# 题\n\n{{甲}}\n", texts: ["甲": "x\u{B}y\u{B}z\u{202E}"])
    #expect(
      outcome.messages.contains(
        "模板.hb.md:3:1: 警告: 标签“{{甲}}”：文字“甲”里有2个文档不能有的字符（U+000B），印成“\u{FFFD}” [damaged-text]"),
      "\(outcome.messages)")
    #expect(outcome.messages.contains("有1个看不见的字符（U+202E），原样写进文档 [unseen-in-text]"))
    let strict = await compile("# 题\n\n{{甲}}\n", texts: ["甲": "x\u{B}"], isStrict: true)
    #expect(strict.report == nil)
  }

  /// Names of offices as a hostile export may hold them, in a sentence, a table, a chart with its
  /// workbook, an alternative text and 列举.
  @Test(arguments: ["甲&<乙>\"'", "{{信访总量}}", "]]>", "=1+1", "-5", "𠮷"])
  func `a member of the data`(member: String) async throws {
    let quoted = "\"\(member.replacing("\"", with: "\"\""))\""
    let data = "信访件编号,登记日期,信访形式,信访人数,责任单位\nA,2024-03-04,来访,1,\(quoted)\nB,2024-03-05,来信,1,乙镇\n"
    let body =
      WML.line("{{每个 责任单位}}{{名称}}；{{完}}") + WML.line("{{列举 责任单位 按 信访总量}}")
      + WML.line("{{表 责任单位 × 信访总量}}") + WML.line("{{图 柱形 信访总量 按 责任单位}}")
      + WML.line("{{每个 责任单位}}")
      + WML.p(WML.textBox(WML.line("{{名称}}"), id: 1, description: "{{名称}}"))
      + WML.line("{{完}}") + WML.line("{{口径说明}}")
    let outcome = await compile(
      try WML.package(body).serialized(), data: ["信访件.csv": data])
    let document = try #require(outcome.document, "\(outcome.messages)")
    let all = document.stories.flatMap { $0.paragraphs.map(\.text) }
    #expect(all[0] == "\(member)；乙镇；" || all[0] == "乙镇；\(member)；")
    #expect(all.filter { $0 == member }.count >= 4)
    let bytes = try #require(outcome.report?.document)
    var sink = DiagnosticSink()
    let package = try #require(OPCPackage.open(bytes, file: "", kind: .wordDocument, sink: &sink))
    let chart = try #require(package.partNames.first { $0.text.hasPrefix("word/charts/chart") })
    let categories = try #require(WML.root(package.bytes(of: chart) ?? []))
    var texts: [String] = []
    collect(categories, &texts)
    #expect(texts.contains(member))
    let book = try #require(package.partNames.first { $0.text.hasSuffix(".xlsx") })
    let workbook = try #require(
      OPCPackage.open(package.bytes(of: book) ?? [], file: "", kind: .spreadsheet, sink: &sink))
    var cells: [String] = []
    for part in workbook.partNames where part.text.hasSuffix(".xml") {
      if let root = WML.root(workbook.bytes(of: part) ?? []) { collect(root, &cells) }
    }
    #expect(cells.contains(member), "the workbook has it as text")
  }

  @Test func `characters that nobody sees are taken out of the data, and it is said where`()
    async throws
  {
    let data =
      "信访件编号,登记日期,信访形式,信访人数,责任单位\nA,2024-03-04,来访,1,甲\u{202E}乙\u{200B}\nB,2024-03-04,来访,1,丙\n"
    let outcome = await compile(
      try WML.package(WML.line("{{每个 责任单位}}{{名称}}；{{完}}")).serialized(),
      data: ["信访件.csv": data])
    #expect(outcome.text == "甲乙；丙；")
    #expect(outcome.messages.contains("信访件.csv:2:5: 警告"), "\(outcome.messages)")
    #expect(outcome.messages.contains("[invisible-character]"))
  }

  private func collect(_ element: XML.Element, _ texts: inout [String]) {
    if element.elements.isEmpty { texts.append(element.text) }
    for child in element.elements { collect(child, &texts) }
  }

  /// What no reader of exports lets through.
  @Test(arguments: [
    ("信访件.json", #"[{"信访件编号":"A","登记日期":"2024-03-04","信访形式":"来访","信访人数":"1","问题属地":"甲\ud800"}]"#),
    ("信访件.json", #"[{"信访件编号":"A","登记日期":"2024-03-04","信访形式":"来访","信访人数":"1","问题属地":"甲\u0000乙"}]"#),
    ("信访件.csv", "信访件编号,登记日期,信访形式,信访人数,问题属地\nA,2024-03-04,来访,1,甲\u{1}\n"),
    ("信访件.csv", "信访件编号,登记日期,信访形式,信访人数,问题属地\nA,2024-03-04,来访,1,甲\u{B}乙\n"),
  ])
  func `a broken character in the data is an error with its place, never a character less`(
    file: String, text: String
  ) async throws {
    let outcome = await compile(
      try WML.package(WML.line("{{每个 问题属地}}{{名称}}{{完}}{{信访总量}}")).serialized(),
      data: [file: text])
    #expect(outcome.report == nil)
    #expect(outcome.messages.contains("\(file):"), "\(outcome.messages)")
  }

  @Test(
    arguments: [[0xED, 0xA0, 0x80], [0xC0, 0x80], [0xFF], [0xF4, 0x90, 0x80, 0x80]] as [[UInt8]])
  func `bytes that are no characters are an error with the line`(bytes: [UInt8]) async throws {
    var sink = DiagnosticSink()
    var workspace = MemoryWorkspace([:])
    workspace.files["信访件.csv"] =
      Array("信访件编号,登记日期,信访形式,信访人数,问题属地\nA,2024-03-04,来访,1,甲".utf8) + bytes + Array("乙镇\n".utf8)
    workspace.files["模板.docx"] = try WML.package(WML.line("{{信访总量}}")).serialized()
    let compiler = ReportCompiler(workspace: workspace) { ColumnarEngine(tables: $0) }
    let job = CompileJob(
      template: TemplateFile(name: "模板.docx", path: "模板.docx"), catalog: shipped,
      context: Context(period: Period(.year(2024))), data: [DataFile("信访件.csv")])
    #expect(await compiler.compile(job, sink: &sink) == nil)
    #expect(sink.summary.contains { $0.id == "bad-encoding" || $0.id == "mixed-encoding" })
  }
}
