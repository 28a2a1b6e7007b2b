/// Reads the content of one tag by a closed grammar; nothing is ever evaluated.
///
///     tag      = value | 如果 condition | 如果列 condition | 否则如果 condition | 否则 | 完 | 每个 each | 表 table | …
///     value    = name (、name)* [： slices] (｜ filter)*
///     slices   = dimension = member (/ member)* (， slices)*
///     each     = dimension clauses
///     clauses  = [其中 condition] [按 measure [降序|升序]] [前 N] [其余并入其他]    -- any order
///     measure  = name [ [slices] ]
///
/// 图 and 表 have grammars of their own, at ``parseChart()`` and ``parseTable()``.
struct TagParser {
  let text: FoldedText
  let content: Range<Int>
  private(set) var tokens: [Token] = []
  private(set) var position = 0
  private(set) var depth = 0

  init(_ text: FoldedText, _ content: Range<Int>) {
    self.text = text
    self.content = content
  }

  static func parse(_ text: FoldedText, _ content: Range<Int>) throws(TagFault) -> TagKind {
    var parser = TagParser(text, content)
    return try parser.run()
  }

  private mutating func run() throws(TagFault) -> TagKind {
    if let verbatim = try verbatim() { return verbatim }
    tokens = try TagLexer.tokens(text, content)
    guard let first = tokens.first else { throw TagFault(.empty, at: content.lowerBound) }
    let kind: TagKind
    switch first.kind {
    case .sign(let sign): kind = try parseAlias(sign)
    case .text: kind = .value(try parseValue())
    case .word(let word): kind = try parseWord(word)
    }
    guard current == nil else { throw unexpected(kind.expectedEnd) }
    return kind
  }

  /// Kinds whose argument is read as typed, whatever signs it holds.
  private func verbatim() throws(TagFault) -> TagKind? {
    let kinds = ["待填", "插入", "部分", "编号", "@"]
    let folded = content.filter { text.folded[$0] != nil }
    guard let start = folded.firstIndex(where: { text.folded[$0] != " " }) else {
      return nil
    }
    let head = folded[start...].prefix(2).compactMap { text.folded[$0] }
    guard let name = kinds.first(where: { head.starts(with: $0) }) else { return nil }
    var rest = folded[(start + name.count)...]
    let next = rest.first.flatMap { text.folded[$0] }
    guard name == "@" || name == "待填" || next == nil || next == " " || next == ":" else {
      return nil
    }
    rest = rest.drop { text.folded[$0] == " " }
    if name != "@", let colon = rest.first, text.folded[colon] == ":" { rest = rest.dropFirst() }
    let argument = rest.first.map { text.trimmed($0..<content.upperBound) } ?? ""
    if name == "待填" { return .fill(argument) }
    guard !argument.isEmpty else {
      throw unexpected("", nil, expected: Expected.argument(of: name))
    }
    switch name {
    case "插入": return .insert(argument)
    case "部分": return .part(argument)
    case "@":
      return .picture(
        try PictureTag(text, (rest.first ?? content.upperBound)..<content.upperBound))
    default: return .numbering(try numbering(argument, at: rest.first ?? content.upperBound))
    }
  }

  private func numbering(_ argument: String, at offset: Int) throws(TagFault) -> NumberingStyle {
    var name = HuibianTemplate.folded(argument)
    if name.hasSuffix("、") { name.removeLast() }
    if name == "1" { name = "1." }
    for style in NumberingStyle.allCases where HuibianTemplate.folded(style.rawValue) == name {
      return style
    }
    throw TagFault(
      .unexpected(
        found: argument, expected: Expected.argument(of: "编号").what,
        example: Expected.argument(of: "编号").example), at: offset)
  }

  private mutating func parseAlias(_ sign: Character) throws(TagFault) -> TagKind {
    guard "?#^/".contains(sign) else { throw unexpected(Expected.name) }
    advance()
    switch sign {
    case "?": return .ifStart(try parseCondition())
    case "^": return .ifStart(.not(.isTrue(try parseMeasure())))
    case "/":
      let name = tokens[1...].map { text.source($0.range) }.joined()
      position = tokens.count
      return .end(name: name.isEmpty ? nil : folded(name))
    default:
      let dimension = try parseDimension()
      let selection = try parseSelection()
      return selection == Selection()
        ? .section(dimension.text) : .each(EachTag(.automatic, dimension, selection))
    }
  }

  private mutating func parseWord(_ word: String) throws(TagFault) -> TagKind {
    switch word {
    case "完", "结束":
      advance()
      return .end(name: nil)
    case "口径说明":
      advance()
      return .definitions
    case "目录":
      advance()
      guard let level = current else { return .contents(levels: 3) }
      guard case .word(let word) = level.kind, word.count == 2, word.hasSuffix("级"),
        let levels = word.first?.wholeNumberValue, (1...9).contains(levels)
      else { throw unexpected(Expected.levels) }
      advance()
      return .contents(levels: levels)
    case "表":
      advance()
      return .table(try parseTable())
    case "图":
      advance()
      return .chart(try parseChart())
    case "列举":
      advance()
      return .list(try parseList())
    default: break
    }
    if take("否则如果") { return .elseIf(try parseCondition()) }
    if word == "否则" {
      advance()
      if take("如果") { return .elseIf(try parseCondition()) }
      return .elseBranch
    }
    if word == "如果列" {
      advance()
      return .ifColumns(try parseCondition())
    }
    if take("如果") { return .ifStart(try parseCondition()) }
    for (name, direction) in TagParser.loops where take(name) {
      let dimension = try parseDimension()
      return .each(EachTag(direction, dimension, try parseSelection()))
    }
    return .value(try parseValue())
  }

  static let loops: [(String, EachTag.Direction)] = [
    ("每个", .automatic), ("每行", .rows), ("每列", .columns),
  ]
}

// MARK: - Tokens

extension TagParser {
  var current: Token? { position < tokens.count ? tokens[position] : nil }
  var next: Token? { position + 1 < tokens.count ? tokens[position + 1] : nil }

  mutating func advance() { position += 1 }

  /// The offset of the current token, or of the tag's end.
  var offset: Int { current?.range.lowerBound ?? content.upperBound }

  func isSign(_ sign: Character) -> Bool { current?.kind == .sign(sign) }

  mutating func take(sign: Character) -> Bool {
    guard isSign(sign) else { return false }
    advance()
    return true
  }

  /// Takes a keyword, also one that is written together with the word after it (`按来访批次`).
  mutating func take(_ keyword: String) -> Bool {
    guard case .word(let word)? = current?.kind, word.hasPrefix(keyword) else { return false }
    if word.count == keyword.count {
      advance()
    } else {
      tokens[position].kind = .word(String(word.dropFirst(keyword.count)))
      let range = tokens[position].range
      let lower = min(range.lowerBound + keyword.count, range.upperBound - 1)
      tokens[position].range = lower..<range.upperBound
    }
    return true
  }

  /// Takes the end of the current word off, and makes it a word of its own.
  mutating func split(suffixes: [String]) {
    guard case .word(let word)? = current?.kind,
      let suffix = suffixes.first(where: { word.hasSuffix($0) && word.count > $0.count })
    else { return }
    let range = tokens[position].range
    let middle = max(range.upperBound - suffix.count, range.lowerBound + 1)
    tokens[position] = Token(
      kind: .word(String(word.dropLast(suffix.count))), range: range.lowerBound..<middle)
    tokens.insert(Token(kind: .word(suffix), range: middle..<range.upperBound), at: position + 1)
  }

  /// Takes an end off every word that a quoted text follows, and makes it a word of its own.
  mutating func splitBeforeTexts(_ suffix: String) {
    let start = position
    while position + 1 < tokens.count {
      if case .text? = next?.kind { split(suffixes: [suffix]) }
      advance()
    }
    position = start
  }

  /// Makes two words of the current one, the first with `count` characters.
  mutating func split(after count: Int) {
    guard case .word(let word)? = current?.kind, count > 0, count < word.count else { return }
    let range = tokens[position].range
    let middle = min(range.lowerBound + count, range.upperBound - 1)
    tokens[position] = Token(
      kind: .word(String(word.prefix(count))), range: range.lowerBound..<middle)
    tokens.insert(
      Token(kind: .word(String(word.dropFirst(count))), range: middle..<range.upperBound),
      at: position + 1)
  }

  mutating func deeper<Result>(
    _ body: (inout TagParser) throws(TagFault) -> Result
  ) throws(TagFault) -> Result {
    depth += 1
    guard depth <= TemplateParser.depthLimit else { throw TagFault(.tooDeep, at: offset) }
    let result = try body(&self)
    depth -= 1
    return result
  }

  func unexpected(_ expected: Expected) -> TagFault {
    unexpected(current.map { text.source($0.range) }, offset, expected: expected)
  }

  private func unexpected(_ found: String?, _ offset: Int?, expected: Expected) -> TagFault {
    TagFault(
      .unexpected(
        found: found == "" ? nil : found, expected: expected.what, example: expected.example),
      at: offset ?? content.upperBound)
  }
}

extension TagKind {
  /// What could have followed the tag's last part.
  fileprivate var expectedEnd: Expected {
    switch self {
    case .ifStart, .ifColumns, .elseIf: Expected.conditionEnd
    case .each, .section, .list, .table: Expected.clause
    default: Expected.end
    }
  }
}
