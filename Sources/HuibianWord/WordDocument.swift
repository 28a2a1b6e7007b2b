package import HuibianDiagnostics
package import HuibianOPC

/// A WordprocessingML document: its stories as lists of texts, in which ranges are marked and then
/// filled.
///
/// What it does not touch stays as it was, to the byte: a story without a marker, and every part that
/// is not a story.
///
///     open        -- stories, paragraphs, texts
///     mark        -- ranges of texts become markers
///     structure   -- regions become elements
///     fill        -- regions are copied, markers filled
///     serialized  -- the changed parts are written
package struct WordDocument: Sendable {
  /// The file name as the user typed it, for messages.
  package let file: String
  /// The body, then headers, footers, notes, comments and charts, in the order of relationships.
  package internal(set) var stories: [Story]
  var container: OPCPackage
  /// What a person should be told of the documents that were inserted.
  package internal(set) var insertionNotes: [InsertionNote] = []
  /// What a person should be told of tables of contents.
  package internal(set) var contentsNotes: [ContentsNote] = []
  /// The lists that begin anew in each copy of a region, by the region.
  var restarts: [Int: Set<String>] = [:]
  /// The widths of the body's sections, in twips. Headers, footers and notes are as wide as the first.
  private let sections: [Int?]
  /// The same where the page lies across.
  private let landscapeSections: [Int?]
  /// Where the body refers to notes, by the note's element and id.
  private var anchors: [NoteReference.Note: NoteAnchor] = [:]
  /// Where charts are drawn in the body, by the relationships that lead to them.
  private var chartAnchors: [String: NoteAnchor] = [:]

  /// Opens a document.
  ///
  /// Reports fields that run or fetch something, and, once each, that comments and tracked changes
  /// stay.
  ///
  /// - Returns: Nil if there is no body to work on; the sink then says why.
  package static func open(
    _ container: OPCPackage, file: String, sink: inout DiagnosticSink
  ) -> WordDocument? {
    let main = container.mainPart
    guard let bytes = container.bytes(of: main) else {
      sink.report(.missingBody(main, file))
      return nil
    }
    guard var body = XML.parse(bytes, file: file, part: main.text, sink: &sink) else { return nil }
    if EditorControls.mayStand(in: bytes) { EditorControls.remove(from: &body.root) }
    guard body.root.name == .w("document"), body.root.first(.w("body")) != nil else {
      sink.report(.notADocument(main, file, found: body.root.name.local))
      return nil
    }
    var stories = [Story(part: main, kind: .body, document: body)]
    var seen: Set<PartName> = [main]
    // Notes and comments can hold drawings, hence charts; nothing else leads further.
    var sources = [main]
    while !sources.isEmpty {
      let source = sources.removeFirst()
      for relationship in container.relationships(of: source) where !relationship.isExternal {
        guard let kind = Story.Kind(relationship: relationship.kind),
          let part = container.resolve(relationship.target, from: source),
          let bytes = container.bytes(of: part), seen.insert(part).inserted,
          var document = XML.parse(bytes, file: file, part: part.text, sink: &sink)
        else { continue }
        if EditorControls.mayStand(in: bytes) { EditorControls.remove(from: &document.root) }
        stories.append(Story(part: part, kind: kind, document: document))
        if kind != .chart { sources.append(part) }
      }
    }
    var result = WordDocument(file: file, stories: stories, container: container)
    for index in result.stories.indices {
      result.list(index)
      result.stories[index].reportFindings(file: file, sink: &sink)
    }
    result.reportKept(sink: &sink)
    return result
  }

  private init(file: String, stories: [Story], container: OPCPackage) {
    self.file = file
    self.stories = stories
    self.container = container
    let body = stories[0].document.root.first(.w("body"))
    sections = body?.sectionWidths ?? []
    landscapeSections = body?.landscapeWidths ?? []
  }

  /// The style definitions of the document: ids, types (`paragraph`, `table`, …) and names.
  ///
  /// Cost: parses the styles part.
  package var styles: [(id: String, type: String, name: String)] {
    (container.root(kind: "styles")?.root.all(.w("style")) ?? []).compactMap { style in
      style[w: "styleId"].map {
        ($0, style[w: "type"] ?? "paragraph", style.first(.w("name"))?[w: "val"] ?? $0)
      }
    }
  }

  /// Replaces ranges of texts by markers. Called once.
  ///
  /// - Precondition: The ranges lie in their texts and do not overlap.
  package mutating func mark(_ markers: [Marker]) {
    for (story, markers) in Dictionary(grouping: markers, by: \.story) {
      let byParagraph = Dictionary(grouping: markers, by: \.paragraph)
      var walk = storyWalk(story)
      let marked = walk.walk(stories[story].document.root) { stretch, element in
        guard let markers = byParagraph[stretch.number] else { return nil }
        let ranges = markers.map { (id: $0.id, range: $0.range) }
        guard let attribute = stretch.attribute else {
          return Marking.marking(ranges, in: element)
        }
        var result = element
        result[attribute: attribute] = AlternativeText.marking(
          ranges, in: element[attribute: attribute] ?? "")
        return result
      }
      guard let marked else { continue }
      stories[story].document.root = marked
      stories[story].isChanged = true
    }
  }

  /// Changes a story's element tree from its root.
  package mutating func update(story: Int, _ change: (inout XML.Element) -> Void) {
    change(&stories[story].document.root)
    stories[story].isChanged = true
  }

  /// Sets what depends on the final texts of a document laid out here.
  package mutating func finish(_ layout: GongwenFinish = GongwenFinish()) {
    let before = stories[0].document
    layout.apply(to: &stories[0].document)
    if !stories[0].isChanged { stories[0].isChanged = stories[0].document != before }
  }

  /// The element tree of a story, from its root.
  package func root(of story: Int) -> XML.Element { stories[story].document.root }

  /// The text of a story as it now is, one paragraph a line, boxes after the paragraph that anchors
  /// them.
  package func plainText(of story: Int) -> String {
    var lines: [(number: Int, text: String)] = []
    var walk = storyWalk(story)
    _ = walk.walk(stories[story].document.root) { stretch, element in
      if stretch.kind == .paragraph { lines.append((stretch.number, element.paragraphText)) }
      return nil
    }
    return lines.sorted { $0.number < $1.number }.map(\.text).joined(separator: "\n")
  }

  /// Does what need not be done again for each copy of the document that is filled: takes out what
  /// tells who made it, makes the bytes ready of what holds no tag, and packs the parts that filling
  /// will not change. Called once, after ``structure(_:)``.
  ///
  /// - Parameter clean: What is to be done to the package besides, before.
  package mutating func prepare(_ clean: (inout OPCPackage) -> Void) throws(OPCError) {
    clean(&container)
    container.removeProvenance()
    let holes = XML.Holes(.marker, bindings: RunText.bindings) { $0.markerID }
    for index in stories.indices where stories[index].isChanged {
      stories[index].document.root = stories[index].document.root.ready(besides: .foreign, holes)
    }
    let changing = Set(stories.filter(\.isChanged).map(\.part))
    try container.pack { !changing.contains($0) && !$0.isRelationshipsPart }
  }

  /// The package with all changed stories in it, and without what tells who made it and where.
  package func finished() -> OPCPackage {
    var result = container
    for story in stories where story.isChanged {
      result.setPart(story.part, XML.serialize(story.document), contentType: nil)
    }
    result.removeProvenance()
    return result
  }

  /// The document as a file. Two calls give equal bytes.
  package func serialized() throws(OPCError) -> [UInt8] {
    try finished().serialized()
  }

  func storyWalk(_ index: Int) -> StoryWalk {
    let kind = stories[index].kind
    let ordinal = stories[...index].count { $0.kind == kind }
    return StoryWalk(
      story: index, kind: kind, ordinal: ordinal, sections: sections,
      landscapeSections: landscapeSections)
  }

  /// Of a chart that is drawn in the body: where.
  private func chartAnchor(ofStory index: Int) -> NoteAnchor? {
    chartsOfBody.first { $0.value == index }.flatMap { chartAnchors[$0.key] }
  }

  /// The charts that are drawn in the body: the story of each, by the relationship that leads to it.
  var chartsOfBody: [String: Int] {
    var result: [String: Int] = [:]
    for id in chartAnchors.keys {
      if let story = story(ofChart: id, from: container.mainPart) { result[id] = story }
    }
    return result
  }

  private mutating func list(_ index: Int) {
    var paragraphs: [(number: Int, info: ParagraphInfo)] = []
    var instructions: [(number: Int, list: [FieldInstruction])] = []
    var sealed = SealedTexts.outsideParagraphs(stories[index].document.root)
    var walk = storyWalk(index)
    var found: [NoteReference.Note: NoteAnchor] = [:]
    var charts: [String: NoteAnchor] = [:]
    var shared: Set<NoteReference.Note> = []
    let notes = stories[index].document.root.noteIDs
    let chartAnchor = chartAnchor(ofStory: index)
    _ = walk.walk(stories[index].document.root) { stretch, element in
      if index == 0, stretch.kind == .paragraph {
        for reference in element.noteReferences {
          // One that two places refer to stands in no loop of either.
          if found[reference.note] != nil { shared.insert(reference.note) }
          found[reference.note] = NoteAnchor(paragraph: stretch.number, offset: reference.offset)
        }
        for (id, offset) in element.chartReferences where charts[id] == nil {
          charts[id] = NoteAnchor(paragraph: stretch.number, offset: offset)
        }
      }
      let text = stretch.attribute.map { element[attribute: $0] ?? "" } ?? element.paragraphText
      let style = element.first(.w("pPr"))?.first(.w("pStyle"))?[w: "val"]
      paragraphs.append(
        (
          stretch.number,
          ParagraphInfo(
            kind: stretch.kind, text: text, path: stretch.path, place: stretch.place,
            styleID: style, isFallback: stretch.isFallback,
            width: stretch.width, landscapeWidth: stretch.landscapeWidth, chartID: stretch.chartID,
            cells: stretch.cells,
            anchor: stretch.path.note.flatMap {
              notes.indices.contains($0) ? anchors[notes[$0]] : nil
            } ?? chartAnchor,
            boxAnchor: stretch.boxAnchor)
        ))
      if stretch.kind == .paragraph {
        let found = element.fieldInstructions
        instructions.append(
          (stretch.number, found.map { FieldInstruction(place: stretch.place, text: $0) }))
        sealed += SealedTexts.inParagraph(element, stretch.place)
      }
      return nil
    }
    if index == 0 {
      anchors = found.filter { !shared.contains($0.key) }
      chartAnchors = charts
    }
    stories[index].sealedTexts = sealed
    stories[index].paragraphs = paragraphs.sorted { $0.number < $1.number }.map(\.info)
    stories[index].fieldInstructions =
      instructions.sorted { $0.number < $1.number }.flatMap(\.list)
  }
}

extension Story.Kind {
  /// The kind of story that a relationship of this kind leads to.
  fileprivate init?(relationship: Substring) {
    switch relationship {
    case "header": self = .header
    case "footer": self = .footer
    case "footnotes": self = .footnotes
    case "endnotes": self = .endnotes
    case "comments": self = .comments
    case "chart": self = .chart
    default: return nil
    }
  }
}
