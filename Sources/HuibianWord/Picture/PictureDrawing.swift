import HuibianOPC

/// Pictures as DrawingML. ECMA-376 Part 1, 20.2 and 20.4.
enum PictureDrawing {
  /// A run that shows a picture in the line; its part is not yet known.
  static func run(_ picture: Picture, properties: XML.Element?) -> XML.Element {
    let (cx, cy) = picture.extent
    let name = xmlSafe(picture.name).text
    let extent = [(XML.Name("cx"), String(cx)), (XML.Name("cy"), String(cy))]
    let shape = pic(
      "pic",
      children: [
        pic(
          "nvPicPr",
          children: [
            pic("cNvPr", [("id", "0"), ("name", name)]), pic("cNvPicPr"),
          ]),
        pic(
          "blipFill",
          children: [
            XML.Element(.a("blip"), [(.placedPicture, picture.name)]),
            a("stretch", children: [a("fillRect")]),
          ]),
        pic(
          "spPr",
          children: [
            a(
              "xfrm",
              children: [a("off", [("x", "0"), ("y", "0")]), XML.Element(.a("ext"), extent)]),
            a("prstGeom", [("prst", "rect")], children: [a("avLst")]),
          ]),
      ])
    var inline = wp(
      "inline", [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")],
      children: [
        XML.Element(.wp("extent"), extent),
        wp("effectExtent", [("l", "0"), ("t", "0"), ("r", "0"), ("b", "0")]),
        // The id is given when the whole document is known.
        wp("docPr", [("id", ""), ("name", name), ("descr", name)]),
        wp(
          "cNvGraphicFramePr", children: [a("graphicFrameLocks", [("noChangeAspect", "1")])]),
        a(
          "graphic",
          children: [
            a("graphicData", [("uri", XML.Namespace.pic.uri)], children: [shape])
          ]),
      ])
    inline[attribute: .placedPicture] = picture.name
    return XML.Element(
      .w("r"),
      elements: (properties.map { [$0] } ?? []) + [XML.Element(.w("drawing"), elements: [inline])])
  }

  /// Shows a picture in a drawing that a person made, in place of what it showed.
  ///
  /// The drawing keeps its place, its wrapping and its effects. A picture takes the largest part of
  /// its frame that its own proportions allow, in the frame's middle; a shape that is filled with a
  /// picture keeps its size.
  ///
  /// - Parameter drawing: `wp:inline` or `wp:anchor`.
  /// - Returns: False if the drawing does not hold just one picture; it is then as it was.
  static func show(_ picture: Picture, in drawing: inout XML.Element) -> Bool {
    guard drawing.count(of: .a("blip")) == 1 else { return false }
    if drawing.first(.a("graphic"))?.first(.a("graphicData"))?.first(.pic("pic")) != nil {
      fit(picture, into: &drawing)
    }
    drawing.rewrite { element in
      switch element.name {
      case .a("blip"):
        // What an extension shows instead (SVG) is the old picture; so is a link to it.
        element.attributes.removeAll { $0.name.namespace == .r }
        element.children.removeAll { $0.element?.name == .a("extLst") }
        element[attribute: .placedPicture] = picture.name
      case .pic("blipFill"):
        element.children.removeAll { $0.element?.name == .a("srcRect") }
      case .pic("cNvPr"):
        for name in ["descr", "title"] where element[name] != nil {
          element[name] = xmlSafe(picture.name).text
        }
      default: break
      }
    }
    return true
  }

  private static func fit(_ picture: Picture, into drawing: inout XML.Element) {
    guard let old = drawing.first(.wp("extent")),
      let cx = old["cx"]?.statedExtent, let cy = old["cy"]?.statedExtent, cx > 0, cy > 0
    else { return }
    let new = picture.fitted(into: (cx, cy))
    // Sizes relative to the page would stretch it again.
    drawing.children.removeAll {
      $0.element.map { $0.name.namespace == .wp14 && $0.name.local.hasPrefix("sizeRel") } ?? false
    }
    drawing.rewrite { element in
      switch element.name {
      case .wp("extent"), .a("ext"):
        guard element["cx"] != nil else { return }
        element["cx"] = String(new.cx)
        element["cy"] = String(new.cy)
      case .wp("positionH"): element.shiftOffset(by: (cx - new.cx) / 2)
      case .wp("positionV"): element.shiftOffset(by: (cy - new.cy) / 2)
      default: break
      }
    }
  }

  private static func a(
    _ local: String, _ attributes: [(String, String)] = [], children: [XML.Element] = []
  ) -> XML.Element { element(.a(local), attributes, children) }

  private static func wp(
    _ local: String, _ attributes: [(String, String)] = [], children: [XML.Element] = []
  ) -> XML.Element { element(.wp(local), attributes, children) }

  private static func pic(
    _ local: String, _ attributes: [(String, String)] = [], children: [XML.Element] = []
  ) -> XML.Element { element(.pic(local), attributes, children) }

  private static func element(
    _ name: XML.Name, _ attributes: [(String, String)], _ children: [XML.Element]
  ) -> XML.Element {
    XML.Element(name, attributes.map { (XML.Name($0.0), $0.1) }, elements: children)
  }
}

extension XML.Name {
  static func wp(_ local: String) -> XML.Name { XML.Name(.wp, local, prefix: "wp") }
  static func pic(_ local: String) -> XML.Name { XML.Name(.pic, local, prefix: "pic") }

  /// On a picture whose part is not yet known: the picture's name.
  static let placedPicture = own("picture")
}

extension XML.Element {
  /// How many elements of a name are below, those of text boxes apart.
  fileprivate func count(of name: XML.Name) -> Int {
    elements.reduce(0) { sum, child in
      child.name == .w("txbxContent")
        ? sum : sum + (child.name == name ? 1 : 0) + child.count(of: name)
    }
  }

  /// Changes every element below, those of text boxes apart.
  fileprivate mutating func rewrite(_ change: (inout XML.Element) -> Void) {
    for index in children.indices {
      _ = updateChild(at: index) { child in
        if child.name == .w("txbxContent") { return }
        change(&child)
        child.rewrite(change)
      }
    }
  }

  /// Moves a position that is given as a distance; one that is given as an alignment stays.
  fileprivate mutating func shiftOffset(by distance: Int) {
    for index in children.indices {
      _ = updateChild(at: index) { child in
        guard child.name == .wp("posOffset"),
          let offset = child.text.filter({ $0 != " " }).statedNumber
        else { return }
        child.children = [.text(String(offset + distance))]
      }
    }
  }
}
