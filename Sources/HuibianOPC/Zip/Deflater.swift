import CZlib
import Synchronization

/// A state of zlib that deflates one part after another.
///
/// The state is a quarter of a megabyte, which takes longer to make ready than a small part to deflate:
/// who has done with it leaves it for the next.
@safe struct Deflater: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>

  /// States at rest, at most one for each document that is written at a time.
  private static let resting = Mutex<[Resting]>([])
  private static let most = 8

  /// A state that only its taker may touch.
  @safe private struct Resting: @unchecked Sendable {
    let stream: UnsafeMutablePointer<z_stream>
  }

  /// Level 3 takes three fifths of the time of 6, and makes documents an eighth longer.
  init() throws(OPCError) {
    if let known = Self.resting.withLock({ $0.popLast() }) {
      unsafe stream = known.stream
      return
    }
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // Without a header, as a zip wants it. More memory makes it slower: its tables are emptied for each
    // part.
    let code = unsafe deflateInit2_(
      stream, 3, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      unsafe stream.deallocate()
      throw OPCError.outOfMemory
    }
    unsafe self.stream = stream
  }

  deinit {
    let rested = unsafe Resting(stream: stream)
    let isKept = Self.resting.withLock { resting in
      guard resting.count < Self.most else { return false }
      resting.append(rested)
      return true
    }
    if isKept { return }
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// A part as an entry, deflated unless that would gain next to nothing.
  ///
  /// Equal bytes give equal bytes.
  mutating func packed(_ bytes: [UInt8]) throws(OPCError) -> PackedPart {
    guard bytes.count < Int(UInt32.max) else { throw OPCError.library("deflate") }
    let crc = unsafe bytes.withUnsafeBufferPointer {
      unsafe UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count))
    }
    if PackedPart.isDense(bytes) {
      return PackedPart(bytes: bytes, isDeflated: false, crc: crc, size: bytes.count)
    }
    return PackedPart(
      bytes: try deflated(bytes), isDeflated: true, crc: crc, size: bytes.count)
  }

  private mutating func deflated(_ bytes: [UInt8]) throws(OPCError) -> [UInt8] {
    guard unsafe deflateReset(stream) == Z_OK else { throw OPCError.library("deflate") }
    let room = unsafe Int(deflateBound(stream, UInt(bytes.count)))
    var code = Z_STREAM_ERROR
    let deflated = unsafe [UInt8](unsafeUninitializedCapacity: room) { target, count in
      unsafe bytes.withUnsafeBufferPointer { source in
        // zlib only reads what it is given.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(source.count)
        unsafe stream.pointee.next_out = target.baseAddress
        unsafe stream.pointee.avail_out = UInt32(room)
        code = unsafe deflate(stream, Z_FINISH)
        count = unsafe room - Int(stream.pointee.avail_out)
      }
    }
    guard code == Z_STREAM_END else { throw OPCError.library("deflate") }
    return deflated
  }
}
