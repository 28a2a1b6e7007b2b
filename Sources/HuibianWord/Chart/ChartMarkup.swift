import HuibianOPC

/// DrawingML of charts in few strokes. ECMA-376 Part 1, 21.2.
enum ChartMarkup {
  /// An element of charts with attributes without a namespace.
  static func c(
    _ local: String, _ attributes: KeyValuePairs<String, String> = [:],
    _ children: [XML.Element] = []
  ) -> XML.Element {
    XML.Element(.c(local), attributes.map { (XML.Name($0.key), $0.value) }, elements: children)
  }

  /// An element with nothing but `val`.
  static func val(_ local: String, _ value: String) -> XML.Element { c(local, ["val": value]) }

  static func flag(_ local: String, _ value: Bool) -> XML.Element {
    val(local, value ? "1" : "0")
  }

  /// An element of DrawingML.
  static func a(
    _ local: String, _ attributes: KeyValuePairs<String, String> = [:],
    _ children: [XML.Element] = []
  ) -> XML.Element {
    XML.Element(.a(local), attributes.map { (XML.Name($0.key), $0.value) }, elements: children)
  }

  /// A text in a cell of the workbook, with its copy in the chart.
  static func reference(_ formula: String, texts: [String]) -> XML.Element {
    c(
      "strRef", [:],
      [
        text("f", formula),
        c(
          "strCache", [:],
          [val("ptCount", String(texts.count))]
            + texts.enumerated().map {
              c("pt", ["idx": String($0)], [text("v", xmlSafe($1).text)])
            }),
      ])
  }

  /// Numbers in cells of the workbook, with their copies in the chart; a gap has no copy.
  static func reference(_ formula: String, numbers: [String?], format: String) -> XML.Element {
    c(
      "numRef", [:],
      [
        text("f", formula),
        c(
          "numCache", [:],
          [text("formatCode", format), val("ptCount", String(numbers.count))]
            + numbers.enumerated().compactMap { index, number in
              number.map { c("pt", ["idx": String(index)], [text("v", $0)]) }
            }),
      ])
  }

  /// `c:tx`, `c:cat` and `c:val` of a series.
  static func cells(of chart: Chart, series index: Int) -> [XML.Element] {
    let series = chart.series[index]
    let count = chart.categories.count
    return [
      c(
        "tx", [:], [reference(ChartWorkbook.name(ofSeries: index), texts: [series.name])]),
      c(
        "cat", [:],
        [reference(ChartWorkbook.categories(count: count), texts: chart.categories)]),
      c(
        "val", [:],
        [
          reference(
            ChartWorkbook.values(ofSeries: index, count: count), numbers: series.values,
            format: series.format)
        ]),
    ]
  }

  static func text(_ local: String, _ text: String) -> XML.Element {
    XML.Element(.c(local), [], [.text(text)])
  }

  /// Where the workbook is.
  static func externalData(_ id: String) -> XML.Element {
    XML.Element(.c("externalData"), [(.r("id"), id)], elements: [flag("autoUpdate", false)])
  }
}

extension XML.Name {
  static func c(_ local: String) -> XML.Name { XML.Name(.c, local, prefix: "c") }
}
