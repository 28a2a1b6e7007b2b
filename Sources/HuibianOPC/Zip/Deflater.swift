import CZlib

/// The owner of a state of zlib that deflates one part after another.
///
/// The state is a quarter of a megabyte, which takes longer to make ready than a small part to deflate.
@safe struct Deflater: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>

  /// Level 3 takes three fifths of the time of 6, and makes documents an eighth longer.
  init() throws(OPCError) {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // Without a header, as a zip wants it, and with all the memory that zlib can use.
    let code = unsafe deflateInit2_(
      stream, 3, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY,
      ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      unsafe stream.deallocate()
      throw OPCError.outOfMemory
    }
    unsafe self.stream = stream
  }

  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// A part, deflated. Equal bytes give equal bytes.
  mutating func packed(_ bytes: [UInt8]) throws(OPCError) -> PackedPart {
    guard bytes.count < Int(UInt32.max), unsafe deflateReset(stream) == Z_OK else {
      throw OPCError.library("deflate")
    }
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
    let crc = unsafe bytes.withUnsafeBufferPointer {
      unsafe crc32_z(0, $0.baseAddress, $0.count)
    }
    return PackedPart(
      bytes: deflated, crc: UInt32(truncatingIfNeeded: crc), size: bytes.count)
  }
}
