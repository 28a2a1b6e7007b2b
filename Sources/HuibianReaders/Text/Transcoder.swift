import Glibc

/// Turns bytes of another encoding into UTF-8, strictly: nothing is replaced or skipped.
///
/// GB18030 → UTF-8 runs at some 300 MB/s; the readers therefore scan GB18030 as it is and decode
/// only distinct cells.
struct Transcoder: ~Copyable {
  private let descriptor: iconv_t

  /// Nil if the C library does not know the encoding.
  init?(from encoding: TextEncoding) {
    let name =
      switch encoding {
      case .utf8: "UTF-8"
      case .utf16(let isBigEndian): isBigEndian ? "UTF-16BE" : "UTF-16LE"
      case .gb18030: "GB18030"
      }
    guard let descriptor = iconv_open("UTF-8", name), descriptor != iconv_t(bitPattern: -1) else {
      return nil
    }
    self.descriptor = descriptor
  }

  deinit { iconv_close(descriptor) }

  /// Where the decoding stopped.
  enum Outcome: Hashable {
    case complete
    /// The last character needs more bytes; it begins at this offset of the input.
    case incomplete(at: Int)
    /// There is no such character; the offset is counted in the input.
    case invalid(at: Int)
  }

  /// Appends the text of `input` to `output`.
  func decode(_ input: UnsafeRawBufferPointer, into output: inout [UInt8]) -> Outcome {
    guard let base = input.baseAddress, input.count > 0 else { return .complete }
    var from: UnsafeMutablePointer<CChar>? = UnsafeMutablePointer(
      mutating: base.assumingMemoryBound(to: CChar.self))
    var left = input.count
    // Two bytes of UTF-16 become at most three of UTF-8, two of GB18030 at most three.
    let room = input.count * 2 + 16
    var outcome = Outcome.complete
    let written = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      var to: UnsafeMutablePointer<CChar>? = buffer.baseAddress.map {
        UnsafeMutableRawPointer($0).assumingMemoryBound(to: CChar.self)
      }
      var space = room
      if iconv(descriptor, &from, &left, &to, &space) == Int(bitPattern: UInt.max) {
        let offset = input.count - left
        outcome = errno == EINVAL ? .incomplete(at: offset) : .invalid(at: offset)
        // Back to the initial state, for the next call.
        iconv(descriptor, nil, nil, nil, nil)
      }
      count = room - space
    }
    output.append(contentsOf: written)
    return outcome
  }

  /// A whole text, or nil if it is not wholly valid.
  func text(_ input: UnsafeRawBufferPointer) -> String? {
    var output: [UInt8] = []
    guard decode(input, into: &output) == .complete else { return nil }
    return String(validating: output, as: UTF8.self)
  }
}
