package import HuibianDiagnostics

extension XML {
  /// Parses a part, with all checks at the door.
  ///
  /// Only UTF-8 and UTF-16 are read, and the declaration must agree; a document type, more than 256
  /// nested elements, or a text or attribute of more than 10 000 000 bytes are refused. Nothing is
  /// ever fetched, no entity expanded.
  ///
  /// - Returns: Nil after one error with the id `xml-encoding`, `xml-doctype`, `xml-too-deep`,
  ///   `xml-too-long` or `xml-malformed` at the part, the line in its message.
  package static func parse(
    _ bytes: [UInt8], file: String, part: String, sink: inout DiagnosticSink
  ) -> Document? {
    do throws(XMLProblem) {
      let source = try XMLSource(bytes)
      var document = try SAXParser.parse(source.text)
      document.standalone = source.standalone
      return document
    } catch {
      sink.report(Diagnostic(error, file: file, part: part))
      return nil
    }
  }
}
