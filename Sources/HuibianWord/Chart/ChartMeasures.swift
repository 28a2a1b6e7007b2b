/// Room in a chart: its height, and whether labels find place. In twips.
///
/// The numbers are those of the chart's own texts at ``ChartLook/size``; the program that shows the
/// chart lays it out again, so that they need be right only roughly.
struct ChartMeasures {
  let chart: Chart

  /// What the axis of values and its title take from the width.
  private static let axis = 1100
  private static let hanzi = 210
  private static let margin = 1400

  private var plot: Int { max(chart.width - Self.axis, 1000) }

  var height: Int {
    let categories = max(chart.categories.count, 1)
    switch chart.kind {
    case .pie: return min(max(chart.width / 2, 3000), 4600)
    case .bar: return min(Self.margin + categories * (chart.series.count * 260 + 140), 11_500)
    case .stackedBar: return min(Self.margin + categories * 420, 11_500)
    case .line, .column, .stackedColumn, .combined:
      let below = labelsAreVertical ? (longestCategory - 2) * Self.hanzi : 0
      let heading = chart.title == nil ? 0 : 350
      return min(max(chart.width / 2, 3200), 4600) + max(0, below) + heading
    }
  }

  /// Whether the names of categories stand upright because they do not fit side by side.
  var labelsAreVertical: Bool {
    switch chart.kind {
    case .pie, .bar, .stackedBar: false
    case .line, .column, .stackedColumn, .combined:
      (longestCategory * 2 + 1) * Self.hanzi / 2 * chart.categories.count > plot
    }
  }

  /// In characters, half-width ones for half.
  private var longestCategory: Int {
    Int(chart.categories.map { TextWidth.characters($0) }.max()?.rounded(.up) ?? 0)
  }

  /// The size of the labels of a series, in hundredths of a point; nil: they would lie upon each
  /// other.
  func labelSize(ofSeries index: Int) -> Int? {
    let across: Int
    switch chart.kind {
    case .pie: return ChartLook.size
    case .bar, .stackedBar: return 900
    case .line, .stackedColumn: across = 1
    case .column: across = chart.series.count
    case .combined(let columns): across = index < columns ? columns : 1
    }
    let digits =
      chart.series.flatMap { series in
        series.values.map { ($0?.count ?? 1) + series.sign.count }
      }.max() ?? 1
    let room = plot / max(chart.categories.count * across, 1)
    // A digit is half as wide as the type is high.
    return [900, 800, 700].first { digits * $0 / 10 <= room }
  }
}
