import HuibianOPC

/// The paragraph that shows a chart in a document. ECMA-376 Part 1, 20.4.2.8.
enum ChartDrawing {
  static let uri = XML.Namespace.c.uri

  /// - Parameter id: Of the relationship that leads to the chart.
  static func paragraph(of chart: Chart, id: String) -> XML.Element {
    // 635 EMU make a twip.
    let extent = [
      (XML.Name("cx"), String(chart.width * 635)),
      (XML.Name("cy"), String(ChartMeasures(chart: chart).height * 635)),
    ]
    let inline = wp(
      "inline", [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")],
      [
        XML.Element(name("extent"), extent),
        wp("effectExtent", [("l", "0"), ("t", "0"), ("r", "0"), ("b", "0")]),
        // The id is given when the whole document is known.
        wp(
          "docPr", [("id", ""), ("name", "图表"), ("descr", xmlSafe(chart.description).text)]),
        wp("cNvGraphicFramePr"),
        ChartMarkup.a(
          "graphic", [:],
          [
            ChartMarkup.a(
              "graphicData", ["uri": uri], [XML.Element(.c("chart"), [(.r("id"), id)])])
          ]),
      ])
    // An exact distance of lines, as official documents have it, would cut the drawing off.
    let properties = [
      Markup.off("snapToGrid"),
      Markup.w("spacing", ["before": "0", "after": "0", "line": "240", "lineRule": "auto"]),
      Markup.w(
        "ind",
        [
          "leftChars": "0", "left": "0", "rightChars": "0", "right": "0", "firstLineChars": "0",
          "firstLine": "0",
        ]),
      Markup.val("jc", "center"),
    ]
    return Markup.paragraph(
      style: nil, properties, [Markup.w("r", [:], [Markup.w("drawing", [:], [inline])])])
  }

  private static func name(_ local: String) -> XML.Name { XML.Name(.wp, local, prefix: "wp") }

  private static func wp(
    _ local: String, _ attributes: [(String, String)] = [], _ children: [XML.Element] = []
  ) -> XML.Element {
    XML.Element(name(local), attributes.map { (XML.Name($0.0), $0.1) }, elements: children)
  }
}

extension XML.Element {
  /// Of an inline or anchored drawing: the relationship that leads to its chart; nil if it shows
  /// something else.
  var chartID: String? {
    guard
      name == XML.Name(.wp, "inline", prefix: "wp") || name == XML.Name(.wp, "anchor", prefix: "wp")
    else { return nil }
    return first(.a("graphic"))?.first(.a("graphicData"))?.first(.c("chart"))?[attribute: .r("id")]
  }
}
