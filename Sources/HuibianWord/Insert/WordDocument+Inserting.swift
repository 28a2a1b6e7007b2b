import HuibianOPC

/// What was left out or changed when a document was inserted.
package struct InsertionNote: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// So many comments were left out.
    case comments(Int)
    /// The pages of one document are laid out for both sides of the sheet, those of the other are not.
    case mirroredMargins
  }

  package let kind: Kind
  /// The name by which the document was inserted.
  package let document: String
}

extension WordDocument {
  /// Puts documents in the places that were kept for them, each in sections of its own.
  ///
  /// - Parameter documents: By name; there is one for every place.
  /// - Returns: What a person should be told.
  mutating func insert(_ documents: [String: OPCPackage]) -> [InsertionNote] {
    guard
      let index = stories[0].document.root.children.firstIndex(where: {
        $0.element?.name == .w("body")
      }),
      case .element(let body) = stories[0].document.root.children[index],
      body.elements.contains(where: { $0.name == .insertedDocument })
    else { return [] }
    var weaving = DocumentWeaving(host: self, documents: documents)
    let woven = weaving.woven(body)
    let notes = weaving.notes
    self = weaving.finished()
    stories[0].document.root.children[index] = .element(woven)
    return notes
  }

  /// The markers of documents whose places are no places between the paragraphs of the body.
  var misplacedDocuments: [Int] { misplaced(.insertedDocument) }

  /// The markers of placeholders that stand elsewhere than between the paragraphs of the body.
  func misplaced(_ name: XML.Name) -> [Int] {
    stories.indices.flatMap { index -> [Int] in
      guard stories[index].isChanged else { return [] }
      let root = stories[index].document.root
      let right = (index == 0 ? root.first(.w("body")) : nil)?.all(name) ?? []
      let ids = Set(right.compactMap(\.markerNumber))
      return root.markerNumbers(name).filter { !ids.contains($0) }
    }
  }
}

/// Weaves the blocks and sections of several documents into one body.
private struct DocumentWeaving {
  private(set) var host: WordDocument
  private let documents: [String: OPCPackage]
  private(set) var notes: [InsertionNote] = []
  private var styles: XML.Document?
  private var numbering: XML.Document?
  private var blanks: [Int: String] = [:]
  /// All names of bookmarks so far, in lower case.
  private var bookmarks: Set<String>
  private let needsEven: Bool

  init(host: WordDocument, documents: [String: OPCPackage]) {
    self.host = host
    self.documents = documents
    styles = host.container.root(kind: "styles")
    numbering = host.container.root(kind: "numbering")
    bookmarks = Set(
      host.stories.flatMap { $0.document.root.bookmarkNames }.map { $0.lowercased() })
    needsEven =
      host.container.hasSetting("evenAndOddHeaders")
      || documents.values.contains { $0.hasSetting("evenAndOddHeaders") }
  }

  mutating func woven(_ body: XML.Element) -> XML.Element {
    var headers = SectionHeaders(hasEven: host.container.hasSetting("evenAndOddHeaders"))
    let last = body.elements.last { $0.name == .w("sectPr") } ?? XML.Element(.w("sectPr"))
    let nodes = body.children.filter { $0.element?.name != .w("sectPr") }
    var pending = sections(of: nodes, last: last, &headers)
    var result: [XML.Node] = []
    /// Something stands since the last section ended.
    var holdsContent = false
    /// What ended it was an inserted document.
    var isAfterDocument = false
    for node in nodes {
      guard let element = node.element, element.name == .insertedDocument else {
        if case .element(var paragraph) = node, paragraph.sectionBreak != nil {
          let section = pending.removeFirst()
          let isSpare = !holdsContent && !result.isEmpty && paragraph.isBlank
          if isSpare, isAfterDocument { continue }
          paragraph.setSectionBreak(section)
          result.append(.element(paragraph))
          holdsContent = false
          isAfterDocument = false
        } else {
          result.append(node)
          holdsContent = holdsContent || (node.element?.isContent ?? false)
        }
        continue
      }
      guard let name = element["name"], let package = documents[name] else { continue }
      if holdsContent {
        close(&result, with: pending[0])
        pending[0] = pending[0].goingOn
      } else if !result.isEmpty {
        pending[0] = pending[0].onNewPage
      }
      append(package, name, to: &result)
      holdsContent = false
      isAfterDocument = true
    }
    // A section of nothing would be a blank page.
    if !holdsContent, let final = takeLastSection(&result) { pending = [final] }
    result.append(.element(pending.last ?? last))
    var woven = body
    woven.children = result
    return woven
  }

  /// Every section of the host, its headers written out, in document order.
  private mutating func sections(
    of nodes: [XML.Node], last: XML.Element, _ headers: inout SectionHeaders
  ) -> [XML.Element] {
    let all = nodes.compactMap { $0.element?.sectionBreak } + [last]
    return all.map { section in
      headers.written(section, needsEven: needsEven) { blank($0) }
    }
  }

  /// Ends a section with the last paragraph, or with one of its own after a table.
  private func close(_ result: inout [XML.Node], with section: XML.Element) {
    if case .element(var paragraph)? = result.last, paragraph.name == .w("p"),
      paragraph.sectionBreak == nil
    {
      paragraph.setSectionBreak(section)
      result[result.count - 1] = .element(paragraph)
    } else {
      var paragraph = XML.Element(.w("p"))
      paragraph.setSectionBreak(section)
      result.append(.element(paragraph))
    }
  }

  /// Takes the break off the last paragraph, and the paragraph too if nothing is left of it.
  private func takeLastSection(_ result: inout [XML.Node]) -> XML.Element? {
    guard case .element(var paragraph)? = result.last, let section = paragraph.sectionBreak else {
      return nil
    }
    paragraph.setSectionBreak(nil)
    result[result.count - 1] = .element(paragraph)
    if paragraph.isBlank, (paragraph.first(.w("pPr"))?.elements ?? []).isEmpty, result.count > 1,
      result[result.count - 2].element?.name == .w("p")
    {
      result.removeLast()
    }
    return section
  }

  // MARK: One document

  private mutating func append(
    _ package: OPCPackage, _ name: String, to result: inout [XML.Node]
  ) {
    guard let main = package.main, let body = main.root.first(.w("body")) else { return }
    var coming = DocumentImport(
      source: package, name: name, host: host,
      styles: styles?.root ?? XML.Element(.w("styles")),
      numbering: numbering?.root ?? XML.Element(.w("numbering")),
      bookmarkNames: bookmarks)
    var nodes = coming.blocks(
      of: body, from: package.mainPart, to: host.stories[0].part, in: &host)
    coming.settleStyles()
    host.stories += coming.stories
    if !coming.styles.imported.isEmpty { styles = setPart("styles", styles, coming.styles.host) }
    if coming.numbering.isChanged {
      numbering = setPart("numbering", numbering, coming.numbering.host)
    }
    host.stories[0].document.root.adopt(main.root)
    if coming.comments > 0 {
      notes.append(InsertionNote(kind: .comments(coming.comments), document: name))
    }
    if package.hasSetting("mirrorMargins") != host.container.hasSetting("mirrorMargins") {
      notes.append(InsertionNote(kind: .mirroredMargins, document: name))
    }
    var last = XML.Element(.w("sectPr"))
    if let index = nodes.lastIndex(where: { $0.element?.name == .w("sectPr") }) {
      last = nodes.remove(at: index).element ?? last
    }
    listTitles(of: &nodes)
    confineContents(of: &nodes)
    for node in nodes {
      guard let element = node.element else { continue }
      let own = element.name == .w("bookmarkStart") ? [element[w: "name"]].compactMap { $0 } : []
      bookmarks.formUnion((own + element.bookmarkNames).map { $0.lowercased() })
    }
    var headers = SectionHeaders(hasEven: package.hasSetting("evenAndOddHeaders"))
    var isFirst = true
    for index in nodes.indices {
      guard case .element(var paragraph) = nodes[index], let section = paragraph.sectionBreak
      else { continue }
      let written = headers.written(section, needsEven: needsEven) { blank($0) }
      paragraph.setSectionBreak(isFirst ? written.onNewPage : written)
      isFirst = false
      nodes[index] = .element(paragraph)
    }
    let written = headers.written(last, needsEven: needsEven) { blank($0) }
    result += nodes
    close(&result, with: isFirst ? written.onNewPage : written)
  }

  /// Makes the titles of the document entries of a table of contents around: a title has no outline
  /// level of its own in its style, since a document that stands alone does not list it.
  private func listTitles(of nodes: inout [XML.Node]) {
    let book = StyleBook(styles?.root)
    let titles = Set(
      book.names.filter { $0.value == "title" || $0.value.hasPrefix("title（") }.keys)
    for index in nodes.indices {
      guard case .element(var paragraph) = nodes[index], paragraph.name == .w("p"),
        let style = ParagraphProperties.style(of: paragraph), titles.contains(style),
        book.outlineLevel(paragraph) == nil
      else { continue }
      ParagraphProperties.set(Markup.val("outlineLvl", "0"), of: &paragraph)
      nodes[index] = .element(paragraph)
    }
  }

  /// Keeps a table of contents of the document to the document's own headings: a bookmark around all
  /// of it, which the field names.
  private func confineContents(of nodes: inout [XML.Node]) {
    guard nodes.contains(where: { $0.element?.holdsContentsField ?? false }) else { return }
    var number = 1
    while bookmarks.contains("_hbdocument\(number)") { number += 1 }
    let name = "_HbDocument\(number)"
    for index in nodes.indices {
      guard case .element(var element) = nodes[index] else { continue }
      element.rewriteAll { if $0.name == .w("p") { $0.confineContents(to: name) } }
      nodes[index] = .element(element)
    }
    // Not that of a bookmark in the document; all are made unique later.
    var free = FreeNumbers(besides: nodes.compactMap(\.element).flatMap(\.bookmarkNumbers))
    let id = free.take()
    nodes.insert(
      .element(XML.Element(.w("bookmarkStart"), [(.w("id"), id), (.w("name"), name)])), at: 0)
    let end = XML.Node.element(XML.Element(.w("bookmarkEnd"), [(.w("id"), id)]))
    guard case .element(var last)? = nodes.last, last.name == .w("p") else {
      nodes.append(end)
      return
    }
    last.children.append(end)
    nodes[nodes.count - 1] = .element(last)
  }

  /// Writes a part that the main part leads to; it is made if there is none.
  private mutating func setPart(
    _ kind: String, _ old: XML.Document?, _ root: XML.Element
  ) -> XML.Document {
    var document = old ?? XML.Document(root: root, standalone: true)
    document.root = root
    let name = host.container.partName(kind: kind) ?? host.container.freeName(kind, "xml")
    host.container.setPart(
      name, XML.serialize(document), contentType: ContentTypeName.word(kind))
    _ = host.container.relate(host.container.mainPart, to: name, kind: kind)
    return document
  }

  // MARK: Headers

  /// The id of a header (0) or footer (1) with nothing in it.
  private mutating func blank(_ kind: Int) -> String {
    if let known = blanks[kind] { return known }
    let local = kind == 0 ? "header" : "footer"
    let name = host.container.freeName(local, "xml")
    var root = XML.Element(.w(kind == 0 ? "hdr" : "ftr"), elements: [XML.Element(.w("p"))])
    root.declarations = [XML.Declaration(prefix: "w", uri: XML.Namespace.w.uri)]
    host.container.setPart(
      name, XML.serialize(XML.Document(root: root, standalone: true)),
      contentType: ContentTypeName.word(local))
    let id = host.container.relate(host.container.mainPart, to: name, kind: local)
    blanks[kind] = id
    return id
  }

  func finished() -> WordDocument {
    var result = host
    if needsEven, !host.container.hasSetting("evenAndOddHeaders") {
      result.container.turnOn("evenAndOddHeaders")
    }
    return result
  }
}

extension XML.Name {
  /// Keeps the place of a document: the marker's id, and the document's name.
  static let insertedDocument = own("document")
}

extension XML.Element {
  /// Of a paragraph: whether it holds nothing but its properties.
  fileprivate var isBlank: Bool { elements.allSatisfy { $0.name == .w("pPr") } }

  fileprivate var holdsContentsField: Bool {
    name == .w("p") && contentsInstruction != nil || elements.contains { $0.holdsContentsField }
  }

  /// The ids of bookmarks below, and of the element itself.
  fileprivate var bookmarkNumbers: [String?] {
    (name == .w("bookmarkStart") ? [self[w: "id"]] : [])
      + elements.flatMap(\.bookmarkNumbers)
  }

  fileprivate var isContent: Bool { name == .w("p") || name == .w("tbl") || name == .w("sdt") }

  fileprivate var markerNumber: Int? { self[attribute: .id].flatMap { Int($0) } }

  fileprivate func markerNumbers(_ name: XML.Name) -> [Int] {
    (self.name == name ? [markerNumber].compactMap { $0 } : [])
      + elements.flatMap { $0.markerNumbers(name) }
  }

  /// Takes over the prefixes of another root that are free here, and which of them may be ignored.
  fileprivate mutating func adopt(_ other: XML.Element) {
    for declaration in other.declarations
    where !declaration.prefix.isEmpty
      && !declarations.contains(where: { $0.prefix == declaration.prefix })
    {
      declarations.append(declaration)
    }
    let ignorable = XML.Name.mc("Ignorable")
    var prefixes = (self[attribute: ignorable] ?? "").split(separator: " ").map(String.init)
    for prefix in (other[attribute: ignorable] ?? "").split(separator: " ").map(String.init) {
      let own = declarations.first { $0.prefix == prefix }
      let theirs = other.declarations.first { $0.prefix == prefix }
      if own == theirs, own != nil, !prefixes.contains(prefix) { prefixes.append(prefix) }
    }
    if !prefixes.isEmpty { self[attribute: ignorable] = prefixes.joined(separator: " ") }
  }
}

extension OPCPackage {
  /// Whether a switch of the settings is on.
  func hasSetting(_ name: String) -> Bool {
    root(kind: "settings")?.root.first(.w(name))?.isOn ?? false
  }

  /// Turns a switch of the settings on; without settings, nothing.
  fileprivate mutating func turnOn(_ name: String) {
    guard let part = partName(kind: "settings"), var document = document(part) else { return }
    document.root.children.removeAll { $0.element?.name == .w(name) }
    // ISO 29500-1, 17.15.1.78: what comes before it in the schema, as far as files have it.
    let before: Set<String> = [
      "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
      "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
      "printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts", "embedSystemFonts",
      "saveSubsetFonts", "saveFormsData", "mirrorMargins", "alignBordersAndEdges",
      "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop",
      "hideSpellingErrors",
      "hideGrammaticalErrors", "activeWritingStyle", "proofState", "formsDesign",
      "attachedTemplate",
      "linkStyles", "stylePaneFormatFilter", "stylePaneSortMethod", "documentType", "mailMerge",
      "revisionView", "trackRevisions", "doNotTrackMoves", "doNotTrackFormatting",
      "documentProtection", "autoFormatOverride", "styleLockTheme", "styleLockQFSet",
      "defaultTabStop",
      "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps",
      "showEnvelope", "summaryLength", "clickAndTypeStyle", "defaultTableStyle",
    ]
    let place = document.root.children.firstIndex { node in
      node.element.map { !before.contains($0.name.local) } ?? false
    }
    document.root.children.insert(
      .element(XML.Element(.w(name))), at: place ?? document.root.children.count)
    setPart(part, XML.serialize(document), contentType: nil)
  }
}
