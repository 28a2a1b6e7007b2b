import HuibianOPC

/// Changes the runs of an element, in whatever they stand, so that their properties stay in the order
/// that the schema asks for. ISO 29500-1, 17.3.2.28.
enum RunProperties {
  private static let order = [
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline",
    "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color",
    "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd",
    "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath",
  ]

  /// Gives every run a property, in place of one of the same name; not those of text boxes.
  static func set(_ property: XML.Element, in element: inout XML.Element) {
    for index in element.children.indices {
      guard let child = element.children[index].element,
        ![.w("pPr"), .w("sdtPr"), .w("sdtEndPr"), .w("drawing")].contains(child.name)
      else { continue }
      _ = element.updateChild(at: index) { child in
        if child.name == .w("r") { set(property, ofRun: &child) } else { set(property, in: &child) }
      }
    }
  }

  private static func set(_ property: XML.Element, ofRun run: inout XML.Element) {
    let name = XML.Name.w("rPr")
    guard let index = run.children.firstIndex(where: { $0.element?.name == name }) else {
      run.children.insert(.element(XML.Element(name, elements: [property])), at: 0)
      return
    }
    _ = run.updateChild(at: index) { properties in
      properties.children.removeAll { $0.element?.name == property.name }
      let rank = rank(of: property)
      let place = properties.children.firstIndex { ($0.element.map(Self.rank) ?? 0) > rank }
      properties.children.insert(.element(property), at: place ?? properties.children.endIndex)
    }
  }

  private static func rank(of property: XML.Element) -> Int {
    guard property.name.namespace == .w else { return order.count }
    return order.firstIndex(of: property.name.local) ?? order.count
  }
}
