/// An exact quotient of whole numbers in lowest terms.
///
/// Built from 64-bit numbers, sums, differences and quotients of two of them are exact; what leaves
/// 128 bits beyond that traps.
package struct Fraction: Hashable, Comparable, Sendable {
  package let numerator: Int128
  /// At least 1.
  package let denominator: Int128

  package static let zero = Fraction(0)

  package init(_ whole: Int128) {
    numerator = whole
    denominator = 1
  }

  /// Nil if the denominator is zero.
  package init?(_ numerator: Int128, _ denominator: Int128) {
    guard denominator != 0 else { return nil }
    let divisor = Int128(greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
    self.init(lowest: numerator / divisor, denominator / divisor)
  }

  /// - Parameters:
  ///   - numerator: Has no divisor in common with the denominator.
  ///   - denominator: Not zero.
  private init(lowest numerator: Int128, _ denominator: Int128) {
    self.numerator = denominator < 0 ? -numerator : numerator
    self.denominator = denominator < 0 ? -denominator : denominator
  }

  package var isZero: Bool { numerator == 0 }
  package var magnitude: Fraction {
    Fraction(lowest: numerator < 0 ? -numerator : numerator, denominator)
  }

  package static func - (a: Fraction, b: Fraction) -> Fraction {
    if a.denominator == 1, b.denominator == 1 { return Fraction(a.numerator - b.numerator) }
    let common = Int128(
      greatestCommonDivisor(a.denominator.magnitude, b.denominator.magnitude))
    let scale = b.denominator / common
    let numerator = a.numerator * scale - b.numerator * (a.denominator / common)
    let denominator = a.denominator * scale
    let divisor = Int128(greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
    return Fraction(lowest: numerator / divisor, denominator / divisor)
  }

  package static func * (a: Fraction, factor: Int128) -> Fraction {
    if a.denominator == 1 { return Fraction(a.numerator * factor) }
    let common = Int128(greatestCommonDivisor(factor.magnitude, a.denominator.magnitude))
    return Fraction(lowest: a.numerator * (factor / common), a.denominator / common)
  }

  /// Nil if `b` is zero.
  package static func / (a: Fraction, b: Fraction) -> Fraction? {
    guard b.numerator != 0 else { return nil }
    if a.denominator == 1, b.denominator == 1 { return Fraction(a.numerator, b.numerator) }
    let tops = Int128(greatestCommonDivisor(a.numerator.magnitude, b.numerator.magnitude))
    let bottoms = Int128(greatestCommonDivisor(a.denominator.magnitude, b.denominator.magnitude))
    return Fraction(
      lowest: a.numerator / tops * (b.denominator / bottoms),
      a.denominator / bottoms * (b.numerator / tops))
  }

  package static func < (a: Fraction, b: Fraction) -> Bool {
    if a.denominator == b.denominator { return a.numerator < b.numerator }
    return (a - b).numerator < 0
  }

  /// Rounded half away from zero (四舍五入) at the last of so many decimal places.
  ///
  /// 0.85 at 1 is 0.9; -0.85 is -0.9.
  ///
  /// - Precondition: 0 ≤ `places` ≤ 18, and the result times 10^`places` fits into 128 bits.
  package func rounded(_ places: Int) -> RoundedNumber {
    let divisor = denominator.magnitude
    if let small = smallRounded(places) { return small }
    var (scaled, remainder) = numerator.magnitude.quotientAndRemainder(dividingBy: divisor)
    // One digit at a time: the remainder times 10 may need more than 128 bits, its quotient never.
    for _ in 0..<places {
      let (digit, rest) = divisor.dividingFullWidth(remainder.multipliedFullWidth(by: 10))
      scaled = scaled * 10 + digit
      remainder = rest
    }
    if remainder >= divisor - remainder { scaled += 1 }
    return RoundedNumber(scaled: numerator < 0 ? -Int128(scaled) : Int128(scaled), places: places)
  }

  /// The same in 64 bits, where they hold all that is reckoned with: nearly always.
  private func smallRounded(_ places: Int) -> RoundedNumber? {
    guard let dividend = UInt64(exactly: numerator.magnitude),
      let divisor = UInt64(exactly: denominator.magnitude), divisor < 1 << 60
    else { return nil }
    var (scaled, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    for _ in 0..<places {
      let (product, overflow) = scaled.multipliedReportingOverflow(by: 10)
      if overflow || product > UInt64.max - 10 { return nil }
      let (digit, rest) = (remainder * 10).quotientAndRemainder(dividingBy: divisor)
      scaled = product + digit
      remainder = rest
    }
    if remainder >= divisor - remainder { scaled += 1 }
    return RoundedNumber(
      scaled: numerator < 0 ? -Int128(scaled) : Int128(scaled), places: places)
  }
}

/// 10^`exponent`.
///
/// - Precondition: 0 ≤ `exponent` ≤ 38.
package func powerOfTen(_ exponent: Int) -> Int128 {
  precondition((0...38).contains(exponent), "a power of ten beyond 128 bits")
  return (0..<exponent).reduce(1) { power, _ in power * 10 }
}

/// The greatest common divisor; of zero and zero it is 1, so that one may divide by it.
private func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
  if var a = UInt64(exactly: a), var b = UInt64(exactly: b) {
    while b != 0 { (a, b) = (b, a % b) }
    return UInt128(max(a, 1))
  }
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return max(a, 1)
}
