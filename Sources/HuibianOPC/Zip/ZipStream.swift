import CLibzip

/// An entry of a zip that is inflated piece by piece.
///
/// Its size and checksum are held to what the directory says when its end is reached.
@safe struct ZipStream: ~Copyable {
  private let reader: ZipReader
  private let file: OpaquePointer
  private let entry: ZipDirectory.Entry
  private var count = 0

  init(_ reader: consuming ZipReader, _ entry: ZipDirectory.Entry) throws(ZipProblem) {
    unsafe file = try reader.open(entry)
    self.reader = reader
    self.entry = entry
  }

  // The reader, which owns the archive, goes after this.
  deinit { unsafe zip_fclose(file) }

  /// Fills the buffer as far as the entry goes.
  ///
  /// - Returns: The count of bytes read; 0 at the end and only there.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ZipProblem) -> Int {
    let got = unsafe zip_fread(file, buffer.baseAddress, UInt64(buffer.count))
    guard got >= 0 else {
      let code = unsafe zip_error_code_zip(zip_file_get_error(file))
      throw code == ZIP_ER_CRC ? .checksum(entry.name) : .data(entry.name)
    }
    count += Int(got)
    guard count <= entry.size, got > 0 || count == entry.size else { throw .data(entry.name) }
    return Int(got)
  }
}
