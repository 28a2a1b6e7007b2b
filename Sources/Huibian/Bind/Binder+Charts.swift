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
    guard let parts = series(of: chart, tag: tag, sink: &sink) else { return nil }
    let look = ChartDemands(chart.kind, drawn)
    let measures = parts.figures.map(\.measure)
    guard look.check(measures, chart, at: location, sink: &sink) else { return nil }
    let isCombined = drawn == nil && chart.kind == .combined
    let split = isCombined ? measures.count - 1 : measures.count
    let perMeasure = chart.comparesYear ? 2 : 1
    var titles = [axisTitle(Array(measures[..<split]))]
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
    return BoundChart(
      tag: tag, kind: drawn == nil ? chart.kind : nil, selection: parts.selection,
      series: parts.series, columns: split * perMeasure, valueTitles: titles, title: chart.title,
      description: (chart.title ?? "\(names)按\(parts.selection.dimension.heading)")
        + (chart.kind.map { "（\($0.rawValue)图）" } ?? ""),
      whole: whole)
  }

  /// The members, the figures at each, and what the series are called.
  private mutating func series(
    of chart: ChartTag, tag: Int, sink: inout DiagnosticSink
  ) -> (selection: BoundSelection, figures: [BoundFigure], series: [BoundChart.Series])? {
    let outer = around(tag)
    let id = -1 - tag * 16
    var picked = chart.selection
    let first = chart.columns[0].measure
    guard
      let dimension = dimension(chart.dimension, tag: tag, ledgerOf: first.name, sink: &sink)
    else { return nil }
    if picked.order == nil {
      // 前 N are the greatest; months stay in the order of the calendar.
      if let isAscending = chart.isAscending {
        picked.order = MemberOrder(first, isAscending: isAscending)
      } else if picked.limit != nil, dimension.unit == nil {
        picked.order = MemberOrder(first)
      }
    }
    guard
      let selection = selection(
        id: id, chart.dimension, picked, tag: tag, around: outer, sink: &sink)
    else { return nil }
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
    return (selection, figures, series)
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
  /// Whether two units may stand in it.
  let hasSecondAxis: Bool
  let isCombined: Bool

  init(_ kind: ChartTag.Kind?, _ drawn: DrawnChart?) {
    isPie = drawn?.isPie ?? (kind == .pie)
    isStacked = drawn?.isStacked ?? (kind == .stackedColumn || kind == .stackedBar)
    isCombined = drawn == nil && kind == .combined
    hasSecondAxis = drawn?.hasSecondAxis ?? (kind == .combined)
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
