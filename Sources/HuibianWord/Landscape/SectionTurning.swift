import HuibianOPC

extension XML.Element {
  /// Of a section: the same with its page lying across, in one column; nil if it does already, or
  /// without a page size.
  ///
  /// The sheet is turned so that the upper edge of the table lies where the left edge of an upright
  /// page is. GB/T 9704-2012, 8. Where inner and outer margins change sides from page to page, which
  /// those above and below cannot, both are the mean of the two: 27 mm for 28 and 26.
  func lyingAcross(isMirrored: Bool) -> XML.Element? {
    guard let page = first(.w("pgSz")), let width = page.twips("w"), let height = page.twips("h"),
      width < height
    else { return nil }
    var result = self
    // Tables stand on no grid of lines, and LibreOffice 7.4 loses rows of one that crosses its page's end.
    result.children.removeAll { $0.element?.name == .w("docGrid") }
    for index in result.children.indices {
      _ = result.updateChild(at: index) { child in
        switch child.name {
        case .w("pgSz"):
          child[w: "w"] = String(height)
          child[w: "h"] = String(width)
          child[w: "orient"] = "landscape"
        case .w("pgMar"): child.turnMargins(isMirrored: isMirrored)
        case .w("cols"):
          child[w: "num"] = nil
          child[w: "equalWidth"] = nil
          child.children = []
        default: break
        }
      }
    }
    return result
  }

  private mutating func turnMargins(isMirrored: Bool) {
    let (top, right, bottom, left) = (twips("top"), twips("right"), twips("bottom"), twips("left"))
    let gutter = twips("gutter") ?? 0
    // A negative one lets text and header overlap, which is not meant of a side.
    func set(_ side: String, _ value: Int?) { if let value { self[w: side] = String(abs(value)) } }
    let inner = left.map { $0 + gutter }
    if isMirrored, let inner, let right {
      set("top", (inner + right + 1) / 2)
      set("bottom", (inner + right) / 2)
    } else {
      set("top", inner)
      set("bottom", right)
    }
    set("left", bottom)
    set("right", top)
    if gutter > 0 { self[w: "gutter"] = "0" }
  }
}
