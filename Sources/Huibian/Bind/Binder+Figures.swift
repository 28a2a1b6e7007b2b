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
      loops: around)
    if isComputed { ask(figure.spec, tag: tag) }
    return figure
  }

  /// Adds a figure to those that are computed.
  private mutating func ask(_ spec: FigureSpec, tag: Int) {
    bound.figures.insert(spec)
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
  private mutating func rank(
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
      measure: isRank ? "上级通报名次" : "上级通报条数", slice: [item], period: period,
      groupings: (isRank ? ["范围"] : ["范围", "位次"]).map {
        DimensionReference(column: $0, name: $0)
      })
    ask(spec, tag: tag)
    return FigurePhrase(
      figures: [BoundFigure(measure: measure, spec: spec, loops: [])],
      statistic: isRank ? .rank : .standing)
  }

  /// What the filters of a tag make of its figures; nil after a report.
  mutating func apply(
    _ filters: [Filter], to figures: [BoundFigure], tag: Int, around: [LoopID],
    sink: inout DiagnosticSink
  ) -> FigurePhrase? {
    var phrase = FigurePhrase(figures: figures)
    var statistics: [String] = []
    for filter in filters {
      var statistic: FigurePhrase.Statistic?
      switch filter {
      case .number: phrase.isBare = true
      case .approximate: phrase.isApproximate = true
      case .decimals(let count): phrase.decimals = count
      case .merge: phrase.merges = true
      case .yearOverYear: statistic = .change(.yearEarlier)
      case .yearOverYearPercent: statistic = .changePercent(.yearEarlier)
      case .yearOverYearDifference: statistic = .changeDifference(.yearEarlier)
      case .yearEarlier: statistic = .base(.yearEarlier)
      case .periodOverPeriod: statistic = .change(.previousPeriod)
      case .periodOverPeriodPercent: statistic = .changePercent(.previousPeriod)
      case .periodOverPeriodDifference: statistic = .changeDifference(.previousPeriod)
      case .previousPeriod: statistic = .base(.previousPeriod)
      case .share(let whole):
        guard let share = share(of: figures, in: whole, tag: tag, around: around, sink: &sink)
        else { return nil }
        statistic = .share(share)
      case .rank:
        // Of the total of a table there is none.
        statistic = .ownRank(around.last ?? .wholeDocument)
      case .standing:
        sink.report(
          .rankOfSlice(figures.first?.measure.name ?? "", filter: "位次", at: location(tag)))
        return nil
      case .target: statistic = .target
      case .targetOutcome: statistic = .targetOutcome
      }
      if let statistic {
        phrase.statistic = statistic
        statistics.append(filter.name)
      }
    }
    if statistics.count > 1 {
      sink.report(.severalStatistics(statistics, at: location(tag)))
      return nil
    }
    if let basis = phrase.statistic.basis {
      for figure in figures { ask(figure.spec.moved(to: basis), tag: tag) }
    }
    return phrase
  }

  /// The whole of a 占比.
  ///
  /// Slices and loops of the part hold for the whole too, except that a metric's share in itself is
  /// taken of the whole above: without the slices, or else without the innermost loop.
  private mutating func share(
    of parts: [BoundFigure], in whole: MeasureReference, tag: Int, around: [LoopID],
    sink: inout DiagnosticSink
  ) -> BoundFigure? {
    guard let part = parts.first else { return nil }
    guard parts.count == 1 else {
      sink.report(.severalShares(at: location(tag)))
      return nil
    }
    let isItself = catalog.measure(whole.name)?.name == part.measure.name
    let isSliced = !part.spec.slice.isEmpty
    let loops = isItself && !isSliced && whole.slices.isEmpty ? Array(around.dropLast()) : around
    guard
      var figure = figure(whole.name, whole.slices, tag: tag, around: loops, sink: &sink)
    else { return nil }
    var spec = figure.spec
    if !isItself { spec.slice = part.spec.slice + spec.slice }
    if !whole.slices.contains(where: \.isPeriod) {
      spec.period = part.spec.period
      spec.asOf = part.spec.asOf
    }
    figure = BoundFigure(measure: figure.measure, spec: spec, loops: loops)
    ask(spec, tag: tag)
    return figure
  }

  // MARK: Tables

  mutating func bindTable(_ table: TableTag, tag: Int, sink: inout DiagnosticSink) -> BoundTable? {
    let outer = around(tag)
    var inner: [LoopID] = []
    var selections: [BoundSelection] = []
    let measure = table.columns.first?.measure.name
    for (index, name) in table.dimensions.enumerated() {
      let id = -1 - (tag * 16 + index)
      let isLast = index == table.dimensions.count - 1
      guard
        dimension(name, tag: tag, ledgerOf: measure, sink: &sink) != nil,
        let selection = selection(
          id: id, name, isLast ? table.selection : Selection(), tag: tag, around: outer + inner,
          sink: &sink)
      else { return nil }
      inner.append(id)
      selections.append(selection)
    }
    let names = Set(table.columns.map { $0.measure.name })
    var columns: [BoundTable.Column] = []
    for column in table.columns {
      guard
        let figure = self.figure(
          column.measure.name, column.measure.slices, tag: tag, around: outer + inner,
          isComputed: !column.filters.contains(.target), sink: &sink),
        let whole = self.figure(
          column.measure.name, column.measure.slices, tag: tag, around: outer,
          isComputed: !column.filters.contains(.target), sink: &sink),
        var phrase = apply(
          column.filters, to: [figure], tag: tag, around: outer + inner, sink: &sink),
        var total = apply(column.filters, to: [whole], tag: tag, around: outer, sink: &sink)
      else { continue }
      if case .share(let part) = phrase.statistic, part.measure == whole.measure,
        whole.spec.slice.isEmpty
      {
        total.statistic = .share(whole)
      }
      if case .ownRank = phrase.statistic { total.statistic = phrase.statistic }
      if phrase.isBareInTable {
        phrase.isBare = true
        total.isBare = true
      }
      columns.append(
        BoundTable.Column(
          header: header(column, phrase, isOnlyMeasure: names.count == 1), phrase: phrase,
          total: total))
    }
    guard columns.count == table.columns.count else { return nil }
    return BoundTable(
      tag: tag, selections: selections, columns: columns, hasTotal: table.hasTotal,
      merges: table.dimensions.map { table.merged.contains($0) })
  }

  /// `来访批次（批次）`, `同比幅度`: the metric's name where the filter alone would not tell, and the unit
  /// that the cells leave out.
  private func header(_ column: TableTag.Column, _ phrase: FigurePhrase, isOnlyMeasure: Bool)
    -> String
  {
    let measure = phrase.figures[0].measure
    let slice = column.measure.slices.flatMap(\.members).joined(separator: "、")
    let filter = phrase.statistic.name
    let name =
      filter.isEmpty || !isOnlyMeasure || !slice.isEmpty ? slice + measure.name + filter : filter
    return phrase.isBareInTable ? "\(name)\n（\(measure.unit)）" : name
  }
}

extension FigurePhrase {
  /// Whether a column of a 表 holds bare numbers and says the unit in its heading: values, bases and
  /// differences of counts and amounts. Rates and percentages keep their sign.
  fileprivate var isBareInTable: Bool {
    let wording = figures[0].measure.wording
    guard wording.kind != .rate, !wording.unit.isEmpty else { return false }
    switch statistic {
    case .value, .base, .changeDifference: return true
    case .change, .changePercent, .share, .rank, .standing, .ownRank, .target, .targetOutcome:
      return false
    }
  }
}

extension FigureSpec {
  func moved(to basis: Basis) -> FigureSpec {
    switch basis {
    case .yearEarlier: yearEarlier
    case .previousPeriod: previous
    }
  }
}
