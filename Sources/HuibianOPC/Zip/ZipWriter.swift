/// A zip that is being written in memory, its entries deflated by one state of zlib.
struct ZipWriter: ~Copyable {
  private var frame = ZipFrame()
  private var bytes: [UInt8] = []
  private var deflater: Deflater

  init() throws(OPCError) { deflater = try Deflater() }

  /// Appends an entry, deflated at level 6.
  ///
  /// - Precondition: The name is new.
  mutating func add(_ name: String, _ bytes: [UInt8]) throws(OPCError) {
    add(name, try deflater.packed(bytes))
  }

  /// Appends an entry that is deflated already.
  mutating func add(_ name: String, _ part: PackedPart) {
    bytes += frame.header(
      of: .init(
        name: name, method: 8, crc: part.crc, compressedSize: part.bytes.count, size: part.size))
    bytes += part.bytes
  }

  /// The bytes of the zip.
  consuming func finish() -> [UInt8] { bytes + frame.end() }
}
