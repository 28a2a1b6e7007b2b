import CScan

/// A field of a record: where it begins, and how long it is.
///
/// At least 32 bytes can be read beyond it.
typealias CellBytes = scan_cell

extension CellBytes {
  /// Where the bytes are.
  @inline(__always)
  func pointer(
    _ block: UnsafePointer<UInt8>, _ unescaped: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    start >= 0 ? block + Int(start) : unescaped - Int(start) - 1
  }
}
