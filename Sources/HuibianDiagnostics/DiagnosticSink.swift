/// Collects what is wrong, so that all of it can be told at once.
///
/// A stage reports everything it can find and goes on; at its end it calls ``checkpoint()``, which
/// throws when there was an error. Of one kind (same id and severity, same file) at most
/// ``limit`` are kept, the rest is counted. The same words of the same place are said once.
package struct DiagnosticSink: Sendable {
  /// Kept, in the order in which they were reported.
  package private(set) var diagnostics: [Diagnostic] = []
  /// Warnings become errors (`--strict`), those of an accepted rule apart.
  package let isStrict: Bool
  /// Rules whose rows a person decided to leave out (`--accept`, `容许:`).
  package let accepted: Set<String>
  /// How many of a kind are kept.
  package let limit: Int

  private struct Kind: Hashable {
    let id: String
    let severity: Severity
    let file: String?
  }
  private var counts: [Kind: Int] = [:]
  private var order: [Kind] = []

  package init(isStrict: Bool = false, accepted: Set<String> = [], limit: Int = 20) {
    self.isStrict = isStrict
    self.accepted = accepted
    self.limit = limit
  }

  package mutating func report(_ diagnostic: Diagnostic) {
    var diagnostic = diagnostic
    diagnostic.severity = severity(of: diagnostic)
    let kind = Kind(
      id: diagnostic.id, severity: diagnostic.severity, file: diagnostic.location.file)
    let known = counts[kind] ?? 0
    if (1...limit).contains(known), diagnostics.contains(diagnostic) { return }
    if known == 0 { order.append(kind) }
    counts[kind] = known + 1
    if known < limit { diagnostics.append(diagnostic) }
  }

  /// Counts more of the kind of a diagnostic that was reported, without their words.
  package mutating func count(_ more: Int, like diagnostic: Diagnostic) {
    let kind = Kind(
      id: diagnostic.id, severity: severity(of: diagnostic), file: diagnostic.location.file)
    precondition(counts[kind] != nil, "words that were never said")
    counts[kind, default: 0] += more
  }

  private func severity(of diagnostic: Diagnostic) -> Severity {
    let isRaised = isStrict && diagnostic.severity == .warning && !accepts(diagnostic.id)
    return isRaised ? .error : diagnostic.severity
  }

  /// Takes over what another sink collected, for example on another thread; its counts too.
  ///
  /// - Parameter order: Puts what it kept in order.
  package mutating func absorb(
    _ other: DiagnosticSink, inOrder order: ([Diagnostic]) -> [Diagnostic] = { $0 }
  ) {
    for diagnostic in order(other.diagnostics) { report(diagnostic) }
    for kind in other.order {
      let unseen = (other.counts[kind] ?? 0) - other.limit
      if unseen > 0 { counts[kind, default: 0] += unseen }
    }
  }

  /// A sink with the same settings and nothing in it, for a stage that puts its messages in order.
  package var emptied: DiagnosticSink {
    DiagnosticSink(isStrict: isStrict, accepted: accepted, limit: limit)
  }

  /// Whether a person decided that rows which break this rule are left out.
  ///
  /// The stage that finds such a row drops it instead of reporting an error, counts it, and reports
  /// the count once as a note.
  package func accepts(_ id: String) -> Bool { accepted.contains(id) }

  package var hasErrors: Bool { counts.keys.contains { $0.severity == .error } }

  /// How many of a severity were reported, those beyond the limit included.
  package func count(of severity: Severity) -> Int {
    counts.reduce(0) { $0 + ($1.key.severity == severity ? $1.value : 0) }
  }

  /// What was reported, with one note for each kind that went over the limit.
  package var summary: [Diagnostic] {
    diagnostics
      + order.compactMap { kind in
        let total = counts[kind] ?? 0
        guard total > limit else { return nil }
        return Diagnostic(
          .note, kind.id, "同类问题共\(total)处，以上列出\(limit)处",
          at: kind.file.map { .file($0) } ?? .command)
      }
  }

  /// Ends a stage: throws everything collected so far if there is an error in it.
  package func checkpoint() throws(CompilationError) {
    if hasErrors { throw CompilationError(summary) }
  }
}
