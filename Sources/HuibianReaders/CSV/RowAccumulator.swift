import CScan

/// The rows of some blocks of a file, in the order in which they were added.
///
/// One thread fills one accumulator at a time; a file has several, see ``RowSegment``.
struct RowAccumulator: Sendable {
  var columns: [ColumnBuilder]
  /// The physical line or record number of each row.
  var lines: [UInt32] = []
  /// Hash of the key; 0 where it is empty.
  ///
  /// Empty if the ledger has no key.
  var keys: [UInt64] = []
  /// Hash of the whole record.
  ///
  /// Empty if the ledger has no key.
  var records: [scan_hash] = []
  /// Rows whose key Excel has damaged: `2.02E+12`, `########`.
  var damagedKeys: [Int32] = []
  /// Rows whose key is a long number that ends in 000; damaged if most are so.
  var roundKeys: [Int32] = []
  /// Keys of 16 digits or more.
  var longKeys = 0

  init(_ forms: [ColumnBuilder.Form]) {
    columns = forms.map { ColumnBuilder($0) }
  }

  var count: Int { lines.count }

  /// Adds the key of the row that is about to be added.
  mutating func appendKey(_ start: UnsafePointer<UInt8>, _ count: Int) {
    if count == 0 {
      keys.append(0)
      return
    }
    keys.append(scan_hash64(start, count) | 1)
    if start[0] == 0x23 || isScientific(start, count) {
      damagedKeys.append(Int32(lines.count))
    } else if count >= 16, isDigits(start, count) {
      longKeys += 1
      if start[count - 1] == 0x30, start[count - 2] == 0x30, start[count - 3] == 0x30 {
        roundKeys.append(Int32(lines.count))
      }
    }
  }

  /// `2.02E+12`; only digits and a point before the E.
  private func isScientific(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard count >= 4, count <= 24, p[0] >= 0x30, p[0] <= 0x39 else { return false }
    var at = 1
    while at < count, p[at] == 0x2E || (p[at] >= 0x30 && p[at] <= 0x39) { at += 1 }
    guard at + 2 < count, p[at] == 0x45 || p[at] == 0x65, p[at + 1] == 0x2B else { return false }
    return isDigits(p + at + 2, count - at - 2)
  }

  private func isDigits(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    for i in 0..<count where p[i] < 0x30 || p[i] > 0x39 { return false }
    return true
  }
}

/// Rows of an accumulator that stand together in the file.
struct RowSegment: Sendable {
  let accumulator: Int
  let rows: Range<Int>
}
