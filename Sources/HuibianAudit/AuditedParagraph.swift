import HuibianDiagnostics

/// A paragraph of a document that is examined.
struct AuditedParagraph {
  /// As a reader sees it.
  let text: String
  let location: Location
  /// Of the body itself, not of a table or a box: its numbers follow each other.
  let isInBody: Bool
  /// The first of a section: another document may begin here, as in a bound one.
  var beginsSection = false
}
