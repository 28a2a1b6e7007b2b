/// Writes texts of cells so that they can stand between tabulators in a line.
///
/// Tabulators and line breaks of a text become blanks: names and dates have none, and a line must stay
/// the row that it is. Texts with quotation marks are quoted (RFC 4180).
enum SheetText {
  static let separator: UInt8 = 0x09

  /// Adds a text with its escapes (`_x000D_`, ECMA-376 Part 1, 22.9.2.19) resolved.
  static func append(_ text: UnsafeBufferPointer<UInt8>, to line: inout [UInt8]) {
    guard text.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5F }) else {
      line.append(contentsOf: text)
      return
    }
    let isQuoted = text.contains(0x22)
    if isQuoted { line.append(0x22) }
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == 0x5F, let scalar = escape(text, index) {
        if scalar.value < 0x20 {
          line.append(0x20)
        } else {
          line.append(contentsOf: String(Character(scalar)).utf8)
        }
        index += 7
        continue
      }
      if byte == 0x22 { line.append(0x22) }
      line.append(byte < 0x20 ? 0x20 : byte)
      index += 1
    }
    if isQuoted { line.append(0x22) }
  }

  /// `_xHHHH_` of a character that may stand in a text.
  private static func escape(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Unicode.Scalar? {
    guard at + 7 <= text.count, text[at + 1] == 0x78, text[at + 6] == 0x5F else { return nil }
    var value: UInt32 = 0
    for index in at + 2..<at + 6 {
      let byte = text[index]
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x37
      case 0x61...0x66: digit = byte - 0x57
      default: return nil
      }
      value = value << 4 | UInt32(digit)
    }
    let isBreak = value == 0x09 || value == 0x0A || value == 0x0D
    guard isBreak || value >= 0x20, value != 0x22, !(0x7F...0x9F).contains(value) else {
      return nil
    }
    return Unicode.Scalar(value)
  }
}
