import HuibianDiagnostics
import HuibianReaders
import HuibianTable
import Testing

@Suite struct `reading CSV` {
  private let good = Samples.text(
    Samples.header, Samples.first, Samples.second, Samples.third)

  @Test func `gives typed columns and the place of every row`() throws {
    let outcome = Outcome(good)
    #expect(outcome.messages == "")
    #expect(outcome.dates("登记日期") == ["2024-10-01", "2024-10-02", "2024-10-03"])
    #expect(outcome.texts("信访形式") == ["网上信访", "来信", "来访"])
    #expect(outcome.integers("信访人数") == [1, 1, 6])
    #expect(outcome.texts("办结标志") == ["是", "是", "否"])
    #expect(outcome.dates("办结日期") == ["2024-10-12", "2024-10-20", ""])
    let table = try #require(outcome.table)
    #expect(table.location(row: 2, column: "信访人数") == .cell(file: "a.csv", row: 4, column: 4))
    #expect(table.available == Samples.all)
  }

  @Test func `summarizes what it recognized`() throws {
    let summary = try #require(Outcome(good).reading.inputs.first)
    #expect(summary.ledger == "信访件")
    #expect(summary.format == "CSV")
    #expect(summary.encoding == "UTF-8")
    #expect(summary.delimiter == ",")
    #expect(summary.headerLine == 1)
    #expect(summary.rows == 3)
    #expect(summary.columns.map(\.isPersonal) == [Bool](repeating: false, count: 9) + [true])
    #expect(summary.columns.last?.name == nil)
  }

  /// SHA-256 of the bytes as they are in the file, computed by another program.
  @Test func `knows the digest of the file`() throws {
    let outcome = Outcome("信访件编号,登记日期,信访形式\nA1,2024-1-5,来信\n", needed: ["登记日期"])
    let summary = try #require(outcome.reading.inputs.first)
    #expect(summary.sha256 == "4930e212829593a66b3e05565af0392227b02e181ec5adba8a52effcf4b52c7d")
  }

  @Test(arguments: [",", "\t", ";", "|"])
  func `finds the separator`(separator: String) {
    let text = good.split(separator: ",", omittingEmptySubsequences: false)
      .joined(separator: separator)
    let outcome = Outcome(text)
    #expect(outcome.messages == "")
    #expect(outcome.integers("信访人数") == [1, 1, 6])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `finds the line break`(lineBreak: String) {
    let text = Samples.text(
      Samples.header, Samples.first, Samples.second, Samples.third, end: lineBreak)
    let outcome = Outcome(text)
    #expect(outcome.messages == "")
    #expect(outcome.dates("办结日期") == ["2024-10-12", "2024-10-20", ""])
  }

  @Test func `takes a separator that Excel declares`() {
    let outcome = Outcome("sep=;\r\n信访件编号;登记日期;信访形式\r\nA1;2024-1-5;来信\r\n", needed: ["登记日期"])
    #expect(outcome.messages == "")
    #expect(outcome.dates("登记日期") == ["2024-01-05"])
    #expect(outcome.table?.places.line(ofRow: 0) == 3)
  }

  @Test func `reads the last line without a line break`() {
    let outcome = Outcome(String(good.dropLast()))
    #expect(outcome.messages == "")
    #expect(outcome.table?.rowCount == 3)
  }

  @Test func `counts physical lines across quoted line breaks`() {
    let text = Samples.text(
      "信访件编号,登记日期,信访形式,责任单位", "A1,2024-1-5,来信,\"区住建局\n第二科,\"\"特\"\"\"", "A2,2024-1-6,来信,区教育局")
    let outcome = Outcome(text, needed: ["责任单位", "登记日期"])
    #expect(outcome.messages == "")
    #expect(outcome.texts("责任单位") == ["区住建局\n第二科,\"特\"", "区教育局"])
    #expect(outcome.table?.places.lines == [2, 4])
  }

  @Test func `lets paired quotation marks stand inside a field`() {
    let outcome = Outcome(
      Samples.text("信访件编号,登记日期,信访形式,责任单位", "A1,2024-1-5,来信,涉农\"三资\"办"), needed: ["责任单位"])
    #expect(outcome.messages == "")
    #expect(outcome.texts("责任单位") == ["涉农\"三资\"办"])
  }

  @Test func `finds the header below title rows`() throws {
    let outcome = Outcome("某区信访件导出表\n制表日期：2024年11月\n\n" + good)
    #expect(outcome.messages == "")
    #expect(outcome.table?.rowCount == 3)
    let summary = try #require(outcome.reading.inputs.first)
    #expect(summary.headerLine == 4)
    #expect(summary.titleLines == 3)
    #expect(outcome.table?.places.line(ofRow: 0) == 5)
  }

  @Test func `leaves out total rows, blank rows and repeated headers`() throws {
    let outcome = Outcome(
      good + ",,,,,,,,,\n" + Samples.header + "\n" + "合 计,,,8,,,,,,\n\n,总计,,8,,,,,,\n")
    #expect(
      outcome.messages == """
        a.csv:6:1: 说明: 中间重复出现的表头1行，已跳过 [repeated-header]
        a.csv:7:1: 说明: 合计、小计、总计行2行，未计入 [total-row]
        """)
    let summary = try #require(outcome.reading.inputs.first)
    #expect(summary.rows == 3)
    #expect(summary.blankRows == 2)
    #expect(summary.skippedTotals == 2)
  }

  @Test func `lets empty columns stand at the end`() {
    let outcome = Outcome(
      Samples.text("信访件编号,登记日期,信访形式,,", "A1,2024-1-5,来信,,", "A2,2024-1-6,来信", "A3,2024-1-7,来信,"))
    #expect(outcome.messages == "")
    #expect(outcome.table?.rowCount == 3)
  }

  @Test(arguments: [
    ("信访件编号*,登记 日期,信访形式（必填）", "A1,2024-1-5,来信"),
    ("XFJBH,DJSJ,XFXS", "A1,2024-1-5,来信"),
    ("“信访件编号”,登记时间,信访形式", "A1,2024-1-5,来信"),
  ])
  func `knows a header by aliases and in spite of marks`(header: String, row: String) {
    let outcome = Outcome(Samples.text(header, row), needed: ["登记日期", "信访形式"])
    #expect(outcome.messages == "")
    #expect(outcome.texts("信访形式") == ["来信"])
  }

  /// Text → the messages in full.
  @Test(arguments: [
    ("", "a.csv: 错误: 文件是空的 [empty-file]\n  提示: 重新导出后再试"),
    (
      Samples.text(Samples.header, Samples.first, "W2,2024-10-02,来信", Samples.first + ",1,2"),
      """
      a.csv:3:1: 错误: 这一行有3列，表头有10列 [ragged-row]
        提示: 检查这一行是否缺少分隔符，或被换行截断
      a.csv:4:1: 错误: 这一行有12列，表头有10列 [ragged-row]
        提示: 检查这一行的内容里是否有未加引号的分隔符
      """
    ),
    (
      Samples.text("信访件编号,登记日期,信访形式", "A1,2024-1-5,\"来信\"件"),
      """
      a.csv:2:3: 错误: “信访形式”列：右引号之后还有文字 [text-after-quote]
        提示: 引号内的引号要写成两个（""），或删去多余的引号
      """
    ),
    (
      Samples.text("信访件编号,登记日期,信访形式", "A1,2024-1-5,来信", "A2,2024-1-6,\"来信", "A3,2024-1-7,来信"),
      """
      a.csv:3:3: 错误: 从这一行开始的引号没有结束，直到文件末尾 [unterminated-quote]
        提示: 补上右引号，或删去多余的左引号
      """
    ),
    (
      Samples.text("信访件编号,登记日期,信访形式", "A1,2024-1-5,来\"信", "A2,2024-1-6,来\"信"),
      """
      a.csv:2:3: 错误: “信访形式”列：引号出现在没有加引号的内容中，且其间有分隔符或换行 [bare-quote]
        提示: 整个内容加引号，其中的引号写成两个（""）
      """
    ),
    (
      Samples.text("信访件编号,登记日期,信访形式", "A1,2024-1-5,来\u{7}信"),
      """
      a.csv:2:1: 错误: 第2行（第58字节）有不可见的控制字符 \\u{7} [control-character]
        提示: 用文本编辑器删去该字符，或重新导出
      """
    ),
    (
      Samples.text("信访件编号,登记日期,信访形式", "A1,2024-1-5,来信\r续", "A2,2024-1-6,来信"),
      """
      a.csv:2:1: 错误: 行内有单独的回车符，与其他行的换行方式不一致 [mixed-line-breaks]
        提示: 可能是两份导出拼在了一起：分别作为两个文件传入
      """
    ),
    (
      Samples.text("信访件编号,登记日期,信访形式,登记日期", "A1,2024-1-5,来信,2024-1-5"),
      """
      a.csv:1:4: 错误: 列名“登记日期”重复，与第2列相同 [duplicate-header]
        提示: 给其中一列改名，或导出时只选一列
      """
    ),
    (
      Samples.text("信访件编号，登记日期，信访形式", "A1，2024-1-5，来信"),
      """
      a.csv:1:1: 错误: 列之间用的是全角逗号“，” [bad-delimiter]
        提示: 把分隔用的全角逗号改为半角逗号，或重新导出为CSV
      """
    ),
    (
      Samples.text("登记日期,信访形式,信访人数,姓名", "2024-1-5,来信,1,某某"),
      """
      a.csv:1:1: 错误: 信访件缺少“信访件编号”列；已有的列：登记日期、信访形式、信访人数 [missing-column]
        提示: 重新导出时选上该列；若列名不同，在huibian.yaml的“列别名”中写明
      """
    ),
    (
      Samples.text("\u{FEFF}\u{FEFF}信访件编号,登记日期,信访形式", "A1,2024-1-5,来信"),
      """
      a.csv:1:1: 错误: 表头“\\u{FEFF}信访件编号”含有看不见的字符 \\u{FEFF} [invisible-header]
        提示: 删去该字符：用文本编辑器打开，重新输入这个列名
      """
    ),
    (
      Samples.text("序号,品名,数量,联系电话", "1,纸,3,0"),
      """
      a.csv:1:1: 错误: 认不出是哪种台账；表头有：序号、品名、数量 [unrecognized-table]
        提示: 检查是否导出了表头；表头须在前11行之内
      """
    ),
    (
      Samples.text("序号,项目,数量", "1,纸,3"),
      """
      a.csv:1:1: 错误: 认不出是哪种台账；表头有：序号、项目、数量 [unrecognized-table]
        提示: 最接近“预算”，缺少：预算数
        提示: 确是该台账的，用 --data 预算=文件 指明，并在huibian.yaml的“列别名”中写明对应的列
      """
    ),
  ])
  func `refuses what has no sure meaning`(text: String, messages: String) {
    #expect(Outcome(text).messages == messages)
  }

  @Test func `names the limit of a field, not its content`() {
    let long = String(repeating: "长", count: 40_000)
    let outcome = Outcome(
      Samples.text("信访件编号,登记日期,信访形式,概况", "A1,2024-1-5,来信,\(long)", "A2,2024-1-5,来信,短"))
    #expect(
      outcome.messages == """
        a.csv:2:4: 错误: “概况”列的内容有40000个字符，超过32767个字符的上限 [long-field]
          提示: 检查是否有引号未结束；确是长文的，导出时不选该列
        """)
  }

  @Test func `lists twenty ragged rows and counts the rest`() {
    let rows = (1...30).map { "A\($0),2024-1-5\n" }.joined()
    let outcome = Outcome("信访件编号,登记日期,信访形式\n" + rows)
    #expect(outcome.sink.diagnostics.count == 20)
    #expect(outcome.messages.hasSuffix("a.csv: 说明: 同类问题共30处，以上列出20处 [ragged-row]"))
  }

  @Test func `takes the ledger that the user names`() {
    let text = "项目,预算数,信访形式\n办公费,12.5,来信\n"
    let outcome = Outcome(text, ledger: "预算")
    #expect(outcome.reading.tables["预算"]?["预算数"] == .decimals([12_500_000], scale: 6))
    #expect(
      Outcome(text, ledger: "预祘").messages == """
        a.csv: 错误: 没有名为“预祘”的台账 [unknown-ledger]
          提示: 是否指“预算”
        """)
  }
}

@Suite struct `the size of a block` {
  private static let text =
    Samples.text(
      "题名", Samples.header, Samples.first, Samples.second, "", Samples.third,
      "A9,2024-1-5,来信,x,\"甲\n乙\",\"丙\"\"丁\",,,,", "短,行", Samples.second, "小计,,,9,,,,,,")
    + "A7,2024/1/7 9:03,\"来信\",３,a,b,c,√,,"

  /// Every way of cutting the text gives the same rows, places and messages.
  @Test(arguments: [1, 2, 3, 7, 16, 64, 100, 1000])
  func `changes nothing`(size: Int) {
    let whole = Outcome(`the size of a block`.text)
    let cut = Outcome(`the size of a block`.text, blockSize: size)
    #expect(cut.messages == whole.messages)
    #expect(cut.table?.places == whole.table?.places)
    for column in Samples.all { #expect(cut.table?[column] == whole.table?[column]) }
    #expect(cut.reading.inputs == whole.reading.inputs)
  }

  @Test(arguments: [1, 5, 64, 4096])
  func `keeps the order of many rows`(size: Int) {
    let rows = (1...500).map { "A\($0),2024-1-\($0 % 28 + 1),来信,\($0)\n" }.joined()
    let outcome = Outcome("信访件编号,登记日期,信访形式,信访人数\n" + rows, blockSize: size)
    #expect(outcome.messages == "")
    #expect(outcome.integers("信访人数") == (1...500).map { Int64($0) })
    #expect(outcome.table?.places == RowPlaces(file: "a.csv", lines: Array(2...501)))
  }

  /// Records that begin and end in any place of a chunk of 64 bytes, with either line break.
  @Test(arguments: ["\n", "\r\n"])
  func `changes nothing wherever records begin`(lineBreak: String) {
    let rows = ["A1,2024-1-5,来信,1", "A2,2024-1-6,\"来\r\n信\",2", "", "A3,2024-1-7,来信,3"]
    for shift in 0..<64 {
      let text =
        (["信访件编号,登记日期,信访形式,信访人数\(String(repeating: " ", count: shift))"] + rows).map {
          $0 + lineBreak
        }
        .joined()
      for size in [16, 64, 1 << 16] {
        let outcome = Outcome(text, needed: ["登记日期", "信访人数"], blockSize: size)
        #expect(outcome.messages == "")
        #expect(outcome.integers("信访人数") == [1, 2, 3])
        #expect(outcome.table?.places.lines == [2, 3, 6])
      }
    }
  }

  /// Cells of all lengths, each the beginning of a longer one, in marks or without.
  @Test func `keeps texts of any length apart`() {
    let texts = (0..<1_500).map { i in
      String(repeating: "局", count: i % 25) + String(repeating: "x", count: i * 7 % 41)
        + (i % 5 == 0 ? "\"\"特\"\"" : "")
    }
    let rows = texts.enumerated().map { i, text in
      "A\(i),2024-1-5,来信,\(i % 3 == 0 || i % 5 == 0 ? "\"\(text)\"" : text)\n"
    }
    let outcome = Outcome(
      "信访件编号,登记日期,信访形式,责任单位\n" + rows.joined(), needed: ["责任单位"], blockSize: 3_000)
    #expect(outcome.messages == "")
    #expect(outcome.texts("责任单位") == texts.map { $0.replacing("\"\"", with: "\"") })
  }
}
