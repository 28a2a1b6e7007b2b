/// Room for the bytes of a block, and for as many blanks behind them as the scanner looks at.
///
/// One buffer serves block after block, so that the room is asked for once.
struct CSVBuffer: ~Copyable {
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int

  /// Bytes behind the text that may be read and written.
  static let padding = 128

  init(capacity: Int = 0) {
    self.capacity = capacity
    bytes = .allocate(capacity: capacity + CSVBuffer.padding)
  }

  deinit { bytes.deallocate() }

  /// Makes room for `count` bytes; the first `used` stay.
  mutating func reserve(_ count: Int, keeping used: Int) {
    if count <= capacity { return }
    let larger: UnsafeMutablePointer<UInt8> = .allocate(capacity: count + CSVBuffer.padding)
    larger.update(from: bytes, count: used)
    bytes.deallocate()
    (bytes, capacity) = (larger, count)
  }

  /// Puts blanks behind the text.
  func pad(from count: Int) {
    (bytes + count).update(repeating: 0x20, count: CSVBuffer.padding)
  }
}
