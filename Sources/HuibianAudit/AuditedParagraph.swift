import HuibianDiagnostics

/// A paragraph of a document that is examined.
struct AuditedParagraph {
  /// As a reader sees it.
  let text: String
  let location: Location
  /// Of the body itself, not of a table or a box: its numbers follow each other.
  let isInBody: Bool
  /// Whether a document begins with it, of which a compilation has several, or an annex: numbers begin
  /// again.
  var isTitle = false
}
