import HuibianDiagnostics

/// The text as tags read names.
///
/// Full-width forms of ASCII signs and digits are written as ASCII, invisible characters and
/// quotation marks dropped, blanks at both ends removed. Names in tags are kept so; a name
/// of a catalogue is found by comparing folded forms.
///
/// `“三无”（乡镇）` and `三无(乡镇)` fold to the same text.
package func folded(_ text: some StringProtocol) -> String {
  var result: [Character] = []
  for character in text {
    if let folded = character.folded, !folded.isQuote { result.append(folded) }
  }
  while result.last?.isWhitespace == true { result.removeLast() }
  return String(result.drop { $0.isWhitespace })
}

extension Character {
  /// The character as tags read it; nil if it is invisible and stands for nothing.
  ///
  /// Blanks of every kind are U+0020, quotation marks of one kind are equal, and the brackets that a
  /// Chinese keyboard gives for `[` and `]` are these.
  var folded: Character? {
    if isASCII {
      if isWhitespace { return " " }
      if self == "\"" { return "“" }
      if self == "'" { return "‘" }
      return unicodeScalars.allSatisfy { $0.isInvisible } ? nil : self
    }
    let visible = unicodeScalars.filter { !$0.isDropped }
    guard let first = visible.first else { return nil }
    guard visible.count == 1 else {
      var text = ""
      text.unicodeScalars.append(contentsOf: visible)
      return text.count == 1 ? text.first : self
    }
    if first.properties.isWhitespace { return " " }
    if let mark = Character.equals[first] { return mark }
    guard (0xFF01...0xFF5E).contains(first.value),
      let ascii = Unicode.Scalar(first.value - 0xFEE0)
    else { return Character(first) }
    return Character(ascii)
  }

  /// Of a folded character: whether it is a quotation mark.
  var isQuote: Bool { self == "“" || self == "‘" }

  private static let equals: [Unicode.Scalar: Character] = [
    "﹐": ",", "﹑": "、", "﹕": ":", "﹖": "?", "﹙": "(", "﹚": ")", "﹛": "{", "﹜": "}", "﹟": "#",
    "﹢": "+", "﹣": "-", "﹤": "<", "﹥": ">", "﹦": "=", "﹪": "%", "﹫": "@", "︰": ":", "︱": "|",
    "【": "[", "】": "]", "≦": "≤", "≧": "≥", "⩽": "≤", "⩾": "≥", "✕": "×", "✖": "×", "−": "-",
    "”": "“", "„": "“", "‟": "“", "「": "“", "」": "“", "『": "“", "』": "“",
    "’": "‘", "‚": "‘", "‛": "‘", "＂": "“", "＇": "‘", "､": "、", "｢": "“", "｣": "“",
  ]
}

extension Unicode.Scalar {
  /// Whether a reader would not see it and it is no blank: zero width, direction mark, soft hyphen.
  fileprivate var isDropped: Bool { isInvisible && !properties.isWhitespace }
}
