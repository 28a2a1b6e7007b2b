/// How an indicator of a budget performance review (绩效指标) is scored: a row of 计分规则.
///
/// With target t, value v and their quotient x = v ÷ t, the share of the points is what the first piece
/// says whose end x does not pass. A target that is not above zero has no quotient: all or nothing, by
/// ``zero``. Whatever a rule says, a share is between 0 and 1.
package struct ScoringRule: Hashable, Sendable {
  /// The share of the points in one piece.
  enum Share: Hashable, Sendable {
    /// `1`, `0.5`, `比`, `2-比`, `0.2+0.8×比`.
    case linear(constant: Fraction, factor: Fraction)
    /// `1/比`.
    case reciprocal(Fraction)
  }

  struct Piece: Hashable, Sendable {
    /// Included; nil: the last piece.
    let end: Fraction?
    let share: Share
  }

  /// A grade of a quality (定性) and the part of the points that a person may give for it.
  struct Band: Hashable, Sendable {
    let name: String
    /// What the text of the value begins with.
    let openings: [String]
    /// In per cent of the points; the end is included only at 100.
    let from: Int
    let end: Int
  }

  enum Comparison: String, Hashable, Sendable, CaseIterable {
    case atLeast = "≥"
    case atMost = "≤"
    case equal = "="
  }

  package let name: String
  package let meaning: String
  /// 方向: the words of 指标方向 that ask for it, folded.
  let directions: [String]
  let zero: Comparison
  /// 完成率 is the share, and not the quotient.
  let ratesByShare: Bool
  let pieces: [Piece]
  let bands: [Band]

  /// The share of the points, from 0 to 1.
  package func share(target: Fraction, value: Fraction) -> Fraction {
    let one = Fraction(1)
    guard .zero < target, let quotient = value / target else {
      let isMet =
        switch zero {
        case .atLeast: !(value < target)
        case .atMost: !(target < value)
        case .equal: value == target
        }
      return isMet ? one : .zero
    }
    let piece = pieces.first { $0.end.map { !($0 < quotient) } ?? true }
    let share: Fraction? =
      switch piece?.share {
      case .linear(let constant, let factor)?:
        constant - (.zero - (quotient.times(factor)))
      case .reciprocal(let number)?: number / quotient
      case nil: nil
      }
    return min(one, max(.zero, share ?? .zero))
  }

  /// 完成率; nil where the target is zero and the value is not.
  func rate(target: Fraction, value: Fraction) -> Fraction? {
    if ratesByShare { return share(target: target, value: value) }
    return target.isZero ? (value.isZero ? Fraction(1) : nil) : value / target
  }
}

extension Fraction {
  /// The product; exact as long as it fits 128 bits.
  func times(_ other: Fraction) -> Fraction {
    Fraction(other.numerator, other.denominator).map { factor in
      let scaled = self * factor.numerator
      return scaled / Fraction(factor.denominator) ?? .zero
    } ?? .zero
  }
}

extension ScoringRule.Share {
  /// `1`, `0.5`, `比`, `2-比`, `0.2+0.8×比`, `1/比`; nil for anything else.
  init?(_ text: String) {
    let key = nameKey(text).map { $0 == "*" ? "×" : $0 == "－" ? "-" : $0 == "÷" ? "/" : $0 }
    let plain = String(key)
    if plain.hasSuffix("/比"), let number = Fraction(decimal: plain.dropLast(2)) {
      self = .reciprocal(number)
      return
    }
    var constant = Fraction.zero
    var factor = Fraction.zero
    var rest = Substring(plain)
    guard !rest.isEmpty else { return nil }
    var isFirst = true
    while !rest.isEmpty {
      let sign = rest.first == "-" ? Int128(-1) : 1
      if rest.first == "-" || rest.first == "+" {
        rest.removeFirst()
      } else if !isFirst {
        return nil
      }
      isFirst = false
      let term = rest.prefix { $0 != "+" && $0 != "-" }
      rest = rest.dropFirst(term.count)
      if term == "比" {
        factor = factor - Fraction(-sign)
      } else if term.hasSuffix("×比"), let number = Fraction(decimal: term.dropLast(2)) {
        factor = factor - number * -sign
      } else if let number = Fraction(decimal: term) {
        constant = constant - number * -sign
      } else {
        return nil
      }
    }
    self = .linear(constant: constant, factor: factor)
  }
}

extension Fraction {
  /// `12`, `0.85`, at most 15 digits; nil for anything else.
  init?(decimal text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      text.utf8.count <= 15, let digits = Int64(parts.joined())
    else { return nil }
    self.init(Int128(digits), powerOfTen(parts.count == 2 ? parts[1].count : 0))
  }
}
