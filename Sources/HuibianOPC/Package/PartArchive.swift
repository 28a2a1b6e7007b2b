package import HuibianDiagnostics

/// The parts of a package that are too large to be inflated whole.
package struct PartArchive: Sendable {
  package let file: String
  private let bytes: [UInt8]
  private let directory: ZipDirectory

  /// - Parameters:
  ///   - file: The name for messages.
  ///   - limits: Those that the package was opened with.
  /// - Returns: Nil after an error.
  package init?(
    _ bytes: [UInt8], file: String, limits: PackageLimits, sink: inout DiagnosticSink
  ) {
    do throws(ZipProblem) {
      directory = try ZipDirectory(bytes, limits)
    } catch {
      sink.report(Diagnostic(error, file: file))
      return nil
    }
    self.file = file
    self.bytes = bytes
  }

  /// Inflated, in bytes, as the directory declares it; nil if there is no such part.
  package func size(of part: PartName) -> Int? { entry(of: part)?.size }

  /// Reads a part from its beginning, as events.
  ///
  /// - Returns: Nil if there is no such part, or after an error.
  package func events<Reader: XMLEventReader>(
    of part: PartName, to reader: Reader, sink: inout DiagnosticSink
  ) -> XMLEventStream<Reader>? {
    guard let entry = entry(of: part) else { return nil }
    do throws(ZipProblem) {
      let stream = try ZipStream(ZipReader(bytes, directory), entry)
      return XMLEventStream(stream, file: file, part: part.text, to: reader)
    } catch {
      sink.report(Diagnostic(error, file: file))
      return nil
    }
  }

  private func entry(of part: PartName) -> ZipDirectory.Entry? {
    directory.entries.first { PartName($0.name) == part }
  }
}
