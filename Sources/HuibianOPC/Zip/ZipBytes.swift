/// The bytes of a zip, read as little-endian numbers without ever leaving them.
struct ZipBytes: Sendable {
  static let localSignature = 0x0403_4B50
  static let directorySignature = 0x0201_4B50
  static let endSignature = 0x0605_4B50
  static let end64Signature = 0x0606_4B50
  static let locator64Signature = 0x0706_4B50

  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var count: Int { bytes.count }

  /// The bytes of a range; nil if it does not lie in the file.
  func slice(_ offset: Int, _ length: Int) -> ArraySlice<UInt8>? {
    let (end, overflow) = offset.addingReportingOverflow(length)
    guard offset >= 0, length >= 0, !overflow, end <= bytes.count else { return nil }
    return bytes[offset..<end]
  }

  func u16(_ offset: Int) -> Int? { number(offset, 2) }
  func u32(_ offset: Int) -> Int? { number(offset, 4) }

  /// Nil also if the number is larger than any offset can be.
  func u64(_ offset: Int) -> Int? { number(offset, 8) }

  private func number(_ offset: Int, _ length: Int) -> Int? {
    guard let bytes = slice(offset, length) else { return nil }
    return Int(exactly: bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }
}

/// A header of the central directory.
///
/// APPNOTE 4.3.12.
struct ZipHeader {
  let rawName: ArraySlice<UInt8>
  let name: String
  let method: Int
  let crc: UInt32
  let compressedSize: Int
  let size: Int
  let localOffset: Int
  let isEncrypted: Bool
  let isSymbolicLink: Bool
  /// Where the next header begins.
  let end: Int

  /// Nil if the header does not lie in the file or is not one.
  init?(_ bytes: ZipBytes, at offset: Int) {
    guard bytes.u32(offset) == ZipBytes.directorySignature, let madeBy = bytes.u16(offset + 4),
      let flags = bytes.u16(offset + 8), let method = bytes.u16(offset + 10),
      let crc = bytes.u32(offset + 16), let compressedSize = bytes.u32(offset + 20),
      let size = bytes.u32(offset + 24), let nameLength = bytes.u16(offset + 28),
      let extraLength = bytes.u16(offset + 30), let commentLength = bytes.u16(offset + 32),
      let attributes = bytes.u32(offset + 38), let localOffset = bytes.u32(offset + 42),
      let rawName = bytes.slice(offset + 46, nameLength),
      bytes.slice(offset + 46 + nameLength, extraLength + commentLength) != nil
    else { return nil }
    self.rawName = rawName
    self.method = method
    self.crc = UInt32(crc)
    end = offset + 46 + nameLength + extraLength + commentLength
    isEncrypted = flags & 0x41 != 0
    // The upper half holds the mode of the file, if it was made on Unix.
    isSymbolicLink = madeBy >> 8 == 3 && attributes >> 16 & 0o170000 == 0o120000
    guard let name = Self.decode(rawName, isUTF8: flags & 0x800 != 0) else { return nil }
    self.name = name

    var large = Zip64Field(bytes, offset + 46 + nameLength, extraLength)
    guard let actualSize = large.take(insteadOf: size),
      let actualCompressed = large.take(insteadOf: compressedSize),
      let actualOffset = large.take(insteadOf: localOffset)
    else { return nil }
    self.size = actualSize
    self.compressedSize = actualCompressed
    self.localOffset = actualOffset
  }

  /// UTF-8 if it is; else, unless the flag promised UTF-8, each byte as one character: such a name is
  /// in an unknown code page, and no relationship leads to it.
  private static func decode(_ bytes: ArraySlice<UInt8>, isUTF8: Bool) -> String? {
    if let name = String(validating: bytes, as: UTF8.self) { return name }
    if isUTF8 { return nil }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}

/// The extra field with the numbers that do not fit in 32 bits.
///
/// APPNOTE 4.5.3.
private struct Zip64Field {
  private let bytes: ZipBytes
  private var position = 0
  private var end = 0

  init(_ bytes: ZipBytes, _ offset: Int, _ length: Int) {
    self.bytes = bytes
    var field = offset
    while field + 4 <= offset + length, let id = bytes.u16(field), let size = bytes.u16(field + 2) {
      if id == 1 {
        position = field + 4
        end = min(position + size, offset + length)
        return
      }
      field += 4 + size
    }
  }

  /// The number itself, or the next of the field if it is only a place holder; nil if that is missing.
  mutating func take(insteadOf value: Int) -> Int? {
    guard value == 0xFFFF_FFFF else { return value }
    guard position + 8 <= end else { return nil }
    defer { position += 8 }
    return bytes.u64(position)
  }
}

/// The end of the central directory.
///
/// APPNOTE 4.3.14–16.
struct ZipEnd {
  let directory: Range<Int>
  let entryCount: Int
  let strayBytes: Int

  init(_ bytes: ZipBytes) throws(ZipProblem) {
    guard let position = Self.position(in: bytes) else { throw .truncated }
    guard let disk = bytes.u16(position + 4), let directoryDisk = bytes.u16(position + 6),
      var count = bytes.u16(position + 10), var size = bytes.u32(position + 12),
      var offset = bytes.u32(position + 16), let comment = bytes.u16(position + 20)
    else { throw .truncated }
    guard disk == 0 || disk == 0xFFFF, directoryDisk == 0 || directoryDisk == 0xFFFF else {
      throw .split
    }
    let end = position + 22 + comment
    guard end <= bytes.count else { throw .truncated }
    strayBytes = bytes.count - end
    guard strayBytes <= 1 else { throw .trailing(strayBytes) }

    var limit = position
    if bytes.u32(position - 20) == ZipBytes.locator64Signature {
      guard let large = bytes.u64(position - 12),
        bytes.u32(large) == ZipBytes.end64Signature, let largeCount = bytes.u64(large + 32),
        let largeSize = bytes.u64(large + 40), let largeOffset = bytes.u64(large + 48),
        count == 0xFFFF || count == largeCount, size == 0xFFFF_FFFF || size == largeSize,
        offset == 0xFFFF_FFFF || offset == largeOffset
      else { throw .damaged(entry: nil) }
      (count, size, offset, limit) = (largeCount, largeSize, largeOffset, large)
    }
    let (directoryEnd, overflow) = offset.addingReportingOverflow(size)
    guard !overflow, directoryEnd == limit, directoryEnd <= bytes.count else {
      throw .damaged(entry: nil)
    }
    directory = offset..<directoryEnd
    entryCount = count
  }

  /// The last record of that signature; a comment has at most 65 535 bytes.
  private static func position(in bytes: ZipBytes) -> Int? {
    let first = max(0, bytes.count - 65_558)
    var position = bytes.count - 22
    while position >= first {
      if bytes.u32(position) == ZipBytes.endSignature { return position }
      position -= 1
    }
    return nil
  }
}
