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

  /// A place where something is gone, or where the copies of a loop begin or end.
  struct Gap: Hashable {
    enum Kind: String { case empty, loopStart, loopEnd }

    var kind = Kind.empty
    /// The first and the last character of what is gone; nil unless it was typed.
    var first: Character?
    var last: Character?
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

/// A mark that parts clauses or ends a sentence, by its strength; half-width ones, which clerks type too,
/// but for the point, which may be one of a number.
private enum PunctuationMark: Int {
  case enumeration, comma, semicolon, colon, stop

  init?(_ character: Character) {
    switch character {
    case "、": self = .enumeration
    case "，", ",": self = .comma
    case "；", ";": self = .semicolon
    case "：", ":": self = .colon
    case "。", "！", "？", "!", "?": self = .stop
    default: return nil
    }
  }

  var isStop: Bool { self == .stop }
  /// 、，；
  var isPause: Bool { rawValue < Self.colon.rawValue }

  /// Whether the mark before a gap goes, rather than the one after it: the stronger stays, of equal
  /// ones the first; after a colon no pause stands.
  func yields(to next: PunctuationMark) -> Bool { rawValue < next.rawValue }

  static let pairs: [Character: Character] = [
    "（": "）", "(": ")", "“": "”", "‘": "’", "《": "》", "〈": "〉", "【": "】", "〔": "〕", "「": "」",
    "『": "』", "[": "]",
  ]
}

extension Junction.Gap {
  /// The gap with those that have come to stand beside it, all from left to right.
  fileprivate func joined(with gaps: [Junction.Gap]) -> Junction.Gap {
    let gone = gaps.filter { $0.kind == .empty }
    return Junction.Gap(
      kind: kind, first: gone.lazy.compactMap(\.first).first,
      last: gone.lazy.compactMap(\.last).last)
  }

  /// What a segment that is gone began and ended with.
  init(kind: Kind = .empty, of nodes: [XML.Node]) {
    self.init(
      kind: kind, first: Self.edge(nodes, fromEnd: false)?.character,
      last: Self.edge(nodes, fromEnd: true)?.character)
  }

  private struct Edge { let character: Character? }

  /// The typed character at one end; of a marker or a picture none. Nil: nothing stands there.
  private static func edge(_ nodes: [XML.Node], fromEnd: Bool) -> Edge? {
    for node in fromEnd ? nodes.reversed() : nodes {
      guard let element = node.element else { continue }
      if [.marker, .region, .w("drawing"), .w("pict"), .w("object")].contains(element.name) {
        return Edge(character: nil)
      }
      switch InlineRole.of(element.name) {
      case .text:
        let text = element.shownText
        if let character = fromEnd ? text.last : text.first { return Edge(character: character) }
      case .character: return Edge(character: nil)
      case .container:
        if let edge = edge(element.children, fromEnd: fromEnd) { return edge }
      case .other:
        guard element.name == .w("p") else { continue }
        if let edge = edge(element.children, fromEnd: fromEnd) { return edge }
      }
    }
    return nil
  }

  /// Whether what begins or ends so needs mending at the ends of a loop.
  var isPause: Bool {
    let edge = kind == .loopStart ? first : last
    return edge.flatMap { PunctuationMark($0) }?.isPause ?? false
  }

  var element: XML.Element {
    var element = XML.Element(.gap, [(.id, kind.rawValue)])
    element[attribute: .first] = first.map { String($0) }
    element[attribute: .last] = last.map { String($0) }
    return element
  }
}

extension XML.Element {
  fileprivate var gap: Junction.Gap? {
    guard name == .gap else { return nil }
    return Junction.Gap(
      kind: self[attribute: .id].flatMap { Junction.Gap.Kind(rawValue: $0) } ?? .empty,
      first: self[attribute: .first]?.first, last: self[attribute: .last]?.first)
  }

  /// Whether gaps stand in the element, but not in a text box of it.
  var holdsGaps: Bool {
    children.contains { node in
      guard let child = node.element, child.mayHold(.foreign) else { return false }
      return child.name == .gap || (InlineRole.isContainer(child.name) && child.holdsGaps)
    }
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
