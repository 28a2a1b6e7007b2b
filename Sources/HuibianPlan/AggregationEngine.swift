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
