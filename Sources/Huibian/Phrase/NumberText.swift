package import HuibianPlan

/// Numbers written otherwise than in digits, or less exactly.
package enum NumberText {
  /// A number as 概数: its leading digits and 余, `23456` → `2.3万余`, `1234` → `1200余`, `456` → `400余`.
  ///
  /// Below 1000 one digit leads. Exactly a round number has no 余.
  ///
  /// - Parameter digits: How many lead from 1000 on (口径: 概数位数).
  /// - Returns: Nil below 10, where nothing can be left out.
  package static func approximate(_ number: Fraction, digits: Int) -> String? {
    let whole = number.numerator / number.denominator
    guard whole >= 10 else { return nil }
    var unit: Int128 = 10
    while whole / unit >= 10 { unit *= 10 }
    if whole >= 1000 {
      for _ in 1..<max(digits, 1) where unit > 1 { unit /= 10 }
    }
    let floor = whole / unit * unit
    let text =
      if floor >= 100_000_000 {
        RoundedNumber(scaled: floor, places: 8).text(trimsZeros: true) + "亿"
      } else if floor >= 10_000 {
        RoundedNumber(scaled: floor, places: 4).text(trimsZeros: true) + "万"
      } else { "\(floor)" }
    return Fraction(floor) == number ? text : text + "余"
  }

  /// Digits, as printed, in Chinese numerals: `65.6` → `六十五点六`, `2000余` → `二千余`.
  static func chinese(_ digits: String) -> String {
    var text = Substring(digits)
    let sign = text.hasPrefix("-") ? "负" : ""
    if !sign.isEmpty { text = text.dropFirst() }
    let whole = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int128(whole) else { return digits }
    var rest = text.dropFirst(whole.count)
    var result = sign + chineseNumber(number)
    if rest.first == "." {
      let decimals = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
      result +=
        "点"
        + decimals.map { $0 == "0" ? "零" : chineseNumber($0.wholeNumberValue ?? 0) }
        .joined()
      rest = rest.dropFirst(decimals.count + 1)
    }
    return result + rest
  }
}

/// A rate, or a share, as a percentage: half-up at the printed digit.
///
/// On request (``PhraseStyle/keepsFromWhole``) what is not nothing is not printed as 0%, and what is
/// not the whole not as 100%: 99.96% at one decimal is 99.96%, not 100%; 0.04% is 0.04%. Where two
/// decimals would still round to either, words say it: 超过99.99%, 不足0.01%.
struct RatePercent {
  /// Without `%`: `65.6`, `超过99.99`.
  let words: String
  /// In digits alone: `99.99`.
  let digits: String

  /// Whether a rate is rounded to the whole, or to nothing, and is neither.
  static func isRoundedToWhole(_ rate: Fraction, places: Int) -> Bool {
    let percent = rate * 100
    let rounded = percent.rounded(places)
    let isWhole = rounded.scaled == 100 * powerOfTen(places)
    return rounded.isZero != percent.isZero || isWhole && percent != Fraction(100)
  }

  /// - Parameter rate: As a fraction of one.
  init(_ rate: Fraction, places: Int, _ style: PhraseStyle) {
    let percent = rate * 100
    let most = style.keepsFromWhole ? max(places, 2) : places
    for places in places...most {
      if style.keepsFromWhole, Self.isRoundedToWhole(rate, places: places) { continue }
      digits = style.text(percent.rounded(places))
      words = digits
      return
    }
    let unit = RoundedNumber(scaled: percent < .zero ? -1 : 1, places: most)
    if percent.rounded(most).isZero {
      digits = style.text(unit)
      words = percent < .zero ? digits : "不足" + digits
      return
    }
    let whole = 100 * powerOfTen(most)
    let isBelow = percent < Fraction(100)
    digits = style.text(RoundedNumber(scaled: isBelow ? whole - 1 : whole + 1, places: most))
    words = isBelow ? "超过" + digits : "超过100"
  }
}
