import HuibianDiagnostics
import HuibianTemplate

/// The lexer and parser of tags: every line of the input is a paragraph, and a line that begins with
/// `|` is a row of a table, its cells divided by `|`.
enum TagTarget: FuzzTarget {
  static let name = "tags"

  static func run(_ bytes: [UInt8]) {
    let blocks = blocks(of: String(decoding: bytes, as: UTF8.self))
    var sink = DiagnosticSink()
    let template = TemplateParser.parse(blocks, sink: &sink)
    for (index, tag) in template.tags.enumerated() {
      let characters = Array(blocks[tag.block].text)
      require(
        tag.range.lowerBound >= 0 && tag.range.upperBound <= characters.count,
        "a tag out of its text")
      require(String(characters[tag.range]) == tag.source, "a tag not as typed")
      for region in template.scopes(ofTag: index) {
        require(template.regions.indices.contains(region), "a scope that is no region")
      }
    }
    for region in template.regions {
      require(region.boundaries == region.boundaries.sorted(), "boundaries out of order")
      require(region.parent.map { $0 < region.id } ?? true, "a parent after its child")
    }
    let words = sink.summary.map { $0.text() }
    require(words.allSatisfy { !$0.isEmpty }, "a message without words")
  }

  private static func blocks(of text: String) -> [TemplateBlock] {
    var blocks: [TemplateBlock] = []
    var paragraph = 0
    var row: Int?
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.first == "|" {
        row = row.map { $0 + 1 } ?? 0
        for (cell, content) in line.dropFirst().split(
          separator: "|", omittingEmptySubsequences: false
        ).enumerated() {
          append(
            String(content),
            [.story(0), .table(paragraph), .row(row ?? 0), .cell(cell), .paragraph(0)],
            to: &blocks)
        }
      } else {
        if row != nil { paragraph += 1 }
        row = nil
        append(String(line), [.story(0), .paragraph(paragraph)], to: &blocks)
        paragraph += 1
      }
    }
    return blocks
  }

  private static func append(
    _ text: String, _ steps: [BlockPath.Step], to blocks: inout [TemplateBlock]
  ) {
    let number = blocks.count + 1
    blocks.append(
      TemplateBlock(text: text, path: BlockPath(steps)) { ordinal, _ in
        .tag(file: "模板", part: "正文", place: "第\(number)段", tag: ordinal)
      })
  }
}
