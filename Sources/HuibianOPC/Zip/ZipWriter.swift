import CLibzip
import Glibc

/// The owner of a zip that is being written in memory.
@safe struct ZipWriter: ~Copyable {
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

  /// Appends an entry, deflated at level 6.
  mutating func add(_ name: String, _ bytes: [UInt8]) throws(OPCError) {
    // libzip reads the bytes when the archive is closed, so it gets its own copy to free.
    guard let copy = unsafe malloc(max(bytes.count, 1)) else { throw OPCError.outOfMemory }
    unsafe bytes.withUnsafeBytes { source in
      if let start = source.baseAddress { unsafe memcpy(copy, start, source.count) }
    }
    guard let source = unsafe zip_source_buffer(archive, copy, UInt64(bytes.count), 1) else {
      unsafe free(copy)
      throw OPCError.outOfMemory
    }
    let index = unsafe zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
    guard index >= 0 else {
      unsafe zip_source_free(source)
      throw problem
    }
    guard
      unsafe zip_set_file_compression(archive, UInt64(index), Int32(ZIP_CM_DEFLATE), 6) == 0,
      // 1980-01-01 00:00, the earliest that a zip can say.
      unsafe zip_file_set_dostime(archive, UInt64(index), 0, 0x21, 0) == 0
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
