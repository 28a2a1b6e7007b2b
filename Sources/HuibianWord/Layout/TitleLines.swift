import HuibianOPC

/// Breaks the lines of a finished title in its `w:p`. See ``TitleBreaking``.
enum TitleLines {
  /// Puts `w:br` where the title's lines end.
  ///
  /// Never inside a content control: a plain one must not hold a break, and its text must stay what
  /// was traced. A title that already has a break is left as it is.
  static func set(in paragraph: inout XML.Element) {
    // Most titles fit one line, which is seen without reading them.
    if let text = paragraph.unreadText, TextWidth.characters(text) <= TitleBreaking.capacity {
      return
    }
    var pieces: [Piece] = []
    guard collect(from: paragraph, inControl: false, into: &pieces) else { return }
    let text = pieces.map(\.text).joined()
    let free = pieces.filter { !$0.isInControl }
    let prohibited = Set(0...text.count).subtracting(free.flatMap { $0.range })
    let breaks = TitleBreaking(text, prohibited: prohibited).breaks
    for offset in breaks {
      // Inside a piece, else at its end, else at its beginning: then the run before is a control's.
      let index =
        pieces.firstIndex { !$0.isInControl && $0.start < offset && offset < $0.end }
        ?? pieces.firstIndex { !$0.isInControl && $0.end == offset }
        ?? pieces.firstIndex { !$0.isInControl && $0.start == offset }
      if let index { pieces[index].breaks.append(offset - pieces[index].start) }
    }
    var next = pieces[...]
    apply(&next, to: &paragraph)
  }

  /// The text of one `w:t`.
  private struct Piece {
    let text: String
    let start: Int
    let isInControl: Bool
    /// Offsets in this text, ascending.
    var breaks: [Int] = []

    var end: Int { start + text.count }
    var range: ClosedRange<Int> { start...end }
  }

  /// - Returns: False if the paragraph has a break, a field or a tab, which are not for us to set.
  private static func collect(
    from element: XML.Element, inControl: Bool, into pieces: inout [Piece]
  ) -> Bool {
    for child in element.elements {
      switch child.name {
      case .w("t"):
        pieces.append(
          Piece(text: child.text, start: pieces.last?.end ?? 0, isInControl: inControl))
      case .w("br"), .w("cr"), .w("tab"), .w("fldChar"), .w("drawing"), .w("pict"), .w("del"):
        return false
      case .w("pPr"), .w("rPr"), .w("sdtPr"): continue
      default:
        let isControl = inControl || child.name == .w("sdt")
        guard collect(from: child, inControl: isControl, into: &pieces) else { return false }
      }
    }
    return true
  }

  /// Goes through the texts in the order of ``collect(from:inControl:into:)``.
  private static func apply(_ pieces: inout ArraySlice<Piece>, to element: inout XML.Element) {
    var index = 0
    while index < element.children.count {
      defer { index += 1 }
      guard let child = element.children[index].element else { continue }
      if child.name == .w("t") {
        guard let piece = pieces.popFirst(), !piece.breaks.isEmpty else { continue }
        let parts = parts(of: piece)
        element.children.replaceSubrange(index...index, with: parts.map { .element($0) })
        index += parts.count - 1
      } else if child.name != .w("pPr") && child.name != .w("rPr") {
        _ = element.updateChild(at: index) { apply(&pieces, to: &$0) }
      }
    }
  }

  private static func parts(of piece: Piece) -> [XML.Element] {
    let characters = Array(piece.text)
    var result: [XML.Element] = []
    var start = 0
    for offset in piece.breaks {
      result += Markup.text(String(characters[start..<offset])) + [Markup.w("br")]
      start = offset
    }
    return result + Markup.text(String(characters[start...]))
  }
}
