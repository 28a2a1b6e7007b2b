import HuibianDiagnostics
import HuibianPlan
import HuibianTable
import HuibianTemplate

extension Binder {
  /// The figure of a metric inside some loops; nil after a report.
  ///
  /// - Parameter isComputed: False: only asked about, as by 目标; no ledger need have its rows.
  mutating func figure(
    _ name: String, _ slices: [Slice], tag: Int, around: [LoopID], isComputed: Bool = true,
    sink: inout DiagnosticSink
  ) -> BoundFigure? {
    guard let measure = catalog.measure(name) else {
      reportUnknown(name, tag: tag, sink: &sink)
      return nil
    }
    let ledgers = catalog.rootLedgers(of: measure)
    guard !ledgers.isEmpty, !catalog.needsExternalValue(measure) else {
      sink.report(.externalMeasure(measure.name, at: location(tag)))
      return nil
    }
    var period = context.period
    var asOf = context.asOf
    var items: [SliceItem] = []
    var isWhole = true
    for slice in slices {
      if slice.isPeriod {
        guard let other = self.period(slice, tag: tag, sink: &sink) else {
          isWhole = false
          continue
        }
        period = other
        // A cut-off that was given holds for every period of the report.
        asOf = context.asOf == context.period.range.end ? other.range.end : context.asOf
        continue
      }
      guard
        let dimension = DimensionReference.parse(
          slice.dimension.text, ledgers: ledgers, trees: context.trees, at: location(tag),
          sink: &sink)
      else {
        isWhole = false
        continue
      }
      guard let members = members(slice, dimension, tag: tag, sink: &sink) else {
        isWhole = false
        continue
      }
      let item = SliceItem(dimension: dimension, members: members)
      items.append(item)
      bound.slices.append((item, measure, tag))
    }
    guard isWhole else { return nil }
    let figure = BoundFigure(
      measure: measure,
      spec: FigureSpec(
        measure: measure.name, slice: items, period: period, asOf: asOf,
        groupings: around.compactMap { loopDimension($0) }),
      loops: around, numbers: &bound.numbers)
    if isComputed { ask(figure.spec, tag: tag) }
    return figure
  }

  /// Adds a figure to those that are computed.
  ///
  /// - Parameter test: The figure whose ledger 有数据 asks about in the same condition.
  mutating func ask(_ spec: FigureSpec, tag: Int, test: FigureSpec? = nil) {
    bound.figures.insert(spec)
    let tests = figuresWithData(around: tag).union(tested).union(test.map { [$0] } ?? [])
    bound.guards.ask(spec, where: tests)
    bound.firstTags[spec] = min(tag, bound.firstTags[spec] ?? tag)
  }

  /// The members of a slice; parts of time as they are called within a year, so that the base's slice
  /// means the base's year. Nil after a report.
  private func members(
    _ slice: Slice, _ dimension: DimensionReference, tag: Int, sink: inout DiagnosticSink
  ) -> [String]? {
    guard let unit = dimension.unit else { return slice.members }
    var result: [String] = []
    for member in slice.members {
      guard
        let part = Period.parse(
          member, within: context.period.year, at: location(tag), sink: &sink)
      else { continue }
      let label = unit.label(of: part.range.start)
      guard unit != .year, unit.label(of: part.range.end) == label else {
        sink.report(.notAPart(member, of: unit, at: location(tag)))
        continue
      }
      result.append(unit.printed(label, isOneYear: true))
    }
    return result.count == slice.members.count ? result : nil
  }

  /// `期间=上半年`, within the report's year.
  private func period(_ slice: Slice, tag: Int, sink: inout DiagnosticSink) -> Period? {
    guard slice.members.count == 1 else {
      sink.report(.severalPeriods(at: location(tag)))
      return nil
    }
    return Period.parse(
      slice.members[0], within: context.period.year, at: location(tag), sink: &sink)
  }

  /// A dimension of the ledger of a metric, or of the first ledger that has it.
  func dimension(
    _ name: DimensionName, tag: Int, ledgerOf measure: String? = nil, isQuiet: Bool = false,
    sink: inout DiagnosticSink
  ) -> DimensionReference? {
    let own = measure.flatMap { catalog.measure($0) }.map { catalog.rootLedgers(of: $0) }
    var silent = DiagnosticSink()
    let found = DimensionReference.parse(
      name.text, ledgers: (own ?? []) + catalog.ledgers, trees: context.trees, at: location(tag),
      sink: &silent)
    if found == nil, !isQuiet { sink.absorb(silent) }
    return found
  }

  /// Names with their filters; nil after a report.
  mutating func phrase(
    _ value: ValueTag, tag: Int, around: [LoopID], sink: inout DiagnosticSink
  ) -> FigurePhrase? {
    if value.filters.contains(.standing) || (value.filters.contains(.rank) && around.isEmpty) {
      return rank(value, tag: tag, sink: &sink)
    }
    var figures: [BoundFigure] = []
    for name in value.names {
      if let text = texts[name] ?? variable(name, around: around).map({ _ in name }) {
        sink.report(.textIsNoFigure(name, text, at: location(tag)))
        continue
      }
      if let figure = figure(
        name, value.slices, tag: tag, around: around,
        isComputed: !value.filters.contains(.target), sink: &sink)
      {
        figures.append(figure)
      }
    }
    guard figures.count == value.names.count else { return nil }
    return apply(value.filters, to: figures, tag: tag, around: around, sink: &sink)
  }

  /// The rank that the superior office gave the metric for the report's period, or the standing that
  /// it means; the metric itself is not counted.
  mutating func rank(
    _ value: ValueTag, tag: Int, sink: inout DiagnosticSink
  ) -> FigurePhrase? {
    guard let measure = value.names.first.flatMap({ catalog.measure($0) }) else {
      if let name = value.names.first { reportUnknown(name, tag: tag, sink: &sink) }
      return nil
    }
    guard value.names.count == 1, let filter = value.filters.first, value.filters.count == 1,
      value.slices.allSatisfy(\.isPeriod)
    else {
      let name = value.filters.contains(.standing) ? "位次" : "排名"
      sink.report(.rankOfSlice(measure.name, filter: name, at: location(tag)))
      return nil
    }
    var period = context.period
    if let slice = value.slices.first {
      guard let other = self.period(slice, tag: tag, sink: &sink) else { return nil }
      period = other
    }
    let item = SliceItem(
      dimension: DimensionReference(column: "指标", name: "指标"), members: [measure.name])
    let isRank = filter == .rank
    let spec = FigureSpec(
      measure: isRank ? FigureSpec.rankMeasure : FigureSpec.standingMeasure, slice: [item],
      period: period,
      groupings: (isRank ? ["范围"] : ["范围", "位次"]).map {
        DimensionReference(column: $0, name: $0)
      })
    ask(spec, tag: tag)
    return FigurePhrase(
      figures: [
        BoundFigure(measure: measure, spec: spec, loops: [], numbers: &bound.numbers)
      ],
      statistic: isRank ? .rank : .standing)
  }
}

extension FigureSpec {
  /// What 排名 and 位次 are asked by.
  static let rankMeasure = "上级通报名次"
  static let standingMeasure = "上级通报条数"

  /// Whether it is a rank that the superior office gave; one that is printed and not there is an
  /// error at its tag, one that is asked for in a condition is not.
  var isOfRanks: Bool { measure == Self.rankMeasure || measure == Self.standingMeasure }

  func moved(to basis: Basis) -> FigureSpec {
    switch basis {
    case .yearEarlier: yearEarlier
    case .previousPeriod: previous
    }
  }
}
