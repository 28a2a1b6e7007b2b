/// A block's text with its folded form, character by character.
struct FoldedText: Sendable {
  let typed: [Character]
  /// As many as ``typed``; nil where nothing is to be seen.
  let folded: [Character?]

  init(_ text: String) {
    typed = Array(text)
    folded = typed.map(\.folded)
  }

  /// The characters as typed.
  func source(_ range: Range<Int>) -> String { String(typed[range]) }

  /// The characters as typed, without blanks and invisible characters at both ends.
  func trimmed(_ range: Range<Int>) -> String {
    let isBlank = { (offset: Int) in self.folded[offset].map { $0 == " " } ?? true }
    guard let first = range.first(where: { !isBlank($0) }),
      let last = range.last(where: { !isBlank($0) })
    else { return "" }
    return source(first..<last + 1)
  }
}

/// Finds `{{` and `}}` in a block, full-width and mixed ones too.
struct TagScanner {
  enum Finding: Hashable, Sendable {
    /// Braces included, and what lies between them.
    case tag(Range<Int>, content: Range<Int>)
    /// From a `{{` without end to the next `{{` or to the end of the block.
    case unclosed(Range<Int>, next: Int?)
    /// A `}}` without a beginning.
    case strayClose(Range<Int>)
  }

  private let text: FoldedText

  init(_ text: FoldedText) { self.text = text }

  /// Whether a text may hold a tag at all; cheap, and true too often rather than too seldom.
  static func mayHoldTags(_ text: String) -> Bool {
    text.unicodeScalars.contains {
      $0 == "{" || $0 == "}" || $0 == "｛" || $0 == "｝" || $0 == "﹛" || $0 == "﹜"
    }
  }

  /// In the order of their first characters.
  ///
  /// Single braces are text; see ``SingleBrace``.
  func findings() -> [Finding] {
    var result: [Finding] = []
    var start: (offset: Int, content: Int)?
    var offset = 0
    while offset < text.folded.count {
      if let end = pair("{", at: offset) {
        if let (open, _) = start { result.append(.unclosed(open..<offset, next: offset)) }
        start = (offset, end)
        offset = end
      } else if let end = pair("}", at: offset) {
        if let (open, content) = start {
          result.append(.tag(open..<end, content: content..<offset))
          start = nil
        } else {
          result.append(.strayClose(offset..<end))
        }
        offset = end
      } else {
        offset += 1
      }
    }
    if let (open, _) = start { result.append(.unclosed(open..<text.folded.count, next: nil)) }
    return result
  }

  /// The offset after two equal braces; invisible characters may stand between them.
  private func pair(_ brace: Character, at offset: Int) -> Int? {
    guard text.folded[offset] == brace,
      let second = text.folded[(offset + 1)...].firstIndex(where: { $0 != nil }),
      text.folded[second] == brace
    else { return nil }
    return second + 1
  }
}
