import HuibianDiagnostics
import HuibianOPC

extension WordDocument {
  /// Writes all parts in one vocabulary, that of the outer document, after documents of the other one
  /// came into it, or parts were built for a strict one.
  ///
  /// Cost: nothing if all are transitional, as nearly all documents are.
  mutating func unifyVocabulary(with documents: [OPCPackage]) {
    let isStrict = container.isStrict
    guard !documents.isEmpty, isStrict || documents.contains(where: \.isStrict) else { return }
    for index in stories.indices where stories[index].isChanged {
      StrictSpelling.unify(&stories[index].document.root, isStrict: isStrict)
    }
    let written = Set(stories.filter(\.isChanged).map(\.part))
    for part in container.partNames where !written.contains(part) {
      guard container.contentType(of: part)?.hasSuffix("+xml") ?? false,
        !part.text.hasSuffix(".rels"),
        let bytes = container.bytes(of: part)
      else { continue }
      var sink = DiagnosticSink()
      guard var document = XML.parse(bytes, file: file, part: part.text, sink: &sink) else {
        continue
      }
      let before = document
      StrictSpelling.unify(&document.root, isStrict: isStrict)
      if document != before { container.setPart(part, XML.serialize(document), contentType: nil) }
    }
  }
}
