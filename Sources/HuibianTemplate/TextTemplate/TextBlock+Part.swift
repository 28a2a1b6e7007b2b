extension TextBlock {
  /// The part that is to stand in the place of this paragraph (`{{部分 名}}` and nothing else); nil: none.
  package var namedPart: String? {
    guard kind == .paragraph, TagScanner.mayHoldTags(text) else { return nil }
    let folded = FoldedText(text)
    guard case .tag(let range, let content)? = TagScanner(folded).findings().first,
      folded.trimmed(0..<folded.typed.count) == folded.source(range),
      case .part(let name)? = try? TagParser.parse(folded, content)
    else { return nil }
    return name
  }
}
