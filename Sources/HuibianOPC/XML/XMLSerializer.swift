extension XML {
  /// The document as bytes: UTF-8 with its declaration, nothing added between the nodes.
  ///
  /// Equal documents give equal bytes. A prefix that is not bound to the name's namespace at its place
  /// is replaced by one that is, or declared on the element. `standalone` is `yes` unless the document
  /// says no.
  ///
  /// - Precondition: No text holds a character that XML 1.0 forbids; see ``xmlSafe(_:)``. No comment
  ///   holds `--`, no instruction `?>`.
  package static func serialize(_ document: Document) -> [UInt8] {
    var serializer = XMLSerializer()
    serializer.write(document)
    return serializer.bytes
  }

  /// An element as it is written where prefixes mean what they are said to.
  static func bytes(
    of element: Element, _ bindings: [(prefix: String, namespace: Namespace)]
  ) -> [UInt8] {
    var serializer = XMLSerializer(bindings)
    serializer.write(element)
    return serializer.bytes
  }

  /// An element cut where its children of a name stand, which are left out: one stretch more than these.
  static func stretches(
    of element: Element, besides holes: Name, _ bindings: [(prefix: String, namespace: Namespace)]
  ) -> [[UInt8]] {
    var serializer = XMLSerializer(bindings)
    return serializer.stretches(of: element, besides: holes)
  }
}

/// Writes bytes itself instead of through `xmlTextWriter`.
///
/// Escaping and namespaces are then decided in one place, no text is copied into C strings, and the
/// result does not depend on the version of a library.
struct XMLSerializer {
  var bytes: [UInt8] = []
  /// The part is one of ISO 29500 Strict: what is declared besides is so too.
  private var isStrict = false

  /// What a prefix means at the present place, inner declarations last.
  struct Binding: Sendable {
    let prefix: String
    let namespace: XML.Namespace
  }
  private var bindings: [Binding] = [Binding(prefix: "xml", namespace: .xml)] {
    didSet { usual.removeAll(keepingCapacity: true) }
  }
  /// Bindings that were looked up since the last change: nearly all names of a part have one of a few
  /// prefixes.
  private var usual: [Binding] = []

  init() {}

  init(_ bindings: [(prefix: String, namespace: XML.Namespace)]) {
    self.init(scope: Self.scope(bindings))
  }

  /// - Parameter scope: See ``scope(_:)``.
  init(scope: [Binding]) { bindings = scope }

  /// What prefixes mean where something is written, made once for all that is written there.
  static func scope(_ bindings: [(prefix: String, namespace: XML.Namespace)]) -> [Binding] {
    [Binding(prefix: "xml", namespace: .xml)]
      + bindings.map { Binding(prefix: $0.prefix, namespace: $0.namespace) }
  }

  mutating func write(_ document: XML.Document) {
    // Paragraphs and tables of a body, which come in masses; the rest is little.
    bytes.reserveCapacity(document.root.readySize(depth: 2) + 1 << 12)
    putDeclaration(isStandalone: document.standalone != false)
    for node in document.prolog { write(node) }
    isStrict = document.root.isStrict
    write(document.root)
    for node in document.epilog { write(node) }
  }

  mutating func putDeclaration(isStandalone: Bool) {
    put(#"<?xml version="1.0" encoding="UTF-8" standalone=""#)
    put(isStandalone ? "yes" : "no")
    put("\"?>\r\n")
  }

  private mutating func write(_ node: XML.Node) {
    switch node {
    case .element(let element): write(element)
    case .text(let text): put(escaped: text, inAttribute: false)
    case .comment(let text):
      precondition(!text.contains("--") && !text.hasSuffix("-"), "a comment that ends early")
      put("<!--")
      put(verbatim: text)
      put("-->")
    case .instruction(let target, let content):
      precondition(!content.contains("?>"), "an instruction that ends early")
      put("<?")
      put(target)
      if !content.isEmpty {
        put(" ")
        put(verbatim: content)
      }
      put("?>")
    }
  }

  mutating func write(_ element: XML.Element) {
    let content = element.content
    if let written = content.written, holds(written.bindings) {
      written.append(to: &bytes)
      return
    }
    let outer = bindings.count
    for declaration in element.declarations {
      bindings.append(
        Binding(prefix: declaration.prefix, namespace: XML.Namespace(declaration.uri)))
    }
    let declared = bindings.count
    let prefix = boundPrefix(for: element)
    put("<")
    put(prefix, element.name.local)
    for declaration in element.declarations { put(declaration) }
    let start = bytes.count
    // Spans, so that nothing is counted for being looked at.
    let (attributeList, childList) = (content.attributes, element.children)
    let attributes = attributeList.span
    for index in attributes.indices { write(attributes[index]) }
    if bindings.count > declared { insertDeclarations(from: declared, at: start) }
    let children = childList.span
    if children.isEmpty {
      put("/>")
    } else {
      put(">")
      for index in children.indices { write(children[index]) }
      put("</")
      put(prefix, element.name.local)
      put(">")
    }
    if bindings.count > outer { bindings.removeLast(bindings.count - outer) }
  }

  /// The bytes of an element, cut at its children of a name. It has a child, and declares nothing.
  mutating func stretches(of element: XML.Element, besides holes: XML.Name) -> [[UInt8]] {
    var result: [[UInt8]] = []
    let prefix = boundPrefix(for: element)
    put("<")
    put(prefix, element.name.local)
    for attribute in element.attributes { write(attribute) }
    put(">")
    for child in element.children {
      if child.element?.name == holes {
        result.append(bytes)
        bytes = []
      } else {
        write(child)
      }
    }
    put("</")
    put(prefix, element.name.local)
    put(">")
    return result + [bytes]
  }

  private mutating func write(_ attribute: XML.Attribute) {
    let prefix = boundPrefix(for: attribute.name)
    bytes.append(UInt8(ascii: " "))
    put(prefix, attribute.name.local)
    put("=\"")
    put(escaped: attribute.value, inAttribute: true)
    bytes.append(UInt8(ascii: "\""))
  }

  /// The prefix to write for an element; binds one if none in scope has its namespace.
  private mutating func boundPrefix(for element: XML.Element) -> String {
    let name = element.name
    if isUsual(name.prefix, name.namespace) { return name.prefix }
    let bound = binding(of: name.prefix)?.namespace
    if name.namespace == .none {
      if let inherited = binding(of: "")?.namespace, inherited != .none {
        precondition(
          !element.declarations.contains { $0.prefix.isEmpty },
          "an element of no namespace that declares a default one")
        bindings.append(Binding(prefix: "", namespace: .none))
      }
      return ""
    }
    if bound == name.namespace {
      usual.append(Binding(prefix: name.prefix, namespace: name.namespace))
      return name.prefix
    }
    if let other = otherPrefix(for: name.namespace, isAttribute: false) { return other }
    // The default may be bound anew, unless the element does so itself.
    let isFree = name.prefix.isEmpty && !element.declarations.contains { $0.prefix.isEmpty }
    return bind(isFree ? "" : unusedPrefix(like: name.prefix), name.namespace)
  }

  /// The prefix to write for an attribute; one without prefix has no namespace.
  private mutating func boundPrefix(for name: XML.Name) -> String {
    if name.namespace == .none { return "" }
    if !name.prefix.isEmpty, isUsual(name.prefix, name.namespace) { return name.prefix }
    if !name.prefix.isEmpty, binding(of: name.prefix)?.namespace == name.namespace {
      return name.prefix
    }
    return otherPrefix(for: name.namespace, isAttribute: true)
      ?? bind(unusedPrefix(like: name.prefix), name.namespace)
  }

  /// Whether prefixes mean here what they are said to.
  private mutating func holds(
    _ bindings: [(prefix: String, namespace: XML.Namespace)]
  ) -> Bool {
    for (prefix, namespace) in bindings where !isUsual(prefix, namespace) {
      guard binding(of: prefix)?.namespace == namespace else { return false }
      usual.append(Binding(prefix: prefix, namespace: namespace))
    }
    return true
  }

  private func isUsual(_ prefix: String, _ namespace: XML.Namespace) -> Bool {
    for binding in usual where binding.prefix == prefix { return binding.namespace == namespace }
    return false
  }

  /// Another prefix of that meaning which no inner declaration hides.
  private func otherPrefix(for namespace: XML.Namespace, isAttribute: Bool) -> String? {
    bindings.last { candidate in
      candidate.namespace == namespace && !(isAttribute && candidate.prefix.isEmpty)
        && binding(of: candidate.prefix)?.namespace == namespace
    }?.prefix
  }

  private mutating func bind(_ prefix: String, _ namespace: XML.Namespace) -> String {
    bindings.append(Binding(prefix: prefix, namespace: namespace))
    return prefix
  }

  private func binding(of prefix: String) -> Binding? {
    var index = bindings.count
    while index > 0 {
      index -= 1
      if bindings[index].prefix == prefix { return bindings[index] }
    }
    return nil
  }

  private func unusedPrefix(like prefix: String) -> String {
    if !prefix.isEmpty, binding(of: prefix) == nil { return prefix }
    var number = 1
    while binding(of: "ns\(number)") != nil { number += 1 }
    return "ns\(number)"
  }

  private mutating func insertDeclarations(from first: Int, at start: Int) {
    let attributes = Array(bytes[start...])
    bytes.removeLast(bytes.count - start)
    for binding in bindings[first...] {
      let uri = binding.namespace.uri
      put(
        XML.Declaration(prefix: binding.prefix, uri: isStrict ? XML.Namespace.strict(uri) : uri))
    }
    bytes += attributes
  }

  private mutating func put(_ declaration: XML.Declaration) {
    put(declaration.prefix.isEmpty ? " xmlns=\"" : " xmlns:")
    if !declaration.prefix.isEmpty {
      put(declaration.prefix)
      put("=\"")
    }
    put(escaped: declaration.uri, inAttribute: true)
    put("\"")
  }

  private mutating func put(_ prefix: String, _ local: String) {
    if !prefix.isEmpty {
      put(prefix)
      bytes.append(UInt8(ascii: ":"))
    }
    put(local)
  }

  mutating func put(_ text: String) {
    let isDone: Void? = unsafe text.utf8.withContiguousStorageIfAvailable {
      unsafe bytes.append(contentsOf: $0)
    }
    if isDone == nil { bytes.append(contentsOf: text.utf8) }
  }

  mutating func put(markup: StaticString) {
    unsafe bytes.append(
      contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  /// Text in which nothing can be escaped: a comment or an instruction.
  private mutating func put(verbatim text: String) {
    precondition(text.unicodeScalars.allSatisfy(\.isXMLCharacter), "a character outside XML 1.0")
    put(text)
  }

  /// Character data, escaped as Canonical XML escapes it (`>` in text too), so that what is parsed
  /// again is the same: a carriage return in text, and tabs and line breaks in attributes, would
  /// otherwise be normalised away.
  mutating func put(escaped text: String, inAttribute: Bool) {
    if isPlainXML(text) {
      put(text)
      return
    }
    let utf8 = text.utf8.span
    for index in utf8.indices {
      let byte = utf8[index]
      switch byte {
      case UInt8(ascii: "&"): put("&amp;")
      case UInt8(ascii: "<"): put("&lt;")
      case UInt8(ascii: ">") where !inAttribute: put("&gt;")
      case UInt8(ascii: "\"") where inAttribute: put("&quot;")
      case 0x9 where inAttribute: put("&#x9;")
      case 0xA where inAttribute: put("&#xA;")
      case 0xD: put("&#xD;")
      case 0..<0x20 where byte != 0x9 && byte != 0xA:
        preconditionFailure("a character outside XML 1.0")
      case 0xBE, 0xBF:
        // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
        precondition(
          index < 2 || utf8[index - 2] != 0xEF || utf8[index - 1] != 0xBF,
          "a character outside XML 1.0")
        bytes.append(byte)
      default: bytes.append(byte)
      }
    }
  }
}

extension XML.Element {
  /// Of a root: whether it declares a namespace in the URIs of ISO 29500 Strict.
  package var isStrict: Bool {
    declarations.contains { $0.uri.hasPrefix(XML.Namespace.strictRoot) }
  }
}
