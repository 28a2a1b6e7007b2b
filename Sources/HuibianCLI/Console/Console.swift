import Glibc
import HuibianDiagnostics

/// Standard output for results, standard error for messages, and what a terminal shows meanwhile.
struct Console: Sendable {
  let format: DiagnosticFormat

  init(format: DiagnosticFormat) { self.format = format }

  /// Before the command line has been parsed: only the format of messages is looked for, so that
  /// even a mistake in the command line is told in it.
  init(arguments: [String]) {
    let follower = arguments.firstIndex(of: "--diagnostics").map { $0 + 1 } ?? arguments.endIndex
    let isJSON =
      arguments.contains("--diagnostics=json")
      || (arguments.indices.contains(follower) && arguments[follower] == "json")
    format = isJSON ? .json : .human
  }

  /// Writes a result to standard output, all of it.
  func result(_ text: String) throws(CompilationError) {
    try result(Array(text.utf8))
  }

  func result(_ bytes: [UInt8]) throws(CompilationError) {
    ProgressLine.erase()
    do {
      try writeAll(bytes, to: STDOUT_FILENO)
    } catch {
      throw CompilationError([
        Diagnostic(
          .error, "cannot-write", "写标准输出失败：\(error.reason)", at: .command,
          hints: ["检查输出接到的程序或磁盘"])
      ])
    }
  }

  /// Writes messages to standard error, in the order given.
  func show(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    message(diagnostics.map { $0.text(format) }.joined(separator: "\n"))
  }

  /// Writes one line that is no diagnostic (the summary of a run). Not in JSON format, whose lines
  /// are all objects.
  func line(_ text: String) {
    if format == .human { message(text) }
  }

  private func message(_ text: String) {
    ProgressLine.erase()
    // If standard error cannot be written there is nobody left to tell.
    try? writeAll(Array((text + "\n").utf8), to: STDERR_FILENO)
  }
}
