extension XML {
  /// An element as bytes, for elements that are written often and seldom changed.
  struct WrittenElement: Sendable {
    let bytes: [UInt8]
    /// What prefixes must mean where the bytes may stand; none of them twice.
    let bindings: [(prefix: String, namespace: Namespace)]
  }
}

extension XML.Element {
  /// The same with its bytes made ready, as long as nobody changes it.
  ///
  /// The element itself if its bytes would depend on more than what its prefixes mean.
  package var ready: XML.Element {
    var bindings: [(prefix: String, namespace: XML.Namespace)] = []
    guard content.written == nil, collect(&bindings) else { return self }
    let bytes = XML.bytes(of: self, bindings)
    return XML.Element(
      name: name, attributes: attributes, children: children,
      written: XML.WrittenElement(bytes: bytes, bindings: bindings))
  }

  /// The same with the bytes ready of all that holds nothing of these.
  package func ready(besides landmarks: XML.Landmarks) -> XML.Element {
    guard mayHold(landmarks) else { return ready }
    var result = self
    for index in result.children.indices {
      _ = result.updateChild(at: index) { $0 = $0.ready(besides: landmarks) }
    }
    return result
  }

  /// Adds the meanings of prefixes at and below the element.
  ///
  /// - Returns: False if a prefix means two things, or something is declared or has no prefix that could
  ///   be told.
  private func collect(
    _ bindings: inout [(prefix: String, namespace: XML.Namespace)]
  ) -> Bool {
    guard declarations.isEmpty, name.namespace != .none, bind(name, &bindings) else { return false }
    for attribute in attributes where attribute.name.namespace != .none {
      guard !attribute.name.prefix.isEmpty, bind(attribute.name, &bindings) else { return false }
    }
    return children.allSatisfy { node in
      switch node {
      case .element(let child): child.collect(&bindings)
      case .text: true
      case .comment, .instruction: false
      }
    }
  }

  private func bind(
    _ name: XML.Name, _ bindings: inout [(prefix: String, namespace: XML.Namespace)]
  ) -> Bool {
    if let known = bindings.first(where: { $0.prefix == name.prefix }) {
      return known.namespace == name.namespace
    }
    bindings.append((name.prefix, name.namespace))
    return true
  }
}
