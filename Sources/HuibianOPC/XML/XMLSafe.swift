/// Text made safe for XML 1.0: each character that may not occur in a document is replaced by U+FFFD.
///
/// Illegal are U+0000–0008, 000B, 000C, 000E–001F, FFFE and FFFF (XML 1.0 §2.2). Other control
/// characters, such as U+0085, are legal and stay.
///
/// - Returns: The text and how many characters were replaced.
package func xmlSafe(_ text: String) -> (text: String, replaced: Int) {
  guard text.mayBeIllegal, text.unicodeScalars.contains(where: { !$0.isXMLCharacter }) else {
    return (text, 0)
  }
  var result = String.UnicodeScalarView()
  var replaced = 0
  for scalar in text.unicodeScalars {
    if scalar.isXMLCharacter {
      result.append(scalar)
    } else {
      result.append("\u{FFFD}")
      replaced += 1
    }
  }
  return (String(result), replaced)
}

extension String {
  /// Whether a byte is a control character, or two begin U+FFFE or U+FFFF: seldom, and looked up fast.
  fileprivate var mayBeIllegal: Bool {
    var previous: UInt8 = 0
    for byte in utf8 {
      if byte < 0x20 || byte == 0xBF && previous == 0xEF { return true }
      previous = byte
    }
    return false
  }
}

extension Unicode.Scalar {
  /// Whether XML 1.0 §2.2 allows the character in a document.
  var isXMLCharacter: Bool {
    switch value {
    case 0x9, 0xA, 0xD: true
    case 0..<0x20, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
