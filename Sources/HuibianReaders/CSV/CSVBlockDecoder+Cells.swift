import CScan
import Glibc

/// The cells of records, and what tells records apart.
extension CSVBlockDecoder {
  /// Lets the fields of a record without quotation marks wait.
  @inline(__always)
  mutating func keepCells(_ start: Int) {
    var place = cells + waiting
    for target in 0..<layout.targets.count {
      let column = targetColumns[target]
      let from = column == 0 ? start : Int(ends[column - 1]) &+ 1
      place.pointee = CellBytes(
        start: Int32(truncatingIfNeeded: from),
        count: Int32(truncatingIfNeeded: Int(ends[column]) &- from))
      place += CSVBlockDecoder.pitch
    }
  }

  mutating func keepQuoted(_ start: Int) {
    for (target, (column, _)) in layout.targets.enumerated() {
      let (from, length) = content(column, start, true)
      var place = from
      if from < 0 {
        place = -1 - unescaped.count
        unescaped += scratch
      }
      cells[target * CSVBlockDecoder.pitch + waiting] = CellBytes(
        start: Int32(truncatingIfNeeded: place), count: Int32(truncatingIfNeeded: length))
    }
  }

  /// Gives the fields that wait to the builders.
  mutating func deliver(to rows: inout RowAccumulator) {
    if waiting == 0 { return }
    // What can be read beyond a cell of the block can be read beyond these.
    if !unescaped.isEmpty { unescaped += repeatElement(0, count: CSVBuffer.padding) }
    unescaped.withUnsafeBufferPointer { unescaped in
      for (target, (_, builder)) in layout.targets.enumerated() {
        rows.columns[builder].append(
          UnsafeBufferPointer(start: cells + target * CSVBlockDecoder.pitch, count: waiting),
          bytes, unescaped.baseAddress ?? bytes)
      }
    }
    waiting = 0
    unescaped.removeAll(keepingCapacity: true)
  }

  /// The bytes between two separators, quotation marks included.
  func raw(_ column: Int, _ start: Int) -> (from: Int, to: Int) {
    (column == 0 ? start : Int(ends[column - 1]) + 1, Int(ends[column]))
  }

  /// Where a field's content begins and how long it is; at -1 if it had to be unescaped into
  /// `scratch`.
  private mutating func content(
    _ column: Int, _ start: Int, _ hasQuotes: Bool
  ) -> (from: Int, count: Int) {
    let (from, to) = raw(column, start)
    guard hasQuotes, from < to, bytes[from] == 0x22 else { return (from, to - from) }
    if memchr(bytes + from + 1, 0x22, to - from - 2) == nil { return (from + 1, to - from - 2) }
    scratch.removeAll(keepingCapacity: true)
    var at = from + 1
    while at < to - 1 {
      scratch.append(bytes[at])
      at += bytes[at] == 0x22 ? 2 : 1
    }
    return (-1, scratch.count)
  }

  // MARK: - Keys

  /// Keeps what tells the row from others.
  @inline(__always)
  mutating func keepIdentity(
    _ start: Int, _ fields: Int, _ hasQuotes: Bool, _ rows: inout RowAccumulator
  ) {
    switch layout.identity {
    case .none: return
    case .column(let column):
      withKey(column, start, hasQuotes) { rows.appendKey($0, $1) }
      if layout.keepsRecords { rows.appendRecord(recordHash(start, fields, hasQuotes)) }
    case .record:
      let hash = recordHash(start, fields, hasQuotes)
      rows.appendKey(hash)
      if layout.keepsRecords { rows.appendRecord(hash) }
    }
  }

  /// The hash that the row was kept under.
  mutating func keyHash(
    _ start: Int, _ fields: Int, _ hasQuotes: Bool, _ record: scan_hash
  ) -> UInt64 {
    switch layout.identity {
    case .none: 0
    case .column(let column): withKey(column, start, hasQuotes) { KeyHash.of($0, $1) }
    case .record: KeyHash.of(record)
    }
  }

  /// Calls `body` with the bytes of a key, blanks around it dropped.
  @inline(__always)
  private mutating func withKey<R>(
    _ column: Int, _ start: Int, _ hasQuotes: Bool, _ body: (UnsafePointer<UInt8>, Int) -> R
  ) -> R {
    var (from, length) = content(column, start, hasQuotes)
    if from < 0 {
      return scratch.withUnsafeBufferPointer { body($0.baseAddress ?? bytes, length) }
    }
    while length > 0, isBlank(bytes[from]) {
      from += 1
      length -= 1
    }
    while length > 0, isBlank(bytes[from + length - 1]) { length -= 1 }
    return body(bytes + from, length)
  }

  /// The hash of the record, whatever needless quotation marks and empty last fields it has.
  mutating func recordHash(_ start: Int, _ fields: Int, _ hasQuotes: Bool) -> scan_hash {
    var last = fields
    while last > 1, ends[last - 1] == ends[last - 2] + 1 { last -= 1 }
    let end = Int(ends[last - 1])
    guard hasQuotes, hasNeedlessQuotes(start, last) else {
      return scan_hash128(bytes + start, end - start)
    }
    scratch.removeAll(keepingCapacity: true)
    for column in 0..<last {
      var (from, to) = raw(column, start)
      if needsNoQuotes(from, to) { (from, to) = (from + 1, to - 1) }
      if column > 0 { scratch.append(layout.dialect.separator) }
      scratch.append(contentsOf: UnsafeBufferPointer(start: bytes + from, count: to - from))
    }
    return scratch.withUnsafeBufferPointer { canonical in
      canonical.baseAddress.map { scan_hash128($0, canonical.count) } ?? scan_hash()
    }
  }

  private func hasNeedlessQuotes(_ start: Int, _ fields: Int) -> Bool {
    for column in 0..<fields {
      let (from, to) = raw(column, start)
      if needsNoQuotes(from, to) { return true }
    }
    return false
  }

  /// Quoted, though there is nothing in the field that must be quoted.
  private func needsNoQuotes(_ from: Int, _ to: Int) -> Bool {
    guard to - from >= 2, bytes[from] == 0x22 else { return false }
    for at in (from + 1)..<(to - 1) {
      let byte = bytes[at]
      if byte == layout.dialect.separator || byte == 0x22 || byte == 0x0A || byte == 0x0D {
        return false
      }
    }
    return true
  }
}
