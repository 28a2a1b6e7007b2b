/// Headers as they are compared: 信访件编号, 信访件编号* and 信访件 编号（必填） are one name.
enum HeaderName {
  /// Without blanks, line breaks, invisible characters, quotation marks, a required-mark and a
  /// trailing remark in brackets; half-width; letters small.
  static func normalized(_ header: String) -> String {
    if header.utf8.allSatisfy(isPlain) { return header }
    var name = exact(header)
    while let last = name.last, let open = brackets[last], let start = name.lastIndex(of: open),
      start > name.startIndex
    {
      name = String(name[..<start])
    }
    return name
  }

  /// The same with the remark in brackets: 人数（男） and 人数（女） are two names.
  static func exact(_ header: String) -> String {
    if header.utf8.allSatisfy(isPlain) { return header }
    var scalars = String.UnicodeScalarView()
    for scalar in header.narrowed.lowercased().unicodeScalars {
      if scalar.properties.isWhitespace || scalar.isUnseen || ignored.contains(scalar) { continue }
      scalars.append(scalar)
    }
    return String(scalars)
  }

  /// Whether a byte can only belong to a digit, a small letter or a Chinese character (U+4000–9FFF).
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x61...0x7A, 0x80...0xBF, 0xE4...0xE9: true
    default: false
    }
  }

  private static let ignored: Set<Unicode.Scalar> = [
    "*", "＊", "※", "“", "”", "‘", "’", "\"", "'", "：", ":", "_", "-",
  ]
  private static let brackets: [Character: Character] = [
    ")": "(", "]": "[", "】": "【", "」": "「", "〕": "〔", "〉": "〈", "》": "《",
  ]
}
