/// Builds zips byte by byte, honest or not: the fields of an entry may be set to anything.
struct ZipFixture {
  struct Entry {
    var name: String
    var content: [UInt8]
    /// In both headers, unless `localMethod` says otherwise.
    var method: UInt16 = 0
    var flags: UInt16 = 0x800
    /// Nil: the truth.
    var declaredSize: UInt32?
    var declaredCompressedSize: UInt32?
    var checksum: UInt32?
    var localName: String?
    var localMethod: UInt16?
    /// Sizes and checksum stand after the data.
    var hasDescriptor = false
    var madeBy: UInt16 = 20
    var attributes: UInt32 = 0
    /// The central header points at the first entry.
    var sharesFirst = false

    init(_ name: String, _ content: String) {
      self.init(name, Array(content.utf8))
    }

    init(_ name: String, _ content: [UInt8]) {
      self.name = name
      self.content = content
    }
  }

  /// A deflated entry: a stream of one stored block, legal, five bytes longer than its content.
  static func deflated(_ name: String, _ content: [UInt8], declaredSize: Int? = nil) -> Entry {
    let length = UInt16(content.count)
    let header = [1, UInt8(length & 0xFF), UInt8(length >> 8)]
    var entry = Entry(name, header + [~header[1], ~header[2]] + content)
    entry.method = 8
    entry.declaredSize = UInt32(declaredSize ?? content.count)
    entry.checksum = crc32(content)
    return entry
  }

  var entries: [Entry]
  var comment: [UInt8] = []
  /// Nil: the truth.
  var declaredCount: UInt16?
  var directoryOffset: UInt32?
  var disk: UInt16 = 0
  var isZip64 = false

  init(_ entries: [Entry]) { self.entries = entries }

  var bytes: [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let numbers = little([
        (UInt64(entry.checksum ?? crc32(entry.content)), 4),
        (UInt64(entry.declaredCompressedSize ?? UInt32(entry.content.count)), 4),
        (UInt64(entry.declaredSize ?? UInt32(entry.content.count)), 4),
      ])
      let flags = UInt64(entry.flags | (entry.hasDescriptor ? 8 : 0))
      let name = Array(entry.name.utf8)
      let localName = Array((entry.localName ?? entry.name).utf8)
      directory += little([
        (0x0201_4B50, 4), (UInt64(entry.madeBy), 2), (20, 2), (flags, 2),
        (UInt64(entry.method), 2), (0, 4),
      ])
      directory += numbers
      directory += little([
        (UInt64(name.count), 2), (0, 8), (UInt64(entry.attributes), 4),
        (UInt64(entry.sharesFirst ? 0 : file.count), 4),
      ])
      directory += name
      file += little([
        (0x0403_4B50, 4), (20, 2), (flags, 2), (UInt64(entry.localMethod ?? entry.method), 2),
        (0, 4),
      ])
      file += entry.hasDescriptor ? [UInt8](repeating: 0, count: 12) : numbers
      file += little([(UInt64(localName.count), 2), (0, 2)]) + localName + entry.content
      if entry.hasDescriptor { file += little([(0x0807_4B50, 4)]) + numbers }
    }
    return file + directory + end(start: file.count, size: directory.count)
  }

  private func end(start: Int, size: Int) -> [UInt8] {
    let count = UInt64(declaredCount ?? UInt16(entries.count))
    let tail = little([(UInt64(comment.count), 2)]) + comment
    let offset = UInt64(directoryOffset ?? UInt32(start))
    guard isZip64 else {
      return little([
        (0x0605_4B50, 4), (UInt64(disk), 2), (UInt64(disk), 2), (count, 2), (count, 2),
        (UInt64(size), 4), (offset, 4),
      ]) + tail
    }
    return little([
      (0x0606_4B50, 4), (44, 8), (45, 2), (45, 2), (0, 8), (count, 8), (count, 8),
      (UInt64(size), 8), (offset, 8),
      (0x0706_4B50, 4), (0, 4), (UInt64(start + size), 8), (1, 4),
      (0x0605_4B50, 4), (0, 4), (0xFFFF, 2), (0xFFFF, 2), (0xFFFF_FFFF, 4), (0xFFFF_FFFF, 4),
    ]) + tail
  }

  /// Values and lengths as little-endian bytes.
  private func little(_ fields: [(value: UInt64, length: Int)]) -> [UInt8] {
    fields.flatMap { field in
      (0..<field.length).map { UInt8(truncatingIfNeeded: field.value >> UInt64(8 * $0)) }
    }
  }
}

private func crc32(_ bytes: [UInt8]) -> UInt32 {
  ~bytes.reduce(UInt32.max) { crc, byte in
    (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
  }
}
