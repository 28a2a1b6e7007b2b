/// Makes text of the bytes of a distinct cell.
struct CellDecoder: ~Copyable {
  private let transcoder: Transcoder?

  init(isGB18030: Bool) { transcoder = isGB18030 ? Transcoder(from: .gb18030) : nil }

  /// Nil if the bytes are no text in the file's encoding.
  func text(_ bytes: UnsafeRawBufferPointer) -> String? {
    if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    switch transcoder {
    case .some(let transcoder): return transcoder.text(bytes)
    case .none: return String(validating: bytes, as: UTF8.self)
    }
  }
}
