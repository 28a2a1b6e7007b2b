/// A mark that parts clauses or ends a sentence, by its strength; half-width ones, which clerks type too,
/// but for the point, which may be one of a number.
enum PunctuationMark: Int {
  case enumeration, comma, semicolon, colon, stop

  init?(_ character: Character) {
    switch character {
    case "、": self = .enumeration
    case "，", ",": self = .comma
    case "；", ";": self = .semicolon
    case "：", ":": self = .colon
    case "。", "！", "？", "!", "?": self = .stop
    default: return nil
    }
  }

  var isStop: Bool { self == .stop }
  /// 、，；
  var isPause: Bool { rawValue < Self.colon.rawValue }

  /// Whether the mark before a gap goes, rather than the one after it: the stronger stays, of equal
  /// ones the first; after a colon no pause stands.
  func yields(to next: PunctuationMark) -> Bool { rawValue < next.rawValue }

  static let pairs: [Character: Character] = [
    "（": "）", "(": ")", "“": "”", "‘": "’", "《": "》", "〈": "〉", "【": "】", "〔": "〕", "「": "」",
    "『": "』", "[": "]",
  ]
}
