import Huibian
import HuibianDiagnostics
import HuibianOPC
import HuibianPlan
import HuibianTestSupport
import HuibianWord
import Testing

/// 图 tags and charts drawn by a person, compiled in memory over ``cases`` for 2024.
struct ChartTests {
  private func chart(_ tag: String, data: [String: String] = ["信访件.csv": cases]) async throws
    -> (ChartContent, Outcome)
  {
    let outcome = await compile("# 甲\n\n\(tag)\n", data: data)
    let package = try package(outcome)
    let content = try #require(ChartContent(1, of: package), "\(outcome.messages)")
    #expect(content.agrees)
    return (content, outcome)
  }

  private func package(_ outcome: Outcome) throws -> OPCPackage {
    let report = try #require(outcome.report, "\(outcome.messages)")
    var sink = DiagnosticSink()
    return try #require(
      OPCPackage.open(report.document, file: "报告.docx", kind: .wordDocument, sink: &sink))
  }

  private func drawn(
    _ description: String, title: String = "甲", attribute: Bool = true,
    around: (String) -> String = { WML.p($0) }, group: String = "barChart"
  ) async throws -> Outcome {
    var package = WML.package("")
    let id = ChartFixture.add(
      ChartFixture.columns(title: title, group: group), to: &package)
    let body =
      attribute
      ? ChartFixture.drawing(id, description: description)
      : ChartFixture.drawing(id, title: description)
    package.setPart(
      package.mainPart,
      WML.part(
        "document",
        "<w:body>\(around(body))<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body>"
      ),
      contentType: nil)
    return await compile(try package.serialized())
  }

  // MARK: Numbers

  @Test func `shows every month of the period, as stats counts them, beside the year before`()
    async throws
  {
    let (chart, outcome) = try await chart("{{图 折线 来访批次 按 月份 同比}}")
    let asked = await ask(["来访批次"], by: [["月份"]], comparison: .yearEarlier)
    #expect(chart.categories == (1...12).map { "\($0)月" })
    #expect(chart.series.map(\.name) == ["2024年", "2023年"])
    #expect(chart.series[0].values == asked.lines.map { $0.value })
    #expect(chart.series[1].values == asked.lines.map { $0.compared[0] })
    #expect(outcome.report?.summary.charts == 1)
    #expect(outcome.report?.summary.figures == 24)
  }

  @Test func `leaves a gap where a rate has no denominator, and fixes its decimals`() async throws {
    let (chart, _) = try await chart("{{图 柱形 办结率｜1位小数 按 问题属地}}")
    #expect(chart.categories == ["东湖街道", "西山镇", "南岭乡"])
    #expect(chart.series.map(\.values) == [["100.0", "100.0", "0.0"]])
    let (months, outcome) = try await self.chart("{{图 折线 办结率 按 月份}}")
    #expect(months.series[0].values[9] == nil && months.cells["B11"] == nil)
    #expect(outcome.sink.diagnostics.map(\.id).contains("zero-denominator"))
  }

  @Test func `merges the rest, sorts by the first metric, and adds up to the whole`() async throws {
    let (chart, outcome) = try await chart("{{图 饼 信访总量 按 问题属地 前 1 其余并入其他 标题 “去处”}}")
    #expect(chart.categories == ["东湖街道", "其他"])
    #expect(chart.series[0].values == ["2", "3"])
    #expect(chart.root.holds("showPercent", "1"))
    #expect(!outcome.messages.contains("partial-pie"))
    let part = try await self.chart("{{图 饼 信访总量 按 问题属地 前 2}}")
    #expect(part.1.sink.diagnostics.map(\.id).contains("partial-pie"))
    #expect(!part.0.root.holds("showPercent", "1"))
  }

  @Test func `picks members by a condition and orders them by another metric`() async throws {
    let (chart, _) = try await chart("{{图 条形 来信件数、来访批次 按 问题属地 其中 来信件数 > 0 按 来访批次 降序}}")
    #expect(chart.categories == ["西山镇", "南岭乡"])
    #expect(chart.series.map(\.name) == ["来信件数", "来访批次"])
    #expect(chart.series.map(\.values) == [["1", "1"], ["1", "0"]])
  }

  @Test func `says that there is nothing to draw`() async throws {
    let (chart, outcome) = try await chart("{{图 柱形 来访批次 按 问题属地 其中 来访批次 > 99}}")
    #expect(chart.categories == ["无"] && chart.series.map(\.values) == [[nil]])
    #expect(outcome.sink.diagnostics.map(\.id).contains("empty-chart"))
  }

  @Test func `puts the last metric of a combination on the second axis`() async throws {
    let (chart, _) = try await chart("{{图 组合 来访批次，办结率 按 季度}}")
    let plot = try #require(chart.root.below("plotArea").first)
    #expect(
      plot.elements.map(\.name.local).filter { $0.hasSuffix("Chart") } == ["barChart", "lineChart"])
    #expect(plot.below("valAx").count == 2)
    #expect(chart.series.map(\.name) == ["来访批次", "办结率"])
  }

  @Test func `stands in loops, tables and text boxes, each with its own numbers`() async throws {
    let loop = await compile(
      "# 甲\n\n{{每个 问题属地}}\n{{名称}}\n\n{{图 柱形 信访总量 按 季度}}\n\n{{完}}\n")
    let three = try package(loop)
    #expect(
      try (1...3).map { try #require(ChartContent($0, of: three)).series[0].values }
        == [["2", "0", "0", "0"], ["1", "1", "0", "0"], ["0", "1", "0", "0"]])
    let box = await compile(
      try WML.package(
        WML.p(WML.textBox(WML.line("{{图 柱形 信访总量 按 季度}}"), id: 1))
          + WML.table(["{{图 折线 信访总量 按 季度}}", "乙"])
      ).serialized())
    #expect(box.report?.summary.charts == 2)
    #expect(box.report?.summary.figures == 8)
  }

  @Test func `withholds in a chart what a table would withhold`() async throws {
    var sink = DiagnosticSink()
    let settings = Configuration.read(
      Array("单位: 示例区信访局\n口径: {发布: 公开}\n".utf8), file: "huibian.yaml", sink: &sink)
    let read = try #require(settings)
    let catalog = shipped.merging(read, sink: &sink)
    let rows =
      (1...9).map { "A\($0),2024-03-0\($0),来信,1,甲" } + ["B1,2024-03-01,来信,1,乙"]
      + (1...9).map { "C\($0),2024-03-0\($0),来信,1,丙" }
    let data = "信访件编号,登记日期,信访形式,信访人数,问题属地\n" + rows.joined(separator: "\n") + "\n"
    let outcome = await compile(
      "# 甲\n\n{{图 饼 信访总量 按 问题属地}}\n", data: ["信访件.csv": data], catalog: catalog)
    let package = try package(outcome)
    let chart = try #require(ChartContent(1, of: package), "\(outcome.messages)")
    // 乙 has one case; a second part is withheld with it.
    #expect(chart.series[0].values.count { $0 == nil } == 2)
    #expect(chart.series[0].values[1] == nil)
    #expect(chart.agrees && !chart.root.holds("showPercent", "1"))
  }

  @Test func `stays strict in a strict document, drawings and charts too`() async throws {
    let main = try #require(PartName("word/document.xml"))
    var package = OPCPackage(isStrict: true)
    let body = WML.line("{{图 柱形 信访总量 按 季度}}") + WML.line("{{@章}}")
    // Only what the template itself needs is declared.
    package.setPart(
      main,
      Array(
        ("<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\">"
          + "<w:body>\(body)<w:sectPr/></w:body></w:document>").utf8),
      contentType:
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")
    _ = package.addRelationship(
      type: XML.Namespace.r.uri + "/officeDocument", target: main.text, from: nil)
    let outcome = try await RichTemplate.compiled(package)
    let report = try #require(outcome.report, "\(outcome.messages)")
    var sink = DiagnosticSink()
    let written = try #require(
      OPCPackage.open(report.document, file: "", kind: .wordDocument, sink: &sink))
    #expect(written.isStrict)
    for part in ["word/document.xml", "word/charts/chart1.xml"] {
      let content = try #require(PartName(part).flatMap { written.bytes(of: $0) })
      let text = String(decoding: content, as: UTF8.self)
      #expect(!text.contains("schemas.openxmlformats.org"), "\(part): \(text)")
      #expect(text.contains("purl.oclc.org/ooxml/drawingml/chart"))
    }
    let document = String(
      decoding: try #require(written.bytes(of: written.mainPart)), as: UTF8.self)
    #expect(document.contains("uri=\"http://purl.oclc.org/ooxml/drawingml/picture\""))
    let links = try #require(
      PartName("word/_rels/document.xml.rels").flatMap { written.bytes(of: $0) })
    #expect(
      String(decoding: links, as: UTF8.self).contains(
        "\"http://purl.oclc.org/ooxml/officeDocument/relationships/chart\""))
    let chart = try #require(ChartContent(1, of: written))
    #expect(chart.agrees)
  }

  @Test func `tells of every number in the trace, with its cell`() async throws {
    let (chart, outcome) = try await chart("{{图 柱形 来访批次 按 季度}}")
    let lines = try #require(outcome.report).trace.filter { $0.kind == .figure }.map(\.line)
    #expect(lines.count == 4)
    #expect(lines[0].contains("\"text\":\"2\",\"chart\":1,\"cell\":\"B2\""))
    #expect(chart.cells["B2"] == "2")
  }

  // MARK: A second dimension

  @Test(arguments: [
    ("柱形", "clustered"), ("堆积柱形", "stacked"), ("堆积条形", "stacked"), ("百分比堆积柱形", "percentStacked"),
    ("百分比堆积条形", "percentStacked"),
  ])
  func `draws a series for each member of a second dimension`(
    kind: String, grouping: String
  ) async throws {
    let (chart, outcome) = try await chart("{{图 \(kind) 信访总量 按 季度 分 问题属地}}")
    #expect(chart.series.map(\.name) == ["东湖街道", "西山镇", "南岭乡"])
    #expect(
      chart.series.map(\.values) == [
        ["2", "0", "0", "0"], ["1", "1", "0", "0"], ["0", "1", "0", "0"],
      ])
    #expect(chart.root.holds("grouping", grouping))
    // Each number stands in the trace with its cell, and its question with both members.
    let lines = try #require(outcome.report).trace.filter { $0.kind == .figure }.map(\.line)
    #expect(lines.count == 12)
    #expect(lines[5].contains("\"cell\":\"C3\"") && lines[5].contains("\"问题属地\":[\"西山镇\"]"))
    // Zeros have no label in a stack: it would lie upon a neighbour's.
    let formats = chart.root.below("dLbls").flatMap { $0.below("numFmt") }.map { $0["formatCode"] }
    #expect(Set(formats) == [grouping == "clustered" ? "0" : "0;-0;"])
    let axis = chart.root.below("valAx").first?.below("numFmt").first?["formatCode"]
    #expect(axis == (grouping == "percentStacked" ? "0%" : "General"))
  }

  @Test func `picks the series with what stands behind 分, the points with what stands before`()
    async throws
  {
    let (chart, _) = try await chart("{{图 折线 信访总量 按 问题属地 前 2 分 信访形式 升序 标题 “甲”}}")
    #expect(chart.categories == ["东湖街道", "西山镇"])
    #expect(chart.series.map(\.name) == ["来信", "来访"])
    let (others, _) = try await self.chart("{{图 堆积柱形 信访总量 分 问题属地 前 1 其余并入其他 按 季度}}")
    #expect(others.series.map(\.name) == ["东湖街道", "其他"])
    #expect(others.series.map(\.values) == [["2", "0", "0", "0"], ["1", "2", "0", "0"]])
  }

  @Test func `divides a chart that a person drew`() async throws {
    let outcome = try await drawn("图：信访总量 按 季度 分 问题属地")
    let chart = try #require(
      ChartContent(1, of: try package(outcome)), "\(outcome.messages)")
    #expect(chart.agrees)
    #expect(chart.series.map(\.name) == ["东湖街道", "西山镇", "南岭乡"])
  }

  @Test(arguments: [
    "{{图 饼 信访总量 按 季度 分 问题属地}}", "{{图 组合 来信件数，来访批次 按 季度 分 问题属地}}",
    "{{图 折线 来信件数，来访批次 按 季度 分 问题属地}}", "{{图 折线 来访批次 按 季度 分 问题属地 同比}}",
    "{{图 折线 来访批次 按 季度 分 季度}}",
  ])
  func `says why a chart cannot be divided`(tag: String) async {
    let outcome = await compile("# 甲\n\n\(tag)\n")
    #expect(outcome.sink.diagnostics.map(\.id) == ["chart-metrics"], "\(outcome.messages)")
  }

  @Test func `leaves a gap for what is no number, and draws no series without members`()
    async throws
  {
    let (rates, _) = try await chart("{{图 柱形 办结率 按 季度 分 问题属地}}")
    // 南岭乡 has nothing due in the first quarter; nothing is 0% there.
    #expect(rates.series.map(\.name)[2] == "南岭乡")
    #expect(rates.series[2].values == [nil, "0", nil, nil])
    let (none, outcome) = try await chart("{{图 柱形 来访批次 按 季度 分 问题属地 其中 来访批次 > 99}}")
    #expect(none.series.map(\.name) == ["无"] && none.series[0].values == [nil, nil, nil, nil])
    #expect(outcome.sink.diagnostics.map(\.id).contains("empty-chart"))
  }

  // MARK: Reading it on paper

  private func districts(_ count: Int) -> [String: String] {
    let rows = (1...count).map { "A\($0),2024-03-01,来访,1,第\($0)街道" }
    return ["信访件.csv": "信访件编号,登记日期,信访形式,信访人数,问题属地\n\(rows.joined(separator: "\n"))\n"]
  }

  @Test(arguments: [
    ("{{图 堆积柱形 信访总量 按 季度 分 问题属地}}", 12, 13), ("{{图 折线 信访总量 按 季度 分 问题属地}}", 6, 7),
    ("{{图 饼 信访总量 按 问题属地}}", 12, 13), ("{{图 条形 信访总量 按 问题属地}}", 42, 43),
    ("{{图 柱形 信访总量 按 问题属地}}", 34, 35),
  ])
  func `warns where a chart would be hard to read`(tag: String, most: Int, more: Int) async throws {
    for (count, isTold) in [(most, false), (more, true)] {
      let (_, outcome) = try await chart(tag, data: districts(count))
      #expect(
        outcome.sink.diagnostics.map(\.id).contains("crowded-chart") == isTold,
        "\(count): \(outcome.messages)")
    }
  }

  @Test func `writes numbers at the points on request, or none`() async throws {
    let many = districts(7)
    let tag = "{{图 折线 信访总量 按 季度 分 问题属地 }}"
    #expect(try await chart(tag, data: many).0.root.below("dLbls").isEmpty)
    let all = try await chart(tag.replacing(" }}", with: " 标数}}"), data: many).0
    #expect(all.root.below("dLbls").count == 7 && all.root.holds("showVal", "1"))
    let none = try await chart("{{图 柱形 信访总量 按 季度 不标数}}").0
    #expect(none.root.below("dLbls").isEmpty)
    let pie = try await chart("{{图 饼 信访总量 按 问题属地 不标数}}").0
    #expect(!pie.root.holds("showPercent", "1") && pie.root.holds("showCatName", "1"))
  }

  // MARK: Charts drawn by a person

  @Test(arguments: [true, false])
  func `fills the texts of a chart in a loop with the loop's member`(hasFigures: Bool) async throws
  {
    let outcome = try await drawn(
      hasFigures ? "图：信访总量 按 季度" : "各季度", title: "{{名称}}{{信访总量}}",
      around: { WML.line("{{每个 问题属地}}{{名称}}") + WML.p($0) + WML.line("{{完}}") })
    let package = try package(outcome)
    var titles: [String] = []
    for number in 1...3 {
      let part = try #require(PartName("word/charts/chart\(number).xml"))
      let bytes = try #require(package.bytes(of: part), "\(outcome.messages)")
      let root = try #require(WML.root(bytes))
      titles.append(root.below("title").flatMap { $0.below("t") }.map(\.text).joined())
      // Each has a workbook of its own.
      #expect(
        package.relationships(of: part).filter { $0.kind == "package" }.count == 1)
    }
    #expect(titles == ["东湖街道2件次", "西山镇2件次", "南岭乡1件次"])
    #expect(package.partNames.filter { $0.extension == "xlsx" }.count == 3)
  }

  @Test func `takes a drawn chart away with its drawing`() async throws {
    let outcome = try await drawn(
      "各季度", title: "{{名称}}",
      around: {
        WML.line("{{每个 问题属地 其中 信访总量 > 99}}{{名称}}") + WML.p($0) + WML.line("{{完}}")
          + WML.line("{{信访总量}}")
      })
    let package = try package(outcome)
    #expect(outcome.text == "5件次")
    #expect(!package.partNames.contains { $0.text.contains("chart") || $0.extension == "xlsx" })
  }

  @Test func `keeps the ends of an axis that cut nothing off, each by its own series`() async throws
  {
    let rows = (1...9).map { "A\($0),2024-03-0\($0),来信,1,甲" } + ["B1,2024-04-01,来访,1,甲"]
    let data = "信访件编号,登记日期,信访形式,信访人数,问题属地\n\(rows.joined(separator: "\n"))\n"
    let own = ChartFixture.columns(title: "图：来信件数，来访批次 按 季度")
    // The second series gets a line on an axis of its own, which ends at 6 too.
    let text = String(decoding: own, as: UTF8.self)
    let second = try #require(text.firstRange(of: "<c:ser><c:idx val=\"1\"/>"))
    let end = try #require(text.firstRange(of: "<c:axId val=\"11\"/>"))
    let line = text[second.lowerBound..<end.lowerBound]
    let axis =
      "<c:valAx><c:axId val=\"44\"/><c:scaling><c:max val=\"6\"/></c:scaling></c:valAx></c:plotArea>"
    let changed =
      text[..<second.lowerBound]
      + text[end.lowerBound...].replacing(
        "</c:barChart>",
        with: "</c:barChart><c:lineChart><c:grouping val=\"standard\"/>\(line)<c:axId val=\"33\"/>"
          + "<c:axId val=\"44\"/></c:lineChart>"
      ).replacing("</c:plotArea>", with: axis)
    var template = WML.package("")
    let id = ChartFixture.add(Array(changed.utf8), to: &template)
    template.setPart(
      template.mainPart,
      WML.part("document", "<w:body>\(WML.p(ChartFixture.drawing(id)))<w:sectPr/></w:body>"),
      contentType: nil)
    let outcome = await compile(try template.serialized(), data: ["信访件.csv": data])
    let chart = try #require(ChartContent(1, of: try package(outcome)), "\(outcome.messages)")
    #expect(chart.series.map(\.values) == [["9", "0", "0", "0"], ["0", "1", "0", "0"]])
    let ends = chart.root.below("valAx").map { $0.below("max").first?["val"] }
    #expect(ends == [nil, "6"])
  }

  @Test(arguments: [true, false])
  func `fills a chart whose alternative text names its figures, and keeps its look`(
    isDescription: Bool
  ) async throws {
    let outcome = try await drawn(
      "图：来访批次，来信件数 按 季度 同比", title: "{{期间}}来访", attribute: isDescription)
    let package = try package(outcome)
    let chart = try #require(ChartContent(1, of: package), "\(outcome.messages)")
    #expect(chart.agrees)
    #expect(chart.series.map(\.name) == ["来访批次", "来访批次（上年同期）", "来信件数", "来信件数（上年同期）"])
    #expect(chart.series.map(\.values)[0] == ["2", "1", "0", "0"])
    let series = chart.root.below("ser")
    #expect(series.map { $0.below("idx")[0]["val"] } == ["0", "1", "2", "3"])
    #expect(
      series.map { $0.below("schemeClr").first?["val"] } == [
        "accent1", "accent2", "accent3", "accent4",
      ])
    #expect(series[0].below("srgbClr").map { $0["val"] } == ["C00000"])
    let text = chart.root.below("t").map(\.text).joined()
    #expect(text == "2024年来访")
    #expect(chart.root.holds("max", "6"))
    #expect(!chart.root.below("numFmt").contains { $0["formatCode"] == "0%" })
    let main = try #require(package.bytes(of: package.mainPart))
    let document = String(decoding: main, as: UTF8.self)
    #expect(document.contains("来访批次、来信件数按季度") && !document.contains("图：来访"))
    #expect(package.partNames.filter { $0.extension == "xlsx" }.count == 1)
  }

  @Test func `drops surplus series and the end of an axis that would cut a value off`() async throws
  {
    let rows = (1...9).map { "A\($0),2024-03-0\($0),来信,1,甲" }.joined(separator: "\n")
    let data = "信访件编号,登记日期,信访形式,信访人数,问题属地\n\(rows)\n"
    var template = WML.package("")
    let id = ChartFixture.add(ChartFixture.columns(title: "图：信访总量 按 季度 标题 “九件”"), to: &template)
    template.setPart(
      template.mainPart,
      WML.part("document", "<w:body>\(WML.p(ChartFixture.drawing(id)))<w:sectPr/></w:body>"),
      contentType: nil)
    let outcome = await compile(try template.serialized(), data: ["信访件.csv": data])
    let package = try package(outcome)
    let chart = try #require(ChartContent(1, of: package), "\(outcome.messages)")
    #expect(chart.series.map(\.values) == [["9", "0", "0", "0"]])
    #expect(chart.root.below("max").isEmpty && chart.root.holds("min", "0"))
    #expect(chart.root.below("t").map(\.text) == ["九件"])
  }

  @Test func `copies a drawn chart for each member of a loop`() async throws {
    let outcome = try await drawn(
      "图：信访总量 按 季度",
      around: { WML.line("{{每个 问题属地}}{{名称}}") + WML.p($0) + WML.line("{{完}}") })
    let package = try package(outcome)
    #expect(
      try (1...3).map { try #require(ChartContent($0, of: package)).series[0].values }
        == [["2", "0", "0", "0"], ["1", "1", "0", "0"], ["0", "1", "0", "0"]])
    #expect(package.partNames.filter { $0.extension == "xlsx" }.count == 3)
  }

  @Test func `fills each copy of a chart whose own title names its figures`() async throws {
    let outcome = try await drawn(
      "", title: "图：信访总量 按 季度 标题 “各季度”",
      around: { WML.line("{{每个 问题属地}}{{名称}}") + WML.p($0) + WML.line("{{完}}") })
    let package = try package(outcome)
    let charts = try (1...3).map { try #require(ChartContent($0, of: package)) }
    #expect(
      charts.map(\.series[0].values) == [
        ["2", "0", "0", "0"], ["1", "1", "0", "0"], ["0", "1", "0", "0"],
      ])
    #expect(
      charts.allSatisfy { $0.agrees && $0.root.below("title")[0].below("t")[0].text == "各季度" })
  }

  // MARK: Mistakes

  @Test(arguments: [
    ("{{图 来访批次 按 月份}}", "chart-kind"), ("{{图 饼 办结率 按 月份}}", "chart-metrics"),
    ("{{图 饼 来访批次，来信件数 按 月份}}", "chart-metrics"),
    ("{{图 堆积柱形 来访批次 按 月份 同比}}", "chart-metrics"),
    ("{{图 组合 来访批次 按 月份}}", "chart-metrics"),
    ("{{图 折线 来访批次，来访人次 按 月份}}", "chart-units"),
    ("{{图 组合 来访批次，来访人次，办结率 按 月份}}", "chart-units"),
    ("{{图 折线 来访批次｜同比 按 月份}}", "bad-filter"), ("{{图 折线 来访匹次 按 月份}}", "unknown-name"),
    ("{{图 折线 来访批次 按 问题属低}}", "unknown-dimension"),
    ("{{图 折线 办结率 按 问题属地 前 1 其余并入其他 其中 来访匹次 > 0}}", "unknown-name"),
  ])
  func `says what cannot be drawn`(tag: String, id: String) async {
    let outcome = await compile("# 甲\n\n\(tag)\n")
    #expect(outcome.report == nil)
    #expect(
      outcome.sink.diagnostics.filter { $0.severity == .error }.map(\.id) == [id],
      "\(outcome.messages)")
  }

  @Test func `says that a drawing is no chart, or none that can be filled`() async throws {
    let box = await compile(
      try WML.package(
        WML.p(WML.textBox(WML.line("甲"), id: 1, description: "{{图 折线 来访批次 按 月份}}"))
      ).serialized())
    #expect(box.sink.diagnostics.map(\.id) == ["not-a-chart"])
    let scatter = try await drawn("图：来访批次 按 月份", group: "scatterChart")
    #expect(scatter.sink.diagnostics.map(\.id) == ["chart-kind"])
    // A picture may be described as it likes.
    let picture = await compile(
      try WML.package(WML.p(WML.textBox(WML.line("甲"), id: 1, description: "图：办公楼")))
        .serialized())
    #expect(picture.report != nil, "\(picture.messages)")
  }
}

extension XML.Element {
  fileprivate func holds(_ local: String, _ value: String) -> Bool {
    below(local).contains { $0["val"] == value }
  }
}
