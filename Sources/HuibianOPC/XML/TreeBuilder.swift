import CLibxml2

/// A start tag as libxml2 gives it; valid during the event only.
@unsafe struct StartTag {
  let local: UnsafePointer<xmlChar>?
  let prefix: UnsafePointer<xmlChar>?
  let uri: UnsafePointer<xmlChar>?
  let declarationCount: Int
  /// Prefix and URI by turns.
  let declarations: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  let attributeCount: Int
  /// Local name, prefix, URI, start and end of the value, by turns.
  let attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
}

/// Makes a tree from events.
///
/// A class, because libxml2 hands back a pointer to it.
@safe final class TreeBuilder {
  /// While parsing.
  var context: xmlParserCtxtPtr?

  private var open: [XML.Element] = []
  private var root: XML.Element?
  private var prolog: [XML.Node] = []
  private var epilog: [XML.Node] = []
  /// Character data not yet ended by another node.
  private var text: [UInt8] = []
  private var problem: XMLProblem?

  /// Names by the addresses of their three strings, which libxml2 keeps once each.
  private struct Key: Hashable {
    let local, prefix, uri: UInt
  }
  private var names: [Key: XML.Name] = [:]
  private var namespaces: [UInt: XML.Namespace] = [:]

  static let depthLimit = 256
  static let lengthLimit = 10_000_000

  /// The line that is being read, counted from 1.
  var line: Int {
    guard let context = unsafe context, let input = unsafe context.pointee.input else { return 1 }
    return unsafe max(1, Int(input.pointee.line))
  }

  func document() throws(XMLProblem) -> XML.Document {
    if let problem { throw problem }
    guard let root, open.isEmpty else { throw .malformed(line: 1, flaw: .incomplete) }
    return XML.Document(root: root, prolog: prolog, epilog: epilog)
  }

  /// Keeps the first problem and stops the parser.
  func fail(_ problem: XMLProblem) {
    if self.problem == nil { self.problem = problem }
    if let context = unsafe context { unsafe xmlStopParser(context) }
  }

  /// Takes over an error of libxml2.
  func note(_ error: xmlError) {
    if let problem = unsafe XMLProblem(error) { fail(problem) }
  }

  func start(_ tag: StartTag) {
    flushText()
    guard open.count < Self.depthLimit else { return fail(.tooDeep(line: line)) }
    guard let name = unsafe self.name(tag.local, tag.prefix, tag.uri) else {
      return fail(.malformed(line: line, flaw: .unboundPrefix))
    }
    var element = XML.Element(name)
    unsafe tag.eachDeclaration { prefix, uri in
      element.declarations.append(XML.Declaration(prefix: prefix, uri: uri))
    }
    if unsafe tag.attributeCount > 0, let list = unsafe tag.attributes {
      element.attributes.reserveCapacity(unsafe tag.attributeCount)
      for index in unsafe 0..<tag.attributeCount {
        let entry = unsafe list + index * 5
        guard let name = unsafe self.name(entry[0], entry[1], entry[2]) else {
          return fail(.malformed(line: line, flaw: .unboundPrefix))
        }
        guard let start = unsafe entry[3], let end = unsafe entry[4] else { continue }
        let value = unsafe UnsafeBufferPointer(start: start, count: end - start)
        element.attributes.append(XML.Attribute(name, unsafe Self.attributeValue(value)))
      }
    }
    open.append(element)
  }

  func end() {
    flushText()
    guard let element = open.popLast() else { return }
    if open.isEmpty { root = element } else { add(.element(element)) }
  }

  func append(_ characters: UnsafeBufferPointer<xmlChar>) {
    guard text.count + characters.count <= Self.lengthLimit else {
      return fail(.tooLong(line: line))
    }
    unsafe text.append(contentsOf: characters)
  }

  /// Appends a comment or an instruction.
  func append(_ node: XML.Node) {
    flushText()
    if !open.isEmpty {
      add(node)
    } else if root == nil {
      prolog.append(node)
    } else {
      epilog.append(node)
    }
  }

  private func add(_ node: XML.Node) {
    open[open.count - 1].children.append(node)
  }

  private func flushText() {
    if text.isEmpty { return }
    if !open.isEmpty { add(.text(String(decoding: text, as: UTF8.self))) }
    text.removeAll(keepingCapacity: true)
  }

  /// The name, or nil if its prefix is not bound.
  private func name(
    _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
    _ uri: UnsafePointer<xmlChar>?
  ) -> XML.Name? {
    let key = Key(
      local: UInt(bitPattern: local), prefix: UInt(bitPattern: prefix),
      uri: UInt(bitPattern: uri))
    if let known = names[key] { return known }
    if key.prefix != 0, key.uri == 0 { return nil }
    let namespace =
      namespaces[key.uri] ?? XML.Namespace(unsafe string(uri))
    namespaces[key.uri] = namespace
    let name = unsafe XML.Name(namespace, string(local), prefix: string(prefix))
    names[key] = name
    return name
  }

  /// As entities are not substituted, libxml2 gives each `&` of a value as `&#38;`, and only those.
  private static func attributeValue(_ bytes: UnsafeBufferPointer<xmlChar>) -> String {
    guard unsafe bytes.contains(UInt8(ascii: "&")) else {
      return unsafe String(decoding: bytes, as: UTF8.self)
    }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = unsafe bytes[index]
      result.append(byte)
      index += byte == UInt8(ascii: "&") ? "&#38;".utf8.count : 1
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// A C string of libxml2 as a value; nil is empty.
func string(_ text: UnsafePointer<xmlChar>?) -> String {
  guard let text = unsafe text else { return "" }
  return unsafe String(cString: text)
}

extension StartTag {
  func eachDeclaration(_ body: (_ prefix: String, _ uri: String) -> Void) {
    guard let list = unsafe declarations else { return }
    for index in unsafe 0..<declarationCount {
      unsafe body(string(list[2 * index]), string(list[2 * index + 1]))
    }
  }
}

extension XMLFlaw {
  init(_ code: xmlParserErrors) {
    switch code {
    case XML_ERR_TAG_NAME_MISMATCH: self = .unmatchedTag
    case XML_ERR_DOCUMENT_EMPTY: self = .empty
    case XML_ERR_DOCUMENT_END: self = .trailing
    case XML_ERR_TAG_NOT_FINISHED, XML_ERR_GT_REQUIRED, XML_ERR_LTSLASH_REQUIRED: self = .incomplete
    case XML_ERR_INVALID_CHAR, XML_ERR_INVALID_CHARREF: self = .illegalCharacter
    case XML_ERR_UNDECLARED_ENTITY: self = .unknownEntity
    case XML_ERR_ATTRIBUTE_REDEFINED, XML_NS_ERR_ATTRIBUTE_REDEFINED: self = .repeatedAttribute
    case XML_NS_ERR_UNDEFINED_NAMESPACE: self = .unboundPrefix
    default: self = .syntax
    }
  }
}

extension XMLProblem {
  /// Nil for warnings, namespace URIs that are merely odd, and a stop of our own.
  init?(_ error: xmlError) {
    guard unsafe error.level.rawValue >= XML_ERR_ERROR.rawValue else { return nil }
    let line = unsafe max(1, Int(error.line))
    switch unsafe xmlParserErrors(rawValue: UInt32(bitPattern: error.code)) {
    case XML_WAR_NS_URI, XML_ERR_USER_STOP: return nil
    case XML_ERR_NAME_TOO_LONG: self = .tooLong(line: line)
    case XML_ERR_ATTRIBUTE_NOT_FINISHED where unsafe Self.isAboutLength(error):
      self = .tooLong(line: line)
    case XML_ERR_INVALID_ENCODING, XML_ERR_UNSUPPORTED_ENCODING, XML_ERR_UNKNOWN_ENCODING:
      self = .encoding(declared: nil)
    case let code: self = .malformed(line: line, flaw: XMLFlaw(code))
    }
  }

  /// libxml2 has one code for a value that never ends and for one that is too long.
  private static func isAboutLength(_ error: xmlError) -> Bool {
    guard let message = unsafe error.message else { return false }
    return unsafe String(cString: message).contains("too long")
  }
}
