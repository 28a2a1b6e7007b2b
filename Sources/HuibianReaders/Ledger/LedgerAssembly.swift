import CScan
import Dispatch
import HuibianDiagnostics
import HuibianTable

/// A table in the making: the files of one ledger, one after the other.
struct LedgerAssembly: Sendable {
  let schema: LedgerSchema
  private var columns: [AssembledColumn]
  private var files: [(name: String, writing: String, isJSON: Bool, rows: Range<Int>)] = []
  private var available: Set<String> = []
  private var positions: [String: Int] = [:]
  private var lines: [UInt32] = []
  private var keys = KeyTable()
  private var records: [scan_hash] = []
  private var damaged: Set<Int> = []
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
  mutating func append(_ scanned: ScannedFile, sink: inout DiagnosticSink) -> InputSummary {
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
    let notable = appendColumns(&file, hasKeys: key != nil, &review)
    lines.reserveCapacity(base + rowCount)
    for segment in file.segments {
      lines.append(contentsOf: file.accumulators[segment.accumulator].lines[segment.rows])
    }
    files.append((file.name, file.writing, file.isJSON, base..<lines.count))
    if let key {
      summary.duplicates = checkKeys(file, base, key, notable, &review)
    } else if let column = recordColumn(of: file) {
      summary.duplicates = checkRecords(file, base, column, &review)
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
    sink.report(review.findings, file: file.name)
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
    let laneKeys = file.accumulators.map(\.keys)
    let segments = file.segments
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
                  notable.pointee = hasKeys ? keys.pointee.append(laneKeys, segments) : []
                  return
                }
                let index = iteration - 1
                guard let own = cells[index] else {
                  columns[index].appendEmpty(rowCount)
                  return
                }
                columns[index].append(own, CellDecoder(isGB18030: isGB18030), &reviews[index])
                cells[index] = nil
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
      places.append(
        lines: leftOut.isEmpty
          ? Array(lines[file.rows])
          : file.rows.filter { !leftOut.contains($0) }.map { lines[$0] })
    }
    var result: [String: Column] = [:]
    for column in columns where available.contains(column.schema.name) {
      result[column.schema.name] = column.column(kept: kept)
    }
    return Table(
      ledger: schema.name, columns: result, places: places, positions: positions,
      available: available)
  }

  // MARK: - Keys

  /// Finds empty, damaged and repeated keys; returns how many rows repeat an earlier one.
  private mutating func checkKeys(
    _ file: ScannedFile, _ base: Int, _ key: String, _ notable: [KeyTable.Notable],
    _ review: inout RowReview
  ) -> Int {
    let position = review.position(of: key)
    // Systems that count in thousands are not damaged; Excel damages every long number.
    let long = file.accumulators.reduce(0) { $0 + $1.longKeys }
    let round = file.accumulators.reduce(0) { $0 + $1.roundKeys.count }
    var scientific: Set<Int> = []
    var row = base
    for segment in file.segments {
      let lane = file.accumulators[segment.accumulator]
      for local in lane.damagedKeys where segment.rows.contains(Int(local)) {
        scientific.insert(row + Int(local) - segment.rows.lowerBound)
      }
      if round * 2 >= long {
        for local in lane.roundKeys where segment.rows.contains(Int(local)) {
          damaged.insert(row + Int(local) - segment.rows.lowerBound)
        }
      }
      row += segment.rows.count
    }
    damaged.formUnion(scientific)
    var clashing: Set<Int> = []
    var duplicates = 0
    records.reserveCapacity(base + file.rowCount)
    for segment in file.segments {
      records.append(contentsOf: file.accumulators[segment.accumulator].records[segment.rows])
    }
    for (row, first) in notable.map({ ($0.row, $0.first) }) {
      guard let first else {
        review.fault(.missingKey(column: key), row: row, Int(lines[row]), position, .warning)
        continue
      }
      if isEqual(row, first) {
        duplicates += 1
        review.add(
          .duplicateRow(column: key, other: place(of: first, from: file.name)), Int(lines[row]),
          position,
          .warning)
        review.leaveOut(row, "duplicate-row")
      } else if damaged.contains(row) || damaged.contains(first) {
        clashing.formUnion([row, first])
      } else if review.accepted("conflicting-rows") {
        review.leaveOut(row, "conflicting-rows")
        review.leaveOut(first, "conflicting-rows")
      } else {
        review.add(
          .conflictingRows(other: place(of: first, from: file.name)), Int(lines[row]),
          position, .error)
      }
    }
    for row in damaged where row >= base {
      review.fault(
        .damagedKey(
          column: key, isScientific: scientific.contains(row),
          makesDuplicates: clashing.contains(row)), row: row, Int(lines[row]), position,
        clashing.contains(row) ? .error : .warning)
    }
    return duplicates
  }

  /// The column at which a row is called identical to an earlier one in a ledger without a number for
  /// each row. `nil` where an export lacks the number its ledger has: rows alike there may differ.
  private func recordColumn(of file: ScannedFile) -> String? {
    let match = file.match
    guard schema.key == nil, schema.compoundKey.allSatisfy(match.available.contains) else { return nil }
    return schema.rowKey { match.position(of: $0) != nil }
  }

  /// Finds rows that repeat an earlier one in every cell; returns how many.
  private mutating func checkRecords(
    _ file: ScannedFile, _ base: Int, _ column: String, _ review: inout RowReview
  ) -> Int {
    let position = review.position(of: column)
    var duplicates = 0
    keys.reserve(file.rowCount)
    var row = base
    for segment in file.segments {
      let lane = file.accumulators[segment.accumulator]
      records.append(contentsOf: lane.records[segment.rows])
      for local in segment.rows {
        if let first = keys.first(lane.records[local].low | 1, row: row), isEqual(row, first) {
          duplicates += 1
          review.add(
            .duplicateRow(column: column, other: place(of: first, from: file.name)),
            Int(lines[row]), position,
            .warning)
          review.leaveOut(row, "duplicate-row")
        }
        row += 1
      }
    }
    return duplicates
  }

  /// Whether two rows with one key agree in every cell, or, if their files are written
  /// differently, in every cell that was decoded.
  private func isEqual(_ a: Int, _ b: Int) -> Bool {
    let first = files.last { $0.rows.lowerBound <= b }
    if files.last?.writing == first?.writing {
      return records[a].low == records[b].low && records[a].high == records[b].high
    }
    return columns.allSatisfy { $0.agrees(a, b) }
  }

  private func place(of row: Int, from file: String) -> String {
    guard let origin = files.last(where: { $0.rows.lowerBound <= row }) else { return "" }
    let line = origin.isJSON ? "第\(lines[row])条" : "第\(lines[row])行"
    return origin.name == file ? line : "\(visible(origin.name))\(line)"
  }
}
