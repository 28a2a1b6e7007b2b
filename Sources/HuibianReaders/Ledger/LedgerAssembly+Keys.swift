import CScan
import HuibianDiagnostics
import HuibianTable

/// Rows that occur twice, and keys that are none.
extension LedgerAssembly {
  /// Finds empty, damaged and repeated keys; returns how many rows repeat an earlier one.
  mutating func checkKeys(
    _ file: ScannedFile, _ key: String, _ notable: [KeyTable.Notable], _ review: inout RowReview
  ) -> Int {
    let position = review.position(of: key)
    let scientific = noteDamage(file)
    guard let hashes = hashes(of: notable, &review) else { return 0 }
    var clashing: Set<Int> = []
    var duplicates = 0
    let copied = copies(notable, hashes)
    for (row, first) in notable.map({ ($0.row, $0.first) }) {
      guard let first else {
        review.fault(.missingKey(column: key), row: row, lines[row], position, .warning)
        continue
      }
      let isCopied = isFromCopy(first, copied)
      if isEqual(row, first, hashes) {
        duplicates += 1
        leaveOut(
          row, repeating: first, column: key, file.name, isTold: isCopied, &review)
      } else if damaged.contains(row) || damaged.contains(first) {
        clashing.formUnion([row, first])
      } else if review.accepted("conflicting-rows") {
        review.leaveOut(row, "conflicting-rows")
        review.leaveOut(first, "conflicting-rows")
      } else if !isCopied {
        review.add(
          .conflictingRows(other: place(of: first, from: file.name)), lines[row], position, .error)
      }
    }
    report(copied, hasKeys: true, &review)
    let base = lines.count - file.rowCount
    for row in damaged where row >= base {
      review.fault(
        .damagedKey(
          column: key, isScientific: scientific.contains(row),
          makesDuplicates: clashing.contains(row)), row: row, lines[row], position,
        clashing.contains(row) ? .error : .warning)
    }
    return duplicates
  }

  /// Finds rows that repeat an earlier one in every cell; returns how many.
  mutating func checkRecords(
    _ file: ScannedFile, _ column: String, _ notable: [KeyTable.Notable],
    _ review: inout RowReview
  ) -> Int {
    guard let hashes = hashes(of: notable, &review) else { return 0 }
    var duplicates = 0
    let copied = copies(notable.filter { isRepeated($0, hashes) }, hashes)
    for (row, first) in notable.map({ ($0.row, $0.first) }) {
      guard let first, isEqual(row, first, hashes) else { continue }
      duplicates += 1
      leaveOut(
        row, repeating: first, column: column, file.name, isTold: isFromCopy(first, copied),
        &review)
    }
    report(copied, hasKeys: false, &review)
    return duplicates
  }

  /// Adds the rows with damaged keys; returns those in the form 2.02E+12 or ########.
  private mutating func noteDamage(_ file: ScannedFile) -> Set<Int> {
    // Systems that count in thousands are not damaged; Excel damages every long number.
    let long = file.accumulators.reduce(0) { $0 + $1.longKeys }
    let round = file.accumulators.reduce(0) { $0 + $1.roundKeys.count }
    let isRoundDamaged = round * 2 >= long
    var scientific: Set<Int> = []
    // Segments of an accumulator, and the rows it names, come in rising order.
    var next = file.accumulators.map { _ in (damaged: 0, round: 0) }
    var row = lines.count - file.rowCount
    for segment in file.segments {
      let lane = file.accumulators[segment.accumulator]
      let shift = row - segment.rows.lowerBound
      var at = next[segment.accumulator]
      while at.damaged < lane.damagedKeys.count,
        lane.damagedKeys[at.damaged] < segment.rows.upperBound
      {
        scientific.insert(lane.damagedKeys[at.damaged] + shift)
        at.damaged += 1
      }
      while isRoundDamaged, at.round < lane.roundKeys.count,
        lane.roundKeys[at.round] < segment.rows.upperBound
      {
        damaged.insert(lane.roundKeys[at.round] + shift)
        at.round += 1
      }
      next[segment.accumulator] = at
      row += segment.rows.count
    }
    damaged.formUnion(scientific)
    return scientific
  }

  /// - Parameter isTold: It is said of the whole file.
  private func leaveOut(
    _ row: Int, repeating first: Int, column: String, _ file: String, isTold: Bool,
    _ review: inout RowReview
  ) {
    if !isTold {
      review.add(
        .duplicateRow(column: column, other: place(of: first, from: file)), lines[row],
        review.position(of: column), .warning)
    }
    review.leaveOut(row, "duplicate-row")
  }

  private func isRepeated(_ row: KeyTable.Notable, _ hashes: [Int: scan_hash]) -> Bool {
    row.first.map { isEqual(row.row, $0, hashes) } ?? false
  }

  // MARK: - Comparing

  /// The hashes of the whole records of rows that have to be compared, by row; nil if a file has
  /// changed since it was read.
  private func hashes(
    of notable: [KeyTable.Notable], _ review: inout RowReview
  ) -> [Int: scan_hash]? {
    guard let last = files.last else { return nil }
    var rows: Set<Int> = []
    for (row, first) in notable.map({ ($0.row, $0.first) }) {
      guard let first, self.file(of: first)?.writing == last.writing else { continue }
      rows.formUnion([row, first])
    }
    var result: [Int: scan_hash] = [:]
    var rest = rows.sorted()[...]
    for file in files where !rest.isEmpty {
      let own = rest.prefix { $0 < file.rows.upperBound }
      rest = rest.dropFirst(own.count)
      do throws(SourceError) {
        let hashes = try file.hashes(of: Array(own))
        for (row, hash) in zip(own, hashes) { result[row] = hash }
      } catch {
        review.add(.unreadable(error.message), nil, 1, .error)
        return nil
      }
    }
    return result
  }

  /// Whether two rows with one key agree in every cell, or, if their files are written
  /// differently, in every cell that was decoded.
  func isEqual(_ a: Int, _ b: Int, _ hashes: [Int: scan_hash]) -> Bool {
    if let first = hashes[a], let second = hashes[b] {
      return first.low == second.low && first.high == second.high
    }
    return columns.allSatisfy { $0.agrees(a, b) }
  }

  private func file(of row: Int) -> AssembledFile? {
    files.last { $0.rows.lowerBound <= row }
  }

  private func place(of row: Int, from file: String) -> String {
    guard let origin = self.file(of: row) else { return "" }
    let line = origin.isJSON ? "第\(lines[row])条" : "第\(lines[row])行"
    return origin.name == file ? line : "\(visible(origin.name))\(line)"
  }
}
