import CScan
import HuibianDiagnostics
import HuibianTable

/// Reads one JSON export: an array of records, alone or one or two levels down, or JSON Lines.
///
/// The text is held as bytes; the records go straight into the column builders.
struct JSONReader {
  let name: String
  let recognizer: LedgerRecognizer
  let choice: ColumnChoice

  static let sizeLimit = 200 << 20

  /// Nil if the file cannot be used; why is in the sink.
  func scan(
    _ stream: ByteStream, head: [UInt8], _ encoding: TextEncoding, sink: inout DiagnosticSink
  ) -> ScannedFile? {
    var stream = stream
    var bytes = Array(head.dropFirst(encoding.markLength))
    do throws(SourceError) {
      while !stream.isAtEnd {
        bytes += try stream.bytes(1 << 20)
        guard bytes.count <= JSONReader.sizeLimit else {
          sink.report(.tooLarge(limit: "200 MB"), file: name)
          return nil
        }
      }
    } catch {
      sink.report(.unreadable(error.message), file: name)
      return nil
    }
    if case .utf16 = encoding {
      var text: [UInt8] = []
      let outcome = bytes.withUnsafeBytes {
        Transcoder(from: encoding)?.decode($0, into: &text) ?? .invalid(at: 0)
      }
      guard outcome == .complete else {
        let offset = if case .invalid(let at) = outcome { at } else { bytes.count }
        sink.report(
          .badEncoding(line: 1, offset: 2 + offset, encoding: encoding.name), file: name)
        return nil
      }
      bytes = text
    }
    return bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else {
        sink.report(.emptyFile, file: name)
        return nil
      }
      return scan(base, buffer.count, encoding, stream.sha256, sink: &sink)
    }
  }

  private func scan(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ encoding: TextEncoding, _ sha256: String,
    sink: inout DiagnosticSink
  ) -> ScannedFile? {
    let valid = Int(scan_check_utf8(base, count))
    if valid < count - 3 || (valid < count && base[valid] < 0xC0),
      scan_is_control(base[valid]) == 0
    {
      var line = 1
      for at in 0..<valid where base[at] == 0x0A { line += 1 }
      sink.report(
        .json(.encoding(line: line, offset: valid + encoding.markLength)), file: name)
      return nil
    }
    // A character that the end cuts off: the text is cut off, and that is what to say.
    let count = valid < count && scan_is_control(base[valid]) == 0 ? valid : count
    do throws(JSONFault) {
      var scanner = JSONScanner(base, count)
      let lowered = name.lowercased()
      let outline = try JSONOutline(
        &scanner, prefersLines: lowered.hasSuffix(".jsonl") || lowered.hasSuffix(".ndjson"))
      return try rows(base, count, outline, encoding, sha256, sink: &sink)
    } catch {
      let (message, hints) = error.wording
      sink.report(
        Diagnostic(.error, error.id, message, at: error.location(file: name), hints: hints))
      return nil
    }
  }

  private func rows(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ outline: JSONOutline, _ encoding: TextEncoding,
    _ sha256: String, sink: inout DiagnosticSink
  ) throws(JSONFault) -> ScannedFile? {
    let keys = outline.records.keys
    var summary = InputSummary(
      file: name, format: outline.isLines ? "JSON Lines" : "JSON", encoding: encoding.name)
    summary.sha256 = sha256
    summary.recordsPath = outline.records.path
    let fit = recognizer.best(keys.map { CellText($0).text })
    let check = HeaderCheck(recognizer: recognizer, place: HeaderPlace(name: name, line: nil))
    guard check.check(keys, fit: fit, &summary.columns, sink: &sink), let match = fit?.match
    else { return nil }
    summary.ledger = match.ledger.name
    let builders = choice.columns(match, summary.columns)
    var decoder = JSONRowDecoder(
      keys: keys, targets: builders.map(\.position),
      keyColumn: match.rowKeyPosition,
      identity: match.identity,
      dateColumn: match.ledger.dateColumn.flatMap { match.position(of: $0) },
      rows: RowAccumulator(builders.map(\.form)))
    var scanner = JSONScanner(base, count)
    scanner.at = outline.records.start
    try decoder.decode(&scanner, outline)
    if decoder.totalRows > 0 {
      decoder.findings.append(
        Finding(problem: .totalRows(decoder.totalRows), line: decoder.firstTotal, severity: .note))
    }
    sink.report(decoder.findings, file: name)
    summary.skippedTotals = decoder.totalRows
    summary.blankRows = decoder.blankRows
    let segment = decoder.rows.endSegment(accumulator: 0)
    return ScannedFile(
      name: name, match: match, builders: builders.map(\.name), accumulators: [decoder.rows],
      segments: [segment], isGB18030: false,
      isJSON: true, writing: "JSON", summary: summary)
  }
}
