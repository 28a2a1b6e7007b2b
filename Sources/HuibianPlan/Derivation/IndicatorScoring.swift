/// The rules in force for one review: those of the catalogue, and of the two for ≤ the one that the
/// frame or the setting 反向指标计分 names.
///
/// Scores are rounded half-up to two decimals, one by one.
struct IndicatorScoring {
  enum Direction: Hashable, Sendable {
    case atLeast
    case equal
    case atMost
  }

  let rules: [ScoringRule]
  /// The name of the rule for ≤.
  let reverse: String

  init(_ catalog: Catalog, isOfProjects: Bool) {
    rules = catalog.scoringRules
    reverse = catalog.reverseRule(isOfProjects: isOfProjects)
  }

  /// The rule that 指标方向 or 得分规则 asks for by name or word; nil: none does.
  func rule(named word: String) -> ScoringRule? {
    let key = nameKey(word)
    if key.isEmpty { return nil }
    if let rule = rules.first(where: { nameKey($0.name) == key }) { return rule }
    let found = rules.filter { $0.directions.contains(key) }
    return found.first { $0.name == reverse } ?? found.first
  }

  func rule(_ direction: Direction) -> ScoringRule? {
    switch direction {
    case .atLeast: rule(named: "≥")
    case .equal: rule(named: "=")
    case .atMost: rule(named: "≤")
    }
  }

  var quality: ScoringRule? { rules.first { !$0.bands.isEmpty } }
}

/// The target of an indicator: 年度指标值, and 调整指标值 where it was changed in the course of the year.
struct IndicatorTarget {
  /// 年度指标值.
  let annual: String
  /// 调整指标值; nil: the cell is empty or says that there is none.
  let adjusted: String?

  init(annual: String, adjusted: String) {
    self.annual = annual
    self.adjusted = Self.none.contains(nameKey(adjusted)) ? nil : adjusted
  }

  private static let none: Set<String> = ["", "无", "-", "—", "——", "/", "未调整", "不变"]

  /// The one that counts.
  var current: String { adjusted ?? annual }

  /// The column in which the one that counts stands.
  var column: String { adjusted == nil ? "年度指标值" : "调整指标值" }

  /// What the sign before the number says; that of 年度指标值 where the other has none.
  var direction: IndicatorScoring.Direction? {
    IndicatorNumber(current)?.direction ?? IndicatorNumber(annual)?.direction
  }
}

/// A target or a value as it stands in a cell: `≥50个`, `95%`, `不低于98.5`.
struct IndicatorNumber: Hashable, Sendable {
  let number: Fraction
  /// What the sign before the number says; nil without one.
  let direction: IndicatorScoring.Direction?

  init?(_ text: String) {
    var rest = Substring(nameKey(text))
    var direction: IndicatorScoring.Direction?
    let signs: [(String, IndicatorScoring.Direction)] = [
      ("≥", .atLeast), (">=", .atLeast), ("不低于", .atLeast), ("不少于", .atLeast), (">", .atLeast),
      ("≤", .atMost), ("<=", .atMost), ("不超过", .atMost), ("不高于", .atMost), ("<", .atMost),
      ("=", .equal),
    ]
    for (sign, meaning) in signs where rest.hasPrefix(sign) {
      rest = rest.dropFirst(sign.count)
      direction = meaning
      break
    }
    let isNegative = rest.hasPrefix("-")
    if isNegative { rest = rest.dropFirst() }
    var digits: Int128 = 0
    var places = 0
    var count = 0
    var hasPoint = false
    while let character = rest.first {
      if let digit = character.wholeNumberValue, character.isASCII {
        guard count < 15 else { return nil }
        digits = digits * 10 + Int128(digit)
        count += 1
        if hasPoint { places += 1 }
      } else if character == ".", !hasPoint, count > 0 {
        hasPoint = true
      } else if character != "," {
        break
      }
      rest = rest.dropFirst()
    }
    // What follows is a unit; another number there (50-60, 2022年) is none.
    if rest.hasPrefix("百分") { rest = rest.dropFirst(2) }
    guard count > 0, !rest.contains(where: \.isNumber),
      let number = Fraction(isNegative ? -digits : digits, powerOfTen(places))
    else { return nil }
    self.number = number
    self.direction = direction
  }
}
