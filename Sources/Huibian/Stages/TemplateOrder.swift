import HuibianDiagnostics
import HuibianTemplate

/// The order in which a person reads a template, for messages: by paragraph, then by tag.
struct TemplateOrder {
  private let blocks: [String: Int]
  /// What was typed, by the place of the tag.
  private let sources: [Location: String]

  /// For the file of each part the lines that take it in.
  private let partLines: [String: [Int]]

  init(_ parsed: OpenedTemplate.Parsed) {
    partLines = parsed.partLines
    sources = Dictionary(
      zip(parsed.locations, parsed.template.tags.map(\.source)),
      uniquingKeysWith: { first, _ in first })
    var blocks: [String: Int] = [:]
    for (index, block) in parsed.blocks.enumerated() {
      if case .tag(_, let part, let place, _) = block.location(1, 0) {
        blocks[part + "\n" + place] = blocks[part + "\n" + place] ?? index
      }
    }
    self.blocks = blocks
  }

  /// The messages in that order, those without a place in the template first.
  ///
  /// One that repeats another is left out: the two copies of a text box hold one mistake of a person.
  /// One that does not quote its tag is told with it.
  func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return diagnostics.map(naming).filter { seen.insert($0).inserted }.enumerated()
      .map { (offset: $0, key: key($1.location), diagnostic: $1) }
      .sorted { a, b in
        a.key == b.key ? a.offset < b.offset : a.key.lexicographicallyPrecedes(b.key)
      }.map(\.diagnostic)
  }

  private func naming(_ diagnostic: Diagnostic) -> Diagnostic {
    guard let source = sources[diagnostic.location], !diagnostic.message.contains("{{"),
      !diagnostic.message.contains(visible(source))
    else { return diagnostic }
    return Diagnostic(
      diagnostic.severity, diagnostic.id, "标签\(quoted(source))：\(diagnostic.message)",
      at: diagnostic.location, hints: diagnostic.hints)
  }

  private func key(_ location: Location) -> [Int] {
    switch location {
    case .text(let file, let line, let column): (partLines[file] ?? []) + [line, column]
    case .tag(_, let part, let place, let tag): [blocks[part + "\n" + place] ?? -1, tag]
    case .cell, .paragraph, .part, .file, .command: [-1]
    }
  }
}
