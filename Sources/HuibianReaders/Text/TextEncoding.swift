import CScan
import HuibianDiagnostics

/// How the characters of an export are written as bytes.
enum TextEncoding: Hashable, Sendable {
  case utf8(hasMark: Bool)
  case utf16(isBigEndian: Bool)
  case gb18030

  /// For the user, and in summaries.
  var name: String {
    switch self {
    case .utf8(let hasMark): hasMark ? "UTF-8（带BOM）" : "UTF-8"
    case .utf16(let isBigEndian): isBigEndian ? "UTF-16BE" : "UTF-16LE"
    case .gb18030: "GB18030"
    }
  }

  /// The bytes of the byte order mark.
  var markLength: Int {
    switch self {
    case .utf8(let hasMark): hasMark ? 3 : 0
    case .utf16: 2
    case .gb18030: 0
    }
  }

  /// Decides by the beginning of a file: byte order mark, then strict UTF-8, then GB18030.
  ///
  /// - Parameter head: It should reach the first byte that is not ASCII, if the file has one.
  /// - Returns: Nil if it is no text in a known encoding; why is in `problem`.
  static func detect(_ head: [UInt8], isWhole: Bool, problem: inout Problem?) -> TextEncoding? {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8(hasMark: true) }
    if head.starts(with: [0xFF, 0xFE]) { return .utf16(isBigEndian: false) }
    if head.starts(with: [0xFE, 0xFF]) { return .utf16(isBigEndian: true) }
    if let isBigEndian = looksLikeUTF16(head) {
      problem = .utf16WithoutMark(isBigEndian: isBigEndian)
      return nil
    }
    let lines = LineSurvey(head, isWhole: isWhole)
    if lines.others == 0 { return .utf8(hasMark: false) }
    if lines.utf8 == 0 { return .gb18030 }
    // Two exports glued together: the fewer lines are the odd ones.
    if lines.utf8 >= lines.others {
      problem = .mixedEncoding(
        line: lines.firstOther.line, offset: lines.firstOther.offset, isMostlyUTF8: true)
    } else {
      problem = .mixedEncoding(
        line: lines.firstUTF8.line, offset: lines.firstUTF8.offset, isMostlyUTF8: false)
    }
    return nil
  }

  /// NULs in every other byte: UTF-16 that does not say so.
  private static func looksLikeUTF16(_ head: [UInt8]) -> Bool? {
    var zeros = [0, 0]
    for (index, byte) in head.prefix(4096).enumerated() where byte == 0 { zeros[index & 1] += 1 }
    let length = min(head.count, 4096)
    guard zeros[0] + zeros[1] > 0, (zeros[0] + zeros[1]) * 20 >= length else { return nil }
    if zeros[0] > 4 * zeros[1] { return true }
    return zeros[1] > 4 * zeros[0] ? false : nil
  }
}

/// How many lines of a text are surely UTF-8, and how many surely are not.
private struct LineSurvey {
  var utf8 = 0
  var others = 0
  var firstUTF8 = (line: 0, offset: 0)
  var firstOther = (line: 0, offset: 0)

  /// A line counts as UTF-8 if all of it is and it has three characters of three bytes: in GB18030
  /// that does not happen by chance.
  init(_ head: [UInt8], isWhole: Bool) {
    head.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      var start = 0
      var line = 1
      while start < bytes.count {
        var end = start
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
        // A line that the head cuts off says nothing.
        if end == bytes.count, !isWhole, line > 1 { return }
        add(base, start, end, line: line, isCut: end == bytes.count && !isWhole)
        if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { end += 1 }
        start = end + 1
        line += 1
      }
    }
  }

  private mutating func add(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, line: Int, isCut: Bool
  ) {
    var index = start
    var long = 0
    while index < end {
      let length = Int(scan_utf8_length(base + index, end - index))
      if length == 0 {
        if isCut, end - index < 4 { break }
        if others == 0 { firstOther = (line, index) }
        others += 1
        return
      }
      if length >= 3 { long += 1 }
      index += length
    }
    if long >= 3 {
      if utf8 == 0 { firstUTF8 = (line, start) }
      utf8 += 1
    }
  }
}
