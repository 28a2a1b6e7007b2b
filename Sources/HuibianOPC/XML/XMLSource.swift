/// A part as text: the encoding decided and the XML declaration read.
///
/// This is done before libxml2 sees a byte, because an encoding that two readers take differently
/// hides whatever one likes from the first.
struct XMLSource {
  /// UTF-8 without a byte order mark; the declaration is replaced by as many blanks, line breaks kept.
  let text: [UInt8]
  let standalone: Bool?

  init(_ bytes: [UInt8]) throws(XMLProblem) {
    let isUTF16: Bool
    var text: [UInt8]
    switch Self.encoding(of: bytes) {
    case .utf8(let mark):
      isUTF16 = false
      text = mark == 0 ? bytes : Array(bytes[mark...])
    case .utf16(let mark, let isBigEndian):
      isUTF16 = true
      guard
        let decoded = Self.decodeUTF16(bytes[mark...], isBigEndian: isBigEndian)
      else { throw .encoding(declared: nil) }
      text = decoded
    case .other: throw .encoding(declared: nil)
    }
    standalone = try Self.blankDeclaration(in: &text, isUTF16: isUTF16)
    self.text = text
  }

  private enum Encoding {
    /// `mark` is the length of the byte order mark.
    case utf8(mark: Int)
    case utf16(mark: Int, isBigEndian: Bool)
    case other
  }

  /// Appendix F of XML 1.0, without the encodings that we refuse.
  private static func encoding(of bytes: [UInt8]) -> Encoding {
    switch Array(bytes.prefix(4)) {
    case let start where start.starts(with: [0xEF, 0xBB, 0xBF]): .utf8(mark: 3)
    case [0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF], [0x3C, 0, 0, 0], [0, 0, 0, 0x3C]: .other
    case let start where start.starts(with: [0xFF, 0xFE]): .utf16(mark: 2, isBigEndian: false)
    case let start where start.starts(with: [0xFE, 0xFF]): .utf16(mark: 2, isBigEndian: true)
    case let start where start.starts(with: [0x3C, 0]): .utf16(mark: 0, isBigEndian: false)
    case let start where start.starts(with: [0, 0x3C]): .utf16(mark: 0, isBigEndian: true)
    case let start where start.contains(0): .other
    default: .utf8(mark: 0)
    }
  }

  private static func decodeUTF16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> [UInt8]? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
  }

  /// Reads and blanks `<?xml version="1.0" encoding="…" standalone="…"?>`; returns what it says of
  /// standalone.
  private static func blankDeclaration(
    in text: inout [UInt8], isUTF16: Bool
  ) throws(XMLProblem) -> Bool? {
    guard text.starts(with: Array("<?xml".utf8)), text.count > 5, isBlank(text[5]) else {
      return nil
    }
    guard let end = text.indices.dropFirst(6).first(where: { text[$0] == UInt8(ascii: ">") }),
      text[end - 1] == UInt8(ascii: "?"), end < 400,
      let pairs = pseudoAttributes(text[5..<(end - 1)])
    else { throw .malformed(line: 1, flaw: .declaration) }
    var standalone: Bool?
    for (name, value) in pairs {
      switch (name, lowercasedASCII(value)) {
      case ("version", "1.0"): break
      case ("encoding", "utf-8") where !isUTF16: break
      case ("encoding", "utf-16") where isUTF16: break
      case ("encoding", "utf-16le") where isUTF16, ("encoding", "utf-16be") where isUTF16: break
      case ("encoding", _): throw .encoding(declared: value)
      case ("standalone", "yes"): standalone = true
      case ("standalone", "no"): standalone = false
      default: throw .malformed(line: 1, flaw: .declaration)
      }
    }
    for index in 0...end where text[index] != 0xA && text[index] != 0xD { text[index] = 0x20 }
    return standalone
  }

  /// `name="value"` or `name='value'`, separated by blanks; nil if it is anything else.
  private static func pseudoAttributes(_ bytes: ArraySlice<UInt8>) -> [(String, String)]? {
    var result: [(String, String)] = []
    var rest = bytes.drop(while: isBlank)
    while !rest.isEmpty {
      let name = rest.prefix { $0 != UInt8(ascii: "=") && !isBlank($0) }
      rest = rest[name.endIndex...].drop(while: isBlank)
      guard rest.popFirst() == UInt8(ascii: "=") else { return nil }
      rest = rest.drop(while: isBlank)
      guard let quote = rest.popFirst(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let close = rest.firstIndex(of: quote)
      else { return nil }
      result.append(
        (
          String(decoding: name, as: UTF8.self),
          String(decoding: rest[..<close], as: UTF8.self)
        ))
      rest = rest[(close + 1)...].drop(while: isBlank)
    }
    return result
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x9 || byte == 0xA || byte == 0xD
  }
}
