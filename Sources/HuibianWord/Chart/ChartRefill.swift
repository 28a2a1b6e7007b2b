import HuibianOPC

/// Puts new numbers into a chart that a person drew, and leaves its look alone.
///
/// The first series of ours takes the place of the first there, and so on; further ones are copies of
/// the last with another colour, surplus ones go. What a person fixed by hand and what would now be
/// false goes too: labels with texts of their own, ends of axes that would cut values off.
enum ChartRefill {
  static func apply(_ chart: Chart, to root: inout XML.Element, workbook: String) {
    root.children.removeAll { $0.element?.name == .c("pivotSource") }
    root.edit(.c("chart")) { content in
      content.edit(.c("plotArea")) { plot in
        arrange(chart.series.count, in: &plot)
        fill(chart, &plot)
        let axes = ChartAxes(plot, groups: places(in: plot).map(\.group))
        release(chart, axes, &plot)
        ChartFormats(chart, axes).apply(to: &plot)
      }
    }
    root.children.removeAll { $0.element?.name == .c("externalData") }
    let later: Set<XML.Name> = [.c("printSettings"), .c("userShapes"), .c("extLst")]
    let place = root.children.firstIndex { $0.element.map { later.contains($0.name) } ?? false }
    root.children.insert(
      .element(ChartCells.externalData(workbook)), at: place ?? root.children.endIndex)
  }

  // MARK: Series

  /// Where the series stand: child of the plot area, child of the group; in their order.
  private static func places(in plot: XML.Element) -> [(group: Int, child: Int)] {
    var result: [(order: Int, group: Int, child: Int)] = []
    for (group, node) in plot.children.enumerated() {
      guard let element = node.element, DrawnChart.fillable.contains(element.name) else { continue }
      for (child, node) in element.children.enumerated() {
        guard let series = node.element, series.name == .c("ser") else { continue }
        let order = series.first(.c("order"))?["val"]?.statedNumber ?? result.count
        result.append((order, group, child))
      }
    }
    return result.sorted { ($0.order, $0.group, $0.child) < ($1.order, $1.group, $1.child) }
      .map { ($0.group, $0.child) }
  }

  /// Makes exactly `count` series.
  private static func arrange(_ count: Int, in plot: inout XML.Element) {
    let places = places(in: plot)
    guard let first = places.first else { return }
    if places.count > count {
      let surplus = places[count...]
      for group in Set(surplus.map(\.group)) {
        let children = Set(surplus.filter { $0.group == group }.map(\.child))
        _ = plot.updateChild(at: group) { element in
          element.children = element.children.enumerated().filter { !children.contains($0.offset) }
            .map(\.element)
        }
      }
      removeEmptyGroups(&plot)
    } else if places.count < count {
      // Copies stand with the first group, where its last series is.
      let last = places.filter { $0.group == first.group }.map(\.child).max() ?? first.child
      let numbers = places.compactMap { place in
        plot.children[place.group].element?.children[place.child].element?.first(.c("idx"))?["val"]?
          .statedNumber
      }
      let next = max(numbers.max().map { $0 + 1 } ?? 0, places.count)
      let orders = places.compactMap { place in
        plot.children[place.group].element?.children[place.child].element?.first(.c("order"))?[
          "val"
        ]?.statedNumber
      }
      let order = (orders.max() ?? -1) + 1
      _ = plot.updateChild(at: first.group) { group in
        guard let model = group.children[last].element else { return }
        let copies = (0..<(count - places.count)).map { step in
          XML.Node.element(
            copy(of: model, idx: next + step, order: order + step, place: places.count + step))
        }
        group.children.insert(contentsOf: copies, at: last + 1)
      }
    }
  }

  private static func copy(of model: XML.Element, idx: Int, order: Int, place: Int) -> XML.Element {
    var series = model.recoloured(accent: place % 6 + 1)
    series.children.removeAll {
      [.c("dPt"), .c("extLst"), .c("errBars"), .c("trendline")].contains($0.element?.name)
    }
    series.edit(.c("idx")) { $0["val"] = String(idx) }
    series.edit(.c("order")) { $0["val"] = String(order) }
    return series
  }

  /// Takes away groups without a series, if there are others, and the axes that only they used.
  private static func removeEmptyGroups(_ plot: inout XML.Element) {
    plot.children.removeAll { node in
      guard let element = node.element, DrawnChart.fillable.contains(element.name) else {
        return false
      }
      return element.first(.c("ser")) == nil
    }
    let used = Set(
      plot.elements.filter { $0.name.local.hasSuffix("Chart") }
        .flatMap { $0.all(.c("axId")).compactMap { $0["val"] } })
    plot.children.removeAll { node in
      guard let element = node.element, element.name.local.hasSuffix("Ax") else { return false }
      return element.first(.c("axId"))?["val"].map { !used.contains($0) } ?? false
    }
  }

  private static func fill(_ chart: Chart, _ plot: inout XML.Element) {
    for (index, place) in places(in: plot).enumerated() {
      let cells = ChartCells.elements(of: chart, series: index)
      _ = plot.updateChild(at: place.group) { group in
        _ = group.updateChild(at: place.child) { series in
          series.put(cells, count: chart.categories.count)
        }
      }
    }
  }

  // MARK: What would be false

  /// - Parameter axes: Of the chart as it now is.
  private static func release(_ chart: Chart, _ axes: ChartAxes, _ plot: inout XML.Element) {
    for index in plot.children.indices {
      _ = plot.updateChild(at: index) { element in
        if element.name == .c("valAx"), let axis = axes.axis(element), !axis.isShared,
          let reach = axis.reach(chart)
        {
          element.edit(.c("scaling")) { scaling in
            scaling.children.removeAll { node in
              guard let end = node.element, let value = end["val"].flatMap({ Double($0) }) else {
                return false
              }
              return end.name == .c("max") && reach.upperBound > value
                || end.name == .c("min") && reach.lowerBound < value
            }
          }
        }
        // Our categories are names.
        if element.name == .c("dateAx") { element.edit(.c("auto")) { $0["val"] = "1" } }
      }
    }
  }
}

extension XML.Element {
  /// Changes the first child element of a name, if there is one.
  mutating func edit(_ name: XML.Name, _ change: (inout XML.Element) -> Void) {
    guard let index = children.firstIndex(where: { $0.element?.name == name }) else { return }
    _ = updateChild(at: index, change)
  }

  /// Of a series: gives it the cells of ours.
  fileprivate mutating func put(_ cells: [XML.Element], count: Int) {
    children.removeAll { [.c("tx"), .c("cat"), .c("val")].contains($0.element?.name) }
    // The cells that a person picked labels from are no longer there.
    children.removeAll { $0.element?.name == .c("extLst") }
    children.removeAll { node in
      guard let point = node.element, point.name == .c("dPt") else { return false }
      return point.first(.c("idx"))?["val"]?.statedNumber ?? 0 >= count
    }
    edit(.c("dLbls")) { labels in
      labels.children.removeAll { node in
        guard let label = node.element, label.name == .c("dLbl") else { return false }
        return label.first(.c("tx")) != nil
          || label.first(.c("idx"))?["val"]?.statedNumber ?? 0 >= count
      }
      labels.children.removeAll { $0.element?.name == .c("extLst") }
    }
    let order = children.firstIndex { $0.element?.name == .c("order") } ?? 0
    children.insert(.element(cells[0]), at: order + 1)
    let later: Set<XML.Name> = Set(["smooth", "shape"].map { .c($0) })
    let place =
      children.firstIndex { $0.element.map { later.contains($0.name) } ?? false }
      ?? children.endIndex
    children.insert(contentsOf: cells[1...].map { .element($0) }, at: place)
  }

  /// With another colour of the theme for its own, and one of ours for a fixed one.
  fileprivate func recoloured(accent: Int) -> XML.Element {
    var result = self
    let isFixed = name == .a("srgbClr")
    let isAccent = name == .a("schemeClr") && self["val"]?.hasPrefix("accent") == true
    if isFixed { result["val"] = ChartLook.colors[accent % ChartLook.colors.count] }
    if isAccent { result["val"] = "accent\(accent)" }
    result.children = children.map { node in
      guard let element = node.element else { return node }
      // The texts of labels keep their colour.
      return .element(element.name == .c("txPr") ? element : element.recoloured(accent: accent))
    }
    return result
  }
}
