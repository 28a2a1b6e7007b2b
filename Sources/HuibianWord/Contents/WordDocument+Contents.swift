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
