import HuibianOPC
import Testing

/// Workbooks as spreadsheet programs write them, made of the XML of their rows.
struct WorkbookFixture {
  struct Sheet {
    var name = "信访件"
    /// What stands in `sheetData`.
    var rows: String
    /// What stands before and after it.
    var before = ""
    var after = ""
    var state: String?
  }

  var sheets: [Sheet]
  /// What stands in `sst`; nil: no such part.
  var strings: String?
  /// What stands in `numFmts`, and the format of each style.
  var formats = ""
  var styles: [Int] = [0]
  var is1904 = false
  var namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

  /// Rows of texts, as inline strings: one array a row.
  static func rows(_ rows: [[String]], from first: Int = 1) -> String {
    rows.enumerated().map { index, cells in
      row(first + index, cells.map { $0.isEmpty ? "" : "<is><t>\($0)</t></is>" })
    }.joined()
  }

  /// A row of cells, each given by what stands in it: `<v>…</v>` a number, `<is>…</is>` a text.
  static func row(_ number: Int, _ cells: [String], _ attributes: String = "") -> String {
    let cells = cells.enumerated().map { column, content in
      let name = "\(Character(Unicode.Scalar(UInt8(0x41 + column))))\(number)"
      if content.hasPrefix("<c ") { return content.replacing("<c ", with: "<c r=\"\(name)\" ") }
      let type = content.hasPrefix("<is") ? " t=\"inlineStr\"" : ""
      return content.isEmpty ? "" : "<c r=\"\(name)\"\(type)>\(content)</c>"
    }
    return "<row r=\"\(number)\" \(attributes)>\(cells.joined())</row>"
  }

  var bytes: [UInt8] {
    get throws {
      let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
      let types = "application/vnd.openxmlformats-officedocument.spreadsheetml."
      var package = OPCPackage()
      func add(_ name: String, _ xml: String, _ type: String) throws {
        let part = try #require(PartName(name))
        package.setPart(part, Array(xml.utf8), contentType: types + type + "+xml")
      }
      _ = package.addRelationship(
        type: relationships + "/officeDocument", target: "xl/workbook.xml", from: nil)
      let main = try #require(PartName("xl/workbook.xml"))
      var list = ""
      for (index, sheet) in sheets.enumerated() {
        let id = package.addRelationship(
          type: relationships + "/worksheet", target: "worksheets/sheet\(index + 1).xml", from: main
        )
        let state = sheet.state.map { " state=\"\($0)\"" } ?? ""
        list += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(state) r:id=\"\(id)\"/>"
        try add(
          "xl/worksheets/sheet\(index + 1).xml",
          "<worksheet xmlns=\"\(namespace)\">\(sheet.before)<sheetData>\(sheet.rows)</sheetData>"
            + "\(sheet.after)</worksheet>", "worksheet")
      }
      if let strings {
        _ = package.addRelationship(
          type: relationships + "/sharedStrings", target: "sharedStrings.xml", from: main)
        try add(
          "xl/sharedStrings.xml", "<sst xmlns=\"\(namespace)\">\(strings)</sst>", "sharedStrings")
      }
      _ = package.addRelationship(type: relationships + "/styles", target: "styles.xml", from: main)
      let cells = styles.map { "<xf numFmtId=\"\($0)\"/>" }.joined()
      try add(
        "xl/styles.xml",
        "<styleSheet xmlns=\"\(namespace)\"><numFmts>\(formats)</numFmts><cellXfs>\(cells)</cellXfs>"
          + "</styleSheet>", "styles")
      try add(
        "xl/workbook.xml",
        "<workbook xmlns=\"\(namespace)\" xmlns:r=\"\(relationships)\">"
          + "<workbookPr date1904=\"\(is1904 ? 1 : 0)\"/><sheets>\(list)</sheets></workbook>",
        "sheet.main")
      return try package.serialized()
    }
  }
}
