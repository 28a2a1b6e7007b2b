import HuibianOPC

/// The axes of values of a chart that a person drew, each with the series that stand at it.
struct ChartAxes {
  struct Axis {
    /// By their numbers in our chart.
    var series: [Int] = []
    /// Its columns stand upon each other.
    var isStacked = false
    /// They fill it: it goes from 0 to 1.
    var isShared = false
  }

  /// By the axis' id.
  private var axes: [String: Axis] = [:]

  /// - Parameter groups: For each of our series the child of the plot area that holds it.
  init(_ plot: XML.Element, groups: [Int]) {
    for (series, index) in groups.enumerated() {
      guard let group = plot.children[index].element else { continue }
      let grouping = group.first(.c("grouping"))?["val"]
      for id in group.all(.c("axId")).compactMap({ $0["val"] }) {
        axes[id, default: Axis()].series.append(series)
        if grouping == "stacked" { axes[id]?.isStacked = true }
        if grouping == "percentStacked" { axes[id]?.isShared = true }
      }
    }
  }

  /// Of a `c:valAx`; nil if nothing stands at it.
  func axis(_ element: XML.Element) -> Axis? {
    element.first(.c("axId"))?["val"].flatMap { axes[$0] }
  }
}

extension ChartAxes.Axis {
  /// How far the numbers reach; nil if there are none. Binary numbers serve to compare, none of them
  /// is printed.
  func reach(_ chart: Chart) -> ClosedRange<Double>? {
    let columns = series.map { chart.series[$0].values.map { $0.flatMap { Double($0) } } }
    var values = columns.joined().compactMap { $0 }
    if isStacked {
      // Upon each other stand those of one sign.
      for row in chart.categories.indices {
        let stack = columns.compactMap { $0[row] }
        values.append(stack.filter { $0 > 0 }.reduce(0, +))
        values.append(stack.filter { $0 < 0 }.reduce(0, +))
      }
    }
    guard let low = values.min(), let high = values.max() else { return nil }
    return low...high
  }
}
