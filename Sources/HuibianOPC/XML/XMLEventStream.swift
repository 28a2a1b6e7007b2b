import CLibxml2
package import HuibianDiagnostics

/// A part that is inflated and parsed piece by piece, with the checks of ``XML/parse(_:file:part:sink:)``.
///
/// Only UTF-8 is read: no program writes large parts in another encoding. The depth of elements is
/// held to 32, as the parts that are read in this way are tables.
@safe package final class XMLEventStream<Reader: XMLEventReader> {
  private var stream: ZipStream
  private let file: String
  private let part: String
  private let handler: XMLEventHandler
  private var context: xmlParserCtxtPtr?
  private var isAtEnd = false
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// What went wrong; nothing follows it.
  package private(set) var problem: Diagnostic?

  init(_ stream: consuming ZipStream, file: String, part: String, to reader: Reader) {
    self.stream = stream
    self.file = file
    self.part = part
    handler = XMLEventHandler(reader)
  }

  deinit { if let context = unsafe context { unsafe xmlFreeParserCtxt(context) } }

  /// Reads one more piece and sends its events.
  ///
  /// - Returns: False at the end of the part, or after a problem.
  package func advance() -> Bool {
    guard !isAtEnd, problem == nil, !handler.reader.isDone else { return false }
    do throws(ZipProblem) {
      var failure: ZipProblem?
      let count = unsafe buffer.withUnsafeMutableBytes { space in
        do throws(ZipProblem) {
          return try unsafe stream.read(into: space)
        } catch {
          failure = error
          return 0
        }
      }
      if let failure { throw failure }
      if unsafe context == nil {
        try start(count)
      } else {
        feed(count)
      }
    } catch {
      problem = Diagnostic(error, file: file)
    }
    if let flaw = handler.problem { problem = Diagnostic(flaw, file: file, part: part) }
    return problem == nil && !isAtEnd
  }

  /// The beginning decides the encoding, as ``XMLSource`` does.
  private func start(_ count: Int) throws(ZipProblem) {
    var head = Array(buffer.prefix(count))
    do throws(XMLProblem) {
      guard !head.starts(with: [0xFF, 0xFE]), !head.starts(with: [0xFE, 0xFF]),
        !head.prefix(4).contains(0)
      else { throw .encoding(declared: nil) }
      head = try XMLSource(head).text
    } catch {
      handler.fail(error)
      return
    }
    XML.prepare()
    var events = unsafe XMLEventHandler.events
    let data = unsafe Unmanaged.passUnretained(handler).toOpaque()
    guard let context = unsafe xmlCreatePushParserCtxt(&events, data, nil, 0, nil) else {
      handler.fail(.malformed(line: 1, flaw: .empty))
      return
    }
    unsafe self.context = context
    unsafe handler.context = context
    unsafe xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
    buffer.replaceSubrange(0..<head.count, with: head)
    feed(head.count)
  }

  private func feed(_ count: Int) {
    guard let context = unsafe context else { return }
    isAtEnd = count == 0
    unsafe buffer.withUnsafeBytes { bytes in
      let start = unsafe bytes.bindMemory(to: CChar.self).baseAddress
      _ = unsafe xmlParseChunk(context, start, Int32(count), isAtEnd ? 1 : 0)
    }
    if isAtEnd, handler.problem == nil, !handler.reader.isDone,
      unsafe context.pointee.wellFormed == 0
    {
      handler.fail(.malformed(line: handler.line, flaw: .incomplete))
    }
  }
}

/// Hands the events of libxml2 on.
///
/// A class, because libxml2 hands back a pointer to it.
@safe final class XMLEventHandler {
  let reader: any XMLEventReader
  private let names: XMLEventNames
  private(set) var problem: XMLProblem?
  var context: xmlParserCtxtPtr?
  private var depth = 0
  /// Bytes of character data without a tag between them.
  private var length = 0
  /// Of the root.
  private var namespace: UInt?

  static let depthLimit = 32

  init(_ reader: any XMLEventReader) {
    self.reader = reader
    names = XMLEventNames(reader.vocabulary)
  }

  var line: Int {
    guard let context = unsafe context, let input = unsafe context.pointee.input else { return 1 }
    return unsafe max(1, Int(input.pointee.line))
  }

  func fail(_ problem: XMLProblem) {
    if self.problem == nil { self.problem = problem }
    stop()
  }

  private func stop() {
    if let context = unsafe context { unsafe xmlStopParser(context) }
  }

  private func code(_ local: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?) -> Int? {
    guard UInt(bitPattern: uri) == namespace else { return nil }
    let code = unsafe names.code(of: local)
    return code < 0 ? nil : code
  }

  func start(_ tag: StartTag) {
    depth += 1
    length = 0
    guard depth <= Self.depthLimit else { return fail(.tooDeep(line: line)) }
    if namespace == nil { namespace = unsafe UInt(bitPattern: tag.uri) }
    let attributes = unsafe XMLEventAttributes(tag, names)
    unsafe reader.start(code(tag.local, tag.uri), attributes)
    if reader.isDone { stop() }
  }

  func end(_ local: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?) {
    depth -= 1
    length = 0
    unsafe reader.end(code(local, uri))
    if reader.isDone { stop() }
  }

  func append(_ text: UnsafeBufferPointer<UInt8>) {
    length += text.count
    guard length <= TreeBuilder.lengthLimit else { return fail(.tooLong(line: line)) }
    unsafe reader.append(text)
  }

  /// libxml2 copies it.
  static var events: xmlSAXHandler {
    var events = unsafe xmlSAXHandler()
    unsafe events.initialized = UInt32(0xDEED_BEAF)
    unsafe events.internalSubset = { data, _, _, _ in
      unsafe handler(data) { $0.fail(.doctype(line: $0.line)) }
    }
    unsafe events.startElementNs = { data, local, prefix, uri, count, declared, total, _, list in
      unsafe handler(data) { handler in
        unsafe handler.start(
          StartTag(
            local: local, prefix: prefix, uri: uri, declarationCount: Int(count),
            declarations: declared, attributeCount: Int(total), attributes: list))
      }
    }
    unsafe events.endElementNs = { data, local, _, uri in
      unsafe handler(data) { unsafe $0.end(local, uri) }
    }
    unsafe events.characters = { data, text, count in
      unsafe handler(data) { unsafe $0.append(UnsafeBufferPointer(start: text, count: Int(count))) }
    }
    unsafe events.ignorableWhitespace = unsafe events.characters
    unsafe events.cdataBlock = unsafe events.characters
    unsafe events.serror = { data, error in
      unsafe handler(data) { handler in
        guard let error = unsafe error, let problem = unsafe XMLProblem(error.pointee) else {
          return
        }
        handler.fail(problem)
      }
    }
    return unsafe events
  }
}

/// The handler behind the pointer that libxml2 hands to each event.
private func handler(_ data: UnsafeMutableRawPointer?, _ body: (XMLEventHandler) -> Void) {
  guard let data = unsafe data else { return }
  body(unsafe Unmanaged<XMLEventHandler>.fromOpaque(data).takeUnretainedValue())
}
