import HuibianOPC

enum NoteKind: String, CaseIterable {
  case footnote, endnote

  /// Of the relationship, and of the part's root.
  var plural: String { rawValue + "s" }
  var story: Story.Kind { self == .footnote ? .footnotes : .endnotes }
}

/// The notes of an inserted document, and where they go.
struct NoteImport {
  let kind: NoteKind
  /// Where the notes stand in the source.
  let part: PartName
  private let root: XML.Document

  /// - Returns: Nil if the source has no such notes.
  init?(_ kind: NoteKind, source: OPCPackage) {
    guard let part = source.partName(kind: kind.plural), let root = source.document(part) else {
      return nil
    }
    self.kind = kind
    self.part = part
    self.root = root
  }

  /// A note that a person wrote; nil for separators and unknown ids.
  func note(_ id: String) -> XML.Element? {
    root.root.all(.w(kind.rawValue)).first {
      $0[w: "id"] == id && ($0[w: "type"] ?? "normal") == "normal"
    }
  }

  /// The story of such notes in the document around; made, with the separators of the source, if there
  /// is none.
  func story(in host: inout WordDocument) -> Int? {
    if let index = host.stories.firstIndex(where: { $0.kind == kind.story }) { return index }
    var document = root
    document.root.children.removeAll { node in
      guard let note = node.element, note.name == .w(kind.rawValue) else { return false }
      return (note[w: "type"] ?? "normal") == "normal"
    }
    let name = host.container.freeName(kind.plural, "xml")
    host.container.setPart(
      name, XML.serialize(document), contentType: ContentTypeName.word(kind.plural))
    _ = host.container.relate(host.container.mainPart, to: name, kind: kind.plural)
    var story = Story(part: name, kind: kind.story, document: document)
    story.isChanged = true
    host.stories.append(story)
    return host.stories.count - 1
  }

  /// An id that no note bears.
  static func nextID(in notes: XML.Element) -> String {
    var free = FreeNumbers(besides: notes.elements.map { $0[w: "id"] })
    return free.take()
  }
}
