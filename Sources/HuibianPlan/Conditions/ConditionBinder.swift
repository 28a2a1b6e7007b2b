import HuibianDiagnostics
import HuibianTable

/// Binds conditions to a ledger: finds columns and settings, checks types, puts the report's dates
/// and the office in, and closes the result into a ``Predicate``.
///
/// Used twice: with `available` nil, to learn what columns are needed (and, when a catalogue is
/// loaded, whether a condition makes sense at all); with the columns that exports have, for plans.
struct ConditionBinder {
  let catalog: Catalog
  let context: Context
  /// Of the figure: that of the report, or of the base of a comparison.
  let period: Period
  let asOf: CivilDate
  /// By ledger; nil: as if all columns were there.
  let available: [String: Set<String>]?
  let ledger: LedgerSchema
  /// Measures and named conditions that are being bound, to stop at a cycle.
  var trail: [String] = []
  /// Whose rows count instead of those that 本级 and 属地 in the measure's condition mean (范围).
  var scope: MeasureScope?
  /// No data will be looked at: a member that its tree does not list is unknown. Otherwise the data may
  /// have it.
  var isTreeAll = false

  init(
    catalog: Catalog, context: Context, period: Period, asOf: CivilDate,
    available: [String: Set<String>]?, ledger: LedgerSchema
  ) {
    self.catalog = catalog
    self.context = context
    self.period = period
    self.asOf = asOf
    self.available = available
    self.ledger = ledger
  }

  var rules: LedgerRules { catalog.rules[ledger.name] ?? LedgerRules() }

  func bind(_ syntax: ConditionSyntax, sink: inout DiagnosticSink) -> BoundCondition {
    bind(syntax.root, in: syntax, sink: &sink).checkedForEmptyColumns()
  }

  /// What a measure counts, with its 范围 put in.
  func bindOwnCondition(of measure: Measure, sink: inout DiagnosticSink) -> BoundCondition {
    var binder = self
    var parts: [BoundCondition] = []
    let scope = catalog.scope(of: measure)
    if scope != nil, catalog.namesScope(measure) {
      binder.scope = scope
    } else if let condition = scope?.condition(ledger, at: measure.location) {
      parts.append(bind(condition, sink: &sink))
    }
    if let condition = measure.condition {
      parts.insert(binder.bind(condition, sink: &sink), at: 0)
    }
    var result = BoundCondition.all(parts)
    if catalog.isOpen(measure) { result.settings.insert("统计范围") }
    return result
  }

  /// The operand of a mean.
  func bindOperand(_ syntax: ConditionSyntax, sink: inout DiagnosticSink)
    -> (Operand?, BoundCondition)
  {
    guard let expression = syntax.operand else { return (nil, BoundCondition(.all)) }
    let bound = operand(expression, in: syntax, sink: &sink)
    switch bound.value {
    case .row(let operand, _): return (operand, bound.rests)
    case .nothing: return (nil, bound.rests)
    case .broken: return (nil, bound.rests)
    default:
      sink.report(.notANumber(expression.spelling.text, at: syntax.location))
      return (nil, bound.rests)
    }
  }

  private func bind(
    _ node: ConditionNode, in syntax: ConditionSyntax, sink: inout DiagnosticSink
  ) -> BoundCondition {
    switch node {
    case .and(let parts): return .all(parts.map { bind($0, in: syntax, sink: &sink) })
    case .or(let parts): return .any(parts.map { bind($0, in: syntax, sink: &sink) })
    case .not(let inner): return .negation(bind(inner, in: syntax, sink: &sink))
    case .named(let name): return named(name, in: syntax, sink: &sink)
    case .same(let name): return same(name, in: syntax, sink: &sink)
    case .compare(let left, let comparison, let right, _):
      return compare(left, comparison, right, in: syntax, sink: &sink)
    case .isOneOf(let expression, let values, let isNegated):
      let bound =
        levelMembership(expression, values, in: syntax, sink: &sink)
        ?? membership(
          operand(expression, in: syntax, sink: &sink), values, in: syntax, sink: &sink)
      return isNegated ? .negation(bound) : bound
    case .contains(let expression, let text, let isNegated):
      let bound = contains(
        operand(expression, in: syntax, sink: &sink), text, in: syntax, sink: &sink)
      return isNegated ? .negation(bound) : bound
    case .isEmpty(let expression, let isNegated):
      let bound = isEmpty(
        operand(expression, in: syntax, sink: &sink), expression, in: syntax, sink: &sink)
      return isNegated ? .negation(bound) : bound
    case .isWithin(let expression, let other):
      return isWithin(operand(expression, in: syntax, sink: &sink), other, in: syntax, sink: &sink)
    }
  }

  // MARK: Names that stand for conditions

  private func named(
    _ name: Spelling, in syntax: ConditionSyntax, sink: inout DiagnosticSink
  ) -> BoundCondition {
    let key = nameKey(name.text)
    if let scope, rules.scopeConditions.contains(key) {
      guard let condition = scope.condition(ledger, at: syntax.location) else {
        return BoundCondition(.all)
      }
      return bind(condition, sink: &sink)
    }
    if let condition = rules.conditions.first(where: { nameKey($0.key) == key })?.value {
      return follow(condition, as: "判定 " + key, from: name, in: syntax, sink: &sink)
    }
    sink.report(
      .unknownCondition(
        name.text, among: Array(rules.conditions.keys), ledger: ledger,
        at: syntax.location(at: name.offset)))
    return BoundCondition(.all)
  }

  private func same(
    _ name: Spelling, in syntax: ConditionSyntax, sink: inout DiagnosticSink
  ) -> BoundCondition {
    let place = syntax.location(at: name.offset)
    guard let measure = catalog.measure(name.text) else {
      sink.report(.unknownMeasure(name.text, in: catalog, at: place))
      return BoundCondition(.all)
    }
    guard measure.ledger == ledger.name else {
      sink.report(.otherLedger(measure, ledger: ledger, at: place))
      return BoundCondition(.all)
    }
    guard let condition = measure.condition else { return BoundCondition(.all) }
    return follow(condition, as: "同 " + measure.name, from: name, in: syntax, sink: &sink)
  }

  private func follow(
    _ condition: ConditionSyntax, as step: String, from name: Spelling, in syntax: ConditionSyntax,
    sink: inout DiagnosticSink
  ) -> BoundCondition {
    guard !trail.contains(step) else {
      sink.report(.cycle(name.text, at: syntax.location(at: name.offset)))
      return BoundCondition(.all)
    }
    var inner = self
    inner.trail.append(step)
    return inner.bind(condition, sink: &sink)
  }

  // MARK: Comparisons

  private func compare(
    _ leftNode: ExpressionNode, _ comparison: Comparison, _ rightNode: ExpressionNode,
    in syntax: ConditionSyntax, sink: inout DiagnosticSink
  ) -> BoundCondition {
    if comparison == .equal, meansEveryPlace(leftNode, rightNode) { return BoundCondition(.all) }
    if comparison == .equal || comparison == .notEqual,
      let bound = levelMembership(leftNode, [rightNode.spelling], in: syntax, sink: &sink)
    {
      return comparison == .equal ? bound : .negation(bound)
    }
    let left = operand(leftNode, in: syntax, sink: &sink)
    switch left.value {
    case .broken: return left.rests
    case .texts, .values, .everyRow, .choice:
      return compareText(left, leftNode, comparison, rightNode, in: syntax, sink: &sink)
    case .nothing(let kind) where kind.isText:
      return compareText(left, leftNode, comparison, rightNode, in: syntax, sink: &sink)
    case .text(let spelling):
      sink.report(
        .unknownColumn(spelling.text, ledger: ledger, at: syntax.location(at: spelling.offset)))
      return BoundCondition(.all)
    case .row, .date, .integer, .nothing: break
    }
    let right = operand(rightNode, in: syntax, sink: &sink)
    if case .broken = right.value { return right.rests }
    guard let leftKind = left.kind, let rightKind = right.kind, leftKind == rightKind else {
      sink.report(
        .mismatch(
          leftNode.spelling.text, rightNode.spelling.text, left: left.kind,
          at: syntax.location(at: rightNode.spelling.offset)))
      return BoundCondition(.all)
    }
    var result = BoundCondition(.all)
    result.absorb(left.rests)
    result.absorb(right.rests)
    guard let first = left.operand, let second = right.operand else {
      result.predicate = BoundCondition.none
      return result
    }
    result.predicate = .compare(first, comparison, second)
    return result
  }

  private func compareText(
    _ left: BoundOperand, _ leftNode: ExpressionNode, _ comparison: Comparison,
    _ rightNode: ExpressionNode, in syntax: ConditionSyntax, sink: inout DiagnosticSink
  ) -> BoundCondition {
    let place = syntax.location(at: leftNode.spelling.offset)
    guard comparison == .equal || comparison == .notEqual else {
      sink.report(.noOrder(leftNode.spelling.text, comparison, at: place))
      return BoundCondition(.all)
    }
    let value: Spelling
    switch rightNode {
    case .name(let spelling), .quoted(let spelling), .integer(_, let spelling): value = spelling
    default:
      sink.report(
        .mismatch(
          leftNode.spelling.text, rightNode.spelling.text, left: .text,
          at: syntax.location(at: rightNode.spelling.offset)))
      return BoundCondition(.all)
    }
    let bound = membership(left, [value], in: syntax, sink: &sink)
    return comparison == .equal ? bound : .negation(bound)
  }

  private func contains(
    _ left: BoundOperand, _ text: Spelling, in syntax: ConditionSyntax,
    sink: inout DiagnosticSink
  ) -> BoundCondition {
    var result = left.rests
    switch left.value {
    case .texts(let column): result.predicate = .contains(column: column.name, text: text.text)
    case .nothing(let kind) where kind.isText: result.predicate = BoundCondition.none
    case .broken: break
    default: sink.report(.noText(syntax.text, at: syntax.location(at: text.offset)))
    }
    return result
  }

  private func isEmpty(
    _ left: BoundOperand, _ node: ExpressionNode, in syntax: ConditionSyntax,
    sink: inout DiagnosticSink
  ) -> BoundCondition {
    var result = left.rests
    switch left.value {
    case .texts(let column): result.predicate = .isEmpty(column: column.name)
    case .row(.column(let name), _): result.predicate = .isEmpty(column: name)
    case .row(let operand, _):
      // An operand equals itself unless it is missing.
      result.predicate = .not(.compare(operand, .equal, operand))
    case .nothing: result.predicate = .all
    case .broken: break
    case .values(let column, _), .everyRow(let column):
      result.missing.insert(column.name)
    default:
      sink.report(
        .unknownColumn(
          node.spelling.text, ledger: ledger, at: syntax.location(at: node.spelling.offset)))
    }
    return result
  }

  private func isWithin(
    _ left: BoundOperand, _ name: Spelling, in syntax: ConditionSyntax,
    sink: inout DiagnosticSink
  ) -> BoundCondition {
    var result = left.rests
    let place = syntax.location(at: name.offset)
    guard let other = catalog.ledger(name.text), let from = other.column("开始"),
      let to = other.column("结束"), from.kind == .date, to.kind == .date
    else {
      sink.report(.notASpanLedger(name.text, in: catalog, at: place))
      return result
    }
    result.needs[other.name, default: ColumnNeeds()]
      .formUnion(ColumnNeeds(required: [from.name, to.name]))
    if let available, available[other.name] == nil { result.missingLedgers.insert(other.name) }
    switch left.value {
    case .row(.column(let column), .date):
      result.predicate = .isWithin(
        column: column, ledger: other.name, from: from.name, to: to.name)
    case .nothing: result.predicate = BoundCondition.none
    case .broken: break
    default: sink.report(.notADateColumn(syntax.text, at: place))
    }
    return result
  }
}

extension ColumnKind {
  /// Kept as coded text.
  var isText: Bool {
    switch self {
    case .text, .key, .choice, .flag, .list, .tree: true
    case .integer, .decimal, .date: false
    }
  }
}
