import HuibianOPC

/// A rectangle at a place of the page: a text box without border, or a bar of one colour.
/// ISO 29500-1, 20.4.
struct AnchoredShape {
  enum Content {
    /// RRGGBB.
    case bar(String)
    /// - `turned`: The lines run from top to bottom.
    /// - `isLow`: The text stands at the lower end of the box.
    case text([XML.Element], turned: Bool, isLow: Bool)
  }

  enum Position {
    /// From the left or upper edge of the page, in twips.
    case page(Int)
    /// Its left edge on that of the text, on odd and even pages.
    case column
  }

  /// Unique among the shapes of a part.
  let id: Int
  /// As programs list it.
  let name: String
  let x: Position
  let y: Position
  /// In twips, as the height.
  let width: Int
  let height: Int
  let content: Content

  /// The drawing, to stand in a run.
  var drawing: XML.Element {
    let size = [("cx", emu(width)), ("cy", emu(height))]
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
        element(.wp, "wrapNone"),
        element(.wp, "docPr", [("id", String(id)), ("name", name)]),
        element(.wp, "cNvGraphicFramePr"),
        element(
          .a, "graphic", [],
          [element(.a, "graphicData", [("uri", XML.Namespace.wps.uri)], [shape(size)])]),
      ])
    return element(
      .mc, "AlternateContent", [],
      [element(.mc, "Choice", [("Requires", "wps")], [Markup.w("drawing", [:], [anchor])])])
  }

  private func shape(_ size: [(String, String)]) -> XML.Element {
    let outline = element(.a, "ln", [], [element(.a, "noFill")])
    func properties(_ fill: XML.Element) -> XML.Element {
      element(
        .wps, "spPr", [],
        [
          element(
            .a, "xfrm", [],
            [element(.a, "off", [("x", "0"), ("y", "0")]), element(.a, "ext", size)]),
          element(.a, "prstGeom", [("prst", "rect")], [element(.a, "avLst")]), fill, outline,
        ])
    }
    switch content {
    case .bar(let colour):
      return element(
        .wps, "wsp", [],
        [
          element(.wps, "cNvSpPr"),
          properties(
            element(.a, "solidFill", [], [element(.a, "srgbClr", [("val", colour)])])),
          element(.wps, "bodyPr"),
        ])
    case .text(let blocks, let isTurned, let isLow):
      return element(
        .wps, "wsp", [],
        [
          element(.wps, "cNvSpPr", [("txBox", "1")]), properties(element(.a, "noFill")),
          element(.wps, "txbx", [], [Markup.w("txbxContent", [:], blocks)]),
          element(
            .wps, "bodyPr",
            [
              ("rot", "0"), ("vert", isTurned ? "vert" : "horz"), ("wrap", "square"),
              ("lIns", "0"), ("tIns", "0"), ("rIns", "0"), ("bIns", "0"),
              ("anchor", isLow ? "b" : "t"),
            ], [element(.a, "noAutofit")]),
        ])
    }
  }

  private func position(_ name: String, _ position: Position) -> XML.Element {
    func value(_ local: String, _ text: String) -> XML.Element {
      XML.Element(XML.Name(.wp, local, prefix: "wp"), [], [.text(text)])
    }
    switch position {
    case .page(let twips):
      return element(
        .wp, name, [("relativeFrom", "page")], [value("posOffset", emu(twips))])
    case .column:
      return element(.wp, name, [("relativeFrom", "column")], [value("posOffset", "0")])
    }
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

extension XML.Element {
  /// Moves and sizes the shapes that are anchored below an element; what stands in them is left alone.
  ///
  /// - Parameters:
  ///   - x: From the left edge of the page, in twips; nil: as it is, as the others.
  ///   - y: From its upper edge.
  mutating func moveShape(x: Int? = nil, y: Int? = nil, height: Int? = nil) {
    func emu(_ twips: Int) -> String { String(twips * 635) }
    for index in children.indices {
      guard let child = children[index].element, child.name != .w("txbxContent") else { continue }
      _ = updateChild(at: index) { child in
        switch child.name {
        case XML.Name(.wp, "positionH", prefix: "wp"): child.setOffset(x.map(emu))
        case XML.Name(.wp, "positionV", prefix: "wp"): child.setOffset(y.map(emu))
        case XML.Name(.wp, "extent", prefix: "wp"), XML.Name(.a, "ext", prefix: "a"):
          if let height { child[attribute: XML.Name("cy")] = emu(height) }
        default: child.moveShape(x: x, y: y, height: height)
        }
      }
    }
  }

  private mutating func setOffset(_ value: String?) {
    guard let value else { return }
    for index in children.indices
    where children[index].element?.name == XML.Name(.wp, "posOffset", prefix: "wp") {
      _ = updateChild(at: index) { $0.children = [.text(value)] }
    }
  }
}
