import CScan
import HuibianDiagnostics

/// One block of whole records.
struct CSVBlock: Sendable {
  /// From 0, in the order of the text.
  let index: Int
  /// Bytes.
  let count: Int
  /// The physical line on which it begins, from 1.
  let line: Int
  /// Its first byte's offset in the text, from 0, byte order mark included.
  let offset: Int
}

/// Reads a text piece by piece and cuts it at record ends, by the parity of quotation marks.
///
/// A line break ends a record if an even number of marks stands before it; that holds for every
/// text that RFC 4180 allows, and the decoder refuses the others.
struct CSVFeeder: Sendable {
  private var stream: ByteStream
  private let dialect: CSVDialect
  private let blockSize: Int
  /// Text that was read already and belongs to no block yet, from `given` on.
  private var carry: [UInt8]
  private var given = 0
  private var index = 0
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
    offset: Int, blockSize: Int
  ) {
    self.stream = stream
    self.recoder = recoder
    self.dialect = dialect
    carry = head
    self.line = line
    self.offset = offset
    self.blockSize = blockSize
  }

  /// SHA-256 of the file; empty unless it was read to its end.
  var sha256: String { isAtEnd && problem == nil ? stream.sha256 : "" }

  /// Whether a block can be read again from where it is in the text.
  var isRepeatable: Bool { recoder == nil && stream.isRepeatable }

  /// The text has so few blocks that one core does it faster alone.
  var isShort: Bool {
    guard recoder == nil, let left = stream.remaining else { return false }
    return left + carry.count <= 2 * blockSize
  }

  /// The next block, at the beginning of the buffer; nil at the end of the text.
  mutating func next(into buffer: inout CSVBuffer) -> CSVBlock? {
    var used = 0
    var wanted = blockSize
    var quotes = 0
    var breaks = 0
    while true {
      let from = used
      used = fill(&buffer, from, wanted)
      if problem != nil { return nil }
      if used == 0 { return nil }
      let isWhole = isAtEnd && given == carry.count
      let isLast = isWhole || used > CSVFeeder.recordLimit
      var (marks, lines) = (0, 0)
      (marks, lines) = count(buffer, from, used)
      quotes += marks
      breaks += lines
      guard
        let end = isLast ? used : recordEnd(buffer.bytes, from, used, isInside: quotes & 1 == 1)
      else {
        // Not one whole record: read on.
        wanted = max(wanted * 2, used + 1)
        continue
      }
      (marks, lines) = count(buffer, end, used)
      giveBack(buffer, end, used)
      let block = CSVBlock(index: index, count: end, line: line, offset: offset)
      index += 1
      line += breaks - lines
      offset += end
      return block
    }
  }

  /// Fills the buffer from `used` up to `wanted`; less only at the end of the text.
  private mutating func fill(_ buffer: inout CSVBuffer, _ used: Int, _ wanted: Int) -> Int {
    var used = used
    var room = wanted
    // A small file needs no more room than it has bytes, and one to see its end.
    if let left = stream.remaining, recoder == nil {
      room = min(wanted, used + carry.count - given + left + 1)
    }
    buffer.reserve(room, keeping: used)
    if given < carry.count {
      let count = min(room - used, carry.count - given)
      carry.withUnsafeBufferPointer { carry in
        if let base = carry.baseAddress {
          (buffer.bytes + used).update(from: base + given, count: count)
        }
      }
      given += count
      used += count
    }
    if used < room, !isAtEnd { used += read(into: buffer, from: used, to: room) }
    return used
  }

  /// Keeps what stands in the buffer behind the last record end for the next block.
  private mutating func giveBack(_ buffer: borrowing CSVBuffer, _ end: Int, _ used: Int) {
    if given < carry.count {
      // All of it came from there.
      given -= used - end
    } else {
      carry.removeAll(keepingCapacity: true)
      carry.append(contentsOf: UnsafeBufferPointer(start: buffer.bytes + end, count: used - end))
      given = 0
    }
  }

  private mutating func read(
    into buffer: borrowing CSVBuffer, from start: Int, to end: Int
  ) -> Int {
    let space = UnsafeMutableRawBufferPointer(start: buffer.bytes + start, count: end - start)
    do throws(SourceError) {
      let count =
        recoder == nil
        ? try stream.read(into: space) : try recoder?.read(into: space, from: &stream) ?? 0
      if count < end - start { isAtEnd = true }
      if let invalid = recoder?.invalidOffset {
        let (_, breaks) = self.count(buffer, 0, start + count)
        problem = .badEncoding(
          line: line + breaks, offset: invalid, encoding: recoder?.encoding.name ?? "")
      }
      return count
    } catch {
      problem = .unreadable(error.message)
      return 0
    }
  }

  /// Quotation marks and line breaks of a stretch of the buffer.
  private func count(
    _ buffer: borrowing CSVBuffer, _ start: Int, _ end: Int
  ) -> (quotes: Int, breaks: Int) {
    var (quotes, breaks) = (0, 0)
    scan_count(
      ByteDictionary.best, buffer.bytes + start, end - start, 0x22, dialect.lineBreak, &quotes,
      &breaks)
    return (quotes, breaks)
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
