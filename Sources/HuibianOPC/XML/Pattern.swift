extension XML {
  /// What the holes of patterns are.
  package struct Holes: Sendable {
    /// The name of the elements in whose places something is to come.
    let name: Name
    /// By what number an element is known; nil: it is no hole after all.
    let number: @Sendable (Element) -> Int?
    /// What prefixes mean in what comes.
    let bindings: [(prefix: String, namespace: Namespace)]

    package init(
      _ name: Name, bindings: [(prefix: String, namespace: Namespace)],
      number: @escaping @Sendable (Element) -> Int?
    ) {
      self.name = name
      self.bindings = bindings
      self.number = number
    }
  }

  /// An element as bytes with holes, for elements that are filled often: a paragraph whose tags are the
  /// holes.
  package final class Pattern: Sendable {
    let name: Name
    let attributes: [Attribute]
    /// What stands before, between and behind the holes: one more than holes.
    let stretches: [[UInt8]]
    /// The elements in whose places something is to come, in order; children of the element.
    package let holes: [Element]
    /// By what number each of them is known.
    package let numbers: [Int]
    /// Those of the element, and of what comes into the holes.
    let bindings: [(prefix: String, namespace: Namespace)]
    /// The same as the serializer has them.
    let scope: [XMLSerializer.Binding]
    /// Together, in bytes.
    let length: Int
    /// Those of the element's own name and attributes.
    let landmarks: Landmarks
    /// The children before the first hole.
    let lead: [Node]

    /// Whether nothing but properties stands before the first hole.
    package var beginsWithHole: Bool { lead.count < 2 }

    /// - Returns: Nil also if a prefix means something else in a hole than in the element.
    fileprivate init?(_ element: Element, _ kind: Holes) {
      let name = kind.name
      let children = element.children
      let names = Landmarks(name: element.name, attributes: element.attributes)
      let isFixed = children.allSatisfy { node in
        node.element.map { $0.name == name || $0.landmarks.isPlain } ?? true
      }
      guard isFixed, !names.contains(.foreign),
        let first = children.firstIndex(where: { $0.element?.name == name }),
        let own = element.bindings(besides: name), let bindings = Self.merged(own, kind.bindings)
      else { return nil }
      self.name = element.name
      attributes = element.attributes
      landmarks = names
      holes = children.compactMap { $0.element?.name == name ? $0.element : nil }
      numbers = holes.compactMap(kind.number)
      guard numbers.count == holes.count else { return nil }
      lead = Array(children[..<first])
      self.bindings = bindings
      scope = XMLSerializer.scope(bindings)
      stretches = XML.stretches(of: element, besides: name, own)
      length = stretches.reduce(0) { $0 + $1.count }
    }

    /// Nil if a prefix means two things.
    private static func merged(
      _ own: [(prefix: String, namespace: Namespace)],
      _ others: [(prefix: String, namespace: Namespace)]
    ) -> [(prefix: String, namespace: Namespace)]? {
      var result = own
      for other in others {
        guard let known = own.first(where: { $0.prefix == other.prefix }) else {
          result.append(other)
          continue
        }
        guard known.namespace == other.namespace else { return nil }
      }
      return result
    }
  }
}

extension XML.Element {
  /// The element with the holes that it was made ready with; nil if it was not, or was changed since.
  package var pattern: XML.Pattern? { content.pattern }

  mutating func preparePattern(_ holes: XML.Holes) {
    content.pattern = XML.Pattern(self, holes)
  }
}
