import CScan
import Glibc
import HuibianDiagnostics

/// Some blocks of a text, each of whole records.
struct CSVBatch: Sendable {
  var bytes: [UInt8] = []
  var blocks: [CSVBlock] = []
}

/// Reads a text piece by piece and cuts it at record ends, by the parity of quotation marks.
///
/// A line break ends a record if an even number of marks stands before it; that holds for every
/// text that RFC 4180 allows, and the decoder refuses the others.
struct CSVFeeder {
  private var stream: ByteStream
  private let dialect: CSVDialect
  private let blockSize: Int
  private let blockLimit: Int
  /// Text that was read already and belongs to no block yet.
  private var carry: [UInt8]
  private var line: Int
  private var offset: Int
  private var recoder: Recoder?
  private var isAtEnd = false
  private(set) var problem: Problem?

  /// A record may not be longer: there is a quotation mark too many in it.
  static let recordLimit = 64 << 20

  /// - Parameters:
  ///   - head: Text read already, from the first record below the header on.
  ///   - line: The physical line on which `head` begins.
  ///   - offset: Its offset in the text.
  init(
    _ stream: ByteStream, _ recoder: Recoder?, _ dialect: CSVDialect, head: [UInt8], line: Int,
    offset: Int, blockSize: Int, blockLimit: Int
  ) {
    self.stream = stream
    self.recoder = recoder
    self.dialect = dialect
    carry = head
    self.line = line
    self.offset = offset
    self.blockSize = blockSize
    self.blockLimit = blockLimit
  }

  /// SHA-256 of the file; empty unless it was read to its end.
  var sha256: String { isAtEnd && problem == nil ? stream.sha256 : "" }

  /// The next blocks; none at the end of the text.
  mutating func fill(_ batch: inout CSVBatch) {
    batch.blocks.removeAll(keepingCapacity: true)
    var used = carry.count
    var wanted = blockSize * blockLimit
    // A small file needs no more room than it has bytes, and one to see its end.
    if let left = stream.remaining, recoder == nil { wanted = min(wanted, used + left + 1) }
    while true {
      if batch.bytes.count < max(wanted, used) {
        batch.bytes = CSVFeeder.room(max(wanted, used))
      }
      batch.bytes.replaceSubrange(0..<carry.count, with: carry)
      if !isAtEnd, problem == nil, used < wanted {
        used += read(into: &batch.bytes, from: used, to: wanted)
      }
      if problem != nil { return }
      let isForced = used > CSVFeeder.recordLimit
      cut(&batch, used, isLast: isAtEnd || isForced)
      if !batch.blocks.isEmpty || isAtEnd { return }
      // Not one whole record: read on.
      carry = Array(batch.bytes[..<used])
      wanted = max(wanted * 2, used + 1)
    }
  }

  private static func room(_ size: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      if let base = buffer.baseAddress { memset(base, 0, size) }
      count = size
    }
  }

  private mutating func read(into bytes: inout [UInt8], from start: Int, to end: Int) -> Int {
    let outcome: Result<Int, SourceError> = bytes.withUnsafeMutableBytes { buffer in
      let space = UnsafeMutableRawBufferPointer(rebasing: buffer[start..<end])
      do throws(SourceError) {
        if recoder != nil {
          return .success(try recoder?.read(into: space, from: &stream) ?? 0)
        }
        return .success(try stream.read(into: space))
      } catch {
        return .failure(error)
      }
    }
    switch outcome {
    case .success(let count):
      if count < end - start { isAtEnd = true }
      if let invalid = recoder?.invalidOffset {
        problem = .badEncoding(
          line: line, offset: invalid, encoding: recoder?.encoding.name ?? "")
      }
      return count
    case .failure(let error):
      problem = .unreadable(error.message)
      return 0
    }
  }

  /// Cuts `bytes[..<used]` into blocks; what is left after the last record end is carried over.
  private mutating func cut(_ batch: inout CSVBatch, _ used: Int, isLast: Bool) {
    var start = 0
    var line = line
    let dialect = dialect
    var blocks: [CSVBlock] = []
    batch.bytes.withUnsafeBufferPointer { all in
      guard let base = all.baseAddress else { return }
      while start < used, blocks.count < blockLimit {
        var end = start
        var quotes = 0
        var breaks = 0
        var next: Int?
        while next == nil, end < used {
          let from = end
          end = min(end + blockSize, used)
          var q = 0
          var b = 0
          scan_count(base + from, end - from, 0x22, dialect.lineBreak, &q, &b)
          quotes += q
          breaks += b
          if isLast, end == used {
            next = used
          } else {
            next = recordEnd(base, from, end, isInside: quotes & 1 == 1)
          }
        }
        guard let next else { break }
        var q = 0
        var after = 0
        scan_count(base + next, end - next, 0x22, dialect.lineBreak, &q, &after)
        blocks.append(CSVBlock(range: start..<next, line: line, offset: offset + start))
        line += breaks - after
        start = next
      }
    }
    carry = Array(batch.bytes[start..<used])
    batch.blocks = blocks
    self.line = line
    offset += start
    if isLast, !isAtEnd { isAtEnd = start == used }
  }

  /// The place after the last line break outside quotation marks.
  private func recordEnd(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, isInside: Bool
  ) -> Int? {
    var isInside = isInside
    var at = end
    while at > start {
      at -= 1
      if base[at] == 0x22 {
        isInside.toggle()
      } else if base[at] == dialect.lineBreak, !isInside {
        return at + 1
      }
    }
    return nil
  }
}

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
