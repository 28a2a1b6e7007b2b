import HuibianOPC

/// A reference to a footnote or endnote in a paragraph.
struct NoteReference {
  /// A note by its element, `w:footnote` or `w:endnote`, and its id.
  struct Note: Hashable {
    let kind: XML.Name
    let id: String

    init(_ kind: XML.Name, _ id: String) {
      self.kind = kind
      self.id = id
    }

    /// The note that a reference leads to; nil for other elements.
    init?(reference element: XML.Element) {
      guard let id = element[w: "id"] else { return nil }
      switch element.name {
      case .w("footnoteReference"): self.init(.w("footnote"), id)
      case .w("endnoteReference"): self.init(.w("endnote"), id)
      default: return nil
      }
    }
  }

  let note: Note
  /// In characters of the paragraph's text.
  let offset: Int
}

extension XML.Element {
  /// Of a paragraph: its references to notes, in order.
  var noteReferences: [NoteReference] {
    var result: [NoteReference] = []
    visitInline { child, scalars in
      if let note = NoteReference.Note(reference: child) {
        result.append(NoteReference(note: note, offset: String(scalars).count))
      }
    }
    return result
  }

  /// Of a paragraph: the relationships that lead to the charts drawn in it, each with its offset in
  /// characters of the paragraph's text.
  var chartReferences: [(id: String, offset: Int)] {
    var result: [(id: String, offset: Int)] = []
    visitInline { child, scalars in
      for id in child.drawnChartIDs { result.append((id, String(scalars).count)) }
    }
    return result
  }

  /// Of a drawing, or what holds one: the charts in it, those of text boxes apart.
  private var drawnChartIDs: [String] {
    if case .other = InlineRole.of(name), name != .w("txbxContent") {
      return [chartID].compactMap { $0 } + elements.flatMap(\.drawnChartIDs)
    }
    return []
  }

  /// Offers everything in the lines of a paragraph, with the text before it.
  private func visitInline(_ visit: (XML.Element, String.UnicodeScalarView) -> Void) {
    var scalars = String.UnicodeScalarView()
    visitInline(&scalars, visit)
  }

  private func visitInline(
    _ scalars: inout String.UnicodeScalarView,
    _ visit: (XML.Element, String.UnicodeScalarView) -> Void
  ) {
    for child in elements {
      visit(child, scalars)
      switch InlineRole.of(child.name) {
      case .text: scalars += child.shownText.unicodeScalars
      case .character(let scalar): scalars.append(scalar)
      case .container: child.visitInline(&scalars, visit)
      case .other: break
      }
    }
  }

  /// Of a part of notes: those that hold text, in order.
  var noteIDs: [NoteReference.Note] {
    guard name == .w("footnotes") || name == .w("endnotes") else { return [] }
    return elements.filter { $0[w: "type"] ?? "normal" == "normal" }.map {
      NoteReference.Note($0.name, $0[w: "id"] ?? "")
    }
  }
}

extension ParagraphPath {
  /// Which note of its part the paragraph stands in, from 0.
  var note: Int? {
    for case .note(let number) in steps { return number }
    return nil
  }
}
