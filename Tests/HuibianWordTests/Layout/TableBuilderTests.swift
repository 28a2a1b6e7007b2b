import HuibianOPC
import HuibianWord
import Testing

struct TableBuilderTests {
  private typealias Cell = TableContent.Cell

  private func table(_ content: TableContent, hasStyles: Bool = true) -> XML.Element {
    TableBuilder(styles: hasStyles ? .ours : .none).table(content)
  }

  private func merges(_ table: XML.Element) -> [[String?]] {
    table.all(.w("tr")).map { row in
      row.all(.w("tc")).map { $0.first(.w("tcPr"))?.first(.w("vMerge"))?[w: "val"] }
    }
  }

  @Test func `fills the text area, whatever the columns hold`() {
    let content = TableContent(
      header: [[Cell("属地"), Cell("来访批次"), Cell("上年同期来信来访受理总量")]],
      body: [[Cell("灵山镇"), Cell("12"), Cell("130")]])
    let widths = table(content).first(.w("tblGrid"))?.elements.compactMap { Int($0[w: "w"] ?? "") }
    #expect(widths?.reduce(0, +) == 8844)
    #expect(widths.map { $0[0] < $0[2] } == true)
  }

  @Test func `repeats the header and divides no row`() {
    let rows = table(TableContent(header: [[Cell("甲")]], body: [[Cell("一")]])).all(.w("tr"))
    #expect(rows.map { $0.first(.w("trPr"))?.first(.w("tblHeader")) != nil } == [true, false])
    #expect(rows.allSatisfy { $0.first(.w("trPr"))?.first(.w("cantSplit")) != nil })
  }

  @Test func `merges cells down, but not into the body from the header`() {
    let content = TableContent(
      header: [
        [Cell("甲"), Cell("乙", columns: 2)], [Cell("", continuesAbove: true), Cell("丙"), Cell("丁")],
      ],
      body: [
        [Cell("一", continuesAbove: false), Cell("1"), Cell("2")],
        [Cell("一", continuesAbove: true), Cell("3"), Cell("4")],
      ], total: [Cell("合计", isBold: true), Cell("4"), Cell("6")])
    let table = table(content)
    #expect(
      merges(table) == [
        ["restart", nil], ["continue", nil, nil], ["restart", nil, nil], ["continue", nil, nil],
        [nil, nil, nil],
      ])
    #expect(
      table.paragraphTexts == ["甲", "乙", "", "丙", "丁", "一", "1", "2", "", "3", "4", "合计", "4", "6"])
  }

  @Test func `says 无 where there is no row`() {
    let rows = table(TableContent(header: [[Cell("甲"), Cell("乙")]], body: [])).all(.w("tr"))
    #expect(rows.map(\.text) == ["甲乙", "无"])
    let span = rows[1].first(.w("tc"))?.first(.w("tcPr"))?.first(.w("gridSpan"))
    #expect(span?[w: "val"] == "2")
  }

  @Test func `wraps a figure in a content control, whose number is still to come`() throws {
    let cell = Cell("12", control: ControlIdentity(alias: "来访批次", tag: "hb1:0f3a:1"))
    let table = TableBuilder(styles: .ours).table(
      TableContent(header: [[Cell("甲"), Cell("乙")]], body: [[cell, cell]])
    )
    let controls = table.all(.w("tr"))[1].all(.w("tc")).compactMap {
      $0.first(.w("p"))?.first(.w("sdt"))?.first(.w("sdtPr"))
    }
    #expect(controls.map { $0.first(.w("id"))?[w: "val"] } == ["", ""])
    #expect(controls.map { $0.first(.w("alias"))?[w: "val"] } == ["来访批次", "来访批次"])
    #expect(controls[0].elements.map(\.name.local) == ["alias", "tag", "id"])
  }

  @Test func `sets numbers, headings and texts each in a style that a person can change`() {
    let table = TableBuilder(styles: .ours).table(
      TableContent(
        header: [[Cell("甲"), Cell("乙"), Cell("丙"), Cell("丁")]],
        body: [
          [Cell("一", alignment: .left), Cell("1.5", alignment: .right), Cell("同比持平"), Cell("有")],
          [
            Cell("二", alignment: .left), Cell("—", alignment: .right), Cell("同比增加五件次，上升百分之二十五"),
            Cell("无"),
          ],
        ])
    )
    let styles = table.all(.w("tr")).map { row in
      row.all(.w("tc")).map { cell -> String in
        let properties = cell.first(.w("p"))?.first(.w("pPr"))
        #expect(properties?.elements.count == 1, "no formatting but the style")
        return properties?.first(.w("pStyle"))?[w: "val"] ?? ""
      }
    }
    let body = ["HbTableLabel", "HbTableNumber", "HbTableLabel", "HbTableText"]
    #expect(styles == [Array(repeating: "HbTableHeader", count: 4), body, body])
  }

  @Test func `gives a number its room before texts`() {
    let content = TableContent(
      header: [(0..<8).map { Cell("第\($0)项指标的名称") }],
      body: [[Cell("很长很长的一段文字说明")] + (1..<8).map { _ in Cell("1234.5", alignment: .right) }])
    let builder = TableBuilder(styles: .ours)
    #expect(!builder.layout(of: content).breaksNumbers)
    let narrow = TableBuilder(width: 6000, styles: .ours)
    #expect(narrow.layout(of: content).breaksNumbers)
  }

  @Test(arguments: ["95.78%（一致）", "+29.4个百分点", "≥1次（6月底）"])
  func `keeps a short amount in words in one line`(amount: String) throws {
    let long = Cell("部分达成年度指标并具有一定效果", alignment: .left)
    let table = TableBuilder(styles: .ours).table(
      TableContent(
        header: [[Cell("指标"), Cell("填报值"), Cell("依据"), Cell("台账")]],
        body: [[long, long, long, Cell(amount)]])
    )
    let grid = try #require(table.first(.w("tblGrid"))?.all(.w("gridCol")).last)
    let width = try #require(grid[w: "w"].flatMap { Double($0) })
    let text = TextWidth.characters(amount) * 240
    // 小四 is 240 twips wide; the margins of a cell are 57 each.
    #expect(width >= text + 114)
  }

  @Test func `numbers a caption in a field, and sets notes below`() {
    var content = TableContent(caption: "来访情况", header: [[Cell("甲")]], body: [[Cell("一")]])
    content.number = 2
    content.notes = ["注：甲。"]
    for styles in [TableStyles.ours, .none] {
      let elements = TableBuilder(styles: styles).elements(for: content)
      #expect(elements.map(\.name.local) == ["p", "tbl", "p"])
      #expect(
        elements[0].all(.w("r")).compactMap { $0.first(.w("t"))?.text } == [
          "表", "2", "\u{3000}来访情况",
        ])
      #expect(
        elements[0].all(.w("r")).contains {
          $0.first(.w("instrText"))?.text == " SEQ 表 \\* ARABIC "
        })
      #expect(elements[2].text == "注：甲。")
    }
  }

  @Test func `takes a document's own styles by their names`() throws {
    let styles = TableStyles([("T7", "table", "三线表"), ("P3", "paragraph", "表格数字")])
    let content = TableContent(
      header: [[Cell("甲")]], body: [[Cell("1", alignment: .right)], [Cell("二")]],
      total: [Cell("合计")])
    let table = TableBuilder(styles: styles, tableStyle: "T7").table(content)
    let properties = try #require(table.first(.w("tblPr")))
    #expect(properties.first(.w("tblStyle"))?[w: "val"] == "T7")
    #expect(properties.first(.w("tblBorders")) == nil && properties.first(.w("tblCellMar")) == nil)
    #expect(properties.first(.w("tblLook"))?[w: "lastRow"] == "1")
    let paragraphs = table.all(.w("tr")).map {
      $0.first(.w("tc"))?.first(.w("p"))?.first(.w("pPr"))
    }
    #expect(paragraphs.map { $0?.first(.w("pStyle"))?[w: "val"] } == [nil, "P3", nil, nil])
    #expect(
      paragraphs.map { $0?.first(.w("jc"))?[w: "val"] } == ["center", nil, "center", "center"])
    #expect(
      table.all(.w("tr"))[2].first(.w("tc"))?.first(.w("p"))?.first(.w("r"))?.first(.w("rPr"))
        == nil)
  }

  @Test func `writes the look into the table where the document lacks the styles`() throws {
    let content = TableContent(
      caption: "表1", unit: "单位：件次", header: [[Cell("甲")]], body: [[Cell("一", isBold: true)]])
    let elements = TableBuilder(styles: .none).elements(for: content)
    #expect(elements.map(\.text) == ["表1", "单位：件次", "甲一"])
    let properties = try #require(elements[2].first(.w("tblPr")))
    #expect(
      properties.elements.map(\.name.local)
        == ["tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"])
    #expect(elements.allSatisfy { $0.first(.w("pPr"))?.first(.w("pStyle")) == nil })
    let styled = table(content)
    #expect(styled.first(.w("tblPr"))?.first(.w("tblStyle"))?[w: "val"] == GongwenStyle.table.id)
    #expect(styled.first(.w("tblPr"))?.first(.w("tblBorders")) == nil)
  }

  @Test(arguments: [
    ("{{来访批次｜数}}", 6.0), ("{{如果 甲 = 0}}没有{{完}}", 2.0), ("共｛｛甲｝｝件", 8.0), ("{{甲", 1.0),
  ])
  func `counts a tag with the width that it will likely have`(text: String, width: Double) {
    #expect(TextWidth.likely(text) == width)
  }

  @Test func `lists definitions as numbered sentences`() {
    let list = DefinitionList([
      .init(name: "来访批次", text: "指来访的批数"), .init(name: "办结率", text: "办结件数占到期件数的比率。"),
    ])
    #expect(
      list.paragraphs(hasStyles: true).map(\.text) == [
        "1.来访批次：指来访的批数。", "2.办结率：办结件数占到期件数的比率。",
      ])
  }
}

extension TableBuilder {
  func table(_ content: TableContent) -> XML.Element { table(layout(of: content)) }

  fileprivate func elements(for content: TableContent) -> [XML.Element] {
    elements(for: layout(of: content))
  }
}
