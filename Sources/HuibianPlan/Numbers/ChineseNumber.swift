/// A whole number in Chinese numerals: 一, 十, 十二, 二十, 一百零一, 十二万三千.
///
/// 十 to 十九 have no leading 一, but 一百一十; below zero 负 stands first.
package func chineseNumber(_ number: Int) -> String { chineseNumber(Int128(number)) }

/// The same beyond 64 bits.
package func chineseNumber(_ number: Int128) -> String {
  let text = ChineseNumerals.ordinary.text(number.magnitude)
  return (number < 0 ? "负" : "") + (text.hasPrefix("一十") ? String(text.dropFirst()) : text)
}

/// Arabic digits of a text as Chinese ones (GB/T 15835—2011, 5.2): 二〇二四年一月五日.
///
/// Years and numbers with a leading zero are read digit by digit, with 〇, other numbers as numbers, a
/// fraction with 点. A text that is nothing but four digits is a year.
package func chineseDigits(_ text: String) -> String {
  var result = ""
  var rest = Substring(text)
  while let first = rest.first {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty else {
      result.append(first)
      rest = rest.dropFirst()
      continue
    }
    rest = rest.dropFirst(digits.count)
    let isYear = digits.count == 4 && (rest.hasPrefix("年") || digits.count == text.count)
    if isYear || (digits.count > 1 && digits.hasPrefix("0")) {
      result += spelled(digits, zero: "〇")
    } else {
      result += Int128(digits).map { chineseNumber($0) } ?? String(digits)
    }
    let decimals = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
    if rest.first == ".", !decimals.isEmpty {
      result += "点" + spelled(decimals, zero: "零")
      rest = rest.dropFirst(1 + decimals.count)
    }
  }
  return result
}

/// Digits one by one.
private func spelled(_ digits: Substring, zero: String) -> String {
  digits.map { digit in
    guard let value = digit.wholeNumberValue, value > 0 else { return zero }
    return ChineseNumerals.ordinary.digits[value]
  }.joined()
}

/// An amount of money in capital numerals (大写): 壹佰肆拾叁元整, 壹佰贰拾万伍仟元整, 零元整.
///
/// Rounded half-up to 分. 整 stands after 元 only; 零 where digits are left out between others.
///
/// - Parameter yuan: In 元.
package func capitalAmount(_ yuan: Fraction) -> String {
  let rounded = yuan.rounded(2)
  let (whole, cents) = rounded.scaled.magnitude.quotientAndRemainder(dividingBy: 100)
  let numerals = ChineseNumerals.capital
  let sign = rounded.scaled < 0 ? "负" : ""
  if cents == 0 { return sign + numerals.text(whole) + "元整" }
  var result = whole == 0 ? "" : numerals.text(whole) + "元"
  let (tens, ones) = (Int(cents / 10), Int(cents % 10))
  if tens > 0 { result += numerals.digits[tens] + "角" }
  if ones > 0 {
    if tens == 0, whole > 0 { result += "零" }
    result += numerals.digits[ones] + "分"
  }
  return sign + result
}

/// One of the two sets of Chinese numerals.
private struct ChineseNumerals {
  let digits: [String]
  /// Of the four places of a group, from thousands to ones.
  let places: [String]

  static let ordinary = ChineseNumerals(
    digits: ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"], places: ["千", "百", "十", ""])
  static let capital = ChineseNumerals(
    digits: ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"], places: ["仟", "佰", "拾", ""])

  /// In groups of four digits: 万, 亿, 万亿, 亿亿 and so on.
  func text(_ number: UInt128) -> String {
    if number == 0 { return digits[0] }
    if number >= 100_000_000 {
      let (upper, lower) = number.quotientAndRemainder(dividingBy: 100_000_000)
      return text(upper) + "亿"
        + (lower == 0 ? "" : (lower < 10_000_000 ? digits[0] : "") + text(lower))
    }
    if number >= 10_000 {
      let (upper, lower) = number.quotientAndRemainder(dividingBy: 10_000)
      return group(Int(upper)) + "万"
        + (lower == 0 ? "" : (lower < 1_000 ? digits[0] : "") + group(Int(lower)))
    }
    return group(Int(number))
  }

  /// 1 to 9999.
  private func group(_ number: Int) -> String {
    var result = ""
    var isGap = false
    for (unit, name) in zip([1000, 100, 10, 1], places) {
      let digit = number / unit % 10
      if digit == 0 {
        isGap = !result.isEmpty
      } else {
        result += (isGap ? digits[0] : "") + digits[digit] + name
        isGap = false
      }
    }
    return result
  }
}
