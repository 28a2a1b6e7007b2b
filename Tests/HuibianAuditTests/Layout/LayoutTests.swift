import HuibianDiagnostics
import HuibianOPC
import HuibianWord
import Testing

@testable import HuibianAudit

@Suite struct `layout of a document` {
  @Test(arguments: DocumentKind.allCases)
  func `that follows the standard is found without fault, whatever its form`(
    kind: DocumentKind
  ) throws {
    let document = try AuditedDocument(kind)
    let found = try document.findings()
    #expect(found.isEmpty, "\(found.map { $0.text() })")
    #expect(try document.findings(as: kind).isEmpty)
  }

  @Test(arguments: DocumentKind.allCases) func `has the form that it shows`(kind: DocumentKind)
    throws
  {
    let document = try AuditedDocument(kind)
    var sink = DiagnosticSink()
    let word = try #require(WordDocument.open(document.package, file: "a.docx", sink: &sink))
    #expect(LayoutRoles(word.stated).kind(word.stated) == kind)
  }

  private static let title = "关于2024年信访工作情况的报告"
  private static let margins = "w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\""
  private static let normal =
    "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"579\" w:lineRule=\"exact\"/><w:jc w:val=\"both\"/>"

  /// The only finding that an edit brings: its id, and a piece of its words.
  static let faults: [(AuditedDocument.Edit, String, String)] = [
    (
      .init(.document, "w:w=\"11906\" w:h=\"16838\"", "w:w=\"12240\" w:h=\"15840\""), "page-size",
      "215.9毫米×279.4毫米"
    ),
    (
      .init(
        .document, margins, "w:top=\"1440\" w:right=\"1800\" w:bottom=\"1440\" w:left=\"1800\""),
      "page-margins", "上边距25.4毫米，应为37毫米±1毫米；左边距31.8毫米"
    ),
    (
      .init(
        .document, margins, "w:top=\"2098\" w:right=\"1800\" w:bottom=\"1984\" w:left=\"1588\""),
      "text-area", "版心为150.2毫米×225毫米"
    ),
    (.init(.settings, "<w:mirrorMargins/>", ""), "margins-mirrored", "双页的订口"),
    (
      .init(
        .document, "<w:t>今年以来", "<w:rPr><w:sz w:val=\"28\"/></w:rPr><w:t>今年以来"), "body-size",
      "字号为四号（14磅），应为三号"
    ),
    (
      .init(
        .document, "<w:t>今年以来", "<w:rPr><w:rFonts w:eastAsia=\"宋体\"/></w:rPr><w:t>今年以来"),
      "body-typeface", "字体为宋体，应为仿宋"
    ),
    (
      .init(.styles, normal, normal.replacing("579", with: "580")), "rows-per-page",
      "行距为固定值29磅，每面排21行，应为22行；共6段，这是第一段"
    ),
    (
      .init(.styles, normal, normal.replacing("579", with: "560")), "rows-per-page",
      "行距为固定值28磅，22行排完离版心下边缘还有7.7毫米"
    ),
    (.init(.styles, "<w:spacing w:val=\"-5\"/>", ""), "characters-per-row", "每行排27字，应为28字；共6段"),
    (
      .init(.document, "<w:t>今年以来", "<w:rPr><w:color w:val=\"0000FF\"/></w:rPr><w:t>今年以来"),
      "text-color", "文字颜色为#0000FF"
    ),
    (
      .init(.document, "<w:t>\(title)", "<w:rPr><w:sz w:val=\"36\"/></w:rPr><w:t>\(title)"),
      "title-size", "字号为小二（18磅），应为二号（22磅）"
    ),
    (
      .init(
        .document, "<w:t>\(title)", "<w:rPr><w:rFonts w:eastAsia=\"黑体\"/></w:rPr><w:t>\(title)"),
      "title-typeface", "字体为黑体，应为小标宋体"
    ),
    (
      .init(
        .document, "<w:pStyle w:val=\"HbTitle\"/>",
        "<w:pStyle w:val=\"HbTitle\"/><w:jc w:val=\"left\"/>"),
      "title-centered", "没有居中"
    ),
    (.init(.document, title, title + "。"), "title-stop", "末尾有“。”"),
    (
      .init(
        .document, title, "某区信访局关于2024年</w:t><w:br/><w:t>信访工作情况以及下一年工作打算</w:t><w:br/><w:t>的综合情况报告"),
      "title-shape", "以“的”开头"
    ),
    (
      .init(.document, title, "某区信访局2024年信访工作</w:t><w:br/><w:t>某某情况的</w:t><w:br/><w:t>和下一年工作打算的报告"),
      "title-shape", "不成梯形或菱形"
    ),
    (
      .init(.document, title, "某区信访局关于2024年信访工作情况和2025年信访工作打算的报告"), "title-shape",
      "标题超过一行"
    ),
    (
      .init(
        .document, "<w:pStyle w:val=\"HbAddressee\"/>",
        "<w:pStyle w:val=\"HbAddressee\"/><w:ind w:firstLine=\"630\"/>"), "addressee",
      "前面空了2字，应居左顶格"
    ),
    (.init(.document, "市信访局：", "市信访局:"), "addressee", "半角冒号"),
    (
      .init(
        .document, "<w:pStyle w:val=\"HbBody\"/>",
        "<w:pStyle w:val=\"HbBody\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>"),
      "first-line-indent", "首行左空0字，应左空2字"
    ),
    (
      .init(
        .document, "<w:pStyle w:val=\"HbBody\"/>",
        "<w:pStyle w:val=\"HbBody\"/><w:ind w:left=\"630\" w:firstLineChars=\"0\" w:firstLine=\"0\"/>"
      ),
      "first-line-indent", "整段左缩进2字"
    ),
    (
      .init(
        .document, "<w:pStyle w:val=\"HbBody\"/></w:pPr><w:r><w:t>",
        "<w:pStyle w:val=\"HbBody\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/></w:pPr><w:r><w:t>　　"
      ),
      "typed-indent", "打出来的"
    ),
    (
      .init(
        .document, "<w:t>一、", "<w:rPr><w:rFonts w:eastAsia=\"仿宋\"/></w:rPr><w:t>一、"),
      "heading-typeface", "第1层标题字体为仿宋，应为黑体"
    ),
    (
      .init(.document, "<w:pStyle w:val=\"HbHeading2\"/>", "<w:pStyle w:val=\"HbHeading1\"/>"),
      "heading-typeface", "第2层标题字体为黑体，应为楷体"
    ),
    (.init(.document, "1.办理", "1、办理"), "heading-number", "写作“1、”，应为“1.”的形式"),
    (.init(.document, "一、主要", "一.主要"), "heading-number", "应为“一、”的形式"),
    (.init(.document, "（一）办信", "(一)办信"), "heading-number", "应为“（一）”的形式"),
    (.init(.document, "来信统计表", "来信统计表。"), "annex-list", "附件名称后不加标点"),
    (.init(.document, "<w:t>2.", "<w:t>3."), "annex-list", "序号应为2"),
    (.init(.document, "2025年1月5日", "2025年01月05日"), "date-form", "写全年、月、日"),
    (
      .init(
        .document, "<w:pStyle w:val=\"HbDate\"/><w:ind w:right=\"630\"/>",
        "<w:pStyle w:val=\"HbDate\"/><w:ind w:right=\"0\"/>"), "signature-place",
      "成文日期右空0字，不盖章的，署名右空5字、日期右空2字；盖章的，署名右空4.5字、日期右空4字"
    ),
    (
      .init(
        .document, "<w:pStyle w:val=\"HbDate\"/>",
        "<w:pStyle w:val=\"HbDate\"/><w:spacing w:before=\"579\"/>"), "signature-rows", "之间有空当"
    ),
    (
      .init(.styles, "<w:keepNext/><w:keepLines/><w:spacing w:before=\"579\"/>", ""),
      "signature-rows",
      "署名与正文之间空了0行"
    ),
    (
      .init(
        .document, "<w:pStyle w:val=\"HbNote\"/>",
        "<w:pStyle w:val=\"HbNote\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>"),
      "note-form",
      "附注左空0字"
    ),
    (.init(.styles, "<w:keepNext/><w:pageBreakBefore/>", ""), "annex-label", "没有另起一页"),
    (
      .init(
        .document, "<w:t>附件1</w:t>", "<w:rPr><w:rFonts w:eastAsia=\"仿宋\"/></w:rPr><w:t>附件1</w:t>"),
      "annex-label", "字体为仿宋，应为黑体"
    ),
    (.init(.document, "<w:t>附件1</w:t>", "<w:t>附件1：</w:t>"), "annex-label", "后面不加冒号"),
    (
      .init(
        .document, "<w:pStyle w:val=\"HbAnnexTitle\"/>",
        "<w:pStyle w:val=\"HbAnnexTitle\"/><w:spacing w:before=\"0\"/>"), "annex-title",
      "在第2行，应在第三行"
    ),
    (
      .init(
        .document, "<w:t>来信统计表</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"HbBody\"",
        "<w:t>来信情况表</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"HbBody\""), "annex-name",
      "与附件说明中的“来信统计表”不一致"
    ),
    (
      .init(.footer1, "<w:t xml:space=\"preserve\">— </w:t>", "<w:t>第</w:t>"), "page-number-form",
      "— 1 —"
    ),
    (
      .init(
        .styles,
        "w:ascii=\"宋体\" w:eastAsia=\"宋体\" w:hAnsi=\"宋体\" w:cs=\"Times New Roman\"/><w:spacing w:val=\"0\"/>",
        "w:ascii=\"Times New Roman\" w:eastAsia=\"宋体\" w:hAnsi=\"宋体\"/><w:spacing w:val=\"0\"/>"),
      "page-number-typeface", "字体为Times New Roman，应为宋体；共2段"
    ),
    (
      .init(.footer2, "<w:t>1</w:t>", "<w:rPr><w:sz w:val=\"24\"/></w:rPr><w:t>1</w:t>"),
      "page-number-size", "字号为小四（12磅）"
    ),
    (
      .init(.footer1, "<w:jc w:val=\"right\"/>", "<w:jc w:val=\"center\"/>"), "page-number-side",
      "单页页码没有居右"
    ),
    (
      .init(.footer2, "<w:ind w:left=\"280\"/>", ""), "page-number-side", "双页页码离版心左边0字"
    ),
    (
      .init(.settings, "<w:evenAndOddHeaders/>", ""), "page-number-side", "单页、双页的页码没有分开"
    ),
    (
      .init(.document, "w:footer=\"1447\"", "w:footer=\"992\""), "page-number-distance",
      "约在版心下边缘之下15.1毫米，应为7毫米"
    ),
  ]

  @Test(arguments: faults)
  func `with one fault gives one finding`(
    edit: AuditedDocument.Edit, id: String, words: String
  ) throws {
    var document = try AuditedDocument(.report)
    try document.apply(edit)
    let found = try document.findings()
    #expect(Set(found.map(\.id)) == [id], "\(found.map { $0.text() })")
    #expect(found.contains { $0.message.contains(words) }, "\(found.map(\.message))")
    #expect(found.allSatisfy { !$0.hints.isEmpty && $0.message.contains("（GB/T 9704-2012 ") })
  }
}
