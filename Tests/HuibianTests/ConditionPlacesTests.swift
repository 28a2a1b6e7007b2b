import Huibian
import HuibianDiagnostics
import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

/// Conditions wherever a clerk may write them, compiled over ``cases`` for 2024: what is false leaves
/// nothing behind.
struct ConditionPlacesTests {
  private static let isTrue = "{{如果 信访总量 > 0}}"
  private static let isFalse = "{{如果 信访总量 = 0}}"

  @Test(arguments: [
    (["甲\(isFalse)乙{{完}}丙"], "甲丙"), (["甲\(isTrue)乙{{完}}丙"], "甲乙丙"),
    (["甲", "\(isFalse)乙{{完}}", "丙"], "甲\n丙"),
    (["甲", "\(isFalse)乙{{否则}}丁{{完}}", "丙"], "甲\n丁\n丙"),
    (["甲", isFalse, "乙", "{{完}}", "丙"], "甲\n丙"),
    (["甲", isTrue, "乙", "{{否则}}", "丁", "{{完}}", "丙"], "甲\n乙\n丙"),
    (["甲", "\(isFalse)乙", "丁{{完}}", "丙"], "甲\n丙"),
    (["甲", "\(isTrue)\(isFalse)乙{{完}}{{完}}", "丙"], "甲\n丙"),
  ])
  func `text and paragraphs`(lines: [String], text: String) async throws {
    let outcome = await compile(try WML.package(lines.map(WML.line).joined()).serialized())
    #expect(outcome.text == text, "\(outcome.messages)")
  }

  @Test(arguments: [
    // Rows, a row of tags alone, a cell, a column.
    ([["甲", "1"], ["\(isFalse)乙", "2{{完}}"], ["丙", "3"]], "甲|1;丙|3"),
    ([["甲", "1"], [isFalse, ""], ["乙", "2"], ["{{完}}", ""], ["丙", "3"]], "甲|1;丙|3"),
    ([["甲", "1"], [isTrue, ""], ["乙", "2"], ["{{完}}", ""]], "甲|1;乙|2"),
    ([["甲", "\(isFalse)1{{完}}"]], "甲|"), ([["甲", "\(isFalse)\n1\n{{完}}"]], "甲|"),
    ([["甲", "{{如果列 信访总量 = 0}}1{{完}}"], ["乙", "2"]], "甲;乙"),
    ([["甲", "{{如果列 信访总量 > 0}}1{{否则}}", "3{{完}}"]], nil),
    ([["甲", "{{如果列 信访总量 = 0}}1", "{{否则}}3{{完}}"], ["乙", "2", "4"]], "甲|3;乙|4"),
  ])
  func `cells, rows and columns`(rows: [[String]], text: String?) async throws {
    let grid = rows[0].map { _ in "<w:gridCol w:w=\"2000\"/>" }.joined()
    let body = rows.map { row in
      WML.tr(
        row.map { cell in
          WML.tc(
            cell.split(separator: "\n", omittingEmptySubsequences: false).map {
              WML.line(String($0))
            }.joined())
        }.joined())
    }.joined()
    let outcome = await compile(
      try WML.package(WML.line("前") + WML.table(grid: grid, body)).serialized())
    guard let text else {
      #expect(outcome.sink.diagnostics.map(\.id) == ["crossing-block"])
      return
    }
    let table = outcome.document?.root(of: 0).first(.w("body"))?.first(.w("tbl"))
    let cells = (table?.all(.w("tr")) ?? []).map { $0.all(.w("tc")) }
    #expect(
      cells.map { $0.map(\.text).joined(separator: "|") }.joined(separator: ";") == text,
      "\(outcome.messages)")
    #expect(cells.joined().allSatisfy { $0.elements.last?.name == .w("p") })
    let columns = table?.first(.w("tblGrid"))?.all(.w("gridCol")).map { $0[w: "w"] ?? "" } ?? []
    #expect(columns.count == cells[0].count)
    #expect(columns.compactMap { Int($0) }.reduce(0, +) == 2000 * rows[0].count)
  }

  /// No schema allows it, but a file may hold it: its tags are read in another order than they stand in.
  @Test(arguments: [
    ("", "{{每个 问题属地}}", WML.line("{{完}}")), ("", "{{如果 信访总量 > 0}}1{{完}}", ""),
    ("<w:r>", "{{每个 问题属地}}", WML.line("{{完}}")),
  ])
  func `a block may not begin or end in a paragraph that holds a table`(
    wrapper: String, text: String, rest: String
  ) async throws {
    let row = WML.tr(WML.tc(WML.line("{{每行 问题属地}}{{信访总量}}{{完}}")))
    let table = WML.table(grid: "<w:gridCol w:w=\"2000\"/>", row)
    let inner = wrapper + table + wrapper.replacing("<", with: "</")
    let outcome = await compile(
      try WML.package("<w:p>\(inner)\(WML.r(text))</w:p>\(rest)").serialized())
    #expect(outcome.sink.diagnostics.map(\.id) == ["crossing-block"])
    #expect(outcome.document == nil)
  }
}
