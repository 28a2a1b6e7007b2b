import Huibian
import HuibianDiagnostics
import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

/// What users of template engines have asked for longest, where no other suite has a test of that name:
/// merged cells, groups with subtotals, rows under a condition, sections, and the sentence with figure,
/// table and chart that reporting tools were asked for. Compiled over ``cases`` for 2024.
struct ComplaintTests {
  private func compiled(_ body: String, parts: [WML.Part] = []) async throws -> Outcome {
    await compile(try WML.package(body, parts: parts).serialized())
  }

  private func tables(_ outcome: Outcome) throws -> [XML.Element] {
    try #require(outcome.document?.root(of: 0).first(.w("body")), "\(outcome.messages)").all(
      .w("tbl"))
  }

  /// The texts of each row; a cell that goes on with the merge above is `^`.
  private func rows(_ table: XML.Element) -> [[String]] {
    table.all(.w("tr")).map { row in
      row.all(.w("tc")).map { cell in
        let merge = cell.first(.w("tcPr"))?.first(.w("vMerge"))
        return merge != nil && merge?[w: "val"] != "restart"
          ? "^" : cell.all(.w("p")).map(\.runTexts).joined(separator: "\n")
      }
    }
  }

  private static let groups = [
    ["属地", "形式", "件次"],
    ["{{每行 问题属地}}{{每行 信访形式 其中 信访总量 > 0}}{{问题属地｜合并}}", "{{信访形式}}", "{{信访总量｜数}}{{完}}"],
    ["小计", "", "{{信访总量｜数}}{{完}}"], ["合计", "", "{{信访总量｜数}}"],
  ]

  @Test func `merge vertically adjacent equal cells; groups with subtotal rows and a total`()
    async throws
  {
    let table = WML.table(
      Self.groups[0], Self.groups[1], Self.groups[2], Self.groups[3], headers: 1)
    let outcome = try await compiled(table + WML.line("后"))
    #expect(
      rows(try tables(outcome)[0]) == [
        ["属地", "形式", "件次"], ["东湖街道", "来访", "2"], ["小计", "", "2"], ["西山镇", "来访", "1"],
        ["^", "来信", "1"], ["小计", "", "2"], ["南岭乡", "来信", "1"], ["小计", "", "1"],
        ["合计", "", "5"],
      ])
  }

  @Test(arguments: [(0, ["甲", "丁"]), (5, ["甲", "乙丙", "丁"])])
  func `a row that does not apply is gone, not empty`(value: Int, expected: [String]) async throws {
    let outcome = try await compiled(
      WML.table(
        ["甲"], ["{{如果 信访总量 = \(value)}}乙丙{{完}}"], ["丁"])
        + WML.table(["甲", "1"], ["{{如果 信访总量 = \(value)}}乙", "丙{{完}}"], ["丁", "2"])
        + WML.line("后"))
    let both = try tables(outcome)
    // Both ends in one cell enclose the text between, so the row stays.
    #expect(rows(both[0]).count == 3)
    #expect(rows(both[1]).map { $0.dropLast().joined() + ($0.last == "丙" ? "丙" : "") } == expected)
  }

  @Test func `each section keeps its orientation, header and footer`() async throws {
    let section =
      "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId1\"/><w:footerReference w:type=\"default\" r:id=\"rId2\"/>"
      + "<w:type w:val=\"nextPage\"/><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/></w:sectPr>"
    let outcome = try await compiled(
      WML.line("{{每个 问题属地}}") + WML.line("{{名称}}") + WML.p(WML.r("节末"), properties: section)
        + WML.line("{{完}}") + WML.line("后"),
      parts: [
        WML.Part("header", WML.part("hdr", WML.line("横页{{期间}}"))),
        WML.Part("footer", WML.part("ftr", WML.line("页脚"))),
      ])
    let root = try #require(outcome.document?.root(of: 0), "\(outcome.messages)")
    var sections: [XML.Element] = []
    for paragraph in root.first(.w("body"))?.all(.w("p")) ?? [] {
      if let section = paragraph.first(.w("pPr"))?.first(.w("sectPr")) { sections.append(section) }
    }
    #expect(sections.count == 3)
    for section in sections {
      #expect(section.first(.w("pgSz"))?[w: "orient"] == "landscape")
      #expect(section.first(.w("headerReference"))?[attribute: .r("id")] == "rId1")
      #expect(section.first(.w("footerReference"))?[attribute: .r("id")] == "rId2")
    }
    #expect(outcome.document?.plainText(of: 1) == "横页2024年")
  }

  @Test func `a sentence with figure and 同比, a table and a native chart in one template`()
    async throws
  {
    let outcome = try await compiled(
      WML.line("{{期间}}共登记信访{{信访总量}}，{{信访总量｜同比}}。")
        + WML.line("{{表 问题属地 × 信访总量，来访批次 合计}}") + WML.line("{{图 柱形 信访总量 按 问题属地}}"))
    #expect(
      outcome.text?.hasPrefix("2024年共登记信访5件次，同比增加1件次，上升25%。") == true, "\(outcome.messages)")
    #expect(rows(try tables(outcome)[0]).last == ["合计", "5", "3"])
    #expect(outcome.report?.summary.charts == 1)
  }
}

extension XML.Element {
  /// The text of runs below.
  fileprivate var runTexts: String {
    elements.map { $0.name == .w("t") ? $0.text : $0.runTexts }.joined()
  }
}
