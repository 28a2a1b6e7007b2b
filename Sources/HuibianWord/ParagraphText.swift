import HuibianOPC

/// How an element counts in the text of the paragraph that holds it.
enum InlineRole {
  /// Its text is text of the paragraph.
  case text
  /// Stands for one character.
  case character(Unicode.Scalar)
  /// Holds runs, or pieces of runs, that belong to the paragraph.
  case container
  /// Is not text: properties, deleted text, instructions, drawings with boxes of their own, anchors.
  case other

  static func of(_ name: XML.Name) -> InlineRole { roles[name] ?? .other }

  /// Stands for a symbol of a font of its own, which no character can name: U+FFFC.
  static let symbol: Unicode.Scalar = "\u{FFFC}"

  private static let roles: [XML.Name: InlineRole] = {
    var roles: [XML.Name: InlineRole] = [
      .w("t"): .text, .a("t"): .text, .w("tab"): .character("\t"), .w("ptab"): .character("\t"),
      .w("br"): .character("\n"), .w("cr"): .character("\n"), .a("br"): .character("\n"),
      .w("noBreakHyphen"): .character("-"), .w("softHyphen"): .character("\u{AD}"),
      .w("sym"): .character(symbol), .a("r"): .container, .a("fld"): .container,
    ]
    let containers = [
      "r", "hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple",
      "dir", "bdo", "ruby", "rubyBase",
    ]
    for local in containers { roles[.w(local)] = .container }
    return roles
  }()
}

extension XML.Element {
  /// The text of a paragraph as ``ParagraphInfo/text`` has it.
  var paragraphText: String {
    var scalars = String.UnicodeScalarView()
    appendInlineText(to: &scalars)
    return String(scalars)
  }

  private func appendInlineText(to scalars: inout String.UnicodeScalarView) {
    for case .element(let child) in children {
      switch InlineRole.of(child.name) {
      case .text: scalars += child.shownText.unicodeScalars
      case .character(let scalar): scalars.append(scalar)
      case .container: child.appendInlineText(to: &scalars)
      case .other: break
      }
    }
  }

  /// The number of scalars that the element adds to the text of its paragraph.
  var inlineLength: Int {
    switch InlineRole.of(name) {
    case .text: shownText.unicodeScalars.count
    case .character: 1
    case .container:
      children.reduce(0) { $0 + ($1.element?.inlineLength ?? 0) }
    case .other: 0
    }
  }

  /// The text of a `w:t`: outer blanks count only if the element says so. ISO 29500-1, 17.3.3.31.
  var shownText: String {
    guard name == .w("t"), self[attribute: .xml("space")] != "preserve" else { return text }
    let blanks: Set<Unicode.Scalar> = [" ", "\t", "\n", "\r"]
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, blanks.contains(first) { scalars.removeFirst() }
    while let last = scalars.last, blanks.contains(last) { scalars.removeLast() }
    return String(scalars)
  }

  /// Whether a reader sees anything of the element: text other than blanks, a picture, a field, a
  /// page break, a tracked deletion, a marker that stands for a value.
  func isVisible(besides boundaries: Set<Int>) -> Bool {
    switch name {
    case .marker: return !(markerID.map(boundaries.contains) ?? false)
    case .w("t"), .a("t"):
      return shownText.unicodeScalars.contains { !$0.properties.isWhitespace }
    case .w("br"): return self[w: "type"] == "page" || self[w: "type"] == "column"
    case .blocks: return true
    case _ where Self.visible.contains(name): return true
    case _ where Self.invisible.contains(name): return false
    default:
      return children.contains { $0.element?.isVisible(besides: boundaries) ?? false }
    }
  }

  /// The marker's number, if the element is a marker.
  var markerID: Int? {
    name == .marker ? self[attribute: .id].flatMap { Int($0) } : nil
  }

  private static let visible: Set<XML.Name> = Set(
    [
      "drawing", "pict", "object", "sym", "footnoteReference", "endnoteReference", "fldChar", "del",
      "moveFrom", "ptab", "pgNum", "footnoteRef", "endnoteRef", "annotationRef", "tbl",
    ].map { .w($0) }
      + [.mc("AlternateContent"), XML.Name(.m, "oMath", prefix: "m")])

  private static let invisible: Set<XML.Name> = Set(
    ["pPr", "rPr", "sdtPr", "sdtEndPr", "trPr", "tcPr", "tblPr", "tblGrid", "tblPrEx"].map {
      .w($0)
    }
      + [.a("pPr"), .a("rPr"), .a("endParaRPr")])
}
