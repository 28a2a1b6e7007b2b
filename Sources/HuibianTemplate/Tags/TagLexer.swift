/// A word, a quoted text or a sign of a tag, and where it stands in the block's text.
struct Token: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// Folded; quotation marks within dropped.
    case word(String)
    /// What stood between quotation marks, as typed.
    case text(String)
    /// Folded; `<=`, `>=`, `!=`, `<>` and `==` are one sign.
    case sign(Character)
  }

  var kind: Kind
  var range: Range<Int>
}

/// Cuts the content of a tag into words, texts and signs.
///
/// Quotation marks next to the characters of a word belong to the word: `“三无”乡镇数` is one name.
/// After a comparison sign, and after 称, 标题 and 样式, they always make a text.
struct TagLexer {
  private let text: FoldedText
  private let end: Int
  private var offset: Int
  private var tokens: [Token] = []

  init(_ text: FoldedText, _ content: Range<Int>) {
    self.text = text
    offset = content.lowerBound
    end = content.upperBound
  }

  static func tokens(_ text: FoldedText, _ content: Range<Int>) throws(TagFault) -> [Token] {
    var lexer = TagLexer(text, content)
    return try lexer.run()
  }

  private mutating func run() throws(TagFault) -> [Token] {
    while offset < end {
      guard let character = text.folded[offset], character != " " else {
        offset += 1
        continue
      }
      if character.isQuote {
        try lexQuoted(character)
      } else if character.isSign {
        lexSign(character)
      } else {
        try lexWord()
      }
    }
    return tokens
  }

  private mutating func lexQuoted(_ mark: Character) throws(TagFault) {
    let close = try closing(mark)
    let next = close + 1 < end ? text.folded[close + 1] : nil
    let isOperand = tokens.last.map(\.kind).map { kind in
      if case .sign(let sign) = kind { "=≠<≤>≥/、".contains(sign) } else { kind.endsInNaming }
    }
    if isOperand != true, let next, !next.isSign, !next.isQuote, next != " " {
      try lexWord()
      return
    }
    tokens.append(
      Token(kind: .text(text.source(offset + 1..<close)), range: offset..<close + 1))
    offset = close + 1
  }

  private mutating func lexWord() throws(TagFault) {
    let start = offset
    var word = ""
    while offset < end {
      guard let character = text.folded[offset] else {
        offset += 1
        continue
      }
      if character == " " || character.isSign { break }
      if character.isQuote {
        // What is given as typed: 来访批次称“批次”.
        if Token.Kind.word(word).endsInNaming { break }
        let close = try closing(character)
        word += text.folded[offset + 1..<close].compactMap { $0 }.map(String.init).joined()
        offset = close + 1
      } else {
        word.append(character)
        offset += 1
      }
    }
    tokens.append(Token(kind: .word(word), range: start..<offset))
  }

  private mutating func lexSign(_ first: Character) {
    let start = offset
    offset += 1
    var sign = first
    if offset < end, let second = text.folded[offset] {
      let joined: Character? =
        switch (first, second) {
        case ("<", "="): "≤"
        case (">", "="): "≥"
        case ("!", "="), ("<", ">"): "≠"
        case ("=", "="): "="
        default: nil
        }
      if let joined {
        sign = joined
        offset += 1
      }
    }
    tokens.append(Token(kind: .sign(sign), range: start..<offset))
  }

  private func closing(_ mark: Character) throws(TagFault) -> Int {
    guard let close = text.folded[(offset + 1)..<end].firstIndex(of: mark) else {
      throw TagFault(.unclosedQuote, at: offset)
    }
    return close
  }
}

extension Token.Kind {
  /// Whether a text follows that is to be printed.
  fileprivate var endsInNaming: Bool {
    guard case .word(let word) = self else { return false }
    return ["称", "标题", "样式"].contains { word.hasSuffix($0) }
  }
}

extension Character {
  /// Of a folded character: whether it ends a word and stands for itself.
  fileprivate var isSign: Bool {
    if isASCII {
      return !(isLetter || isNumber || self == "_" || self == "-" || self == "." || self == "%")
    }
    return "、×≠≤≥".contains(self)
  }
}
