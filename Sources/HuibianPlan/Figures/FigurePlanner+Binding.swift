import HuibianDiagnostics
import HuibianTable

/// A measure that counts in one ledger, bound to a figure.
struct BoundFigure {
  let plan: AggregationPlan
  let rests: BoundCondition
  /// 期内: what places rows in the period, where the date column alone does not.
  let isInPeriod: Predicate?
}

extension FigurePlanner {
  func leaves(of measure: Measure) -> [Measure] { catalog.leaves(of: measure) }

  /// - Parameters:
  ///   - available: nil: as if all columns were there, to learn the needs.
  ///   - isTreeAll: A member that its tree does not list is a mistake, although no data is known.
  func bind(
    _ measure: Measure, _ spec: FigureSpec, available: [String: Set<String>]?,
    isTreeAll: Bool = false, at place: Location, sink: inout DiagnosticSink
  ) -> BoundFigure? {
    guard let ledger = measure.ledger.flatMap({ catalog.ledger($0) }) else { return nil }
    var binder = ConditionBinder(
      catalog: catalog, context: context, period: spec.period, asOf: spec.asOf,
      available: available, ledger: ledger)
    binder.isTreeAll = isTreeAll
    var parts = [binder.bindOwnCondition(of: measure, sink: &sink)]
    if let condition = spec.condition { parts.append(binder.bind(condition, sink: &sink)) }
    let dateColumn = measure.dateColumn ?? ledger.dateColumn
    for item in spec.slice {
      guard
        let bound = binder.bind(
          item, dateColumn: dateColumn, measure: measure, at: place, sink: &sink)
      else { return nil }
      parts.append(bound)
    }
    let isInPeriod = measure.dateColumn == nil ? binder.rules.isInPeriod : nil
    let periodCondition = isInPeriod.map { binder.bind($0, sink: &sink) }
    if let periodCondition { parts.append(periodCondition) }
    var rests = BoundCondition.all(parts)
    if isInPeriod == nil, let dateColumn, let column = ledger.column(dateColumn) {
      let date = binder.column(column, sink: &sink).rests
      rests.absorb(date)
      // Without the date that counts no row could be placed, even if other uses can do without it.
      rests.missing.formUnion(date.takenAsEmpty.intersection([column.name]))
      if catalog.rules[ledger.name]?.dateSetting != nil {
        rests.needs[ledger.name, default: ColumnNeeds()]
          .formUnion(ColumnNeeds(required: [column.name]))
      }
    }
    guard let aggregate = aggregate(measure, binder, ledger, &rests, sink: &sink) else {
      return nil
    }
    var groupings: [Grouping] = []
    for dimension in spec.groupings {
      guard
        let grouping = dimension.grouping(
          dateColumn: dateColumn, ledger: ledger, trees: context.trees),
        let column = ledger.column(grouping.column)
      else {
        sink.report(
          .notGroupable(
            measure.name, dimension, ledger: catalog.givenName(of: ledger), at: place))
        return nil
      }
      let present = available?[ledger.name]?.contains(column.name) ?? true
      let absence = binder.rules.absences[column.name]
      if absence?.isAddedToTable == true {
        rests.absorb(binder.column(column, sink: &sink).rests)
      }
      // Of a column that is worked out the columns are missing that it is worked out from.
      if !present, absence?.isDerived != true { rests.missing.insert(column.name) }
      rests.needs[ledger.name, default: ColumnNeeds()]
        .formUnion(ColumnNeeds(required: [column.name]))
      groupings.append(grouping)
    }
    let isDated = isInPeriod == nil && dateColumn != nil
    let plan = AggregationPlan(
      source: ledger.name,
      filter: isDated && spec.countedRange == nil ? BoundCondition.none : rests.predicate,
      dateColumn: isDated ? dateColumn : nil,
      range: isDated ? spec.countedRange ?? spec.period.range : nil,
      groupings: groupings, aggregate: aggregate)
    return BoundFigure(
      plan: plan, rests: rests, isInPeriod: periodCondition?.predicate)
  }

  private func aggregate(
    _ measure: Measure, _ binder: ConditionBinder, _ ledger: LedgerSchema,
    _ rests: inout BoundCondition, sink: inout DiagnosticSink
  ) -> Aggregate? {
    switch measure.definition {
    case .count:
      // A ledger is named even where no column of it is.
      rests.needs[ledger.name, default: ColumnNeeds()].formUnion(ColumnNeeds())
      return .countRows
    case .countDistinct(let name):
      guard let column = ledger.column(spelled: name) else { return nil }
      rests.absorb(binder.column(column, sink: &sink).rests)
      return column.kind == .list ? .countDistinctItems(column.name) : .countDistinct(column.name)
    case .sum(let name):
      guard let column = ledger.column(spelled: name) else { return nil }
      let bound = binder.column(column, sink: &sink)
      rests.absorb(bound.rests)
      return .sum(bound.operand ?? .integer(0))
    case .mean(let syntax), .median(let syntax):
      let (operand, needed) = binder.bindOperand(syntax, sink: &sink)
      rests.absorb(needed)
      if operand == nil { rests.missing.formUnion(needed.takenAsEmpty) }
      let measured = operand ?? .integer(0)
      return measure.definition.isMean ? .sum(measured) : .median(measured)
    case .ratio, .total, .firstOf, .score, .grade, .yearEarlier, .external: return nil
    }
  }
}

extension Catalog {
  /// Nil of a ledger that is made of others.
  fileprivate func givenName(of ledger: LedgerSchema) -> String? {
    givenLedgers.contains { $0.name == ledger.name } ? ledger.name : nil
  }
}

extension Measure.Definition {
  var isMean: Bool { if case .mean = self { true } else { false } }
}

extension ConditionBinder {
  /// A slice as a condition; nil and a report if the ledger has no such dimension.
  func bind(
    _ item: SliceItem, dateColumn: String?, measure: Measure, at place: Location,
    sink: inout DiagnosticSink
  ) -> BoundCondition? {
    guard let name = item.dimension.column ?? dateColumn, let column = ledger.column(name) else {
      sink.report(
        .notGroupable(
          measure.name, item.dimension, ledger: catalog.givenName(of: ledger), at: place))
      return nil
    }
    let syntax = ConditionSyntax(
      text: item.dimension.name, location: place, root: .and([]))
    let operand = self.column(column, sink: &sink)
    var result = operand.rests
    if let unit = item.dimension.unit {
      let labels = item.members.map { label($0, unit: unit) }
      result.predicate =
        operand.operand == nil
        ? BoundCondition.none
        : .isMember(column: name, classifier: .time(unit), labels: Set(labels))
      return result.checkedForEmptyColumns()
    }
    if let level = item.dimension.level, level > 0 || item.dimension.name.contains("."),
      case .texts = operand.value,
      let tree = context.trees[name] ?? Tree.standard(column)
    {
      let members = item.members.map { Spelling(text: $0, offset: 0) }
      return .all([
        BoundCondition.resting(on: result),
        self.members(of: column, members, at: level, of: tree, in: syntax, sink: &sink),
      ])
    }
    if item.members == ["未填写"], case .texts = operand.value {
      result.predicate = .isEmpty(column: name)
      return result
    }
    return membership(
      operand, item.members.map { Spelling(text: $0, offset: 0) }, in: syntax, sink: &sink
    ).checkedForEmptyColumns()
  }

  /// `3月`, `2022年3月` and `2022-03` are the label 2022-03 of a month.
  private func label(_ text: String, unit: TimeUnit) -> String {
    var silent = DiagnosticSink()
    guard
      let part = Period.parse(
        text, within: period.year, at: .command, sink: &silent)
    else { return text }
    return unit.label(of: part.range.start)
  }
}
