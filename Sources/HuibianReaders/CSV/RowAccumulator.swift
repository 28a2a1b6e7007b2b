import CScan
import HuibianTable

/// What tells the rows of a ledger apart.
enum RowIdentity: Sendable {
  case none
  /// The cell of one column, counted from 0.
  case column(Int)
  /// The whole record.
  case record
}

/// The rows of some blocks of a file, in the order in which they were added.
///
/// One thread fills one accumulator at a time; a file has several, see ``RowSegment``.
struct RowAccumulator: Sendable {
  var columns: [ColumnBuilder]
  /// The physical line or record number of each row.
  var lines = LineRuns()
  /// Rows whose key Excel has damaged: `2.02E+12`, `########`.
  private(set) var damagedKeys: [Int] = []
  /// Rows whose key is a long number that ends in 000; damaged if most are so.
  private(set) var roundKeys: [Int] = []
  /// Keys of 16 digits or more.
  private(set) var longKeys = 0
  /// Of the rows since the last segment.
  private var keys: [UInt64] = []
  private var records: [scan_hash] = []
  private var segmentStart = 0

  init(_ forms: [ColumnBuilder.Form]) {
    columns = forms.map { ColumnBuilder($0) }
  }

  var count: Int { lines.count }

  /// Adds the key of the row that is about to be added.
  mutating func appendKey(_ start: UnsafePointer<UInt8>, _ count: Int) {
    keys.append(KeyHash.of(start, count))
    if count == 0 { return }
    if start[0] == 0x23 || isScientific(start, count) {
      damagedKeys.append(lines.count)
    } else if count >= 16, scan_are_digits(start, count) != 0 {
      longKeys += 1
      if start[count - 1] == 0x30, start[count - 2] == 0x30, start[count - 3] == 0x30 {
        roundKeys.append(lines.count)
      }
    }
  }

  /// Adds the hash of the whole record instead of a key.
  mutating func appendKey(_ record: scan_hash) { keys.append(KeyHash.of(record)) }

  /// Adds the hash of the whole record of the row that is about to be added, if it cannot be read
  /// again.
  mutating func appendRecord(_ hash: scan_hash) { records.append(hash) }

  /// Ends a segment: the rows that were added since the last one ended.
  ///
  /// - Parameters:
  ///   - accumulator: The index of this accumulator.
  ///   - block: Where the rows are in the text, if they can be read again.
  mutating func endSegment(accumulator: Int, block: CSVBlock? = nil) -> RowSegment {
    let segment = RowSegment(
      accumulator: accumulator, rows: segmentStart..<count, keys: keys, records: records,
      block: block)
    segmentStart = count
    let expected = keys.count + keys.count / 32
    keys = []
    keys.reserveCapacity(expected)
    records = []
    return segment
  }

  /// `2.02E+12`; only digits and a point before the E.
  private func isScientific(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard count >= 4, count <= 24, p[0] >= 0x30, p[0] <= 0x39 else { return false }
    // The sign stands before the digits that end it, and no number has one elsewhere.
    guard let plus = (2..<count - 1).last(where: { p[$0] == 0x2B }) else { return false }
    guard p[plus - 1] == 0x45 || p[plus - 1] == 0x65 else { return false }
    for at in 1..<plus - 1 where p[at] != 0x2E && (p[at] < 0x30 || p[at] > 0x39) { return false }
    return scan_are_digits(p + plus + 1, count - plus - 1) != 0
  }
}

/// The hash that a row is known by; 0: it has no key.
enum KeyHash {
  static func of(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    count == 0 ? 0 : scan_hash64(start, count) | 1
  }

  static func of(_ record: scan_hash) -> UInt64 { record.low | 1 }
}

/// Rows of an accumulator that stand together in the file.
struct RowSegment: Sendable {
  let accumulator: Int
  let rows: Range<Int>
  /// Hash of the key, or of the whole record; 0 where the key is empty.
  ///
  /// Empty if the ledger has neither.
  var keys: [UInt64]
  /// Hash of the whole record; empty if the ledger has no key, or if the rows can be read again.
  var records: [scan_hash]
  /// Where the rows are in the text, if they can be read again.
  let block: CSVBlock?
}
