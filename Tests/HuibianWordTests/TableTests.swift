import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

struct TableTests {
  /// The texts of the first table, a row a line, cells divided by `|`, merged cells as `↓` and `↑`.
  private func rows(_ template: Template) -> [String] {
    let table = template.blocks.first { $0.name == .w("tbl") }
    return (table?.all(.w("tr")) ?? []).map { row in
      row.all(.w("tc")).map { cell in
        let merge = cell.first(.w("tcPr"))?.first(.w("vMerge"))
        let mark = merge.map { $0[w: "val"] == "restart" ? "↓" : "↑" } ?? ""
        return mark + cell.all(.w("p")).map(\.text).joined(separator: "/")
      }.joined(separator: "|")
    }
  }

  @Test(arguments: [
    ([Int](), ["名|数", "无"]), ([0], ["名|数", "a1|b1"]),
    ([0, 0, 0], ["名|数", "a1|b1", "a2|b2", "a3|b3"]),
  ])
  func `repeats a row`(copies: [Int], result: [String]) throws {
    var template = try #require(Template(WML.table(["名", "数"], ["{{r x}}{{a}}", "{{b}}{{/x}}"])))
    template.expand(["x": copies])
    #expect(template.problems.isEmpty)
    #expect(rows(template) == result)
  }

  @Test func `spans the table with the row that says there is nothing`() throws {
    var template = try #require(
      Template(WML.table(["名", "数", "率"], ["{{r x}}{{a}}", "{{b}}", "{{/x}}"], headers: 1)))
    template.expand(["x": []])
    let cell = template.blocks[0].all(.w("tr"))[1].all(.w("tc"))
    #expect(cell.count == 1)
    #expect(cell[0].first(.w("tcPr"))?.first(.w("gridSpan"))?[w: "val"] == "3")
    #expect(cell[0].first(.w("tcPr"))?.first(.w("tcW"))?[w: "w"] == "6000")
  }

  @Test func `keeps other rows without a word`() throws {
    var template = try #require(
      Template(WML.table(["名"], ["{{r x}}{{a}}{{/x}}"], ["合计"])))
    template.expand(["x": []])
    #expect(rows(template) == ["名", "合计"])
  }

  @Test func `leaves no row that held only block tags, and no blank line in a cell`() throws {
    var template = try #require(
      Template(
        WML.table(
          ["名", "数"], ["{{r x}}", ""], ["{{a}}", "{{p y}}\n{{b}}\n{{/y}}"], ["{{/x}}", ""])))
    template.expand(["x": [0, 0], "y": [0, 0]])
    #expect(rows(template) == ["名|数", "a1|b1.1/b1.2", "a2|b2.1/b2.2"])
  }

  @Test(arguments: [([0], ["甲|1"]), ([1], ["乙|2", "丙|3"])])
  func `chooses between rows`(segments: [Int], result: [String]) throws {
    var template = try #require(
      Template(
        WML.table(["名", "数"], ["{{r x}}甲", "1"], ["{{|x}}乙", "2"], ["丙", "3{{/x}}"])))
    template.expand(["x": segments])
    #expect(rows(template) == ["名|数"] + result)
  }

  @Test(arguments: [([0], "甲|1||"), ([1], "甲||2|")])
  func `chooses within a row`(segments: [Int], result: String) throws {
    var template = try #require(
      Template(WML.table(["甲", "{{r x}}1", "{{|x}}2", "{{/x}}"])))
    template.expand(["x": segments])
    #expect(rows(template) == [result])
  }

  @Test func `nests rows in rows`() throws {
    var template = try #require(
      Template(
        WML.table(
          ["{{r x}}{{a}}", ""], ["{{r y}}{{b}}", "{{i z}}{{c}}{{/z}}{{/y}}"], ["小计", "{{/x}}"])))
    template.expand(["x": [0, 0], "y": [0, 0], "z": [0]])
    #expect(
      rows(template) == [
        "a1|", "b1.1|c1.1.1", "b1.2|c1.2.1", "小计|", "a2|", "b2.1|c2.1.1", "b2.2|c2.2.1", "小计|",
      ])
  }

  @Test func `nests regions that share one row`() throws {
    var template = try #require(
      Template(WML.table(["名"], ["{{r x}}{{r y}}{{b}}", "{{/y}}{{/x}}"])))
    template.expand(["x": [0, 0], "y": [0, 0]])
    #expect(rows(template) == ["名", "b1.1|", "b1.2|", "b2.1|", "b2.2|"])
  }

  private static func merging(_ states: [String]) -> String {
    let grid = "<w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"2000\"/>"
    let rows = states.map { state in
      let parts = state.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      let merge = ["↓": "<w:vMerge w:val=\"restart\"/>", "↑": "<w:vMerge/>"][parts[0]] ?? ""
      return WML.tr(
        WML.tc(WML.line(parts[1]), properties: merge) + WML.tc(WML.line(parts[2])))
    }
    return WML.table(grid: grid, rows.joined())
  }

  @Test(arguments: [
    // Begun above the region: all copies go on.
    (["↓|a|", "↑||{{r x}}{{y}}{{/x}}"], ["↓a|", "↑|y1", "↑|y2"]),
    // Begun in the region: the later copies go on with it.
    (["↓|a|{{r x}}{{y}}{{/x}}"], ["↓a|y1", "↑|y2"]),
    (["↓|a|{{r x}}{{y}}{{/x}}", "↑||b"], ["↓a|y1", "↑|y2", "↑|b"]),
    // Within the region: each copy has its own.
    (["↓|a|{{r x}}{{y}}", "↑||b{{/x}}"], ["↓a|y1", "↑|b", "↓a|y2", "↑|b"]),
  ])
  func `keeps vertical merges of the template sound`(template: [String], result: [String]) throws {
    var template = try #require(Template(Self.merging(template)))
    template.expand(["x": [0, 0]])
    #expect(rows(template) == result)
  }

  @Test func `merges equal neighbours within one set of copies`() throws {
    var template = try #require(
      Template(
        WML.table(
          ["名", "数"], ["{{r x}}{{名}}", "{{i z}}{{/z}}{{数}}{{/x}}"], ["{{r y}}{{名}}", "{{数}}{{/y}}"])
      ))
    template.expand(
      ["x": [0, 0, 0], "y": [0], "z": []],
      ["名": .merged("区", control: ControlIdentity(alias: "名称", tag: "1"))])
    #expect(rows(template) == ["名|数", "↓区|数1", "↑|数2", "↑|数3", "区|数1"])
    #expect(values(template.blocks[0], .w("sdt")) { $0.text } == ["区", "区"])
  }

  @Test func `a cell of an outer loop merges over all that is repeated within its copies`() throws {
    var template = try #require(
      Template(
        WML.table(["大", "小", "数"], ["{{r x}}{{r y}}{{大}}", "{{小}}", "{{数}}{{/y}}{{/x}}"])))
    template.expand(
      ["x": [0, 0], "y": [0, 0]],
      ["大": .merged("区", control: nil, of: 1000), "小": .merged("镇", control: nil, of: 1001)])
    #expect(
      rows(template) == ["大|小|数", "↓区|↓镇|数1.1", "↑|↑|数1.2", "↑|↓镇|数2.1", "↑|↑|数2.2"])
  }

  @Test func `keeps the paragraph that a cell must hold`() throws {
    var template = try #require(
      Template(WML.table(["{{i x}}甲{{/x}}", "{{t}}", "{{p y}}\n乙\n{{/y}}"])))
    template.expand(["x": [], "y": []], ["t": .blocks(WML.elements(WML.table(["内"])))])
    let cells = template.blocks[0].all(.w("tr"))[0].all(.w("tc"))
    #expect(
      cells.map { $0.elements.dropFirst().map(\.name.local) } == [["p"], ["tbl", "p"], ["p"]])
  }
}
