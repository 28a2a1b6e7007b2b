import HuibianDiagnostics
import HuibianTable

/// Opens one export: tells text from other files, workbooks, CSV from JSON, and its encoding.
struct FileScan {
  let source: Source
  let ledgers: [LedgerSchema]
  let expected: Set<String>
  var blockSize = 1 << 18
  var hasDigest = false
  let choice: ColumnChoice

  /// Bytes in which encoding, dialect and header are looked for.
  private static let headSize = 1 << 16
  /// A text may be this long before its first character that is not ASCII.
  private static let asciiLimit = 16 << 20

  /// One for each table of the export: the sheets of a workbook, else one; none if it cannot be used.
  func run(sink: inout DiagnosticSink) -> [ScannedFile] {
    let name = source.bytes.name
    var named: LedgerSchema?
    if let wanted = source.ledger {
      named = ledgers.first { $0.name == wanted || $0.aliases.contains(wanted) }
      if named == nil {
        let names = ledgers.flatMap { [$0.name] + $0.aliases }
        sink.report(
          .unknownLedger(wanted, nearest: nearestName(to: wanted, among: names)), file: name)
        return []
      }
    }
    var stream = ByteStream(source.bytes, hasDigest: hasDigest)
    var head: [UInt8] = []
    do throws(SourceError) {
      head = try stream.bytes(FileScan.headSize)
      while !stream.isAtEnd, head.count < FileScan.asciiLimit, head.allSatisfy({ $0 < 0x80 }) {
        head += try stream.bytes(FileScan.headSize)
      }
    } catch {
      sink.report(.unreadable(error.message), file: name)
      return []
    }
    let recognizer = LedgerRecognizer(ledgers: ledgers, expected: expected, wanted: named)
    if XLSXReader.isZip(head) {
      return XLSXReader(name: name, recognizer: recognizer, choice: choice, blockSize: blockSize)
        .scan(stream, head: head, sink: &sink)
    }
    // Reading on shows whether the source ends here.
    if let problem = refusal(head, name) {
      sink.report(problem, file: name)
      return []
    }
    let isJSON = looksLikeJSON(head)
    var problem: Problem?
    var encoding = TextEncoding.detect(head, isWhole: stream.isAtEnd, problem: &problem)
    // JSON is UTF-8; where it is not, its reader names the place.
    if isJSON, encoding == nil || encoding == .gb18030 { encoding = .utf8(hasMark: false) }
    guard let encoding else {
      if let problem {
        let line: Int? = if case .mixedEncoding(let line, _, _) = problem { line } else { nil }
        sink.report(Finding(problem: problem, line: line), name)
      }
      return []
    }
    let file =
      isJSON
      ? JSONReader(name: name, recognizer: recognizer, choice: choice)
        .scan(stream, head: head, encoding, sink: &sink)
      : CSVReader(
        source: source.bytes, recognizer: recognizer, choice: choice, blockSize: blockSize
      ).scan(stream, head: head, encoding, sink: &sink)
    return file.map { [$0] } ?? []
  }

  private func refusal(_ head: [UInt8], _ name: String) -> Problem? {
    if head.isEmpty { return .emptyFile }
    return ForeignFormat(head, name: name).map { .foreign($0) }
  }

  /// By the name, else by the first signs.
  private func looksLikeJSON(_ head: [UInt8]) -> Bool {
    let name = source.bytes.name.lowercased()
    for ending in [".json", ".jsonl", ".ndjson"] where name.hasSuffix(ending) { return true }
    let signs = head.prefix(4096).filter { $0 > 0x20 && $0 < 0x80 }
    guard let first = signs.first, head.prefix(4).allSatisfy({ $0 != 0 }) else { return false }
    let second = signs.dropFirst().first
    if first == 0x7B { return second == 0x22 || second == 0x7D }
    return first == 0x5B && (second == 0x7B || second == 0x5D)
  }
}
