import CScan
import HuibianTable

/// Cuts blocks into records and fields and feeds the fields to column builders.
///
/// The scanner finds where the fields of a whole block end; a field is a place and a count, never a
/// String. Fields wait in batches and go to their builder column by column: what a builder needs
/// stays in the registers for a whole batch.
///
/// One decoder serves block after block, so that its room is asked for once.
struct CSVBlockDecoder: ~Copyable {
  let layout: CSVLayout
  /// Of the block that is decoded now.
  private(set) var bytes: UnsafePointer<UInt8>
  var count = 0
  var report = CSVBlockReport()
  /// Where each field of the record ends.
  private(set) var ends: UnsafeMutablePointer<UInt32>
  var scratch: [UInt8] = []
  /// For each column that is decoded the fields that wait, ``ColumnBuilder/batchSize`` at most.
  let cells: UnsafeMutablePointer<CellBytes>
  var waiting = 0
  /// Waiting fields that held doubled quotation marks.
  var unescaped: [UInt8] = []
  let totals: [[UInt8]]
  /// Column of each target.
  let targetColumns: UnsafeMutablePointer<Int>
  /// Rows of the block whose hashes are wanted instead of their cells, in rising order.
  var wantedRows: ArraySlice<Int>?
  /// What was found for them.
  var found: [CSVRecordHash] = []
  private var row = 0
  private var room: CSVRoom
  private let level = scan_best_level()

  static let fieldLimit = 32_767
  /// From one column's waiting fields to the next one's; no power of two, or they would all be in
  /// each other's way in the cache.
  static let pitch = ColumnBuilder.batchSize + 8
  static let columnLimit = 16_384

  init(_ layout: CSVLayout) {
    self.layout = layout
    room = CSVRoom(count: 1 << 12)
    bytes = UnsafePointer(room.none)
    ends = room.positions
    cells = .allocate(capacity: layout.targets.count * CSVBlockDecoder.pitch)
    cells.initialize(
      repeating: CellBytes(start: 0, count: 0),
      count: layout.targets.count * CSVBlockDecoder.pitch)
    targetColumns = .allocate(capacity: layout.targets.count)
    for (index, target) in layout.targets.enumerated() {
      (targetColumns + index).initialize(to: target.column)
    }
    totals = layout.isGB18030 ? CSVBlockDecoder.totalsGB18030 : CSVBlockDecoder.totalsUTF8
  }

  deinit {
    cells.deallocate()
    targetColumns.deallocate()
  }

  /// Decodes a block, which begins at the beginning of the buffer.
  mutating func decode(
    _ block: CSVBlock, _ buffer: borrowing CSVBuffer, into rows: inout RowAccumulator
  ) -> CSVBlockReport {
    report = CSVBlockReport()
    row = 0
    bytes = UnsafePointer(buffer.bytes)
    count = block.count
    buffer.pad(from: count)
    if count > 0 { decodeRecords(block, buffer, &rows) }
    deliver(to: &rows)
    return report
  }

  private mutating func decodeRecords(
    _ block: CSVBlock, _ buffer: borrowing CSVBuffer, _ rows: inout RowAccumulator
  ) {
    room.reserve(count)
    var cut = scan_cut()
    var stop = scan(&cut)
    // The records before a bad byte are still looked at, whatever the size of the block.
    var badByte: UInt8?
    if stop == scan_invalid {
      count = layout.isGB18030 ? scan_check_gb18030(bytes, count) : scan_check_utf8(bytes, count)
      badByte = bytes[count]
      buffer.pad(from: count)
      cut = scan_cut()
      stop = count == 0 ? scan_whole : scan(&cut)
    }
    let positions = room.positions
    let dropsReturns = layout.dialect.lineBreak == 0x0A
    var first = 0
    var start = 0
    var line = block.line
    for index in 0..<cut.record_count {
      let record = room.records[index]
      let last = Int(record.last)
      let end = Int(positions[last])
      ends = positions + first
      guard last - first <= CSVBlockDecoder.columnLimit else {
        fatal(.tooManyColumns(CSVBlockDecoder.columnLimit + 1), line, 1)
        return
      }
      if dropsReturns, end > start, bytes[end - 1] == 0x0D { positions[last] = UInt32(end - 1) }
      let hasQuotes = Int(record.quote) >= start
      if !hasQuotes, isPlain(start, last - first + 1) {
        keep(start, line, &rows)
      } else {
        endRecord(start, last - first + 1, line, hasQuotes: hasQuotes, &rows)
        if report.isFatal { return }
      }
      first = last + 1
      start = end + 1
      line = block.line + Int(record.line) + 1
    }
    let separators = cut.position_count - first
    ends = positions + first
    if separators > CSVBlockDecoder.columnLimit {
      fatal(.tooManyColumns(CSVBlockDecoder.columnLimit + 1), line, 1)
    } else if stop == scan_lone_return {
      fatal(.loneReturn, block.line + Int(cut.breaks), 1)
    } else if let badByte {
      reportBadByte(badByte, block, lines: Int(cut.breaks))
    } else if start < count, cut.is_inside != 0 {
      reportUnterminated(start, separators, Int(cut.quote), line)
    } else if start < count {
      ends[separators] = UInt32(dropsReturns && bytes[count - 1] == 0x0D ? count - 1 : count)
      endRecord(start, separators + 1, line, hasQuotes: Int(cut.quote) >= start, &rows)
    }
  }

  private func scan(_ cut: inout scan_cut) -> scan_stop {
    cut.positions = room.positions
    cut.records = room.records
    return scan_records(
      level, bytes, count, layout.dialect.separator, layout.dialect.lineBreak,
      layout.isGB18030 ? 1 : 0, &cut)
  }

  /// Whether a record without quotation marks is a row beyond doubt, by a glance: of the right
  /// width, not too long, and its first field, key and date begin in visible ASCII, as no total,
  /// header or blank row does.
  @inline(__always)
  private func isPlain(_ start: Int, _ fields: Int) -> Bool {
    guard fields == layout.width, wantedRows == nil else { return false }
    let length = Int(ends[fields - 1]) - start
    guard length != layout.header.count, length <= CSVBlockDecoder.fieldLimit, Int(ends[0]) > start
    else { return false }
    return isVisible(start)
      && (layout.keyColumn <= 0 || isVisible(Int(ends[layout.keyColumn - 1]) + 1))
      && (layout.dateColumn <= 0 || isVisible(Int(ends[layout.dateColumn - 1]) + 1))
  }

  @inline(__always)
  private func isVisible(_ at: Int) -> Bool { bytes[at] > 0x22 && bytes[at] < 0x7F }

  private mutating func endRecord(
    _ start: Int, _ fields: Int, _ line: Int, hasQuotes: Bool, _ rows: inout RowAccumulator
  ) {
    let end = Int(ends[fields - 1])
    if isBlank(start, end) {
      report.blankRows += 1
      return
    }
    if hasQuotes, !checkQuotes(start, fields, line) { return }
    if end - start == layout.header.count, repeatsHeader(start) {
      report.repeatedHeaders += 1
      if report.firstRepeated == nil { report.firstRepeated = line }
      return
    }
    if isTotal(start, fields) {
      report.totalRows += 1
      if report.firstTotal == nil { report.firstTotal = line }
      return
    }
    if fields != layout.width, isRagged(start, fields) {
      report.findings.append(
        Finding(problem: .raggedRow(found: fields, expected: layout.width), line: line))
      return
    }
    if end - start > CSVBlockDecoder.fieldLimit, hasLongField(start, fields, line) { return }
    if wantedRows != nil {
      find(start, fields, hasQuotes)
      return
    }
    if hasQuotes { keepQuoted(start) } else { keepCells(start) }
    keepIdentity(start, fields, hasQuotes, &rows)
    endRow(line, &rows)
  }

  /// Keeps a record without quotation marks that has as many fields as there are columns.
  @inline(__always)
  private mutating func keep(_ start: Int, _ line: Int, _ rows: inout RowAccumulator) {
    keepCells(start)
    keepIdentity(start, layout.width, false, &rows)
    endRow(line, &rows)
  }

  @inline(__always)
  private mutating func endRow(_ line: Int, _ rows: inout RowAccumulator) {
    waiting += 1
    if waiting == ColumnBuilder.batchSize { deliver(to: &rows) }
    rows.lines.append(line)
  }

  /// Hashes the record if it is wanted.
  private mutating func find(_ start: Int, _ fields: Int, _ hasQuotes: Bool) {
    if wantedRows?.first == row {
      wantedRows?.removeFirst()
      let hash = recordHash(start, fields, hasQuotes)
      found.append(CSVRecordHash(key: keyHash(start, fields, hasQuotes, hash), record: hash))
    }
    row += 1
  }
}

/// Room for what the scanner finds in a block.
private struct CSVRoom: ~Copyable {
  private(set) var positions: UnsafeMutablePointer<UInt32>
  private(set) var records: UnsafeMutablePointer<scan_record>
  private var count: Int
  /// A place to point to where there is no block.
  let none: UnsafeMutablePointer<UInt8> = .allocate(capacity: 1)

  init(count: Int) {
    self.count = count
    positions = .allocate(capacity: count + 64)
    records = .allocate(capacity: count + 64)
  }

  deinit {
    positions.deallocate()
    records.deallocate()
    none.deallocate()
  }

  /// For a block of `bytes` bytes.
  mutating func reserve(_ bytes: Int) {
    if bytes <= count { return }
    positions.deallocate()
    records.deallocate()
    count = bytes
    positions = .allocate(capacity: count + 64)
    records = .allocate(capacity: count + 64)
  }
}
