extension XML {
  /// Writes markup as bytes, piece by piece, for what is made in masses and of which nobody needs a
  /// tree.
  ///
  /// Texts and values are escaped here as the serializer escapes them; that tags are paired and prefixes
  /// declared is the caller's duty.
  package struct MarkupWriter {
    private var serializer = XMLSerializer()

    /// - Parameter capacity: In bytes, what will likely be needed.
    package init(capacity: Int) { serializer.bytes.reserveCapacity(capacity) }

    package var bytes: [UInt8] { serializer.bytes }

    /// The declaration that a part begins with.
    package mutating func putDeclaration() { serializer.putDeclaration(isStandalone: true) }

    /// Tags as they are to stand.
    ///
    /// - Precondition: A literal of ASCII.
    package mutating func put(_ markup: StaticString) { serializer.put(markup: markup) }

    /// A number, in a value or a text.
    package mutating func put(_ number: Int) { serializer.put(String(number)) }

    /// Character data.
    package mutating func put(text: String) { serializer.put(escaped: text, inAttribute: false) }

    /// The value of an attribute, between quotation marks that are there already.
    package mutating func put(value: String) { serializer.put(escaped: value, inAttribute: true) }
  }
}

extension XML.Element {
  /// An element without attributes that holds what was written, whose tree is made only if somebody looks
  /// at it.
  ///
  /// - Precondition: What was written is well-formed, has no prefix but the name's, and no landmark.
  package init(_ name: XML.Name, holding markup: XML.MarkupWriter) {
    let tag = "\(name.prefix):\(name.local)"
    let bytes = Array("<\(tag)>".utf8) + markup.bytes + Array("</\(tag)>".utf8)
    self.init(
      name: name, attributes: [], landmarks: XML.Landmarks(name: name, attributes: []),
      unread: XML.WrittenElement(bytes: bytes, bindings: [(name.prefix, name.namespace)]))
  }
}
