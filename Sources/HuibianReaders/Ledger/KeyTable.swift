import CScan

/// The hashes of the keys of all rows, and which of them occur twice.
///
/// A filter of a few bits a row tells which hashes may have been there before; only those are looked
/// up, in a second pass, so that there is no table of all keys.
struct KeyTable: Sendable {
  /// In the order of the rows; those of files without keys are left out.
  private var parts: [Part] = []
  private var count = 0
  private var filter: [UInt64] = []

  /// Rows for each word of 64 bits of the filter: some three of a thousand new keys look known.
  private static let rowsPerWord = 6

  /// Hashes of rows that follow one another; 0 is no key.
  private struct Part: Sendable {
    let firstRow: Int
    let hashes: [UInt64]
  }

  /// A row whose key is empty, or was there before.
  struct Notable: Sendable {
    let row: Int
    /// The row that had the key first; nil: the key is empty.
    let first: Int?
  }

  /// Looks through the keys of a file, in the order of its rows, the first of which is `base`.
  mutating func append(_ more: [[UInt64]], from base: Int) -> [Notable] {
    let known = parts.count
    var row = base
    for hashes in more {
      parts.append(Part(firstRow: row, hashes: hashes))
      row += hashes.count
    }
    count += row - base
    makeRoom(known)
    var empties: [Int] = []
    var candidates: [UInt64] = []
    for part in parts[known...] {
      pass(part.hashes, &filter, adds: true) { index in
        if part.hashes[index] == 0 {
          empties.append(part.firstRow + index)
        } else {
          candidates.append(part.hashes[index])
        }
      }
    }
    let repeats = candidates.isEmpty ? [] : repeats(candidates, from: base)
    return (repeats + empties.map { Notable(row: $0, first: nil) }).sorted { $0.row < $1.row }
  }

  /// The rows from `base` on that repeat an earlier one, by the hashes that may occur twice.
  private func repeats(_ candidates: [UInt64], from base: Int) -> [Notable] {
    var filter = [UInt64](repeating: 0, count: candidates.count / 4 + 1)
    pass(candidates, &filter, adds: true) { _ in }
    var firsts = FirstRows(candidates)
    var result: [Notable] = []
    for part in parts {
      pass(part.hashes, &filter, adds: false) { index in
        let row = part.firstRow + index
        if let first = firsts.first(part.hashes[index], row: row), row >= base {
          result.append(Notable(row: row, first: first))
        }
      }
    }
    return result
  }

  /// Makes the filter large enough; what was in it is in it again.
  private mutating func makeRoom(_ known: Int) {
    if filter.count * KeyTable.rowsPerWord >= count { return }
    let words = max(count / KeyTable.rowsPerWord + 1, known == 0 ? 0 : filter.count * 2)
    filter = [UInt64](repeating: 0, count: words)
    for part in parts[..<known] { pass(part.hashes, &filter, adds: true) { _ in } }
  }

  /// Calls `body` with the index of every hash that the filter knows, or that is 0.
  private func pass(
    _ hashes: [UInt64], _ filter: inout [UInt64], adds: Bool, _ body: (Int) -> Void
  ) {
    let words = UInt64(filter.count)
    filter.withUnsafeMutableBufferPointer { filter in
      hashes.withUnsafeBufferPointer { hashes in
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 1025) { hits in
          var start = 0
          while start < hashes.count, let base = hashes.baseAddress {
            let count = min(1024, hashes.count - start)
            let found = scan_filter(
              filter.baseAddress, words, base + start, count, adds ? 1 : 0, hits.baseAddress)
            for index in hits[..<found] { body(start + Int(index)) }
            start += count
          }
        }
      }
    }
  }
}

/// The first row of each of some hashes.
private struct FirstRows {
  /// 0 is free.
  private var hashes: [UInt64]
  /// Row + 1; 0: not met yet.
  private var rows: [UInt32]

  init(_ candidates: [UInt64]) {
    var size = 16
    while size < candidates.count * 2 { size *= 2 }
    hashes = [UInt64](repeating: 0, count: size)
    rows = [UInt32](repeating: 0, count: size)
    for hash in candidates { hashes[slot(of: hash)] = hash }
  }

  /// The row that had this hash first; nil if it is none of the candidates, or `row` is the first.
  mutating func first(_ hash: UInt64, row: Int) -> Int? {
    let slot = slot(of: hash)
    guard hash != 0, hashes[slot] == hash else { return nil }
    if rows[slot] != 0 { return Int(rows[slot]) - 1 }
    rows[slot] = UInt32(row + 1)
    return nil
  }

  /// Where a hash is, or may be put.
  private func slot(of hash: UInt64) -> Int {
    let mask = hashes.count - 1
    var index = Int(truncatingIfNeeded: hash >> 20) & mask
    while hashes[index] != 0, hashes[index] != hash { index = (index + 1) & mask }
    return index
  }
}
