import HuibianDiagnostics
import HuibianReaders
import HuibianTable
import Testing

@Suite struct `reading workbooks` {
  private typealias Sheet = WorkbookFixture.Sheet

  private static let header = ["信访件编号", "登记日期", "信访形式", "信访人数", "问题属地"]

  private func read(
    _ book: WorkbookFixture, ledger: String? = nil,
    needed: Set<String> = ["信访件编号", "登记日期", "信访形式", "信访人数", "问题属地"],
    examined: Set<String> = []
  ) throws -> Outcome {
    Outcome([("a.xlsx", try book.bytes)], ledger: ledger, needed: needed, examined: examined)
  }

  private func sheet(_ rows: String..., after: String = "") -> WorkbookFixture {
    WorkbookFixture(
      sheets: [Sheet(rows: WorkbookFixture.rows([Self.header]) + rows.joined(), after: after)])
  }

  private func row(_ number: Int, _ cells: String...) -> String {
    WorkbookFixture.row(number, cells)
  }

  @Test func `reads texts, numbers and dates as the person who typed them saw them`() throws {
    var book = sheet(
      row(
        2, "<c t=\"s\"><v>0</v></c>", "<c s=\"1\"><v>45567</v></c>", "<is><t>来信</t></is>",
        "<v>3</v>", "<c t=\"s\"><v>1</v></c>"),
      // A formula with its result, rich text with a reading, a time of day behind the date.
      row(
        3, "<c t=\"str\"><f>A2&amp;1</f><v>A21</v></c>", "<c s=\"2\"><v>45568.395833333336</v></c>",
        "<is><r><t>来</t></r><r><t>访</t></r><rPh><t>lai</t></rPh></is>", "<v>1.2E1</v>",
        "<is><t xml:space=\"preserve\"> 东湖_x000D_\n街道 </t></is>"))
    book.strings = "<si><t>A1</t></si><si><r><t>西山</t></r><r><t>镇</t></r></si>"
    book.formats =
      #"<numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\ h:mm;@"/>"#
    book.styles = [0, 14, 176]
    let outcome = try read(book)
    #expect(outcome.sink.hasErrors == false, "\(outcome.messages)")
    #expect(outcome.texts("信访件编号") == ["A1", "A21"])
    #expect(outcome.dates("登记日期") == ["2024-10-02", "2024-10-03"])
    #expect(outcome.texts("信访形式") == ["来信", "来访"])
    #expect(outcome.integers("信访人数") == [3, 12])
    #expect(outcome.texts("问题属地") == ["西山镇", "东湖  街道"])
    #expect(outcome.table?.places.lines == [2, 3])
    let input = try #require(outcome.reading.inputs.first)
    #expect(input.file == "a.xlsx[信访件]" && input.format == "XLSX" && input.headerLine == 1)
    #expect(input.sha256.count == 64)
  }

  @Test func `reads the days of 1904`() throws {
    var book = sheet(row(2, "<is><t>A1</t></is>", "<c s=\"1\"><v>44105</v></c>"))
    book.is1904 = true
    book.styles = [0, 14]
    #expect(try read(book).dates("登记日期") == ["2024-10-02"])
    // Without a format nobody knows that it is a date, and of which system.
    book.styles = [0, 0]
    #expect(try read(book).messages.contains("“44105.0”不是日期（B2） [bad-date]"))
  }

  @Test(arguments: [0, 1, 59, 60, 61, 9_999, 45_292, 2_957_003, 2_958_465, 2_958_466, 999_999_999])
  func `reads whole numbers as it reads decimals`(serial: Int) throws {
    for is1904 in [false, true] {
      for style in [0, 1] {
        let outcomes = try ["", ".0"].map { end in
          var book = sheet(
            row(2, "<is><t>A1</t></is>", "<c s=\"\(style)\"><v>\(serial)\(end)</v></c>"))
          book.styles = [0, 14]
          book.is1904 = is1904
          return try read(book)
        }
        #expect(outcomes[0].dates("登记日期") == outcomes[1].dates("登记日期"))
        #expect(outcomes[0].messages == outcomes[1].messages)
      }
    }
  }

  @Test func `reads the dialect of the strict standard`() throws {
    var book = sheet(row(2, "<is><t>A1</t></is>", "<is><t>2024-10-02</t></is>"))
    book.namespace = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    #expect(try read(book).dates("登记日期") == ["2024-10-02"])
  }

  @Test func `finds the header below merged titles, and leaves totals and blank rows out`() throws {
    let rows =
      WorkbookFixture.rows([["2024年信访件登记表"], [], Self.header])
      + row(4, "<is><t>A1</t></is>", "<is><t>2024-10-02</t></is>", "<is><t>来信</t></is>")
      + row(9, "<is><t>A2</t></is>", "<is><t>2024-10-03</t></is>", "<is><t>来访</t></is>", "<v>2</v>")
      + row(10, "<is><t>合计</t></is>", "", "", "<v>2</v>")
    let book = WorkbookFixture(sheets: [
      Sheet(
        rows: rows,
        after: "<mergeCells><mergeCell ref=\"A1:E1\"/><mergeCell ref=\"A10:C10\"/></mergeCells>")
    ])
    let outcome = try read(book)
    #expect(!outcome.sink.hasErrors, "\(outcome.messages)")
    #expect(outcome.table?.places.lines == [4, 9])
    let input = try #require(outcome.reading.inputs.first)
    #expect(input.headerLine == 3 && input.titleLines == 2 && input.skippedTotals == 1)
  }

  @Test func `reads every sheet that is a ledger, and says which are none`() throws {
    let first = WorkbookFixture.rows([Self.header, ["A1", "2024-09-02", "来信", "1", "西山镇"]])
    let second = WorkbookFixture.rows([Self.header, ["A2", "2024-10-02", "来访", "2", "西山镇"]])
    let book = WorkbookFixture(sheets: [
      Sheet(name: "9月", rows: first), Sheet(name: "10月", rows: second),
      Sheet(name: "说明", rows: WorkbookFixture.rows([["填表人"], ["注意"]])),
      Sheet(name: "空", rows: ""), Sheet(name: "旧", rows: first, state: "hidden"),
    ])
    let outcome = try read(book)
    #expect(outcome.texts("信访件编号") == ["A1", "A2"])
    #expect(outcome.reading.inputs.map(\.file) == ["a.xlsx[9月]", "a.xlsx[10月]"])
    #expect(
      outcome.messages == """
        a.xlsx: 警告: 工作表“旧”是隐藏的，没有读取 [sheet-not-read]
          提示: 要计入的，在Excel或WPS中取消隐藏后保存
        a.xlsx: 警告: 工作表“说明”认不出是哪种台账，没有读取 [sheet-not-read]
          提示: 要计入的，检查它的表头；只是说明或汇总的，不必理会
        """)
  }

  @Test func `says what a sheet hides`() throws {
    var book = sheet(
      WorkbookFixture.row(
        2, ["<is><t>A1</t></is>", "<is><t>2024-10-02</t></is>"], "hidden=\"1\""),
      row(3, "<is><t>A2</t></is>", "<is><t>2024-10-03</t></is>"))
    book.sheets[0].before = "<cols><col min=\"4\" max=\"16384\" hidden=\"1\"/></cols>"
    let outcome = try read(book)
    #expect(outcome.table?.rowCount == 2)
    #expect(outcome.messages.contains("a.xlsx[信访件]:2:1: 警告: 有1行是隐藏的（如筛选），已照常计入 [hidden-cells]"))
    #expect(outcome.messages.contains("说明: D、E列是隐藏的，已照常读取 [hidden-cells]"))
  }

  @Test func `names cells without a value that could be read, where somebody needs them`() throws {
    let book = sheet(
      row(2, "<is><t>A1</t></is>", "<c t=\"e\"><v>#REF!</v></c>", "<c t=\"e\"><v>#N/A</v></c>"),
      row(3, "<is><t>A2</t></is>", "<is><t>2024-10-03</t></is>", "<f>VLOOKUP(A3,X:Y,2)</f>"),
      row(4, "<is><t>A3</t></is>", "<is><t>2024-10-04</t></is>", "<c t=\"b\"><v>1</v></c>"))
    let outcome = try read(book, needed: ["登记日期", "信访形式"])
    #expect(
      outcome.sink.diagnostics.filter { $0.severity == .error }.map { $0.text() } == [
        """
        a.xlsx[信访件]:2:2: 错误: “登记日期”列的公式出错，值为#REF!，在xl/worksheets/sheet1.xml中（B2） [unreadable-cell]
          提示: 在Excel或WPS中改正公式，或把结果粘贴为数值后保存
        """,
        """
        a.xlsx[信访件]:2:3: 错误: “信访形式”列的公式出错，值为#N/A，在xl/worksheets/sheet1.xml中（C2） [unreadable-cell]
          提示: 在Excel或WPS中改正公式，或把结果粘贴为数值后保存
        """,
        """
        a.xlsx[信访件]:3:3: 错误: “信访形式”列的公式没有存下结果，在xl/worksheets/sheet1.xml中（C3） [unreadable-cell]
          提示: 在Excel或WPS中打开文件，重新计算后保存
        """,
      ])
    let others = try read(book, needed: ["登记日期"], examined: ["信访形式"])
    #expect(
      others.sink.diagnostics.filter { $0.severity == .error }.map(\.id) == ["unreadable-cell"])
    #expect(others.messages.contains(":3:3: 警告: “信访形式”列的公式没有存下结果"))
  }

  @Test func `names them too when it only looks, but not those of totals`() throws {
    let book = sheet(
      row(2, "<is><t>A1</t></is>", "<is><t>2024-10-03</t></is>", "<c t=\"e\"><v>#N/A</v></c>"),
      row(3, "<is><t>合计</t></is>", "", "", "<f>SUM(D2:D2)</f>"))
    var sink = DiagnosticSink()
    let source = Source(bytes: BytesSource(name: "a.xlsx", bytes: try book.bytes))
    let inspections = Inspector.inspect(source, [Samples.cases], sink: &sink)
    #expect(inspections.count == 1)
    #expect(
      sink.diagnostics.filter { $0.id == "unreadable-cell" }.map { $0.text() } == [
        """
        a.xlsx[信访件]:2:3: 警告: “信访形式”列的公式出错，值为#N/A，在xl/worksheets/sheet1.xml中（C2） [unreadable-cell]
          提示: 在Excel或WPS中改正公式，或把结果粘贴为数值后保存
        """
      ])
  }

  @Test func `does not take the empty cells of a merged one for empty`() throws {
    let book = sheet(
      row(2, "<is><t>A1</t></is>", "<is><t>2024-10-02</t></is>", "", "", "<is><t>西山镇</t></is>"),
      row(3, "<is><t>A2</t></is>", "<is><t>2024-10-03</t></is>"),
      after: "<mergeCells><mergeCell ref=\"E2:E3\"/></mergeCells>")
    #expect(
      try read(book).messages.contains(
        "a.xlsx[信访件]:3:5: 错误: “问题属地”列的单元格E2:E3是合并的，除第一格外没有内容（E3） [merged-cells]"))
    #expect(try !read(book, needed: ["登记日期"]).sink.hasErrors)
  }

  @Test(arguments: [
    ("<row r=\"2\"><c r=\"XFE2\"><v>1</v></c></row>", "单元格位置XFE2不对"),
    ("<row r=\"1048577\"><c><v>1</v></c></row>", "单元格位置第1048577行不对"),
    ("<row r=\"3\"/><row r=\"2\"/>", "单元格位置第2行不对"),
    ("<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>1</v></c></row>", "单元格位置A2不对"),
    ("<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"A2\"><v>1</v></c></row>", "单元格位置A2不对"),
    ("<row r=\"2\"><c r=\"A3\"><v>1</v></c></row>", "单元格位置A3不对"),
    ("<row r=\"2\"><c r=\"J2\" t=\"s\"><v>77</v></c></row>", "单元格J2引用了第77号共享字符串，文件里只有0个"),
    ("<row r=\"2\"><c t=\"s\"><v>-1</v></c></row>", "引用了第-1号共享字符串"),
    ("<row r=\"2\"><c><v>1</c></row>", "开始标签与结束标签不配对"),
    ("<!DOCTYPE x><row/>", "XML 第1行"),
  ])
  func `refuses sheets that contradict themselves`(rows: String, message: String) throws {
    let outcome = try read(sheet(rows))
    #expect(outcome.messages.contains(message), "\(outcome.messages)")
    #expect(outcome.sink.hasErrors && outcome.reading.tables.isEmpty)
    let ids: Set = ["bad-sheet", "xml-malformed", "xml-doctype"]
    #expect(Set(outcome.sink.diagnostics.map(\.id)).isSubset(of: ids))
  }

  @Test func `reads a sheet in pieces, however they are cut, as it reads the same CSV`() throws {
    let forms = ["来信", "来访", "网上信访", "来电"]
    let rows = (1...4000).map { number in
      [
        "W\(number)", "2024-\(number % 12 + 1)-\(number % 28 + 1)", forms[number % 4],
        "\(number % 9)",
        "第\(number % 40)\"镇\"",
      ]
    }
    let book = WorkbookFixture(sheets: [Sheet(rows: WorkbookFixture.rows([Self.header] + rows))])
    let csv = ([Self.header] + rows).map { cells in
      cells.map { $0.contains("\"") ? "\"\($0.replacing("\"", with: "\"\""))\"" : $0 }
        .joined(separator: ",") + "\n"
    }.joined()
    let (sheet, text) = (try read(book), Outcome(csv, needed: Set(Self.header)))
    #expect(sheet.table?.rowCount == 4000 && sheet.messages == text.messages)
    for column in ["信访件编号", "信访形式", "问题属地"] {
      #expect(sheet.texts(column) == text.texts(column))
    }
    #expect(sheet.dates("登记日期") == text.dates("登记日期"))
    #expect(sheet.integers("信访人数") == text.integers("信访人数"))
  }

  @Test func `says that a file is the old format, a document, or nothing at all`() throws {
    let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    #expect(Outcome([("a.xls", old)]).messages.contains("旧版Excel（97—2003的.xls）"))
    let book = WorkbookFixture(sheets: [Sheet(rows: "", state: "veryHidden")])
    #expect(try read(book).messages.contains("文件里没有可读的工作表 [no-sheet]"))
  }
}
