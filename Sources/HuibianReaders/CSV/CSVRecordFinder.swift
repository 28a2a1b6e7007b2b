import CScan

/// What a row and its key are known by.
struct CSVRecordHash: Sendable {
  let key: UInt64
  let record: scan_hash
}

/// Reads blocks of a text a second time, to compare whole records.
///
/// Only rows whose key occurs twice are compared, so that no hash of every record has to be kept.
struct CSVRecordFinder: Sendable {
  let source: any ByteSource
  let layout: CSVLayout

  /// The hashes of some rows of a segment, in their order.
  ///
  /// - Parameter rows: Counted from the segment's first row, rising.
  /// - Returns: Nil if the text is not the same any more.
  func hashes(_ segment: RowSegment, _ rows: [Int]) throws(SourceError) -> [scan_hash]? {
    guard let block = segment.block else { return nil }
    var buffer = CSVBuffer(capacity: block.count)
    let read = try fill(&buffer, block)
    guard read == block.count else { return nil }
    var decoder = CSVBlockDecoder(layout)
    decoder.wantedRows = rows[...]
    var unused = RowAccumulator(layout.forms)
    let report = decoder.decode(block, buffer, into: &unused)
    guard !report.isFatal, decoder.found.count == rows.count,
      zip(rows, decoder.found).allSatisfy({ segment.keys[$0] == $1.key })
    else { return nil }
    return decoder.found.map(\.record)
  }

  private func fill(_ buffer: inout CSVBuffer, _ block: CSVBlock) throws(SourceError) -> Int {
    var count = 0
    while count < block.count {
      let space = UnsafeMutableRawBufferPointer(
        start: buffer.bytes + count, count: block.count - count)
      let read = try source.read(into: space, at: block.offset + count)
      if read == 0 { break }
      count += read
    }
    return count
  }
}
