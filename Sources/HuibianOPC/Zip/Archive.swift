import CZlib

/// A zip of finished files, written file by file: nothing is kept but the directory.
///
/// Documents are stored as they are, for they are deflated themselves; texts are deflated. All
/// are dated 1980-01-01: equal files give equal bytes.
package struct Archive: Sendable {
  private var frame = ZipFrame()

  package init() {}

  /// What stands before the next file's own bytes, which must follow.
  ///
  /// - Precondition: The name is new and a path within the zip; the file is smaller than 4 GB.
  package mutating func header(of name: String, _ bytes: [UInt8]) -> [UInt8] {
    let crc = unsafe bytes.withUnsafeBufferPointer {
      unsafe crc32_z(0, $0.baseAddress, $0.count)
    }
    return frame.header(
      of: .init(
        name: name, method: 0, crc: UInt32(truncatingIfNeeded: crc), compressedSize: bytes.count,
        size: bytes.count))
  }

  /// A file that is not deflated itself: its header and its bytes, deflated.
  ///
  /// - Precondition: As for ``header(of:_:)``.
  package mutating func packed(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    do throws(OPCError) {
      var deflater = try Deflater()
      let part = try deflater.packed(bytes)
      return frame.header(
        of: .init(
          name: name, method: part.isDeflated ? 8 : 0, crc: part.crc,
          compressedSize: part.bytes.count, size: part.size))
        + part.bytes
    } catch {
      // Without memory for zlib it stands there as it is.
      return header(of: name, bytes) + bytes
    }
  }

  /// What stands after the last file.
  package var end: [UInt8] { frame.end() }
}
