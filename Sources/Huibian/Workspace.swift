package import HuibianReaders
package import HuibianTable

/// The outside world as the compiler sees it: files by name, and today's date.
///
/// The command line's is real, a test's is a dictionary. The compiler never opens a file itself, so
/// a compile is a function of its job and its workspace.
package protocol Workspace: Sendable {
  /// The day on which the run happens; prints as `{{今天}}`.
  var today: CivilDate { get }

  /// The bytes of a small file (a template, a configuration), whole.
  ///
  /// - Parameter limit: A larger file is an error.
  func bytes(of name: String, limit: Int) throws(SourceError) -> [UInt8]

  /// The names of the files in a folder; none if there is no such folder.
  ///
  /// - Parameter folder: With its slash, or empty for the present one.
  func names(in folder: String) -> [String]

  /// A data file, to be read in pieces; `-` is standard input.
  func source(_ name: String) throws(SourceError) -> any ByteSource
}
