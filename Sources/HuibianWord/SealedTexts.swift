import HuibianOPC

/// Collects the texts of a story in which no tag can stand.
struct SealedTexts {
  private(set) var found: [SealedText] = []
  private let place: String?

  private init(_ place: String?) { self.place = place }

  /// Those of a paragraph, without those of boxes anchored in it.
  static func inParagraph(_ paragraph: XML.Element, _ place: String) -> [SealedText] {
    var texts = SealedTexts(place)
    texts.collect(paragraph)
    return texts.found
  }

  /// Those of a story that stand in none of its paragraphs.
  static func outsideParagraphs(_ root: XML.Element) -> [SealedText] {
    var texts = SealedTexts(nil)
    texts.collect(root)
    return texts.found
  }

  private mutating func add(_ kind: SealedText.Kind, _ text: String) {
    if !text.isEmpty { found.append(SealedText(kind: kind, place: place, text: text)) }
  }

  private mutating func collect(_ element: XML.Element) {
    for child in element.elements {
      if child.name == .v("textpath") { add(.wordArt, child["string"] ?? "") } else { note(child) }
      switch child.name {
      case _ where Dialect.of(paragraph: child.name) != nil: break
      case .m("oMath"): add(.formula, child.mathText)
      case .w("rt"): add(.phoneticGuide, child.runText)
      case .c("v"): if child.text.holdsBrace { add(.chartData, child.text) }
      // Deleted text stays as it is.
      case .w("del"), .w("moveFrom"), .w("instrText"): break
      default: collect(child)
      }
    }
  }

  private mutating func note(_ element: XML.Element) {
    let filled = element.alternativeTextNames
    for attribute in element.attributes
    where attribute.value.holdsBrace && !filled.contains(attribute.name)
      && !Self.ignored.contains(attribute.name.local)
    {
      add(.attribute, attribute.value)
    }
  }

  /// Names of bookmarks, drawings and people, the code of a field, what a field's result was: told
  /// elsewhere, or seen by nobody.
  private static let ignored: Set<String> = ["name", "author", "initials", "instr"]
}

extension XML.Element {
  /// The attributes that hold alternative texts, which can be filled.
  var alternativeTextNames: [XML.Name] {
    switch name {
    case .w("tblCaption"), .w("tblDescription"): [.w("val")]
    case _ where name.namespace == .v: [XML.Name("alt"), XML.Name("title")]
    case _ where name.local == "docPr" && name.namespace == .wp || name.local == "cNvPr":
      [XML.Name("descr"), XML.Name("title")]
    default: []
    }
  }

  fileprivate var mathText: String {
    elements.map { $0.name == .m("t") || $0.name == .w("t") ? $0.text : $0.mathText }.joined()
  }

  fileprivate var runText: String {
    elements.map { $0.name == .w("t") ? $0.text : $0.runText }.joined()
  }
}

extension String {
  /// Whether a brace stands in the text, half or full width.
  fileprivate var holdsBrace: Bool {
    utf8.contains(UInt8(ascii: "{")) || contains { $0 == "｛" || $0 == "﹛" }
  }
}
