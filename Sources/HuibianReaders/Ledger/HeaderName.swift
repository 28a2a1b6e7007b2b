/// Headers as they are compared: 信访件编号, 信访件编号* and 信访件 编号（必填） are one name.
enum HeaderName {
  /// Without blanks, line breaks, invisible characters, quotation marks, a required-mark and a
  /// trailing remark in brackets; half-width; letters small.
  static func normalized(_ header: String) -> String {
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
    var scalars = String.UnicodeScalarView()
    for scalar in header.narrowed.lowercased().unicodeScalars {
      if scalar.properties.isWhitespace || scalar.isUnseen || ignored.contains(scalar) { continue }
      scalars.append(scalar)
    }
    return String(scalars)
  }

  private static let ignored: Set<Unicode.Scalar> = [
    "*", "＊", "※", "“", "”", "‘", "’", "\"", "'", "：", ":", "_", "-",
  ]
  private static let brackets: [Character: Character] = [
    ")": "(", "]": "[", "】": "【", "」": "「", "〕": "〔", "〉": "〈", "》": "《",
  ]
}
