package import HuibianDiagnostics
package import HuibianTable

/// What an export holds, column by column, without its values.
package struct Inspection: Sendable {
  package struct Column: Hashable, Sendable {
    package var header: String
    /// Our name; nil if the ledger does not know the column or no ledger was recognised.
    package var name: String?
    package var isPersonal: Bool
    /// What the cells look like; nil for a personal column and for one without any cell.
    package var guess: ColumnKind?
    /// Cells that are empty or stand for it (—, 无); 0 for a personal column.
    package var empties: Int
    /// Distinct texts, the empty one not among them; 0 for a personal column.
    package var distinct: Int
    /// The most frequent texts of a column with at most 20 distinct ones, none for personal, key
    /// and unknown free-text columns.
    package var examples: [String]
  }

  package var summary: InputSummary
  package var columns: [Column]
}

/// Looks at one export (`huibian inspect`).
package struct Inspector {
  /// Nil if the file cannot be read as a table at all; why is in the sink.
  package static func inspect(
    _ source: Source, _ ledgers: [LedgerSchema], sink: inout DiagnosticSink
  ) -> Inspection? {
    nil
  }
}
