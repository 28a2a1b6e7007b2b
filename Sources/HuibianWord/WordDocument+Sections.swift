import HuibianOPC

extension WordDocument {
  /// The paragraphs of the body with which a section ends, by their numbers among its paragraphs, from 0;
  /// the last section, which ends with the document, is not among them.
  package var sectionEnds: Set<Int> {
    guard let body = stories.first?.document.root.first(.w("body")) else { return [] }
    let paragraphs = body.all(.w("p"))
    return Set(paragraphs.indices.filter { paragraphs[$0].sectionBreak != nil })
  }
}
