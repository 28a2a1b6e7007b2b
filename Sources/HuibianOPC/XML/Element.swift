package import Synchronization

extension XML {
  /// An element with everything in it.
  ///
  /// A value; copies share what they hold until one of them is changed, so that a copy costs one
  /// count of references whatever lies below.
  package struct Element: Hashable, @unchecked Sendable {
    @usableFromInline var content: Content

    @inlinable package var name: Name {
      _read { yield content.name }
      _modify {
        makeOwn()
        yield &content.name
      }
    }

    /// In the order in which they were written; no two of one name.
    @inlinable package var attributes: [Attribute] {
      _read { yield content.attributes }
      _modify {
        makeOwn()
        yield &content.attributes
      }
    }

    @inlinable package var children: [Node] {
      _read {
        if content.isUnread.load(ordering: .acquiring) { content.read() }
        yield content.children
      }
      _modify {
        makeOwn()
        yield &content.children
      }
    }

    /// The namespaces declared on this very element.
    ///
    /// A name whose namespace nobody declares is declared by the writer where it is first needed.
    @inlinable package var declarations: [Declaration] {
      _read { yield content.declarations }
      _modify {
        makeOwn()
        yield &content.declarations
      }
    }

    /// What the copies of an element share; changed only by the one that holds it alone.
    @usableFromInline
    final class Content {
      // Only a holder that is alone changes it, so no access can meet another.
      @safe @exclusivity(unchecked) @usableFromInline var name: Name
      @safe @exclusivity(unchecked) @usableFromInline var attributes: [Attribute]
      @safe @exclusivity(unchecked) @usableFromInline var children: [Node]
      @safe @exclusivity(unchecked) @usableFromInline var declarations: [Declaration]

      /// The landmarks here and below, once they were asked for; 0: not since the last change.
      @usableFromInline let known = Atomic<UInt16>(0)
      /// The element's bytes, if they are ready and nothing was changed since.
      @safe @exclusivity(unchecked) var written: WrittenElement?
      /// Whether the children stand only in the bytes, and are not in ``children`` yet.
      @usableFromInline let isUnread = Atomic<Bool>(false)
      /// The element with its markers as holes, if it was made ready so and nothing was changed since.
      @safe @exclusivity(unchecked) var pattern: Pattern?

      @usableFromInline
      init(
        name: Name, attributes: [Attribute], children: [Node], declarations: [Declaration]
      ) {
        self.name = name
        self.attributes = attributes
        self.children = children
        self.declarations = declarations
      }

      /// What was known of the element as it was before a change.
      @usableFromInline
      func forget() {
        known.store(0, ordering: .relaxed)
        if written != nil { written = nil }
        if pattern != nil { pattern = nil }
      }
    }

    @inlinable
    mutating func makeOwn() {
      if content.isUnread.load(ordering: .acquiring) { content.read() }
      if !isKnownUniquelyReferenced(&content) {
        content = Content(
          name: content.name, attributes: content.attributes, children: content.children,
          declarations: content.declarations)
      } else {
        content.forget()
      }
    }

    /// What sorts of names stand here and below.
    ///
    /// O(1) unless something below was changed since it was last asked for; then O(what was changed).
    @inlinable package var landmarks: XML.Landmarks {
      let known = content.known.load(ordering: .relaxed)
      return known == 0 ? findLandmarks() : XML.Landmarks(rawValue: known)
    }

    package init(
      _ name: Name, _ attributes: [(Name, String)] = [], _ children: [Node] = [],
      declarations: [Declaration] = []
    ) {
      content = Content(
        name: name, attributes: attributes.map { Attribute($0.0, $0.1) }, children: children,
        declarations: declarations)
    }

    /// An element of elements.
    package init(_ name: Name, _ attributes: [(Name, String)] = [], elements: [Element]) {
      self.init(name, attributes, elements.map { .element($0) })
    }

    init(
      name: Name, attributes: [Attribute], children: [Node], declarations: [Declaration]
    ) {
      content = Content(
        name: name, attributes: attributes, children: children, declarations: declarations)
    }

    init(
      name: Name, attributes: [Attribute], children: [Node], written: WrittenElement
    ) {
      content = Content(
        name: name, attributes: attributes, children: children, declarations: [])
      content.written = written
    }

    /// An element whose children stand only in its bytes.
    ///
    /// - Parameter landmarks: All that may be met here and below.
    init(
      name: Name, attributes: [Attribute], landmarks: Landmarks, unread written: WrittenElement
    ) {
      content = Content(name: name, attributes: attributes, children: [], declarations: [])
      content.known.store(landmarks.rawValue | Landmarks.known, ordering: .relaxed)
      content.written = written
      content.isUnread.store(true, ordering: .relaxed)
    }

    package static func == (a: Element, b: Element) -> Bool {
      a.content === b.content
        || a.name == b.name && a.attributes == b.attributes && a.children == b.children
          && a.declarations == b.declarations
    }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(name)
      hasher.combine(attributes)
      hasher.combine(children)
      hasher.combine(declarations)
    }

    /// The value of an attribute; nil if there is none, and setting nil removes it.
    package subscript(attribute name: Name) -> String? {
      get { attributes.first { $0.name == name }?.value }
      set {
        let index = attributes.firstIndex { $0.name == name }
        switch (index, newValue) {
        case (let index?, let value?): attributes[index].value = value
        case (let index?, nil): attributes.remove(at: index)
        case (nil, let value?): attributes.append(Attribute(name, value))
        case (nil, nil): break
        }
      }
    }

    /// The value of an attribute of WordprocessingML: `element[w: "val"]`.
    package subscript(w local: String) -> String? {
      get { self[attribute: .w(local)] }
      set { self[attribute: .w(local)] = newValue }
    }

    /// The value of an attribute without a namespace: `element["Id"]`.
    package subscript(local: String) -> String? {
      get { self[attribute: Name(local)] }
      set { self[attribute: Name(local)] = newValue }
    }

    /// The child elements, in order.
    ///
    /// O(children).
    package var elements: [Element] { children.compactMap(\.element) }

    /// The first child element of a name.
    package func first(_ name: Name) -> Element? {
      for case .element(let element) in lead where element.name == name { return element }
      guard isUnread else { return nil }
      for case .element(let element) in children where element.name == name { return element }
      return nil
    }

    /// The child elements of a name, in order.
    package func all(_ name: Name) -> [Element] {
      children.compactMap { node in
        if case .element(let element) = node, element.name == name { element } else { nil }
      }
    }

    /// All text below, in document order; comments and instructions are not text.
    package var text: String {
      var result = ""
      appendText(to: &result)
      return result
    }

    private func appendText(to result: inout String) {
      for child in children {
        switch child {
        case .text(let text): result += text
        case .element(let element): element.appendText(to: &result)
        case .comment, .instruction: break
        }
      }
    }

    /// Changes the child element at an index in place, without copying what lies below it.
    ///
    /// - Returns: What `body` returns; nil, without calling it, if the child is no element.
    @discardableResult
    package mutating func updateChild<Result>(
      at index: Int, _ body: (inout Element) -> Result
    ) -> Result? {
      guard case .element(var element) = children[index] else { return nil }
      // The only other holder lets go, so that the arrays below are changed where they are.
      children[index] = .text("")
      defer { children[index] = .element(element) }
      return body(&element)
    }
  }
}

extension XML.Node {
  /// The element, or nil if the node is none.
  package var element: XML.Element? {
    if case .element(let element) = self { element } else { nil }
  }
}
