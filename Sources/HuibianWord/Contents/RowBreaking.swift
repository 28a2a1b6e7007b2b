/// Divides a text into rows as word processors do.
///
/// A row ends between Hanzi, but not within a number or a word of Latin letters, not before a mark that
/// closes and not after one that opens; `，` `、` `。` may stand outside the row that they end. A Hanzi
/// is as wide as its size, a half-width character half of that.
struct RowBreaking {
  /// In twips, as all lengths here.
  let size: Int
  /// Added to the width of every character.
  let spacing: Int
  /// The width of a row.
  let width: Int

  /// How many rows a text without line breaks takes; an empty one takes one.
  ///
  /// - Parameter indent: Of the first row.
  func rows(_ text: some StringProtocol, indent: Int) -> Int {
    var rows = 1
    var position = indent
    // What stands behind the last place where the row may end.
    var carried = 0
    var start = indent
    var last: Character?
    for character in text {
      if let last, Self.mayEnd(between: last, and: character) { carried = 0 }
      let own = max(0, (TextWidth.width(of: character) == 1 ? size : size / 2) + spacing)
      let isOver =
        position + own > width && !(Self.hanging.contains(character) && position <= width)
      if isOver, position > start, !character.isWhitespace {
        rows += 1
        // A word that is wider than a row ends where the row does.
        if position - carried <= start { carried = 0 }
        position = carried
        start = 0
      }
      position += own
      carried += own
      last = character
    }
    return rows
  }

  private static let hanging: Set<Character> = ["，", "、", "。"]
  private static let closing = Set("，。、；：！？）》」』】〕〉”’％…·!%),.:;>?]}")
  private static let opening = Set("（《「『【〔〈“‘$([{<￥")

  private static func mayEnd(between first: Character, and second: Character) -> Bool {
    if closing.contains(second) || opening.contains(first) { return false }
    if first == "—" && second == "—" { return false }
    return !(isOfWord(first) && isOfWord(second))
  }

  private static func isOfWord(_ character: Character) -> Bool {
    TextWidth.width(of: character) < 1 && !character.isWhitespace
  }
}
