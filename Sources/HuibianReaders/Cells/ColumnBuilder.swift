import CScan
import HuibianTable

/// The cells of one column of one export as they come, not yet interpreted.
///
/// Cells in the usual form (`2024-06-03`, `12`) are converted at once. Any other cell is kept as
/// the code of its bytes, so that what it means is decided once for each distinct spelling, by
/// ``AssembledColumn``, after the last row.
struct ColumnBuilder: Sendable {
  enum Form: Sendable {
    case text
    case date
    /// Whole numbers are scaled by this factor: 1, or 10^6 for decimals.
    case number(factor: Int64)
  }

  let form: Form
  /// Text: dictionary codes; dates: days, or ``pendingDay`` plus a code.
  private(set) var codes: PackedValues<Int32> = []
  /// Numbers, or ``pendingNumber`` plus a code.
  private(set) var numbers: PackedValues<Int64> = []
  private(set) var dictionary = ByteDictionary()

  /// Days from here on up to `pendingDay + 2^30` are codes; real days lie far above.
  static let pendingDay = Int32.min
  static let pendingNumber = Int64.min

  init(_ form: Form) { self.form = form }

  /// Moves the codes out.
  mutating func takeCodes() -> PackedValues<Int32> {
    var taken: PackedValues<Int32> = []
    swap(&taken, &codes)
    return taken
  }

  /// Moves the numbers out.
  mutating func takeNumbers() -> PackedValues<Int64> {
    var taken: PackedValues<Int64> = []
    swap(&taken, &numbers)
    return taken
  }

  mutating func append(_ start: UnsafePointer<UInt8>, _ count: Int) {
    switch form {
    case .text:
      codes.append(dictionary.code(start, count))
    case .date:
      codes.append(day(start, count))
    case .number(let factor):
      numbers.append(number(start, count, factor))
    }
  }
}

extension ColumnBuilder {
  /// Cells that are added at a time at most.
  static let batchSize = 256

  /// Adds a run of cells of one block.
  mutating func append(
    _ cells: UnsafeBufferPointer<CellBytes>, _ block: UnsafePointer<UInt8>,
    _ unescaped: UnsafePointer<UInt8>
  ) {
    switch form {
    case .text:
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: cells.count) { added in
        guard let base = added.baseAddress else { return }
        dictionary.encode(cells, block, unescaped, into: base)
        codes.append(contentsOf: UnsafeBufferPointer(added))
      }
    case .date:
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: cells.count) { added in
        guard let base = added.baseAddress, let first = cells.baseAddress else { return }
        var index = 0
        while index < cells.count {
          index += scan_days(
            ByteDictionary.best, first + index, cells.count - index, block, unescaped, base + index)
          if index == cells.count { break }
          added[index] = day(cells[index].pointer(block, unescaped), Int(cells[index].count))
          index += 1
        }
        codes.append(contentsOf: UnsafeBufferPointer(added))
      }
    case .number(let factor):
      withUnsafeTemporaryAllocation(of: Int64.self, capacity: cells.count) { added in
        for index in cells.indices {
          added[index] = number(
            cells[index].pointer(block, unescaped), Int(cells[index].count), factor)
        }
        numbers.append(contentsOf: UnsafeBufferPointer(added))
      }
    }
  }

  /// The number of a cell, or the code of its spelling.
  @inline(__always)
  private mutating func number(
    _ start: UnsafePointer<UInt8>, _ count: Int, _ factor: Int64
  ) -> Int64 {
    plainNumber(start, count).map { $0 * factor }
      ?? ColumnBuilder.pendingNumber + Int64(dictionary.code(start, count))
  }

  /// The day of a cell, or the code of its spelling.
  @inline(__always)
  private mutating func day(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    if count == 10 {
      let day = scan_iso_day(start)
      if day != Int32.min { return day }
    }
    return isoDay(start, count) ?? ColumnBuilder.pendingDay + dictionary.code(start, count)
  }
}

/// `2024-6-3`, `2024/06/03`, `2024.6.3`, with or without a time after it; nil for any other form.
private func isoDay(_ p: UnsafePointer<UInt8>, _ count: Int) -> Int32? {
  guard count >= 8, count <= 19 else { return nil }
  var year = 0
  for i in 0..<4 {
    let digit = Int(p[i]) - 0x30
    guard digit >= 0, digit <= 9 else { return nil }
    year = year * 10 + digit
  }
  let mark = p[4]
  guard mark == 0x2D || mark == 0x2F || mark == 0x2E else { return nil }
  var at = 5
  guard let month = shortNumber(p, count, &at), at < count, p[at] == mark else { return nil }
  at += 1
  guard let day = shortNumber(p, count, &at) else { return nil }
  if at < count, !isTime(p, count, at) { return nil }
  guard month >= 1, month <= 12, day >= 1, day <= 31, year >= 1 else { return nil }
  if day > 28 {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let length = month == 2 ? (isLeap ? 29 : 28) : 30 + ((month + (month >> 3)) & 1)
    if day > length { return nil }
  }
  let y = month <= 2 ? year - 1 : year
  let era = y / 400
  let yearOfEra = y - era * 400
  let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
  let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  return Int32(era * 146_097 + dayOfEra - 719_468)
}

private func shortNumber(_ p: UnsafePointer<UInt8>, _ count: Int, _ at: inout Int) -> Int? {
  guard at < count else { return nil }
  let first = Int(p[at]) - 0x30
  guard first >= 0, first <= 9 else { return nil }
  at += 1
  guard at < count else { return first }
  let second = Int(p[at]) - 0x30
  guard second >= 0, second <= 9 else { return first }
  at += 1
  return first * 10 + second
}

/// `" 9:03"`, `"T09:03:00"`: hours to 23, minutes and seconds to 59.
private func isTime(_ p: UnsafePointer<UInt8>, _ count: Int, _ start: Int) -> Bool {
  guard p[start] == 0x20 || p[start] == 0x54 else { return false }
  var at = start + 1
  guard let hour = shortNumber(p, count, &at), hour < 24, at < count, p[at] == 0x3A else {
    return false
  }
  at += 1
  guard let minute = shortNumber(p, count, &at), minute < 60 else { return false }
  if at == count { return true }
  guard p[at] == 0x3A else { return false }
  at += 1
  guard let second = shortNumber(p, count, &at), second < 60 else { return false }
  return at == count
}

/// One to twelve ASCII digits.
private func plainNumber(_ p: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
  guard count >= 1, count <= 12 else { return nil }
  var number: Int64 = 0
  for i in 0..<count {
    let digit = Int64(p[i]) - 0x30
    guard digit >= 0, digit <= 9 else { return nil }
    number = number * 10 + digit
  }
  return number
}
