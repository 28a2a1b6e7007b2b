import HuibianOPC

/// A zip of reports, written report by report.
package struct ReportArchive: Sendable {
  private var archive = Archive()

  package init() {}

  /// What stands before the next report's own bytes, which must follow.
  ///
  /// - Parameter name: New, and no path.
  package mutating func header(of name: String, _ bytes: [UInt8]) -> [UInt8] {
    archive.header(of: name, bytes)
  }

  /// A text beside the reports, for example a trace: all its bytes in the zip.
  ///
  /// - Parameter name: New; may lie in a folder of the zip.
  package mutating func text(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    archive.packed(name, bytes)
  }

  /// What stands after the last report.
  package var end: [UInt8] { archive.end }
}
