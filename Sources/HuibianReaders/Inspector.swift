package import HuibianDiagnostics
package import HuibianTable

/// What an export holds, column by column, without its values.
package struct Inspection: Sendable {
  package struct Column: Hashable, Sendable {
    package var header: String
    /// Our name; nil if the ledger does not know the column.
    package var name: String?
    package var isPersonal: Bool
    /// What the cells look like; nil for a personal column and for one without any cell.
    package var guess: ColumnKind?
    /// Empty cells; 0 for a personal column.
    package var empties: Int
    /// Distinct texts, the empty one not among them; 0 for a personal column.
    package var distinct: Int
    /// The most frequent values, at most ten, of a column that the ledger knows as a choice, a flag
    /// or a tree; none for any other column.
    package var examples: [String]
  }

  package var summary: InputSummary
  package var columns: [Column]
}

/// Looks at one export (`huibian inspect`).
///
/// All columns that identify no person are held as dictionaries while it looks.
package struct Inspector {
  /// One for each table of the export; none if it cannot be read as a ledger: why is in the sink, as is
  /// the dirt found.
  package static func inspect(
    _ source: Source, _ ledgers: [LedgerSchema], sink: inout DiagnosticSink
  ) -> [Inspection] {
    FileScan(source: source, ledgers: ledgers, expected: [], choice: .everyColumn)
      .run(sink: &sink).map { inspect($0, sink: &sink) }
  }

  private static func inspect(_ file: ScannedFile, sink: inout DiagnosticSink) -> Inspection {
    // Only the keys are looked at here; doubtful cells show in the columns' guesses.
    var assembly = LedgerAssembly(file.match.ledger, needed: [], examined: [])
    let summary = assembly.append(file, sink: &sink)
    // A report that counts in the column will refuse them.
    sink.report(
      file.unreadableOfRows.map {
        Finding(problem: $0.problem, line: $0.line, column: $0.column, severity: .warning)
      }, file: file.name, isSheet: file.isSheet)
    let decoder = CellDecoder(isGB18030: file.isGB18030)
    var columns: [Inspection.Column] = []
    for (index, column) in summary.columns.enumerated() {
      guard let builder = file.builder(of: String(index)) else {
        columns.append(
          Inspection.Column(
            header: column.header, name: column.name, isPersonal: true, guess: nil, empties: 0,
            distinct: 0, examples: []))
        continue
      }
      let counts = texts(file, builder, decoder)
      let filled = counts.filter { !$0.key.isEmpty }
      let kinds: [ColumnKind?] = [.choice, .flag, .tree]
      let examples =
        kinds.contains(column.kind)
        ? filled.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(10).map {
          visible($0.key, limit: 20)
        } : []
      columns.append(
        Inspection.Column(
          header: column.header, name: column.name, isPersonal: false,
          guess: guess(Array(filled.keys), rows: filled.values.reduce(0, +)),
          empties: counts[""] ?? 0, distinct: filled.count, examples: examples))
    }
    return Inspection(summary: summary, columns: columns)
  }

  /// How often each text occurs, blanks around it removed.
  private static func texts(
    _ file: ScannedFile, _ builder: Int, _ decoder: borrowing CellDecoder
  ) -> [String: Int] {
    var result: [String: Int] = [:]
    for lane in file.accumulators {
      let column = lane.columns[builder]
      var counts = [Int](repeating: 0, count: column.dictionary.count)
      for code in column.codes { counts[Int(code)] += 1 }
      for (code, count) in counts.enumerated() where count > 0 {
        let text = column.dictionary.withBytes(of: Int32(code)) { decoder.text($0) ?? "" }
        result[CellText(text).text, default: 0] += count
      }
    }
    return result
  }

  /// The narrowest kind that holds nine tenths of the distinct texts.
  private static func guess(_ texts: [String], rows: Int) -> ColumnKind? {
    guard !texts.isEmpty else { return nil }
    func most(_ test: (String) -> Bool) -> Bool {
      texts.count(where: test) * 10 >= texts.count * 9
    }
    if texts.count <= 3, texts.allSatisfy({ FlagCell($0) == .yes || FlagCell($0) == .no }) {
      return .flag
    }
    // A serial (45292) is a number too: only written dates make a date column.
    if most({ if case .day = DateCell($0) { true } else { false } }) { return .date }
    if most({ if case .number = NumberCell(whole: $0) { true } else { false } }) {
      return texts.count == rows && rows > 20 && texts.allSatisfy { $0.utf8.count >= 6 }
        ? .key : .integer
    }
    if most({ if case .number = NumberCell(decimal: $0) { true } else { false } }) {
      return .decimal
    }
    if texts.count == rows, rows > 1, most({ $0.utf8.allSatisfy { $0 < 0x80 } }) { return .key }
    if texts.count <= 20, rows >= texts.count * 2 { return .choice }
    let separators: Set<Character> = ["-", "_", "/", ">", "－", "＿", "／", "＞"]
    return most({ $0.contains(where: separators.contains) }) ? .tree : .text
  }
}
