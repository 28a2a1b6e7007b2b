import HuibianDiagnostics
import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

struct ChartTests {
  private static func chart(_ kind: Chart.Kind, isWhole: Bool = true) -> Chart {
    Chart(
      kind, title: "各季度", categories: ["第一季度", "第二季度"], categoryTitle: "季度",
      valueTitles: ["来访批次（批次）", "办结率（%）"],
      series: kind == .pie
        ? [Chart.Series(name: "来访批次", values: ["143", "7"])]
        : [
          Chart.Series(name: "来访批次", values: ["143", nil]),
          Chart.Series(name: "办结率", values: ["65.7", "100.0"], sign: "%"),
        ],
      isWhole: isWhole, description: "来访批次按季度", width: 8844)
  }

  private func part(_ name: String, of package: OPCPackage) throws -> String {
    let part = try #require(PartName(name))
    let bytes = try #require(package.bytes(of: part))
    var sink = DiagnosticSink()
    return try #require(XML.parse(bytes, file: "", part: name, sink: &sink)).root.outline(0)
  }

  @Test(arguments: [
    ("line", Chart.Kind.line), ("column", .column), ("bar", .bar), ("pie", .pie),
    ("stackedColumn", .stackedColumn), ("combined", .combined(columns: 1)),
  ])
  func `builds every kind of chart`(name: String, kind: Chart.Kind) throws {
    var template = try #require(Template(WML.line("{{x}}")))
    template.expand([:], ["x": .chart(Self.chart(kind))])
    #expect(template.problems.isEmpty)
    let package = template.document.finished()
    expectGolden(try part("word/charts/chart1.xml", of: package), "chart-\(name).txt")
    let content = try #require(ChartContent(1, of: package))
    #expect(content.agrees)
  }

  @Test func `stands in a paragraph of its own with lines as high as it is`() throws {
    var template = try #require(Template(WML.line("前{{x}}后")))
    template.expand([:], ["x": .chart(Self.chart(.line))])
    let package = template.document.finished()
    #expect(template.lines == ["前", "", "后"])
    let text = try part("word/document.xml", of: package)
    #expect(text.contains("w:spacing w:before=0 w:after=0 w:line=240 w:lineRule=auto"))
    #expect(text.contains("wp:extent cx=5615940"))
    #expect(text.contains("wp:docPr id=1 name=图表 descr=来访批次按季度"))
    #expect(text.contains("c:chart r:id=rId1"))
  }

  @Test func `writes the very numbers into the workbook, texts never as formulas`() throws {
    var chart = Self.chart(.column)
    chart.categories[0] = "=HYPERLINK(1)"
    var template = try #require(Template(WML.line("{{x}}")))
    template.expand([:], ["x": .chart(chart)])
    let package = template.document.finished()
    let name = try #require(PartName("word/embeddings/Microsoft_Excel_Worksheet1.xlsx"))
    let book = try #require(package.bytes(of: name))
    var sink = DiagnosticSink()
    let workbook = try #require(
      OPCPackage.open(book, file: "表.xlsx", kind: .spreadsheet, sink: &sink))
    expectGolden(try part("xl/worksheets/sheet1.xml", of: workbook), "chart-sheet.txt")
    expectGolden(try part("xl/styles.xml", of: workbook), "chart-styles.txt")
  }

  @Test(arguments: [(0, 0, "B2"), (24, 3, "Z5"), (25, 0, "AA2"), (701, 0, "AAA2")])
  func `names cells`(series: Int, category: Int, cell: String) {
    #expect(Chart.cell(series: series, category: category) == cell)
  }

  @Test(arguments: [
    ("143", true), ("-3", true), ("65.7", true), ("", false), ("—", false), ("<5", false),
    ("1.", false), (".5", false), ("1e3", false), ("+3", false), ("１", false),
  ])
  func `takes digits only for a number`(text: String, isNumber: Bool) {
    #expect(text.isDecimal == isNumber)
  }

  @Test(arguments: [(8, false), (9, true)])
  func `names the slices of a pie beside it where they are many`(count: Int, hasLegend: Bool) throws
  {
    let chart = Chart(
      .pie, categories: (1...count).map { "第\($0)类" }, categoryTitle: "类", valueTitles: ["件"],
      series: [Chart.Series(name: "件", values: (1...count).map { String($0) })],
      description: "各类", width: 8844)
    var template = try #require(Template(WML.line("{{x}}")))
    template.expand([:], ["x": .chart(chart)])
    let text = try part("word/charts/chart1.xml", of: template.document.finished())
    #expect(text.contains("c:legend\n") == hasLegend)
    #expect(text.contains("c:showCatName val=\(hasLegend ? 0 : 1)"))
  }

  @Test(arguments: [
    (5, 22, "horz"), (5, 30, "eaVert"), (12, 4, "eaVert"), (12, 2, "horz"), (9, 10, "eaVert"),
  ])
  func `breaks long names into lines where there is room, else sets them upright`(
    count: Int, length: Int, direction: String
  ) throws {
    let chart = Chart(
      .column, categories: (1...count).map { _ in String(repeating: "名", count: length) },
      categoryTitle: "类", valueTitles: ["件"],
      series: [Chart.Series(name: "件", values: (1...count).map { String($0) })],
      description: "各类", width: 8844)
    var template = try #require(Template(WML.line("{{x}}")))
    template.expand([:], ["x": .chart(chart)])
    let text = try part("word/charts/chart1.xml", of: template.document.finished())
    let directions = text.split(separator: "\n").filter {
      $0.contains("bodyPr rot=0") || $0.contains("eaVert")
    }
    #expect(directions.count == 1 && directions[0].hasSuffix("vert=\(direction)"))
  }

  @Test(arguments: [
    (Chart.Kind.line, ["80"]), (.column, ["0"]), (.bar, ["0"]),
    (.combined(columns: 1), ["0", "80"]),
  ])
  func `begins columns at zero, and lines of rates not far below them`(
    kind: Chart.Kind, least: [String]
  ) throws {
    let chart = Chart(
      kind, categories: ["甲", "乙"], categoryTitle: "处", valueTitles: ["%"],
      series: ["办结率", "满意率"].map {
        Chart.Series(name: $0, values: ["88.0", "95.5"], sign: "%")
      }, description: "各处", width: 8844)
    var template = try #require(Template(WML.line("{{x}}")))
    template.expand([:], ["x": .chart(chart)])
    let text = try part("word/charts/chart1.xml", of: template.document.finished())
    let ends = text.split(separator: "\n").filter { $0.contains("c:min val=") }
    #expect(ends.compactMap { $0.split(separator: "=").last.map { String($0) } } == least)
  }

  @Test(arguments: [
    (Chart.Kind.line, ["88.0", "95.5"], ["100", "80"]),
    (.line, ["88.0", "99.0"], ["101.5", "80", "5"]),
    (.line, ["95.0", "100.0"], ["100.75", "90", "2"]),
    (.line, ["71.0", "100.0"], ["103", "60", "10"]),
    (.line, ["5.0", "100.0"], ["107.5", "0", "20"]),
    (.column, ["88.0", "100.0"], ["100", "0"]), (.line, ["88.0", "101.0"], ["80"]),
  ])
  func `lines of rates have room for numbers at 100%, and no step above it`(
    kind: Chart.Kind, values: [String], ends: [String]
  ) throws {
    let chart = Chart(
      kind, categories: ["甲", "乙"], categoryTitle: "处", valueTitles: ["%"],
      series: [Chart.Series(name: "办结率", values: values, sign: "%")],
      description: "各处", width: 8844)
    var template = try #require(Template(WML.line("{{x}}")))
    template.expand([:], ["x": .chart(chart)])
    let text = try part("word/charts/chart1.xml", of: template.document.finished())
    let names = ["c:max val=", "c:min val=", "c:majorUnit val="]
    let printed = text.split(separator: "\n").filter { line in
      names.contains { line.contains($0) }
    }
    #expect(printed.compactMap { $0.split(separator: "=").last.map { String($0) } } == ends)
  }

  @Test func `prints no shares in a drawn pie that is no whole`() throws {
    var package = WML.package("")
    let pie =
      "<c:chartSpace xmlns:c=\"\(XML.Namespace.c.uri)\" xmlns:a=\"\(XML.Namespace.a.uri)\">"
      + "<c:chart><c:plotArea><c:pieChart><c:ser><c:idx val=\"0\"/><c:order val=\"0\"/><c:dLbls>"
      + "<c:numFmt formatCode=\"0.0%\" sourceLinked=\"0\"/><c:showVal val=\"0\"/>"
      + "<c:showPercent val=\"1\"/></c:dLbls></c:ser></c:pieChart></c:plotArea></c:chart></c:chartSpace>"
    let id = ChartFixture.add(Array(pie.utf8), to: &package)
    package.setPart(
      package.mainPart,
      WML.part(
        "document",
        "<w:body>\(WML.p(ChartFixture.drawing(id, description: "{{x}}")))<w:sectPr/></w:body>"),
      contentType: nil)
    for isWhole in [true, false] {
      var template = try #require(Template(package))
      template.expand([:], ["x": .chart(Self.chart(.pie, isWhole: isWhole))])
      let text = try part("word/charts/chart1.xml", of: template.document.finished())
      #expect(text.contains("c:showPercent val=\(isWhole ? 1 : 0)"))
      #expect(text.contains("c:showVal val=\(isWhole ? 0 : 1)"))
      #expect(text.contains("c:numFmt formatCode=\(isWhole ? "0.0%" : "0")"))
    }
  }

  @Test func `gives two compilations equal bytes`() throws {
    let files = try (0..<2).map { _ in
      var template = try #require(Template(WML.line("{{x}}")))
      template.expand([:], ["x": .chart(Self.chart(.combined(columns: 1)))])
      return try template.document.serialized()
    }
    #expect(files[0] == files[1])
  }
}

extension XML.Element {
  /// One element a line, children two blanks further in; attributes unquoted, texts behind a colon.
  fileprivate func outline(_ depth: Int) -> String {
    func name(_ name: XML.Name) -> String {
      name.prefix.isEmpty ? name.local : name.prefix + ":" + name.local
    }
    let attributes = attributes.map { " \(name($0.name))=\($0.value)" }.joined()
    let own = elements.isEmpty && !text.isEmpty ? ": " + text : ""
    return String(repeating: "  ", count: depth) + name(self.name) + attributes + own + "\n"
      + elements.map { $0.outline(depth + 1) }.joined()
  }
}
