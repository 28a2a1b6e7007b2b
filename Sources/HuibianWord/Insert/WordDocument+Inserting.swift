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
      var all: [Int] = []
      root.addMarkerNumbers(name, to: &all)
      return all.filter { !ids.contains($0) }
    }
  }
}

extension XML.Name {
  /// Keeps the place of a document: the marker's id, and the document's name.
  static let insertedDocument = own("document")
}

extension XML.Element {
  fileprivate var markerNumber: Int? { self[attribute: .id].flatMap { Int($0) } }

  fileprivate func addMarkerNumbers(_ name: XML.Name, to result: inout [Int]) {
    if self.name == name, let number = markerNumber { result.append(number) }
    for case .element(let child) in children where child.mayHold(.foreign) {
      child.addMarkerNumbers(name, to: &result)
    }
  }
}
