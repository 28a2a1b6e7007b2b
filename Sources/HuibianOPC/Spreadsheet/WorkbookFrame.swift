import Synchronization

/// All of a workbook but what stands in its sheet: the same for many, it is packed once.
struct WorkbookFrame: Sendable {
  /// The entries of the zip in file order; that of the sheet is to be replaced.
  let entries: [(name: String, part: PackedPart)]

  static let sheetPart = "xl/worksheets/sheet1.xml"

  private struct Key: Hashable {
    let sheet: String
    let formats: [String]
  }

  /// Those of the charts of a run differ in their few formats.
  private static let frames = Mutex<[Key: WorkbookFrame]>([:])
  /// More than any run needs.
  private static let most = 64

  /// - Parameters:
  ///   - sheet: The name of the sheet.
  ///   - formats: Format codes; that of index i has the style i + 2.
  static func frame(sheet: String, formats: [String]) throws(OPCError) -> WorkbookFrame {
    let key = Key(sheet: sheet, formats: formats)
    if let known = frames.withLock({ $0[key] }) { return known }
    let frame = WorkbookFrame(entries: try package(sheet, formats).packedEntries())
    frames.withLock { frames in
      if frames.count < most { frames[key] = frame }
    }
    return frame
  }

  private static func package(_ name: String, _ formats: [String]) -> OPCPackage {
    var package = OPCPackage()
    let main = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    let relation = XML.Namespace.r.uri + "/"
    guard let workbook = PartName("xl/workbook.xml"), let styles = PartName("xl/styles.xml"),
      let sheet = PartName(sheetPart)
    else { preconditionFailure("no part name") }
    _ = package.addRelationship(
      type: relation + "officeDocument", target: "xl/workbook.xml", from: nil)
    package.setPart(
      workbook, XML.serialize(root("workbook", [book(name)])),
      contentType: main + "sheet.main+xml")
    _ = package.addRelationship(
      type: relation + "worksheet", target: "worksheets/sheet1.xml", from: workbook)
    _ = package.addRelationship(type: relation + "styles", target: "styles.xml", from: workbook)
    package.setPart(sheet, [], contentType: main + "worksheet+xml")
    package.setPart(
      styles, XML.serialize(root("styleSheet", look(formats))),
      contentType: main + "styles+xml")
    return package
  }

  private static func book(_ sheet: String) -> XML.Element {
    XML.Element(
      x("sheets"),
      elements: [
        XML.Element(
          x("sheet"), [(XML.Name("name"), sheet), (XML.Name("sheetId"), "1"), (.r("id"), "rId1")])
      ])
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
