/// A division code (区划代码), without the zeros that stand for levels below it.
///
/// | digits | level | standard |
/// |---|---|---|
/// | 2, 4, 6 | 省, 市, 县 | GB/T 2260 |
/// | 9 | 乡镇街道 | GB/T 10114 |
/// | 12 | 村社区 | 统计用区划代码 |
///
/// `110101001000` and `110101001` are one code, and so are `441900` (a city without counties that
/// lists itself as one) and `4419`.
struct DivisionCode: Hashable, Sendable {
  /// 2, 4, 6, 9 or 12 of them.
  let digits: String

  static let widths = [2, 4, 6, 9, 12]

  /// Nil for anything but 2, 4, 6, 9 or 12 ASCII digits.
  init?(_ text: some StringProtocol) {
    guard DivisionCode.widths.contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    digits = DivisionCode.shortened(String(text))
  }

  /// The codes above this one, the nearest first.
  var ancestors: [DivisionCode] {
    DivisionCode.widths.reversed().filter { $0 < digits.utf8.count }
      .compactMap { DivisionCode(digits.prefix($0)) }
  }

  /// The code of so many digits above this one or this one itself; nil if it has fewer.
  func prefix(_ width: Int) -> DivisionCode? {
    width <= digits.utf8.count ? DivisionCode(digits.prefix(width)) : nil
  }

  private static func shortened(_ digits: String) -> String {
    let zeros = digits.utf8.count > 6 ? "000" : "00"
    guard digits.utf8.count > 2, digits.hasSuffix(zeros) else { return digits }
    return shortened(String(digits.dropLast(zeros.utf8.count)))
  }

  /// A name with its code, in either order: `东湖街道(110101001)`, `110101001 东湖街道`, `110101001`.
  ///
  /// Codes beside a name have 6, 9 or 12 digits: a shorter number may belong to the name.
  ///
  /// - Parameter key: A name key: half-width, without blanks.
  static func split(_ key: String) -> (code: DivisionCode?, name: String) {
    if let code = DivisionCode(key) { return (code, "") }
    var text = key[...]
    if text.last == ")" || text.last == "]", let open = text.lastIndex(where: { "([".contains($0) })
    {
      let inner = text[text.index(after: open)...].dropLast()
      if inner.utf8.count >= 6, let code = DivisionCode(inner) {
        return (code, String(text[..<open]))
      }
    }
    let isDigit = { (character: Character) in character.isASCII && character.isNumber }
    let head = text.prefix(while: isDigit)
    if head.count >= 6, let code = DivisionCode(head) {
      text = text.dropFirst(head.count)
      return (code, String(text))
    }
    let tail = text.suffix(where: isDigit)
    if tail.count >= 6, let code = DivisionCode(tail) {
      return (code, String(text.dropLast(tail.count)))
    }
    return (nil, key)
  }

  /// The digits of a level by its name; nil if it is none of divisions.
  static func width(ofLevel name: String) -> Int? {
    switch nameKey(name) {
    case "省", "省份", "省级", "自治区", "直辖市": 2
    case "市", "地市", "市州", "设区市", "市级": 4
    case "县区", "区县", "县", "区", "县市区", "区市县", "县级": 6
    case "镇街", "乡镇", "街道", "街镇", "乡镇街道", "镇街道", "镇", "乡", "乡级": 9
    case "村社区", "村居", "村", "社区", "村(社区)", "居村", "村级": 12
    default: nil
    }
  }
}

extension Substring {
  fileprivate func suffix(where holds: (Character) -> Bool) -> Substring {
    var start = endIndex
    while start > startIndex, holds(self[index(before: start)]) { start = index(before: start) }
    return self[start...]
  }
}
