import CZlib

/// A zip of finished files, written file by file: nothing is kept but the directory.
///
/// The files are stored as they are, for those that go into it (.docx) are deflated themselves. All
/// are dated 1980-01-01: equal files give equal bytes.
package struct Archive: Sendable {
  private var frame = ZipFrame()

  package init() {}

  /// What stands before the next file's own bytes, which must follow.
  ///
  /// - Precondition: The name is new and no path; the file is smaller than 4 GB.
  package mutating func header(of name: String, _ bytes: [UInt8]) -> [UInt8] {
    let crc = unsafe bytes.withUnsafeBufferPointer {
      unsafe crc32_z(0, $0.baseAddress, $0.count)
    }
    return frame.header(
      of: .init(
        name: name, method: 0, crc: UInt32(truncatingIfNeeded: crc), compressedSize: bytes.count,
        size: bytes.count))
  }

  /// What stands after the last file.
  package var end: [UInt8] { frame.end() }
}
