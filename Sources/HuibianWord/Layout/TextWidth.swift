/// How wide texts print, in characters (字): a Hanzi is 1, a half-width character ½.
package enum TextWidth {
  /// The width of a finished text. 2022年12月31日 is 7.
  package static func characters(_ text: some StringProtocol) -> Double {
    text.reduce(0) { $0 + width(of: $1) }
  }

  /// The width of one character: ½ below U+2000 except ·, which Chinese fonts draw full.
  package static func width(of character: Character) -> Double {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    return scalar.value > 0x2000 || scalar == "·" ? 1 : 0.5
  }

  /// The width that a template's text will likely have when it is filled: a tag counts 6, a tag that
  /// only steers (如果, 每个, 完 …) nothing.
  package static func likely(_ text: String) -> Double {
    var width = 0.0
    var rest = Substring(text)
    while let open = rest.firstIndex(where: { $0 == "{" || $0 == "｛" }) {
      width += characters(rest[..<open])
      let inner = rest[open...].drop { $0 == "{" || $0 == "｛" }
      guard let close = inner.firstIndex(where: { $0 == "}" || $0 == "｝" }) else {
        return width + characters(inner)
      }
      if !steers(inner[..<close]) { width += likelyTag }
      rest = inner[close...].drop { $0 == "}" || $0 == "｝" }
    }
    return width + characters(rest)
  }

  private static let likelyTag = 6.0

  private static func steers(_ tag: Substring) -> Bool {
    let word = tag.drop { $0.isWhitespace }
    return ["如果", "否则", "每个", "每行", "每列", "完", "?", "？", "#", "/"].contains { word.hasPrefix($0) }
  }
}
