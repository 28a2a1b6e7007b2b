/// What a number format (ECMA-376 Part 1, 18.8.30 and 18.8.31) says of the numbers under it.
enum NumberFormat: Hashable, Sendable {
  case plain
  /// Counts of days, shown as a date or a time.
  case date
  /// Hundredths.
  case percent

  /// One of those that need no code in the file.
  init(builtin id: Int) {
    self =
      switch id {
      case 9, 10: .percent
      // 27 to 36 and 50 to 58 are dates in Chinese, Japanese and Korean versions.
      case 14...22, 27...36, 45...47, 50...58: .date
      default: .plain
      }
  }

  /// A code such as `yyyy"年"m"月"d"日"` or `[$-804]aaaa`; only its first section counts.
  init(code: String) {
    var isQuoted = false
    var isEscaped = false
    var bracket: String?
    var letters: Set<Character> = []
    scan: for character in code.lowercased() {
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        if character == "\"" { isQuoted = false }
      } else if let open = bracket {
        // Elapsed time is bracketed: [h]:mm. Colours, conditions and languages are too.
        if character == "]" {
          if let unit = open.first, "hms".contains(unit), Set(open).count == 1 {
            letters.insert(unit)
          }
          bracket = nil
        } else {
          bracket = open + String(character)
        }
      } else {
        switch character {
        case "\"": isQuoted = true
        case "\\", "_", "*": isEscaped = true
        case "[": bracket = ""
        case ";": break scan
        default: letters.insert(character)
        }
      }
    }
    if code.lowercased().hasPrefix("general") || letters.contains("@") {
      self = .plain
    } else if !letters.isDisjoint(with: ["y", "m", "d", "h", "s"]) {
      self = .date
    } else {
      self = letters.contains("%") ? .percent : .plain
    }
  }
}
