/// Exact numbers as text, rounded half away from zero at the last printed digit.
package enum DecimalText {
  /// A quotient as a percentage without its sign: 213 of 1190 at 1 is `17.9`.
  ///
  /// - Returns: Nil if the denominator is zero.
  package static func percent(
    _ numerator: Int64, _ denominator: Int64, decimals: Int, trimsZeros: Bool
  ) -> String? {
    Fraction(Int128(numerator), Int128(denominator)).map {
      ($0 * 100).rounded(decimals).text(trimsZeros: trimsZeros)
    }
  }

  /// A scaled decimal: 1205000 at scale 4, 2 decimals, is `120.50`, trimmed `120.5`.
  package static func decimal(
    _ value: Int64, scale: Int, decimals: Int, trimsZeros: Bool
  ) -> String {
    (Fraction(Int128(value), powerOfTen(scale)) ?? .zero).rounded(decimals)
      .text(trimsZeros: trimsZeros)
  }

  /// A mean: 302 days of 10 cases at 1 is `30.2`.
  ///
  /// - Returns: Nil if nothing was counted.
  package static func mean(
    sum: Int64, count: Int64, decimals: Int, trimsZeros: Bool
  ) -> String? {
    Fraction(Int128(sum), Int128(count)).map {
      $0.rounded(decimals).text(trimsZeros: trimsZeros)
    }
  }
}
