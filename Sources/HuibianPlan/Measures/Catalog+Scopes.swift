import HuibianDiagnostics
import HuibianTable

extension Catalog {
  /// By what the rows of a measure are narrowed, or whose they are instead of what its condition says
  /// (``namesScope(_:)``); nil: by nothing but the condition.
  ///
  /// Its own 范围, else the setting 统计范围 for a measure that says nothing of it.
  func scope(of leaf: Measure) -> MeasureScope? {
    if let own = scopes[leaf.name] { return own }
    guard isOpen(leaf), let setting = setting("统计范围") else { return nil }
    return MeasureScope(typed: setting.value.text)
  }

  /// Whether 统计范围 decides: neither the condition nor 范围 says whose rows count.
  func isOpen(_ leaf: Measure) -> Bool {
    guard let ledger = leaf.ledger, let rules = rules[ledger] else { return false }
    return !rules.scopeConditions.isEmpty && scopes[leaf.name] == nil && !namesScope(leaf)
  }

  /// Whether a measure's condition says whose rows count, 本级 or 属地, directly or through others.
  func namesScope(_ leaf: Measure) -> Bool {
    guard let ledger = leaf.ledger, let condition = leaf.condition else { return false }
    return namesScope(condition.root, ledger, depth: 0)
  }

  private func namesScope(_ node: ConditionNode, _ ledger: String, depth: Int) -> Bool {
    guard depth < 16 else { return false }
    switch node {
    case .and(let parts), .or(let parts):
      return parts.contains { namesScope($0, ledger, depth: depth + 1) }
    case .not(let inner): return namesScope(inner, ledger, depth: depth + 1)
    case .named(let name):
      let key = nameKey(name.text)
      if rules[ledger]?.scopeConditions.contains(key) == true { return true }
      let condition = rules[ledger]?.conditions.first { nameKey($0.key) == key }?.value
      return condition.map { namesScope($0.root, ledger, depth: depth + 1) } ?? false
    case .same(let name):
      let condition = measure(name.text)?.condition
      return condition.map { namesScope($0.root, ledger, depth: depth + 1) } ?? false
    case .compare(_, _, let right, _):
      return ["本级", "辖区"].contains(nameKey(right.spelling.text))
    case .isOneOf, .contains, .isEmpty, .isWithin: return false
    }
  }
}

extension MeasureScope {
  /// The condition by which the setting narrows a measure, if the ledger has the column for it.
  func condition(_ ledger: LedgerSchema, at location: Location) -> ConditionSyntax? {
    let text: String? =
      switch self {
      case .all: nil
      case .office: ledger.column("受理机构") == nil ? nil : "受理机构 = 本级"
      case .area: ledger.column("问题属地") == nil ? nil : "问题属地 = 辖区"
      }
    var silent = DiagnosticSink()
    return text.flatMap { ConditionSyntax.parse($0, at: location, sink: &silent) }
  }
}
