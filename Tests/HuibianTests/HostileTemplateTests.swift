import Huibian
import HuibianDiagnostics
import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

/// Templates that were made to do harm: each is refused with the part named, and nothing is written.
struct HostileTemplateTests {
  private static let parts = [
    ("header", "word/header.xml"), ("footnotes", "word/footnotes.xml"),
    ("comments", "word/comments.xml"), ("numbering", "word/numbering.xml"),
    ("styles", "word/styles.xml"), ("settings", "word/settings.xml"), ("chart", "word/chart.xml"),
    ("theme", "word/theme.xml"),
  ]

  private static let declarations = [
    "<!DOCTYPE w:hdr [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>",
    "<!DOCTYPE w:hdr SYSTEM \"http://127.0.0.1:18999/a.dtd\">",
    "<!DOCTYPE w:hdr [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>",
  ]

  @Test(arguments: parts, declarations)
  func `a document type in any part is refused`(
    part: (kind: String, name: String), declaration: String
  ) async throws {
    let root = String(
      decoding: WML.part("hdr", WML.p("<w:r><w:t>&a;</w:t></w:r>")), as: UTF8.self
    ).replacing("standalone=\"yes\"?>\n", with: "standalone=\"yes\"?>\n\(declaration)\n")
    let outcome = await compile(
      try WML.package(WML.line("{{信访总量}}"), parts: [WML.Part(part.kind, Array(root.utf8))])
        .serialized())
    #expect(outcome.report == nil)
    #expect(outcome.messages.contains("(\(part.name)): 错误: XML 第2行含有文档类型声明"), "\(outcome.messages)")
  }

  @Test(arguments: ["w:sdt", "w:tbl", "w:hyperlink", "mc:AlternateContent", "w:smartTag"])
  func `nesting without end is refused, not followed`(name: String) async throws {
    let depth = 20_000
    let body =
      String(repeating: "<\(name)>", count: depth) + String(repeating: "</\(name)>", count: depth)
    let outcome = await compile(try WML.package(WML.line("{{信访总量}}") + body).serialized())
    #expect(outcome.report == nil)
    #expect(outcome.messages.contains("word/document.xml"), "\(outcome.messages)")
  }

  @Test func `a part that would unpack to more than it may is refused before it is unpacked`()
    async throws
  {
    var package = WML.package(WML.line("{{信访总量}}"))
    let name = try #require(PartName("word/media/image1.xml"))
    package.setPart(name, [UInt8](repeating: 32, count: 300 << 20), contentType: "application/xml")
    let outcome = await compile(try package.serialized())
    #expect(outcome.report == nil)
    #expect(outcome.messages.contains("word/media/image1.xml"), "\(outcome.messages)")
  }

  /// Tags that other engines would run as programs.
  @Test(arguments: [
    "{{''.__class__.__mro__}}", "{{7*7}}", "{{constructor.constructor('return 1')()}}",
    "{{T(java.lang.Runtime).getRuntime()}}", "{{#each x}}", "{{>partial}}", "{{{信访总量}}}",
    "{{信访总量|safe}}", "{{信访总量 if 1}}", "{%p if x %}{{x}}",
  ])
  func `what another engine would run is an error that names the tag`(text: String) async throws {
    let outcome = await compile(try WML.package(WML.line(text)).serialized())
    #expect(outcome.report == nil)
    #expect(outcome.messages.contains("第1段:标签"), "\(outcome.messages)")
  }

  @Test(arguments: [5_000])
  func `thousands of tags in one paragraph, and in one cell`(count: Int) async throws {
    let text = String(repeating: "{{信访总量｜数}}", count: count)
    let outcome = await compile(
      try WML.package(WML.line(text) + WML.table([text]) + WML.line("后")).serialized())
    #expect(outcome.text?.count == 2 * count + 3, "\(outcome.messages)")
  }
}
