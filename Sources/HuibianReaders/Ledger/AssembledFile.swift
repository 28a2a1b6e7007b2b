import CScan

/// A file of a table in the making: where its rows are in the table, and how its records compare.
struct AssembledFile: Sendable {
  let name: String
  let writing: String
  let isJSON: Bool
  /// Of the table.
  let rows: Range<Int>
  private let segments: [RowSegment]
  private let finder: CSVRecordFinder?

  init(_ file: ScannedFile, rows: Range<Int>) {
    name = file.name
    writing = file.writing
    isJSON = file.isJSON
    self.rows = rows
    segments = file.segments
    finder = file.finder
  }

  /// The hashes of the whole records of some rows of the table, in rising order, all of this file.
  func hashes(of wanted: [Int]) throws(SourceError) -> [scan_hash] {
    var result: [scan_hash] = []
    result.reserveCapacity(wanted.count)
    var rest = wanted[...]
    var start = rows.lowerBound
    for segment in segments where !rest.isEmpty {
      let own = rest.prefix { $0 < start + segment.rows.count }
      rest = rest.dropFirst(own.count)
      if !own.isEmpty { result += try hashes(of: own.map { $0 - start }, in: segment) }
      start += segment.rows.count
    }
    return result
  }

  private func hashes(
    of rows: [Int], in segment: RowSegment
  ) throws(SourceError) -> [scan_hash] {
    guard let finder, segment.block != nil else { return rows.map { segment.records[$0] } }
    guard let hashes = try finder.hashes(segment, rows) else {
      throw SourceError(message: "读取期间文件内容有变化")
    }
    return hashes
  }
}
