/// `{来访批次}`: text in one pair of braces, which may have been meant as a tag.
package struct SingleBrace: Hashable, Sendable {
  /// Of the brace, in characters of the block, from 0.
  package let offset: Int
  /// With its braces, as typed.
  package let source: String
  /// What stands before a `｜` or `：`, folded, without blanks at its ends.
  package let name: String

  /// Characters between the braces at most.
  private static let limit = 60

  /// Those of a block, in order; braces of tags are none.
  package static func all(in text: String) -> [SingleBrace] {
    guard TagScanner.mayHoldTags(text) else { return [] }
    let text = FoldedText(text)
    var taken = Array(repeating: false, count: text.folded.count)
    for finding in TagScanner(text).findings() {
      switch finding {
      case .tag(let range, _), .unclosed(let range, _), .strayClose(let range):
        for offset in range { taken[offset] = true }
      }
    }
    var result: [SingleBrace] = []
    var open: Int?
    for (offset, character) in text.folded.enumerated() {
      if taken[offset] {
        open = nil
      } else if character == "{" {
        open = offset
      } else if character == "}", let first = open {
        open = nil
        guard offset - first <= limit else { continue }
        let content = text.folded[(first + 1)..<offset].compactMap(\.self)
        let name = String(content.prefix { $0 != "|" && $0 != ":" })
        result.append(
          SingleBrace(
            offset: first, source: text.source(first..<offset + 1),
            name: name.split(separator: " ").joined(separator: " ")))
      }
    }
    return result
  }
}
