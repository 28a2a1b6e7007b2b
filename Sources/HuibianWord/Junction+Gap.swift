import HuibianOPC

extension Junction {
  /// A place where something is gone, or where the copies of a loop begin or end.
  struct Gap: Hashable {
    enum Kind: String { case empty, loopStart, loopEnd }

    var kind = Kind.empty
    /// The first and the last character of what is gone; nil unless it was typed.
    var first: Character?
    var last: Character?
  }
}

extension Junction.Gap {
  /// The gap with those that have come to stand beside it, all from left to right.
  func joined(with gaps: [Junction.Gap]) -> Junction.Gap {
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
  var gap: Junction.Gap? {
    guard name == .gap else { return nil }
    return Junction.Gap(
      kind: self[attribute: .id].flatMap { Junction.Gap.Kind(rawValue: $0) } ?? .empty,
      first: self[attribute: .first]?.first, last: self[attribute: .last]?.first)
  }

  /// Whether gaps stand in the element, but not in a text box of it.
  var holdsGaps: Bool {
    children.contains { node in
      guard let child = node.element else { return false }
      return child.name == .gap || (InlineRole.isContainer(child.name) && child.holdsGaps)
    }
  }
}
