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
struct CSVBlockDecoder {
  private let layout: CSVLayout
  private let bytes: UnsafePointer<UInt8>
  private var count: Int
  private var report = CSVBlockReport()
  /// Where each field of the record ends.
  private var ends: [Int]
  private var scratch: [UInt8] = []
  private let totals: [[UInt8]]

  static let fieldLimit = 32_767
  static let columnLimit = 16_384

  init(_ layout: CSVLayout, _ bytes: UnsafePointer<UInt8>, _ count: Int) {
    self.layout = layout
    self.bytes = bytes
    self.count = count
    ends = [Int](repeating: 0, count: CSVBlockDecoder.columnLimit + 1)
    totals = layout.isGB18030 ? totalMarksGB18030 : totalMarksUTF8
  }

  /// Decodes the block.
  ///
  /// - Parameter isLast: The text ends here, with or without a line break.
  mutating func decode(_ block: CSVBlock, into rows: inout RowAccumulator) -> CSVBlockReport {
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

  // MARK: - Records

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
    for (column, builder) in layout.targets {
      let (from, length) = content(column, start, hasQuotes)
      if from >= 0 {
        rows.columns[builder].append(bytes + from, length)
      } else {
        scratch.withUnsafeBufferPointer { unescaped in
          if let base = unescaped.baseAddress { rows.columns[builder].append(base, length) }
        }
      }
    }
    if layout.keyColumn >= 0 { appendKey(start, fields, hasQuotes, &rows) }
    rows.lines.append(UInt32(clamping: line))
  }

  /// The bytes between two separators, quotation marks included.
  private func raw(_ column: Int, _ start: Int) -> (from: Int, to: Int) {
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

  // MARK: - Rows that are none

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Nothing but separators, blanks and quotation marks.
  private func isBlank(_ start: Int, _ end: Int) -> Bool {
    var at = start
    while at < end {
      let byte = bytes[at]
      if byte == layout.dialect.separator || byte == 0x20 || byte == 0x09 || byte == 0x22 {
        at += 1
      } else if byte == 0xE3, at + 2 < end, bytes[at + 1] == 0x80, bytes[at + 2] == 0x80 {
        at += 3  // U+3000
      } else if byte == 0xC2, at + 1 < end, bytes[at + 1] == 0xA0, !layout.isGB18030 {
        at += 2  // U+00A0
      } else if byte == 0xA1, at + 1 < end, bytes[at + 1] == 0xA1, layout.isGB18030 {
        at += 2  // U+3000
      } else {
        return false
      }
    }
    return true
  }

  private func repeatsHeader(_ start: Int) -> Bool {
    layout.header.withUnsafeBufferPointer { header in
      header.baseAddress.map { scan_equal_bytes($0, bytes + start, header.count) != 0 } ?? false
    }
  }

  /// 合计, 小计 or 总计 in the first field that is not empty, or in the key or date column.
  private func isTotal(_ start: Int, _ fields: Int) -> Bool {
    var column = 0
    while column < fields {
      let (from, to) = raw(column, start)
      if from < to { break }
      column += 1
    }
    if column < fields, beginsTotal(column, start) { return true }
    for column in [layout.keyColumn, layout.dateColumn] where column >= 0 && column < fields {
      if beginsTotal(column, start) { return true }
    }
    return false
  }

  private func beginsTotal(_ column: Int, _ start: Int) -> Bool {
    var (from, to) = raw(column, start)
    if from < to, bytes[from] == 0x22 {
      from += 1
      to -= 1
    }
    while from < to, isBlank(bytes[from]) { from += 1 }
    guard from < to, bytes[from] >= 0x80 else { return false }
    for mark in totals where mark[0] == bytes[from] {
      // 合 计, spread by blanks, is the same.
      var at = from
      var matched = 0
      while at < to, matched < mark.count {
        if bytes[at] == mark[matched] {
          matched += 1
          at += 1
        } else if isBlank(bytes[at]) {
          at += 1
        } else if !layout.isGB18030, bytes[at] == 0xE3, at + 2 < to, bytes[at + 1] == 0x80,
          bytes[at + 2] == 0x80
        {
          at += 3
        } else {
          break
        }
      }
      if matched == mark.count { return true }
    }
    return false
  }

  // MARK: - Faults

  private mutating func fatal(_ problem: Problem, _ line: Int?, _ column: Int) {
    report.findings.append(Finding(problem: problem, line: line, column: column))
    report.isFatal = true
  }

  private func name(_ column: Int) -> String {
    column < layout.names.count ? layout.names[column] : "第\(column + 1)列"
  }

  /// Fewer fields than headers, or more with something in them.
  private func isRagged(_ start: Int, _ fields: Int) -> Bool {
    if fields < layout.width { return true }
    for column in layout.width..<fields {
      let (from, to) = raw(column, start)
      if !isBlank(from, to) { return true }
    }
    return false
  }

  private mutating func hasLongField(_ start: Int, _ fields: Int, _ line: Int) -> Bool {
    for column in 0..<fields {
      let (from, to) = raw(column, start)
      guard to - from > CSVBlockDecoder.fieldLimit else { continue }
      var characters = 0
      var at = from
      while at < to {
        let length =
          layout.isGB18030
          ? scan_gb18030_length(bytes + at, to - at) : scan_utf8_length(bytes + at, to - at)
        at += max(1, Int(length))
        characters += 1
      }
      if characters > CSVBlockDecoder.fieldLimit {
        report.findings.append(
          Finding(
            problem: .longField(column: name(column), length: characters), line: line,
            column: column + 1))
        return true
      }
    }
    return false
  }

  /// Whether every quotation mark of the record stands where one may stand.
  ///
  /// Marks in pairs inside an unquoted field (`反映"三资"问题`) are text, if no separator or line
  /// break stands between them: then every reader of CSV agrees on the fields.
  private mutating func checkQuotes(_ start: Int, _ fields: Int, _ line: Int) -> Bool {
    for column in 0..<fields {
      let (from, to) = raw(column, start)
      guard from < to else { continue }
      if bytes[from] == 0x22 {
        var at = from + 1
        while at < to {
          if bytes[at] != 0x22 {
            at += 1
          } else if at + 1 < to, bytes[at + 1] == 0x22 {
            at += 2
          } else {
            break
          }
        }
        if at != to - 1 {
          fatal(.textAfterQuote(column: name(column)), line, column + 1)
          return false
        }
      } else if let quote = memchr(bytes + from, 0x22, to - from) {
        let first = UnsafePointer(quote.assumingMemoryBound(to: UInt8.self)) - bytes
        var isOpen = false
        for at in first..<to {
          let byte = bytes[at]
          if byte == 0x22 {
            isOpen.toggle()
          } else if isOpen, byte == layout.dialect.separator || byte == layout.dialect.lineBreak {
            fatal(.bareQuote(column: name(column)), line, column + 1)
            return false
          }
        }
      }
    }
    return true
  }

  private mutating func reportUnterminated(
    _ start: Int, _ fields: Int, _ quote: Int, _ line: Int
  ) {
    var line = line
    for at in start..<max(start, quote) where bytes[at] == layout.dialect.lineBreak { line += 1 }
    // A field that began without the mark is a case of its own.
    fatal(.unterminatedQuote, line, fields + 1)
  }

  /// Carriage returns outside quotation marks that no line feed follows.
  private func loneReturns(_ masks: scan_masks, outside: UInt64, _ position: Int) -> UInt64 {
    var followed = masks.breaks >> 1
    if position + 64 < count, bytes[position + 64] == 0x0A { followed |= 1 << 63 }
    // A CR that ends the text is a line break; before a bad byte it is not what matters.
    if count - position <= 64, bytes[count - 1] == 0x0D {
      followed |= 1 << UInt64(count - 1 - position)
    }
    return masks.returns & ~followed & outside
  }

  private mutating func reportBadByte(at offset: Int, _ block: CSVBlock) {
    var line = block.line
    for at in 0..<offset where bytes[at] == layout.dialect.lineBreak { line += 1 }
    let byte = bytes[offset]
    if scan_is_control(byte) != 0 {
      fatal(.controlCharacter(byte, line: line, offset: block.offset + offset), line, 1)
    } else {
      fatal(
        .badEncoding(
          line: line, offset: block.offset + offset,
          encoding: layout.isGB18030 ? "GB18030（GBK）" : "UTF-8"), line, 1)
    }
  }
}

private let totalMarksUTF8 = ["合计", "小计", "总计", "本页合计", "累计合计"].map { Array($0.utf8) }
private let totalMarksGB18030: [[UInt8]] = [
  [0xBA, 0xCF, 0xBC, 0xC6], [0xD0, 0xA1, 0xBC, 0xC6], [0xD7, 0xDC, 0xBC, 0xC6],
]
