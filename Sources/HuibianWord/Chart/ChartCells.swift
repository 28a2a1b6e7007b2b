import HuibianOPC

/// What leads from a chart that a person drew to its numbers, as elements.
enum ChartCells {
  /// `c:tx`, `c:cat` and `c:val` of a series.
  static func elements(of chart: Chart, series index: Int) -> [XML.Element] {
    [
      element("tx") { $0.putName(of: chart, series: index) },
      element("cat") { $0.putCategories(of: chart) },
      element("val") { $0.putValues(of: chart, series: index) },
    ]
  }

  private static func element(
    _ local: String, _ put: (inout XML.MarkupWriter) -> Void
  ) -> XML.Element {
    var markup = XML.MarkupWriter(capacity: 1 << 10)
    put(&markup)
    return XML.Element(.c(local), holding: markup)
  }

  /// Where the workbook is.
  static func externalData(_ id: String) -> XML.Element {
    XML.Element(
      .c("externalData"), [(.r("id"), id)],
      elements: [XML.Element(.c("autoUpdate"), [(XML.Name("val"), "0")])])
  }
}
