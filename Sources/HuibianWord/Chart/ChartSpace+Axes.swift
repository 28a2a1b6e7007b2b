import HuibianOPC

/// The axes of a chart, with their titles.
extension ChartSpace {
  /// Axes 1 and 2 are the first pair, 3 and 4 the second, the odd ones with the categories.
  func putAxisIDs(_ first: Int, to markup: inout XML.MarkupWriter) {
    markup.putVal("axId", 100_000 + first)
    markup.putVal("axId", 100_001 + first)
  }

  func putAxes(to markup: inout XML.MarkupWriter) {
    let all = chart.series[...]
    switch chart.kind {
    case .pie: break
    case .bar, .stackedBar, .sharedBar:
      putCategoryAxis(1, at: "l", isVertical: true, to: &markup)
      putValueAxis(2, at: "b", crosses: "max", series: all, isFlat: true, to: &markup)
    case .line, .column, .stackedColumn, .sharedColumn:
      putCategoryAxis(1, at: "b", to: &markup)
      putValueAxis(2, at: "l", crosses: "autoZero", series: all, to: &markup)
    case .combined(let columns):
      putCategoryAxis(1, at: "b", to: &markup)
      putValueAxis(2, at: "l", crosses: "autoZero", series: all[..<columns], to: &markup)
      putCategoryAxis(3, at: "b", isDeleted: true, to: &markup)
      putValueAxis(4, at: "r", crosses: "max", series: all[columns...], to: &markup)
    }
  }

  /// - Parameter isVertical: At the side, the first category above.
  private func putCategoryAxis(
    _ number: Int, at position: StaticString, isVertical: Bool = false, isDeleted: Bool = false,
    to markup: inout XML.MarkupWriter
  ) {
    markup.put("<c:catAx>")
    markup.putVal("axId", 100_000 + number)
    markup.put("<c:scaling>")
    markup.putVal("orientation", isVertical ? "maxMin" as StaticString : "minMax")
    markup.put("</c:scaling>")
    markup.putFlag("delete", isDeleted)
    markup.putVal("axPos", position)
    if !isDeleted, !chart.categoryTitle.isEmpty {
      markup.putTitle(chart.categoryTitle, look, size: ChartLook.size, isVertical: isVertical)
    }
    markup.putFormat("General")
    markup.put(
      #"<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>"#)
    markup.putOutline("000000")
    markup.putAxisText(look, measures.nameSize ?? 750, isVertical: measures.namesAreVertical)
    markup.putVal("crossAx", 100_001 + number)
    markup.put(#"<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>"#)
    markup.put(#"<c:lblOffset val="100"/>"#)
    // All names, where they find place.
    if measures.nameSize != nil { markup.put(#"<c:tickLblSkip val="1"/>"#) }
    markup.put(#"<c:noMultiLvlLbl val="1"/></c:catAx>"#)
  }

  private func putValueAxis(
    _ number: Int, at position: StaticString, crosses: StaticString,
    series: ArraySlice<Chart.Series>, isFlat: Bool = false, to markup: inout XML.MarkupWriter
  ) {
    // The second axis is that of the lines over columns.
    let scale = ChartScale(series, chart.kind, isOfLines: chart.kind == .line || number == 4)
    markup.put("<c:valAx>")
    markup.putVal("axId", 100_000 + number)
    markup.put(#"<c:scaling><c:orientation val="minMax"/>"#)
    if let most = scale.most { markup.putVal("max", most) }
    if let least = scale.least { markup.putVal("min", least) }
    markup.put(#"</c:scaling><c:delete val="0"/>"#)
    markup.putVal("axPos", position)
    if number == 2 {
      markup.put("<c:majorGridlines>")
      markup.putOutline("D9D9D9")
      markup.put("</c:majorGridlines>")
    }
    let title = chart.valueTitles[min(number / 2 - 1, chart.valueTitles.count - 1)]
    markup.putTitle(title, look, size: ChartLook.size, isVertical: !isFlat)
    let sign = series.first?.sign ?? ""
    markup.putFormat(
      chart.kind.isShared ? "0%" : sign.isEmpty ? "General" : "General\"\(sign)\"")
    markup.put(
      #"<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>"#)
    markup.putOutline("000000")
    markup.putText(look)
    markup.putVal("crossAx", 99_999 + number)
    markup.putVal("crosses", crosses)
    markup.put(#"<c:crossBetween val="between"/>"#)
    if let step = scale.step { markup.putVal("majorUnit", step) }
    markup.put("</c:valAx>")
  }
}
