/// The headers of a zip that is written from its first byte to its last, around entries that are ready.
///
/// All entries are dated 1980-01-01 and are plain files that all may read: equal entries give equal
/// bytes. Past 4 GB or 65,534 entries the records of zip64 are added. APPNOTE.TXT 6.3, 4.3.
struct ZipFrame: Sendable {
  /// An entry whose bytes are ready.
  struct Entry: Sendable {
    let name: String
    /// 0: stored, 8: deflated.
    let method: Int
    let crc: UInt32
    /// In bytes, as it stands in the zip and unpacked; both below 4 GB.
    let compressedSize: Int
    let size: Int
  }

  /// Where the next entry begins.
  private(set) var offset = 0
  private var directory: [UInt8] = []
  private var count = 0

  /// What can be said in 32 and in 16 bits; the number itself stands for "see zip64".
  private static let large = 0xFFFF_FFFF
  private static let many = 0xFFFF

  init() {}

  /// The local header of the next entry, whose bytes must follow it.
  ///
  /// - Precondition: The entry is smaller than 4 GB, its name than 64 KB.
  mutating func header(of entry: ZipFrame.Entry) -> [UInt8] {
    let name = Array(entry.name.utf8)
    precondition(entry.size < Self.large && entry.compressedSize < Self.large)
    precondition(name.count < 1 << 16)
    var common: [UInt8] = []
    // The name is UTF-8, which only matters beyond ASCII.
    append(name.allSatisfy { $0 < 0x80 } ? 0 : 0x800, 2, to: &common)
    append(entry.method, 2, to: &common)
    append(0, 2, to: &common)
    append(0x21, 2, to: &common)
    append(Int(entry.crc), 4, to: &common)
    append(entry.compressedSize, 4, to: &common)
    append(entry.size, 4, to: &common)
    append(name.count, 2, to: &common)

    let isFar = offset >= Self.large
    append(ZipBytes.directorySignature, 4, to: &directory)
    append(0x033F, 2, to: &directory)
    append(isFar ? 45 : 20, 2, to: &directory)
    directory += common
    append(isFar ? 12 : 0, 2, to: &directory)
    append(0, 6, to: &directory)
    append(0x81B6_0000, 4, to: &directory)
    append(isFar ? Self.large : offset, 4, to: &directory)
    directory += name
    if isFar {
      append(1, 2, to: &directory)
      append(8, 2, to: &directory)
      append(offset, 8, to: &directory)
    }

    var header: [UInt8] = []
    append(ZipBytes.localSignature, 4, to: &header)
    append(20, 2, to: &header)
    header += common
    append(0, 2, to: &header)
    header += name
    count += 1
    offset += header.count + entry.compressedSize
    return header
  }

  /// The directory, and the end of the zip.
  func end() -> [UInt8] {
    var bytes = directory
    if offset >= Self.large || count >= Self.many || directory.count >= Self.large {
      append(ZipBytes.end64Signature, 4, to: &bytes)
      append(44, 8, to: &bytes)
      append(0x033F, 2, to: &bytes)
      append(45, 2, to: &bytes)
      append(0, 8, to: &bytes)
      append(count, 8, to: &bytes)
      append(count, 8, to: &bytes)
      append(directory.count, 8, to: &bytes)
      append(offset, 8, to: &bytes)
      append(ZipBytes.locator64Signature, 4, to: &bytes)
      append(0, 4, to: &bytes)
      append(offset + directory.count, 8, to: &bytes)
      append(1, 4, to: &bytes)
    }
    append(ZipBytes.endSignature, 4, to: &bytes)
    append(0, 4, to: &bytes)
    append(min(count, Self.many), 2, to: &bytes)
    append(min(count, Self.many), 2, to: &bytes)
    append(min(directory.count, Self.large), 4, to: &bytes)
    append(min(offset, Self.large), 4, to: &bytes)
    append(0, 2, to: &bytes)
    return bytes
  }
}

/// Appends a number, its least byte first.
private func append(_ number: Int, _ width: Int, to bytes: inout [UInt8]) {
  for place in 0..<width { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
}
