import HuibianOPC

/// Mends the punctuation of a paragraph where something is gone from it (GB/T 15834).
///
/// A clause that is not there takes its comma with it, a pair of brackets or quotation marks around
/// nothing goes, and the pause after the last item of a loop goes where another mark follows. Only the
/// marks next to such a place are looked at, across runs and controls; what a person typed elsewhere
/// stays as it is.
///
///     本月来信3件，[来访5批]。          来信3件。
///     来信3件（[其中重复1件]），        来信3件，
///     [东湖街道3件、][西山镇2件、]。    东湖街道3件、西山镇2件。
struct Junction {
  /// What is beside a place.
  fileprivate enum Neighbour: Hashable {
    /// The end of the paragraph or of a line.
    case edge
    case character(Character)
    /// A picture, or the side on which a paragraph was cut.
    case other
  }

  private enum Item: Hashable {
    case character(Character)
    case edge
    case other
    case gap(Gap)
  }

  private struct Entry {
    var item: Item
    /// The number of the text element that holds the character, in document order; nil: none.
    var text: Int?
  }

  private var entries: [Entry] = []
  /// The texts that have been changed.
  private var changed: Set<Int> = []

  /// - Parameter paragraph: Nothing of ours but gaps is left in it; they go.
  static func settle(_ paragraph: inout XML.Element) {
    guard paragraph.holdsGaps else { return }
    var junction = Junction()
    var texts = 0
    junction.read(paragraph, &texts)
    // A half goes on where it was cut.
    if paragraph.isCut(.previous) { junction.entries.insert(Entry(item: .other), at: 0) }
    if paragraph.isCut(.next) { junction.entries.append(Entry(item: .other)) }
    var index = 0
    while index < junction.entries.count {
      if case .gap(let gap) = junction.entries[index].item { junction.mend(gap, at: &index) }
      index += 1
    }
    texts = 0
    junction.write(&paragraph, &texts)
  }

  private init() {}

  // MARK: Reading and writing

  private mutating func read(_ element: XML.Element, _ texts: inout Int) {
    for case .element(let child) in element.children {
      if let gap = child.gap {
        entries.append(Entry(item: .gap(gap)))
        continue
      }
      switch InlineRole.of(child.name) {
      case .text:
        entries += child.shownText.map { Entry(item: .character($0), text: texts) }
        texts += 1
      case .character("\n"): entries.append(Entry(item: .edge))
      case .character(let scalar): entries.append(Entry(item: .character(Character(scalar))))
      case .container: read(child, &texts)
      case .other:
        if Self.opaque.contains(child.name) { entries.append(Entry(item: .other)) }
      }
    }
  }

  /// Things that stand in a line as a character does.
  private static let opaque: Set<XML.Name> = [
    .w("drawing"), .w("pict"), .w("object"), .w("sym"), .mc("AlternateContent"), .m("oMath"),
    .blocks,
  ]

  private func write(_ element: inout XML.Element, _ texts: inout Int) {
    var children: [XML.Node] = []
    for node in element.children {
      guard case .element(var child) = node else {
        children.append(node)
        continue
      }
      if child.gap != nil { continue }
      switch InlineRole.of(child.name) {
      case .text:
        let number = texts
        texts += 1
        guard changed.contains(number) else { break }
        let text = String(
          entries.compactMap { entry -> Character? in
            guard entry.text == number, case .character(let character) = entry.item else {
              return nil
            }
            return character
          })
        if text.isEmpty { continue }
        child = .text(text, child.name == .w("t") ? .word : .drawing)
      case .container:
        let first = texts
        write(&child, &texts)
        let isTouched = (first..<texts).contains { changed.contains($0) }
        if isTouched, child.isEmptyWrapper { continue }
      case .character, .other: break
      }
      children.append(.element(child))
    }
    element.children = children
  }

  // MARK: Neighbours

  private func left(of index: Int) -> (neighbour: Neighbour, index: Int) {
    var position = index - 1
    while position >= 0, case .gap = entries[position].item { position -= 1 }
    guard position >= 0 else { return (.edge, -1) }
    // Blanks at the beginning of a line are its indent.
    var start = position
    while start >= 0, case .character(let blank) = entries[start].item, blank.isWhitespace {
      start -= 1
    }
    if start < 0 || entries[start].item == .edge { return (.edge, position) }
    return (neighbour(entries[position].item), position)
  }

  private func right(of index: Int) -> (neighbour: Neighbour, index: Int) {
    var position = index + 1
    while position < entries.count, case .gap = entries[position].item { position += 1 }
    guard position < entries.count else { return (.edge, position) }
    return (neighbour(entries[position].item), position)
  }

  private func neighbour(_ item: Item) -> Neighbour {
    switch item {
    case .character(let character): .character(character)
    case .edge: .edge
    case .other, .gap: .other
    }
  }

  private mutating func remove(_ position: Int) {
    if let text = entries[position].text { changed.insert(text) }
    entries.remove(at: position)
  }

  private mutating func replace(_ position: Int, with character: Character) {
    guard let text = entries[position].text else { return }
    changed.insert(text)
    entries[position].item = .character(character)
  }

  // MARK: Mending

  /// - Parameter index: Of the gap among the entries; it moves with what is removed before it.
  private mutating func mend(_ gap: Gap, at index: inout Int) {
    while true {
      let (left, leftIndex) = left(of: index)
      let (right, rightIndex) = right(of: index)
      // Only what stands in a text can be taken out of it.
      let canChangeLeft = leftIndex >= 0 && entries[leftIndex].text != nil
      let canChangeRight = rightIndex < entries.count && entries[rightIndex].text != nil
      let whole = gap.joined(
        with: entries[(leftIndex + 1)..<rightIndex].compactMap { entry in
          if case .gap(let other) = entry.item { other } else { nil }
        })
      switch Self.step(whole, left, right) {
      case .removeBoth where canChangeLeft && canChangeRight:
        remove(rightIndex)
        remove(leftIndex)
        index -= 1
      case .removeLeft where canChangeLeft:
        remove(leftIndex)
        index -= 1
      case .removeRight where canChangeRight: remove(rightIndex)
      case .replaceLeft(let mark):
        replace(leftIndex, with: mark)
        return
      case .insert(let mark):
        guard canChangeLeft else { return }
        changed.insert(entries[leftIndex].text ?? 0)
        entries.insert(
          Entry(item: .character(mark), text: entries[leftIndex].text), at: leftIndex + 1)
        index += 1
        return
      case .removeBoth, .removeLeft, .removeRight, .nothing: return
      }
    }
  }

  private enum Step {
    case nothing, removeLeft, removeRight, removeBoth
    case replaceLeft(Character)
    case insert(Character)
  }

  private static func step(_ gap: Gap, _ left: Neighbour, _ right: Neighbour) -> Step {
    let (before, after) = (left.mark, right.mark)
    if gap.kind == .loopEnd { return loopEnd(left, right) }
    if let opening = left.character, let closing = right.character, gap.kind == .empty,
      PunctuationMark.pairs[opening] == closing
    {
      return .removeBoth
    }
    if left.opens {
      return after != nil ? .removeRight : .nothing
    }
    if right.closes {
      guard let before, before.isPause else { return .nothing }
      if right == .edge, let last = gap.last, PunctuationMark(last)?.isStop == true {
        return .replaceLeft(last)
      }
      return .removeLeft
    }
    if let before, let after {
      return before.yields(to: after) ? .removeLeft : .removeRight
    }
    if let before, before.isPause, after == nil, let last = gap.last,
      PunctuationMark(last)?.isStop == true
    {
      return .replaceLeft(last)
    }
    if before == nil, after == nil, let first = gap.first, let last = gap.last,
      PunctuationMark(first) != nil, PunctuationMark(last) != nil, left.character != nil,
      right.character != nil
    {
      return .insert(last)
    }
    return .nothing
  }

  /// At the end of the paragraph the mark stays as typed: there `是末项` says what is wanted.
  private static func loopEnd(_ left: Neighbour, _ right: Neighbour) -> Step {
    guard let before = left.mark, before.isPause, right != .edge else { return .nothing }
    if right.closes || right.mark != nil { return .removeLeft }
    return before == .enumeration && right.character == "等" ? .removeLeft : .nothing
  }
}

extension Junction.Neighbour {
  fileprivate var character: Character? {
    if case .character(let character) = self { character } else { nil }
  }

  fileprivate var mark: PunctuationMark? { character.flatMap { PunctuationMark($0) } }

  /// Whether a clause begins after it.
  fileprivate var opens: Bool {
    self == .edge || character.map { PunctuationMark.pairs[$0] != nil } ?? false
  }

  /// Whether a clause ends before it.
  fileprivate var closes: Bool {
    self == .edge || character.map { PunctuationMark.pairs.values.contains($0) } ?? false
  }
}
