import HuibianTable

/// A source read once from its first byte to its last; on request with a digest of all that went
/// through, which costs about as much as reading.
struct ByteStream {
  private let source: any ByteSource
  private(set) var offset = 0
  private(set) var isAtEnd = false
  private var digest = SHA256()
  private let hasDigest: Bool

  init(_ source: any ByteSource, hasDigest: Bool) {
    self.source = source
    self.hasDigest = hasDigest
  }

  /// Whether what was read can be read again.
  var isRepeatable: Bool { source.isRepeatable }

  /// Bytes still to come; nil where the source does not know its size.
  var remaining: Int? { source.size.map { max(0, $0 - offset) } }

  /// Fills as much of the buffer as the source has; less than asked only at the end.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
    var count = 0
    while count < buffer.count, !isAtEnd {
      let read = try source.read(
        into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]), at: offset)
      if read == 0 { isAtEnd = true }
      count += read
      offset += read
    }
    if hasDigest { digest.update(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
    return count
  }

  /// At most `count` further bytes; fewer only at the end.
  mutating func bytes(_ count: Int) throws(SourceError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let read: Result<Int, SourceError> = bytes.withUnsafeMutableBytes { buffer in
      do throws(SourceError) {
        return .success(try self.read(into: buffer))
      } catch {
        return .failure(error)
      }
    }
    bytes.removeLast(count - (try read.get()))
    return bytes
  }

  /// SHA-256 of all bytes so far, in hexadecimal; empty if nobody asked for it.
  var sha256: String { hasDigest ? digest.finalized() : "" }
}
