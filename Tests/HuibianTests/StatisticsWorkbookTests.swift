import Huibian
import HuibianDiagnostics
import HuibianEngine
import HuibianOPC
import HuibianPlan
import Testing

@Suite struct `statistics as a workbook` {
  /// The cells of the sheet by name: `t:` texts, else number and format.
  private func cells(_ bytes: [UInt8]) throws -> [String: String] {
    var sink = DiagnosticSink()
    let package = try #require(
      OPCPackage.open(bytes, file: "a.xlsx", kind: .spreadsheet, sink: &sink))
    func root(_ name: String) throws -> XML.Element {
      let part = try #require(PartName(name))
      let bytes = try #require(package.bytes(of: part))
      return try #require(XML.parse(bytes, file: "a.xlsx", part: name, sink: &sink)).root
    }
    let styles = try root("xl/styles.xml")
    let codes = Dictionary(
      uniqueKeysWithValues: (styles.first(.x("numFmts"))?.all(.x("numFmt")) ?? []).map {
        ($0["numFmtId"] ?? "", $0["formatCode"] ?? "")
      })
    let formats = (styles.first(.x("cellXfs"))?.all(.x("xf")) ?? []).map {
      codes[$0["numFmtId"] ?? ""] ?? ""
    }
    var result: [String: String] = [:]
    for row in try root("xl/worksheets/sheet1.xml").first(.x("sheetData"))?.elements ?? [] {
      for cell in row.elements {
        let style = cell["s"].flatMap { Int($0) } ?? 0
        result[cell["r"] ?? ""] =
          cell["t"] == "inlineStr"
          ? "t:" + (cell.elements.first?.elements.first?.text ?? "")
          : (cell.elements.first?.text ?? "") + " " + formats[style]
      }
    }
    #expect(sink.diagnostics == [])
    return result
  }

  private static let cases = """
    信访件编号,登记日期,信访形式,信访人数,问题属地,限办截止日期,办结日期
    A1,2022-02-01,来访,3,=1+1,2022-04-01,2022-03-01
    A2,2022-03-01,来访,2,=1+1,2022-05-01,
    A3,2022-03-02,来信,1,北镇,2022-05-01,2022-04-01
    B1,2021-03-01,来访,5,=1+1,2021-05-01,2021-04-01
    B2,2021-04-01,来访,5,=1+1,2021-06-01,2021-05-01
    B3,2021-04-01,来访,5,北镇,2021-06-01,2021-05-01
    """

  @Test func `has numbers as numbers, and texts as texts whatever they look like`() async throws {
    var sink = DiagnosticSink()
    let compiler = ReportCompiler(workspace: MemoryWorkspace(["信访件.csv": Self.cases])) {
      ColumnarEngine(tables: $0)
    }
    let query = StatisticsQuery(
      catalog: Catalog.shipped(sink: &sink),
      context: Context(officeNames: ["甲局"], period: Period(.months(2022, 1, 6))),
      data: [DataFile("信访件.csv", ledger: "信访件")], measures: ["来访批次", "办结率"],
      groupings: [["问题属地"]], comparison: .yearEarlier)
    let answer = try #require(await compiler.answer(query, sink: &sink))
    let cells = try cells(answer.bytes(.xlsx))
    #expect(["A1", "C1", "D1", "H1"].map { cells[$0] } == ["t:指标", "t:问题属地", "t:数值", "t:同比幅度"])
    #expect(
      ["A2", "B2", "C2", "D2", "E2", "F2", "G2"].map { cells[$0] } == [
        "t:来访批次", "t:2022年1—6月", "t:=1+1", "2 0", "t:批次", "2 0", "0 0",
      ])
    #expect(
      ["C3", "D3", "F3", "G3", "H3"].map { cells[$0] } == [
        "t:北镇", "0 0", "1 0", "-1 +0;-0;0", "-1.000 +0.0%;-0.0%;0.0%",
      ])
    #expect(
      ["A4", "D4", "E4", "F4", "G4", "H4"].map { cells[$0] } == [
        "t:办结率", "50 0", "t:%", "100 0",
        "-50.0 +0.0\"个百分点\";-0.0\"个百分点\";0.0\"个百分点\"", nil,
      ])
    #expect(try answer.bytes(.xlsx) == answer.bytes(.xlsx))
  }
}
