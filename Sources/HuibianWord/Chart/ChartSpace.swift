import HuibianOPC

/// Writes the part of a chart. ECMA-376 Part 1, 21.2.2.29.
///
/// Straight as bytes: a run may draw thousands of charts.
struct ChartSpace {
  let chart: Chart
  let look: ChartLook
  let measures: ChartMeasures

  init(_ chart: Chart, typeface: String?) {
    self.chart = chart
    look = ChartLook(typeface: typeface ?? Typeface.fangsong.rawValue)
    measures = ChartMeasures(chart: chart)
  }

  /// - Parameters:
  ///   - workbook: The relationship that leads to the workbook.
  ///   - isStrict: In the URIs of ISO 29500 Strict.
  func bytes(workbook: String, isStrict: Bool) -> [UInt8] {
    var markup = XML.MarkupWriter(
      capacity: 6 << 10 + chart.series.count * (1 << 10 + 96 * chart.categories.count))
    markup.putDeclaration()
    markup.put("<c:chartSpace")
    for (prefix, namespace) in Self.namespaces {
      markup.put(prefix)
      markup.put(value: isStrict ? XML.Namespace.strict(namespace.uri) : namespace.uri)
      markup.put("\"")
    }
    markup.put(#"><c:date1904 val="0"/><c:lang val="zh-CN"/><c:roundedCorners val="0"/>"#)
    putChart(to: &markup)
    markup.putGround()
    markup.putText(look)
    markup.put(#"<c:externalData r:id=""#)
    markup.put(value: workbook)
    markup.put(#""><c:autoUpdate val="0"/></c:externalData></c:chartSpace>"#)
    return markup.bytes
  }

  private static let namespaces: [(prefix: StaticString, XML.Namespace)] = [
    (#" xmlns:c=""#, .c), (#" xmlns:a=""#, .a), (#" xmlns:r=""#, .r),
  ]

  private func putChart(to markup: inout XML.MarkupWriter) {
    markup.put("<c:chart>")
    if let title = chart.title {
      markup.putTitle(title, look, size: ChartLook.titleSize, isBold: true)
    }
    markup.putFlag("autoTitleDeleted", chart.title == nil)
    markup.put("<c:plotArea><c:layout/>")
    putGroups(to: &markup)
    putAxes(to: &markup)
    markup.put("</c:plotArea>")
    if hasLegend {
      markup.put("<c:legend>")
      markup.putVal("legendPos", chart.kind == .pie ? "r" as StaticString : "b")
      markup.put(#"<c:overlay val="0"/>"#)
      markup.putText(look)
      markup.put("</c:legend>")
    }
    markup.put(#"<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>"#)
  }

  /// A pie has the names at its slices, unless there are so many that they would lie upon each other.
  private var hasLegend: Bool {
    chart.kind == .pie ? !namesSlices : chart.series.count > 1
  }

  private var namesSlices: Bool { chart.categories.count <= 8 }

  // MARK: Series

  private func putGroups(to markup: inout XML.MarkupWriter) {
    let all = chart.series.indices
    switch chart.kind {
    case .line: putLines(all, axes: 1, to: &markup)
    case .column: putBars(all, "col", isStacked: false, to: &markup)
    case .bar: putBars(all, "bar", isStacked: false, to: &markup)
    case .stackedColumn, .sharedColumn: putBars(all, "col", isStacked: true, to: &markup)
    case .stackedBar, .sharedBar: putBars(all, "bar", isStacked: true, to: &markup)
    case .combined(let columns):
      // Light columns with their numbers at the foot: the line and its numbers lie over them.
      putBars(
        all[..<columns], "col", isStacked: false, labelsAt: "inBase", fill: 1, to: &markup)
      putLines(all[columns...], axes: 3, to: &markup)
    case .pie: putPie(to: &markup)
    }
  }

  /// - Parameter fill: Of the first series.
  private func putBars(
    _ indices: Range<Int>, _ direction: StaticString, isStacked: Bool,
    labelsAt foot: StaticString? = nil, fill: Int = 0, to markup: inout XML.MarkupWriter
  ) {
    markup.put("<c:barChart>")
    markup.putVal("barDir", direction)
    markup.putVal("grouping", chart.kind.grouping)
    markup.put(#"<c:varyColors val="0"/>"#)
    for index in indices {
      putSeries(index, to: &markup) { markup in
        markup.putArea(index + fill)
        markup.put(#"<c:invertIfNegative val="0"/>"#)
        putLabels(
          index, at: isStacked ? "ctr" : foot ?? "outEnd",
          upon: isStacked || foot != nil ? index + fill : nil, to: &markup)
      }
    }
    markup.putVal("gapWidth", indices.count > 1 || isStacked ? 60 : 80)
    if isStacked { markup.put(#"<c:overlap val="100"/>"#) }
    putAxisIDs(1, to: &markup)
    markup.put("</c:barChart>")
  }

  private func putLines(_ indices: Range<Int>, axes: Int, to markup: inout XML.MarkupWriter) {
    markup.put(#"<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>"#)
    for (place, index) in indices.enumerated() {
      let turned = crossings(indices, place)
      putSeries(index, end: #"<c:smooth val="0"/>"#, to: &markup) { markup in
        markup.putStroke(place)
        putLabels(index, at: place == 0 ? "t" : "b", turned: turned, to: &markup)
      }
    }
    markup.put(#"<c:marker val="1"/>"#)
    putAxisIDs(axes, to: &markup)
    markup.put("</c:lineChart>")
  }

  private func putPie(to markup: inout XML.MarkupWriter) {
    markup.put(#"<c:pieChart><c:varyColors val="1"/>"#)
    putSeries(0, to: &markup) { markup in
      for index in chart.categories.indices {
        markup.put("<c:dPt>")
        markup.putVal("idx", index)
        markup.put(#"<c:bubble3D val="0"/>"#)
        markup.putArea(index)
        markup.put("</c:dPt>")
      }
      let showsNumbers = measures.numberSize(ofSeries: 0) != nil
      markup.put("<c:dLbls>")
      markup.putFormat(chart.isWhole ? "0.0%" : chart.series[0].format)
      markup.put("<c:spPr><a:noFill/></c:spPr>")
      markup.putText(look)
      markup.put(#"<c:dLblPos val="outEnd"/>"#)
      markup.putShown(
        value: !chart.isWhole && showsNumbers, category: namesSlices,
        percent: chart.isWhole && showsNumbers)
      markup.put("<c:separator>\n</c:separator><c:showLeaderLines val=\"1\"/></c:dLbls>")
    }
    markup.put(#"<c:firstSliceAng val="0"/></c:pieChart>"#)
  }

  /// - Parameter putLook: The series' own look, and its labels.
  private func putSeries(
    _ index: Int, end: StaticString = "", to markup: inout XML.MarkupWriter,
    _ putLook: (inout XML.MarkupWriter) -> Void
  ) {
    markup.put("<c:ser>")
    markup.putVal("idx", index)
    markup.putVal("order", index)
    markup.put("<c:tx>")
    markup.putName(of: chart, series: index)
    markup.put("</c:tx>")
    putLook(&markup)
    markup.put("<c:cat>")
    markup.putCategories(of: chart)
    markup.put("</c:cat><c:val>")
    markup.putValues(of: chart, series: index)
    markup.put("</c:val>")
    markup.put(end)
    markup.put("</c:ser>")
  }
}
