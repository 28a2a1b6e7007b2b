import CScan
import HuibianDiagnostics
import HuibianTable

/// Where the header of a CSV text is, and what it says.
struct CSVHeader {
  /// Records above it.
  var index: Int
  var line: Int
  var range: Range<Int>
  /// Where the first record below it begins, and on which line.
  var end: Int
  var nextLine: Int
  /// As in the file, blanks trimmed.
  var headers: [String]
  /// Nil if no ledger was recognised; that has been reported.
  var match: HeaderMatch?
  var columns: [InputSummary.Column]

  /// Columns up to the last one with a header.
  var width: Int { (headers.lastIndex { !$0.isEmpty } ?? -1) + 1 }

  /// The columns that are decoded: our name, the position in the file, and the form.
  func builders(_ choice: ColumnChoice) -> [ChosenColumn] {
    match.map { choice.columns($0, columns) } ?? []
  }
}

extension CSVReader {
  /// Finds the header among the first records: the first that a ledger's signature fits, else the
  /// one that fits any ledger best.
  func header(
    _ text: [UInt8], _ sniffer: CSVSniffer, _ isGB18030: Bool, isWhole: Bool, mark: Int,
    sink: inout DiagnosticSink
  ) -> CSVHeader? {
    let start = sniffer.preambleLength
    let records = sniffer.dialect.records(text[start...], limit: CSVReader.headerDepth)
    let transcoder = isGB18030 ? Transcoder(from: .gb18030) : nil
    var rows: [[String]] = []
    for record in records {
      var row: [String] = []
      for field in record.fields.prefix(CSVBlockDecoder.columnLimit) {
        let text =
          transcoder == nil
          ? String(validating: field, as: UTF8.self)
          : field.withUnsafeBytes { transcoder?.text($0) ?? nil }
        row.append(text ?? "\u{FFFD}")
      }
      rows.append(row)
    }
    guard rows.contains(where: { $0.contains { !CellText($0).text.isEmpty } }) else {
      sink.report(.emptyFile, file: name)
      return nil
    }
    let trimmed = rows.map { $0.map { CellText($0).text } }
    let fits = trimmed.map { recognizer.best($0) }
    let index =
      bestRow(fits)
      ?? trimmed.indices.max {
        (filled(trimmed[$0]), -$0) < (filled(trimmed[$1]), -$1)
      } ?? 0
    let record = records[index]
    if record.fields.count > CSVBlockDecoder.columnLimit {
      sink.report(
        Finding(problem: .tooManyColumns(record.fields.count), line: record.line), name)
      return nil
    }
    let breaks = text[record.range].count { $0 == sniffer.dialect.lineBreak }
    let prefix = start == 0 ? 0 : 1
    var header = CSVHeader(
      index: index, line: record.line + prefix, range: record.range, end: record.end,
      nextLine: record.line + prefix + breaks + 1, headers: trimmed[index],
      match: fits[index].flatMap { $0.isCertain ? $0.match : nil }, columns: [])
    let position = HeaderPlace(name: name, line: header.line)
    // What no encoding holds is said of its place, not of the header's words.
    if rows[index].contains("\u{FFFD}") {
      reportInvalid(text, isGB18030, line: header.line, mark: mark, sink: &sink)
      return nil
    }
    guard
      HeaderCheck(recognizer: recognizer, place: position).check(
        rows[index], fit: fits[index], &header.columns, sink: &sink)
    else {
      header.match = nil
      return header
    }
    return header
  }

  private func bestRow(_ fits: [LedgerRecognizer.Fit?]) -> Int? {
    if recognizer.wanted == nil,
      let sure = fits.firstIndex(where: { ($0?.match.signatureSize ?? 0) > 0 })
    {
      return sure
    }
    let certain = fits.indices.filter { fits[$0] != nil }
    return certain.max { (fits[$0]?.match.count ?? 0, -$0) < (fits[$1]?.match.count ?? 0, -$1) }
  }

  private func filled(_ row: [String]) -> Int { row.count { !$0.isEmpty } }

  private func reportInvalid(
    _ text: [UInt8], _ isGB18030: Bool, line: Int, mark: Int, sink: inout DiagnosticSink
  ) {
    let offset = text.withUnsafeBufferPointer { bytes -> Int in
      guard let base = bytes.baseAddress else { return 0 }
      return isGB18030
        ? scan_check_gb18030(base, bytes.count) : scan_check_utf8(base, bytes.count)
    }
    sink.report(
      Finding(
        problem: .badEncoding(
          line: line, offset: mark + min(offset, text.count),
          encoding: isGB18030 ? "GB18030（GBK）" : "UTF-8"), line: line), name)
  }

  /// How the rows below the header are decoded.
  func layout(
    _ header: CSVHeader, _ dialect: CSVDialect, _ isGB18030: Bool, _ text: [UInt8]
  ) -> CSVLayout? {
    guard let match = header.match else { return nil }
    let builders = header.builders(choice)
    var layout = CSVLayout(
      dialect: dialect, isGB18030: isGB18030,
      names: header.headers.enumerated().map { $1.isEmpty ? "第\($0 + 1)列" : visible($1) },
      width: header.width, targets: builders.enumerated().map { ($1.position, $0) },
      forms: builders.map(\.form))
    layout.keyColumn = match.rowKeyPosition ?? -1
    layout.identity = match.identity
    layout.dateColumn = match.ledger.dateColumn.flatMap { match.position(of: $0) } ?? -1
    layout.header = Array(text[header.range])
    return layout
  }
}

extension DiagnosticSink {
  mutating func report(_ finding: Finding, _ file: String) {
    report(finding.diagnostic(file: file))
  }
}
