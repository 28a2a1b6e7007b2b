import CLibzip
import Glibc

/// The owner of a zip that is being read from memory.
///
/// Used after ``ZipDirectory`` has passed the bytes; it inflates and compares checksums.
@safe struct ZipReader: ~Copyable {
  private let archive: OpaquePointer

  init(_ bytes: [UInt8], _ directory: ZipDirectory) throws(ZipProblem) {
    // libzip reads as long as the archive is open, so it gets its own copy to free.
    guard let copy = unsafe malloc(max(bytes.count, 1)) else { throw .damaged(entry: nil) }
    unsafe bytes.withUnsafeBytes { source in
      if let start = source.baseAddress { unsafe memcpy(copy, start, source.count) }
    }
    var error = unsafe zip_error_t()
    guard let source = unsafe zip_source_buffer_create(copy, UInt64(bytes.count), 1, &error) else {
      unsafe free(copy)
      throw .damaged(entry: nil)
    }
    guard let archive = unsafe zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
      unsafe zip_source_free(source)
      throw .damaged(entry: nil)
    }
    // libzip must have found the same directory.
    guard unsafe Int(zip_get_num_entries(archive, 0)) == directory.count else {
      unsafe zip_discard(archive)
      throw .damaged(entry: nil)
    }
    unsafe self.archive = archive
  }

  deinit { unsafe zip_discard(archive) }

  /// The uncompressed bytes of an entry; never more than it declares.
  borrowing func bytes(of entry: ZipDirectory.Entry) throws(ZipProblem) -> [UInt8] {
    let file = unsafe try open(entry)
    defer { unsafe zip_fclose(file) }
    var failure: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: entry.size + 1) { target, count in
      // One byte more than declared: libzip compares the checksum when it meets the end.
      while count <= entry.size, let start = target.baseAddress {
        let step = min(entry.size + 1 - count, 1 << 20)
        let got = unsafe zip_fread(file, start + count, UInt64(step))
        if got < 0 { failure = unsafe zip_error_code_zip(zip_file_get_error(file)) }
        if got <= 0 { break }
        count += Int(got)
      }
    }
    if failure == ZIP_ER_CRC { throw .checksum(entry.name) }
    guard failure == 0, bytes.count == entry.size else { throw .data(entry.name) }
    return bytes
  }

  /// The data of an entry, for `zip_fread`; the caller closes it before the archive goes.
  borrowing func open(_ entry: ZipDirectory.Entry) throws(ZipProblem) -> OpaquePointer {
    var stat = unsafe zip_stat_t()
    guard unsafe zip_stat_index(archive, UInt64(entry.index), 0, &stat) == 0,
      unsafe stat.size == UInt64(entry.size), unsafe stat.crc == entry.crc,
      unsafe stat.comp_size == UInt64(entry.compressedSize)
    else { throw .mismatch(entry.name) }
    guard let file = unsafe zip_fopen_index(archive, UInt64(entry.index), 0) else {
      throw .data(entry.name)
    }
    return unsafe file
  }
}
