import CScan

/// How a text is cut into records and fields (RFC 4180 and what Excel makes of it).
struct CSVDialect: Hashable, Sendable {
  /// `,` `;` TAB or `|`.
  var separator: UInt8
  /// LF, before which a CR is dropped; or CR, in files of old Macs.
  var lineBreak: UInt8

  static let candidates: [UInt8] = [0x2C, 0x09, 0x3B, 0x7C]

  /// A record of the beginning of a file.
  struct Record: Sendable {
    /// The fields without their quotation marks; bytes as in the file.
    var fields: [[UInt8]]
    /// The physical line on which it starts, from 1.
    var line: Int
    /// The bytes of the record, line break not included.
    var range: Range<Int>
    /// Where the next record starts.
    var end: Int
    /// It was ended by a line break.
    var isComplete: Bool
  }

  /// The first records of a text, at most `limit`; faults of quoting are let pass here.
  func records(_ text: ArraySlice<UInt8>, limit: Int) -> [Record] {
    var records: [Record] = []
    var at = text.startIndex
    var line = 1
    while at < text.endIndex, records.count < limit {
      let start = at
      let startLine = line
      var fields: [[UInt8]] = []
      var field: [UInt8] = []
      var isQuoted = false
      var isAtStart = true
      var isComplete = false
      var end = text.endIndex
      while at < text.endIndex {
        let byte = text[at]
        at += 1
        if isQuoted {
          if byte == 0x22 {
            if at < text.endIndex, text[at] == 0x22 {
              field.append(0x22)
              at += 1
            } else {
              isQuoted = false
            }
          } else {
            if byte == lineBreak { line += 1 }
            field.append(byte)
          }
          continue
        }
        if byte == 0x22, isAtStart {
          isQuoted = true
          isAtStart = false
        } else if byte == separator {
          fields.append(field)
          field = []
          isAtStart = true
        } else if byte == lineBreak {
          line += 1
          isComplete = true
          end = at - 1
          break
        } else {
          field.append(byte)
          isAtStart = false
        }
      }
      if end > start, lineBreak == 0x0A, text[end - 1] == 0x0D {
        end -= 1
        if field.last == 0x0D { field.removeLast() }
      }
      fields.append(field)
      records.append(
        Record(
          fields: fields, line: startLine, range: start..<end, end: at, isComplete: isComplete))
    }
    return records
  }
}

/// Finds the dialect of a text.
struct CSVSniffer {
  let dialect: CSVDialect
  /// Bytes of a leading `sep=;` line, its line break included; 0 without one.
  let preambleLength: Int

  /// A dialect that is known.
  init(_ dialect: CSVDialect) {
    self.dialect = dialect
    preambleLength = 0
  }

  init(_ text: ArraySlice<UInt8>) {
    var newlines = 0
    var returns = 0
    for byte in text {
      if byte == 0x0A { newlines += 1 }
      if byte == 0x0D { returns += 1 }
    }
    let lineBreak: UInt8 = newlines == 0 && returns > 0 ? 0x0D : 0x0A
    var start = text.startIndex
    var declared: UInt8?
    let first = text.prefix(64).prefix { $0 != 0x0A && $0 != 0x0D }
    if first.count == 5, String(decoding: first.prefix(4), as: UTF8.self).lowercased() == "sep=" {
      declared = first.last
      start = text.index(after: first.endIndex - 1)
      while start < text.endIndex, text[start] == 0x0D || text[start] == 0x0A {
        start += 1
        if text[start - 1] == lineBreak { break }
      }
    }
    preambleLength = start - text.startIndex
    let rest = text[start...]
    let separator =
      declared
      ?? CSVDialect.candidates.max {
        CSVSniffer.score($0, lineBreak, rest) < CSVSniffer.score($1, lineBreak, rest)
      } ?? 0x2C
    dialect = CSVDialect(separator: separator, lineBreak: lineBreak)
  }

  /// How many of the first records have the most common width above one, weighted by that width.
  private static func score(_ separator: UInt8, _ lineBreak: UInt8, _ text: ArraySlice<UInt8>)
    -> Int
  {
    let records = CSVDialect(separator: separator, lineBreak: lineBreak)
      .records(text.prefix(32_768), limit: 30)
    var widths: [Int: Int] = [:]
    for record in records.dropLast(records.count > 1 ? 1 : 0) where record.fields.count > 1 {
      widths[record.fields.count, default: 0] += 1
    }
    return widths.map { $0.value * 1_000 + min($0.key, 999) }.max() ?? 0
  }
}
