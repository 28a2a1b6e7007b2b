import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

struct BreakTests {
  /// Lines in a notation of their own: `^` a page break, a leading `↑` a paragraph on a new page, a
  /// trailing `§a` a section break by name.
  private static func body(_ lines: String, end: String = "") -> String {
    lines.split(separator: "¶", omittingEmptySubsequences: false).map { line in
      var text = String(line)
      var properties = ""
      if text.hasPrefix("↑") {
        text.removeFirst()
        properties += "<w:pageBreakBefore/>"
      }
      if let sign = text.firstIndex(of: "§") {
        properties += section(String(text[sign...].dropFirst()))
        text = String(text[..<sign])
      }
      let runs = text.split(separator: "^", omittingEmptySubsequences: false)
        .map { $0.isEmpty ? "" : WML.r(String($0)) }
        .joined(separator: "<w:r><w:br w:type=\"page\"/></w:r>")
      return WML.p(runs, properties: properties)
    }.joined() + (end.isEmpty ? "" : section(end))
  }

  /// A landscape page for 横, an upright one for others, with a header of its own.
  private static func section(_ name: String) -> String {
    "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"\(name)\"/><w:type w:val=\"nextPage\"/>"
      + (name == "横"
        ? "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>"
        : "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>") + "</w:sectPr>"
  }

  private func drawn(_ template: Template) -> String {
    let id = XML.Name(.r, "id", prefix: "r")
    func name(_ section: XML.Element?) -> String? {
      section?.first(.w("headerReference"))?[attribute: id]
    }
    func text(_ element: XML.Element) -> String {
      switch element.name {
      case .w("t"): element.text
      case .w("br"): "^"
      default: element.elements.map(text).joined()
      }
    }
    let body = template.document.root(of: 0).first(.w("body"))
    return (body?.elements ?? []).map { block in
      if block.name == .w("sectPr") { return name(block).map { "§" + $0 } ?? "" }
      let properties = block.first(.w("pPr"))
      return (properties?.first(.w("pageBreakBefore")) == nil ? "" : "↑") + text(block)
        + (name(properties?.first(.w("sectPr"))).map { "§" + $0 } ?? "")
    }.joined(separator: "¶")
  }

  @Test(arguments: [
    // A paragraph that holds the break, a break behind the text, before the end of the block.
    ("{{p a}}¶{{v}}¶^¶{{/a}}", [0, 0, 0], "v1¶^¶v2¶^¶v3¶"),
    ("{{p a}}¶{{v}}^¶{{/a}}¶后", [0, 0], "v1^¶v2¶后¶"),
    ("{{p a}}{{v}}¶甲^{{/a}}¶后", [0, 0], "v1¶甲^¶v2¶甲¶后¶"),
    ("{{p a}}¶{{v}}¶^{{/a}}", [0, 0], "v1¶^¶v2¶"),
    ("{{p a}}¶{{v}}¶^¶{{/a}}", [0], "v1¶"), ("甲¶{{p a}}¶{{v}}¶^¶{{/a}}¶乙", [], "甲¶乙¶"),
    // A break behind the end is one for all.
    ("{{p a}}¶{{v}}¶{{/a}}^¶后", [0, 0], "v1¶v2¶^¶后¶"),
    // Text behind the end in the paragraph of the break keeps its page.
    ("{{p a}}{{v}}¶甲^{{/a}}后", [0, 0], "v1¶甲^¶v2¶甲^后¶"),
    // A break within a copy stays.
    ("{{p a}}¶{{v}}^甲¶{{/a}}", [0, 0], "v1^甲¶v2^甲¶"),
    // Paragraphs on new pages: those with text are the beginning of something.
    ("{{p a}}¶↑{{v}}¶{{/a}}", [0, 0], "↑v1¶↑v2¶"),
    ("{{p a}}¶{{v}}¶↑¶{{/a}}", [0, 0], "v1¶↑¶v2¶"),
    // Under a condition, it is part of the text.
    ("{{q a}}¶{{v}}^¶{{/a}}¶后", [0], "v1^¶后¶"),
  ])
  func `page breaks stand between the copies`(lines: String, copies: [Int], result: String) throws {
    var template = try #require(Template(Self.body(lines)))
    template.expand(["a": copies])
    #expect(drawn(template) == result)
  }

  @Test(arguments: [
    ("甲¶^¶{{q a}}¶乙¶{{/a}}", "竖", "甲¶§竖"), ("甲^¶{{q a}}¶乙¶{{/a}}", "竖", "甲¶§竖"),
    ("甲¶^¶{{q a}}¶乙¶{{/a}}¶后", "竖", "甲¶^¶后¶§竖"),
    // A section of its own, with its page, before its end or behind.
    ("甲§竖¶{{q a}}¶乙¶{{/a}}", "横", "甲¶§竖"), ("甲¶§竖¶{{q a}}¶乙¶{{/a}}", "横", "甲¶§竖"),
    ("甲§竖¶{{q a}}¶乙§横¶{{/a}}¶后", "竖", "甲§竖¶后¶§竖"), ("{{q a}}¶甲§横¶{{/a}}¶后", "竖", "后¶§竖"),
    ("甲§竖¶{{q a}}¶乙¶{{/a}}¶后", "横", "甲§竖¶后¶§横"),
  ])
  func `a false condition leaves no blank page`(lines: String, end: String, result: String) throws {
    var template = try #require(Template(Self.body(lines, end: end)))
    template.expand(["a": []])
    #expect(drawn(template) == result)
  }

  @Test(arguments: [
    // Nothing follows: the last copy's section is the document's last, in its own page.
    ("{{p a}}¶{{v}}§横¶{{/a}}", "竖", [0, 0], "v1§横¶v2¶§横"),
    ("{{p a}}¶{{v}}¶§横¶{{/a}}¶", "竖", [0, 0], "v1¶§横¶v2¶¶§横"),
    ("甲§竖¶{{p a}}¶{{v}}§横¶{{/a}}¶§乙¶后", "竖", [0], "甲§竖¶v1¶§横¶后¶§竖"),
    // Another page follows.
    ("甲§竖¶{{p a}}¶{{v}}§横¶{{/a}}¶后", "竖", [0, 0], "甲§竖¶v1§横¶v2§横¶后¶§竖"),
    // The same page follows.
    ("甲§竖¶{{p a}}¶{{v}}§竖¶{{/a}}¶后", "竖", [0, 0], "甲§竖¶v1§竖¶v2¶后¶§竖"),
    // The break before the first copy stands between the others.
    ("甲¶{{p a}}§竖¶{{v}}¶{{/a}}¶后", "横", [0, 0], "甲§竖¶v1§竖¶v2¶后¶§横"),
    ("甲§竖¶{{p a}}¶{{v}}§横¶{{/a}}¶后", "竖", [], "甲§竖¶后¶§竖"),
    // Sections of two loops, one in the other.
    (
      "{{p a}}¶甲§竖¶{{p b}}¶{{v}}§横¶{{/b}}¶{{/a}}", "竖", [0, 0],
      "甲§竖¶v1.1§横¶v1.2§横¶甲§竖¶v2.1§横¶v2.2¶§横"
    ),
  ])
  func `sections keep their pages, and none is left empty`(
    lines: String, end: String, copies: [Int], result: String
  ) throws {
    var template = try #require(Template(Self.body(lines, end: end)))
    template.expand(["a": copies, "b": copies])
    #expect(drawn(template) == result)
  }
}
