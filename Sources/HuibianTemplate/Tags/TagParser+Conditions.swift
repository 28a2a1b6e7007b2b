/// Conditions: 或 of 且 of 非, over comparisons.
extension TagParser {
  mutating func parseCondition() throws(TagFault) -> ConditionExpression {
    var parts = [try parseConjunction()]
    while takeJoint("或", "或者") { parts.append(try parseConjunction()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func parseConjunction() throws(TagFault) -> ConditionExpression {
    var parts = [try parseNegation()]
    while takeJoint("且", "并且") { parts.append(try parseNegation()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func parseNegation() throws(TagFault) -> ConditionExpression {
    if current?.kind == .word("非") || isSign("!") {
      advance()
      return .not(try deeper { parser throws(TagFault) in try parser.parseNegation() })
    }
    if take(sign: "(") {
      let inner = try deeper { parser throws(TagFault) in try parser.parseCondition() }
      guard take(sign: ")") else { throw unexpected(Expected.bracket) }
      return inner
    }
    return try parseComparison()
  }

  private mutating func parseComparison() throws(TagFault) -> ConditionExpression {
    let left = try parseOperand()
    if case .sign(let sign)? = current?.kind,
      let comparison = ConditionExpression.Comparison(rawValue: String(sign))
    {
      advance()
      return .compare(left, comparison, try parseOperand())
    }
    guard case .name(let measure) = left else { throw unexpected(Expected.comparison) }
    return .isTrue(measure)
  }

  private mutating func parseOperand() throws(TagFault) -> ConditionExpression.Operand {
    switch current?.kind {
    case .text(let text):
      advance()
      return .text(text)
    case .word(let word):
      let number = DecimalLiteral.longestPrefix(of: word)
      // 0且 …: the number ends where the joint begins.
      if number > 0, ["且", "或", "并"].contains(where: { word.dropFirst(number).hasPrefix($0) }) {
        split(after: number)
      } else if number > 0, DecimalLiteral.units.contains(word.dropFirst(number)) {
        throw TagFault(.badNumber(word, expected: "不带单位"), at: offset)
      } else if number < word.count {
        let measure = try parseMeasure()
        return .name(take(sign: "|") ? measure.asking(try parseFilter()) : measure)
      }
      guard case .word(let digits)? = current?.kind, let literal = DecimalLiteral(digits) else {
        throw TagFault(.badNumber(word, expected: "至多18位数字"), at: offset)
      }
      advance()
      return .number(literal)
    default: throw unexpected(Expected.operand)
    }
  }

  /// Takes 且 or 或, also one written together with what follows (`且来访批次 > 0`).
  private mutating func takeJoint(_ short: String, _ long: String) -> Bool {
    take(long) || take(short)
  }
}

extension DecimalLiteral {
  /// `-12.50`, `65.6%`, `1.5万`, `2亿`; nil for anything else, and beyond 18 digits.
  init?(_ text: String) {
    var rest = Substring(text)
    let isNegative = rest.hasPrefix("-")
    if isNegative { rest = rest.dropFirst() }
    var shift = 0
    var isPercent = false
    if rest.hasSuffix("%") { (rest, shift, isPercent) = (rest.dropLast(), -2, true) }
    if rest.hasSuffix("万") { (rest, shift) = (rest.dropLast(), 4) }
    if rest.hasSuffix("亿") { (rest, shift) = (rest.dropLast(), 8) }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } })
    else { return nil }
    var digits = parts.joined()
    var scale = (parts.count == 2 ? parts[1].count : 0) - shift
    while scale > 0, digits.hasSuffix("0") {
      digits.removeLast()
      scale -= 1
    }
    while scale < 0 {
      digits += "0"
      scale += 1
    }
    let significant = digits.drop { $0 == "0" }
    guard significant.count <= 18, scale <= 18, let value = Int64("0" + significant) else {
      return nil
    }
    self.init(
      unscaled: isNegative ? -value : value, scale: value == 0 ? 0 : scale, isPercent: isPercent)
  }

  /// Units that a clerk may type behind a number; a name such as 12345热线 is none of them.
  fileprivate static let units: Set<Substring> = [
    "批次", "批", "人次", "人", "件次", "件", "个", "次", "起", "户", "名", "万元", "元", "天", "个百分点",
  ]

  /// How many characters at the beginning look like a number; 0: none.
  static func longestPrefix(of word: String) -> Int {
    var count = 0
    var hasDigit = false
    for character in word {
      if character == "-" && count == 0 || character == "." && hasDigit {
      } else if character.isASCII, character.isNumber {
        hasDigit = true
      } else {
        break
      }
      count += 1
    }
    guard hasDigit else { return 0 }
    let rest = word.dropFirst(count)
    return rest.hasPrefix("%") || rest.hasPrefix("万") || rest.hasPrefix("亿") ? count + 1 : count
  }
}
