/// Someone who answers plans.
///
/// Same plans in, same results out: see `EngineConformance`.
package protocol AggregationEngine: Sendable {
  /// Answers all plans, in their order; equal plans are run once.
  ///
  /// A plan whose ledger has no rows is answered by an empty result, not by an error.
  func run(_ plans: [AggregationPlan]) async throws(EngineError) -> [AggregationResult]
}

/// Why an engine could not answer; never because of the user's rows, which readers have checked.
package enum EngineError: Error, Hashable, Sendable {
  /// A ledger or column that the engine does not hold.
  case unknown(String)
  /// A sum or count left the range of 64 bits.
  case overflow(AggregationPlan)
}

/// The answer to one plan.
package struct AggregationResult: Hashable, Sendable {
  /// One label for each grouping, in the plan's order.
  package typealias Key = [String]

  package struct Cell: Hashable, Sendable {
    /// The count, or the sum (of a median twice the median) times 10^`scale`.
    package var value: Int64
    /// How many rows it rests on; for a sum or a median, those whose operand is not missing.
    package var rows: Int

    package init(value: Int64, rows: Int) {
      self.value = value
      self.rows = rows
    }
  }

  /// Groups without rows are absent; they count zero.
  package var cells: [Key: Cell]
  /// Decimal places of the values: 0 for counts and integers.
  package var scale: Int

  package init(cells: [Key: Cell] = [:], scale: Int = 0) {
    self.cells = cells
    self.scale = scale
  }

  /// The cell of a group; a group without rows is zero.
  package subscript(_ key: Key) -> Cell { cells[key] ?? Cell(value: 0, rows: 0) }
}
