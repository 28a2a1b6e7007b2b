import HuibianDiagnostics
import HuibianOPC
import HuibianPlan
import HuibianReaders
import HuibianTemplate
import HuibianWord

/// A template as a Word document, whether it was one or was lowered to one.
struct OpenedTemplate {
  /// As the user named it.
  let name: String
  private(set) var document: WordDocument
  /// For a text template the origin of each paragraph of the body.
  private let sources: [LoweredTemplate.SourceText?]?
  /// For the file of each part of a text template the lines that take it in, outermost first.
  private let partLines: [String: [Int]]
  /// The styles that tables and definitions are set in.
  let styles: TableStyles
  /// The ids of the table styles, by the names that people see.
  let tableStyles: [String: String]

  /// Largest template in bytes.
  static let limit = 50 << 20

  static func open(
    _ file: TemplateFile, _ workspace: any Workspace, _ format: PageFormat,
    sink: inout DiagnosticSink
  ) -> OpenedTemplate? {
    let bytes: [UInt8]
    do throws(SourceError) {
      bytes = try workspace.bytes(of: file.path, limit: limit)
    } catch {
      sink.report(.unreadable(file.name, error))
      return nil
    }
    return open(bytes, file, workspace, format, sink: &sink)
  }

  /// - Parameter format: How a text template is set; a Word document has its own ways.
  static func open(
    _ bytes: [UInt8], _ file: TemplateFile, _ workspace: any Workspace, _ format: PageFormat,
    sink: inout DiagnosticSink
  ) -> OpenedTemplate? {
    let name = file.name
    let isText = name.hasSuffix(".md") || name.hasSuffix(".txt") || name.hasSuffix(".hb")
    guard isText else {
      guard let package = OPCPackage.open(bytes, file: name, kind: .wordDocument, sink: &sink),
        let document = WordDocument.open(package, file: name, sink: &sink)
      else { return nil }
      return OpenedTemplate(name: name, document: document, sources: nil)
    }
    guard let lowered = lower(bytes, file, workspace, format, sink: &sink),
      let document = WordDocument.open(lowered.package, file: name, sink: &sink)
    else { return nil }
    return OpenedTemplate(
      name: name, document: document, sources: lowered.sources, partLines: lowered.partLines)
  }

  private init(
    name: String, document: WordDocument, sources: [LoweredTemplate.SourceText?]?,
    partLines: [String: [Int]] = [:]
  ) {
    self.name = name
    self.partLines = partLines
    self.document = document
    self.sources = sources
    let styles = document.styles
    self.styles = TableStyles(styles)
    var names: [String: String] = [:]
    for style in styles where style.type == "table" {
      names[style.name] = style.id
      if style.name == "Table Grid" { names["网格型"] = style.id }
    }
    names["Normal Table"] = nil
    tableStyles = names
  }

  private static func lower(
    _ bytes: [UInt8], _ file: TemplateFile, _ workspace: any Workspace, _ format: PageFormat,
    sink: inout DiagnosticSink
  ) -> LoweredTemplate? {
    guard let text = String(templateBytes: bytes) else {
      sink.report(.templateEncoding(file.name))
      return nil
    }
    let template = TextTemplate.parse(text, file: file.name, sink: &sink)
    let (whole, lines) = PartShelf(file, workspace).expanded(
      template, file: file.name, sink: &sink)
    var lowered = Lowering.lower(
      whole, file: file.name, settings: LayoutSettings(format), sink: &sink)
    lowered.partLines = lines
    return lowered
  }

  /// The template as a Word document with its tags in it.
  func taggedBytes(sink: inout DiagnosticSink) -> [UInt8]? {
    do throws(OPCError) {
      return try document.serialized()
    } catch {
      sink.report(.notWritten(name, error))
      return nil
    }
  }

  // MARK: Tags

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

  /// The document with its tags marked and its regions made: what is the same however often it is filled.
  ///
  /// Reports pairs of tags whose place in the document does not allow what they ask for.
  func skeleton(_ parsed: Parsed, sink: inout DiagnosticSink) -> WordDocument {
    var skeleton = document
    skeleton.mark(parsed.markers)
    report(skeleton.structure(parsed.marks), parsed, sink: &sink)
    checkPlaces(parsed, sink: &sink)
    do throws(OPCError) {
      try skeleton.prepare { $0.clearProperties { $0.holdsTag } }
    } catch {
      sink.report(.notWritten(name, error))
    }
    return skeleton
  }

  private func checkPlaces(_ parsed: Parsed, sink: inout DiagnosticSink) {
    for (index, tag) in parsed.template.tags.enumerated() {
      guard case .table(let table) = tag.kind, table.isLandscape || table.isReview,
        !parsed.blocks[tag.block].path.isBetweenPages
      else { continue }
      sink.report(.notExpanded(.landscapeInText, tag.source, at: parsed.locations[index]))
    }
  }

  private func report(
    _ problems: [ExpansionProblem], _ parsed: Parsed, sink: inout DiagnosticSink
  ) {
    for problem in problems {
      let tag =
        [.blocksInText, .pictureInText, .documentInText, .contentsInText, .landscapeInText]
          .contains(problem.kind)
        ? problem.id : parsed.template.regions[problem.id].boundaries[0]
      sink.report(
        .notExpanded(
          problem.kind, parsed.template.tags[tag].source, at: parsed.locations[tag]))
    }
  }

  // MARK: Filling

  /// The document with its tags filled, as a file; nil after a report.
  ///
  /// - Parameter skeleton: Of this template, without a problem.
  func rendered(
    _ skeleton: WordDocument, _ parsed: Parsed, with filler: inout ReportFiller,
    in scope: Scope = Scope(),
    documents: [String: OPCPackage] = [:], sink: inout DiagnosticSink
  ) -> [UInt8]? {
    var document = skeleton
    do throws(OPCError) {
      let problems = try document.fill(
        regions: parsed.marks, scope: scope, filler: &filler, documents: documents)
      report(problems, parsed, sink: &sink)
    } catch {
      sink.report(.notWritten(name, error))
      return nil
    }
    sink.absorb(filler.sink)
    for note in document.insertionNotes { sink.report(.inserted(note, into: name)) }
    for note in document.contentsNotes { sink.report(.contents(note, of: name)) }
    guard !sink.hasErrors else { return nil }
    document.finish()
    var package = document.finished()
    package.clearProperties { $0.holdsTag }
    do throws(OPCError) {
      return try package.serialized()
    } catch {
      sink.report(.notWritten(name, error))
      return nil
    }
  }
}

extension LayoutSettings {
  fileprivate init(_ format: PageFormat) {
    self.init(
      isDuplex: format.isDuplex, isSecondHeadingBold: format.isSecondHeadingBold,
      numberPlace: format.isNumberCentred ? .centre : .outer, markSize: format.markSize)
    for face in Typeface.allCases { faces[face] = format.faces[face.settingName] }
  }
}

extension OpenedTemplate.Parsed {
  /// The tags as ranges of the document's texts.
  fileprivate var markers: [Marker] {
    template.tags.enumerated().map { id, tag in
      let anchor = anchors[tag.block]
      // Of a text that is a tag as a whole, all: its braces are ours.
      let range = bareBlocks.contains(tag.block) ? 0..<(tag.range.count - 4) : tag.range
      return Marker(id: id, story: anchor.story, paragraph: anchor.paragraph, range: range)
    }
  }

  fileprivate var marks: [RegionMarks] {
    template.regions.map {
      RegionMarks(
        id: $0.id, boundaries: $0.boundaries, extent: $0.extent.marks,
        isLoop: $0.kind != .condition)
    }
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
  fileprivate var holdsTag: Bool {
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
  fileprivate var isBetweenPages: Bool {
    guard steps.count == 2, case .story(0) = steps[0], case .paragraph = steps[1] else {
      return false
    }
    return true
  }

  fileprivate var isInTable: Bool {
    steps.contains { if case .table = $0 { true } else { false } }
  }
}

extension Region.Extent {
  fileprivate var marks: RegionMarks.Extent {
    switch self {
    case .inline: .inline
    case .paragraphs: .paragraphs
    case .rows: .rows
    case .columns: .columns
    }
  }
}
