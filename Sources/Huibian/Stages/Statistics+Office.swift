import HuibianDiagnostics
import HuibianPlan
import HuibianTable

extension Statistics {
  /// Warns of a column that is asked for the office (本级) and never names it: every figure of the
  /// office is then zero, most likely because the export writes the name differently.
  func checkOffice(
    _ plans: [AggregationPlan], _ tables: [String: Table], sink: inout DiagnosticSink
  ) {
    let office = Set(context.officeNames)
    guard !office.isEmpty else { return }
    var seen: Set<String> = []
    for plan in plans {
      for column in plan.filter.columns(askedFor: office).sorted()
      where seen.insert(plan.source + " " + column).inserted {
        guard case .coded(let coded)? = tables[plan.source]?[column],
          let table = tables[plan.source], table.rowCount > 0
        else { continue }
        let texts = coded.dictionary.texts
        guard office.isDisjoint(with: texts) else { continue }
        sink.report(
          .officeNotFound(
            context.officeNames[0], ledger: plan.source, column: column,
            nearest: nearestName(to: context.officeNames[0], among: texts.filter { !$0.isEmpty }),
            commonest: coded.commonestText))
      }
    }
  }
}

extension Predicate {
  /// Columns that are compared with exactly these names.
  fileprivate func columns(askedFor names: Set<String>) -> Set<String> {
    switch self {
    case .isOneOf(let column, names): [column]
    case .and(let parts), .or(let parts):
      parts.reduce(into: []) { $0.formUnion($1.columns(askedFor: names)) }
    case .not(let inner): inner.columns(askedFor: names)
    default: []
    }
  }
}

extension CodedColumn {
  /// The text of the most rows, empty cells apart; nil if all cells are empty.
  fileprivate var commonestText: String? {
    let counts = counts()
    guard let best = counts.indices.dropFirst().max(by: { counts[$0] < counts[$1] }),
      counts[best] > 0
    else { return nil }
    return dictionary[best]
  }
}

extension Diagnostic {
  fileprivate static func officeNotFound(
    _ office: String, ledger: String, column: String, nearest: String?, commonest: String?
  ) -> Diagnostic {
    let name = (nearest ?? commonest).map { "例如\(quoted($0))" } ?? "都是空的"
    return Diagnostic(
      .warning, "office-not-found",
      "台账“\(ledger)”的“\(column)”列里没有\(quoted(office))（\(name)），本级的数都是零", at: .command,
      hints: ["核对“单位”；同一单位的其他写法在 huibian.yaml 的“单位别名”里列出"])
  }
}
