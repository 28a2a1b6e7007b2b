import Dispatch
import HuibianDiagnostics
import HuibianTable

/// A table in the making: the files of one ledger, one after the other.
struct LedgerAssembly: Sendable {
  let schema: LedgerSchema
  private(set) var columns: [AssembledColumn]
  private(set) var files: [AssembledFile] = []
  private var available: Set<String> = []
  private var positions: [String: Int] = [:]
  private(set) var lines = LineRuns()
  private var keys = KeyTable()
  /// Rows whose key Excel has damaged.
  var damaged: Set<Int> = []
  private var leftOut: Set<Int> = []

  /// - Parameters:
  ///   - needed: Columns in which a malformed cell is an error.
  ///   - examined: Further columns, in which it is a warning.
  init(_ schema: LedgerSchema, needed: Set<String>, examined: Set<String>) {
    self.schema = schema
    columns = schema.columns.filter { needed.contains($0.name) || examined.contains($0.name) }.map {
      AssembledColumn(
        $0, form: AssembledColumn.form(of: $0.kind),
        severity: needed.contains($0.name) ? .error : .warning,
        isDateOfRow: $0.name == schema.dateColumn && !schema.allowsUndated)
    }
  }

  /// What of a file is decoded.
  var wanted: [(column: String, form: ColumnBuilder.Form)] {
    columns.map { ($0.schema.name, $0.form) }
  }

  /// Adds a file's rows below those of the files before it; completes its summary.
  ///
  /// The cells are given back while the columns grow, so nobody else may hold the file.
  mutating func append(
    _ scanned: consuming ScannedFile, sink: inout DiagnosticSink
  ) -> InputSummary {
    var file = scanned
    var summary = file.summary
    let base = lines.count
    let rowCount = file.rowCount
    let accepted = sink.accepted
    var review = RowReview(file) { accepted.contains($0) }
    if files.isEmpty {
      available = file.match.available
      positions = review.positions
    } else {
      reportUneven(file, &review)
      available.formIntersection(file.match.available)
    }
    let key = schema.key.flatMap { file.match.available.contains($0) ? $0 : nil }
    for segment in file.segments {
      lines.append(file.accumulators[segment.accumulator].lines, rows: segment.rows)
    }
    files.append(AssembledFile(file, rows: base..<lines.count))
    let record = file.match.recordColumn
    let notable = appendColumns(&file, hasKeys: key != nil || record != nil, &review)
    if !file.unreadable.isEmpty { reportUnreadable(file, &review) }
    if let key {
      summary.duplicates = checkKeys(file, key, notable, &review)
    } else if let record {
      summary.duplicates = checkRecords(file, record, notable, &review)
    }
    for (row, rule) in review.leftOut {
      leftOut.insert(row)
      if rule != "duplicate-row" { summary.rowsLeftOut[rule, default: 0] += 1 }
    }
    for (rule, count) in summary.rowsLeftOut.sorted(by: { $0.key < $1.key }) {
      review.add(.leftOut(rule: rule, count: count), nil, 1, .note)
    }
    if rowCount == 0, !file.isDamaged { review.add(.noRows, nil, 1, .warning) }
    summary.rows = lines.count - base - leftOut.count { $0 >= base }
    sink.report(review.findings, file: file.name, isSheet: file.isSheet)
    return summary
  }

  /// Adds the cells, on all cores one column each, and looks through the keys meanwhile.
  ///
  /// Findings come in the order of the columns.
  ///
  /// - Returns: Rows whose key is empty or was there before.
  private mutating func appendColumns(
    _ file: inout ScannedFile, hasKeys: Bool, _ review: inout RowReview
  ) -> [KeyTable.Notable] {
    let rowCount = file.rowCount
    let segmentKeys = file.segments.map(\.keys)
    let base = lines.count - rowCount
    var notable: [KeyTable.Notable] = []
    let isGB18030 = file.isGB18030
    var cells = columns.map { file.take($0.schema.name) }
    var reviews = columns.map { _ in review.blank }
    let count = columns.count
    withUnsafeMutablePointer(to: &keys) { keys in
      withUnsafeMutablePointer(to: &notable) { notable in
        columns.withUnsafeMutableBufferPointer { columns in
          cells.withUnsafeMutableBufferPointer { cells in
            reviews.withUnsafeMutableBufferPointer { reviews in
              // Each iteration touches its own column, cells and review, and iteration 0 the keys.
              nonisolated(unsafe) let keys = keys
              nonisolated(unsafe) let notable = notable
              nonisolated(unsafe) let columns = columns
              nonisolated(unsafe) let cells = cells
              nonisolated(unsafe) let reviews = reviews
              let work: @Sendable (Int) -> Void = { iteration in
                if iteration == 0 {
                  notable.pointee = hasKeys ? keys.pointee.append(segmentKeys, from: base) : []
                  return
                }
                let index = iteration - 1
                guard let own = cells[index].take() else {
                  columns[index].appendEmpty(rowCount)
                  return
                }
                columns[index].append(
                  consume own, CellDecoder(isGB18030: isGB18030), &reviews[index])
              }
              if rowCount < 10_000 {
                for iteration in 0...count { work(iteration) }
              } else {
                DispatchQueue.concurrentPerform(iterations: count + 1, execute: work)
              }
            }
          }
        }
      }
    }
    for part in reviews { review.absorb(part) }
    return notable
  }

  /// A column that one file has and another of the same ledger has not would count wrongly.
  private func reportUneven(_ file: ScannedFile, _ review: inout RowReview) {
    for column in columns where column.severity == .error {
      let name = column.schema.name
      guard available.contains(name), !file.match.available.contains(name) else { continue }
      let found = file.summary.columns.filter { !$0.isPersonal && !$0.header.isEmpty }
      review.add(
        .missingColumn(name, ledger: schema.name, columns: found.map(\.header), alike: nil),
        file.isJSON ? nil : file.summary.headerLine, 1, .error)
    }
  }

  /// Cells of a sheet that were read as empty and are not, in columns that somebody wants: that they
  /// are empty is not said besides.
  private func reportUnreadable(_ file: ScannedFile, _ review: inout RowReview) {
    var severities: [Int: Severity] = [:]
    for column in columns {
      guard let position = file.match.position(of: column.schema.name) else { continue }
      severities[position + 1] = column.severity
    }
    review.replace(
      file.unreadableOfRows.compactMap { cell in
        severities[cell.column].map {
          Finding(problem: cell.problem, line: cell.line, column: cell.column, severity: $0)
        }
      })
  }

  /// The table, without the rows that are left out.
  consuming func table() -> Table {
    var kept: [Int]?
    if !leftOut.isEmpty {
      var isKept = [Bool](repeating: true, count: lines.count)
      for row in leftOut { isKept[row] = false }
      kept = isKept.indices.filter { isKept[$0] }
    }
    var places = RowPlaces()
    for file in files {
      places.begin(file: file.name)
      if leftOut.isEmpty {
        places.append(lines, rows: file.rows)
      } else {
        for row in file.rows where !leftOut.contains(row) { places.append(line: lines[row]) }
      }
    }
    var result: [String: Column] = [:]
    for column in columns where available.contains(column.schema.name) {
      result[column.schema.name] = column.column(kept: kept)
    }
    return Table(
      ledger: schema.name, columns: result, places: places, positions: positions,
      available: available)
  }
}
