/// Where bytes come from: a file, standard input, an upload, a test.
package protocol ByteSource: Sendable {
  /// As the user typed it, for messages.
  var name: String { get }
  /// In bytes; nil where it is not known before the end, as with standard input.
  var size: Int? { get }

  /// Whether any byte can be read again, at any time; a pipe gives each byte once.
  var isRepeatable: Bool { get }

  /// Reads at most as many bytes as the buffer holds, from `offset` on.
  ///
  /// Of a source that is not repeatable the readers ask for rising offsets only, each byte once.
  ///
  /// - Returns: The count of bytes read; 0 at the end and only there.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(SourceError) -> Int
}

/// The world kept the bytes from us: no such file, no permission, a read error.
package struct SourceError: Error, Hashable, Sendable {
  /// Chinese, for the user, without a final full stop.
  package let message: String

  /// What to do about it; may be empty.
  package let hints: [String]

  package init(message: String, hints: [String] = []) {
    self.message = message
    self.hints = hints
  }
}

/// Bytes that are in memory already.
package struct BytesSource: ByteSource {
  package let name: String
  private let bytes: [UInt8]

  /// - Parameter isRepeatable: False lets the readers treat the bytes as those of a pipe.
  package init(name: String, bytes: [UInt8], isRepeatable: Bool = true) {
    self.name = name
    self.bytes = bytes
    self.isRepeatable = isRepeatable
  }

  package var size: Int? { bytes.count }
  package let isRepeatable: Bool

  package func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SourceError) -> Int {
    let count = min(buffer.count, max(0, bytes.count - offset))
    guard count > 0 else { return 0 }
    bytes.withUnsafeBytes { all in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[offset..<(offset + count)]))
    }
    return count
  }
}
