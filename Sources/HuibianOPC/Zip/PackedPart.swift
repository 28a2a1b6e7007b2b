/// The bytes of a zip's entry as they stand in it, with the checksum of what they unpack to.
struct PackedPart: Sendable {
  let bytes: [UInt8]
  /// Otherwise they stand there as they are.
  let isDeflated: Bool
  let crc: UInt32
  /// Unpacked, in bytes.
  let size: Int

  /// Whether some bytes begin as files do that are compressed already: a zip, as workbooks are, PNG, JPEG.
  static func isDense(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 3 else { return false }
    return switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
    case (0x50, 0x4B, 3, 4), (0x89, 0x50, 0x4E, 0x47), (0xFF, 0xD8, 0xFF, _): true
    default: false
    }
  }
}
