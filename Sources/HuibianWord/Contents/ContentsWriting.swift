import HuibianOPC

/// Lists the headings of a body in its tables of contents.
struct ContentsWriting {
  private(set) var body: XML.Element
  private(set) var hasNewStyles = false
  private(set) var hasEmpty = false
  /// Entries of all tables.
  private(set) var listed = 0
  private let fields: [ContentsField]
  private let styles: StyleBook
  /// Those of new entries among them.
  private var entryBook: StyleBook
  private var headings: [ContentsHeading] = []

  init(
    _ body: XML.Element, styles sheet: inout XML.Document?, numbering: XML.Element?,
    fields: [ContentsField]
  ) {
    self.body = body
    self.fields = fields
    let styles = StyleBook(sheet?.root)
    self.styles = styles
    entryBook = styles
    headings = ContentsHeading.found(in: &self.body, styles, numbering)
    let marked = self.body
    let widths = body.sectionWidths
    var entryStyles: [Int: String] = [:]
    if marked.holdsAskedContents, let old = sheet {
      var new = old
      for level in 1...9 { entryStyles[level] = new.root.contentsStyle(level, styles) }
      hasNewStyles = new != old
      sheet = new
      entryBook = StyleBook(new.root)
    }
    // Once with any numbers, to know how long it is, and again with those of the pages.
    var pages: [String: String] = [:]
    for round in 0...1 {
      (listed, hasEmpty) = (0, false)
      var filled = marked
      var section = 0
      fill(&filled, entryStyles, widths, &section, pages)
      self.body = filled
      if round == 0 {
        var copy = self.body
        // Rows of titles and what a signature keeps on its page are set last.
        GongwenFinish().apply(toBody: &copy)
        let estimate = PageEstimate(copy, styles: entryBook)
        var index = 0
        copy.visitParagraphs { paragraph in
          for start in paragraph.all(.w("bookmarkStart")) where index < estimate.pages.count {
            // Copies of a repeated heading bear the bookmark of the first as long as ids are not settled.
            guard let name = start[w: "name"], pages[name] == nil else { continue }
            pages[name] = estimate.pages[index]
          }
          index += 1
        } between: { _ in
        }
      }
    }
  }

  private mutating func fill(
    _ container: inout XML.Element, _ entryStyles: [Int: String], _ widths: [Int?],
    _ section: inout Int, _ pages: [String: String]
  ) {
    var children: [XML.Node] = []
    for node in container.children {
      guard case .element(var element) = node else {
        children.append(node)
        continue
      }
      if element.name == .w("p"), element.sectionBreak != nil { section += 1 }
      if element.name == .w("sdt") || element.name == .w("sdtContent") {
        fill(&element, entryStyles, widths, &section, pages)
      } else if element.name != .w("p") {
        section += element.sectionsInside.count
      }
      guard element.name == .contents else {
        children.append(.element(element))
        continue
      }
      let isAsked = element[attribute: .levels] != nil
      let width =
        (widths.indices.contains(section) ? widths[section] : nil) ?? PageMeasures.textWidth
      let field =
        isAsked
        ? asked(element, entryStyles, width: width)
        : element[attribute: .id].flatMap { Int($0) }.map { completed(fields[$0], width: width) }
      guard var field else { continue }
      field.raised = field.properties.compactMapValues { raise($0) }
      let paragraphs = field.paragraphs(entries(field.instruction, pages))
      children += isAsked ? [.element(control(paragraphs))] : paragraphs.map { .element($0) }
    }
    container.children = children
  }

  private mutating func entries(
    _ instruction: ContentsField.Instruction, _ pages: [String: String]
  ) -> [ContentsField.Entry] {
    let chosen = headings.filter { heading in
      instruction.levels.contains(heading.level)
        && (instruction.takesOutlines || heading.isStyled)
        && instruction.scope.map { heading.scopes.contains($0) } ?? true
    }
    listed += chosen.count
    if chosen.isEmpty { hasEmpty = true }
    return chosen.map {
      ContentsField.Entry(
        level: $0.level, text: $0.text, bookmark: $0.bookmark, page: pages[$0.bookmark] ?? "1")
    }
  }

  private func asked(
    _ element: XML.Element, _ entryStyles: [Int: String], width: Int
  ) -> ContentsField {
    let levels = element[attribute: .levels].flatMap { Int($0) } ?? 3
    var field = ContentsField(
      instruction: ContentsField.Instruction(levels: levels), properties: [:])
    for level in 1...9 {
      field.properties[level] = ContentsWriting.properties(entryStyles[level], width: width)
    }
    return field
  }

  /// A field of the template: entries look as they did, by their styles; levels that it had none of by
  /// the styles of the document.
  private func completed(_ field: ContentsField, width: Int) -> ContentsField {
    var result = field
    let old = field.properties.sorted { $0.key < $1.key }.map(\.value)
    result.properties = [:]
    for level in 1...9 {
      let id = styles.ids["toc \(level)"]
      result.properties[level] =
        old.first { id != nil && $0.first(.w("pStyle"))?[w: "val"] == id }
        ?? id.map { ContentsWriting.properties($0, width: width) } ?? old.first
    }
    return result
  }

  /// The dots before a page number stand at half the height of a Hanzi, as those of …… do: a third of
  /// the size higher than a full stop. Only in rows of a fixed height, since others would grow.
  ///
  /// - Returns: In half-points.
  private func raise(_ properties: XML.Element) -> Int? {
    let entry = XML.Element(.w("p"), elements: [properties])
    guard entryBook.paragraph(entry, "spacing", "lineRule") == "exact" else { return nil }
    return (entryBook.run(entry, "sz")?.statedNumber ?? 20) / 3
  }

  private static func properties(_ style: String?, width: Int) -> XML.Element {
    Markup.w(
      "pPr", [:],
      (style.map { [Markup.val("pStyle", $0)] } ?? [])
        + [
          Markup.w(
            "tabs", [:],
            [Markup.w("tab", ["val": "right", "leader": "dot", "pos": String(width)])])
        ])
  }

  /// The control by which Word offers to update the table. ISO 29500-1, 17.5.2.12.
  private func control(_ paragraphs: [XML.Element]) -> XML.Element {
    Markup.w(
      "sdt", [:],
      [
        Markup.w(
          "sdtPr", [:],
          [
            Markup.val("id", ""),
            Markup.w(
              "docPartObj", [:],
              [Markup.val("docPartGallery", "Table of Contents"), Markup.w("docPartUnique")]),
          ]),
        Markup.w("sdtContent", [:], paragraphs),
      ])
  }
}

extension XML.Element {
  fileprivate var holdsAskedContents: Bool {
    elements.contains { $0.name == .contents && $0[attribute: .levels] != nil }
  }

  /// The id of the style of entries of a level; made if there is none.
  fileprivate mutating func contentsStyle(_ level: Int, _ styles: StyleBook) -> String {
    if let id = styles.ids["toc \(level)"] { return id }
    let id = "HbContents\(level)"
    let base = all(.w("style")).first {
      $0[w: "type"] ?? "paragraph" == "paragraph" && $0.isOn("default")
    }?[w: "styleId"]
    let standard = base.map { [Markup.val("basedOn", $0), Markup.val("next", $0)] } ?? []
    let indent = Markup.w(
      "ind", ["leftChars": String((level - 1) * 200), "left": String((level - 1) * 630)])
    children.append(
      .element(
        Markup.w(
          "style", ["type": "paragraph", "styleId": id],
          [Markup.val("name", "toc \(level)")] + standard
            + [
              Markup.val("uiPriority", "39"), Markup.w("unhideWhenUsed"),
              Markup.w("pPr", [:], level > 1 ? [indent] : []),
            ])))
    return id
  }
}
