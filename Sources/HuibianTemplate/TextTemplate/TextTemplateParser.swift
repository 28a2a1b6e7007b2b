package import HuibianDiagnostics

extension TextTemplate {
  /// Largest text in bytes of UTF-8.
  static let sizeLimit = 1_000_000

  /// Takes a text template apart; all mistakes are reported by line and column, none is thrown.
  package static func parse(_ text: String, file: String, sink: inout DiagnosticSink)
    -> TextTemplate
  {
    TextTemplate(head: [], blocks: [])
  }
}
