/// The bytes of a zip's entry as they stand in it: deflated, with the checksum of what was.
struct PackedPart: Sendable {
  let bytes: [UInt8]
  let crc: UInt32
  /// Unpacked, in bytes.
  let size: Int
}
