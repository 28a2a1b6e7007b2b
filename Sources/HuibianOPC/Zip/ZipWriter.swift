import CLibzip

/// A zip that is being written in memory by libzip, its entries packed by one state of zlib.
struct ZipWriter: ~Copyable {
  private var archive: OpenArchive
  private var deflater: Deflater

  init() throws(OPCError) {
    let archive = try OpenArchive()
    let deflater = try Deflater()
    self.archive = archive
    self.deflater = deflater
  }

  /// Appends an entry.
  mutating func add(_ name: String, _ bytes: [UInt8]) throws(OPCError) {
    try archive.add(name, try deflater.packed(bytes))
  }

  /// Appends an entry that is packed already.
  mutating func add(_ name: String, _ part: PackedPart) throws(OPCError) {
    try archive.add(name, part)
  }

  /// Packs a part as ``add(_:_:)`` does, for other zips too.
  mutating func packed(_ bytes: [UInt8]) throws(OPCError) -> PackedPart {
    try deflater.packed(bytes)
  }

  /// Closes the zip and returns its bytes.
  consuming func finish() throws(OPCError) -> [UInt8] { try archive.finish() }
}

/// The owner of libzip's archive while it is written in memory.
@safe private struct OpenArchive: ~Copyable {
  private let archive: OpaquePointer
  private let buffer: OpaquePointer

  init() throws(OPCError) {
    var error = unsafe zip_error_t()
    guard let buffer = unsafe zip_source_buffer_create(nil, 0, 0, &error) else {
      throw OPCError.outOfMemory
    }
    guard let archive = unsafe zip_open_from_source(buffer, Int32(ZIP_TRUNCATE), &error) else {
      unsafe zip_source_free(buffer)
      throw OPCError.outOfMemory
    }
    // Closing the archive gives up its reference to the buffer, which is read afterwards.
    unsafe zip_source_keep(buffer)
    unsafe self.archive = archive
    unsafe self.buffer = buffer
  }

  deinit {
    unsafe zip_discard(archive)
    unsafe zip_source_free(buffer)
  }

  /// Appends an entry.
  mutating func add(_ name: String, _ part: PackedPart) throws(OPCError) {
    guard let source = unsafe PackedSource.source(of: part, in: archive) else {
      throw OPCError.outOfMemory
    }
    let index = unsafe zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
    guard index >= 0 else {
      unsafe zip_source_free(source)
      throw problem
    }
    // Otherwise libzip would deflate it.
    guard
      unsafe part.isDeflated
        || zip_set_file_compression(archive, UInt64(index), ZIP_CM_STORE, 0) == 0
    else { throw problem }
  }

  /// Closes the archive and returns its bytes.
  consuming func finish() throws(OPCError) -> [UInt8] {
    guard unsafe zip_close(archive) == 0 else {
      let problem = problem
      _ = consume self
      throw problem
    }
    let buffer = unsafe buffer
    discard self
    defer { unsafe zip_source_free(buffer) }
    return unsafe try Self.read(buffer)
  }

  private static func read(_ buffer: OpaquePointer) throws(OPCError) -> [UInt8] {
    var stat = unsafe zip_stat_t()
    guard unsafe zip_source_stat(buffer, &stat) == 0, unsafe zip_source_open(buffer) == 0 else {
      throw OPCError.library("stat")
    }
    defer { unsafe zip_source_close(buffer) }
    let size = unsafe Int(stat.size)
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { target, count in
      count = unsafe max(0, Int(zip_source_read(buffer, target.baseAddress, UInt64(size))))
    }
    guard bytes.count == size else { throw OPCError.library("read") }
    return bytes
  }

  private var problem: OPCError {
    guard let error = unsafe zip_get_error(archive) else { return .library("unknown") }
    let code = unsafe zip_error_code_zip(error)
    if code == ZIP_ER_MEMORY { return .outOfMemory }
    return .library(unsafe String(cString: zip_error_strerror(error)))
  }
}
