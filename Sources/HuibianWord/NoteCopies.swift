import HuibianOPC

/// The footnotes and endnotes of an expanded document: one for each reference that is left.
///
/// A note is referred to once in a template; where the reference was copied, each copy gets a note of
/// its own, filled in the scope of the reference. A note whose reference is gone goes too.
struct NoteCopies<Scope> {
  /// A reference in the expanded text.
  struct Reference {
    /// The number of its note.
    let id: String
    let scope: Scope
  }

  private typealias Note = NoteReference.Note

  private var references: [Note: [Reference]] = [:]
  /// Notes that the template refers to.
  private var referred: Set<Note> = []
  private var free: [XML.Name: FreeNumbers] = [:]

  /// - Parameter stories: Before expansion.
  init(_ stories: [Story]) {
    for story in stories {
      switch story.kind {
      case .footnotes, .endnotes:
        let notes = story.document.root.elements
        for kind in Set(notes.map(\.name)) {
          free[kind] = FreeNumbers(besides: notes.map { $0[w: "id"] })
        }
      // A body without tags is not expanded, and keeps its references.
      case .body where story.isChanged: find(in: story.document.root)
      case .body, .header, .footer, .comments, .chart: break
      }
    }
  }

  private mutating func find(in element: XML.Element) {
    if let note = Note(reference: element) { referred.insert(note) }
    for case .element(let child) in element.children where child.mayHold(.notes) {
      find(in: child)
    }
  }

  /// A reference as it is to be written, and noted.
  ///
  /// - Parameter isFallback: It stands in the copy for old readers and shares the note of the other.
  mutating func referring(
    _ reference: XML.Element, _ scope: Scope, isFallback: Bool
  ) -> XML.Element {
    guard let note = Note(reference: reference) else { return reference }
    var result = reference
    if isFallback, let last = references[note]?.last {
      result[w: "id"] = last.id
      return result
    }
    var number = note.id
    if references[note] != nil {
      number = free[note.kind, default: FreeNumbers()].take()
      result[w: "id"] = number
    }
    references[note, default: []].append(Reference(id: number, scope: scope))
    return result
  }

  /// The references to a note, in order; nil if the template has none to it.
  func references(to note: XML.Element) -> [Reference]? {
    guard let id = note[w: "id"] else { return nil }
    let key = Note(note.name, id)
    return referred.contains(key) ? references[key] ?? [] : nil
  }

  /// Whether a story of notes is no longer what was read.
  func changes(_ root: XML.Element) -> Bool {
    root.elements.contains { note in references(to: note).map { $0.count != 1 } ?? false }
  }
}
