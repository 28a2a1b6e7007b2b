import Huibian
import HuibianDiagnostics
import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

/// Tables of Word templates with repeated rows and columns, compiled over ``cases`` for 2024.
struct TableTemplateTests {
  /// Rows of texts, cells divided by `|`, of the first table.
  private func rows(_ outcome: Outcome) -> [String] {
    let body = outcome.document?.root(of: 0).first(.w("body"))
    return (body?.first(.w("tbl"))?.all(.w("tr")) ?? []).map { row in
      row.all(.w("tc")).map { cell in
        let span = cell.first(.w("tcPr"))?.first(.w("gridSpan"))?[w: "val"].map { "×" + $0 } ?? ""
        return cell.all(.w("p")).map(\.text).joined(separator: "/") + span
      }.joined(separator: "|")
    }
  }

  private func compiled(_ body: String) async throws -> Outcome {
    await compile(try WML.package(body).serialized())
  }

  @Test func `repeats columns, with a figure for each pair of members`() async throws {
    let outcome = try await compiled(
      WML.table(
        ["属地", "{{每列 信访形式 其中 信访总量 > 0}}{{名称}}{{完}}", "合计"],
        [
          "{{每行 问题属地 按 信访总量 降序}}{{名称}}", "{{信访总量｜数}}", "{{信访总量｜数}}{{完}}",
        ],
        ["合计", "{{信访总量｜数}}", "{{信访总量｜数}}"]))
    #expect(
      rows(outcome) == [
        "属地|来访|来信|合计", "东湖街道|2|0|2", "西山镇|1|1|2", "南岭乡|0|1|1", "合计|3|2|5",
      ], "\(outcome.messages)")
  }

  @Test func `columns do not depend on the row in which they begin`() async throws {
    let outcome = try await compiled(
      WML.table(
        ["{{每行 问题属地 按 信访总量}}{{名称}}", "{{每列 信访形式 其中 信访总量 > 0}}{{名称}}{{信访总量｜数}}{{完}}{{完}}"]))
    #expect(
      rows(outcome) == ["东湖街道|来访2|来信0", "西山镇|来访1|来信1", "南岭乡|来访0|来信1"], "\(outcome.messages)")
  }

  @Test func `the rest of the columns is one more`() async throws {
    let outcome = try await compiled(
      WML.table(
        ["形式", "{{每列 问题属地 按 信访总量 前 1 其余并入其他}}{{名称}}{{完}}"],
        ["{{每行 信访形式 其中 信访总量 > 0}}{{名称}}", "{{信访总量｜数}}{{完}}"]))
    #expect(rows(outcome) == ["形式|东湖街道|其他", "来访|2|1", "来信|0|2"], "\(outcome.messages)")
  }

  @Test(arguments: [("信访总量 > 0", "甲|5|乙"), ("信访总量 = 0", "甲|乙")])
  func `a condition keeps or drops columns`(condition: String, row: String) async throws {
    let outcome = try await compiled(
      WML.table(["甲", "{{如果列 \(condition)}}{{信访总量｜数}}{{完}}", "乙"]))
    #expect(rows(outcome) == [row], "\(outcome.messages)")
  }

  @Test func `a cell over the repeated columns names them`() async throws {
    let cell = { (text: String, span: Int) in
      "<w:tc><w:tcPr><w:tcW w:w=\"\(span * 1000)\" w:type=\"dxa\"/><w:gridSpan w:val=\"\(span)\"/></w:tcPr>"
        + WML.line(text) + "</w:tc>"
    }
    let grid = String(repeating: "<w:gridCol w:w=\"1000\"/>", count: 3)
    let outcome = try await compiled(
      WML.table(
        grid: grid,
        WML.tr(cell("{{年}}年各形式", 3))
          + WML.tr(cell("", 1) + cell("{{每列 信访形式 其中 信访总量 > 0}}{{名称}}", 2))
          + WML.tr(cell("属地", 1) + cell("件数", 1) + cell("同比", 1))
          + WML.tr(
            cell("{{每行 问题属地 前 1}}{{名称}}", 1) + cell("{{信访总量｜数}}", 1)
              + cell("{{信访总量｜同比增减}}{{完}}{{完}}", 1))))
    #expect(
      rows(outcome) == [
        "2024年各形式×5", "|来访×2|来信×2", "属地|件数|同比|件数|同比", "东湖街道|2|增加1件次|0|减少1件次",
      ], "\(outcome.messages)")
  }

  @Test func `tells of a cell that lies half inside, in a check too`() async throws {
    let cell = "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p/></w:tc>"
    let grid = String(repeating: "<w:gridCol w:w=\"1000\"/>", count: 3)
    let outcome = try await compiled(
      WML.table(
        grid: grid,
        WML.tr(
          WML.tc(WML.line("甲")) + WML.tc(WML.line("{{每列 信访形式}}"))
            + WML.tc(WML.line("{{完}}"))) + WML.tr(cell + WML.tc(WML.line("乙")))))
    #expect(outcome.report == nil)
    #expect(
      outcome.messages == """
        模板.docx(word/document.xml):表1第1行第2格第1段:标签1: 错误: 标签“{{每列 信访形式}}”所在的列在表格第2行里有一部分与别的列合并成一格 [crossing-block]
          提示: 拆分这个单元格，或让它盖住这一块的全部列
        """)
  }

  @Test func `groups with subtotals stand in one table`() async throws {
    let outcome = try await compiled(
      WML.table(
        ["分类", "件次", "占比"],
        ["{{每行 内容分类.一级 按 信访总量}}{{名称}}", "", ""],
        ["{{每行 内容分类.二级 其中 信访总量 > 0}}{{序号}}.{{名称}}", "{{信访总量｜数}}", "{{信访总量｜占比：信访总量}}{{完}}"],
        ["小计", "{{信访总量｜数}}", "{{完}}"], ["合计", "{{信访总量｜数}}", ""]))
    #expect(
      rows(outcome) == [
        "分类|件次|占比", "城乡建设||", "1.物业|3|75.0%", "2.违建|1|25.0%", "小计|4|", "教育||", "1.入学|1|100.0%",
        "小计|1|", "合计|5|",
      ], "\(outcome.messages)")
  }

  @Test func `rows run over two dimensions, equal neighbours merged`() async throws {
    let outcome = try await compiled(
      WML.table(
        ["属地", "形式", "件次"],
        [
          "{{每行 问题属地 按 信访总量}}{{每行 信访形式 其中 信访总量 > 0}}{{问题属地｜合并}}", "{{名称}}",
          "{{信访总量｜数}}{{完}}{{完}}",
        ]))
    #expect(
      rows(outcome) == [
        "属地|形式|件次", "东湖街道|来访|2", "西山镇|来访|1", "|来信|1", "南岭乡|来信|1",
      ], "\(outcome.messages)")
  }

  @Test func `a block under a condition goes with the table in it`() async throws {
    for (condition, text) in [("> 0", "甲\n东湖街道\n1\n乙"), ("= 0", "甲\n乙")] {
      let outcome = try await compiled(
        WML.line("甲") + WML.line("{{如果 信访总量 \(condition)}}")
          + WML.table(["{{每行 问题属地 按 信访总量 前 1}}{{名称}}", "{{每列 信访形式 前 1}}{{序号}}{{完}}{{完}}"])
          + WML.line("{{完}}") + WML.line("乙"))
      #expect(outcome.text == text, "\(outcome.messages)")
    }
  }
}
