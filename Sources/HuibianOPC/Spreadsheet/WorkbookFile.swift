/// A workbook of one sheet (.xlsx), as it is written: texts and numbers, a number format for each.
///
/// ECMA-376 Part 1, 18.
package struct WorkbookFile: Sendable {
  package enum Cell: Hashable, Sendable {
    case empty
    /// A text, never read as a formula, whatever it begins with.
    case text(String)
    /// A text in bold, as headings are.
    case heading(String)
    /// A number in decimal notation, and its format code.
    case number(String, format: String)
  }

  /// The name of the sheet.
  package var sheet: String
  package var rows: [[Cell]]
  /// In characters; as many as there are columns.
  package var widths: [Int]
  /// Rows that stay in sight at the top.
  package var frozenRows: Int

  package static let contentType =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

  package init(sheet: String, rows: [[Cell]], widths: [Int], frozenRows: Int = 0) {
    self.sheet = sheet
    self.rows = rows
    self.widths = widths
    self.frozenRows = frozenRows
  }

  /// The letters of a column, counted from 0: A, …, Z, AA.
  package static func column(_ index: Int) -> String {
    var letters = ""
    var rest = index
    repeat {
      let letter = Unicode.Scalar(UInt8(ascii: "A") + UInt8(rest % 26))
      letters = String(Character(letter)) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters
  }

  /// The file.
  ///
  /// Two calls give equal bytes.
  package func bytes() throws(OPCError) -> [UInt8] {
    var package = OPCPackage()
    let main = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    let relation = XML.Namespace.r.uri + "/"
    guard let workbook = PartName("xl/workbook.xml"), let styles = PartName("xl/styles.xml"),
      let sheet = PartName("xl/worksheets/sheet1.xml")
    else { preconditionFailure("no part name") }
    _ = package.addRelationship(
      type: relation + "officeDocument", target: "xl/workbook.xml", from: nil)
    package.setPart(
      workbook, XML.serialize(Self.root("workbook", [book])), contentType: main + "sheet.main+xml")
    _ = package.addRelationship(
      type: relation + "worksheet", target: "worksheets/sheet1.xml", from: workbook)
    _ = package.addRelationship(type: relation + "styles", target: "styles.xml", from: workbook)
    let formats = self.formats
    package.setPart(
      sheet, XML.serialize(Self.root("worksheet", content(formats))),
      contentType: main + "worksheet+xml")
    package.setPart(
      styles, XML.serialize(Self.root("styleSheet", Self.look(formats))),
      contentType: main + "styles+xml")
    return try package.serialized()
  }

  /// Format codes in the order of their first use.
  private var formats: [String] {
    var seen: Set<String> = []
    var formats: [String] = []
    for case .number(_, let format) in rows.lazy.joined() where seen.insert(format).inserted {
      formats.append(format)
    }
    return formats
  }

  private var book: XML.Element {
    XML.Element(
      Self.x("sheets"),
      elements: [
        XML.Element(
          Self.x("sheet"),
          [(XML.Name("name"), sheet), (XML.Name("sheetId"), "1"), (.r("id"), "rId1")])
      ])
  }

  private func content(_ formats: [String]) -> [XML.Element] {
    // Style 0 is plain, 1 a heading; formats follow.
    let styles = Dictionary(uniqueKeysWithValues: formats.enumerated().map { ($1, $0 + 2) })
    let last = Self.column(max(0, widths.count - 1)) + String(max(1, rows.count))
    var view: [XML.Element] = []
    if frozenRows > 0 {
      view = [
        Self.x(
          "pane",
          [
            "ySplit": String(frozenRows), "topLeftCell": "A\(frozenRows + 1)",
            "activePane": "bottomLeft", "state": "frozen",
          ])
      ]
    }
    let columns = widths.enumerated().map { index, width in
      Self.x(
        "col",
        [
          "min": String(index + 1), "max": String(index + 1), "width": String(width),
          "customWidth": "1",
        ])
    }
    return [
      Self.x("dimension", ["ref": "A1:" + last]),
      Self.x("sheetViews", [:], [Self.x("sheetView", ["workbookViewId": "0"], view)]),
      Self.x("sheetFormatPr", ["defaultRowHeight": "15"]),
    ] + (columns.isEmpty ? [] : [Self.x("cols", [:], columns)]) + [
      Self.x(
        "sheetData", [:],
        rows.enumerated().map { index, cells in
          Self.x(
            "row", ["r": String(index + 1)],
            cells.enumerated().compactMap { column, cell in
              Self.cell(cell, Self.column(column) + String(index + 1), styles)
            })
        })
    ]
  }

  private static func cell(
    _ cell: Cell, _ name: String, _ styles: [String: Int]
  ) -> XML.Element? {
    switch cell {
    case .empty: return nil
    case .text(let text): return inline(text, ["r": name, "t": "inlineStr"])
    case .heading(let text): return inline(text, ["r": name, "s": "1", "t": "inlineStr"])
    case .number(let value, let format):
      return x(
        "c", ["r": name, "s": String(styles[format] ?? 0)],
        [XML.Element(x("v"), [], [.text(value)])])
    }
  }

  private static func inline(
    _ text: String, _ attributes: KeyValuePairs<String, String>
  ) -> XML.Element {
    let safe = xmlSafe(text).text
    let keepsSpace = safe.first?.isWhitespace == true || safe.last?.isWhitespace == true
    let t = XML.Element(x("t"), keepsSpace ? [(.xml("space"), "preserve")] : [], [.text(safe)])
    return x("c", attributes, [x("is", [:], [t])])
  }

  private static func look(_ formats: [String]) -> [XML.Element] {
    let font = [x("sz", ["val": "11"]), x("name", ["val": "宋体"])]
    let fonts = x(
      "fonts", ["count": "2"], [x("font", [:], font), x("font", [:], [x("b")] + font)])
    let fills = ["none", "gray125"].map {
      x("fill", [:], [x("patternFill", ["patternType": $0])])
    }
    let sides = ["left", "right", "top", "bottom", "diagonal"].map { XML.Element(x($0)) }
    func format(_ id: Int, font: Int = 0) -> XML.Element {
      x(
        "xf",
        [
          "numFmtId": String(id), "fontId": String(font), "fillId": "0", "borderId": "0",
          "xfId": "0", "applyNumberFormat": id == 0 ? "0" : "1",
        ])
    }
    let own = x(
      "numFmts", ["count": String(formats.count)],
      formats.enumerated().map {
        // Numbers below 164 are Excel's own formats.
        x("numFmt", ["numFmtId": String(164 + $0), "formatCode": $1])
      })
    return (formats.isEmpty ? [] : [own]) + [
      fonts,
      x("fills", ["count": "2"], fills),
      x("borders", ["count": "1"], [x("border", [:], sides)]),
      x(
        "cellStyleXfs", ["count": "1"],
        [x("xf", ["numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0"])]),
      x(
        "cellXfs", ["count": String(formats.count + 2)],
        [format(0), format(0, font: 1)] + formats.indices.map { format(164 + $0) }),
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
