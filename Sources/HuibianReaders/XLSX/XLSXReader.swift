import HuibianDiagnostics
import HuibianOPC
import HuibianTable

/// Reads one workbook: every sheet that is a ledger.
///
/// Hidden sheets, and sheets that are no ledger beside others that are, are not read, and that is said.
struct XLSXReader {
  let name: String
  let recognizer: LedgerRecognizer
  let choice: ColumnChoice
  var blockSize = 1 << 18

  static let sizeLimit = 200 << 20

  /// The beginning of every zip that has an entry, or none.
  static func isZip(_ head: [UInt8]) -> Bool {
    head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  /// Empty if the file cannot be used; why is in the sink.
  func scan(_ stream: ByteStream, head: [UInt8], sink: inout DiagnosticSink) -> [ScannedFile] {
    var stream = stream
    var bytes = head
    do throws(SourceError) {
      while !stream.isAtEnd {
        bytes += try stream.bytes(1 << 20)
        guard bytes.count <= XLSXReader.sizeLimit else {
          sink.report(.tooLarge(limit: "200 MB"), file: name)
          return []
        }
      }
    } catch {
      sink.report(.unreadable(error.message), file: name)
      return []
    }
    guard let workbook = Workbook(bytes, file: name, sink: &sink) else { return [] }
    return read(workbook, stream.sha256, sink: &sink)
  }

  private func read(
    _ workbook: Workbook, _ sha256: String, sink: inout DiagnosticSink
  ) -> [ScannedFile] {
    var files: [ScannedFile] = []
    var isDamaged = false
    /// Sheets that are no ledger, and what was said of them.
    var others: [(name: String, said: DiagnosticSink)] = []
    for sheet in workbook.sheets {
      if sheet.isHidden {
        sink.report(.hiddenSheet(sheet.name), file: name, severity: .warning)
        continue
      }
      var said = DiagnosticSink()
      let (file, outcome) = scan(workbook, sheet, sink: &said)
      switch outcome {
      case .ledger:
        sink.absorb(said)
        if var file {
          file.summary.sha256 = sha256
          files.append(file)
        } else {
          isDamaged = true
        }
      case .empty: break
      case .unknown: others.append((sheet.name, said))
      }
    }
    guard !files.isEmpty || isDamaged else {
      if let first = others.first {
        sink.absorb(first.said)
      } else {
        sink.report(.noSheet, file: name)
      }
      return []
    }
    for other in others {
      sink.report(.otherSheet(other.name), file: name, severity: .warning)
    }
    // A ledger of which a sheet cannot be read would count too little.
    return isDamaged ? [] : files
  }

  private enum Outcome { case ledger, empty, unknown }

  private func scan(
    _ workbook: Workbook, _ sheet: Workbook.Sheet, sink: inout DiagnosticSink
  ) -> (ScannedFile?, Outcome) {
    guard let source = workbook.source(sheet, sink: &sink) else { return (nil, .ledger) }
    var text = ByteStream(source, hasDigest: false)
    var said = DiagnosticSink()
    var file: ScannedFile?
    do throws(SourceError) {
      let head = try text.bytes(1 << 16)
      if !head.isEmpty {
        file = CSVReader(
          source: source, recognizer: recognizer, choice: choice, blockSize: blockSize,
          isSheet: true
        ).scan(text, head: head, .utf8(hasMark: false), sink: &said)
      }
    } catch {
      sink.report(.unreadable(error.message), file: source.name)
      return (nil, .ledger)
    }
    // What was read up to a fault of the part says nothing.
    if let problem = source.problem {
      sink.report(problem)
      return (nil, .ledger)
    }
    let found = source.found
    if let fault = found.fault {
      sink.report(fault, at: source.name, sheet.part.text)
      return (nil, .ledger)
    }
    sink.absorb(said)
    guard var file else {
      let isUnknown = said.diagnostics.contains { XLSXReader.strangers.contains($0.id) }
      return (nil, said.diagnostics.isEmpty ? .empty : isUnknown ? .unknown : .ledger)
    }
    report(found, of: &file, sheet.part.text, sink: &sink)
    return (file, .ledger)
  }

  /// What is said of a sheet that is no ledger.
  private static let strangers: Set<String> = ["unrecognized-table", "empty-file"]

  /// Says what a sheet hides, and keeps the cells that cannot be read for those who need them.
  private func report(
    _ found: SheetFindings, of file: inout ScannedFile, _ part: String, sink: inout DiagnosticSink
  ) {
    let header = file.summary.headerLine
    if found.hiddenRows > 0 {
      sink.report(
        [
          Finding(
            problem: .hiddenRows(found.hiddenRows), line: found.firstHidden, severity: .warning)
        ], file: file.name)
    }
    let width = file.summary.columns.count
    let hidden = found.hiddenColumns.flatMap { $0.prefix { $0 <= width } }
    if !hidden.isEmpty {
      let names = hidden.map(CellReference.letters).joined(separator: "、")
      sink.report(.hiddenColumns(names), file: file.name, severity: .note)
    }
    func title(_ column: Int) -> String {
      let header = column <= width ? file.summary.columns[column - 1].header : ""
      return header.isEmpty ? "第\(column)列" : visible(header)
    }
    for cell in found.cells where cell.row > header && cell.column <= width {
      let problem: Problem =
        switch cell.what {
        case .error(let value): .errorValue(column: title(cell.column), value: value, part: part)
        case .noValue: .noValue(column: title(cell.column), part: part)
        }
      file.unreadable.append(
        UnreadableCell(line: cell.row, column: cell.column, problem: problem))
    }
    for merge in found.merges where merge.rows.upperBound > header {
      let range =
        CellReference.name(row: merge.rows.lowerBound, column: merge.columns.lowerBound) + ":"
        + CellReference.name(row: merge.rows.upperBound, column: merge.columns.upperBound)
      for column in merge.columns.prefix(while: { $0 <= width }) {
        // The first cell has the value; below it, and beside it, there is none.
        let isFirst = column == merge.columns.lowerBound
        guard
          let line = merge.rows.first(where: {
            $0 > header && !(isFirst && $0 == merge.rows.lowerBound)
          })
        else { continue }
        file.unreadable.append(
          UnreadableCell(
            line: line, column: column, problem: .merged(column: title(column), range: range)))
      }
    }
    file.unreadable.sort { ($0.line, $0.column) < ($1.line, $1.column) }
  }
}

extension DiagnosticSink {
  /// A fault of a sheet, at its part.
  fileprivate mutating func report(_ problem: Problem, at file: String, _ part: String) {
    let (message, hints) = problem.wording
    let place: Location =
      switch problem {
      case .noSuchString(let row, let column, _, _, _): .cell(file: file, row: row, column: column)
      default: .part(file: file, part: part)
      }
    report(Diagnostic(.error, problem.id, message, at: place, hints: hints))
  }
}
