import HuibianOPC

/// A heading as a table of contents lists it.
struct ContentsHeading {
  /// From 1.
  let level: Int
  /// With the number of its list before it.
  let text: String
  /// Around the heading.
  let bookmark: String
  /// Whether its style is one of heading 1 to 9.
  let isStyled: Bool
  /// The bookmarks that were open where it stands.
  let scopes: Set<String>

  /// The headings of a body, in order; those without a bookmark for contents get one.
  static func found(
    in body: inout XML.Element, _ styles: StyleBook, _ numbering: XML.Element?
  ) -> [ContentsHeading] {
    var labels = ListLabels(numbering)
    var names = BookmarkNames(body)
    var open: [String: String] = [:]
    let styledIDs = Set((1...9).compactMap { styles.ids["heading \($0)"] })
    var found: [ContentsHeading] = []
    body.visitParagraphs { paragraph in
      let label = styles.list(paragraph).map { labels.next($0.id, level: $0.level) } ?? ""
      for start in paragraph.all(.w("bookmarkStart")) {
        open[start[w: "id"] ?? ""] = start[w: "name"]
      }
      let text = (label.isEmpty ? "" : label + " ") + paragraph.headingText
      if let level = styles.outlineLevel(paragraph), !paragraph.headingText.isEmpty {
        found.append(
          ContentsHeading(
            level: level, text: text, bookmark: names.bookmark(&paragraph),
            isStyled: ParagraphProperties.style(of: paragraph).map(styledIDs.contains) ?? false,
            scopes: Set(open.values)))
      }
      for end in paragraph.all(.w("bookmarkEnd")) { open[end[w: "id"] ?? ""] = nil }
    } between: { element in
      if element.name == .w("bookmarkStart") { open[element[w: "id"] ?? ""] = element[w: "name"] }
      if element.name == .w("bookmarkEnd") { open[element[w: "id"] ?? ""] = nil }
    }
    return found
  }
}

/// Names for the bookmarks around headings.
private struct BookmarkNames {
  private var taken: Set<String>
  private var linked: Set<String> = []
  private var next = 1

  init(_ body: XML.Element) { taken = Set(body.bookmarkNames) }

  /// The bookmark for contents that a heading has, or one that it gets.
  mutating func bookmark(_ heading: inout XML.Element) -> String {
    // A copy of a repeated heading has the bookmark of the first.
    let own = heading.all(.w("bookmarkStart")).compactMap { $0[w: "name"] }
      .first { $0.hasPrefix("_Toc") && linked.insert($0).inserted }
    if let own { return own }
    var name = ""
    repeat {
      let digits = String(next)
      name = "_Toc" + String(repeating: "0", count: max(0, 9 - digits.count)) + digits
      next += 1
    } while !taken.insert(name).inserted
    heading.addBookmark(name)
    return name
  }
}

extension XML.Element {
  /// Offers every paragraph below but those in text boxes, in document order, and what stands between
  /// paragraphs.
  mutating func visitParagraphs(
    _ visit: (inout XML.Element) -> Void, between: (XML.Element) -> Void
  ) {
    for index in children.indices {
      _ = updateChild(at: index) { child in
        switch child.name {
        case .w("p"): visit(&child)
        case .w("txbxContent"): break
        default:
          between(child)
          child.visitParagraphs(visit, between: between)
        }
      }
    }
  }

  /// The text of a heading in one line.
  fileprivate var headingText: String {
    var text = ""
    let unseen: Set<Character> = ["\n", "\u{AD}", Character(InlineRole.symbol)]
    for character in paragraphText where !unseen.contains(character) {
      text.append(character == "\t" ? " " : character)
    }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text.drop(while: \.isWhitespace))
  }

  /// Puts a bookmark around the content of a paragraph; its id is given when the document is known.
  fileprivate mutating func addBookmark(_ name: String) {
    let place = children.firstIndex { $0.element?.name != .w("pPr") } ?? children.count
    children.insert(
      .element(Markup.w("bookmarkStart", ["id": "", "name": name])), at: place)
    children.append(.element(Markup.w("bookmarkEnd", ["id": ""])))
  }
}
