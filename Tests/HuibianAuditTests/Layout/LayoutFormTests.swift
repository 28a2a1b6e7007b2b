import HuibianDiagnostics
import HuibianOPC
import Testing

@testable import HuibianAudit

@Suite struct `layout of a form` {
  /// A form, an edit, and the only finding that it brings.
  static let faults: [(DocumentKind, AuditedDocument.Edit, String, String)] = [
    (.official, .init(.document, "000001", "0001"), "serial-number", "份号写法不对"),
    (.official, .init(.document, "机密★1年", "机密1年"), "secrecy", "写法不对"),
    (.official, .init(.document, "特急", "急件"), "urgency", "写法不对"),
    (
      .official,
      .init(
        .document, "<w:p><w:r><w:rPr><w:rFonts w:ascii=\"黑体\" w:eastAsia=\"黑体\" w:hAnsi=\"黑体\"/>",
        "<w:p><w:r><w:rPr>"), "secrecy", "字体为仿宋_GB2312，应为黑体"
    ),
    (
      .official,
      .init(
        .document, "w:eastAsia=\"方正小标宋简体\" w:hAnsi=\"方正小标宋简体\"/><w:color w:val=\"FF0000\"",
        "w:eastAsia=\"宋体\"/><w:color w:val=\"FF0000\""), "mark-typeface", "推荐用小标宋体"
    ),
    (
      .official, .init(.document, "<w:p><w:pPr><w:jc w:val=\"center\"/>", "<w:p><w:pPr>"),
      "mark-centered", "没有居中"
    ),
    (.official, .init(.document, "〔2025〕1号", "[2025]第01号"), "document-number-form", "六角括号"),
    (.official, .init(.document, "某信发〔2025〕1号", "　"), "document-number-missing", "没有发文字号"),
    (
      .official,
      .init(
        .document,
        "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii=\"仿宋_GB2312\"",
        "<w:p><w:r><w:rPr><w:rFonts w:ascii=\"仿宋_GB2312\""), "document-number-place", "没有居中"
    ),
    (
      .official, .init(.document, "<w:p/><w:p/><w:p><w:pPr><w:jc", "<w:p><w:pPr><w:jc"),
      "document-number-place", "空了0行，应空二行"
    ),
    (
      .official,
      .init(
        .document, "某信发〔2025〕1号</w:t>",
        "某信发〔2025〕1号</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>签发人：张某</w:t>"), "signer",
      "现在是一种字体"
    ),
    (
      .official,
      .init(
        .document,
        "<w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"FF0000\"/>", ""),
      "red-rule",
      "没有红色分隔线"
    ),
    (
      .official,
      .init(
        .document, "w:sz=\"12\" w:space=\"0\" w:color=\"FF0000\"",
        "w:sz=\"12\" w:space=\"0\" w:color=\"000000\""), "red-rule", "不是红色"
    ),
    (
      .official,
      .init(
        .document, "<w:spacing w:line=\"227\"", "<w:ind w:left=\"600\"/><w:spacing w:line=\"227\""),
      "red-rule", "红色分隔线长145.4毫米"
    ),
    (.official, .init(.document, "区政府办公室。", "区政府办公室"), "imprint-copies", "末尾没有句号"),
    (
      .official,
      .init(
        .document, "<w:sz w:val=\"28\"/></w:rPr><w:t>某区信访局办公室",
        "<w:sz w:val=\"32\"/></w:rPr><w:t>某区信访局办公室"), "imprint-issue", "字号为三号（16磅），应为四号"
    ),
    (
      .official,
      .init(.document, "<w:top w:val=\"single\" w:sz=\"8\"", "<w:top w:val=\"single\" w:sz=\"18\""),
      "imprint-rules", "分隔线粗2.25磅"
    ),
    (.letter, .init(.document, "某区信访局</w:t>", "某区信访局文件</w:t>"), "letter-mark", "不加“文件”"),
    (.letter, .init(.document, "<w:titlePg/>", ""), "letter-first-page", "首页不显示页码"),
    (
      .letter, .init(.document, "<a:ext cx=\"6120130\"", "<a:ext cx=\"5616000\""), "letter-rules",
      "红色双线长156毫米，应为170毫米"
    ),
    (
      .letter, .init(.document, "抄送：某区委办公室。</w:t>", "某区信访局办公室　2025年1月5日印发</w:t>"), "letter-imprint",
      "不加印发机关"
    ),
    (
      .minutes,
      .init(
        .document,
        "<w:rPr><w:rFonts w:ascii=\"黑体\" w:eastAsia=\"黑体\" w:hAnsi=\"黑体\"/></w:rPr><w:t>出席：",
        "<w:t>到会的有"), "attendance", "没有出席人员名单"
    ),
    (
      .minutes,
      .init(
        .document, "w:eastAsia=\"黑体\" w:hAnsi=\"黑体\"/></w:rPr><w:t>出席",
        "w:eastAsia=\"宋体\"/></w:rPr><w:t>出席"),
      "attendance", "“出席”字体为宋体，应为黑体"
    ),
    (.order, .init(.document, "第1号", "　"), "order-number", "没有令号"),
  ]

  @Test(arguments: faults)
  func `with one fault gives one finding`(
    kind: DocumentKind, edit: AuditedDocument.Edit, id: String, words: String
  ) throws {
    var document = try AuditedDocument(kind)
    try document.apply(edit)
    let found = try document.findings(as: kind)
    #expect(Set(found.map(\.id)) == [id], "\(found.map { $0.text() })")
    #expect(found.contains { $0.message.contains(words) }, "\(found.map(\.message))")
  }

  @Test func `asks for what the form has`() throws {
    let found = try AuditedDocument(.report).findings(as: .official).map(\.id)
    #expect(
      Set(found) == ["mark-missing", "document-number-missing", "red-rule", "imprint-missing"])
    #expect(try AuditedDocument(.report).findings(as: .letter).map(\.id).contains("letter-rules"))
  }

  @Test func `has a page number at all, and across where the page lies across`() throws {
    var document = try AuditedDocument(.report)
    try document.apply(.init(.footer1, " PAGE ", " DATE "))
    try document.apply(.init(.footer2, " PAGE ", " DATE "))
    #expect(try document.findings().map(\.id) == ["page-number-missing"])

    document = try AuditedDocument(.report)
    try document.apply(
      .init(
        .document, "w:w=\"11906\" w:h=\"16838\"",
        "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\""))
    try document.apply(
      .init(
        .document, "w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\"",
        "w:top=\"1588\" w:right=\"2098\" w:bottom=\"1474\" w:left=\"1984\""))
    #expect(try Set(document.findings().map(\.id)) == ["landscape-number"])
  }

  @Test func `says of a report without a title that none was seen`() throws {
    var document = try AuditedDocument(.report)
    try document.apply(.init(.document, "<w:pStyle w:val=\"HbTitle\"/>", ""))
    #expect(try document.findings().map(\.id).contains("title-missing"))
  }
}
