/// What a figure is, exactly; never rounded, never binary floating point.
package enum Quantity: Hashable, Sendable {
  case count(Int)
  /// An amount times 10^`scale`: 1205000 at scale 4 is 120.5.
  case decimal(Int64, scale: Int)
  /// A rate, printed times 100 with a per cent sign. A denominator of zero makes it undefined.
  case ratio(numerator: Int64, denominator: Int64)
  /// A sum over the number of rows that it rests on, or twice a median over 2; without rows it is
  /// undefined.
  case mean(sum: Int64, count: Int64)

  /// A name instead of a number: 良.
  case text(String)

  /// The value as a fraction (a rate is 0.66, not 66); nil if its denominator is zero
  /// or if it is a text.
  package var fraction: Fraction? {
    switch self {
    case .count(let count): Fraction(Int128(count))
    case .decimal(let value, let scale): Fraction(Int128(value), powerOfTen(scale))
    case .ratio(let numerator, let denominator): Fraction(Int128(numerator), Int128(denominator))
    case .mean(let sum, let count): Fraction(Int128(sum), Int128(count))
    case .text: nil
    }
  }

  /// False for a rate or a mean whose denominator is zero: printed as —, with a warning.
  package var isDefined: Bool {
    switch self {
    case .count, .decimal, .text: true
    case .ratio(_, let denominator): denominator != 0
    case .mean(_, let count): count != 0
    }
  }
}
