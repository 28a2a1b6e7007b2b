import HuibianOPC

/// Changes the runs of an element, in whatever they stand, so that their properties stay in the order
/// that the schema asks for. ISO 29500-1, 17.3.2.28.
enum RunProperties {
  private static let order = PropertyOrder(
    of: "rPr",
    [
      "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike",
      "outline",
      "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color",
      "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd",
      "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath",
    ])

  /// Gives every run a property, in place of one of the same name; not those of text boxes.
  static func set(_ property: XML.Element, in element: inout XML.Element) {
    for index in element.children.indices {
      guard let child = element.children[index].element,
        ![.w("pPr"), .w("sdtPr"), .w("sdtEndPr"), .w("drawing")].contains(child.name)
      else { continue }
      _ = element.updateChild(at: index) { child in
        if child.name == .w("r") {
          order.set(property, of: &child)
        } else {
          set(property, in: &child)
        }
      }
    }
  }
}
