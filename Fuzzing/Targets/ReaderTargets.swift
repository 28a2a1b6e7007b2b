import HuibianDiagnostics
import HuibianPlan
import HuibianReaders
import HuibianTable

/// An export in CSV: encoding, dialect, header, rows, cells.
enum CSVTarget: FuzzTarget {
  static let name = "csv"

  static func run(_ bytes: [UInt8]) { Reads.compare(bytes, target: self) }
}

/// An export in JSON or JSON Lines.
enum JSONTarget: FuzzTarget {
  static let name = "json"

  static func run(_ bytes: [UInt8]) { Reads.compare(bytes, target: self) }
}

/// One export read three times: whole, in small pieces, and as a pipe. What is read must be the same; of
/// a file that cannot be read to its end, the fault that ends it.
private struct Reads: Equatable {
  let columns: [String: [String: Column]]
  let inputs: [InputSummary]
  let messages: [String]

  init(_ bytes: [UInt8], blockSize: Int, isRepeatable: Bool) {
    var sink = DiagnosticSink()
    let source = Source(
      bytes: BytesSource(name: "台账", bytes: bytes, isRepeatable: isRepeatable))
    let reading = LedgerReader.read([source], Self.request, blockSize: blockSize, sink: &sink)
    columns = reading.tables.mapValues(\.columns)
    inputs = reading.inputs
    let said = sink.summary.map { $0.text() }
    messages = inputs.isEmpty ? Array(said.prefix(1)) : said
    if inputs.isEmpty, !sink.hasErrors { fatalError("nothing read, and no word why") }
  }

  static func compare(_ bytes: [UInt8], target: any FuzzTarget.Type) {
    let whole = Reads(bytes, blockSize: 1 << 18, isRepeatable: true)
    let pieces = Reads(bytes, blockSize: 97, isRepeatable: true)
    target.require(whole == pieces, "pieces are read otherwise:\n\(whole)\n\(pieces)")
    let pipe = Reads(bytes, blockSize: 1 << 12, isRepeatable: false)
    target.require(whole == pipe, "a pipe is read otherwise:\n\(whole)\n\(pipe)")
    var sink = DiagnosticSink()
    let source = Source(bytes: BytesSource(name: "台账", bytes: bytes))
    let inspection = Inspector.inspect(source, Compiling.catalog.ledgers, sink: &sink)
    target.require(!inspection.isEmpty || sink.hasErrors, "not looked at, and no word why")
  }

  /// Every column of every ledger that is not a person's.
  private static let request = ReadRequest(
    ledgers: Compiling.catalog.ledgers,
    needed: Dictionary(
      Compiling.catalog.ledgers.map { ($0.name, Set($0.columns.map(\.name))) },
      uniquingKeysWith: { first, _ in first }))
}
