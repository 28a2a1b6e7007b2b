import HuibianTable

/// A condition bound to its ledger, and what it rests on.
struct BoundCondition: Hashable, Sendable {
  var predicate: Predicate
  /// By ledger: the condition's own, and those it looks up (敏感期, 下次).
  var needs: [String: ColumnNeeds] = [:]
  /// Columns of the ledger that are not there and that nothing stands in for.
  var missing: Set<String> = []
  /// Columns that are not there and were taken as empty.
  var takenAsEmpty: Set<String> = []
  /// Columns for 本级 that are not there, so that every row counts.
  var scopeAssumed: Set<String> = []
  /// Columns that another column or a calculation stands in for.
  var replaced: Set<String> = []
  /// Other ledgers that are needed and not given.
  var missingLedgers: Set<String> = []
  /// Settings whose value decides.
  var settings: Set<String> = []

  init(_ predicate: Predicate) { self.predicate = predicate }

  static let none = Predicate.not(.all)

  var isNever: Bool { predicate == BoundCondition.none }

  /// Takes over what another rests on, but not its predicate.
  mutating func absorb(_ other: BoundCondition) {
    for (ledger, needs) in other.needs {
      self.needs[ledger, default: ColumnNeeds()].formUnion(needs)
    }
    missing.formUnion(other.missing)
    takenAsEmpty.formUnion(other.takenAsEmpty)
    scopeAssumed.formUnion(other.scopeAssumed)
    replaced.formUnion(other.replaced)
    missingLedgers.formUnion(other.missingLedgers)
    settings.formUnion(other.settings)
  }

  /// A condition that no row can fit because columns were taken as empty lacks these columns.
  func checkedForEmptyColumns() -> BoundCondition {
    guard isNever, missing.isEmpty, !takenAsEmpty.isEmpty else { return self }
    var result = self
    result.missing.formUnion(takenAsEmpty)
    result.takenAsEmpty = []
    return result
  }

  /// All of them.
  ///
  /// One that can never be true decides: what the others rest on does not matter.
  static func all(_ parts: [BoundCondition]) -> BoundCondition {
    if let never = parts.first(where: { $0.isNever && $0.missing.isEmpty }) {
      var result = never
      // A constant needs no column; one that is never true for want of a column must say so.
      for part in parts where part != never { result.settings.formUnion(part.settings) }
      return result
    }
    var result = BoundCondition(.all)
    var predicates: [Predicate] = []
    for part in parts {
      result.absorb(part)
      switch part.predicate {
      case .all: break
      case .and(let inner): predicates += inner
      default: predicates.append(part.predicate)
      }
    }
    let isNever = parts.contains { $0.isNever }
    result.predicate =
      isNever
      ? none : predicates.isEmpty ? .all : predicates.count == 1 ? predicates[0] : .and(predicates)
    return result
  }

  /// Any of them.
  ///
  /// One that is always true without resting on a column decides.
  static func any(_ parts: [BoundCondition]) -> BoundCondition {
    if var always = parts.first(where: { $0.predicate == .all && $0.missing.isEmpty }) {
      for part in parts { always.settings.formUnion(part.settings) }
      return always
    }
    var result = BoundCondition(none)
    var predicates: [Predicate] = []
    for part in parts {
      result.absorb(part)
      switch part.predicate {
      case none: break
      case .or(let inner): predicates += inner
      default: predicates.append(part.predicate)
      }
    }
    let isAlways = parts.contains { $0.predicate == .all }
    result.predicate =
      isAlways
      ? .all : predicates.isEmpty ? none : predicates.count == 1 ? predicates[0] : .or(predicates)
    return result
  }

  static func negation(_ part: BoundCondition) -> BoundCondition {
    var result = part
    switch part.predicate {
    case .not(let inner): result.predicate = inner
    default: result.predicate = .not(part.predicate)
    }
    return result
  }
}

/// A side of a comparison, with its type.
struct BoundOperand: Hashable, Sendable {
  enum Value: Hashable, Sendable {
    /// Evaluated in the row; `kind` is `.date` or `.integer`.
    case row(Operand, ColumnKind)
    /// The same in every row.
    case date(CivilDate)
    case integer(Int64)
    /// A setting that is a choice.
    case choice(Setting)
    /// A column of texts.
    case texts(ColumnSchema)
    /// A column that is not there and counts as empty.
    case nothing(ColumnKind)
    /// A column that is not there, with a condition for each value.
    case values(ColumnSchema, [String: ConditionSyntax])
    /// A column for 本级 that is not there.
    case everyRow(ColumnSchema)
    /// No column and no setting: a text.
    case text(Spelling)
    /// Reported already.
    case broken
  }

  var value: Value
  var rests = BoundCondition(.all)

  init(_ value: Value) { self.value = value }
}
