import HuibianOPC

/// The paragraph that shows a chart in a document. ECMA-376 Part 1, 20.4.2.8.
enum ChartDrawing {
  static let uri = XML.Namespace.c.uri

  /// - Parameter id: Of the relationship that leads to the chart.
  static func paragraph(of chart: Chart, id: String) -> XML.Element {
    // 635 EMU make a twip.
    let extent = [
      (cx, String(chart.width * 635)), (cy, String(ChartMeasures(chart: chart).height * 635)),
    ]
    // The id is given when the whole document is known.
    let properties = [
      (XML.Name("id"), ""), (XML.Name("name"), "图表"),
      (XML.Name("descr"), xmlSafe(chart.description).text),
    ]
    let data = XML.Element(
      .a("graphicData"), [(XML.Name("uri"), uri)],
      elements: [XML.Element(.c("chart"), [(.r("id"), id)])])
    let inline = XML.Element(
      wp("inline"), distances,
      elements: [
        XML.Element(wp("extent"), extent), effectExtent, XML.Element(wp("docPr"), properties),
        frameProperties, XML.Element(.a("graphic"), elements: [data]),
      ])
    let drawing = XML.Element(.w("drawing"), elements: [inline])
    return XML.Element(
      .w("p"), elements: [paragraphProperties, XML.Element(.w("r"), elements: [drawing])])
  }

  private static func wp(_ local: String) -> XML.Name { XML.Name(.wp, local, prefix: "wp") }

  private static let cx = XML.Name("cx")
  private static let cy = XML.Name("cy")

  // What is the same in all.
  private static let distances = ["distT", "distB", "distL", "distR"].map { (XML.Name($0), "0") }
  private static let effectExtent = XML.Element(
    wp("effectExtent"), ["l", "t", "r", "b"].map { (XML.Name($0), "0") }
  ).ready
  private static let frameProperties = XML.Element(wp("cNvGraphicFramePr")).ready
  /// An exact distance of lines, as official documents have it, would cut the drawing off.
  private static let paragraphProperties = Markup.w(
    "pPr", [:],
    [
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
  ).ready
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
