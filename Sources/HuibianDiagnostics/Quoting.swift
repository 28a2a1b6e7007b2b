/// The user's own text in a message: in Chinese quotation marks, cut to `limit` characters, with
/// control and invisible characters written as `\u{200B}`.
///
/// Values of columns that identify a person must never come here.
///
/// - Parameter limit: Characters kept; a longer text ends in `…`.
package func quoted(_ text: some StringProtocol, limit: Int = 40) -> String {
  "“" + visible(text, limit: limit) + "”"
}

/// The text with control and invisible characters spelled out, cut to `limit` characters.
package func visible(_ text: some StringProtocol, limit: Int = 40) -> String {
  var result = ""
  var length = 0
  for scalar in text.unicodeScalars {
    guard length < limit else { return result + "…" }
    if scalar.isInvisible {
      result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    } else {
      result.unicodeScalars.append(scalar)
    }
    length += 1
  }
  return result
}

extension Unicode.Scalar {
  /// Whether a reader would not see the character: control, format (zero width, direction marks,
  /// BOM), blanks other than U+0020 and U+3000.
  package var isInvisible: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
    case .spaceSeparator: self != " " && self != "\u{3000}"
    default: false
    }
  }
}
