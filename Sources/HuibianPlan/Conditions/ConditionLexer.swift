import HuibianTable

/// A token of a condition and where it stands, in characters from 0.
struct ConditionToken: Hashable {
  enum Kind: Hashable {
    case name
    case quoted
    case integer(Int64)
    case date(CivilDate)
    /// Operators, brackets, and the words 且 或 非 同 属于 ….
    case sign(String)
    /// What cannot be a token; the lexer has told why.
    case unreadable
    case end
  }

  let kind: Kind
  /// As written, without quotation marks.
  let text: String
  let offset: Int
}

/// Cuts a condition into tokens; full-width forms count as ASCII.
struct ConditionLexer {
  private let characters: [Character]
  private var position = 0
  private(set) var tokens: [ConditionToken] = []
  /// What cannot be tokens, and where; in their place stand tokens that are ``ConditionToken/Kind/unreadable``.
  private(set) var problems: [ConditionProblem] = []

  static let words: Set<String> = [
    "且", "或", "非", "同", "属于", "不属于", "含", "不含", "为空", "不为空", "在",
  ]

  init(_ text: String) {
    // Character by character, for the places in the text are to stay.
    characters =
      halfWidth(text) == text ? Array(text) : text.map { halfWidth(String($0)).first ?? $0 }
    while position < characters.count { next() }
    tokens.append(ConditionToken(kind: .end, text: "", offset: characters.count))
  }

  private mutating func next() {
    let start = position
    let character = characters[position]
    if character.isWhitespace {
      position += 1
    } else if let closing = ConditionLexer.closingQuote(of: character) {
      quotedText(closing)
    } else if character.isASCII, character.isNumber, number() {
      return
    } else if ConditionLexer.isNamePart(character) {
      name()
    } else if let sign = sign() {
      tokens.append(ConditionToken(kind: .sign(sign), text: sign, offset: start))
    } else {
      position += 1
      refuse("有不认识的符号“\(character)”", from: start)
    }
  }

  /// Tells why the characters from `start` on to here are no token.
  private mutating func refuse(_ message: String, from start: Int) {
    problems.append(ConditionProblem(message: message, offset: start))
    tokens.append(
      ConditionToken(
        kind: .unreadable, text: String(characters[start..<position]), offset: start))
  }

  private static func closingQuote(of character: Character) -> Set<Character>? {
    switch character {
    case "“", "”", "\"": ["“", "”", "\""]
    case "‘", "’", "'": ["‘", "’", "'"]
    case "「": ["」"]
    default: nil
    }
  }

  private mutating func quotedText(_ closing: Set<Character>) {
    let start = position
    position += 1
    var text = ""
    while position < characters.count, !closing.contains(characters[position]) {
      text.append(characters[position])
      position += 1
    }
    guard position < characters.count else {
      refuse("引号没有配对", from: start)
      return
    }
    position += 1
    tokens.append(ConditionToken(kind: .quoted, text: text, offset: start))
  }

  private mutating func sign() -> String? {
    let signs = [
      ("!=", "≠"), ("<>", "≠"), ("<=", "≤"), ("=<", "≤"), (">=", "≥"), ("=>", "≥"), ("==", "="),
      ("=", "="), ("≠", "≠"), ("<", "<"), (">", ">"), ("≤", "≤"), ("≥", "≥"), ("⩽", "≤"),
      ("⩾", "≥"),
      ("≦", "≤"), ("≧", "≥"), ("+", "+"), ("-", "-"), ("−", "-"), ("(", "("), (")", ")"),
      ("{", "{"), ("}", "}"), (",", ","), ("、", ","), (";", ","),
    ]
    for (written, sign) in signs where characters[position...].starts(with: written) {
      position += written.count
      return sign
    }
    return nil
  }

  /// `2024-01-05`, `2024年1月5日`, `30天`, `5`; false if the digits begin a name.
  private mutating func number() -> Bool {
    let start = position
    let first = digits()
    if first.count == 4, let year = Int(first) {
      for (afterYear, afterMonth, end) in [("-", "-", ""), ("/", "/", ""), ("年", "月", "日")] {
        let mark = position
        if take(afterYear), let month = Int(digits()), take(afterMonth), let day = Int(digits()),
          take(end)
        {
          let text = String(characters[start..<position])
          if let date = CivilDate(year, month, day) {
            tokens.append(ConditionToken(kind: .date(date), text: text, offset: start))
          } else {
            refuse("没有\(text)这一天", from: start)
          }
          return true
        }
        position = mark
      }
    }
    _ = take("天") || take("日")
    if position < characters.count, ConditionLexer.isNamePart(characters[position]) {
      position = start
      return false
    }
    guard let value = Int64(first) else {
      refuse("数太大", from: start)
      return true
    }
    let text = String(characters[start..<position])
    tokens.append(ConditionToken(kind: .integer(value), text: text, offset: start))
    return true
  }

  private mutating func name() {
    let start = position
    while position < characters.count, ConditionLexer.isNamePart(characters[position]) {
      position += 1
    }
    let text = String(characters[start..<position])
    if ConditionLexer.words.contains(text) {
      tokens.append(ConditionToken(kind: .sign(text), text: text, offset: start))
      return
    }
    for ending in ["不为空", "为空"] where text.hasSuffix(ending) {
      let stem = String(text.dropLast(ending.count))
      tokens.append(ConditionToken(kind: .name, text: stem, offset: start))
      tokens.append(
        ConditionToken(kind: .sign(ending), text: ending, offset: start + stem.count))
      return
    }
    tokens.append(ConditionToken(kind: .name, text: text, offset: start))
  }

  private static func isNamePart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "_/·.%《》〔〕—".contains(character)
  }

  private mutating func digits() -> String {
    let start = position
    while position < characters.count, characters[position].isASCII,
      characters[position].isNumber
    {
      position += 1
    }
    return String(characters[start..<position])
  }

  private mutating func take(_ text: String) -> Bool {
    guard characters[position...].starts(with: text) else { return false }
    position += text.count
    return true
  }
}
