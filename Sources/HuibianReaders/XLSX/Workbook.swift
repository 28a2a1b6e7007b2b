import HuibianDiagnostics
import HuibianOPC

/// An .xlsx, opened: its sheets, and what their cells refer to.
struct Workbook {
  struct Sheet: Sendable {
    let name: String
    let part: PartName
    let isHidden: Bool
  }

  private(set) var sheets: [Sheet] = []
  private(set) var strings = SharedStrings()
  /// By the number of a cell's style.
  private(set) var formats: [NumberFormat] = []
  /// Days are counted from 1904-01-01, as old Macs did.
  private(set) var is1904 = false
  private let archive: PartArchive

  /// A year of a province's cases has some hundred megabytes as XML; the parts are read in pieces.
  private static let limits = PackageLimits(part: 2 << 30, total: 3 << 30)
  /// The shared strings are kept.
  private static let stringsLimit = 512 << 20

  /// Nil after errors.
  init?(_ bytes: [UInt8], file: String, sink: inout DiagnosticSink) {
    let isDeferred = { (name: String) in
      !name.hasSuffix(".rels") && (name.contains("/worksheets/") || name.contains("sharedStrings"))
    }
    guard
      let package = OPCPackage.open(
        bytes, file: file, kind: .spreadsheet, limits: Workbook.limits, isDeferred: isDeferred,
        sink: &sink),
      let archive = PartArchive(bytes, file: file, limits: Workbook.limits, sink: &sink)
    else { return nil }
    self.archive = archive
    let main = package.mainPart
    guard
      let book = package.bytes(of: main).flatMap({
        XML.parse($0, file: file, part: main.text, sink: &sink)
      })?.root
    else { return nil }
    is1904 = ["1", "true"].contains(book.first(.x("workbookPr"))?["date1904"])
    let links = package.relationships(of: main)
    func part(_ kind: String) -> PartName? {
      links.first { $0.kind == kind && !$0.isExternal }.flatMap {
        package.resolve($0.target, from: main)
      }
    }
    for sheet in book.first(.x("sheets"))?.all(.x("sheet")) ?? [] {
      guard let name = sheet["name"], let id = sheet[attribute: .r("id")],
        let link = links.first(where: { $0.id == id }), link.kind == "worksheet",
        let part = package.resolve(link.target, from: main)
      else { continue }
      let isHidden = sheet["state"].map { $0 != "visible" } ?? false
      sheets.append(Sheet(name: name, part: part, isHidden: isHidden))
    }
    if let part = part("styles"), let bytes = package.bytes(of: part) {
      guard let styles = XML.parse(bytes, file: file, part: part.text, sink: &sink) else {
        return nil
      }
      formats = Workbook.formats(styles.root)
    }
    if let part = part("sharedStrings"), !readStrings(part, file: file, sink: &sink) { return nil }
  }

  private static func formats(_ styles: XML.Element) -> [NumberFormat] {
    var own: [Int: NumberFormat] = [:]
    for format in styles.first(.x("numFmts"))?.all(.x("numFmt")) ?? [] {
      guard let id = format["numFmtId"].flatMap({ Int($0) }), let code = format["formatCode"] else {
        continue
      }
      own[id] = NumberFormat(code: code)
    }
    return styles.first(.x("cellXfs"))?.all(.x("xf")).map { style in
      let id = style["numFmtId"].flatMap { Int($0) } ?? 0
      return own[id] ?? NumberFormat(builtin: id)
    } ?? []
  }

  private mutating func readStrings(
    _ part: PartName, file: String, sink: inout DiagnosticSink
  ) -> Bool {
    if let size = archive.size(of: part), size > Workbook.stringsLimit {
      sink.report(.tooLarge(limit: "512 MB（\(part.text)）"), file: file)
      return false
    }
    let reader = SharedStringReader()
    guard let stream = archive.events(of: part, to: reader, sink: &sink) else { return false }
    while stream.advance() {}
    if let problem = stream.problem {
      sink.report(problem)
      return false
    }
    strings = reader.strings
    return true
  }

  /// A sheet as a text; nil after an error.
  func source(_ sheet: Sheet, sink: inout DiagnosticSink) -> SheetSource? {
    let rows = SheetRows(strings, formats, is1904: is1904, part: sheet.part.text)
    guard let stream = archive.events(of: sheet.part, to: rows, sink: &sink) else { return nil }
    return SheetSource(
      name: "\(archive.file)[\(sheet.name)]", rows: rows, stream: stream)
  }
}
