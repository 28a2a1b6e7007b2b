/// A number as it is printed: whole, with a fixed count of decimal places.
package struct RoundedNumber: Hashable, Sendable {
  /// The number times 10^`places`.
  package let scaled: Int128
  /// Digits after the point, 0 or more.
  package let places: Int

  package init(scaled: Int128, places: Int) {
    self.scaled = scaled
    self.places = places
  }

  package var isZero: Bool { scaled == 0 }

  /// Without its sign: the verb (上升, 下降) says it.
  package var magnitude: RoundedNumber {
    RoundedNumber(scaled: scaled < 0 ? -scaled : scaled, places: places)
  }

  /// The number in digits: `-15.9`, `100.0`.
  ///
  /// With `trimsZeros` `100`, for sentences. Thousands are not grouped.
  ///
  /// - Parameter sign: `+` before a number above zero, for bare changes. Zero has no sign.
  package func text(trimsZeros: Bool, showsPlus: Bool = false) -> String {
    let sign = scaled < 0 ? "-" : scaled > 0 && showsPlus ? "+" : ""
    if let small = UInt64(exactly: scaled.magnitude), places < 18 {
      let unit = UInt64(powerOfTen(places))
      let whole = small / unit
      var (rest, shown) = (small % unit, places)
      if trimsZeros {
        while shown > 0, rest % 10 == 0 {
          rest /= 10
          shown -= 1
        }
      }
      var text = sign
      text += String(whole)
      if shown == 0 { return text }
      text += "."
      let decimals = String(rest)
      for _ in decimals.utf8.count..<shown { text += "0" }
      text += decimals
      return text
    }
    var digits = String(scaled.magnitude)
    if digits.utf8.count <= places {
      digits = String(repeating: "0", count: places + 1 - digits.utf8.count) + digits
    }
    let whole = String(digits.dropLast(places))
    var decimals = String(digits.suffix(places))
    if trimsZeros { while decimals.hasSuffix("0") { decimals.removeLast() } }
    return sign + whole + (decimals.isEmpty ? "" : "." + decimals)
  }
}
