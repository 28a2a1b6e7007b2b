import HuibianDiagnostics
import HuibianPlan
import HuibianTable

extension Catalog {
  /// The ledgers that a measure may count in: its own, that of its first part, or one for each
  /// alternative (择一) in order.
  func rootLedgers(of measure: Measure) -> [LedgerSchema] {
    if let name = measure.ledger { return ledger(name).map { [$0] } ?? [] }
    let parts: [String] =
      switch measure.definition {
      case .firstOf(let names): names
      default: Array(measure.definition.parts.prefix(1))
      }
    return parts.compactMap { self.measure($0) }.flatMap { rootLedgers(of: $0) }
  }

  /// Whether a measure, or any that it is made of, is an external value (外部值).
  func needsExternalValue(_ measure: Measure) -> Bool {
    measure.definition == .external
      || measure.definition.parts.compactMap { self.measure($0) }.contains(
        where: needsExternalValue)
  }

  /// The ledger that a measure counts in: of several alternatives the first that is given.
  func rootLedger(of measure: Measure, given tables: [String: Table]) -> LedgerSchema? {
    let ledgers = rootLedgers(of: measure)
    return ledgers.first { tables[$0.name] != nil } ?? ledgers.first
  }
}

extension DimensionReference {
  /// The dimension that a person typed, of the first of these ledgers that has it; nil and a report
  /// if none has.
  static func parse(
    _ text: String, ledgers: [LedgerSchema], trees: [String: Tree], at location: Location,
    sink: inout DiagnosticSink
  ) -> DimensionReference? {
    for ledger in ledgers {
      var trial = DiagnosticSink()
      if let found = parse(text, ledger: ledger, trees: trees, at: location, sink: &trial) {
        return found
      }
    }
    return ledgers.first.flatMap {
      parse(text, ledger: $0, trees: trees, at: location, sink: &sink)
    }
  }
}
