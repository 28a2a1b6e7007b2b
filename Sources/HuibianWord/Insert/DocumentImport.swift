import HuibianOPC

/// Rewrites the content of an inserted document so that it means the same in the document around.
struct DocumentImport {
  let source: OPCPackage
  let name: String
  private(set) var styles: StyleImport
  private(set) var numbering: NumberingImport
  private var parts: PartImport
  private var notes: [NoteKind: NoteImport] = [:]
  private let theme: ThemeResolution?
  /// New names of bookmarks, by their old ones.
  private var bookmarks: [String: String] = [:]
  private let standardParagraph: String?
  private let standardTable: String?
  /// How many comments were left out.
  private(set) var comments = 0
  /// Headers and footers that came with sections, to be stories of the document around.
  private(set) var stories: [Story] = []
  private var headers: [PartName: PartName] = [:]

  init(
    source: OPCPackage, name: String, host: WordDocument, styles: XML.Element,
    numbering: XML.Element, bookmarkNames: Set<String>
  ) {
    self.source = source
    self.name = name
    parts = PartImport(source: source)
    let own = { (kind: String) in source.root(kind: kind)?.root }
    self.styles = StyleImport(
      host: styles, source: own("styles") ?? XML.Element(.w("styles")), documentName: name)
    self.numbering = NumberingImport(host: numbering, source: own("numbering"))
    theme = ThemeResolution(source: own("theme"), host: host.container.root(kind: "theme")?.root)
    standardParagraph = self.styles.defaultStyle("paragraph")
    standardTable = self.styles.defaultStyle("table")
    for kind in NoteKind.allCases { notes[kind] = NoteImport(kind, source: source) }
    var taken = bookmarkNames
    for bookmark in (source.main?.root).map(\.bookmarkNames) ?? [] {
      guard !taken.insert(bookmark.lowercased()).inserted else { continue }
      var number = 2
      while !taken.insert("\(bookmark.prefix(36))_\(number)".lowercased()).inserted { number += 1 }
      bookmarks[bookmark] = "\(bookmark.prefix(36))_\(number)"
    }
  }

  /// The blocks of a part's element, ready to stand in a part of the document around.
  mutating func blocks(
    of element: XML.Element, from part: PartName, to owner: PartName, in host: inout WordDocument
  ) -> [XML.Node] {
    var result: [XML.Node] = []
    for node in element.children {
      guard case .element(var child) = node else { continue }
      if rewrite(&child, from: part, to: owner, in: &host) { result.append(.element(child)) }
    }
    return result
  }

  /// - Returns: False if the element must go.
  private mutating func rewrite(
    _ element: inout XML.Element, from part: PartName, to owner: PartName,
    in host: inout WordDocument
  ) -> Bool {
    switch element.name {
    case .w("commentRangeStart"), .w("commentRangeEnd"): return false
    case .w("commentReference"):
      comments += 1
      return false
    case .w("dataBinding"), .w("printerSettings"), XML.Name(.w15, "dataBinding", prefix: "w15"):
      return false
    case .w("headerReference"), .w("footerReference"):
      return header(&element, from: part, in: &host)
    case .w("pStyle"), .w("rStyle"), .w("tblStyle"):
      if element[attribute: .mapped] != nil {
        element[attribute: .mapped] = nil
        return true
      }
      guard let id = element[w: "val"], let new = styles.map(id) else { return false }
      element[w: "val"] = new
      return true
    case .w("numId"):
      element[w: "val"] = number(element[w: "val"] ?? "0")
      return true
    case .w("footnoteReference"), .w("endnoteReference"):
      return note(&element, in: &host)
    case .w("bookmarkStart"):
      if let name = element[w: "name"], let new = bookmarks[name] { element[w: "name"] = new }
    case .w("hyperlink"):
      if let anchor = element[w: "anchor"], let new = bookmarks[anchor] {
        element[w: "anchor"] = new
      }
    case .w("instrText"):
      if let new = renamed(element.text) { element.children = [.text(new)] }
    case .w("fldSimple"):
      if let instruction = element[w: "instr"], let new = renamed(instruction) {
        element[w: "instr"] = new
      }
    case .w("p"): giveStyle(standardParagraph, "pPr", "pStyle", to: &element)
    case .w("tbl"): giveStyle(standardTable, "tblPr", "tblStyle", to: &element)
    default: break
    }
    theme?.resolve(&element)
    relink(&element, from: part, to: owner, in: &host)
    var isShorter = false
    for index in element.children.indices {
      let stays = element.updateChild(at: index) { child in
        self.rewrite(&child, from: part, to: owner, in: &host)
      }
      if stays == false {
        element.children[index] = .text("")
        isShorter = true
      }
    }
    if isShorter {
      element.children.removeAll { $0 == .text("") }
      // A run that held only the mark of a comment.
      if element.name == .w("r"), element.elements.allSatisfy({ $0.name == .w("rPr") }) {
        return false
      }
    }
    return true
  }

  private mutating func number(_ id: String) -> String {
    var styles = styles
    let new = numbering.map(id) { styles.map($0) }
    self.styles = styles
    return new
  }

  /// A paragraph or table of the default style names it, if the default around is another.
  private func giveStyle(
    _ id: String?, _ properties: String, _ style: String, to element: inout XML.Element
  ) {
    guard let id else { return }
    let reference = XML.Element(.w(style), [(.mapped, "1"), (.w("val"), id)])
    guard
      let index = element.children.firstIndex(where: { $0.element?.name == .w(properties) })
    else {
      element.children.insert(
        .element(XML.Element(.w(properties), elements: [reference])), at: 0)
      return
    }
    _ = element.updateChild(at: index) { properties in
      if properties.first(.w(style)) == nil {
        properties.children.insert(.element(reference), at: 0)
      }
    }
  }

  // MARK: Links

  private mutating func relink(
    _ element: inout XML.Element, from part: PartName, to owner: PartName,
    in host: inout WordDocument
  ) {
    var dropped: [XML.Name] = []
    for index in element.attributes.indices {
      let name = element.attributes[index].name
      guard name.namespace == .r || name == XML.Name(.o, "relid", prefix: "o") else { continue }
      let id = element.attributes[index].value
      if let new = parts.link(id, from: part, to: owner, in: &host.container) {
        element.attributes[index].value = new
      } else {
        dropped.append(name)
      }
    }
    for name in dropped { element[attribute: name] = nil }
  }

  /// An instruction with the new names of bookmarks; nil if it names none of them.
  private func renamed(_ instruction: String) -> String? {
    guard !bookmarks.isEmpty else { return nil }
    let words = instruction.split(separator: " ", omittingEmptySubsequences: false)
    guard let verb = words.first(where: { !$0.isEmpty })?.uppercased(),
      ["REF", "PAGEREF", "NOTEREF", "HYPERLINK", "TOC"].contains(verb)
    else { return nil }
    let new = words.map { word -> String in
      let bare = word.filter { $0 != "\"" }
      guard let name = bookmarks[bare] else { return String(word) }
      return word.hasPrefix("\"") ? "\"\(name)\"" : name
    }
    return new.joined(separator: " ")
  }

  // MARK: Notes

  private mutating func note(_ element: inout XML.Element, in host: inout WordDocument) -> Bool {
    let kind: NoteKind = element.name == .w("footnoteReference") ? .footnote : .endnote
    guard let id = element[w: "id"], let own = notes[kind] else { return false }
    notes[kind] = nil
    defer { notes[kind] = own }
    guard let note = own.note(id), let story = own.story(in: &host) else { return false }
    let owner = host.stories[story].part
    var copy = note
    // A note cannot hold a note, so that this ends.
    copy.children = blocks(of: note, from: own.part, to: owner, in: &host)
    let new = NoteImport.nextID(in: host.stories[story].document.root)
    copy[w: "id"] = new
    host.stories[story].document.root.children.append(.element(copy))
    host.stories[story].isChanged = true
    element[w: "id"] = new
    return true
  }

  // MARK: Sections

  private mutating func header(
    _ element: inout XML.Element, from part: PartName, in host: inout WordDocument
  ) -> Bool {
    guard let id = element[attribute: .r("id")],
      let link = source.relationships(of: part).first(where: { $0.id == id }), !link.isExternal,
      let target = source.resolve(link.target, from: part)
    else { return false }
    let kind = element.name == .w("headerReference") ? "header" : "footer"
    let new: PartName
    if let known = headers[target] {
      new = known
    } else {
      guard let document = source.document(target) else { return false }
      new = host.container.freeName(kind, "xml")
      headers[target] = new
      host.container.setPart(
        new, XML.serialize(document), contentType: ContentTypeName.word(kind))
      var copy = document
      copy.root.children = blocks(of: document.root, from: target, to: new, in: &host)
      var story = Story(part: new, kind: kind == "header" ? .header : .footer, document: copy)
      story.isChanged = true
      stories.append(story)
    }
    element[attribute: .r("id")] = host.container.relate(
      host.container.mainPart, to: new, kind: kind)
    return true
  }

  /// The numbering of imported styles, and what they say by the theme; called when all is rewritten.
  mutating func settleStyles() {
    // Lists lead to styles, and styles to lists, until nothing new comes.
    var settled: Set<String> = []
    while true {
      let new = styles.imported.filter { !settled.contains($0) }
      if new.isEmpty { break }
      settled.formUnion(new)
      for id in new {
        for list in styles.sourceNumbers(of: id) { _ = number(list) }
      }
    }
    let theme = theme
    var numbering = numbering
    styles.updateImported { style in
      style.rewriteAll { element in
        theme?.resolve(&element)
        if element.name == .w("numId"), let id = element[w: "val"] {
          element[w: "val"] = numbering.map(id) { _ in nil }
        }
      }
    }
    self.numbering = numbering
  }
}

extension XML.Name {
  /// On a reference to a style that bears its new name already.
  fileprivate static let mapped = own("mapped")
}

extension XML.Element {
  /// The names of all bookmarks below.
  var bookmarkNames: [String] {
    elements.flatMap { child in
      (child.name == .w("bookmarkStart") ? [child[w: "name"]].compactMap { $0 } : [])
        + child.bookmarkNames
    }
  }
}
