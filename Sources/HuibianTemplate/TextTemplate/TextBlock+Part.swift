extension TextBlock {
  /// The part that is to stand in the place of this paragraph (`{{部分 名}}` and nothing else); nil: none.
  package var namedPart: String? {
    if case .part(let name)? = onlyTag { name } else { nil }
  }

  /// The document that is to stand in the place of this paragraph (`{{插入 名}}` and nothing else); nil:
  /// none.
  package var namedDocument: String? {
    if case .insert(let name)? = onlyTag { name } else { nil }
  }

  /// Whether the paragraph is a table of contents.
  package var isContents: Bool {
    if case .contents? = onlyTag { true } else { false }
  }

  /// What the paragraph's tag says, if there is nothing else in it.
  private var onlyTag: TagKind? {
    guard kind == .paragraph, TagScanner.mayHoldTags(text) else { return nil }
    let folded = FoldedText(text)
    guard case .tag(let range, let content)? = TagScanner(folded).findings().first,
      folded.trimmed(0..<folded.typed.count) == folded.source(range)
    else { return nil }
    return try? TagParser.parse(folded, content)
  }
}
