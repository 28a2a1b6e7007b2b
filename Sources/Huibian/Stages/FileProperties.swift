import HuibianDiagnostics
import HuibianOPC

extension OPCPackage {
  /// Empties texts of the file's properties, the title for example, that hold tags.
  ///
  /// Word takes the title from the first line that was typed, where a clerk does not see it.
  mutating func clearProperties(holding isTagged: (String) -> Bool) {
    for relationship in relationships(of: nil)
    where ["core-properties", "extended-properties"].contains(relationship.kind) {
      var sink = DiagnosticSink()
      // What was packed was looked through before.
      guard let part = resolve(relationship.target, from: nil), !isPacked(part),
        let bytes = bytes(of: part),
        var document = XML.parse(bytes, file: "", part: part.text, sink: &sink),
        document.root.clearTexts(where: isTagged)
      else { continue }
      setPart(part, XML.serialize(document), contentType: nil)
    }
  }
}

extension XML.Element {
  /// - Returns: Whether there was such a text.
  fileprivate mutating func clearTexts(where isTagged: (String) -> Bool) -> Bool {
    var hasChanged = false
    if elements.isEmpty, isTagged(text) {
      children = []
      return true
    }
    for index in children.indices {
      _ = updateChild(at: index) { child in
        if child.clearTexts(where: isTagged) { hasChanged = true }
      }
    }
    return hasChanged
  }
}
