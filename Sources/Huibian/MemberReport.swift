package import HuibianDiagnostics

/// One of the documents that are made for each member of a dimension.
package struct MemberReport: Sendable {
  /// As it is printed.
  package let member: String
  /// Its place among the members, from 1.
  package let ordinal: Int
  /// Of members.
  package let count: Int
  /// The report, or what stopped it.
  package let result: Result<CompiledReport, CompilationError>
  /// What is to be said of this member's report and of no other; empty of one that was stopped.
  package let warnings: [Diagnostic]
}
