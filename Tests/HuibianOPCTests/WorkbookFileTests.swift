import HuibianDiagnostics
import Testing

@testable import HuibianOPC

struct WorkbookFileTests {
  private func sheet(_ file: WorkbookFile) throws -> XML.Element {
    var sink = DiagnosticSink()
    let package = try #require(
      OPCPackage.open(try file.bytes(), file: "表.xlsx", kind: .spreadsheet, sink: &sink))
    let part = try #require(PartName("xl/worksheets/sheet1.xml"))
    let bytes = try #require(package.bytes(of: part))
    return try #require(XML.parse(bytes, file: "", part: part.text, sink: &sink)).root
  }

  private func texts(_ element: XML.Element) -> [String] {
    if element.name.local == "t" || element.name.local == "v" { return [element.text] }
    return element.elements.flatMap { texts($0) }
  }

  @Test
  func `texts come back as they were given`() throws {
    let given = ["甲<乙>&\"丙\"", " 前后 ", "一\r二", "三\n四\t五", ""]
    let file = WorkbookFile(
      sheet: "统计 & <汇总>",
      rows: [given.map { .text($0) }, [], [.empty, .number("-1.5", format: "0.0")]],
      widths: given.map { _ in 10 })
    #expect(texts(try sheet(file)) == given + ["-1.5"])
  }

  @Test
  func `a number has the style of its format`() throws {
    let row = ["0", "0.0\"%\"", "0"].map { WorkbookFile.Cell.number("7", format: $0) }
    let root = try sheet(WorkbookFile(sheet: "表", rows: [row], widths: [8, 8, 8]))
    let cells = try #require(root.elements.last?.elements.first).elements
    #expect(cells.map { $0["s"] } == ["2", "3", "2"])
    #expect(cells.map { $0["r"] } == ["A1", "B1", "C1"])
  }

  @Test
  func `what workbooks share is made once and differs where it must`() throws {
    func styles(_ format: String) throws -> [UInt8]? {
      let file = WorkbookFile(sheet: "表", rows: [[.number("7", format: format)]], widths: [8])
      var sink = DiagnosticSink()
      let package = OPCPackage.open(
        try file.bytes(), file: "表.xlsx", kind: .spreadsheet, sink: &sink)
      return PartName("xl/styles.xml").flatMap { package?.bytes(of: $0) }
    }
    #expect(try styles("0") == styles("0"))
    #expect(try styles("0") != styles("0.00"))
  }
}
