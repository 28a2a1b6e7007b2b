import Huibian
import HuibianDiagnostics
import HuibianEngine
import HuibianOPC
import HuibianPlan
import HuibianTestSupport
import HuibianWord
import Testing

/// Pictures by name, from the tag to the part.
struct PictureTests {
  /// A PNG by its headers; the dots are none that a viewer could show.
  static func png(_ width: Int, _ height: Int, perMetre: Int? = nil) -> [UInt8] {
    func number(_ value: Int) -> [UInt8] {
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
    func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
      number(data.count) + Array(name.utf8) + data + [0, 0, 0, 0]
    }
    let density = perMetre.map { chunk("pHYs", number($0) + number($0) + [1]) } ?? []
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", number(width) + number(height) + [8, 2, 0, 0, 0]) + density
      + chunk("IDAT", [0]) + chunk("IEND", [])
  }

  private static let jpeg: [UInt8] =
    [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF\0".utf8) + [1, 2, 1, 0, 254, 0, 254, 0, 0]
    + [0xFF, 0xC0, 0, 11, 8, 0, 127, 0, 254, 1, 1, 0x11, 0] + [0xFF, 0xDA, 0, 2, 0, 0xFF, 0xD9]

  private func compiled(
    _ package: OPCPackage, _ files: [String: [UInt8]], named: [String: String]? = nil
  ) async throws -> Outcome {
    var sink = DiagnosticSink()
    var workspace = MemoryWorkspace(["信访件.csv": cases])
    workspace.files["模板.docx"] = try package.serialized()
    for (name, bytes) in files { workspace.files[name] = bytes }
    let compiler = ReportCompiler(workspace: workspace) { ColumnarEngine(tables: $0) }
    var job = CompileJob(
      template: TemplateFile(name: "模板.docx", path: "模板.docx"), catalog: shipped,
      context: Context(officeNames: [], period: Period(.year(2024))),
      data: [DataFile("信访件.csv")])
    job.pictures =
      named ?? Dictionary(uniqueKeysWithValues: files.keys.map { (String($0.dropLast(4)), $0) })
    return Outcome(report: await compiler.compile(job, sink: &sink), sink: sink)
      .kept(workspace.files["模板.docx"])
  }

  private func written(_ outcome: Outcome) throws -> OPCPackage {
    var sink = DiagnosticSink()
    let report = try #require(outcome.report, "\(outcome.messages)")
    return try #require(
      OPCPackage.open(report.document, file: "报告.docx", kind: .wordDocument, sink: &sink))
  }

  private func extents(_ outcome: Outcome) -> [String] {
    guard let document = outcome.document else { return [] }
    return values(document.root(of: 0), XML.Name(.wp, "extent", prefix: "wp")) {
      "\($0["cx"] ?? "")×\($0["cy"] ?? "")"
    }
  }

  private func values(
    _ element: XML.Element, _ name: XML.Name, _ value: (XML.Element) -> String?
  ) -> [String] {
    element.elements.flatMap { child in
      (child.name == name ? [value(child)].compactMap { $0 } : []) + values(child, name, value)
    }
  }

  @Test(arguments: [
    // 96 dpi where the file says nothing, else what it says; 9144 twips of text are 5 806 440 EMU.
    ("{{@甲}}", PictureTests.png(96, 48), "914286×457143"),
    ("{{@甲}}", PictureTests.png(96, 48, perMetre: 7560), "457142×228571"),
    ("{{@甲}}", PictureTests.png(96, 48, perMetre: 1), "914286×457143"),
    ("{{@甲}}", PictureTests.jpeg, "914400×457200"),
    ("{{@甲}}", PictureTests.png(9600, 4800), "5806440×2903220"),
    ("{{@甲}}", PictureTests.png(100, 9000), "90000×8100000"),
    ("{{@甲｜宽40毫米}}", PictureTests.png(96, 48), "1440000×720000"),
    ("{{@甲｜高4.5厘米}}", PictureTests.png(96, 48), "3240000×1620000"),
    ("{{@甲｜宽40mm｜高1cm}}", PictureTests.png(96, 48), "720000×360000"),
    ("{{@甲｜宽400毫米}}", PictureTests.png(96, 48), "5806440×2903220"),
  ])
  func `gives a picture its size`(tag: String, file: [UInt8], extent: String) async throws {
    let section =
      "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:left=\"1381\" w:right=\"1381\"/></w:sectPr>"
    let outcome = try await compiled(WML.package(WML.line(tag) + section), ["甲.png": file])
    #expect(extents(outcome) == [extent], "\(outcome.messages)")
  }

  @Test func `puts one part into body, header and text box, and gives each drawing its number`()
    async throws
  {
    let header = WML.Part("header", WML.part("hdr", WML.line("{{@甲}}")), name: "header1.xml")
    let body =
      WML.line("{{每个 信访形式}}{{@甲}}{{完}}") + WML.p(WML.textBox(WML.line("{{@乙}}"), id: 7))
    let file = PictureTests.png(96, 48)
    let outcome = try await compiled(
      WML.package(body, parts: [header]), ["甲.png": file, "乙.png": file])
    let package = try written(outcome)
    let media = package.partNames.filter { $0.text.contains("media/") }
    #expect(media.map(\.text) == ["word/media/picture1.png"])
    #expect(media.map { package.contentType(of: $0) } == ["image/png"])
    let document = try #require(outcome.document)
    let drawings = values(document.root(of: 0), XML.Name(.wp, "docPr", prefix: "wp")) {
      "\($0["id"] ?? "") \($0["descr"] ?? "")"
    }
    // Two ways to come, the box, and what stands in the two copies of its text.
    #expect(drawings.count == 5 && Set(drawings.map { $0.prefix { $0 != " " } }).count == 5)
    #expect(drawings.filter { $0.hasSuffix(" 甲") }.count == 2)
    for story in [document.stories[0], document.stories[1]] {
      let links = package.relationships(of: story.part).filter { $0.kind == "image" }
      #expect(links.map(\.target) == ["media/picture1.png"])
    }
  }

  @Test(arguments: [
    ("400pt", "5080000×2540000"), ("10cm", "3599815×1799907"), ("8000", "5080000×2540000"),
    ("5.5in", "5029200×2514600"),
  ])
  func `is no wider than the lines, in whatever unit the page is measured`(
    width: String, extent: String
  ) async throws {
    let body = WML.line("{{@甲}}") + "<w:sectPr><w:pgSz w:w=\"\(width)\" w:h=\"16838\"/></w:sectPr>"
    let outcome = try await compiled(WML.package(body), ["甲.png": Self.png(9600, 4800)])
    #expect(extents(outcome) == [extent], "\(outcome.messages)")
  }

  /// A picture that a person drew, 1000000 × 1000000, floating at 500000, 600000.
  private func drawn(_ description: String, blips: Int = 1) -> String {
    let blip = "<a:blip r:embed=\"rId9\"><a:extLst/></a:blip>"
    return "<w:r><w:drawing><wp:anchor distL=\"7\"><wp:positionH relativeFrom=\"column\">"
      + "<wp:posOffset>500000</wp:posOffset></wp:positionH><wp:positionV relativeFrom=\"page\">"
      + "<wp:posOffset>600000</wp:posOffset></wp:positionV><wp:extent cx=\"1000000\" cy=\"1000000\"/>"
      + "<wp:wrapNone/><wp:docPr id=\"3\" name=\"图片 1\" descr=\"\(description)\"/><a:graphic>"
      + "<a:graphicData uri=\"\(XML.Namespace.pic.uri)\"><pic:pic xmlns:pic=\"\(XML.Namespace.pic.uri)\">"
      + "<pic:nvPicPr><pic:cNvPr id=\"0\" name=\"\" descr=\"\(description)\"/><pic:cNvPicPr/></pic:nvPicPr>"
      + "<pic:blipFill>" + String(repeating: blip, count: blips)
      + "<a:srcRect l=\"5000\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
      + "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"1000000\" cy=\"1000000\"/></a:xfrm>"
      + "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
  }

  @Test(arguments: ["@甲", "＠ 甲", "{{@甲}}"])
  func `shows a picture in the frame of one that a person drew`(description: String) async throws {
    let outcome = try await compiled(
      WML.package(WML.p(drawn(description))), ["甲.png": PictureTests.png(100, 50)])
    let root = try #require(outcome.document?.root(of: 0), "\(outcome.messages)")
    #expect(extents(outcome) == ["1000000×500000"])
    #expect(
      values(root, XML.Name(.wp, "posOffset", prefix: "wp")) { $0.text } == ["500000", "850000"])
    #expect(values(root, XML.Name(.wp, "docPr", prefix: "wp")) { $0["descr"] } == ["甲"])
    #expect(values(root, XML.Name(.pic, "cNvPr", prefix: "pic")) { $0["descr"] } == ["甲"])
    #expect(values(root, XML.Name(.a, "srcRect", prefix: "a")) { _ in "" } == [])
    #expect(values(root, XML.Name(.a, "extLst", prefix: "a")) { _ in "" } == [])
    #expect(values(root, XML.Name(.a, "ext", prefix: "a")) { $0["cy"] } == ["500000"])
    let links = try written(outcome).relationships(of: PartName("word/document.xml"))
    #expect(
      values(root, XML.Name(.a, "blip", prefix: "a")) { $0[attribute: .r("embed")] }
        == links.filter { $0.kind == "image" }.map(\.id))
  }

  @Test func `lets exact lines grow around a picture`() async throws {
    let exact =
      "<w:spacing w:before=\"20\" w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:firstLine=\"640\"/>"
    let outcome = try await compiled(
      WML.package(
        WML.p(WML.r("甲{{@甲}}"), properties: exact) + WML.p(WML.r("{{@甲}}"), properties: exact)
          + WML.p(WML.r("乙"), properties: exact)), ["甲.png": PictureTests.png(96, 48)])
    let root = try #require(outcome.document?.root(of: 0), "\(outcome.messages)")
    #expect(
      values(root, .w("spacing")) {
        "\($0[w: "before"] ?? "") \($0[w: "line"] ?? "") \($0[w: "lineRule"] ?? "")"
      }
        == ["20 560 atLeast", "20 240 auto", "20 560 exact"])
    #expect(values(root, .w("ind")) { $0[w: "firstLine"] } == ["640", "0", "640"])
  }

  private static func cut(_ file: [UInt8], _ count: Int, _ rest: String = "") -> [UInt8] {
    Array(file.prefix(count)) + Array(rest.utf8)
  }

  static let faulty: [(name: String, bytes: [UInt8], what: String)] = {
    let whole = png(96, 48)
    var list: [(name: String, bytes: [UInt8], what: String)] = []
    list.append(("GIF", Array("GIF89a".utf8), "是 GIF，不是 PNG 或 JPEG"))
    list.append(("text", Array("甲".utf8), "不是 PNG 或 JPEG 图片"))
    list.append(("nothing", [], "不是 PNG 或 JPEG 图片"))
    list.append(("cut", cut(whole, whole.count - 12), "不完整或已损坏"))
    list.append(("no width", png(0, 48), "不完整或已损坏"))
    list.append(("huge", png(2_147_483_647, 1), "有2147483647×1个像素，太大了"))
    list.append(("bomb", png(20_000, 20_000), "有20000×20000个像素，太大了"))
    list.append(("long chunk", cut(whole, 8, "\u{7F}\u{7F}\u{7F}\u{7F}IHDR0000"), "不完整或已损坏"))
    list.append(("no end", cut(jpeg, jpeg.count - 2), "不完整或已损坏"))
    list.append(("no dots", cut(jpeg, 20), "不完整或已损坏"))
    list.append(("long segment", [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF], "不完整或已损坏"))
    return list
  }()

  @Test(arguments: PictureTests.faulty.indices)
  func `refuses a file that is no whole picture`(index: Int) async throws {
    let (_, file, what) = PictureTests.faulty[index]
    let outcome = try await compiled(WML.package(WML.line("乙{{@甲}}")), ["甲.png": file])
    #expect(outcome.report == nil)
    #expect(
      outcome.messages.hasPrefix(
        "模板.docx(word/document.xml):第1段:标签1: 错误: 标签“{{@甲}}”：图片“甲”的文件“甲.png”\(what) [bad-picture]"),
      "\(outcome.messages)")
  }

  @Test func `reads no file that only the template names`() async throws {
    for tag in ["{{@甲.png}}", "{{@../甲.png}}", "{{@/etc/passwd}}"] {
      let outcome = try await compiled(
        WML.package(WML.line(tag)), ["甲.png": PictureTests.png(1, 1)], named: [:])
      #expect(outcome.sink.diagnostics.map(\.id) == ["unknown-picture"])
    }
    let absent = try await compiled(WML.package(WML.line("{{@甲}}")), [:], named: ["甲": "乙.png"])
    #expect(absent.sink.diagnostics.map(\.id) == ["unreadable-file"])
    let near = try await compiled(WML.package(WML.line("{{@公张}}")), [:], named: ["公章": "乙.png"])
    #expect(near.sink.diagnostics.map(\.hints) == [["是不是“公章”？"]])
  }

  @Test func `refuses a picture where none can stand`() async throws {
    let places = [
      WML.p(WML.textBox(WML.line("甲"), id: 1, description: "{{@甲}}")),
      WML.p(drawn("@甲", blips: 2)),
      WML.p(
        "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>\(WML.r("{{@甲}}"))</w:sdtContent></w:sdt>"
      ),
    ]
    for place in places {
      let outcome = try await compiled(WML.package(place), ["甲.png": PictureTests.png(1, 1)])
      #expect(outcome.report == nil)
      #expect(outcome.sink.diagnostics.map(\.id) == ["picture-out-of-place"])
    }
  }
}
