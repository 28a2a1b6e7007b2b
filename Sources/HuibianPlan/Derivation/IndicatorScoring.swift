import HuibianTable

/// How an indicator of a budget performance review (绩效指标) is scored.
///
/// With target t, value v and points w:
///
/// | 指标方向 | score | rate (完成率) |
/// |---|---|---|
/// | ≥ 正向 | v ≥ t: w, else v/t × w | v/t |
/// | = 等于 | t = 0: w if v ≤ 0, else 0; t > 0 as 正向 | v/t |
/// | ≤ 反向, 递减 | v ≤ t: w; t < v < 2t: (1 − (v − t)/t) × w; v ≥ 2t: 0 | score / w |
/// | ≤ 反向, 比值 | v ≤ t: w, else t/v × w | score / w |
///
/// Scores are rounded half-up to two decimals, one by one.
struct IndicatorScoring {
  enum Direction: Hashable, Sendable {
    case atLeast
    case equal
    case atMost
  }

  /// 反向指标计分 = 比值.
  let dividesReverse: Bool

  /// The share of the points, from 0 to 1.
  func share(_ direction: Direction, target: Fraction, value: Fraction) -> Fraction {
    let one = Fraction(1)
    switch direction {
    case .atLeast, .equal:
      if target.isZero || target < .zero {
        let isMet = direction == .equal && target.isZero ? value <= .zero : value >= target
        return isMet ? one : .zero
      }
      return min(one, max(.zero, value / target ?? .zero))
    case .atMost:
      if value <= target { return one }
      guard .zero < target else { return .zero }
      if dividesReverse { return max(.zero, target / value ?? .zero) }
      return max(.zero, Fraction(2) - (value / target ?? .zero))
    }
  }

  /// 完成率; nil where the target is zero and the value is not.
  func rate(_ direction: Direction, target: Fraction, value: Fraction) -> Fraction? {
    switch direction {
    case .atMost: share(direction, target: target, value: value)
    case .atLeast, .equal:
      target.isZero ? (value.isZero ? Fraction(1) : nil) : value / target
    }
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
    guard count > 0, !rest.contains(where: \.isNumber),
      let number = Fraction(isNegative ? -digits : digits, powerOfTen(places))
    else { return nil }
    self.number = number
    self.direction = direction
  }
}

extension IndicatorScoring.Direction {
  /// What 指标方向 says: `≥`, `正向`, `=`, …; nil: nothing, or a quality.
  init?(word: String) {
    switch nameKey(word) {
    case "≥", ">=", ">", "正向", "正向指标", "大于等于", "大于": self = .atLeast
    case "=", "等于": self = .equal
    case "≤", "<=", "<", "反向", "反向指标", "小于等于", "小于": self = .atMost
    default: return nil
    }
  }
}
