import HuibianOPC

extension XML.Element {
  /// Of a section: the same with its page lying across, in one column; nil if it does already, or
  /// without a page size.
  ///
  /// The sheet is turned so that the upper edge of the table lies where the left edge of an upright
  /// page is. GB/T 9704-2012, 8.
  var lyingAcross: XML.Element? {
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
        case .w("pgMar"): child.turnMargins()
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

  private mutating func turnMargins() {
    let (top, right, bottom, left) = (twips("top"), twips("right"), twips("bottom"), twips("left"))
    let gutter = twips("gutter") ?? 0
    // A negative one lets text and header overlap, which is not meant of a side.
    func set(_ side: String, _ value: Int?) { if let value { self[w: side] = String(abs(value)) } }
    set("top", left.map { $0 + gutter })
    set("bottom", right)
    set("left", bottom)
    set("right", top)
    if gutter > 0 { self[w: "gutter"] = "0" }
  }
}
