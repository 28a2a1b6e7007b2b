import HuibianTable

/// One export after scanning: its rows, cut and typed but not yet interpreted.
struct ScannedFile: Sendable {
  let name: String
  let match: HeaderMatch
  /// For each builder the ledger's column.
  let builders: [String]
  var accumulators: [RowAccumulator]
  /// In the order of the file.
  var segments: [RowSegment]
  let isGB18030: Bool
  /// Records, not lines: 第n条 instead of 第n行.
  let isJSON: Bool
  /// Encoding and dialect: hashes of records compare only between files that share it.
  let writing: String
  var summary: InputSummary
  /// A sheet of a workbook: messages say D2 besides row and column.
  var isSheet = false
  /// Cells of a sheet that have no value that could be read, in the order of their rows.
  var unreadable: [UnreadableCell] = []
  /// Rows were refused, so that having none says nothing.
  var isDamaged = false

  /// Compares records of the file; nil if the hashes of all records were kept.
  var finder: CSVRecordFinder?

  var rowCount: Int { segments.reduce(0) { $0 + $1.rows.count } }

  /// The cells without a value in the rows that are kept: totals and blank rows have been left out.
  var unreadableOfRows: [UnreadableCell] {
    guard !unreadable.isEmpty else { return [] }
    var lines = LineRuns()
    for segment in segments {
      lines.append(accumulators[segment.accumulator].lines, rows: segment.rows)
    }
    let kept = Set((0..<lines.count).map { lines[$0] })
    return unreadable.filter { kept.contains($0.line) }
  }

  func builder(of column: String) -> Int? { builders.firstIndex(of: column) }

  /// Moves the cells of a column out, so that they can be given back once they are in a table; nil
  /// if the file does not have the column.
  mutating func take(_ column: String) -> ScannedColumn? {
    guard let builder = builder(of: column) else { return nil }
    var cells = ScannedColumn(
      lines: accumulators.map(\.lines), segments: segments, rowCount: rowCount)
    for index in accumulators.indices {
      var lane = ColumnBuilder(accumulators[index].columns[builder].form)
      swap(&lane, &accumulators[index].columns[builder])
      cells.lanes.append(lane)
    }
    return cells
  }
}

/// The cells of one column of a scanned file.
struct ScannedColumn: Sendable {
  /// One an accumulator.
  var lanes: [ColumnBuilder] = []
  /// Of the rows, for each accumulator.
  let lines: [LineRuns]
  let segments: [RowSegment]
  let rowCount: Int
}

/// A cell of a sheet that was read as empty and is not.
struct UnreadableCell: Sendable {
  /// The row, from 1.
  let line: Int
  /// From 1.
  let column: Int
  let problem: Problem
}
