/// How bad it is.
package enum Severity: String, Hashable, Sendable {
  /// No document is written.
  case error
  /// Suspicious; the run goes on, unless `--strict` turns warnings into errors.
  case warning
  /// Said for completeness: what was skipped, dropped or assumed.
  case note
}

/// Something about the user's material that a person must know: what, where, and what to do.
///
/// The wording is Chinese, for the clerk; `id` is ASCII, kebab-case and for ever, for `--accept`,
/// `容许:` and programs.
package struct Diagnostic: Hashable, Sendable {
  package var severity: Severity
  package let id: String
  /// One clause without a final full stop; found before expected. User text in it has gone through
  /// ``quoted(_:limit:)``.
  package let message: String
  package let location: Location
  /// Imperative sentences that the user can carry out; each has been checked to be true.
  package let hints: [String]

  package init(
    _ severity: Severity, _ id: String, _ message: String, at location: Location,
    hints: [String] = []
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.location = location
    self.hints = hints
  }
}

/// All that stopped a run. Never empty of errors.
package struct CompilationError: Error, Sendable {
  package let diagnostics: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) {
    precondition(diagnostics.contains { $0.severity == .error }, "no error in a CompilationError")
    self.diagnostics = diagnostics
  }
}
