import HuibianOPC

/// The axes of a chart, with their titles.
extension ChartSpace {
  /// Axes 1 and 2 are the first pair, 3 and 4 the second, the odd ones with the categories.
  func axisIDs(_ first: Int) -> [XML.Element] {
    [first, first + 1].map { ChartMarkup.val("axId", String(100_000 + $0)) }
  }

  var axes: [XML.Element] {
    switch chart.kind {
    case .pie: return []
    case .bar, .stackedBar, .sharedBar:
      return [
        categoryAxis(1, at: "l", isReversed: true),
        valueAxis(2, at: "b", crosses: "max", series: chart.series, isFlat: true),
      ]
    case .line, .column, .stackedColumn, .sharedColumn:
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
      look.axisText(measures.nameSize ?? 750, isVertical: measures.namesAreVertical),
      ChartMarkup.val("crossAx", String(100_001 + number)), ChartMarkup.val("crosses", "autoZero"),
      ChartMarkup.flag("auto", false), ChartMarkup.val("lblAlgn", "ctr"),
      ChartMarkup.val("lblOffset", "100"),
    ]
    // All names, where they find place.
    if measures.nameSize != nil { content.append(ChartMarkup.val("tickLblSkip", "1")) }
    content.append(ChartMarkup.flag("noMultiLvlLbl", true))
    return ChartMarkup.c("catAx", [:], content)
  }

  private func valueAxis(
    _ number: Int, at position: String, crosses: String, series: [Chart.Series],
    isFlat: Bool = false
  ) -> XML.Element {
    let scale = ChartScale(series, chart.kind)
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
    let format = chart.kind.isShared ? "0%" : sign.isEmpty ? "General" : "General\"\(sign)\""
    content += [
      ChartMarkup.c("numFmt", ["formatCode": format, "sourceLinked": "0"]),
      ChartMarkup.val("majorTickMark", "out"), ChartMarkup.val("minorTickMark", "none"),
      ChartMarkup.val("tickLblPos", "nextTo"), look.outline("000000"), look.text(),
      ChartMarkup.val("crossAx", String(99_999 + number)), ChartMarkup.val("crosses", crosses),
      ChartMarkup.val("crossBetween", "between"),
    ]
    if let step = scale.step { content.append(ChartMarkup.val("majorUnit", step)) }
    return ChartMarkup.c("valAx", [:], content)
  }
}
