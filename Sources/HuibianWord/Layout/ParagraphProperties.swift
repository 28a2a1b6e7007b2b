import HuibianOPC

/// Changes a `w:p` so that its properties stay in the order that the schema asks for.
/// ECMA-376 Part 1, 17.3.1.26.
enum ParagraphProperties {
  private static let order = [
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr",
    "sectPr", "pPrChange",
  ]

  /// The id of the paragraph's style; nil: the default style.
  static func style(of paragraph: XML.Element) -> String? {
    paragraph.first(.w("pPr"))?.first(.w("pStyle"))?[w: "val"]
  }

  /// Gives a paragraph a property, in place of one of the same name.
  static func set(_ property: XML.Element, of paragraph: inout XML.Element) {
    let name = XML.Name.w("pPr")
    guard let index = paragraph.children.firstIndex(where: { $0.element?.name == name }) else {
      paragraph.children.insert(.element(XML.Element(name, elements: [property])), at: 0)
      return
    }
    _ = paragraph.updateChild(at: index) { properties in
      properties.children.removeAll { $0.element?.name == property.name }
      let rank = rank(of: property)
      let place = properties.children.firstIndex { ($0.element.map(Self.rank) ?? 0) > rank }
      properties.children.insert(.element(property), at: place ?? properties.children.endIndex)
    }
  }

  /// Where a property stands; one that this list does not know stands last.
  static func rank(of property: XML.Element) -> Int {
    guard property.name.namespace == .w else { return order.count }
    return order.firstIndex(of: property.name.local) ?? order.count
  }
}
