/// Turns UTF-16, or GB18030 whose separator occurs inside characters, into UTF-8 on the way.
struct Recoder {
  let encoding: TextEncoding
  private var raw: [UInt8]
  private var text: [UInt8] = []
  private var given = 0
  private var consumed: Int
  /// Where in the file a character was invalid.
  private(set) var invalidOffset: Int?

  /// - Parameter head: Bytes of the file that were read already, its byte order mark not included.
  init(_ encoding: TextEncoding, head: [UInt8]) {
    self.encoding = encoding
    raw = head
    consumed = encoding.markLength
  }

  mutating func read(
    into buffer: UnsafeMutableRawBufferPointer, from stream: inout ByteStream
  ) throws(SourceError) -> Int {
    var count = 0
    while count < buffer.count {
      if given < text.count {
        let part = min(buffer.count - count, text.count - given)
        for i in 0..<part { buffer[count + i] = text[given + i] }
        count += part
        given += part
        continue
      }
      guard invalidOffset == nil, try refill(from: &stream) else { break }
    }
    return count
  }

  /// False at the end.
  private mutating func refill(from stream: inout ByteStream) throws(SourceError) -> Bool {
    text.removeAll(keepingCapacity: true)
    given = 0
    let more = try stream.bytes(1 << 16)
    raw += more
    if raw.isEmpty { return false }
    guard let transcoder = Transcoder(from: encoding) else { return false }
    let outcome = raw.withUnsafeBytes { transcoder.decode($0, into: &text) }
    switch outcome {
    case .complete:
      consumed += raw.count
      raw.removeAll(keepingCapacity: true)
    case .incomplete(let at) where !more.isEmpty:
      consumed += at
      raw.removeFirst(at)
    case .incomplete(let at), .invalid(let at):
      invalidOffset = consumed + at
    }
    return true
  }
}
