import HuibianOPC

/// The workbook inside a chart, which 编辑数据 opens: one sheet with the very numbers of the chart.
///
/// ECMA-376 Part 1, 18.
enum ChartWorkbook {
  static let sheet = "Sheet1"
  static let contentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

  /// The letters of a column, counted from 0: A, …, Z, AA.
  static func column(_ index: Int) -> String {
    var letters = ""
    var rest = index
    repeat {
      let letter = Unicode.Scalar(UInt8(ascii: "A") + UInt8(rest % 26))
      letters = String(Character(letter)) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters
  }

  /// The cells of a series' name, of its values, and of the categories: `Sheet1!$B$2:$B$11`.
  static func name(ofSeries series: Int) -> String { "\(sheet)!$\(column(series + 1))$1" }

  static func values(ofSeries series: Int, count: Int) -> String { range(series + 1, count) }

  static func categories(count: Int) -> String { range(0, count) }

  private static func range(_ index: Int, _ count: Int) -> String {
    let letters = column(index)
    return count > 1
      ? "\(sheet)!$\(letters)$2:$\(letters)$\(count + 1)" : "\(sheet)!$\(letters)$2"
  }

  /// The file. Two calls give equal bytes.
  static func bytes(of chart: Chart) throws(OPCError) -> [UInt8] {
    var package = OPCPackage()
    let main = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    let relation = XML.Namespace.r.uri + "/"
    guard let workbook = PartName("xl/workbook.xml"), let styles = PartName("xl/styles.xml"),
      let sheet = PartName("xl/worksheets/sheet1.xml")
    else { preconditionFailure("no part name") }
    _ = package.addRelationship(
      type: relation + "officeDocument", target: "xl/workbook.xml", from: nil)
    package.setPart(
      workbook, XML.serialize(root("workbook", [book])), contentType: main + "sheet.main+xml")
    _ = package.addRelationship(
      type: relation + "worksheet", target: "worksheets/sheet1.xml", from: workbook)
    _ = package.addRelationship(
      type: relation + "styles", target: "styles.xml", from: workbook)
    package.setPart(
      sheet, XML.serialize(root("worksheet", content(of: chart))),
      contentType: main + "worksheet+xml")
    package.setPart(
      styles, XML.serialize(root("styleSheet", look(chart.series.map(\.format)))),
      contentType: main + "styles+xml")
    return try package.serialized()
  }

  private static var book: XML.Element {
    XML.Element(
      x("sheets"),
      elements: [
        XML.Element(
          x("sheet"),
          [(XML.Name("name"), sheet), (XML.Name("sheetId"), "1"), (.r("id"), "rId1")])
      ])
  }

  private static func content(of chart: Chart) -> [XML.Element] {
    let last = column(chart.series.count) + String(chart.categories.count + 1)
    let names = [chart.categoryTitle] + chart.series.map(\.name)
    var rows = [row(1, names.enumerated().map { text($1, at: column($0) + "1") })]
    for (index, category) in chart.categories.enumerated() {
      let number = index + 2
      var cells = [text(category, at: "A\(number)")]
      for (series, entry) in chart.series.enumerated() {
        // An empty cell is a gap; a text would be drawn as zero.
        guard let value = entry.values[index] else { continue }
        cells.append(
          x(
            "c", ["r": column(series + 1) + String(number), "s": String(series + 1)],
            [XML.Element(x("v"), [], [.text(value)])]))
      }
      rows.append(row(number, cells))
    }
    return [
      x("dimension", ["ref": "A1:" + last]),
      x("sheetViews", [:], [x("sheetView", ["workbookViewId": "0"])]),
      x("sheetFormatPr", ["defaultRowHeight": "15"]),
      x(
        "cols", [:],
        [
          x(
            "col",
            ["min": "1", "max": String(names.count), "width": "16", "customWidth": "1"])
        ]),
      x("sheetData", [:], rows),
    ]
  }

  private static func row(_ number: Int, _ cells: [XML.Element]) -> XML.Element {
    x("row", ["r": String(number)], cells)
  }

  /// A text in its cell: never read as a formula, whatever it begins with.
  private static func text(_ text: String, at cell: String) -> XML.Element {
    let safe = xmlSafe(text).text
    let keepsSpace = safe.first?.isWhitespace == true || safe.last?.isWhitespace == true
    let t = XML.Element(x("t"), keepsSpace ? [(.xml("space"), "preserve")] : [], [.text(safe)])
    return x("c", ["r": cell, "t": "inlineStr"], [x("is", [:], [t])])
  }

  /// One cell format for each series, after the plain one.
  private static func look(_ formats: [String]) -> [XML.Element] {
    let fonts = x(
      "fonts", ["count": "1"],
      [x("font", [:], [x("sz", ["val": "11"]), x("name", ["val": Typeface.songti.rawValue])])])
    let fills = ["none", "gray125"].map {
      x("fill", [:], [x("patternFill", ["patternType": $0])])
    }
    let sides = ["left", "right", "top", "bottom", "diagonal"].map { XML.Element(x($0)) }
    func format(_ id: Int) -> XML.Element {
      x(
        "xf",
        [
          "numFmtId": String(id), "fontId": "0", "fillId": "0", "borderId": "0", "xfId": "0",
          "applyNumberFormat": id == 0 ? "0" : "1",
        ])
    }
    return [
      x(
        "numFmts", ["count": String(formats.count)],
        formats.enumerated().map {
          // Numbers below 164 are Excel's own formats.
          x("numFmt", ["numFmtId": String(164 + $0), "formatCode": $1])
        }),
      fonts,
      x("fills", ["count": "2"], fills),
      x("borders", ["count": "1"], [x("border", [:], sides)]),
      x(
        "cellStyleXfs", ["count": "1"],
        [x("xf", ["numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0"])]),
      x(
        "cellXfs", ["count": String(formats.count + 1)],
        [format(0)] + formats.indices.map { format(164 + $0) }),
      x(
        "cellStyles", ["count": "1"],
        [x("cellStyle", ["name": "Normal", "xfId": "0", "builtinId": "0"])]),
    ]
  }

  private static func x(_ local: String) -> XML.Name { XML.Name(.x, local, prefix: "") }

  private static func x(
    _ local: String, _ attributes: KeyValuePairs<String, String> = [:],
    _ children: [XML.Element] = []
  ) -> XML.Element {
    XML.Element(
      x(local), attributes.map { (XML.Name($0.key), $0.value) }, elements: children)
  }

  private static func root(_ local: String, _ children: [XML.Element]) -> XML.Document {
    var element = x(local, [:], children)
    element.declarations = [
      XML.Declaration(prefix: "", uri: XML.Namespace.x.uri),
      XML.Declaration(prefix: "r", uri: XML.Namespace.r.uri),
    ]
    return XML.Document(root: element, standalone: true)
  }
}
