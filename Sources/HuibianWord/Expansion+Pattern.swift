import HuibianOPC

/// Paragraphs whose tags stand between fixed texts, as nearly all do: filled as bytes.
extension Expansion {
  /// A paragraph with its holes filled; nil if something comes that is more than text. What the filler
  /// said then waits in ``asked``.
  mutating func filled(
    _ pattern: XML.Pattern, _ scope: Filler.Scope, _ around: Surroundings
  ) -> XML.Element? {
    guard !pattern.numbers.contains(where: boundaries.contains) else { return nil }
    let contents = pattern.numbers.map { filler.content(of: $0, in: scope) }
    guard contents.allSatisfy(\.isPlain) else {
      asked = contents[...]
      return nil
    }
    var writer = XML.ElementWriter(filling: pattern)
    for (number, (hole, content)) in zip(pattern.holes, contents).enumerated() {
      let run = RunText(dialect: .word, properties: hole.lead.first?.element)
      // How a paragraph begins is asked of every one.
      if number == 0, pattern.beginsWithHole, case .text(let text, _) = content {
        writer.lead(run.nodes(text, nil))
      }
      switch content {
      case .text(let text, let identity):
        run.write(text, around.allowsControls ? identity : nil, to: &writer)
      case .highlighted(let text): run.highlighted.write(text, nil, to: &writer)
      default: break
      }
      writer.closeHole()
    }
    return writer.element()
  }
}

extension MarkerContent {
  /// Whether it is runs in any case, or leaves no trace.
  fileprivate var isPlain: Bool {
    switch self {
    case .text(let text, _), .highlighted(let text): !text.isEmpty
    case .nothing: true
    default: false
    }
  }
}
