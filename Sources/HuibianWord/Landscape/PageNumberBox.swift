import HuibianOPC

/// A text box without border, its lines turned clockwise, at a place of the page. ISO 29500-1, 20.4.
struct PageNumberBox {
  /// From the left and upper edges of the page, and the sides, in twips.
  let x: Int
  let y: Int
  let width: Int
  let height: Int

  /// The drawing, to stand in a run.
  func drawing(_ paragraphs: [XML.Element]) -> XML.Element {
    let size = [("cx", emu(width)), ("cy", emu(height))]
    let box = element(
      .wps, "wsp", [],
      [
        element(.wps, "cNvSpPr", [("txBox", "1")]),
        element(
          .wps, "spPr", [],
          [
            element(
              .a, "xfrm", [],
              [element(.a, "off", [("x", "0"), ("y", "0")]), element(.a, "ext", size)]),
            element(.a, "prstGeom", [("prst", "rect")], [element(.a, "avLst")]),
            element(.a, "noFill"), element(.a, "ln", [], [element(.a, "noFill")]),
          ]),
        element(.wps, "txbx", [], [Markup.w("txbxContent", [:], paragraphs)]),
        element(
          .wps, "bodyPr",
          [
            ("rot", "0"), ("vert", "vert"), ("wrap", "square"), ("lIns", "0"), ("tIns", "0"),
            ("rIns", "0"), ("bIns", "0"), ("anchor", "b"),
          ], [element(.a, "noAutofit")]),
      ])
    let anchor = element(
      .wp, "anchor",
      [
        ("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0"), ("simplePos", "0"),
        ("relativeHeight", "251659264"), ("behindDoc", "0"), ("locked", "0"),
        ("layoutInCell", "1"), ("allowOverlap", "1"),
      ],
      [
        element(.wp, "simplePos", [("x", "0"), ("y", "0")]),
        position("positionH", x), position("positionV", y), element(.wp, "extent", size),
        element(.wp, "effectExtent", [("l", "0"), ("t", "0"), ("r", "0"), ("b", "0")]),
        element(.wp, "wrapNone"), element(.wp, "docPr", [("id", "1"), ("name", "横页页码")]),
        element(.wp, "cNvGraphicFramePr"),
        element(
          .a, "graphic", [],
          [element(.a, "graphicData", [("uri", XML.Namespace.wps.uri)], [box])]),
      ])
    return element(
      .mc, "AlternateContent", [],
      [element(.mc, "Choice", [("Requires", "wps")], [Markup.w("drawing", [:], [anchor])])])
  }

  private func position(_ name: String, _ twips: Int) -> XML.Element {
    element(
      .wp, name, [("relativeFrom", "page")],
      [XML.Element(XML.Name(.wp, "posOffset", prefix: "wp"), [], [.text(emu(twips))])])
  }

  private func emu(_ twips: Int) -> String { String(twips * 635) }

  private func element(
    _ namespace: XML.Namespace, _ local: String, _ attributes: [(String, String)] = [],
    _ children: [XML.Element] = []
  ) -> XML.Element {
    let prefixes: [XML.Namespace: String] = [.wps: "wps", .wp: "wp", .a: "a", .mc: "mc"]
    var result = XML.Element(
      XML.Name(namespace, local, prefix: prefixes[namespace] ?? ""),
      attributes.map { (XML.Name($0.0), $0.1) }, elements: children)
    // Choice is chosen by a prefix, which must be declared there.
    if local == "Choice" {
      result.declarations = [XML.Declaration(prefix: "wps", uri: XML.Namespace.wps.uri)]
    }
    return result
  }
}
