/// The text with full-width letters, digits and signs (U+FF01–FF5E) as ASCII, U+3000 as a blank.
package func halfWidth(_ text: some StringProtocol) -> String {
  // U+00A0, U+3000 and the full-width forms begin with these bytes.
  guard text.utf8.contains(where: { $0 == 0xC2 || $0 == 0xE3 || $0 == 0xEF }) else {
    return String(text)
  }
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0xFF01...0xFF5E:
      result.unicodeScalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
    case 0x3000, 0xA0: result.append(" ")
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// A name as it is looked up: half-width, without blanks, quotation marks and characters that
/// cannot be seen.
///
/// `“三无”乡镇` and `三无乡镇` are one name.
package func nameKey(_ text: some StringProtocol) -> String {
  if text.utf8.allSatisfy(isPlain) { return String(text) }
  var result = ""
  for character in halfWidth(text) {
    if character.isWhitespace || "“”‘’\"'「」『』《》".contains(character) { continue }
    if character.unicodeScalars.allSatisfy({ $0.properties.generalCategory == .format }) {
      continue
    }
    result.append(character)
  }
  return result
}

/// Whether anything is left of a text as a name.
package func isName(_ text: String) -> Bool {
  // A digit or letter is, and so is a Chinese character.
  let isPlain = text.utf8.contains { byte in
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || (0xE4...0xE9).contains(byte)
  }
  return isPlain || !nameKey(text).isEmpty
}

/// Whether a byte can only belong to ASCII that is neither blank nor quotation mark, or to a Chinese
/// character (U+4000–9FFF).
private func isPlain(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x22, 0x27: false
  case 0x21...0x7E, 0x80...0xBF, 0xE4...0xE9: true
  default: false
  }
}
