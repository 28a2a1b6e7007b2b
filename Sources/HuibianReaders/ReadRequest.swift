package import HuibianTable

/// What somebody wants of the exports.
package struct ReadRequest: Sendable {
  /// All kinds that may be recognised; the office's own column aliases are merged in.
  package var ledgers: [LedgerSchema]
  /// Ledger → columns that figures need.
  ///
  /// They are decoded; a malformed cell is an error.
  package var needed: [String: Set<String>]
  /// Ledger → columns that are checked for doubtful content.
  ///
  /// They are decoded too; a malformed cell is a warning.
  package var examined: [String: Set<String>]
  /// Ledgers that the report needs: an export that could be of two kinds is taken for one of these.
  package var expected: Set<String>
  /// The summaries tell the SHA-256 of the files, for a trace.
  package var wantsDigests: Bool

  package init(
    ledgers: [LedgerSchema], needed: [String: Set<String>] = [:],
    examined: [String: Set<String>] = [:], expected: Set<String> = [], wantsDigests: Bool = true
  ) {
    self.wantsDigests = wantsDigests
    self.ledgers = ledgers
    self.needed = needed
    self.examined = examined
    self.expected = expected
  }
}

/// One export to read.
package struct Source: Sendable {
  package var bytes: any ByteSource
  /// The kind of ledger as the user named it (`--data 台账=FILE`), by name or alias; nil: recognise it.
  package var ledger: String?

  package init(bytes: any ByteSource, ledger: String? = nil) {
    self.bytes = bytes
    self.ledger = ledger
  }
}

/// What came of reading the exports.
package struct Reading: Sendable {
  /// One table for each ledger that any export held, by the ledger's name.
  package var tables: [String: Table]
  /// One for each table of the exports that could be opened, in the order in which they were given:
  /// a workbook has one for each of its sheets that is a ledger.
  package var inputs: [InputSummary]
  /// Exports of which nothing could be used.
  package var unreadable = 0

  package init(tables: [String: Table] = [:], inputs: [InputSummary] = []) {
    self.tables = tables
    self.inputs = inputs
  }
}

/// What was recognised in one export, for the summary of the run, the trace and `inspect`.
package struct InputSummary: Hashable, Sendable {
  /// A column of the export, in the export's order.
  package struct Column: Hashable, Sendable {
    /// As the export writes it, blanks trimmed.
    package var header: String
    /// Our name; nil if the ledger does not know the column.
    package var name: String?
    /// Nil if the ledger does not know the column.
    package var kind: ColumnKind?
    /// Skipped at the door: it identifies a person (个人信息保护法 4, 28).
    package var isPersonal: Bool
  }

  package var file: String
  /// The ledger's name; nil if it was not recognised.
  package var ledger: String?
  /// `CSV`, `JSON`, `JSON Lines` or `XLSX`.
  package var format: String
  /// `UTF-8`, `UTF-8（带BOM）`, `GB18030`, `UTF-16LE`, `UTF-16BE`; empty for a workbook.
  package var encoding: String
  /// Nil for JSON and workbooks.
  package var delimiter: Character?
  /// The physical line of the header, from 1; 0 for JSON.
  package var headerLine = 0
  /// Where in a JSON text the records are: `data.rows`; empty if they are the text as a whole.
  package var recordsPath = ""
  /// Records above the header.
  package var titleLines = 0
  /// Rows that count, duplicates and rows left out not among them.
  package var rows = 0
  /// 合计, 小计, 总计 rows that were left out.
  package var skippedTotals = 0
  package var blankRows = 0
  /// Rows that repeat an earlier one in every cell.
  package var duplicates = 0
  package var columns: [Column] = []
  /// Of the bytes of the file; empty if it could not be read to its end or nobody asked for it.
  package var sha256 = ""
  /// Rule → rows that were left out because the user accepted the rule.
  package var rowsLeftOut: [String: Int] = [:]

  package init(file: String, format: String, encoding: String) {
    self.file = file
    self.format = format
    self.encoding = encoding
  }
}
