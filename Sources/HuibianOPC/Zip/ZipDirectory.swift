/// The central directory of a zip, checked against everything it could lie about.
///
/// Readers of zips differ in what they let pass; what two readers take differently shows a checker
/// one document and Word another. So the directory is walked here, and libzip only inflates.
/// APPNOTE.TXT 6.3.
struct ZipDirectory: Sendable {
  /// An entry that is no folder.
  struct Entry: Sendable {
    /// Its position in the directory, folders counted, from 0.
    let index: Int
    let name: String
    let compressedSize: Int
    let size: Int
    let crc: UInt32
  }

  /// In the order of the directory.
  private(set) var entries: [Entry] = []
  /// All entries, folders included.
  let count: Int
  /// How many bytes stand after the end; one is let pass, as real programs write it.
  let strayBytes: Int

  private let bytes: ZipBytes
  /// Where the directory begins; entries lie before it.
  private let start: Int
  private let limits: PackageLimits

  init(_ bytes: [UInt8], _ limits: PackageLimits) throws(ZipProblem) {
    let bytes = ZipBytes(bytes)
    let end = try ZipEnd(bytes)
    guard end.entryCount <= limits.entries else {
      throw .tooManyEntries(end.entryCount, limit: limits.entries)
    }
    self.bytes = bytes
    self.limits = limits
    start = end.directory.lowerBound
    count = end.entryCount
    strayBytes = end.strayBytes
    guard bytes.u32(0) == ZipBytes.localSignature else { throw .damaged(entry: nil) }
    try walk(end.directory)
  }

  private mutating func walk(_ directory: Range<Int>) throws(ZipProblem) {
    var position = directory.lowerBound
    var names: Set<String> = []
    var spans: [(range: Range<Int>, name: String)] = []
    var offsets: Set<Int> = []
    var total = 0
    for index in 0..<count {
      guard let header = ZipHeader(bytes, at: position), header.end <= directory.upperBound else {
        throw .damaged(entry: nil)
      }
      position = header.end
      try check(header)
      guard names.insert(lowercasedASCII(header.name)).inserted else {
        throw .duplicate(header.name)
      }
      guard offsets.insert(header.localOffset).inserted else { throw .overlap(header.name) }
      spans.append((try localSpan(of: header), header.name))
      if header.name.hasSuffix("/") {
        guard header.size == 0 else { throw .name(header.name) }
        continue
      }
      total += header.size
      guard total <= limits.total else { throw .totalTooLarge(limit: limits.total) }
      entries.append(
        Entry(
          index: index, name: header.name, compressedSize: header.compressedSize,
          size: header.size, crc: header.crc))
    }
    guard position == directory.upperBound else { throw .damaged(entry: nil) }
    try checkOverlaps(spans)
  }

  private func check(_ header: ZipHeader) throws(ZipProblem) {
    let name = header.name.hasSuffix("/") ? String(header.name.dropLast()) : header.name
    guard Self.isSafe(name) else { throw .name(header.name) }
    if header.isEncrypted { throw .encrypted(header.name) }
    if header.isSymbolicLink { throw .symbolicLink(header.name) }
    guard header.method == 0 || header.method == 8 else {
      throw .method(header.name, header.method)
    }
    guard header.method == 8 || header.size == header.compressedSize else {
      throw .damaged(entry: header.name)
    }
    guard header.size <= limits.part else {
      throw .partTooLarge(header.name, header.size, limit: limits.part)
    }
    if header.size > limits.ratioGrace {
      let (allowed, overflow) = header.compressedSize.multipliedReportingOverflow(
        by: limits.ratio)
      guard overflow || header.size <= allowed else {
        throw .ratio(header.name, limit: limits.ratio)
      }
    }
  }

  /// Whether the name can mean nothing but a place in the package.
  private static func isSafe(_ name: String) -> Bool {
    let drive = name.utf8.prefix(2)
    return PartName(name) != nil && !name.hasPrefix("/") && !(drive.last == UInt8(ascii: ":"))
  }

  /// The bytes of an entry from its local header to the end of its data.
  private func localSpan(of header: ZipHeader) throws(ZipProblem) -> Range<Int> {
    let local = header.localOffset
    guard bytes.u32(local) == ZipBytes.localSignature, let flags = bytes.u16(local + 6),
      let method = bytes.u16(local + 8), let crc = bytes.u32(local + 14),
      let compressed = bytes.u32(local + 18), let size = bytes.u32(local + 22),
      let nameLength = bytes.u16(local + 26), let extraLength = bytes.u16(local + 28),
      let name = bytes.slice(local + 30, nameLength)
    else { throw .damaged(entry: header.name) }
    // Sizes and checksum may stand after the data instead (data descriptor), or in a zip64 field.
    let isLater = flags & 8 != 0
    let isSame = { (value: Int, central: Int) in
      value == central || value == 0xFFFF_FFFF || isLater && value == 0
    }
    guard name == header.rawName, method == header.method, flags & 1 == 0,
      isSame(crc, Int(header.crc)), isSame(compressed, header.compressedSize),
      isSame(size, header.size)
    else { throw .mismatch(header.name) }
    let data = local + 30 + nameLength + extraLength
    let (end, overflow) = data.addingReportingOverflow(header.compressedSize)
    guard !overflow, end <= start else { throw .damaged(entry: header.name) }
    return local..<end
  }

  private func checkOverlaps(_ spans: [(range: Range<Int>, name: String)]) throws(ZipProblem) {
    let sorted = spans.sorted { $0.range.lowerBound < $1.range.lowerBound }
    for (one, next) in zip(sorted, sorted.dropFirst())
    where next.range.lowerBound < one.range.upperBound {
      throw .overlap(next.name)
    }
  }
}
