import HuibianDiagnostics
import HuibianPlan
import HuibianTemplate
import HuibianWord

extension ReportFiller {
  /// A 图 with its numbers, each in the trace with its cell in the chart's workbook.
  mutating func chart(_ bound: BoundChart, _ scope: Scope) -> Chart {
    let isCounted = !isFallback[bound.tag]
    if isCounted { charts += 1 }
    let members = answers.members(bound.selection, scope)
    let lines = self.series(of: bound, scope)
    if members.isEmpty || lines.isEmpty {
      warnOnce("empty-chart", bound) { .emptyChart($0, at: $1) }
    }
    var columns: [Chart.Series] = []
    var isWithheld = false
    for (index, (name, series, scope)) in lines.enumerated() {
      var values: [String?] = []
      for (row, member) in members.enumerated() {
        let cell =
          isTraced
          ? FigureRecord.ChartCell(
            chart: charts, cell: Chart.cell(series: index, category: row)) : nil
        let written = write(
          series.phrase, tag: bound.tag, scope.entering(bound.selection.id, member),
          isTable: true, cell: cell)
        isWithheld = isWithheld || written.isWithheld
        // Half a base beside a whole figure would show a change that did not take place.
        values.append(written.isFair && written.text.isDecimal ? written.text : nil)
      }
      columns.append(
        Chart.Series(name: name, values: members.isEmpty ? [nil] : values, sign: series.sign))
    }
    let categories = members.isEmpty ? ["无"] : members.map(\.printed)
    if columns.isEmpty {
      columns = [Chart.Series(name: "无", values: categories.map { _ in nil })]
    }
    var chart = Chart(
      bound.chartKind, title: bound.title, categories: categories,
      categoryTitle: bound.selection.dimension.heading, valueTitles: bound.valueTitles,
      series: columns, isWhole: !isWithheld && isWhole(bound, members, scope),
      description: bound.description, width: widths[bound.tag] ?? PageMeasures.textWidth)
    chart.showsNumbers = bound.showsNumbers
    if bound.kind != nil, let fault = chart.crowding {
      warnOnce("crowded-chart", bound) { .crowdedChart(fault, at: $1) }
    }
    return chart
  }

  /// What the series are called, and where each stands.
  private func series(
    of bound: BoundChart, _ scope: Scope
  ) -> [(name: String, series: BoundChart.Series, scope: Scope)] {
    guard let division = bound.division, let pattern = bound.series.first else {
      return bound.series.map { ($0.name, $0, scope) }
    }
    return answers.members(division, scope).map {
      ($0.printed, pattern, scope.entering(division.id, $0))
    }
  }

  /// Whether the slices of a pie come to the whole, warned of once if not.
  private mutating func isWhole(
    _ bound: BoundChart, _ members: [Scope.Member], _ scope: Scope
  ) -> Bool {
    guard let whole = bound.whole, let part = bound.series.first?.phrase.figures.first else {
      return true
    }
    let parts = members.map { member in
      answers.answer(part, scope.entering(bound.selection.id, member)).value.quantity.fraction
        ?? .zero
    }
    let rest = answers.answer(whole, scope).value.quantity.fraction.map { total in
      parts.reduce(total) { $0 - $1 }
    }
    if rest?.isZero == true, !parts.contains(where: { $0 < .zero }) { return true }
    warnOnce("partial-pie", bound) { .partialPie($0, at: $1) }
    return false
  }
}

extension ReportFiller {
  /// Once for each tag, however often its loop repeats it.
  private mutating func warnOnce(
    _ id: String, _ bound: BoundChart, _ warning: (_ measure: String, Location) -> Diagnostic
  ) {
    guard !isFallback[bound.tag],
      warned.insert(Warning(tag: bound.tag, id: id, measure: "")).inserted
    else { return }
    let names = bound.series.flatMap(\.phrase.figures).map(\.measure.name)
    warn(warning(names.first ?? "", locations[bound.tag]))
  }
}

extension BoundChart {
  /// Of a chart that is drawn already, which keeps its own kind, the plainest.
  fileprivate var chartKind: Chart.Kind {
    switch kind {
    case .line, nil: .line
    case .column: .column
    case .bar: .bar
    case .pie: .pie
    case .stackedColumn: .stackedColumn
    case .stackedBar: .stackedBar
    case .sharedColumn: .sharedColumn
    case .sharedBar: .sharedBar
    case .combined: .combined(columns: columns)
    }
  }
}
