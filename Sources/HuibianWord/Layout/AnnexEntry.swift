import HuibianOPC

/// Where an entry of the list of annexes (附件说明) stands: two characters in, lines that wrap under
/// the first character of the name. GB/T 9704-2012, 7.3.4.
///
///     附件：1. 信访工作主要数据       -- label 附件：1.   left 6, hanging 4
///           2. 统计口径               -- label 2.         left 6, hanging 1
struct AnnexEntry {
  /// What stands before the name; empty for a single annex's further lines.
  let label: String
  private let left: Double
  private let hanging: Double
  private let isFirst: Bool

  /// - Parameters:
  ///   - item: From 0.
  ///   - count: Entries of the list; a single one has no number.
  init(item: Int, of count: Int) {
    isFirst = item == 0
    let number = count > 1 ? "\(item + 1)." : ""
    label = (isFirst ? "附件：" : "") + number
    left = 5 + TextWidth.characters(number)
    hanging = TextWidth.characters(label)
  }

  /// Whether a text begins as the first entry does.
  static func mayBeFirst(_ text: String) -> Bool {
    text.hasPrefix("附件：") || text.hasPrefix("附件:")
  }

  /// The entry that a finished text is; nil if it is none.
  ///
  /// - Parameter follows: The paragraph comes right after an entry.
  init?(text: String, follows: Bool) {
    var rest = Substring(text)
    isFirst = Self.mayBeFirst(text)
    if isFirst { rest = rest.dropFirst(3) }
    let digits = rest.prefix { ("0"..."9").contains($0) }
    let hasNumber = !digits.isEmpty && rest.dropFirst(digits.count).first == "."
    guard isFirst || follows && hasNumber else { return nil }
    let number = hasNumber ? digits + "." : ""
    label = (isFirst ? "附件：" : "") + number
    left = 5 + TextWidth.characters(number)
    hanging = TextWidth.characters(label)
  }

  /// The indent, and one empty row above the first entry.
  var properties: [XML.Element] {
    let indent = Markup.w(
      "ind",
      [
        "left": String(PageMeasures.twips(characters: left)),
        "hanging": String(PageMeasures.twips(characters: hanging)),
      ])
    return isFirst ? [Markup.w("spacing", ["before": String(PageMeasures.row)]), indent] : [indent]
  }
}
