import HuibianDiagnostics
import HuibianReaders
import HuibianTable
import Testing

@Suite struct `reading cells` {
  private func one(_ column: String, _ cell: String) -> Outcome {
    let cell = cell.contains(",") ? "\"\(cell)\"" : cell
    return Outcome(
      Samples.text("信访件编号,登记日期,信访形式,\(column)", "A1,2024-1-5,来信,\(cell)"), needed: [column])
  }

  @Test(arguments: [
    "2024-06-03", "2024/6/3", "2024.6.3", "2024年6月3日", "２０２４年６月３日", "20240603", "'2024-06-03",
    "2024/6/3 9:03", "2024-06-03 09:03:00", "2024-06-03T09:03:00", "2024-06-03T09:03:00+08:00",
    "2024-06-03T09:03:00.000Z", "2024/6/3 上午 9:03", "2024年6月3日 下午3时5分", "2024-06-03 ",
    "\u{3000}2024-6-3",
    "20240603090300", "2024/6/3 星期一",
  ])
  func `knows every way of writing a day`(cell: String) {
    let outcome = one("办结日期", cell)
    #expect(outcome.messages == "")
    #expect(outcome.dates("办结日期") == ["2024-06-03"])
  }

  @Test(arguments: ["", "-", "—", "无", "0000-00-00", "N/A", " "])
  func `takes signs for no date as empty`(cell: String) {
    let outcome = one("办结日期", cell)
    #expect(outcome.messages == "")
    #expect(outcome.dates("办结日期") == [""])
  }

  @Test(arguments: [
    "2024-02-30", "2023-02-29", "1900-01-00", "24-6-3", "2024-6", "2024-6-3x", "2024-6/3", "近期",
    "2024-06-03 25:00", "123", "20241301", "2024-06-0312", "#N/A",
  ])
  func `refuses what is no day`(cell: String) {
    #expect(
      one("办结日期", cell).messages == """
        a.csv:2:4: 错误: “办结日期”列的“\(cell)”不是日期 [bad-date]
          提示: 日期写作2024-06-03、2024/6/3、2024年6月3日或20240603
        """)
  }

  @Test func `converts serials of Excel and says so`() {
    let outcome = one("办结日期", "45292")
    #expect(outcome.dates("办结日期") == ["2024-01-01"])
    #expect(
      outcome.messages
        == "a.csv:2:4: 说明: “办结日期”列有1格是Excel日期序号（如45292），已按1900日期系统换算 [excel-serial]")
  }

  @Test(arguments: [
    ("1904-10-07", "1904年的日期常因Excel文件使用1904日期系统而来：按原系统导出，或核对该日期"), ("2124-10-01", "核对该日期"),
  ])
  func `doubts a day long ago or far ahead`(cell: String, hint: String) {
    let outcome = one("办结日期", cell)
    #expect(outcome.dates("办结日期") == [cell])
    #expect(
      outcome.messages == """
        a.csv:2:4: 警告: “办结日期”列的日期在\(cell.prefix(4))年，不合常理 [implausible-date]
          提示: \(hint)
        """)
  }

  @Test(
    arguments: [
      ("12", 12), ("１２", 12), ("12人", 12), ("12 人次", 12), ("12.0", 12), ("1,234", 1234), ("0", 0),
      ("", nil), ("—", nil), (" 7 ", 7),
    ] as [(String, Int64?)])
  func `knows whole numbers`(cell: String, number: Int64?) {
    let outcome = one("信访人数", cell)
    #expect(outcome.messages == "")
    #expect(outcome.integers("信访人数") == [number])
  }

  @Test(arguments: [
    "约30人", "30余人", "2-Jan", "#N/A", "abc", "-1", "1.5", "12,34", "99999999999999999999",
  ])
  func `refuses what is no count`(cell: String) {
    let shown =
      cell.count >= 11 ? "内容（疑为证件或电话号码，不显示）" : "“\(cell)”"
    #expect(
      one("信访人数", cell).messages == """
        a.csv:2:4: 错误: “信访人数”列的\(shown)不是非负整数 [bad-number]
          提示: 写成具体的数，如12；不写“约”“余”
        """)
  }

  @Test(
    arguments: [
      ("12", 12_000_000), ("1,234.5", 1_234_500_000), ("-0.000001", -1), ("3.10元", 3_100_000),
    ] as [(String, Int64)])
  func `keeps decimals exactly`(cell: String, scaled: Int64) {
    let outcome = Outcome("项目,预算数\n甲,\"\(cell)\"\n")
    #expect(outcome.messages == "")
    #expect(outcome.reading.tables["预算"]?["预算数"] == .decimals([scaled], scale: 6))
  }

  @Test(arguments: [
    ("是", "是"), ("√", "是"), ("1", "是"), ("Y", "是"), ("true", "是"), ("已办结", "是"), ("有", "是"),
    ("否", "否"), ("×", "否"), ("0", "否"), ("未办结", "否"), ("无", "否"), ("", ""), ("Ｎ", "否"),
  ])
  func `knows yes and no`(cell: String, value: String) {
    let outcome = one("办结标志", cell)
    #expect(outcome.messages == "")
    #expect(outcome.texts("办结标志") == [value])
  }

  @Test func `warns of a flag that is neither`() {
    #expect(
      one("办结标志", "也许").messages == """
        a.csv:2:4: 警告: “办结标志”列的“也许”不是“是”或“否” [bad-flag]
          提示: 改为是或否，或在huibian.yaml的“取值”中写明它的意思
        """)
  }

  @Test func `names an unknown choice once, with the nearest`() {
    let outcome = Outcome(
      Samples.text("信访件编号,登记日期,信访形式", "A1,2024-1-5,走访", "A2,2024-1-5,网上信仿", "A3,2024-1-5,网上信仿"),
      needed: ["信访形式"])
    #expect(outcome.texts("信访形式") == ["来访", "网上信仿", "网上信仿"])
    #expect(
      outcome.messages == """
        a.csv:3:3: 警告: “信访形式”列的“网上信仿”不在已知取值之中 [unknown-value]
          提示: 是否指“网上信访”；若是，在huibian.yaml中写：取值: {信访形式: {网上信仿: 网上信访}}
        """)
  }

  @Test func `removes blanks and invisible characters with a word`() {
    let outcome = Outcome(
      Samples.text(
        "信访件编号,登记日期,信访形式,责任单位", "A1,2024-1-5,来信,区住建局\u{200B}", "A2,2024-1-5,来信,区住建局\u{A0}",
        "A3,2024-1-5,来信,\u{3000}区住建局", "A4,2024-1-5,来信,区住建局"), needed: ["责任单位"])
    #expect(outcome.texts("责任单位") == [String](repeating: "区住建局", count: 4))
    #expect(
      outcome.messages == """
        a.csv:2:4: 警告: “责任单位”列的内容里有看不见的字符 \\u{200B}，已去掉 [invisible-character]
          提示: 在原始数据中删去该字符
        a.csv:3:4: 说明: “责任单位”列有2格前后有空白，已去掉 [trimmed]
        """)
  }

  @Test func `only warns in a column that is merely examined`() {
    let outcome = Outcome(
      Samples.text("信访件编号,登记日期,信访形式,信访人数", "A1,2024-1-5,来信,abc"), needed: [],
      examined: ["信访人数"])
    #expect(
      outcome.messages == """
        a.csv:2:4: 警告: “信访人数”列的“abc”不是非负整数 [bad-number]
          提示: 写成具体的数，如12；不写“约”“余”
        """)
    #expect(outcome.integers("信访人数") == [nil])
  }

  @Test func `leaves rows out that a person accepted to lose`() throws {
    let outcome = Outcome(
      Samples.text(
        "信访件编号,登记日期,信访形式,信访人数", "A1,2024-1-5,来信,abc", "A2,2024-2-30,来信,2", "A3,,来信,3",
        "A4,2024-1-5,来信,4"), needed: ["登记日期", "信访人数"],
      accepted: ["bad-number", "bad-date", "missing-date"])
    #expect(
      outcome.messages == """
        a.csv: 说明: 按容许的规则（bad-date）不计1行 [bad-date]
        a.csv: 说明: 按容许的规则（bad-number）不计1行 [bad-number]
        a.csv: 说明: 按容许的规则（missing-date）不计1行 [missing-date]
        """)
    #expect(outcome.integers("信访人数") == [4])
    #expect(outcome.table?.places.lines == [5])
    let summary = try #require(outcome.reading.inputs.first)
    #expect(summary.rows == 1)
    #expect(summary.rowsLeftOut == ["bad-number": 1, "bad-date": 1, "missing-date": 1])
  }

  @Test func `needs a date in the column that counts`() {
    #expect(
      Outcome(Samples.text("信访件编号,登记日期,信访形式", "A1,,来信"), needed: ["登记日期"]).messages == """
        a.csv:2:2: 错误: “登记日期”列没有日期，无法归入任何时期 [missing-date]
          提示: 补上日期
        """)
  }
}
