/// Room in a chart: its height, and whether labels find place. In twips.
///
/// The numbers are those of the chart's own texts at ``ChartLook/size``; the program that shows the
/// chart lays it out again, so that they need be right only roughly.
struct ChartMeasures {
  let chart: Chart
  /// In characters, half-width ones for half.
  private let longestName: Int
  /// In half-width characters; a digit is half as wide as the type is high.
  private let longestNumber: Int

  init(chart: Chart) {
    self.chart = chart
    let name = chart.categories.reduce(0) { max($0, TextWidth.characters($1)) }
    longestName = Int(name.rounded(.up))
    longestNumber =
      chart.categories.isEmpty
      ? 1
      : chart.series.reduce(1) { longest, series in
        let digits = series.values.reduce(1) { max($0, $1?.utf8.count ?? 1) }
        return max(longest, digits + series.sign.count)
      }
  }

  /// What the axis of values and its title take from the width.
  private static let axis = 1100
  private static let hanzi = 210
  /// What axes, their titles and one row of the legend take from the height.
  private static let margin = 1900
  /// Of the text on an official page there is little more.
  private static let highest = 11_500

  private var plot: Int { max(chart.width - Self.axis, 1000) }

  var height: Int {
    let categories = max(chart.categories.count, 1)
    switch chart.kind {
    case .pie: return min(max(chart.width / 2, 3000), 4600)
    case .bar:
      return min(frame + categories * (chart.series.count * 260 + 140), Self.highest)
    case .stackedBar, .sharedBar:
      return min(frame + categories * 420, Self.highest)
    case .line, .column, .stackedColumn, .sharedColumn, .combined:
      return min(max(chart.width / 2, 3200), 4600) + names + frame - Self.margin
    }
  }

  /// All that is not the plot, but for upright names.
  private var frame: Int { Self.margin + (chart.title == nil ? 0 : 400) + legend }

  /// What upright names take from the height beyond two characters, and others beyond a line.
  private var names: Int {
    if let lines = linesOfNames { return (lines - 1) * 260 }
    return namesAreVertical ? max(0, min(longestName - 2, 22)) * Self.hanzi : 0
  }

  /// Along the axis of values.
  private var length: Int {
    chart.kind.isHorizontal ? plot - longestName * Self.hanzi : height - frame - names
  }

  /// What the rows of the legend after the first take.
  private var legend: Int {
    guard chart.series.count > 1 else { return 0 }
    let longest = chart.series.map { TextWidth.characters($0.name) }.max() ?? 0
    // Entries stand in columns of one width.
    let across = max(1, chart.width / (Int(longest.rounded(.up) + 3) * Self.hanzi))
    return ((chart.series.count + across - 1) / across - 1) * 300
  }

  // MARK: Names

  /// Whether the names of categories stand upright because they do not fit side by side.
  var namesAreVertical: Bool {
    switch chart.kind {
    case .pie, .bar, .stackedBar, .sharedBar: false
    case .line, .column, .stackedColumn, .sharedColumn, .combined:
      (longestName * 2 + 1) * Self.hanzi / 2 * chart.categories.count > plot
        && linesOfNames == nil
    }
  }

  /// How many lines long names take side by side, at most four; nil for short names, and where there
  /// would be more lines, or shorter ones.
  private var linesOfNames: Int? {
    guard !chart.kind.isHorizontal, chart.kind != .pie, longestName > 8 else { return nil }
    let across = plot / max(chart.categories.count, 1) / Self.hanzi
    guard across >= 6 else { return nil }
    let lines = (longestName + across - 1) / across
    return lines <= 4 ? lines : nil
  }

  /// The size of the names along the axis, in hundredths of a point; nil: some will not be shown.
  var nameSize: Int? {
    guard chart.kind.isHorizontal || namesAreVertical else { return ChartLook.size }
    let pitch = (chart.kind.isHorizontal ? height - frame : plot) / max(chart.categories.count, 1)
    // A fifth of a hundredth of a point is a twip; programs leave names out that nearly touch.
    return [ChartLook.size, 900, 750].first { $0 / 5 * 3 / 2 <= pitch }
  }

  // MARK: Numbers

  /// The size of the numbers at the points of a series, in hundredths of a point; nil: none are shown,
  /// since they would lie upon each other or are not wanted.
  func numberSize(ofSeries index: Int) -> Int? {
    guard chart.showsNumbers ?? true else { return nil }
    return fittingSize(ofSeries: index) ?? (chart.showsNumbers == true ? 700 : nil)
  }

  private func fittingSize(ofSeries index: Int) -> Int? {
    let across: Int
    switch chart.kind {
    case .pie: return ChartLook.size
    case .bar, .stackedBar, .sharedBar: return 900
    case .line: across = 1
    case .stackedColumn, .sharedColumn: across = 1
    case .column: across = chart.series.count
    case .combined(let columns): across = index < columns ? columns : 1
    }
    // Several lines with their numbers could not be told apart.
    let lines: Int
    switch chart.kind {
    case .line: lines = chart.series.count
    case .combined(let columns) where index >= columns: lines = chart.series.count - columns
    default: lines = 0
    }
    guard lines <= 2 else { return nil }
    let room = plot / max(chart.categories.count * across, 1)
    return [900, 800, 700].first { longestNumber * $0 / 10 + 30 <= room }
  }

  /// The points of a stacked series that are too short for their numbers, unless numbers are asked for.
  ///
  /// Binary numbers serve to compare, none of them is printed.
  func shortPoints(ofSeries index: Int, size: Int) -> [Int] {
    guard chart.kind.isStacked, chart.showsNumbers != true else { return [] }
    let values = chart.series.map { $0.values.map { abs($0.flatMap { Double($0) } ?? 0) } }
    let stacks = chart.categories.indices.map { row in values.reduce(0) { $0 + $1[row] } }
    let longest = stacks.max() ?? 0
    let needed = chart.kind.isHorizontal ? longestNumber * size / 10 : size / 5 * 6 / 5
    return chart.categories.indices.filter { row in
      let whole = chart.kind.isShared ? stacks[row] : longest
      return whole > 0 && values[index][row] / whole * Double(length) < Double(needed)
    }
  }
}

/// What makes a chart hard to read on paper.
package enum ChartCrowding: Hashable, Sendable {
  /// More series than there are looks that differ in grey.
  case series(Int, limit: Int)
  case slices(Int, limit: Int)
  /// More categories than names find place.
  case names(Int)
}

extension Chart {
  /// The worst that makes it hard to read; nil: nothing.
  package var crowding: ChartCrowding? {
    if kind == .pie {
      return categories.count > ChartLook.fillCount
        ? .slices(categories.count, limit: ChartLook.fillCount) : nil
    }
    let lines: Int
    switch kind {
    case .line: lines = series.count
    case .combined(let columns): lines = series.count - columns
    default: lines = 0
    }
    let limit = lines > 0 ? ChartLook.strokeCount : ChartLook.fillCount
    let count = lines > 0 ? lines : series.count
    if count > limit { return .series(count, limit: limit) }
    return ChartMeasures(chart: self).nameSize == nil ? .names(categories.count) : nil
  }
}

extension Chart.Kind {
  /// Bars from left to right.
  var isHorizontal: Bool { self == .bar || self == .stackedBar || self == .sharedBar }

  /// The `c:grouping` of its bars.
  var grouping: String {
    switch self {
    case .stackedColumn, .stackedBar: "stacked"
    case .sharedColumn, .sharedBar: "percentStacked"
    case .line, .column, .bar, .pie, .combined: "clustered"
    }
  }

  var isStacked: Bool { grouping != "clustered" }
  var isShared: Bool { grouping == "percentStacked" }
}
