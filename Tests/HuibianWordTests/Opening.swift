import HuibianDiagnostics
import HuibianOPC
import HuibianWord

/// A document as opened, and what was said about it.
func open(_ package: OPCPackage) -> (document: WordDocument, messages: [String])? {
  var sink = DiagnosticSink()
  guard let document = WordDocument.open(package, file: "模板.docx", sink: &sink) else { return nil }
  return (document, sink.diagnostics.map { $0.id + " " + $0.message })
}
