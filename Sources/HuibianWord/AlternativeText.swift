/// Markers in an attribute, which cannot hold elements: a number between two U+10FFFD.
enum AlternativeText {
  private static let mark: Character = "\u{10FFFD}"

  static func marking(_ markers: [(id: Int, range: Range<Int>)], in text: String) -> String {
    var result = Array(text.filter { $0 != mark })
    // From the back, so that earlier ranges stay valid.
    for marker in markers.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      result.replaceSubrange(marker.range, with: "\(mark)\(marker.id)\(mark)")
    }
    return String(result)
  }

  static func isMarked(_ text: String) -> Bool { text.contains(mark) }

  /// The text with each marker replaced by what `content` says.
  static func filled(_ text: String, content: (Int) -> String) -> String {
    let pieces = text.split(separator: mark, omittingEmptySubsequences: false)
    return pieces.enumerated().map { index, piece in
      index.isMultiple(of: 2) ? String(piece) : Int(piece).map(content) ?? ""
    }.joined()
  }
}
