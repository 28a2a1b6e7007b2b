import HuibianDiagnostics
import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

@testable import HuibianAudit

/// A document that follows GB/T 9704-2012, in which one thing at a time is made wrong.
struct AuditedDocument {
  /// One text of a part, and what stands instead of it.
  struct Edit: Sendable, CustomTestStringConvertible {
    enum Part: String { case document, styles, settings, footer1, footer2 }
    let part: Part
    let find: String
    let replace: String

    init(_ part: Part, _ find: String, _ replace: String) {
      self.part = part
      self.find = find
      self.replace = replace
    }

    var testDescription: String { "\(find.suffix(60)) → \(replace.suffix(60))" }
  }

  private(set) var package: OPCPackage
  let kind: DocumentKind

  init(_ kind: DocumentKind) throws {
    self.kind = kind
    package = GongwenDocument(Self.blocks(kind)).container
    var sink = DiagnosticSink()
    GongwenFinish().apply(to: &package, file: "样例.docx", sink: &sink)
    for edit in Self.form(kind) { try apply(edit) }
  }

  mutating func apply(_ edit: Edit) throws {
    let name = try #require(PartName("word/\(edit.part.rawValue).xml"))
    var text = String(decoding: try #require(package.bytes(of: name)), as: UTF8.self)
    let range = try #require(text.firstRange(of: edit.find), "not there: \(edit.find)")
    text.replaceSubrange(range, with: edit.replace)
    package.setPart(name, Array(text.utf8), contentType: nil)
  }

  /// What the audit says of it, as a person reads it.
  func findings(as kind: DocumentKind? = nil) throws -> [Diagnostic] {
    var sink = DiagnosticSink()
    let count = Audit.examine(
      try package.serialized(), file: "样例.docx", [.layout], kind: kind, sink: &sink)
    #expect(count != nil)
    return sink.diagnostics
  }

  private static func blocks(_ kind: DocumentKind) -> [LayoutBlock] {
    let text = "今年以来，全区信访部门认真办理群众来信来访，依法按程序解决反映的问题，信访形势总体平稳。"
    switch kind {
    case .report, .official:
      return [
        .title("关于2024年信访工作情况的报告"), .addressee("市信访局："), .paragraph(text),
        .heading(level: 1, text: "一、主要工作"), .heading(level: 2, text: "（一）办信接访"), .paragraph(text),
        .heading(level: 3, text: "1.办理来信"), .paragraph(text), .heading(level: 4, text: "（1）登记"),
        .paragraph(text),
        .annexList(["来信统计表", "来访统计表"]), .signature(office: "某区信访局", date: "2025年1月5日"),
        .note("（联系电话：12345678）"),
        .annexHeading("附件1"), .annexTitle("来信统计表"), .paragraph(text),
        .annexHeading("附件2"), .annexTitle("来访统计表"), .paragraph(text),
      ]
    case .letter:
      return [
        .title("关于转送信访事项的函"), .addressee("某镇人民政府："), .paragraph(text), .paragraph(text),
        .signature(office: "某区信访局", date: "2025年1月5日"),
      ]
    case .minutes: return [.title("信访工作联席会议纪要"), .paragraph(text), .paragraph(text), .empty]
    case .order: return [.paragraph(text), .signature(office: "某区信访局", date: "2025年1月5日")]
    }
  }

  // MARK: - Head and imprint

  private static func form(_ kind: DocumentKind) -> [Edit] {
    let body = "<w:body>"
    let end = "<w:sectPr>"
    switch kind {
    case .report: return []
    case .official:
      return [
        Edit(
          .document, body,
          body + line("000001") + line("机密★1年", face: "黑体") + line("特急", face: "黑体")
            + mark("某区信访局文件") + blank + blank + line("某信发〔2025〕1号", "<w:jc w:val=\"center\"/>")
            + rule + blank + blank),
        Edit(.document, end, copies + end),
      ]
    case .letter:
      return [
        Edit(
          .document, body,
          "<w:body>" + mark("某区信访局") + shape("thickThin") + shape("thinThick")
            + line("某信函〔2025〕1号", "<w:jc w:val=\"right\"/>") + blank + blank),
        Edit(.document, "<w:docGrid", "<w:titlePg/><w:docGrid"),
        Edit(.document, end, line("抄送：某区委办公室。", indent, size: 28) + end),
      ]
    case .minutes:
      return [
        Edit(
          .document, body,
          body + mark("信访工作联席会议纪要") + blank + blank
            + line("第1期", "<w:jc w:val=\"center\"/>") + rule + blank + blank),
        Edit(
          .document, end,
          WML.p(
            WML.r("出席：", fonts("黑体")), WML.r("某区信访局、某区司法局", fonts("仿宋_GB2312")),
            properties: "<w:ind w:firstLineChars=\"200\" w:firstLine=\"630\"/>") + copies + end),
      ]
    case .order:
      return [
        Edit(
          .document, body,
          body + mark("某区信访局令") + blank + blank + line("第1号", "<w:jc w:val=\"center\"/>") + blank
            + blank)
      ]
    }
  }

  private static let indent = "<w:ind w:left=\"280\" w:right=\"280\"/>"
  private static let blank = "<w:p/>"

  private static func fonts(_ name: String) -> String {
    "<w:rFonts w:ascii=\"\(name)\" w:eastAsia=\"\(name)\" w:hAnsi=\"\(name)\"/>"
  }

  private static func line(
    _ text: String, _ properties: String = "", face: String = "仿宋_GB2312", size: Int = 32
  ) -> String {
    WML.p(
      WML.r(text, fonts(face) + "<w:sz w:val=\"\(size)\"/>"), properties: properties)
  }

  private static func mark(_ text: String) -> String {
    WML.p(
      WML.r(text, fonts("方正小标宋简体") + "<w:color w:val=\"FF0000\"/><w:sz w:val=\"96\"/>"),
      properties: "<w:jc w:val=\"center\"/>")
  }

  private static let rule = WML.p(
    properties:
      "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"FF0000\"/></w:pBdr>"
      + "<w:spacing w:line=\"227\" w:lineRule=\"exact\"/>")

  /// Two rows between three rules.
  private static let copies: String = {
    let border = { (side: String, size: Int) in
      "<w:\(side) w:val=\"single\" w:sz=\"\(size)\" w:space=\"1\" w:color=\"auto\"/>"
    }
    return line(
      "抄送：某区委办公室，某区政府办公室。",
      "<w:pBdr>\(border("top", 8))\(border("bottom", 6))</w:pBdr>" + indent, size: 28)
      + line(
        "某区信访局办公室　　　　2025年1月5日印发", "<w:pBdr>\(border("bottom", 8))</w:pBdr>" + indent, size: 28)
  }()

  /// A line 170 mm long.
  private static func shape(_ compound: String) -> String {
    "<w:p><w:r><mc:AlternateContent xmlns:mc=\"\(XML.Namespace.mc.uri)\">"
      + "<mc:Choice Requires=\"wps\" xmlns:wps=\"\(XML.Namespace.wps.uri)\"><w:drawing>"
      + "<wp:anchor xmlns:wp=\"\(XML.Namespace.wp.uri)\"><wp:extent cx=\"6120130\" cy=\"0\"/>"
      + "<wp:docPr id=\"1\" name=\"线\"/>"
      + "<a:graphic xmlns:a=\"\(XML.Namespace.a.uri)\"><a:graphicData uri=\"\(XML.Namespace.wps.uri)\">"
      + "<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"6120130\" cy=\"0\"/></a:xfrm>"
      + "<a:prstGeom prst=\"line\"/><a:ln w=\"57150\" cmpd=\"\(compound)\"><a:solidFill>"
      + "<a:srgbClr val=\"FF0000\"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>"
      + "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>"
  }
}
