extension String {
  /// How many columns of a terminal the text takes: two for each Chinese or full-width character.
  var columns: Int { reduce(0) { $0 + $1.columns } }

  /// The text cut into lines of at most `limit` columns.
  ///
  /// Cut anywhere between Chinese characters, never before closing punctuation, and inside Latin
  /// text only at blanks.
  func wrapped(to limit: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for piece in pieces {
      if line.columns + piece.columns > limit, !line.isEmpty, !piece.isClosing {
        lines.append(line.trimmingTrailingBlanks)
        line = piece == " " ? "" : piece
      } else {
        line += piece
      }
    }
    lines.append(line.trimmingTrailingBlanks)
    return lines
  }

  /// Unbreakable pieces: a run of narrow characters without a blank, a blank, one wide character.
  private var pieces: [String] {
    var result: [String] = []
    var isOpen = false
    for character in self {
      let isWord = character.columns == 1 && character != " "
      if isWord, isOpen {
        result[result.count - 1].append(character)
      } else {
        result.append(String(character))
      }
      isOpen = isWord
    }
    return result
  }

  private var isClosing: Bool { count == 1 && "，。；：、）》”】？！".contains(self) }

  private var trimmingTrailingBlanks: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension Character {
  fileprivate var columns: Int {
    guard let scalar = unicodeScalars.first?.value else { return 0 }
    return switch scalar {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
