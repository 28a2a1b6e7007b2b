import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

struct ColumnTests {
  /// The first table: its grid, then a row a line, gaps in brackets, cells as text, span and width.
  private func drawn(_ template: Template) -> [String] {
    guard let table = template.blocks.first(where: { $0.name == .w("tbl") }) else { return [] }
    let grid = table.first(.w("tblGrid"))?.all(.w("gridCol")).map { $0[w: "w"] ?? "?" } ?? []
    return [grid.joined(separator: " ")]
      + table.all(.w("tr")).map { row in
        let properties = row.first(.w("trPr"))
        let gaps = ["gridBefore", "gridAfter"].map { name in
          properties?.first(.w(name))?[w: "val"].map { "[\($0)]" }
        }
        let cells = row.elements.flatMap { child in
          child.name == .w("tc")
            ? [child] : child.first(.w("sdtContent"))?.all(.w("tc")) ?? []
        }.map { cell -> String in
          let properties = cell.first(.w("tcPr"))
          let span = properties?.first(.w("gridSpan"))?[w: "val"].map { "×" + $0 } ?? ""
          let merge = properties?.first(.w("vMerge")).map { $0[w: "val"] == "restart" ? "↓" : "↑" }
          return (merge ?? "") + cell.all(.w("p")).map(\.text).joined(separator: "/") + span
            + "=" + (properties?.first(.w("tcW"))?[w: "w"] ?? "")
        }
        return ([gaps[0]] + cells + [gaps[1]]).compactMap { $0 }.joined(separator: " ")
      }
  }

  private static func cell(_ text: String, _ width: Int, span: Int = 1, _ more: String = "")
    -> String
  {
    let gridSpan = span > 1 ? "<w:gridSpan w:val=\"\(span)\"/>" : ""
    return "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/>\(gridSpan)\(more)</w:tcPr>"
      + WML.line(text) + "</w:tc>"
  }

  private static func table(_ widths: [Int], _ rows: String...) -> String {
    WML.table(
      grid: widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined(),
      rows.map { $0.hasPrefix("<w:tr") ? $0 : WML.tr($0) }.joined())
  }

  @Test(arguments: [
    (1, ["3000 3000 3000", "属地=3000 n1=3000 合计=3000", "甲=3000 v1=3000 9=3000"]),
    (
      2,
      [
        "3000 1500 1500 3000", "属地=3000 n1=1500 n2=1500 合计=3000", "甲=3000 v1=1500 v2=1500 9=3000",
      ]
    ),
    (0, ["4500 4500", "属地=4500 合计=4500", "甲=4500 9=4500"]),
  ])
  func `repeats a column through all rows, in the width of the table`(count: Int, lines: [String])
    throws
  {
    var template = try #require(
      Template(
        Self.table(
          [3000, 3000, 3000],
          Self.cell("属地", 3000) + Self.cell("{{c x}}{{n}}{{/x}}", 3000) + Self.cell("合计", 3000),
          Self.cell("甲", 3000) + Self.cell("{{v}}", 3000) + Self.cell("9", 3000))))
    template.expand(["x": Array(repeating: 0, count: count)], ["v": .text("v", control: nil)])
    #expect(template.problems.isEmpty)
    let expected = lines.map { $0.replacing(#/v\d/#, with: "v") }
    #expect(drawn(template) == expected)
  }

  @Test func `takes width of other columns before copies get too narrow`() throws {
    var template = try #require(
      Template(
        Self.table(
          [3000, 3000, 3000],
          Self.cell("属地", 3000) + Self.cell("{{c x}}{{/x}}月", 3000) + Self.cell("合计", 3000))))
    template.expand(["x": Array(repeating: 0, count: 9)])
    let widths = drawn(template)[0].split(separator: " ").compactMap { Int($0) }
    #expect(widths == [1260] + Array(repeating: 720, count: 9) + [1260])
  }

  @Test func `divides what there is when there is too little, to the last twip`() throws {
    var template = try #require(
      Template(Self.table([1000, 1000], Self.cell("属地", 1000) + Self.cell("{{c x}}{{/x}}月", 1000))))
    template.expand(["x": Array(repeating: 0, count: 31)])
    let widths = drawn(template)[0].split(separator: " ").compactMap { Int($0) }
    #expect(widths.count == 32 && widths.reduce(0, +) == 2000)
    #expect(widths.min() ?? 0 > 0)
  }

  @Test func `spans all copies with a cell that spans the columns, and moves gaps`() throws {
    var template = try #require(
      Template(
        Self.table(
          [1000, 2000, 2000, 1000],
          Self.cell("各月情况", 6000, span: 4),
          WML.tr(
            Self.cell("批次", 2000) + Self.cell("人次", 2000),
            properties: "<w:gridBefore w:val=\"1\"/><w:gridAfter w:val=\"1\"/>"
              + "<w:wBefore w:w=\"1000\" w:type=\"dxa\"/><w:wAfter w:w=\"1000\" w:type=\"dxa\"/>"),
          Self.cell("甲", 1000) + Self.cell("{{c x}}{{v}}", 2000) + Self.cell("{{w}}{{/x}}", 2000)
            + Self.cell("9", 1000),
          Self.cell("小计", 1000) + Self.cell("合并", 4000, span: 2) + Self.cell("8", 1000),
          WML.tr(
            Self.cell("注", 1000),
            properties: "<w:gridBefore w:val=\"3\"/><w:wBefore w:w=\"5000\" w:type=\"dxa\"/>"))))
    template.expand(["x": [0, 0]])
    #expect(
      drawn(template) == [
        "1000 1000 1000 1000 1000 1000",
        "各月情况×6=6000",
        "[1] 批次=1000 人次=1000 批次=1000 人次=1000 [1]",
        "甲=1000 v1=1000 w1=1000 v2=1000 w2=1000 9=1000",
        "小计=1000 合并×4=4000 8=1000",
        "[5] 注=1000",
      ])
    let after = template.blocks[0].all(.w("tr"))[1].first(.w("trPr"))?.elements.map(\.name.local)
    #expect(after == ["gridBefore", "gridAfter", "wBefore", "wAfter"])
    template = try #require(
      Template(
        Self.table(
          [1000, 2000, 2000],
          WML.tr(Self.cell("乙", 1000), properties: "<w:gridAfter w:val=\"2\"/>"),
          Self.cell("甲", 1000) + Self.cell("{{c x}}{{v}}", 2000) + Self.cell("{{/x}}", 2000),
          Self.cell("小计", 1000) + Self.cell("合并", 4000, span: 2))))
    template.expand(["x": []])
    #expect(drawn(template) == ["5000", "乙=5000", "甲=5000", "小计=5000"])
  }

  @Test func `repeats a cell over the columns that holds their beginning`() throws {
    var template = try #require(
      Template(
        Self.table(
          [1000, 2000, 2000],
          Self.cell("", 1000) + Self.cell("{{c x}}{{n}}", 4000, span: 2),
          Self.cell("甲", 1000) + Self.cell("{{v}}", 2000) + Self.cell("{{w}}{{/x}}", 2000))))
    template.expand(["x": [0, 0]])
    #expect(
      drawn(template) == [
        "1000 1000 1000 1000 1000", "=1000 n1×2=2000 n2×2=2000",
        "甲=1000 v1=1000 w1=1000 v2=1000 w2=1000",
      ])
  }

  @Test func `repeats rows and columns, a figure for each pair`() throws {
    var template = try #require(
      Template(
        Self.table(
          [2000, 2000],
          Self.cell("属地", 2000) + Self.cell("{{n}}", 2000),
          Self.cell("{{r y}}{{名}}", 2000) + Self.cell("{{c x}}{{v}}{{/x}}{{/y}}", 2000))))
    template.expand(["x": [0, 0], "y": [0, 0]])
    #expect(
      drawn(template) == [
        "2000 1000 1000", "属地=2000 n1=1000 n2=1000", "名1=2000 v1.1=1000 v1.2=1000",
        "名2=2000 v2.1=1000 v2.2=1000",
      ])
    // Neither rows nor columns left: the header stays, and a row that says so.
    template = try #require(
      Template(
        Self.table(
          [2000, 1000, 1000],
          Self.cell("属地", 2000) + Self.cell("{{n}}", 1000) + Self.cell("计", 1000),
          Self.cell("{{r y}}{{名}}", 2000) + Self.cell("{{c x}}{{v}}{{/x}}", 1000)
            + Self.cell("{{/y}}", 1000))))
    template.expand(["x": [0, 0], "y": []])
    #expect(
      drawn(template) == ["1560 720 720 1000", "属地=1560 n1=720 n2=720 计=1000", "无×4=4000"])
  }

  @Test(arguments: [[], [0]])
  func `leaves no table without columns`(rows: [Int]) throws {
    var template = try #require(
      Template(WML.line("前") + WML.table(["{{r y}}{{c x}}甲", "乙{{/x}}{{/y}}"]) + WML.line("后")))
    template.expand(["x": [], "y": rows])
    #expect(template.blocks.map { $0.name.local + $0.text } == ["p前", "p后"])
  }

  @Test func `nests columns in columns`() throws {
    var template = try #require(
      Template(
        Self.table(
          [1000, 1000, 1000],
          Self.cell("", 1000) + Self.cell("{{c x}}{{年}}", 2000, span: 2),
          Self.cell("", 1000) + Self.cell("{{c y}}{{月}}{{/y}}", 1000)
            + Self.cell("小计{{/x}}", 1000))))
    template.expand(["x": [0, 0], "y": [0, 0]])
    #expect(
      drawn(template) == [
        "564 406 406 406 406 406 406", "=564 年1×3=1218 年2×3=1218",
        "=564 月1.1=406 月1.2=406 小计=406 月2.1=406 月2.2=406 小计=406",
      ])
  }

  @Test(arguments: [
    ([0], ["2667 1333", "甲=2667 a=1333"]), ([1], ["2667 666 667", "甲=2667 b=666 c=667"]),
    ([], ["4000", "甲=4000"]),
  ])
  func `chooses between columns`(segments: [Int], lines: [String]) throws {
    var template = try #require(
      Template(
        Self.table(
          [2000, 1000, 500, 500],
          Self.cell("甲", 2000) + Self.cell("{{c x}}a", 1000) + Self.cell("{{|x}}b", 500)
            + Self.cell("c{{/x}}", 500))))
    template.expand(["x": segments])
    #expect(template.problems.isEmpty)
    #expect(drawn(template) == lines)
  }

  @Test func `keeps vertical merges in the columns it repeats, and in those beside`() throws {
    let restart = "<w:vMerge w:val=\"restart\"/>"
    let merged = "<w:vMerge/>"
    var template = try #require(
      Template(
        Self.table(
          [1000, 2000, 1000],
          Self.cell("甲", 1000, restart) + Self.cell("{{c x}}{{v}}{{/x}}", 2000, restart)
            + Self.cell("1", 1000),
          Self.cell("", 1000, merged) + Self.cell("", 2000, merged) + Self.cell("2", 1000))))
    template.expand(["x": [0, 0]])
    #expect(
      drawn(template) == [
        "1000 1000 1000 1000", "↓甲=1000 ↓v1=1000 ↓v2=1000 1=1000", "↑=1000 ↑=1000 ↑=1000 2=1000",
      ])
  }

  @Test func `repeats a column of cells in controls`() throws {
    let control =
      "<w:sdt><w:sdtPr><w:id w:val=\"5\"/></w:sdtPr><w:sdtContent>"
      + Self.cell("{{v}}", 2000) + "</w:sdtContent></w:sdt>"
    let both =
      "<w:sdt><w:sdtPr><w:id w:val=\"6\"/></w:sdtPr><w:sdtContent>"
      + Self.cell("乙", 2000) + Self.cell("{{w}}", 2000) + "</w:sdtContent></w:sdt>"
    var template = try #require(
      Template(
        Self.table(
          [2000, 2000], Self.cell("甲", 2000) + Self.cell("{{c x}}{{n}}{{/x}}", 2000),
          Self.cell("乙", 2000) + control, both)))
    template.expand(["x": [0, 0]])
    let lines = drawn(template).map { $0.replacing(#/=\d+/#, with: "") }
    #expect(lines == ["2000 1000 1000", "甲 n1 n2", "乙 v1 v2", "乙 w1 w2"])
    let ids = values(template.blocks[0], .w("sdtPr")) { $0.first(.w("id"))?[w: "val"] }
    #expect(Set(ids).count == 3)
  }

  @Test func `says which row holds a cell that lies half inside`() throws {
    var template = try #require(
      Template(
        Self.table(
          [1000, 2000, 1000],
          Self.cell("甲", 1000) + Self.cell("{{c x}}{{v}}", 2000) + Self.cell("{{/x}}", 1000),
          Self.cell("乙", 3000, span: 2) + Self.cell("丙", 1000))))
    template.expand(["x": [0, 0]])
    #expect(template.problems.map(\.kind) == [.columns(row: 2)])
  }

  @Test(arguments: ["", "<w:gridCol/><w:gridCol/>"])
  func `works without a grid, and with widths in parts`(grid: String) throws {
    let cell = { (text: String) in
      "<w:tc><w:tcPr><w:tcW w:w=\"2500\" w:type=\"pct\"/></w:tcPr>\(WML.line(text))</w:tc>"
    }
    var template = try #require(
      Template(WML.table(grid: grid, WML.tr(cell("甲") + cell("{{c x}}{{v}}{{/x}}")))))
    template.expand(["x": [0, 0]])
    #expect(drawn(template) == ["? ? ?", "甲=2500 v1=1250 v2=1250"])
  }
}
