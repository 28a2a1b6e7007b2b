import HuibianOPC

/// Weaves the blocks and sections of several documents into one body.
struct DocumentWeaving {
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
    InsertedContents.listTitles(of: &nodes, styles: StyleBook(styles?.root))
    InsertedContents.confine(&nodes, besides: bookmarks)
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

extension XML.Element {
  /// Of a paragraph: whether it holds nothing but its properties.
  fileprivate var isBlank: Bool { elements.allSatisfy { $0.name == .w("pPr") } }

  fileprivate var isContent: Bool { name == .w("p") || name == .w("tbl") || name == .w("sdt") }

  /// Takes over the prefixes of another root that are free here, and which of them may be ignored.
  fileprivate mutating func adopt(_ other: XML.Element) {
    for declaration in other.declarations
    where !declaration.prefix.isEmpty
      && !declarations.contains(where: { $0.prefix == declaration.prefix })
    {
      let uri = declaration.uri
      declarations.append(
        XML.Declaration(
          prefix: declaration.prefix, uri: isStrict ? XML.Namespace.strict(uri) : uri))
    }
    let ignorable = XML.Name.mc("Ignorable")
    var prefixes = (self[attribute: ignorable] ?? "").split(separator: " ").map(String.init)
    for prefix in (other[attribute: ignorable] ?? "").split(separator: " ").map(String.init) {
      let own = declarations.first { $0.prefix == prefix }.map { XML.Namespace($0.uri) }
      let theirs = other.declarations.first { $0.prefix == prefix }.map { XML.Namespace($0.uri) }
      if own == theirs, own != nil, !prefixes.contains(prefix) { prefixes.append(prefix) }
    }
    if !prefixes.isEmpty { self[attribute: ignorable] = prefixes.joined(separator: " ") }
  }
}
