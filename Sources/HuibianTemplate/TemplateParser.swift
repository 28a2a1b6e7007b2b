package import HuibianDiagnostics

/// From the blocks of a template to its tags and regions.
package enum TemplateParser {
  /// Longest tag in characters, braces included.
  static let tagLimit = 500
  /// Deepest nesting of regions, and of brackets in a condition.
  static let depthLimit = 16

  /// Reads all blocks, in document order.
  ///
  /// Nothing is thrown: every mistake of every block is reported, with its place, the tag as typed
  /// and what would be right. A tag with a mistake is in the result as ``TagKind/broken(_:)``, and a
  /// pair with a mistake has no region.
  package static func parse(_ blocks: [TemplateBlock], sink: inout DiagnosticSink) -> Template {
    var tags: [Tag] = []
    for (index, block) in blocks.enumerated() where TagScanner.mayHoldTags(block.text) {
      tags += parse(block, index, sink: &sink)
    }
    return RegionBuilder.build(tags, blocks, sink: &sink)
  }

  private static func parse(
    _ block: TemplateBlock, _ index: Int, sink: inout DiagnosticSink
  ) -> [Tag] {
    let text = FoldedText(block.text)
    var tags: [Tag] = []
    for finding in TagScanner(text).findings() {
      let ordinal = tags.count + 1
      switch finding {
      case .strayClose(let range):
        let before = text.source(max(0, range.lowerBound - 10)..<range.upperBound)
        sink.report(.strayBrace(before, at: block.location(max(1, tags.count), range.lowerBound)))
      case .unclosed(let range, let next):
        let location = block.location(ordinal, range.lowerBound)
        sink.report(.unclosedTag(text.source(range), isFollowed: next != nil, at: location))
        let role = brokenRole(text, range)
        tags.append(
          Tag(
            block: index, range: range, source: text.source(range), ordinal: ordinal,
            kind: .broken(role)))
      case .tag(let range, let content):
        let source = text.source(range)
        tags.append(
          Tag(
            block: index, range: range, source: source, ordinal: ordinal,
            kind: kind(
              text, range, content, source, { block.location(ordinal, $0) }, sink: &sink)))
      }
    }
    return tags
  }

  private static func kind(
    _ text: FoldedText, _ range: Range<Int>, _ content: Range<Int>, _ source: String,
    _ location: (Int) -> Location, sink: inout DiagnosticSink
  ) -> TagKind {
    guard range.count <= tagLimit else {
      sink.report(.tooLong(source, limit: tagLimit, at: location(range.lowerBound)))
      return .broken(brokenRole(text, range))
    }
    do throws(TagFault) {
      return try TagParser.parse(text, content)
    } catch {
      sink.report(
        .badTag(
          error, source, character: error.offset - range.lowerBound + 1,
          at: location(error.offset)))
      return .broken(brokenRole(text, range))
    }
  }

  /// What the tag would have been, by its first word.
  private static func brokenRole(_ text: FoldedText, _ range: Range<Int>) -> BrokenRole {
    let content = range.prefix(40).compactMap { text.folded[$0] }.filter { $0 != "{" && $0 != " " }
    let beginsWith = { (words: [String]) in words.contains { content.starts(with: $0) } }
    if beginsWith(["否则"]) { return .divides }
    if beginsWith(["如果", "每个", "每行", "每列", "?", "#", "^"]) { return .opens }
    return beginsWith(["完", "结束", "/"]) ? .closes : .none
  }
}
