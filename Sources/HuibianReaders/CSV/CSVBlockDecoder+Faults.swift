import CScan
import Glibc
import HuibianDiagnostics

/// What is wrong with records and bytes.
extension CSVBlockDecoder {
  mutating func fatal(_ problem: Problem, _ line: Int?, _ column: Int) {
    report.findings.append(Finding(problem: problem, line: line, column: column))
    report.isFatal = true
  }

  func name(_ column: Int) -> String {
    column < layout.names.count ? layout.names[column] : "第\(column + 1)列"
  }

  /// Fewer fields than headers, or more with something in them.
  func isRagged(_ start: Int, _ fields: Int) -> Bool {
    if fields < layout.width { return true }
    for column in layout.width..<fields {
      let (from, to) = raw(column, start)
      if !isBlank(from, to) { return true }
    }
    return false
  }

  mutating func hasLongField(_ start: Int, _ fields: Int, _ line: Int) -> Bool {
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
  mutating func checkQuotes(_ start: Int, _ fields: Int, _ line: Int) -> Bool {
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

  mutating func reportUnterminated(
    _ start: Int, _ fields: Int, _ quote: Int, _ line: Int
  ) {
    var line = line
    for at in start..<max(start, quote) where bytes[at] == layout.dialect.lineBreak { line += 1 }
    // A field that began without the mark is a case of its own.
    fatal(.unterminatedQuote, line, fields + 1)
  }

  /// The text goes no further than the bytes before the bad one.
  mutating func reportBadByte(_ byte: UInt8, _ block: CSVBlock, lines: Int) {
    let line = block.line + lines
    if scan_is_control(byte) != 0 {
      fatal(.controlCharacter(byte, line: line, offset: block.offset + count), line, 1)
    } else {
      fatal(
        .badEncoding(
          line: line, offset: block.offset + count,
          encoding: layout.isGB18030 ? "GB18030（GBK）" : "UTF-8"), line, 1)
    }
  }
}
