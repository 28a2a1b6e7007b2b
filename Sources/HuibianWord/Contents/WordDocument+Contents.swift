import HuibianOPC

/// What became of the tables of contents of a document.
package enum ContentsNote: Hashable, Sendable {
  /// So many headings were listed, on pages that were estimated.
  case estimated(Int)
  /// A table has no heading to list.
  case empty
  /// So many tables stay as they were in the template: they list something else than headings.
  case kept(Int)
}

extension WordDocument {
  /// Writes the tables of contents: those of tags, and anew those that the template has.
  mutating func writeContents() -> [ContentsNote] {
    guard stories[0].isChanged,
      let index = stories[0].document.root.children.firstIndex(where: {
        $0.element?.name == .w("body")
      }), case .element(let original) = stories[0].document.root.children[index]
    else { return [] }
    var fields: [ContentsField] = []
    var kept = 0
    let body = ContentsSearch.taken(original, into: &fields, kept: &kept)
    var notes: [ContentsNote] = kept > 0 ? [.kept(kept)] : []
    let isAsked = body.elements.contains { $0.name == .contents }
    guard isAsked || !fields.isEmpty else { return notes }
    var sheet = container.root(kind: "styles")
    let writing = ContentsWriting(
      body, styles: &sheet, numbering: container.root(kind: "numbering")?.root, fields: fields)
    if let sheet, writing.hasNewStyles, let part = container.partName(kind: "styles") {
      container.setPart(part, XML.serialize(sheet), contentType: nil)
    }
    stories[0].document.root.children[index] = .element(writing.body)
    if writing.listed > 0 { notes.append(.estimated(writing.listed)) }
    if writing.hasEmpty { notes.append(.empty) }
    return notes
  }

  /// The markers of tables of contents that stand elsewhere than between the paragraphs of the body.
  var misplacedContents: [Int] { misplaced(.contents) }
}

/// Lists the headings of a body in its tables of contents.
private struct ContentsWriting {
  private(set) var body: XML.Element
  private(set) var hasNewStyles = false
  private(set) var hasEmpty = false
  /// Entries of all tables.
  private(set) var listed = 0
  private let fields: [ContentsField]
  private let styles: StyleBook
  private var headings: [Heading] = []

  private struct Heading {
    let level: Int
    let text: String
    let bookmark: String
    /// Whether its style is one of heading 1 to 9.
    let isStyled: Bool
    /// The bookmarks that were open where it stands.
    let scopes: Set<String>
  }

  init(
    _ body: XML.Element, styles sheet: inout XML.Document?, numbering: XML.Element?,
    fields: [ContentsField]
  ) {
    self.body = body
    self.fields = fields
    let styles = StyleBook(sheet?.root)
    self.styles = styles
    var labels = ListLabels(numbering)
    var names = Set(body.bookmarkNames)
    var open: [String: String] = [:]
    var next = 1
    let styledIDs = Set((1...9).compactMap { styles.ids["heading \($0)"] })
    var found: [Heading] = []
    var linked: Set<String> = []
    self.body.visitParagraphs { paragraph in
      let label = styles.list(paragraph).map { labels.next($0.id, level: $0.level) } ?? ""
      for start in paragraph.all(.w("bookmarkStart")) {
        open[start[w: "id"] ?? ""] = start[w: "name"]
      }
      let text = (label.isEmpty ? "" : label + " ") + paragraph.headingText
      if let level = styles.outlineLevel(paragraph), !paragraph.headingText.isEmpty {
        // A copy of a repeated heading has the bookmark of the first.
        let own = paragraph.all(.w("bookmarkStart")).compactMap { $0[w: "name"] }
          .first { $0.hasPrefix("_Toc") && linked.insert($0).inserted }
        var name = own ?? ""
        while own == nil {
          let digits = String(next)
          name = "_Toc" + String(repeating: "0", count: max(0, 9 - digits.count)) + digits
          next += 1
          if names.insert(name).inserted { break }
        }
        if own == nil { paragraph.addBookmark(name) }
        found.append(
          Heading(
            level: level, text: text, bookmark: name,
            isStyled: ParagraphProperties.style(of: paragraph).map(styledIDs.contains) ?? false,
            scopes: Set(open.values)))
      }
      for end in paragraph.all(.w("bookmarkEnd")) { open[end[w: "id"] ?? ""] = nil }
    } between: { element in
      if element.name == .w("bookmarkStart") { open[element[w: "id"] ?? ""] = element[w: "name"] }
      if element.name == .w("bookmarkEnd") { open[element[w: "id"] ?? ""] = nil }
    }
    headings = found
    let marked = self.body
    let widths = body.sectionWidths
    var entryStyles: [Int: String] = [:]
    if marked.holdsAskedContents, let old = sheet {
      var new = old
      for level in 1...9 {
        let width = widths.compactMap { $0 }.first ?? PageMeasures.textWidth
        entryStyles[level] = new.root.contentsStyle(level, styles, width: width)
      }
      hasNewStyles = new != old
      sheet = new
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
        let estimate = PageEstimate(self.body, styles: StyleBook(sheet?.root))
        var index = 0
        var copy = self.body
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
      guard let field else { continue }
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
  /// Offers every paragraph below but those in text boxes, in document order, and what stands between
  /// paragraphs.
  fileprivate mutating func visitParagraphs(
    _ visit: (inout XML.Element) -> Void, between: (XML.Element) -> Void
  ) {
    for index in children.indices {
      _ = updateChild(at: index) { child in
        switch child.name {
        case .w("p"): visit(&child)
        case .w("txbxContent"): break
        default:
          between(child)
          child.visitParagraphs(visit, between: between)
        }
      }
    }
  }

  /// The text of a heading in one line.
  fileprivate var headingText: String {
    var text = ""
    let unseen: Set<Character> = ["\n", "\u{AD}", Character(InlineRole.symbol)]
    for character in paragraphText where !unseen.contains(character) {
      text.append(character == "\t" ? " " : character)
    }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text.drop(while: \.isWhitespace))
  }

  /// Puts a bookmark around the content of a paragraph; its id is given when the document is known.
  fileprivate mutating func addBookmark(_ name: String) {
    let place = children.firstIndex { $0.element?.name != .w("pPr") } ?? children.count
    children.insert(
      .element(Markup.w("bookmarkStart", ["id": "", "name": name])), at: place)
    children.append(.element(Markup.w("bookmarkEnd", ["id": ""])))
  }

  fileprivate var holdsAskedContents: Bool {
    elements.contains { $0.name == .contents && $0[attribute: .levels] != nil }
  }

  /// The id of the style of entries of a level; made if there is none.
  fileprivate mutating func contentsStyle(
    _ level: Int, _ styles: StyleBook, width: Int
  ) -> String {
    if let id = styles.ids["toc \(level)"] { return id }
    let id = "HbContents\(level)"
    let base = all(.w("style")).first {
      $0[w: "type"] ?? "paragraph" == "paragraph" && ["1", "true", "on"].contains($0[w: "default"])
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
