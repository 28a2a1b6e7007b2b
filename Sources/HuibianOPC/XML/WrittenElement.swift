import Synchronization

extension XML {
  /// An element as bytes, for elements that are written often and seldom changed.
  final class WrittenElement: Sendable {
    let bytes: [UInt8]
    /// What prefixes must mean where the bytes may stand; none of them twice.
    let bindings: [(prefix: String, namespace: Namespace)]
    /// Where in the bytes numbers are missing, ascending.
    let slots: [Int]
    /// The number for each slot; empty: none is given yet.
    let numbers: [Int]
    /// The first children, as far as they are known without reading the bytes.
    let lead: [Node]

    init(
      bytes: [UInt8], bindings: [(prefix: String, namespace: Namespace)], slots: [Int] = [],
      numbers: [Int] = [], lead: [Node] = []
    ) {
      self.bytes = bytes
      self.bindings = bindings
      self.slots = slots
      self.numbers = numbers
      self.lead = lead
    }

    /// Adds the bytes with their numbers.
    func append(to target: inout [UInt8]) {
      guard !numbers.isEmpty else {
        target += bytes
        return
      }
      unsafe bytes.withUnsafeBufferPointer { bytes in
        var start = 0
        for (slot, number) in zip(slots, numbers) {
          unsafe target.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<slot]))
          target.append(contentsOf: String(number).utf8)
          start = slot
        }
        unsafe target.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
      }
    }

    /// What stands outside of tags.
    fileprivate var text: String {
      var text: [UInt8] = []
      var isTag = false
      for byte in bytes {
        switch byte {
        case UInt8(ascii: "<"): isTag = true
        case UInt8(ascii: ">"): isTag = false
        case _ where !isTag: text.append(byte)
        default: break
        }
      }
      return String(decoding: text, as: UTF8.self)
    }

    /// The children that the bytes hold.
    fileprivate func children() -> [Node] {
      var text = Array("<x".utf8)
      for (prefix, namespace) in bindings where namespace != .xml {
        text += (prefix.isEmpty ? " xmlns" : " xmlns:" + prefix).utf8
        text += "=\"\(namespace.uri)\"".utf8
      }
      text += ">".utf8
      append(to: &text)
      text += "</x>".utf8
      do throws(XMLProblem) {
        return try SAXParser.parse(text).root.children.first?.element?.children ?? []
      } catch {
        preconditionFailure("bytes of our own that are no XML")
      }
    }
  }
}

extension XML.Element {
  /// The same with its bytes made ready, as long as nobody changes it.
  ///
  /// The element itself if its bytes would depend on more than what its prefixes mean.
  package var ready: XML.Element {
    guard content.written == nil, let bindings = bindings(besides: nil) else { return self }
    let bytes = XML.bytes(of: self, bindings)
    return XML.Element(
      name: name, attributes: attributes, children: children,
      written: XML.WrittenElement(bytes: bytes, bindings: bindings))
  }

  /// The same with the bytes ready of all that holds nothing of these, and of what holds nothing of them
  /// but holes, as a pattern.
  package func ready(besides landmarks: XML.Landmarks, _ holes: XML.Holes) -> XML.Element {
    guard mayHold(landmarks) else { return ready }
    var result = self
    for index in result.children.indices {
      _ = result.updateChild(at: index) { $0 = $0.ready(besides: landmarks, holes) }
    }
    result.preparePattern(holes)
    return result
  }

  /// Whether the children stand only in the bytes: nobody has looked at them, and the element is as it
  /// was written.
  package var isUnread: Bool { content.isUnread.load(ordering: .acquiring) }

  /// The first children, as many as are known without reading: all, if the element is not unread.
  package var lead: [XML.Node] {
    isUnread ? content.written?.lead ?? [] : content.children
  }

  /// The text of an unread element, escaped as it is written, hidden texts among it; nil if the element
  /// was read.
  package var unreadText: String? { isUnread ? content.written?.text : nil }

  /// Of an unread element: how many numbers are missing in it.
  package var slotCount: Int { isUnread ? content.written?.slots.count ?? 0 : 0 }

  /// Puts numbers in the slots of an unread element, in document order.
  ///
  /// - Precondition: One for each slot.
  package mutating func fillSlots(_ numbers: [Int]) {
    guard isUnread, let written = content.written else { return }
    precondition(numbers.count == written.slots.count, "not one number for each slot")
    self = XML.Element(
      name: name, attributes: attributes, landmarks: landmarks,
      unread: XML.WrittenElement(
        bytes: written.bytes, bindings: written.bindings, slots: written.slots, numbers: numbers,
        lead: written.lead))
  }

  /// In bytes, about what the element will take at least: what is ready in it, down to a depth.
  func readySize(depth: Int) -> Int {
    if let written = content.written { return written.bytes.count + 12 * written.slots.count }
    guard depth > 0 else { return 0 }
    return content.children.reduce(0) { $0 + ($1.element?.readySize(depth: depth - 1) ?? 0) }
  }

  /// The meanings of prefixes at and below the element.
  ///
  /// - Parameter holes: Children that are left out.
  /// - Returns: Nil if a prefix means two things, or something is declared or has no prefix that could
  ///   be told.
  func bindings(besides holes: XML.Name?) -> [(prefix: String, namespace: XML.Namespace)]? {
    var bindings: [(prefix: String, namespace: XML.Namespace)] = []
    return collect(&bindings, besides: holes) ? bindings : nil
  }

  private func collect(
    _ bindings: inout [(prefix: String, namespace: XML.Namespace)], besides holes: XML.Name?
  ) -> Bool {
    guard declarations.isEmpty, name.namespace != .none, bind(name, &bindings) else { return false }
    for attribute in attributes where attribute.name.namespace != .none {
      guard !attribute.name.prefix.isEmpty, bind(attribute.name, &bindings) else { return false }
    }
    return children.allSatisfy { node in
      switch node {
      case .element(let child): child.name == holes || child.collect(&bindings, besides: nil)
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

extension XML.Element.Content {
  /// Makes the children of the bytes.
  @usableFromInline func read() {
    Self.reading.withLock { _ in
      guard isUnread.load(ordering: .relaxed), let written else { return }
      children = written.children()
      isUnread.store(false, ordering: .releasing)
    }
  }

  /// Seldom needed, so that one for all does.
  private static let reading = Mutex(())
}
