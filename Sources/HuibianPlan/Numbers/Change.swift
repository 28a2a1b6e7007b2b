/// Two values of one figure, kept exact: now, and the base (同比, 环比) that it is compared with.
package struct Change: Hashable, Sendable {
  package let current: Fraction
  package let base: Fraction

  package init(current: Fraction, base: Fraction) {
    self.current = current
    self.base = base
  }

  package init(current: Int, base: Int) {
    self.init(current: Fraction(Int128(current)), base: Fraction(Int128(base)))
  }

  /// Current less base.
  package var difference: Fraction { current - base }

  /// The difference as a part of the base.
  ///
  /// - Returns: Nil if the base is zero, or less (an amount below zero, from which nothing rises by so
  ///   many per cent of itself); the change is then not a number, and saying so is the caller's duty.
  package var ratio: Fraction? { base < .zero ? nil : difference / base }

  /// The ratio as a percentage: 143 against 170 at 1 is -15.9.
  ///
  /// - Returns: Nil if the base is not above zero.
  package func percent(_ decimals: Int) -> RoundedNumber? {
    ratio.map { ($0 * 100).rounded(decimals) }
  }
}

/// Two values of one rate.
///
/// It knows percentage points (百分点) and nothing else: that a rate rose by so many
/// per cent of itself cannot be said with it.
package struct PointChange: Hashable, Sendable {
  /// The exact difference of the exact rates, in percentage points.
  package let points: Fraction

  /// - Parameters:
  ///   - current: The rate as a fraction of one: 0.656 for 65.6%.
  ///   - base: The same, of the base.
  package init(current: Fraction, base: Fraction) {
    points = (current - base) * 100
  }
}
