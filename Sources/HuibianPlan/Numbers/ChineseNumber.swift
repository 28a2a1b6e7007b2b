/// A whole number in Chinese numerals, for the ordinals of headings: 一, 十, 十二, 二十, 一百零一.
///
/// Range: 0 (零) to 9999; beyond it, and below zero, Arabic digits. 十 to 十九 have no leading 一,
/// but 一百一十.
package func chineseNumber(_ number: Int) -> String {
  guard (0...9999).contains(number) else { return String(number) }
  let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
  if number < 10 { return digits[number] }
  var result = ""
  var isGap = false
  for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
    let digit = number / unit % 10
    if digit == 0 {
      isGap = !result.isEmpty
    } else {
      if isGap { result += digits[0] }
      isGap = false
      result += (number < 20 && unit == 10 ? "" : digits[digit]) + name
    }
  }
  return result
}
