import HuibianDiagnostics
import HuibianTemplate
import HuibianTestSupport
import Testing

@Suite struct RegionTests {
  typealias Step = BlockPath.Step
  private static func cell(_ row: Int, _ cell: Int, _ paragraph: Int = 0) -> [Step] {
    [.story(0), .table(0), .row(row), .cell(cell), .paragraph(paragraph)]
  }
  private static func body(_ paragraph: Int) -> [Step] { [.story(0), .paragraph(paragraph)] }
  private static func nested(_ row: Int, _ cell: Int) -> [Step] {
    [.story(0), .table(0), .row(1), .cell(0), .table(0), .row(row), .cell(cell), .paragraph(0)]
  }

  @Test(
    arguments: [
      ("每个", body(0), body(0), .inline), ("每个", body(0), body(2), .paragraphs),
      ("每个", cell(1, 0), cell(1, 0), .inline), ("每个", cell(1, 0, 0), cell(1, 0, 1), .paragraphs),
      ("每个", cell(1, 0), cell(1, 2), .rows), ("每个", cell(1, 2), cell(3, 0), .rows),
      ("如果", cell(1, 0), cell(1, 2), .rows),
      ("每个", nested(0, 0), nested(0, 1), .rows), ("每个", nested(0, 0), nested(1, 1), .rows),
      ("每行", cell(1, 1), cell(1, 1), .rows), ("每行", cell(1, 1, 0), cell(1, 1, 1), .rows),
      ("每列", cell(0, 1), cell(0, 1), .columns), ("每列", cell(0, 1), cell(2, 2), .columns),
      ("每个", [.story(1), .paragraph(0)], [.story(1), .paragraph(1)], .paragraphs),
      (
        "每个", [.story(0), .paragraph(3), .box(0), .paragraph(0)],
        [.story(0), .paragraph(3), .box(0), .paragraph(1)], .paragraphs
      ),
      ("每个", body(0), cell(0, 0), nil), ("每个", cell(0, 0), body(1), nil),
      ("每个", cell(1, 0), nested(0, 0), nil), ("每个", cell(1, 1), nested(0, 0), nil),
      ("每个", body(3), [.story(0), .paragraph(3), .box(0), .paragraph(0)], nil),
      ("每个", body(0), [.story(1), .paragraph(0)], nil),
      ("每个", cell(0, 0), [.story(0), .table(1), .row(0), .cell(0), .paragraph(0)], nil),
      ("每行", body(0), body(0), nil), ("每列", body(0), body(1), nil),
    ] as [(String, [Step], [Step], Region.Extent?)])
  func `decides from two places what is enclosed`(
    word: String, first: [Step], last: [Step], extent: Region.Extent?
  ) {
    let blocks =
      first == last
      ? [block("{{\(word) 问题属地}}甲{{完}}", first, place: "甲")]
      : [
        block("{{\(word) 问题属地}}", first, place: "甲"), block("{{完}}", last, place: "乙"),
      ]
    let (template, messages) = parsed(blocks)
    #expect(template.regions.first?.extent == extent)
    #expect(messages.isEmpty == (extent != nil))
  }

  @Test func `pairs, nests and scopes`() {
    let (template, messages) = parsed(
      bodyBlocks(
        "{{每个 问题属地}}", "{{名称}}{{如果 来访批次 = 0}}零{{否则如果 来访批次 > 5}}多{{来访批次}}{{否则}}{{来信件数}}{{完}}",
        "{{/问题属地}}", "{{单位}}"))
    #expect(messages.isEmpty)
    #expect(template.regions.map(\.boundaries) == [[0, 8], [2, 3, 5, 7]])
    #expect(template.regions.map(\.extent) == [.paragraphs, .inline])
    #expect(template.regions.map(\.parent) == [nil, 0])
    #expect(
      template.tags.indices.map { template.scopes(ofTag: $0) }
        == [[], [0], [0], [0], [0, 1], [0], [0, 1], [0], [], []])
    #expect(template.segment(ofTag: 4, in: 1) == 1)
    #expect(template.segment(ofTag: 6, in: 1) == 2)
    #expect(template.tags(in: nil) == [0, 8, 9])
    #expect(template.names.map(\.text) == ["问题属地", "名称", "来访批次", "来信件数", "单位"])
  }

  @Test func `a region of columns is around the header of its columns`() {
    let (template, messages) = parsed([
      block("{{分类}}", Self.cell(0, 1), place: "a"),
      block("{{每行 问题属地}}{{名称}}", Self.cell(1, 0), place: "b"),
      block("{{每列 内容分类}}{{来访批次}}{{完}}{{完}}", Self.cell(1, 1), place: "c"),
    ])
    #expect(messages.isEmpty)
    #expect(template.regions.map(\.extent) == [.rows, .columns])
    #expect(
      template.tags.indices.map { template.scopes(ofTag: $0) }
        == [[1], [], [0], [], [0, 1], [], []])
  }

  private static func wide(_ text: String, _ row: Int, _ cell: Int, _ columns: Range<Int>)
    -> TemplateBlock
  {
    TemplateBlock(
      text: text, path: BlockPath(Self.cell(row, cell)), cells: [columns]
    ) { ordinal, _ in
      .tag(file: "年.docx", part: "word/document.xml", place: "\(row)行\(cell)格", tag: ordinal)
    }
  }

  @Test func `a cell over all the columns is around no copy, unless the columns begin in it`() {
    let (template, messages) = parsed([
      Self.wide("{{甲}}", 0, 1, 1..<3), Self.wide("{{每列 月份}}{{乙}}", 1, 1, 1..<3),
      Self.wide("{{丙}}", 2, 1, 1..<2), Self.wide("{{丁}}{{完}}", 2, 2, 2..<3),
      Self.wide("{{戊}}", 3, 0, 0..<1), Self.wide("{{己}}", 3, 1, 1..<3),
      Self.wide("{{庚}}", 4, 0, 0..<4),
    ])
    #expect(messages.isEmpty)
    #expect(
      template.tags.indices.map { template.scopes(ofTag: $0) }
        == [[], [], [0], [0], [0], [], [], [], []])
  }

  @Test func `a block in a cell lies deeper than the columns that begin below it`() {
    let (template, messages) = parsed([
      Self.wide("{{每个 问题属地}}{{甲}}{{完}}", 0, 1, 1..<2),
      Self.wide("{{每列 月份}}{{乙}}{{完}}", 1, 1, 1..<2),
    ])
    #expect(messages.isEmpty)
    #expect(template.scopes(ofTag: 1) == [1, 0])
    #expect(template.regions.map(\.parent) == [1, nil])
  }

  @Test(arguments: [
    (
      [wide("{{每列 月份}}{{完}}", 0, 1, 1..<2), wide("{{每列 月份}}{{完}}", 1, 1, 1..<2)],
      "“{{每列 月份}}”（0行1格第1个标签）与“{{每列 月份}}”（1行1格第1个标签）的两块是表格的同一些列"
    ),
    (
      [
        wide("{{每列 年}}", 0, 1, 1..<2), wide("{{每列 月份}}", 0, 2, 2..<3),
        wide("{{完}}", 0, 3, 3..<4), wide("{{完}}", 1, 2, 2..<3),
      ], "的两块是表格的同一些列"
    ),
    (
      [wide("{{如果列 甲}}", 0, 1, 1..<2), wide("{{否则}}{{完}}", 1, 1, 1..<2)],
      "标签“{{否则}}”（1行1格第1个标签）与“{{如果列 甲}}”（0行1格第1个标签）在表格的同一列里，这一列分不开"
    ),
  ])
  func `names both ends of columns that cannot be parted`(blocks: [TemplateBlock], said: String) {
    let messages = parsed(blocks).messages
    #expect(messages.count == 1)
    #expect(messages.first?.contains(said) ?? false, "\(messages)")
    #expect(messages.first?.contains("[crossing-block]") ?? false)
  }

  @Test(arguments: [
    (["{{每个 责任单位}}", "文字"], "第1段:标签1: 错误: 标签“{{每个 责任单位}}”没有结束 [unclosed-block]"),
    (["{{完}}"], "第1段:标签1: 错误: 标签“{{完}}”前面没有与它配对的“如果”或“每个” [stray-end]"),
    (["{{否则}}"], "第1段:标签1: 错误: 标签“{{否则}}”前面没有与它配对的“如果” [stray-end]"),
    (
      ["{{每个 月份}}", "{{否则}}", "{{完}}"],
      "第2段:标签1: 错误: 标签“{{否则}}”直接写在“{{每个 月份}}”（第1段第1个标签）里，“每个”没有“否则” [stray-end]"
    ),
    (
      ["{{如果 甲}}{{否则}}{{否则}}{{完}}"],
      "第1段:标签3: 错误: 标签“{{否则}}”写在“{{如果 甲}}”（第1段第1个标签）的“否则”后面 [stray-end]"
    ),
    (
      ["{{#甲}}", "{{/乙}}"],
      "第2段:标签1: 错误: 标签“{{/乙}}”（第2段第1个标签）的名称与它要结束的“{{#甲}}”（第1段第1个标签）不同 [block-mismatch]"
    ),
    (["{{#甲}}{{#乙}}{{/甲}}"], "第1段:标签2: 错误: 标签“{{#乙}}”没有结束 [unclosed-block]"),
    (["{{每行 甲}}{{完}}"], "第1段:标签1: 错误: 标签“{{每行 甲}}”和它的结束不在表格的单元格里 [not-in-table]"),
  ])
  func `names both ends of a wrong pair`(texts: [String], expected: String) {
    let (_, messages) = parsed(
      texts.enumerated().map { block($1, Self.body($0), place: "第\($0 + 1)段") })
    let said = messages.joined(separator: "\n")
      .replacing("年.docx(word/document.xml):", with: "").split(separator: "\n  提示").first
    #expect(said.map(String.init) == expected)
  }

  @Test func `names both ends of crossing blocks`() {
    let crossing = parsed([
      block("{{每个 甲}}", Self.body(0), place: "第1段"),
      block("{{完}}", Self.cell(0, 0), place: "表1第1行第1格第1段"),
    ])
    #expect(
      crossing.messages == [
        """
        年.docx(word/document.xml):第1段:标签1: 错误: 标签“{{每个 甲}}”（第1段第1个标签）与“{{完}}”（表1第1行第1格第1段第1个标签）不在同一处，不能配成一块 [crossing-block]
          提示: 把两个标签放在同一段、同一单元格、同一表格的行里，或都放在表格外面
        """
      ])
    let overlapping = parsed([
      block("{{如果 甲}}", Self.cell(0, 0), place: "格1"),
      block("{{完}}{{如果 乙}}", Self.cell(0, 1), place: "格2"),
      block("{{完}}", Self.cell(0, 2), place: "格3"),
    ])
    #expect(overlapping.messages.count == 1)
    #expect(overlapping.messages[0].contains("“{{如果 甲}}”（格1第1个标签）与“{{如果 乙}}”（格2第2个标签）的两块互相交叉"))
    let shared = parsed([
      block("{{如果 甲}}", Self.cell(0, 0), place: "格1"),
      block("{{否则}}", Self.cell(0, 1), place: "格2"),
      block("{{完}}", Self.cell(1, 2), place: "格3"),
    ])
    #expect(shared.messages.count == 1)
    #expect(shared.messages[0].contains("在表格的同一行里，这一行分不开"))
  }

  @Test func `stops at its limits`() {
    let deep = String(repeating: "{{如果 甲}}", count: 17) + String(repeating: "{{完}}", count: 17)
    #expect(parsed(bodyBlocks(deep)).messages.map { $0.contains("[too-deep]") } == [true])
    let brackets =
      "{{如果 " + String(repeating: "（", count: 17) + "甲"
      + String(repeating: "）", count: 17) + "}}{{完}}"
    #expect(parsed(bodyBlocks(brackets)).messages.map { $0.contains("[too-deep]") } == [true])
    let long = "{{" + String(repeating: "甲", count: 497) + "}}"
    #expect(parsed(bodyBlocks(long)).messages.map { $0.contains("[too-long]") } == [true])
    #expect(
      parsed(bodyBlocks(long.replacing("甲甲甲甲", with: "甲甲甲", maxReplacements: 1))).messages.isEmpty)
  }

  @Test func `random text in braces is a tag or a message, never a crash`() {
    var generator = SeededGenerator(seed: 7)
    let alphabet = Array(
      "来访批次如果每个完否则表按前其中且或非 　:：=＝|｜,，、/()（）[]【】“”'\"0５%万.-_<>≠×*{}｛｝#^?@\u{200B}\u{200D}e\u{301}待填图编号"
    )
    for _ in 0..<4000 {
      let length = Int.random(in: 0...24, using: &generator)
      let text = String(
        (0..<length).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] })
      let (template, messages) = parsed(bodyBlocks("{{" + text + "}}"))
      #expect(!template.tags.isEmpty || !messages.isEmpty)
      for tag in template.tags {
        if case .broken = tag.kind { #expect(!messages.isEmpty) }
      }
    }
  }
}
