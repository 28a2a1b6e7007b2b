extension XML {
  /// An element as bytes with holes, for elements that are filled often: a paragraph whose tags are the
  /// holes.
  package final class Pattern: Sendable {
    let name: Name
    let attributes: [Attribute]
    /// What stands before, between and behind the holes: one more than holes.
    let stretches: [[UInt8]]
    /// The elements in whose places something is to come, in order; children of the element.
    package let holes: [Element]
    let bindings: [(prefix: String, namespace: Namespace)]
    /// Those of the element's own name and attributes.
    let landmarks: Landmarks
    /// The children before the first hole.
    let lead: [Node]

    /// Whether nothing but properties stands before the first hole.
    package var beginsWithHole: Bool { lead.count < 2 }

    fileprivate init?(_ element: Element, holes name: Name) {
      let children = element.children
      let own = Landmarks(name: element.name, attributes: element.attributes)
      let isFixed = children.allSatisfy { node in
        node.element.map { $0.name == name || $0.landmarks.isPlain } ?? true
      }
      guard isFixed, !own.contains(.foreign),
        let first = children.firstIndex(where: { $0.element?.name == name }),
        let bindings = element.bindings(besides: name)
      else { return nil }
      self.name = element.name
      attributes = element.attributes
      landmarks = own
      holes = children.compactMap { $0.element?.name == name ? $0.element : nil }
      lead = Array(children[..<first])
      self.bindings = bindings
      stretches = XML.stretches(of: element, besides: name, bindings)
    }
  }
}

extension XML.Element {
  /// The element with the holes that it was made ready with; nil if it was not, or was changed since.
  package var pattern: XML.Pattern? { content.pattern }

  mutating func preparePattern(_ holes: XML.Name) {
    content.pattern = XML.Pattern(self, holes: holes)
  }
}
