/// The numbers of headings, which must follow each other: 一、二、三、; （一）（二）; 1.2.; （1）（2）.
///
/// GB/T 9704-2012, 7.3.3.
struct HeadingSequence {
  /// What is wrong with the number of a paragraph.
  struct Fault: Hashable {
    /// As written: `三、`.
    let written: String
    /// As it should be: `二、`.
    let expected: String
  }

  /// The last number of each level, 0 before the first.
  private var last = [0, 0, 0, 0]
  /// A section has begun, and no first-level number has come since.
  private var mayBeginAgain = false

  /// Says that the next paragraph begins a section: another document may begin with it.
  mutating func beginSection() { mayBeginAgain = true }

  /// Takes the next paragraph; nil if it has no number or the right one.
  ///
  /// A number that begins at 1 begins a new sequence. After a fault the sequence goes on from what was
  /// written, so that one slip is told once.
  mutating func take(_ text: String) -> Fault? {
    guard let (level, number, written) = HeadingSequence.number(of: text) else { return nil }
    let expected = last[level] + 1
    last[level] = number
    for deeper in last.indices where deeper > level { last[deeper] = 0 }
    // Lists of the lower levels begin again anywhere in running text.
    defer { if level == 0 { mayBeginAgain = false } }
    if number == expected || number == 1 && (level > 0 || mayBeginAgain) { return nil }
    return Fault(written: written, expected: HeadingSequence.text(level, expected))
  }

  /// Level from 0, number, and both as written.
  private static func number(of text: String) -> (level: Int, number: Int, written: String)? {
    let text = text.drop { $0 == " " || $0 == "　" || $0 == "\t" }
    if let match = text.prefixMatch(of: #/([一二三四五六七八九十]+)、/#) {
      return hanzi(match.1).map { (0, $0, String(match.0)) }
    }
    if let match = text.prefixMatch(of: #/[（(]([一二三四五六七八九十]+)[）)]/#) {
      return hanzi(match.1).map { (1, $0, String(match.0)) }
    }
    if let match = text.prefixMatch(of: #/([0-9]{1,2})[.．](?![0-9])/#) {
      return Int(match.1).map { (2, $0, String(match.0)) }
    }
    if let match = text.prefixMatch(of: #/[（(]([0-9]{1,2})[）)]/#) {
      return Int(match.1).map { (3, $0, String(match.0)) }
    }
    return nil
  }

  private static let digits = Array("一二三四五六七八九")

  /// 1 to 99; nil for what is no number.
  private static func hanzi(_ text: Substring) -> Int? {
    let parts = text.split(separator: "十", omittingEmptySubsequences: false)
    func digit(_ part: Substring) -> Int? {
      part.count == 1 ? part.first.flatMap { digits.firstIndex(of: $0) }.map { $0 + 1 } : nil
    }
    switch parts.count {
    case 1: return digit(parts[0])
    case 2:
      let tens = parts[0].isEmpty ? 1 : digit(parts[0])
      let ones = parts[1].isEmpty ? 0 : digit(parts[1])
      guard let tens, let ones else { return nil }
      return tens * 10 + ones
    default: return nil
    }
  }

  private static func text(_ level: Int, _ number: Int) -> String {
    var numeral = ""
    if number >= 10 {
      numeral = (number >= 20 ? String(digits[number / 10 - 1]) : "") + "十"
    }
    if !number.isMultiple(of: 10) { numeral += String(digits[number % 10 - 1]) }
    return switch level {
    case 0: numeral + "、"
    case 1: "（\(numeral)）"
    case 2: "\(number)."
    default: "（\(number)）"
    }
  }
}
