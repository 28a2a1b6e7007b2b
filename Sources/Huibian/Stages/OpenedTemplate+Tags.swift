import HuibianDiagnostics
import HuibianOPC
import HuibianTemplate
import HuibianWord

extension OpenedTemplate {
  /// The tags of all stories, and where each stands.
  struct Parsed {
    let template: Template
    let blocks: [TemplateBlock]
    /// For each block its story and paragraph.
    let anchors: [(story: Int, paragraph: Int)]
    /// For each tag.
    let locations: [Location]
    /// For each tag whether it stands in a table.
    let isInTable: [Bool]
    /// For each tag whether it stands in the copy of a text box for old readers, which a person does
    /// not see: it is filled, and not counted.
    let isFallback: [Bool]
    /// For each tag the width that a table in its place can have, in twips; nil where it is unknown.
    let widths: [Int?]
    /// The same where the page lies across; nil where it is unknown or cannot.
    let landscapeWidths: [Int?]
    /// Blocks that are a tag as a whole, without braces: `图：…` at a chart, `@公章` at a picture.
    let bareBlocks: Set<Int>
    /// For the file of each part of a text template the lines that take it in, outermost first.
    let partLines: [String: [Int]]
    /// By tag the chart that a person drew, and whose figures the tag names.
    let drawnCharts: [Int: DrawnChart]
  }

  func parse(sink: inout DiagnosticSink) -> Parsed {
    var blocks: [TemplateBlock] = []
    var anchors: [(story: Int, paragraph: Int)] = []
    var bareBlocks: Set<Int> = []
    for (story, content) in document.stories.enumerated() {
      let part = content.part.text
      let first = blocks.count
      for field in content.fieldInstructions where field.text.holdsTag {
        sink.report(.tagInField(field, file: name, part: part))
      }
      for text in content.sealedTexts where text.kind != .chartData && text.text.holdsTag {
        sink.report(.tagOutOfReach(text, file: name, part: part))
      }
      for (index, paragraph) in content.paragraphs.enumerated() {
        let isOfChart = paragraph.chartID != nil || content.kind == .chart
        let isBare =
          isOfChart && paragraph.text.namesFigures
          || paragraph.kind == .alternativeText && paragraph.text.namesPicture
        if isBare { bareBlocks.insert(blocks.count) }
        anchors.append((story, index))
        blocks.append(
          TemplateBlock(
            text: isBare ? "{{\(paragraph.text)}}" : paragraph.text,
            path: BlockPath(paragraph.path), cells: paragraph.cells,
            // The paragraphs of the body are the first blocks.
            anchor: paragraph.anchor.map { .init(block: $0.paragraph, offset: $0.offset) },
            boxAnchor: paragraph.boxAnchor.map { first + $0 },
            location: location(
              part: part, place: paragraph.place,
              source: story == 0
                ? sources.flatMap { $0.indices.contains(index) ? $0[index] : nil } : nil)))
      }
    }
    for text in document.textsBesideStories where text.text.holdsTag {
      sink.report(.tagOutOfReach(text.text, in: text.kind, file: name, part: text.part.text))
    }
    let template = TemplateParser.parse(blocks, sink: &sink)
    let paragraphs = template.tags.map { tag in
      let anchor = anchors[tag.block]
      return document.stories[anchor.story].paragraphs[anchor.paragraph]
    }
    var drawnCharts: [Int: DrawnChart] = [:]
    var boundStories: Set<Int> = []
    for (index, tag) in template.tags.enumerated() {
      guard case .chart = tag.kind else { continue }
      let anchor = anchors[tag.block]
      drawnCharts[index] = document.drawnChart(story: anchor.story, paragraph: anchor.paragraph)
      if let chart = document.chartStory(story: anchor.story, paragraph: anchor.paragraph) {
        boundStories.insert(chart)
      }
    }
    // The numbers of a chart that a tag is bound to are replaced as a whole.
    for (index, story) in document.stories.enumerated() where !boundStories.contains(index) {
      for text in story.sealedTexts where text.kind == .chartData && text.text.holdsTag {
        sink.report(.tagOutOfReach(text, file: name, part: story.part.text))
      }
    }
    return Parsed(
      template: template, blocks: blocks, anchors: anchors,
      locations: template.tags.map { blocks[$0.block].location($0.ordinal, $0.range.lowerBound) },
      isInTable: template.tags.map { blocks[$0.block].path.isInTable },
      isFallback: paragraphs.map(\.isFallback),
      widths: paragraphs.map(\.width), landscapeWidths: paragraphs.map(\.landscapeWidth),
      bareBlocks: bareBlocks, partLines: partLines, drawnCharts: drawnCharts)
  }

  private func location(part: String, place: String, source: LoweredTemplate.SourceText?)
    -> @Sendable (Int, Int) -> Location
  {
    let name = name
    if let source { return { _, offset in source.location(file: name, offset: offset) } }
    return { ordinal, _ in .tag(file: name, part: part, place: place, tag: ordinal) }
  }
}

extension String {
  /// Whether the text is `图：…` without braces: at a chart, the figures that it is to show.
  fileprivate var namesFigures: Bool {
    let text = drop { $0.isWhitespace }
    return !holdsTag && text.first == "图"
      && text.dropFirst().drop { $0.isWhitespace }.first.map { "：:﹕".contains($0) } ?? false
  }

  /// Whether the text is `@公章` without braces: at a picture, the one that it is to show.
  fileprivate var namesPicture: Bool {
    let text = drop { $0.isWhitespace }
    return !holdsTag && text.first.map { "@＠﹫".contains($0) } ?? false && text.count > 1
  }

  /// Whether braces of a tag stand in the text, half or full width.
  var holdsTag: Bool {
    let braces: Set<Character> = ["{", "｛", "﹛"]
    return zip(self, dropFirst()).contains { braces.contains($0) && braces.contains($1) }
  }
}

extension BlockPath {
  /// The steps of the Word layer and of the tag language are the same but for alternative texts.
  fileprivate init(_ path: ParagraphPath) {
    self.init(
      path.steps.map { step in
        switch step {
        case .story(let index): .story(index)
        case .note(let index): .note(index)
        case .box(let index): .box(index)
        case .control(let index): .control(index)
        case .table(let index): .table(index)
        case .row(let index): .row(index)
        case .cell(let index): .cell(index)
        case .paragraph(let index): .paragraph(index)
        case .alternativeText(let index): .alternativeText(index)
        }
      })
  }

  /// Whether it is a paragraph of the body, in nothing else.
  var isBetweenPages: Bool {
    guard steps.count == 2, case .story(0) = steps[0], case .paragraph = steps[1] else {
      return false
    }
    return true
  }

  fileprivate var isInTable: Bool {
    steps.contains { if case .table = $0 { true } else { false } }
  }
}
