import CScan
import Dispatch
import HuibianDiagnostics
import HuibianTable

/// Reads one CSV export: encoding, dialect, header, then its rows in blocks on all cores.
struct CSVReader {
  let name: String
  let recognizer: LedgerRecognizer
  /// Which columns of a recognised ledger are decoded, and as what.
  let choice: ColumnChoice
  /// Bytes that one core takes at a time: few, so that none waits long for the others at a batch's
  /// end.
  var blockSize = 1 << 19

  /// Blocks that are decoded at the same time; each has its own dictionaries.
  static let laneCount = 8
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
    var sniffer = CSVSniffer(text[...])
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

    var summary = InputSummary(file: name, format: "CSV", encoding: encoding.name)
    summary.delimiter = Character(Unicode.Scalar(sniffer.dialect.separator))
    summary.headerLine = header.line
    summary.titleLines = header.index
    summary.ledger = header.match?.ledger.name
    summary.columns = header.columns
    guard let match = header.match, let layout = layout(header, sniffer.dialect, isGB18030, text)
    else { return nil }
    var file = ScannedFile(
      name: name, match: match, builders: header.builders(choice).map(\.name), accumulators: [],
      segments: [], isGB18030: isGB18030, isJSON: false,
      writing: "CSV \(isGB18030) \(sniffer.dialect)", summary: summary)
    var feeder = CSVFeeder(
      stream, recoder, sniffer.dialect, head: Array(text[header.end...]), line: header.nextLine,
      offset: header.end + (recoder == nil ? encoding.markLength : 0), blockSize: blockSize,
      blockLimit: CSVReader.laneCount)
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

  // MARK: - Rows

  private func decode(
    _ feeder: inout CSVFeeder, _ layout: CSVLayout, into file: inout ScannedFile
  ) -> [CSVBlockReport] {
    var lanes = [RowAccumulator](
      repeating: RowAccumulator(layout.forms), count: CSVReader.laneCount)
    var reports: [CSVBlockReport] = []
    var current = CSVBatch()
    var next = CSVBatch()
    feeder.fill(&current)
    while !current.blocks.isEmpty {
      let before = lanes.map(\.count)
      var batchReports = [CSVBlockReport](repeating: CSVBlockReport(), count: current.blocks.count)
      decodeBatch(current, layout, &lanes, &batchReports, alsoFilling: &next, from: &feeder)
      for (lane, start) in before.enumerated().prefix(current.blocks.count) {
        file.segments.append(RowSegment(accumulator: lane, rows: start..<lanes[lane].count))
      }
      if let fatal = batchReports.firstIndex(where: \.isFatal) {
        // What lies behind it was cut wrongly, if it was cut at all.
        reports += batchReports[...fatal]
        break
      }
      reports += batchReports
      swap(&current, &next)
    }
    file.accumulators = lanes
    return reports
  }

  /// Decodes the blocks of a batch, one a lane, while the next batch is read.
  private func decodeBatch(
    _ batch: CSVBatch, _ layout: CSVLayout, _ lanes: inout [RowAccumulator],
    _ reports: inout [CSVBlockReport], alsoFilling next: inout CSVBatch,
    from feeder: inout CSVFeeder
  ) {
    batch.bytes.withUnsafeBufferPointer { bytes in
      lanes.withUnsafeMutableBufferPointer { lanes in
        reports.withUnsafeMutableBufferPointer { reports in
          withUnsafeMutablePointer(to: &next) { next in
            withUnsafeMutablePointer(to: &feeder) { feeder in
              // Each iteration touches its own lane and report, and iteration 0 alone the feeder.
              nonisolated(unsafe) let bytes = bytes
              nonisolated(unsafe) let lanes = lanes
              nonisolated(unsafe) let reports = reports
              nonisolated(unsafe) let next = next
              nonisolated(unsafe) let feeder = feeder
              let work: @Sendable (Int) -> Void = { index in
                if index == 0 {
                  feeder.pointee.fill(&next.pointee)
                  return
                }
                let block = batch.blocks[index - 1]
                guard let base = bytes.baseAddress else { return }
                var decoder = CSVBlockDecoder(
                  layout, base + block.range.lowerBound, block.range.count)
                reports[index - 1] = decoder.decode(block, into: &lanes[index - 1])
              }
              if batch.blocks.count == 1 {
                work(0)
                work(1)
              } else {
                DispatchQueue.concurrentPerform(iterations: batch.blocks.count + 1, execute: work)
              }
            }
          }
        }
      }
    }
  }

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
    if let problem = feeder.problem { findings.append(Finding(problem: problem)) }
    file.isDamaged = findings.contains { $0.severity == .error }
    sink.report(findings, file: name)
    file.summary.skippedTotals = totals
    file.summary.blankRows = reports.reduce(0) { $0 + $1.blankRows }
    file.summary.sha256 = feeder.sha256
    let isBroken = feeder.problem != nil || reports.contains(where: \.isFatal)
    return isBroken ? nil : file
  }
}
