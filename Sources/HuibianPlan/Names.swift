/// The text with full-width letters, digits and signs (U+FF01–FF5E) as ASCII, U+3000 as a blank.
package func halfWidth(_ text: some StringProtocol) -> String {
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
