package import HuibianDiagnostics

/// A ledger that has been read: columns of equal length, and the place of each row.
///
/// It holds only the columns that somebody asked for, never one that identifies a person.
package struct Table: Sendable {
  /// The ledger's kind: 信访件, 接访场次 ….
  package let ledger: String
  package let rowCount: Int
  /// By our name of the column, not the export's.
  package private(set) var columns: [String: Column]
  package let places: RowPlaces
  /// Position in its record (from 1) of each column, by our name, for messages; of the first file.
  package let positions: [String: Int]
  /// Our names of all the ledger's columns that the export has, whether decoded or not.
  package let available: Set<String>

  package init(
    ledger: String, columns: [String: Column], places: RowPlaces, positions: [String: Int] = [:],
    available: Set<String>? = nil
  ) {
    precondition(columns.values.allSatisfy { $0.count == places.count }, "ragged columns")
    self.ledger = ledger
    self.rowCount = places.count
    self.columns = columns
    self.places = places
    self.positions = positions
    self.available = available ?? Set(columns.keys)
  }

  package subscript(_ name: String) -> Column? { columns[name] }

  /// Gives the memory of columns back that are not needed any more.
  package mutating func keepOnly(_ names: Set<String>) {
    columns = columns.filter { names.contains($0.key) }
  }

  /// The same rows as another ledger.
  package func renamed(_ ledger: String) -> Table {
    Table(
      ledger: ledger, columns: columns, places: places, positions: positions,
      available: available)
  }

  /// The table with one more column, which counts as one of the ledger's own from then on.
  package func adding(_ column: Column, named name: String) -> Table {
    var columns = self.columns
    columns[name] = column
    return Table(
      ledger: ledger, columns: columns, places: places, positions: positions,
      available: available.union([name]))
  }

  /// The table without some rows, for rows that a person decided to leave out.
  ///
  /// - Parameter rows: Indices from 0; others are kept in their order.
  package func removing(rows: Set<Int>) -> Table {
    guard !rows.isEmpty else { return self }
    let kept = (0..<rowCount).filter { !rows.contains($0) }
    let columns = self.columns.mapValues { column -> Column in
      switch column {
      case .coded(var coded):
        coded.codes = coded.codes.keeping(kept)
        return .coded(coded)
      case .dates(let values): return .dates(values.keeping(kept))
      case .integers(let values): return .integers(values.keeping(kept))
      case .decimals(let values, let scale): return .decimals(values.keeping(kept), scale: scale)
      }
    }
    return Table(
      ledger: ledger, columns: columns, places: places.keeping(kept), positions: positions,
      available: available)
  }

  /// The place of a cell, for a message.
  package func location(row: Int, column: String) -> Location {
    .cell(
      file: places.file(ofRow: row), row: places.line(ofRow: row), column: positions[column] ?? 1)
  }
}
