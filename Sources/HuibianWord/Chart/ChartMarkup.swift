import HuibianOPC

/// DrawingML of charts in few strokes. ECMA-376 Part 1, 21.2.
extension XML.MarkupWriter {
  /// An element of charts with nothing but `val`.
  mutating func putVal(_ name: StaticString, _ value: String) {
    beginVal(name)
    put(value: value)
    put(#""/>"#)
  }

  mutating func putVal(_ name: StaticString, _ value: StaticString) {
    beginVal(name)
    put(value)
    put(#""/>"#)
  }

  mutating func putVal(_ name: StaticString, _ value: Int) {
    beginVal(name)
    put(value)
    put(#""/>"#)
  }

  mutating func putFlag(_ name: StaticString, _ value: Bool) { putVal(name, value ? "1" : "0") }

  private mutating func beginVal(_ name: StaticString) {
    put("<c:")
    put(name)
    put(#" val=""#)
  }

  /// `c:numFmt`, whatever format the cells have.
  mutating func putFormat(_ code: String) {
    put(#"<c:numFmt formatCode=""#)
    put(value: code)
    put(#"" sourceLinked="0"/>"#)
  }

  /// `c:tx` of a series, without its tags: the cell of its name, and its copy.
  mutating func putName(of chart: Chart, series index: Int) {
    putReference(ChartWorkbook.name(ofSeries: index), texts: [chart.series[index].name])
  }

  /// `c:cat` without its tags: the cells of the categories, and their copies.
  mutating func putCategories(of chart: Chart) {
    let categories = chart.categories
    putReference(ChartWorkbook.categories(count: categories.count), texts: categories)
  }

  /// `c:val` without its tags: the cells of a series' numbers, and their copies; a gap has no copy.
  mutating func putValues(of chart: Chart, series index: Int) {
    let series = chart.series[index]
    put("<c:numRef><c:f>")
    put(text: ChartWorkbook.values(ofSeries: index, count: series.values.count))
    put("</c:f><c:numCache><c:formatCode>")
    put(text: series.format)
    put("</c:formatCode>")
    putVal("ptCount", series.values.count)
    for (index, value) in series.values.enumerated() {
      if let value { putPoint(index, value) }
    }
    put("</c:numCache></c:numRef>")
  }

  private mutating func putReference(_ formula: String, texts: [String]) {
    put("<c:strRef><c:f>")
    put(text: formula)
    put("</c:f><c:strCache>")
    putVal("ptCount", texts.count)
    for (index, text) in texts.enumerated() { putPoint(index, xmlSafe(text).text) }
    put("</c:strCache></c:strRef>")
  }

  private mutating func putPoint(_ index: Int, _ text: String) {
    put(#"<c:pt idx=""#)
    put(index)
    put(#""><c:v>"#)
    put(text: text)
    put("</c:v></c:pt>")
  }
}

extension XML.Name {
  static func c(_ local: String) -> XML.Name { XML.Name(.c, local, prefix: "c") }
}
