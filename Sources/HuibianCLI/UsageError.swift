import HuibianDiagnostics

/// The command line is wrong: exit status 64.
struct UsageError: Error, Hashable, Sendable {
  let message: String
  let hints: [String]

  init(_ message: String, hints: [String] = []) {
    self.message = message
    self.hints = hints
  }

  var diagnostic: Diagnostic {
    Diagnostic(.error, "wrong-usage", message, at: .command, hints: hints)
  }
}
