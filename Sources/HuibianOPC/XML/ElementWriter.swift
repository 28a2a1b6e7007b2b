extension XML {
  /// Writes an element as bytes, piece by piece, whose tree is made only if somebody looks at it.
  ///
  /// For what comes in masses: filled paragraphs, tables. All texts and values are escaped here as the
  /// serializer escapes them.
  package struct ElementWriter {
    private var serializer: XMLSerializer
    private let name: Name
    private let attributes: [Attribute]
    private let bindings: [(prefix: String, namespace: Namespace)]
    private var lead: [Node]
    private var landmarks: Landmarks
    private var slots: [Int] = []
    /// Of a pattern: what is still to come.
    private let stretches: [[UInt8]]
    private var next = 1

    /// Begins to fill a pattern: all before the first hole is written.
    package init(filling pattern: Pattern) {
      bindings = pattern.bindings
      serializer = XMLSerializer(scope: pattern.scope)
      name = pattern.name
      attributes = pattern.attributes
      landmarks = pattern.landmarks
      lead = pattern.lead
      stretches = pattern.stretches
      serializer.bytes.reserveCapacity(2 * pattern.length)
      serializer.bytes += stretches[0]
    }

    /// Begins an element without attributes.
    package init(_ name: Name, capacity: Int) {
      bindings = [(name.prefix, name.namespace), ("xml", .xml)]
      serializer = XMLSerializer(bindings)
      serializer.bytes.reserveCapacity(capacity)
      self.name = name
      attributes = []
      landmarks = Landmarks(name: name, attributes: [])
      lead = []
      stretches = []
      serializer.put("<\(name.prefix):\(name.local)>")
    }

    /// Adds to the children that are known without reading.
    ///
    /// - Parameter nodes: As many as the caller writes next, with the same text; controls around them may
    ///   be left out.
    package mutating func lead(_ nodes: [Node]) { lead += nodes }

    /// Goes on behind the hole that was filled.
    package mutating func closeHole() {
      serializer.bytes += stretches[next]
      next += 1
    }

    /// Tags as they are to stand.
    ///
    /// - Precondition: A literal of ASCII.
    package mutating func put(_ markup: StaticString) { serializer.put(markup: markup) }

    /// A number, in a value.
    package mutating func put(_ number: Int) { serializer.put(String(number)) }

    /// Character data.
    package mutating func put(text: String) { serializer.put(escaped: text, inAttribute: false) }

    /// A text or a value.
    ///
    /// - Precondition: ``isPlainXML(_:)`` says so of it.
    package mutating func put(plain text: String) { serializer.put(text) }

    /// The value of an attribute, between quotation marks that are there already.
    package mutating func put(value: String) { serializer.put(escaped: value, inAttribute: true) }

    package mutating func put(_ element: Element) {
      landmarks = landmarks | element.landmarks
      serializer.write(element)
    }

    /// Leaves room for the number of a content control.
    package mutating func putControlNumber() {
      landmarks = landmarks | .controls
      slots.append(serializer.bytes.count)
    }

    /// The element; all stretches were written, or the end tag.
    package consuming func element() -> Element {
      precondition(stretches.isEmpty || next == stretches.count, "a pattern that is not filled")
      return Element(
        name: name, attributes: attributes, landmarks: landmarks,
        unread: WrittenElement(
          bytes: serializer.bytes, bindings: bindings, slots: slots, lead: lead))
    }
  }
}
