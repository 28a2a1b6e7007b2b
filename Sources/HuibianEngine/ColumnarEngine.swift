package import HuibianPlan
package import HuibianTable

import Glibc

/// The embedded engine: answers all plans over one table in one pass over its rows.
///
/// Before the pass a ``Program`` is compiled: conditions and operands that plans share become one
/// node each, texts are compared once an entry of a dictionary, dates are looked up in a table of
/// days. The pass runs over blocks of rows, on one worker a processor; sums are of 128 bits, so
/// neither the order of rows nor the number of workers shows in an answer.
package struct ColumnarEngine: AggregationEngine {
  private let tables: [String: Table]
  private let workers: Int

  /// - Parameters:
  ///   - tables: By the name of their ledger.
  ///   - workers: How many threads share a large table; nil: one a processor, 8 at most.
  package init(tables: [String: Table], workers: Int? = nil) {
    self.tables = tables
    self.workers = workers ?? min(8, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  package func run(_ plans: [AggregationPlan]) async throws(EngineError) -> [AggregationResult] {
    var order: [String: [AggregationPlan]] = [:]
    var seen: Set<AggregationPlan> = []
    for plan in plans where seen.insert(plan).inserted {
      order[plan.source, default: []].append(plan)
    }
    var answers: [AggregationPlan: AggregationResult] = [:]
    for (source, plans) in order {
      guard let table = tables[source] else { throw .unknown(source) }
      let program = try Program(plans, over: table, beside: tables)
      let results = try await answer(program)
      for (plan, result) in zip(plans, results) { answers[plan] = result }
    }
    return plans.map { answers[$0] ?? AggregationResult() }
  }

  /// Shares the rows out, runs the program over each share, and adds the shares up in order.
  private func answer(_ program: Program) async throws(EngineError) -> [AggregationResult] {
    let count = program.shareCount(workers)
    guard count > 1 else { return try program.results(program.scan(share: 0, of: 1)) }
    let parts = await withTaskGroup(of: (Int, Partial).self) { group in
      for index in 0..<count {
        group.addTask { (index, program.scan(share: index, of: count)) }
      }
      var parts: [(Int, Partial)] = []
      for await part in group { parts.append(part) }
      return parts.sorted { $0.0 < $1.0 }.map(\.1)
    }
    var total = parts[0]
    for part in parts.dropFirst() { total.merge(part) }
    return try program.results(total)
  }
}
