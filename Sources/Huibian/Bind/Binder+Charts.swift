import HuibianDiagnostics
import HuibianPlan
import HuibianTemplate
import HuibianWord

extension Binder {
  /// A 图 with its figures; nil after a report.
  mutating func bindChart(_ chart: ChartTag, tag: Int, sink: inout DiagnosticSink) -> BoundChart? {
    let drawn = drawnCharts[tag]
    let location = location(tag)
    switch drawn {
    case nil where isInAlternativeText(tag):
      sink.report(.notAChart(template.tags[tag].source, at: location))
      return nil
    case nil where chart.kind == nil:
      sink.report(.chartKindMissing(template.tags[tag].source, at: location))
      return nil
    case .some(let drawn) where !drawn.isFillable:
      sink.report(.chartNotFillable(at: location))
      return nil
    default: break
    }
    let look = ChartDemands(chart.kind, drawn)
    if chart.division != nil, let reason = look.reasonNotToDivide(chart) {
      sink.report(.chartNotDivided(reason, at: location))
      return nil
    }
    guard let parts = series(of: chart, tag: tag, sink: &sink) else { return nil }
    let measures = parts.figures.map(\.measure)
    guard look.check(measures, chart, at: location, sink: &sink) else { return nil }
    let isCombined = drawn == nil && chart.kind == .combined
    let split = isCombined ? measures.count - 1 : measures.count
    let perMeasure = chart.comparesYear ? 2 : 1
    var titles = [look.isShared ? "占比（%）" : axisTitle(Array(measures[..<split]))]
    if isCombined { titles.append(axisTitle(Array(measures[split...]))) }
    var whole: BoundFigure?
    if look.isPie {
      let first = chart.columns[0].measure
      guard
        let figure = figure(
          first.name, first.slices, tag: tag, around: around(tag), sink: &sink)
      else { return nil }
      whole = figure
    }
    let names = measures.map(\.name).joined(separator: "、")
    let division = parts.division.map { "分\($0.dimension.heading)" } ?? ""
    return BoundChart(
      tag: tag, kind: drawn == nil ? chart.kind : nil, selection: parts.selection,
      division: parts.division, series: parts.series, columns: split * perMeasure,
      valueTitles: titles, title: chart.title, showsNumbers: chart.showsNumbers,
      description: (chart.title ?? "\(names)按\(parts.selection.dimension.heading)\(division)")
        + (chart.kind.map { "（\($0.rawValue)图）" } ?? ""),
      whole: whole)
  }

  /// The members along an axis or of the series.
  private mutating func members(
    _ name: DimensionName, _ typed: Selection, isAscending: Bool?, of chart: ChartTag, id: LoopID,
    tag: Int, sink: inout DiagnosticSink
  ) -> BoundSelection? {
    var picked = typed
    let first = chart.columns[0].measure
    guard let dimension = dimension(name, tag: tag, ledgerOf: first.name, sink: &sink) else {
      return nil
    }
    if picked.order == nil {
      // 前 N are the greatest; months stay in the order of the calendar.
      if let isAscending {
        picked.order = MemberOrder(first, isAscending: isAscending)
      } else if picked.limit != nil, dimension.unit == nil {
        picked.order = MemberOrder(first)
      }
    }
    return selection(id: id, name, picked, tag: tag, around: around(tag), sink: &sink)
  }

  private struct SeriesParts {
    let selection: BoundSelection
    let division: BoundSelection?
    let figures: [BoundFigure]
    let series: [BoundChart.Series]
  }

  /// The members, the figures at each, and what the series are called.
  private mutating func series(
    of chart: ChartTag, tag: Int, sink: inout DiagnosticSink
  ) -> SeriesParts? {
    let id = -1 - tag * 16
    guard
      let selection = members(
        chart.dimension, chart.selection, isAscending: chart.isAscending, of: chart, id: id,
        tag: tag, sink: &sink)
    else { return nil }
    var outer = around(tag)
    var division: BoundSelection?
    if let typed = chart.division {
      guard
        let bound = members(
          typed.dimension, typed.selection, isAscending: typed.isAscending, of: chart, id: id - 1,
          tag: tag, sink: &sink)
      else { return nil }
      guard bound.dimension != selection.dimension else {
        sink.report(.chartNotDivided("“分”和“按”是同一个维度", at: location(tag)))
        return nil
      }
      division = bound
      outer.append(id - 1)
    }
    var figures: [BoundFigure] = []
    var phrases: [FigurePhrase] = []
    for column in chart.columns {
      guard
        let figure = figure(
          column.measure.name, column.measure.slices, tag: tag, around: outer + [id],
          sink: &sink)
      else { continue }
      guard column.filters.allSatisfy({ if case .decimals = $0 { true } else { false } }) else {
        sink.report(.chartFilter(column.filters.map(\.name), at: location(tag)))
        continue
      }
      guard
        var phrase = apply(
          column.filters, to: [figure], tag: tag, around: outer + [id], sink: &sink)
      else { continue }
      phrase.isBare = true
      figures.append(figure)
      phrases.append(phrase)
    }
    guard figures.count == chart.columns.count else { return nil }
    var series: [BoundChart.Series] = []
    for (column, phrase) in zip(chart.columns, phrases) {
      let figure = phrase.figures[0]
      let name =
        column.measure.slices.flatMap(\.members).joined(separator: "、") + figure.measure.name
      let sign = figure.measure.chartSign
      let isOnly = chart.comparesYear && figures.count == 1
      series.append(
        .init(
          name: isOnly ? figure.spec.period.title : name, sign: sign, phrase: phrase, isBase: false)
      )
      guard chart.comparesYear else { continue }
      let filters = column.filters + [.yearEarlier]
      guard
        var base = apply(filters, to: [figure], tag: tag, around: outer + [id], sink: &sink)
      else { return nil }
      base.isBare = true
      series.append(
        .init(
          name: isOnly ? figure.spec.yearEarlier.period.title : name + "（上年同期）", sign: sign,
          phrase: base, isBase: true))
    }
    return SeriesParts(
      selection: selection, division: division, figures: figures, series: series)
  }

  /// `来访批次（批次）`; of several metrics `单位：件、批次`.
  private func axisTitle(_ measures: [Measure]) -> String {
    var units: [String] = []
    for measure in measures where !units.contains(measure.chartUnit) {
      units.append(measure.chartUnit)
    }
    let unit = units.joined(separator: "、")
    guard Set(measures.map(\.name)).count == 1, let first = measures.first else {
      return "单位：" + unit
    }
    return unit.isEmpty ? first.name : "\(first.name)（\(unit)）"
  }
}

/// What a kind of chart demands of its metrics.
private struct ChartDemands {
  let isPie: Bool
  let isStacked: Bool
  let isShared: Bool
  /// Whether two units may stand in it.
  let hasSecondAxis: Bool
  let isCombined: Bool

  init(_ kind: ChartTag.Kind?, _ drawn: DrawnChart?) {
    isPie = drawn?.isPie ?? (kind == .pie)
    isShared = drawn.map(\.isShared) ?? (kind == .sharedColumn || kind == .sharedBar)
    isStacked =
      drawn?.isStacked ?? (kind == .stackedColumn || kind == .stackedBar) || isShared
    isCombined = drawn == nil && kind == .combined
    hasSecondAxis = drawn?.hasSecondAxis ?? (kind == .combined)
  }

  /// Why there cannot be a series for each member of a second dimension; nil if there can.
  func reasonNotToDivide(_ chart: ChartTag) -> String? {
    if isPie { return "饼图只有一个系列" }
    if isCombined { return "组合图的系列是各个指标" }
    if chart.columns.count > 1 { return "写了几个指标" }
    return chart.comparesYear ? "写了“同比”" : nil
  }

  /// Reports what cannot be drawn so; false after a report.
  func check(
    _ measures: [Measure], _ chart: ChartTag, at location: Location, sink: inout DiagnosticSink
  ) -> Bool {
    if let named = measures.first(where: { $0.definition.isName }) {
      sink.report(.chartOfNames(named.name, at: location))
      return false
    }
    if isCombined, measures.count < 2 {
      sink.report(.chartNeedsTwo(at: location))
      return false
    }
    if isPie, measures.count > 1 || chart.comparesYear {
      sink.report(.pieOfSeveral(at: location))
      return false
    }
    if isStacked, chart.comparesYear {
      sink.report(.stackOfYears(at: location))
      return false
    }
    if isPie || isStacked, let other = measures.first(where: { !$0.isAdditive }) {
      sink.report(.chartNotAdditive(other.name, isPie: isPie, at: location))
      return false
    }
    let axes =
      isCombined ? [measures.dropLast(), measures.suffix(1)] : hasSecondAxis ? [] : [measures[...]]
    for axis in axes {
      guard let first = axis.first,
        let other = axis.first(where: { !first.sharesAxis(with: $0) })
      else { continue }
      sink.report(.chartUnits(first, other, isCombined: isCombined, at: location))
      return false
    }
    return true
  }
}

extension Measure {
  /// The unit that an axis says.
  var chartUnit: String { wording.kind == .rate && unit.isEmpty ? "%" : unit }

  /// Behind each number: of rates their sign.
  fileprivate var chartSign: String { wording.kind == .rate ? chartUnit : "" }

  /// Whether both may stand at one axis: they have one unit, or each counts rows of one ledger, as 件 of
  /// letters and 批次 of visits do.
  fileprivate func sharesAxis(with other: Measure) -> Bool {
    if chartUnit == other.chartUnit { return true }
    return definition == .count && other.definition == .count && ledger == other.ledger
  }

  /// Whether the parts of it make a whole: counts and sums, not rates and means.
  var isAdditive: Bool {
    switch definition {
    case .count, .countDistinct, .sum, .total, .firstOf: wording.kind != .rate
    case .yearEarlier: wording.kind == .count
    case .mean, .median, .ratio, .score, .grade, .external: false
    }
  }
}

extension Measure.Definition {
  /// Whether its values are names, such as 良.
  fileprivate var isName: Bool {
    if case .grade = self { true } else { false }
  }
}
