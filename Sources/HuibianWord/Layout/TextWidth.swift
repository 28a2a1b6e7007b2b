/// How wide texts print, in characters (字): a Hanzi is 1, a half-width character ½.
package enum TextWidth {
  /// The width of a finished text. 2022年12月31日 is 7.
  package static func characters(_ text: some StringProtocol) -> Double {
    plain(text) ?? text.reduce(0) { $0 + width(of: $1) }
  }

  /// The width of a text whose scalars are each a character by themselves, as of nearly all texts: ASCII,
  /// Hanzi, full-width marks. Nil: it holds others.
  private static func plain(_ text: some StringProtocol) -> Double? {
    var halves = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x20...0x7E: halves += 1
      case 0x4E00...0x9FFF, 0x3001...0x3011, 0xFF01...0xFF60: halves += 2
      default: return nil
      }
    }
    return Double(halves) / 2
  }

  /// The width of one character: ½ below U+2000 except ·, which Chinese fonts draw full.
  package static func width(of character: Character) -> Double {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    return scalar.value > 0x2000 || scalar == "·" ? 1 : 0.5
  }

  /// The width that a template's text will likely have when it is filled: a tag counts 6, a tag that
  /// only steers (如果, 每个, 完 …) nothing.
  package static func likely(_ text: String) -> Double {
    // ｛ begins with EF, as all full-width marks do.
    if let plain = plain(text), !text.utf8.contains(where: { $0 == 0x7B || $0 == 0xEF }) {
      return plain
    }
    guard text.unicodeScalars.contains(where: { $0 == "{" || $0 == "｛" }) else {
      return characters(text)
    }
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
