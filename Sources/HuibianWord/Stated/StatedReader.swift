import HuibianOPC

/// Reads what a document states of its looks.
struct StatedReader {
  private let container: OPCPackage
  private let looks: StatedLooks
  private var labels: ListLabels
  private var paragraphs: [StatedParagraph] = []
  private var rules: [StatedRule] = []
  private var sections: [StatedSection] = []

  /// What stands around an element.
  private struct Surroundings {
    var container: StatedParagraph.Container
    let part: String
    /// Of the innermost table.
    var table: String?
    /// Whether it is a copy for old readers.
    var isFallback = false
    var isBoxed = false
  }

  /// The paragraphs of the story at hand as the story lists them, and how many were met.
  private var listed: [ParagraphInfo] = []
  private var met = 0

  init(_ container: OPCPackage) {
    self.container = container
    looks = StatedLooks(container)
    labels = ListLabels(container.root(kind: "numbering")?.root)
  }

  mutating func read(_ document: WordDocument) -> StatedDocument {
    for story in document.stories {
      let place: StatedParagraph.Container
      switch story.kind {
      case .body: place = .body
      case .header: place = .header
      case .footer: place = .footer
      case .footnotes, .endnotes, .comments, .chart: continue
      }
      listed = story.paragraphs.filter { $0.kind == .paragraph }
      met = 0
      walk(
        story.document.root,
        in: Surroundings(container: place, part: story.part.text, table: nil))
      if story.kind == .body {
        let last = story.document.root.first(.w("body"))?.first(.w("sectPr"))
        end(last)
      }
    }
    let settings = container.root(kind: "settings")?.root
    let isOn = { (name: String) in settings?.first(.w(name))?.isOn ?? false }
    return StatedDocument(
      sections: sections, paragraphs: paragraphs, rules: rules,
      isMirrored: isOn("mirrorMargins"), hasEvenPages: isOn("evenAndOddHeaders"),
      standardHalfPoints: looks.standardHalfPoints)
  }

  private mutating func walk(_ element: XML.Element, in surroundings: Surroundings) {
    for child in element.elements {
      var inside = surroundings
      switch child.name {
      case .w("p"), .a("p"): paragraph(child, in: surroundings)
      case .w("tbl"):
        let properties = child.first(.w("tblPr"))
        inside.table = properties?.first(.w("tblStyle"))?[w: "val"]
        if surroundings.container == .body { inside.container = .table }
        rules += StatedRule.borders(
          of: child, looks, order: paragraphs.count, part: surroundings.part,
          place: listed.indices.contains(met) ? listed[met].place : "")
        walk(child, in: inside)
      case .w("txbxContent"):
        inside.container = surroundings.container == .footer ? .footer : .box
        inside.table = nil
        inside.isBoxed = true
        walk(child, in: inside)
      case .mc("Fallback"):
        inside.isFallback = true
        walk(child, in: inside)
      case .wp("anchor"), .wp("inline"), .v("line"):
        if !surroundings.isFallback {
          rules += StatedRule.shapes(
            in: child, order: paragraphs.count - 1, part: surroundings.part,
            place: met > 0 ? listed[met - 1].place : "")
        }
        walk(child, in: inside)
      default:
        walk(child, in: inside)
      }
    }
  }

  private mutating func paragraph(_ element: XML.Element, in surroundings: Surroundings) {
    guard listed.indices.contains(met) else { return }
    let info = listed[met]
    met += 1
    if !info.isFallback, element.name == .w("p") { append(element, info, surroundings) }
    walk(element, in: surroundings)
    if surroundings.container == .body, let broken = element.sectionBreak { end(broken) }
  }

  private mutating func append(
    _ element: XML.Element, _ info: ParagraphInfo, _ surroundings: Surroundings
  ) {
    let layers = looks.layers(element, table: surroundings.table)
    let first = { (property: String, attributes: [String]) -> String? in
      layers.lazy.compactMap { $0.first(.w(property)) }.compactMap { property in
        attributes.lazy.compactMap { property[w: $0] }.first
      }.first
    }
    let twips = { (property: String, attributes: String...) -> Int in
      first(property, attributes)?.statedTwips ?? 0
    }
    let isOn = { (property: String, standard: Bool) -> Bool in
      layers.lazy.compactMap { $0.first(.w(property)) }.first?.isOn ?? standard
    }
    let border = { (side: String) -> StatedBorder? in
      guard
        let own = layers.lazy.compactMap({ $0.first(.w("pBdr"))?.first(.w(side)) }).first,
        let style = own[w: "val"], style != "nil", style != "none"
      else { return nil }
      return StatedBorder(
        style: style, thickness: own[w: "sz"]?.statedNumber ?? 0,
        color: own[w: "color"].flatMap { $0 == "auto" ? nil : $0.uppercased() })
    }
    var runs: [StatedRun] = []
    collect(element, of: element, surroundings.table, into: &runs)
    let list = looks.styles.list(element)
    let alignment: StatedParagraph.Alignment
    switch first("jc", ["val"]) {
    case "center": alignment = .center
    case "right", "end": alignment = .right
    case "both": alignment = .both
    case "distribute": alignment = .distribute
    default: alignment = .left
    }
    paragraphs.append(
      StatedParagraph(
        order: paragraphs.count, container: surroundings.container, part: surroundings.part,
        place: info.place, section: sections.count, text: runs.map(\.text).joined(),
        label: list.map { labels.next($0.id, level: $0.level) } ?? "", runs: runs,
        styleName: looks.style(of: element).flatMap { looks.styles.names[$0] } ?? "",
        alignment: alignment,
        left: indent(layers, ["left", "start"], ["leftChars", "startChars"]),
        right: indent(layers, ["right", "end"], ["rightChars", "endChars"]),
        firstLine: firstLine(layers), before: twips("spacing", "before"),
        after: twips("spacing", "after"), line: first("spacing", ["line"])?.statedTwips ?? 240,
        lineRule: first("spacing", ["lineRule"]) ?? "auto",
        snapsToGrid: isOn("snapToGrid", true), outlineLevel: looks.styles.outlineLevel(element),
        beginsPage: isOn("pageBreakBefore", false),
        breaksPage: element.holdsPageBreak, endsSection: element.sectionBreak != nil,
        hasDrawing: element.holdsDrawing, fields: element.fieldInstructions,
        topBorder: border("top"), bottomBorder: border("bottom"),
        tabs: (layers.lazy.compactMap { $0.first(.w("tabs")) }.first?.all(.w("tab")) ?? []).map {
          StatedTab(
            position: $0[w: "pos"]?.statedTwips ?? 0, alignment: $0[w: "val"] ?? "left")
        },
        frame: first("framePr", ["xAlign"]), isBoxed: surroundings.isBoxed))
  }

  private func indent(
    _ layers: [XML.Element], _ lengths: [String], _ counts: [String]
  ) -> StatedIndent {
    for indent in layers.lazy.compactMap({ $0.first(.w("ind")) }) {
      let count = counts.lazy.compactMap { indent[w: $0]?.statedNumber }.first
      let length = lengths.lazy.compactMap { indent[w: $0]?.statedTwips }.first
      guard count != nil || length != nil else { continue }
      if let count, count != 0 {
        return StatedIndent(twips: length ?? 0, characters: Double(count) / 100)
      }
      return StatedIndent(twips: length ?? 0)
    }
    return StatedIndent()
  }

  /// Hanging goes before an indent of the first row.
  private func firstLine(_ layers: [XML.Element]) -> StatedIndent {
    for indent in layers.lazy.compactMap({ $0.first(.w("ind")) }) {
      let names = ["hangingChars", "hanging", "firstLineChars", "firstLine"]
      guard names.contains(where: { indent[w: $0] != nil }) else { continue }
      let count = { (name: String) in indent[w: name]?.statedNumber ?? 0 }
      let length = { (name: String) in indent[w: name]?.statedTwips ?? 0 }
      if count("hangingChars") != 0 {
        return StatedIndent(
          twips: -length("hanging"), characters: -Double(count("hangingChars")) / 100)
      }
      if length("hanging") != 0 { return StatedIndent(twips: -length("hanging")) }
      if count("firstLineChars") != 0 {
        return StatedIndent(
          twips: length("firstLine"), characters: Double(count("firstLineChars")) / 100)
      }
      return StatedIndent(twips: length("firstLine"))
    }
    return StatedIndent()
  }

  private func collect(
    _ element: XML.Element, of paragraph: XML.Element, _ table: String?,
    into runs: inout [StatedRun]
  ) {
    for child in element.elements {
      if child.name == .w("r") {
        let text = child.paragraphText
        let layers = looks.layers(run: child, in: paragraph, table: table)
        if !text.isEmpty, !looks.isHidden(layers) { runs.append(looks.run(text, layers)) }
      } else if case .container = InlineRole.of(child.name) {
        collect(child, of: paragraph, table, into: &runs)
      }
    }
  }
}

// MARK: - Sections

extension StatedReader {
  /// Ends a section; what it does not say of headers and footers goes on from the one before.
  private mutating func end(_ element: XML.Element?) {
    var section = StatedSection()
    defer { sections.append(section) }
    section.footers = sections.last?.footers ?? [:]
    section.headers = sections.last?.headers ?? [:]
    guard let element else { return }
    let set = { (length: inout Int, name: String, attribute: String) in
      length = element.first(.w(name))?.twips(attribute) ?? length
    }
    set(&section.width, "pgSz", "w")
    set(&section.height, "pgSz", "h")
    set(&section.top, "pgMar", "top")
    set(&section.bottom, "pgMar", "bottom")
    set(&section.left, "pgMar", "left")
    set(&section.right, "pgMar", "right")
    set(&section.gutter, "pgMar", "gutter")
    set(&section.footer, "pgMar", "footer")
    let grid = element.first(.w("docGrid"))
    section.grid = grid?[w: "type"].flatMap { $0 == "default" ? nil : $0 }
    section.linePitch = grid?.twips("linePitch")
    section.characterSpace = grid?[w: "charSpace"]?.statedNumber
    section.hasFirstPage = element.first(.w("titlePg"))?.isOn ?? false
    section.type = element.first(.w("type"))?[w: "val"] ?? section.type
    for (name, isFooter) in [("footerReference", true), ("headerReference", false)] {
      for reference in element.all(.w(name)) {
        guard let id = reference[attribute: .r("id")], let part = target(id) else { continue }
        let type = reference[w: "type"] ?? "default"
        if isFooter { section.footers[type] = part } else { section.headers[type] = part }
      }
    }
  }

  private func target(_ id: String) -> String? {
    let main = container.mainPart
    return container.relationships(of: main).first { $0.id == id }
      .flatMap { container.resolve($0.target, from: main)?.text }
  }
}
