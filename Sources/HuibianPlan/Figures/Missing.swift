import HuibianDiagnostics

/// What no export that was given has.
enum Absent: Hashable {
  case ledger(String)
  case column(String, of: String)
}

/// Something absent, with all the measures that need it: told once.
struct Missing {
  let absent: Absent
  var measures: [String]
  /// Where the first of them was asked for.
  let place: Location

  mutating func add(_ measure: String) {
    if !measures.contains(measure) { measures.append(measure) }
  }

  func report(_ available: [String: Set<String>], to sink: inout DiagnosticSink) {
    switch absent {
    case .ledger(let name): sink.report(.missingLedger(name, measures: measures, at: place))
    case .column(let name, let ledger):
      sink.report(
        .missingColumn(
          name, of: ledger, measures: measures, found: (available[ledger] ?? []).sorted(),
          at: place))
    }
  }
}
