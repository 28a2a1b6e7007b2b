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
  let document: WordDocument
  /// For a text template the origin of each paragraph of the body.
  let sources: [LoweredTemplate.SourceText?]?
  /// For the file of each part of a text template the lines that take it in, outermost first.
  let partLines: [String: [Int]]
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

  /// The document with its tags marked and its regions made: what is the same however often it is filled.
  ///
  /// Reports pairs of tags whose place in the document does not allow what they ask for.
  func skeleton(_ parsed: Parsed, sink: inout DiagnosticSink) -> WordDocument {
    var skeleton = document
    skeleton.mark(parsed.markers)
    report(skeleton.structure(parsed.marks), parsed, sink: &sink)
    checkPlaces(parsed, sink: &sink)
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
