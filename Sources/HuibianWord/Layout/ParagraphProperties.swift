import HuibianOPC

/// Changes a `w:p` so that its properties stay in the order that the schema asks for.
/// ECMA-376 Part 1, 17.3.1.26.
enum ParagraphProperties {
  private static let order = PropertyOrder(
    of: "pPr",
    [
      "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
      "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
      "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
      "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
      "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
      "rPr",
      "sectPr", "pPrChange",
    ])

  /// The id of the paragraph's style; nil: the default style.
  static func style(of paragraph: XML.Element) -> String? {
    paragraph.first(.w("pPr"))?.first(.w("pStyle"))?[w: "val"]
  }

  /// Gives a paragraph a property, in place of one of the same name.
  static func set(_ property: XML.Element, of paragraph: inout XML.Element) {
    order.set(property, of: &paragraph)
  }

  /// Where a property stands; one that this list does not know stands last.
  static func rank(of property: XML.Element) -> Int { order.rank(of: property) }
}
