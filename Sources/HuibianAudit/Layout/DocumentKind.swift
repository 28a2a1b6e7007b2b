/// What form of GB/T 9704-2012 a document is held to.
package enum DocumentKind: String, CaseIterable, Sendable {
  /// A report without a red head: page, typefaces, headings, numbers and signature only.
  case report = "报告"
  /// With a red head (版头) and an imprint (版记).
  case official = "公文"
  /// Clause 10.1.
  case letter = "信函"
  /// Clause 10.3.
  case minutes = "纪要"
  /// Clause 10.2.
  case order = "命令"
}
