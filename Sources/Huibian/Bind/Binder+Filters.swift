import HuibianDiagnostics
import HuibianPlan
import HuibianTable
import HuibianTemplate

extension Binder {
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
      case .jointly: phrase.isJoint = true
      case .chinese: phrase.numerals = .chinese
      case .capital: phrase.numerals = .capital
      case .tenThousandYuan: phrase.largeUnit = .tenThousandYuan
      case .hundredMillionYuan: phrase.largeUnit = .hundredMillionYuan
      case .tenThousand: phrase.largeUnit = .tenThousand
      case .yearOverYear: statistic = .change(.yearEarlier)
      case .yearOverYearPercent: statistic = .changePercent(.yearEarlier)
      case .yearOverYearDifference: statistic = .changeDifference(.yearEarlier)
      case .yearEarlier: statistic = .base(.yearEarlier)
      case .periodOverPeriod: statistic = .change(.previousPeriod)
      case .periodOverPeriodPercent: statistic = .changePercent(.previousPeriod)
      case .periodOverPeriodDifference: statistic = .changeDifference(.previousPeriod)
      case .previousPeriod: statistic = .base(.previousPeriod)
      case .yearOverYearTrend: statistic = .trend(.yearEarlier)
      case .periodOverPeriodTrend: statistic = .trend(.previousPeriod)
      case .yearOverYearTimes: statistic = .times(.yearEarlier)
      case .periodOverPeriodTimes: statistic = .times(.previousPeriod)
      case .share(let whole):
        guard let shares = share(of: figures, in: whole, tag: tag, around: around, sink: &sink)
        else { return nil }
        statistic = shares.count == 1 ? .share(shares[0]) : .shares(shares)
      case .rank:
        // Of the total of a table there is none.
        statistic = .ownRank(around.last ?? .wholeDocument)
      case .standing:
        sink.report(
          .rankOfSlice(figures.first?.measure.name ?? "", filter: "位次", at: location(tag)))
        return nil
      case .target: statistic = .target
      case .targetOutcome: statistic = .targetOutcome
      case .whole: statistic = .whole
      case .occurrence: statistic = .occurrence
      case .first:
        guard let figure = figures.first, figures.count == 1 else {
          sink.report(.onlyOne(filter, at: location(tag)))
          return nil
        }
        guard let earlier = earlier(figure, tag: tag, around: around, sink: &sink) else {
          return nil
        }
        statistic = .first(earlier: earlier)
      case .yearOverYearImproves, .periodOverPeriodImproves, .hasData:
        sink.report(.onlyInCondition(filter, at: location(tag)))
        return nil
      case .listNames, .etCetera, .and, .withoutShares:
        sink.report(.onlyInList(filter, at: location(tag)))
        return nil
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
    guard check(phrase, filters, tag: tag, sink: &sink) else { return nil }
    if let basis = phrase.statistic.basis {
      for figure in figures { ask(figure.spec.moved(to: basis), tag: tag) }
    }
    return phrase
  }

  /// Whether every filter suits the kind of the figures, and the other filters.
  private func check(
    _ phrase: FigurePhrase, _ filters: [Filter], tag: Int, sink: inout DiagnosticSink
  ) -> Bool {
    for filter in filters {
      guard filter.needsValue || filter.isWordOfItsOwn else { continue }
      if filter.needsValue, !phrase.statistic.isValue(for: filter) {
        sink.report(.severalStatistics([phrase.statistic.name, filter.name], at: location(tag)))
        return false
      }
      if filter.isWordOfItsOwn,
        let other = filters.first(where: { !filter.goesWith($0) && $0 != filter })
      {
        sink.report(.severalStatistics([filter.name, other.name], at: location(tag)))
        return false
      }
      if let figure = phrase.figures.first(where: { !filter.suits($0.measure) }) {
        sink.report(.wrongKind(filter, figure.measure, at: location(tag)))
        return false
      }
      if [.occurrence, .whole].contains(filter), phrase.figures.count > 1 {
        sink.report(.onlyOne(filter, at: location(tag)))
        return false
      }
      if filter == .jointly, phrase.figures.count < 2 {
        sink.report(.jointlyOfOne(at: location(tag)))
        return false
      }
    }
    let numerals = filters.filter { [.chinese, .capital, .approximate].contains($0) }
    if filters.contains(.capital), numerals.count > 1 {
      sink.report(.severalStatistics(numerals.map(\.name), at: location(tag)))
      return false
    }
    let units = filters.filter {
      [.tenThousandYuan, .hundredMillionYuan, .tenThousand].contains($0)
    }
    if units.count > 1 {
      sink.report(.severalStatistics(units.map(\.name), at: location(tag)))
      return false
    }
    return true
  }

  /// The wholes of a 占比, one for each part.
  ///
  /// Slices and loops of the part hold for the whole too, except that a metric's share in itself is
  /// taken of the whole above: without the slices, or else without the innermost loop.
  mutating func share(
    of parts: [BoundFigure], in whole: MeasureReference, tag: Int, around: [LoopID],
    sink: inout DiagnosticSink
  ) -> [BoundFigure]? {
    var wholes: [BoundFigure] = []
    for part in parts {
      let isItself = catalog.measure(whole.name)?.name == part.measure.name
      let isSliced = !part.spec.slice.isEmpty
      let loops = isItself && !isSliced && whole.slices.isEmpty ? Array(around.dropLast()) : around
      guard
        let figure = figure(whole.name, whole.slices, tag: tag, around: loops, sink: &sink)
      else { return nil }
      guard part.measure.isPartLike(figure.measure) else {
        sink.report(.noPart(part.measure, of: figure.measure, at: location(tag)))
        return nil
      }
      var spec = figure.spec
      if !isItself { spec.slice = part.spec.slice + spec.slice }
      if !whole.slices.contains(where: \.isPeriod) {
        spec.period = part.spec.period
        spec.asOf = part.spec.asOf
      }
      ask(spec, tag: tag)
      wholes.append(
        BoundFigure(
          measure: figure.measure, spec: spec, loops: loops, numbers: &bound.numbers))
    }
    return wholes
  }

  /// The figure of all that was before the period: what 首次 rests on. Nil after a report.
  mutating func earlier(
    _ figure: BoundFigure, tag: Int, around: [LoopID], sink: inout DiagnosticSink
  ) -> BoundFigure? {
    let ledgers = catalog.rootLedgers(of: figure.measure)
    let isDated = ledgers.allSatisfy {
      $0.dateColumn != nil && catalog.sources(of: $0.name) == [$0.name]
    }
    guard figure.measure.wording.kind == .count, isDated else {
      sink.report(.wrongKind(.first, figure.measure, at: location(tag)))
      return nil
    }
    let hasTime =
      figure.loops.contains { loopDimension($0)?.unit != nil }
      || figure.spec.slice.contains { $0.dimension.unit != nil }
    guard !hasTime else {
      sink.report(.firstOfAPart(at: location(tag)))
      return nil
    }
    let spec = figure.spec.allEarlier
    ask(spec, tag: tag)
    return BoundFigure(
      measure: figure.measure, spec: spec, loops: figure.loops, numbers: &bound.numbers)
  }
}

extension FigurePhrase.Statistic {
  /// Whether a filter that changes how a value is written may stand beside it.
  fileprivate func isValue(for filter: Filter) -> Bool {
    switch self {
    case .value, .base: return filter != .jointly || self == .value
    case .shares: return filter == .jointly
    case .change, .changeDifference:
      return [.tenThousandYuan, .hundredMillionYuan].contains(filter)
    default: return false
    }
  }
}
