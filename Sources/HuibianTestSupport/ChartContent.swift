import HuibianDiagnostics
package import HuibianOPC

/// A finished chart taken apart: its copies of the numbers, and the cells that they are copies of.
package struct ChartContent {
  package struct Series: Hashable {
    package let name: String
    /// By category; nil: a gap.
    package let values: [String?]
    /// What the cells that the formulas name say, in the same order.
    package let cells: [String?]
    package let nameCell: String?
  }

  package let root: XML.Element
  package let categories: [String]
  package let categoryCells: [String?]
  package let series: [Series]
  /// Of the whole sheet, by address.
  package let cells: [String: String]

  /// Nil if there is no such chart, or if it has no workbook.
  package init?(_ number: Int, of package: OPCPackage) {
    var sink = DiagnosticSink()
    guard let part = PartName("word/charts/chart\(number).xml"),
      let bytes = package.bytes(of: part),
      let root = XML.parse(bytes, file: "", part: part.text, sink: &sink)?.root,
      let id = root.first(Self.c("externalData"))?[attribute: .r("id")],
      let link = package.relationships(of: part).first(where: { $0.id == id }),
      let book = package.resolve(link.target, from: part).flatMap({ package.bytes(of: $0) }),
      let cells = Self.cells(book)
    else { return nil }
    self.root = root
    self.cells = cells
    let plot = root.first(Self.c("chart"))?.first(Self.c("plotArea"))
    let all = (plot?.elements ?? []).flatMap { $0.all(Self.c("ser")) }
    let first = all.first?.first(Self.c("cat"))?.first(Self.c("strRef"))
    categories = Self.points(first?.first(Self.c("strCache"))).map { $0 ?? "" }
    categoryCells = Self.addresses(first).map { cells[$0] }
    series = all.map { element in
      let name = element.first(Self.c("tx"))?.first(Self.c("strRef"))
      let values = element.first(Self.c("val"))?.first(Self.c("numRef"))
      return Series(
        name: Self.points(name?.first(Self.c("strCache"))).first.flatMap { $0 } ?? "",
        values: Self.points(values?.first(Self.c("numCache"))),
        cells: Self.addresses(values).map { cells[$0] },
        nameCell: Self.addresses(name).first.flatMap { cells[$0] })
    }
  }

  /// Whether every copy equals its cell.
  package var agrees: Bool {
    categories.map { Optional($0) } == categoryCells
      && series.allSatisfy { $0.values == $0.cells && $0.name == $0.nameCell }
  }

  private static func c(_ local: String) -> XML.Name { XML.Name(.c, local, prefix: "c") }
  private static func x(_ local: String) -> XML.Name { XML.Name(.x, local, prefix: "") }

  private static func points(_ cache: XML.Element?) -> [String?] {
    let count = cache?.first(c("ptCount"))?["val"].flatMap { Int($0) } ?? 0
    var result = [String?](repeating: nil, count: count)
    for point in cache?.all(c("pt")) ?? [] {
      if let index = point["idx"].flatMap({ Int($0) }), result.indices.contains(index) {
        result[index] = point.first(c("v"))?.text
      }
    }
    return result
  }

  /// `Sheet1!$B$2:$B$4` as B2, B3, B4.
  private static func addresses(_ reference: XML.Element?) -> [String] {
    let formula = reference?.first(c("f"))?.text ?? ""
    let parts = formula.split(separator: "!").last?.split(separator: ":").map {
      $0.split(separator: "$").map { String($0) }
    }
    guard let first = parts?.first, let last = parts?.last, first.count == 2, last.count == 2,
      let start = Int(first[1]), let end = Int(last[1]), start <= end
    else { return [] }
    return (start...end).map { first[0] + String($0) }
  }

  private static func cells(_ book: [UInt8]) -> [String: String]? {
    var sink = DiagnosticSink()
    guard
      let package = OPCPackage.open(book, file: "", kind: .spreadsheet, sink: &sink),
      let part = PartName("xl/worksheets/sheet1.xml"), let bytes = package.bytes(of: part),
      let sheet = XML.parse(bytes, file: "", part: part.text, sink: &sink)?.root
    else { return nil }
    var result: [String: String] = [:]
    for row in sheet.first(x("sheetData"))?.elements ?? [] {
      for cell in row.elements {
        if let address = cell["r"] { result[address] = cell.text }
      }
    }
    return result
  }
}
