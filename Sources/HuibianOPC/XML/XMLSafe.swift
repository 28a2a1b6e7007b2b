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

/// Whether a text is written as it is, in text and in attributes: it holds neither markup, nor control
/// characters, nor anything that may not occur in a document. A few that could be are told otherwise.
package func isPlainXML(_ text: String) -> Bool {
  let utf8 = text.utf8.span
  var previous: UInt8 = 0
  for index in utf8.indices {
    let byte = utf8[index]
    // U+FFFE and U+FFFF begin with EF BF.
    if byte < 0x20 || byte == 0x22 || byte == 0x26 || byte == 0x3C || byte == 0x3E
      || byte == 0xBF && previous == 0xEF
    {
      return false
    }
    previous = byte
  }
  return true
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
