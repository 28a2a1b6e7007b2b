import HuibianOPC

/// Builds the part of a chart. ECMA-376 Part 1, 21.2.2.29.
struct ChartSpace {
  let chart: Chart
  let look: ChartLook
  let measures: ChartMeasures

  init(_ chart: Chart, typeface: String?) {
    self.chart = chart
    look = ChartLook.look(typeface: typeface ?? Typeface.fangsong.rawValue)
    measures = ChartMeasures(chart: chart)
  }

  /// - Parameter workbook: The relationship that leads to the workbook.
  func root(workbook: String) -> XML.Element {
    let title = chart.title.map { [look.title($0, size: ChartLook.titleSize, isBold: true)] } ?? []
    var content = title
    content.append(ChartMarkup.flag("autoTitleDeleted", chart.title == nil))
    content.append(
      ChartMarkup.c("plotArea", [:], [ChartMarkup.c("layout")] + groups + axes))
    if hasLegend {
      content.append(
        ChartMarkup.c(
          "legend", [:],
          [
            ChartMarkup.val("legendPos", chart.kind == .pie ? "r" : "b"),
            ChartMarkup.flag("overlay", false), look.text(),
          ]))
    }
    content.append(ChartMarkup.flag("plotVisOnly", true))
    content.append(ChartMarkup.val("dispBlanksAs", "gap"))
    return ChartMarkup.c(
      "chartSpace", [:],
      [
        ChartMarkup.flag("date1904", false), ChartMarkup.val("lang", "zh-CN"),
        ChartMarkup.flag("roundedCorners", false), ChartMarkup.c("chart", [:], content),
        look.ground, look.text(), ChartMarkup.externalData(workbook),
      ])
  }

  /// A pie has the names at its slices, unless there are so many that they would lie upon each other.
  private var hasLegend: Bool {
    chart.kind == .pie ? !namesSlices : chart.series.count > 1
  }

  private var namesSlices: Bool { chart.categories.count <= 8 }

  // MARK: Series

  private var groups: [XML.Element] {
    let all = Array(chart.series.indices)
    switch chart.kind {
    case .line: return [lines(all, axes: 1)]
    case .column: return [bars(all, "col", isStacked: false)]
    case .bar: return [bars(all, "bar", isStacked: false)]
    case .stackedColumn, .sharedColumn: return [bars(all, "col", isStacked: true)]
    case .stackedBar, .sharedBar: return [bars(all, "bar", isStacked: true)]
    case .combined(let columns):
      // Light columns with their numbers at the foot: the line and its numbers lie over them.
      return [
        bars(Array(all[..<columns]), "col", isStacked: false, labelsAt: "inBase", fill: 1),
        lines(Array(all[columns...]), axes: 3),
      ]
    case .pie: return [pie]
    }
  }

  /// - Parameter fill: Of the first series.
  private func bars(
    _ indices: [Int], _ direction: String, isStacked: Bool, labelsAt position: String = "outEnd",
    fill: Int = 0
  ) -> XML.Element {
    let series = indices.map { index in
      ser(
        index, [look.area(index + fill), ChartMarkup.flag("invertIfNegative", false)],
        labels: labels(
          index, at: isStacked ? "ctr" : position,
          upon: isStacked || position == "inBase" ? index + fill : nil))
    }
    let overlap = isStacked ? [ChartMarkup.val("overlap", "100")] : []
    return ChartMarkup.c(
      "barChart", [:],
      [
        ChartMarkup.val("barDir", direction),
        ChartMarkup.val("grouping", chart.kind.grouping),
        ChartMarkup.flag("varyColors", false),
      ] + series + [ChartMarkup.val("gapWidth", indices.count > 1 || isStacked ? "60" : "80")]
        + overlap + axisIDs(1))
  }

  private func lines(_ indices: [Int], axes: Int) -> XML.Element {
    let series = indices.enumerated().map { place, index in
      ser(
        index, look.stroke(place),
        labels: labels(index, at: place == 0 ? "t" : "b", turned: crossings(indices, place)),
        end: [ChartMarkup.flag("smooth", false)])
    }
    return ChartMarkup.c(
      "lineChart", [:],
      [ChartMarkup.val("grouping", "standard"), ChartMarkup.flag("varyColors", false)] + series
        + [ChartMarkup.flag("marker", true)] + axisIDs(axes))
  }

  private var pie: XML.Element {
    let slices = chart.categories.indices.map { index in
      ChartMarkup.c(
        "dPt", [:],
        [
          ChartMarkup.val("idx", String(index)), ChartMarkup.flag("bubble3D", false),
          look.area(index),
        ])
    }
    let showsNumbers = measures.numberSize(ofSeries: 0) != nil
    let labels = ChartMarkup.c(
      "dLbls", [:],
      [
        ChartMarkup.c(
          "numFmt",
          ["formatCode": chart.isWhole ? "0.0%" : chart.series[0].format, "sourceLinked": "0"]),
        ChartMarkup.c("spPr", [:], [ChartMarkup.a("noFill")]), look.text(),
        ChartMarkup.val("dLblPos", "outEnd"),
      ]
        + shown(
          value: !chart.isWhole && showsNumbers, category: namesSlices,
          percent: chart.isWhole && showsNumbers) + [
          ChartMarkup.text("separator", "\n"), ChartMarkup.flag("showLeaderLines", true),
        ])
    return ChartMarkup.c(
      "pieChart", [:],
      [ChartMarkup.flag("varyColors", true), ser(0, slices, labels: [labels])]
        + [ChartMarkup.val("firstSliceAng", "0")])
  }

  private func ser(
    _ index: Int, _ looks: [XML.Element], labels: [XML.Element], end: [XML.Element] = []
  ) -> XML.Element {
    let cells = ChartMarkup.cells(of: chart, series: index)
    return ChartMarkup.c(
      "ser", [:],
      [ChartMarkup.val("idx", String(index)), ChartMarkup.val("order", String(index)), cells[0]]
        + looks + labels + cells[1...] + end)
  }
}
