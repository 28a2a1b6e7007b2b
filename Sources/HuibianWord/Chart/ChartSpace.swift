import HuibianOPC

/// Builds the part of a chart. ECMA-376 Part 1, 21.2.2.29.
struct ChartSpace {
  let chart: Chart
  let look: ChartLook
  private let measures: ChartMeasures

  init(_ chart: Chart, typeface: String?) {
    self.chart = chart
    look = ChartLook(typeface: typeface ?? Typeface.fangsong.rawValue)
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
    case .stackedColumn: return [bars(all, "col", isStacked: true)]
    case .stackedBar: return [bars(all, "bar", isStacked: true)]
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
        ChartMarkup.val("grouping", isStacked ? "stacked" : "clustered"),
        ChartMarkup.flag("varyColors", false),
      ] + series + [ChartMarkup.val("gapWidth", indices.count > 1 || isStacked ? "60" : "80")]
        + overlap + axisIDs(1))
  }

  private func lines(_ indices: [Int], axes: Int) -> XML.Element {
    let series = indices.enumerated().map { place, index in
      ser(
        index, look.stroke(place),
        labels: indices.count > 2
          ? [] : labels(index, at: place == 0 ? "t" : "b", turned: crossings(indices, place)),
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
    let labels = ChartMarkup.c(
      "dLbls", [:],
      [
        ChartMarkup.c(
          "numFmt",
          ["formatCode": chart.isWhole ? "0.0%" : chart.series[0].format, "sourceLinked": "0"]),
        ChartMarkup.c("spPr", [:], [ChartMarkup.a("noFill")]), look.text(),
        ChartMarkup.val("dLblPos", "outEnd"),
      ] + shown(value: !chart.isWhole, category: namesSlices, percent: chart.isWhole) + [
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

  /// The numbers at the points of a series, where there is room for them.
  ///
  /// - Parameters:
  ///   - fill: The fill that they lie upon; nil: the ground.
  ///   - turned: Points whose number stands elsewhere.
  private func labels(
    _ index: Int, at position: String, upon fill: Int? = nil,
    turned: (points: [Int], position: String)? = nil
  ) -> [XML.Element] {
    guard let size = measures.labelSize(ofSeries: index) else { return [] }
    let isOnPattern = fill.map { look.isPattern($0) } ?? false
    let ground =
      isOnPattern ? look.ground : ChartMarkup.c("spPr", [:], [ChartMarkup.a("noFill")])
    func label(_ position: String) -> [XML.Element] {
      [
        ChartMarkup.c(
          "numFmt", ["formatCode": chart.series[index].format, "sourceLinked": "0"]),
        ground, look.text(size, color: fill.map { look.contrast($0) } ?? "000000"),
        ChartMarkup.val("dLblPos", position),
      ] + shown(value: true, category: false, percent: false)
    }
    let single = (turned?.points ?? []).map { point in
      ChartMarkup.c(
        "dLbl", [:], [ChartMarkup.val("idx", String(point))] + label(turned?.position ?? position))
    }
    return [ChartMarkup.c("dLbls", [:], single + label(position))]
  }

  /// Of two lines, the points at which the lower one's number belongs below and the upper one's above,
  /// other than at most: there the second line lies higher.
  private func crossings(_ indices: [Int], _ place: Int) -> (points: [Int], position: String)? {
    guard indices.count == 2 else { return nil }
    let (first, second) = (chart.series[indices[0]].values, chart.series[indices[1]].values)
    let points = first.indices.filter { index in
      guard let a = first[index].flatMap({ Double($0) }),
        let b = second[index].flatMap({ Double($0) })
      else { return false }
      return a < b
    }
    return (points, place == 0 ? "b" : "t")
  }

  private func shown(value: Bool, category: Bool, percent: Bool) -> [XML.Element] {
    [
      ("showLegendKey", false), ("showVal", value), ("showCatName", category),
      ("showSerName", false), ("showPercent", percent), ("showBubbleSize", false),
    ].map { ChartMarkup.flag($0.0, $0.1) }
  }

  // MARK: Axes

  /// Axes 1 and 2 are the first pair, 3 and 4 the second, the odd ones with the categories.
  private func axisIDs(_ first: Int) -> [XML.Element] {
    [first, first + 1].map { ChartMarkup.val("axId", String(100_000 + $0)) }
  }

  private var axes: [XML.Element] {
    switch chart.kind {
    case .pie: return []
    case .bar, .stackedBar:
      return [
        categoryAxis(1, at: "l", isReversed: true),
        valueAxis(2, at: "b", crosses: "max", series: chart.series, isFlat: true),
      ]
    case .line, .column, .stackedColumn:
      return [
        categoryAxis(1, at: "b"), valueAxis(2, at: "l", crosses: "autoZero", series: chart.series),
      ]
    case .combined(let columns):
      return [
        categoryAxis(1, at: "b"),
        valueAxis(2, at: "l", crosses: "autoZero", series: Array(chart.series[..<columns])),
        categoryAxis(3, at: "b", isDeleted: true),
        valueAxis(4, at: "r", crosses: "max", series: Array(chart.series[columns...])),
      ]
    }
  }

  private func categoryAxis(
    _ number: Int, at position: String, isReversed: Bool = false, isDeleted: Bool = false
  ) -> XML.Element {
    var content = [
      ChartMarkup.val("axId", String(100_000 + number)),
      ChartMarkup.c(
        "scaling", [:], [ChartMarkup.val("orientation", isReversed ? "maxMin" : "minMax")]),
      ChartMarkup.flag("delete", isDeleted), ChartMarkup.val("axPos", position),
    ]
    if !isDeleted, !chart.categoryTitle.isEmpty {
      content.append(
        look.title(chart.categoryTitle, size: ChartLook.size, isVertical: position == "l"))
    }
    content += [
      ChartMarkup.c("numFmt", ["formatCode": "General", "sourceLinked": "0"]),
      ChartMarkup.val("majorTickMark", "out"), ChartMarkup.val("minorTickMark", "none"),
      ChartMarkup.val("tickLblPos", "low"), look.outline("000000"),
      look.axisText(isVertical: measures.labelsAreVertical),
      ChartMarkup.val("crossAx", String(100_001 + number)), ChartMarkup.val("crosses", "autoZero"),
      ChartMarkup.flag("auto", false), ChartMarkup.val("lblAlgn", "ctr"),
      ChartMarkup.val("lblOffset", "100"), ChartMarkup.flag("noMultiLvlLbl", true),
    ]
    return ChartMarkup.c("catAx", [:], content)
  }

  private func valueAxis(
    _ number: Int, at position: String, crosses: String, series: [Chart.Series],
    isFlat: Bool = false
  ) -> XML.Element {
    let scale = ChartScale(
      series, isStacked: chart.kind == .stackedColumn || chart.kind == .stackedBar)
    var scaling = [ChartMarkup.val("orientation", "minMax")]
    if let most = scale.most { scaling.append(ChartMarkup.val("max", most)) }
    if let least = scale.least { scaling.append(ChartMarkup.val("min", least)) }
    var content = [
      ChartMarkup.val("axId", String(100_000 + number)), ChartMarkup.c("scaling", [:], scaling),
      ChartMarkup.flag("delete", false), ChartMarkup.val("axPos", position),
    ]
    if number == 2 {
      content.append(ChartMarkup.c("majorGridlines", [:], [look.outline("D9D9D9")]))
    }
    let title = chart.valueTitles[min(number / 2 - 1, chart.valueTitles.count - 1)]
    content.append(look.title(title, size: ChartLook.size, isVertical: !isFlat))
    let sign = series.first?.sign ?? ""
    content += [
      ChartMarkup.c(
        "numFmt",
        ["formatCode": sign.isEmpty ? "General" : "General\"\(sign)\"", "sourceLinked": "0"]),
      ChartMarkup.val("majorTickMark", "out"), ChartMarkup.val("minorTickMark", "none"),
      ChartMarkup.val("tickLblPos", "nextTo"), look.outline("000000"), look.text(),
      ChartMarkup.val("crossAx", String(99_999 + number)), ChartMarkup.val("crosses", crosses),
      ChartMarkup.val("crossBetween", "between"),
    ]
    if let step = scale.step { content.append(ChartMarkup.val("majorUnit", step)) }
    return ChartMarkup.c("valAx", [:], content)
  }
}
