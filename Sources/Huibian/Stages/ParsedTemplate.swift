import HuibianDiagnostics
import HuibianTemplate

/// A template opened and taken apart, with what there was to say of it.
struct ParsedTemplate {
  let opened: OpenedTemplate
  let parsed: OpenedTemplate.Parsed
  /// Of opening it.
  let notes: DiagnosticSink
  /// Of its tags.
  let messages: DiagnosticSink

  /// - Parameter notes: What was said when it was opened, if nobody was told.
  init(_ opened: OpenedTemplate, notes: DiagnosticSink = DiagnosticSink()) {
    self.opened = opened
    self.notes = notes
    var sink = DiagnosticSink()
    parsed = opened.parse(sink: &sink)
    messages = sink
  }

  /// Whether it has tags, right or wrong.
  var holdsTags: Bool { !parsed.template.tags.isEmpty || messages.hasErrors }
}
