import CScan
import Glibc

/// What a file's records are cut and sorted by; the same for all of its blocks.
struct CSVLayout: Sendable {
  var dialect: CSVDialect
  var isGB18030: Bool
  /// For messages: the header of each column, or `第n列` where it has none.
  var names: [String]
  /// Columns up to the last one with a header.
  ///
  /// Fields beyond are empty, or the row is ragged.
  var width: Int
  /// Columns that are decoded, and the index of the builder of each.
  var targets: [(column: Int, builder: Int)]
  var forms: [ColumnBuilder.Form]
  /// -1: the ledger has none.
  var keyColumn = -1
  var dateColumn = -1
  /// The header as it stands in the file, for finding it again further down.
  var header: [UInt8] = []
}

/// One block of whole records.
struct CSVBlock: Sendable {
  /// In the buffer.
  let range: Range<Int>
  /// The physical line on which it begins, from 1.
  let line: Int
  /// Its first byte's offset in the text, from 0, byte order mark included.
  let offset: Int
}

/// What became of a block, but for its rows.
struct CSVBlockReport: Sendable {
  var findings: [Finding] = []
  var blankRows = 0
  var totalRows = 0
  var firstTotal: Int?
  var repeatedHeaders = 0
  var firstRepeated: Int?
  /// What follows cannot be trusted any more.
  var isFatal = false
}

/// Cuts one block into records and fields and feeds the fields to column builders.
///
/// The bytes are looked at in masks of 64; a field is a pointer and a count, never a String.
///
/// Fields wait in batches and go to their builder column by column: what a builder needs stays in
/// the registers for a whole batch.
struct CSVBlockDecoder: ~Copyable {
  let layout: CSVLayout
  let bytes: UnsafePointer<UInt8>
  var count: Int
  var report = CSVBlockReport()
  /// Where each field of the record ends.
  let ends: UnsafeMutablePointer<Int>
  var scratch: [UInt8] = []
  /// For each column that is decoded the fields that wait, ``ColumnBuilder/batchSize`` at most.
  private var cells: [CellBytes]
  private var waiting = 0
  /// Waiting fields that held doubled quotation marks.
  private var unescaped: [UInt8] = []
  let totals: [[UInt8]]

  static let fieldLimit = 32_767
  static let columnLimit = 16_384

  init(_ layout: CSVLayout, _ bytes: UnsafePointer<UInt8>, _ count: Int) {
    self.layout = layout
    self.bytes = bytes
    self.count = count
    ends = .allocate(capacity: CSVBlockDecoder.columnLimit + 1)
    cells = [CellBytes](
      repeating: CellBytes(start: 0, count: 0),
      count: layout.targets.count * ColumnBuilder.batchSize)
    totals = layout.isGB18030 ? CSVBlockDecoder.totalsGB18030 : CSVBlockDecoder.totalsUTF8
  }

  deinit { ends.deallocate() }

  /// Decodes the block.
  mutating func decode(_ block: CSVBlock, into rows: inout RowAccumulator) -> CSVBlockReport {
    let report = decodeRecords(block, into: &rows)
    deliver(to: &rows)
    return report
  }

  private mutating func decodeRecords(
    _ block: CSVBlock, into rows: inout RowAccumulator
  ) -> CSVBlockReport {
    let valid =
      layout.isGB18030 ? scan_check_gb18030(bytes, count) : scan_check_utf8(bytes, count)
    // The records before a bad byte are still looked at, whatever the size of the block.
    let isCut = valid < count
    count = Int(valid)
    var line = block.line
    var recordLine = line
    var recordStart = 0
    var fields = 0
    var inside: UInt64 = 0
    var lastQuote = -1
    let dropsReturns = layout.dialect.lineBreak == 0x0A
    var position = 0
    while position < count {
      var masks: scan_masks
      if count - position >= 64 {
        masks = scan_64(bytes + position, layout.dialect.separator, layout.dialect.lineBreak)
      } else {
        masks = tailMasks(position)
      }
      let quoted = scan_prefix_xor(masks.quotes) ^ inside
      inside = UInt64(bitPattern: Int64(bitPattern: quoted) >> 63)
      var bits = (masks.separators & ~quoted) | masks.breaks
      var lone: UInt64 = 0
      if masks.returns != 0, dropsReturns {
        lone = loneReturns(masks, outside: ~quoted, position)
        if lone != 0 { bits &= (lone & (~lone &+ 1)) &- 1 }
      }
      while bits != 0 {
        let index = bits.trailingZeroBitCount
        let bit = 1 &<< UInt64(truncatingIfNeeded: index)
        bits &= bits &- 1
        if masks.breaks & bit != 0 {
          line += 1
          if quoted & bit != 0 { continue }
          let before = masks.quotes & (bit &- 1)
          let quote = before == 0 ? lastQuote : position + 63 - before.leadingZeroBitCount
          var end = position + index
          if dropsReturns, end > recordStart, bytes[end - 1] == 0x0D { end -= 1 }
          ends[fields] = end
          endRecord(recordStart, fields + 1, recordLine, hasQuotes: quote >= recordStart, &rows)
          if report.isFatal { return report }
          recordStart = position + index + 1
          recordLine = line
          fields = 0
        } else {
          guard fields < CSVBlockDecoder.columnLimit else {
            fatal(.tooManyColumns(fields + 1), recordLine, 1)
            return report
          }
          ends[fields] = position + index
          fields += 1
        }
      }
      if lone != 0 {
        fatal(.loneReturn, line, 1)
        return report
      }
      if masks.quotes != 0 { lastQuote = position + 63 - masks.quotes.leadingZeroBitCount }
      position += 64
    }
    if isCut {
      reportBadByte(at: count, block)
      return report
    }
    if recordStart < count {
      if inside != 0 {
        reportUnterminated(recordStart, fields, lastQuote, recordLine)
        return report
      }
      ends[fields] = count
      if dropsReturns, bytes[count - 1] == 0x0D { ends[fields] -= 1 }
      endRecord(recordStart, fields + 1, recordLine, hasQuotes: lastQuote >= recordStart, &rows)
    }
    return report
  }

  private func tailMasks(_ position: Int) -> scan_masks {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { tail in
      tail.initialize(repeating: 0x20)
      guard let base = tail.baseAddress else { return scan_masks() }
      base.update(from: bytes + position, count: count - position)
      return scan_64(base, layout.dialect.separator, layout.dialect.lineBreak)
    }
  }

  private mutating func endRecord(
    _ start: Int, _ fields: Int, _ line: Int, hasQuotes: Bool, _ rows: inout RowAccumulator
  ) {
    let end = ends[fields - 1]
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
    if hasQuotes { keepQuoted(start) } else { keep(start) }
    waiting += 1
    if waiting == ColumnBuilder.batchSize { deliver(to: &rows) }
    if layout.keyColumn >= 0 { appendKey(start, fields, hasQuotes, &rows) }
    rows.lines.append(UInt32(clamping: line))
  }

  /// Lets the fields of a record without quotation marks wait.
  private mutating func keep(_ start: Int) {
    let (ends, waiting) = (ends, waiting)
    let targets = layout.targets
    cells.withUnsafeMutableBufferPointer { cells in
      var place = waiting
      for (column, _) in targets {
        let from = column == 0 ? start : ends[column - 1] &+ 1
        cells[place] = CellBytes(
          start: Int32(truncatingIfNeeded: from),
          count: Int32(truncatingIfNeeded: ends[column] &- from))
        place &+= ColumnBuilder.batchSize
      }
    }
  }

  private mutating func keepQuoted(_ start: Int) {
    for (target, (column, _)) in layout.targets.enumerated() {
      let (from, length) = content(column, start, true)
      var place = from
      if from < 0 {
        place = -1 - unescaped.count
        unescaped += scratch
      }
      cells[target * ColumnBuilder.batchSize + waiting] = CellBytes(
        start: Int32(truncatingIfNeeded: place), count: Int32(truncatingIfNeeded: length))
    }
  }

  /// Gives the fields that wait to the builders.
  private mutating func deliver(to rows: inout RowAccumulator) {
    if waiting == 0 { return }
    cells.withUnsafeBufferPointer { cells in
      unescaped.withUnsafeBufferPointer { unescaped in
        for (target, (_, builder)) in layout.targets.enumerated() {
          let first = target * ColumnBuilder.batchSize
          rows.columns[builder].append(
            UnsafeBufferPointer(rebasing: cells[first..<first + waiting]), bytes,
            unescaped.baseAddress ?? bytes)
        }
      }
    }
    waiting = 0
    unescaped.removeAll(keepingCapacity: true)
  }

  /// The bytes between two separators, quotation marks included.
  func raw(_ column: Int, _ start: Int) -> (from: Int, to: Int) {
    (column == 0 ? start : ends[column - 1] + 1, ends[column])
  }

  /// Where a field's content begins and how long it is; at -1 if it had to be unescaped into
  /// `scratch`.
  ///
  /// Blanks around it are dropped if they are spaces.
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

  private mutating func appendKey(
    _ start: Int, _ fields: Int, _ hasQuotes: Bool, _ rows: inout RowAccumulator
  ) {
    var (from, length) = content(layout.keyColumn, start, hasQuotes)
    if from >= 0 {
      while length > 0, isBlank(bytes[from]) {
        from += 1
        length -= 1
      }
      while length > 0, isBlank(bytes[from + length - 1]) { length -= 1 }
      rows.appendKey(bytes + from, length)
    } else {
      scratch.withUnsafeBufferPointer { unescaped in
        if let base = unescaped.baseAddress { rows.appendKey(base, length) }
      }
    }
    rows.records.append(recordHash(start, fields, hasQuotes))
  }

  /// The hash of the record, whatever needless quotation marks and empty last fields it has.
  private mutating func recordHash(_ start: Int, _ fields: Int, _ hasQuotes: Bool) -> scan_hash {
    var last = fields
    while last > 1, ends[last - 1] == ends[last - 2] + 1 { last -= 1 }
    let end = ends[last - 1]
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
