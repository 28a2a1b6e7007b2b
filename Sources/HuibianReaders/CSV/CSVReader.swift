import CScan
import HuibianDiagnostics
import HuibianTable

/// Reads one CSV export: encoding, dialect, header, then its rows in blocks on all cores.
struct CSVReader {
  let source: any ByteSource
  let recognizer: LedgerRecognizer
  /// Which columns of a recognised ledger are decoded, and as what.
  let choice: ColumnChoice
  /// Bytes that one core takes at a time: so few that they stay in its cache.
  var blockSize = 1 << 18
  /// The text is a sheet of a workbook: its dialect is known, and its cells have names.
  var isSheet = false

  private static let sheetDialect = CSVDialect(separator: SheetText.separator, lineBreak: 0x0A)

  /// Records in which the header is looked for.
  static let headerDepth = 11

  /// Nil if the file cannot be used; why is in the sink.
  func scan(
    _ stream: ByteStream, head: [UInt8], _ encoding: TextEncoding, sink: inout DiagnosticSink
  ) -> ScannedFile? {
    let isWhole = stream.isAtEnd
    var isGB18030 = encoding == .gb18030
    let raw = Array(head.dropFirst(encoding.markLength))
    var recoder: Recoder?
    var stream = stream
    var text = raw
    var sniffer = isSheet ? CSVSniffer(CSVReader.sheetDialect) : CSVSniffer(text[...])
    if case .utf16 = encoding {
      recoder = Recoder(encoding, head: raw)
    } else if isGB18030, sniffer.dialect.separator == 0x7C {
      recoder = Recoder(encoding, head: raw)
      isGB18030 = false
    }
    if recoder != nil {
      do {
        text = try recoded(&recoder, &stream)
      } catch {
        sink.report(.unreadable(error.message), file: name)
        return nil
      }
      sniffer = CSVSniffer(text[...])
    }
    guard
      let header = header(
        text, sniffer, isGB18030, isWhole: isWhole, mark: encoding.markLength, sink: &sink)
    else { return nil }

    var summary = InputSummary(
      file: name, format: isSheet ? "XLSX" : "CSV", encoding: isSheet ? "" : encoding.name)
    if !isSheet { summary.delimiter = Character(Unicode.Scalar(sniffer.dialect.separator)) }
    summary.headerLine = header.line
    summary.titleLines = header.index
    summary.ledger = header.match?.ledger.name
    summary.columns = header.columns
    guard let match = header.match, var layout = layout(header, sniffer.dialect, isGB18030, text)
    else { return nil }
    var file = ScannedFile(
      name: name, match: match, builders: header.builders(choice).map(\.name), accumulators: [],
      segments: [], isGB18030: isGB18030, isJSON: false,
      writing: "\(summary.format) \(isGB18030) \(sniffer.dialect)", summary: summary)
    file.isSheet = isSheet
    var feeder = CSVFeeder(
      stream, recoder, sniffer.dialect, head: Array(text[header.end...]), line: header.nextLine,
      offset: header.end + (recoder == nil ? encoding.markLength : 0), blockSize: blockSize)
    layout.keepsRecords = !feeder.isRepeatable
    if feeder.isRepeatable { file.finder = CSVRecordFinder(source: source, layout: layout) }
    let reports = decode(&feeder, layout, into: &file)
    return finish(file, reports, feeder, sink: &sink)
  }

  /// The beginning of a text that has to be recoded.
  private func recoded(
    _ recoder: inout Recoder?, _ stream: inout ByteStream
  ) throws(SourceError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    var count = 0
    let outcome: Result<Int, SourceError> = bytes.withUnsafeMutableBytes { buffer in
      do throws(SourceError) {
        return .success(try recoder?.read(into: buffer, from: &stream) ?? 0)
      } catch {
        return .failure(error)
      }
    }
    count = try outcome.get()
    return Array(bytes[..<count])
  }

  var name: String { source.name }

  // MARK: - Rows

  private func finish(
    _ file: ScannedFile, _ reports: [CSVBlockReport], _ feeder: CSVFeeder,
    sink: inout DiagnosticSink
  ) -> ScannedFile? {
    var file = file
    var findings = reports.flatMap(\.findings)
    let totals = reports.reduce(0) { $0 + $1.totalRows }
    let headers = reports.reduce(0) { $0 + $1.repeatedHeaders }
    if totals > 0 {
      findings.append(
        Finding(
          problem: .totalRows(totals), line: reports.compactMap(\.firstTotal).first,
          severity: .note))
    }
    if headers > 0 {
      findings.append(
        Finding(
          problem: .repeatedHeaders(headers), line: reports.compactMap(\.firstRepeated).first,
          severity: .note))
    }
    if isSheet {
      for index in findings.indices {
        guard case .raggedRow(let found, let width) = findings[index].problem else { continue }
        findings[index].problem = .beyondHeader(width: width)
        findings[index].column = found
      }
    }
    if let problem = feeder.problem { findings.append(Finding(problem: problem)) }
    file.isDamaged = findings.contains { $0.severity == .error }
    sink.report(findings, file: name, isSheet: isSheet)
    file.summary.skippedTotals = totals
    file.summary.blankRows = reports.reduce(0) { $0 + $1.blankRows }
    file.summary.sha256 = feeder.sha256
    let isBroken = feeder.problem != nil || reports.contains(where: \.isFatal)
    return isBroken ? nil : file
  }
}
