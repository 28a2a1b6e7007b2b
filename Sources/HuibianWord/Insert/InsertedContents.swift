import HuibianOPC

/// What tables of contents, around and inside, list of an inserted document.
enum InsertedContents {
  /// Makes the titles of the document entries of a table of contents around: a title has no outline
  /// level of its own in its style, since a document that stands alone does not list it.
  static func listTitles(of nodes: inout [XML.Node], styles book: StyleBook) {
    let titles = Set(
      book.names.filter { $0.value == "title" || $0.value.hasPrefix("title（") }.keys)
    for index in nodes.indices {
      guard case .element(var paragraph) = nodes[index], paragraph.name == .w("p"),
        let style = ParagraphProperties.style(of: paragraph), titles.contains(style),
        book.outlineLevel(paragraph) == nil
      else { continue }
      ParagraphProperties.set(Markup.val("outlineLvl", "0"), of: &paragraph)
      nodes[index] = .element(paragraph)
    }
  }

  /// Keeps a table of contents of the document to the document's own headings: a bookmark around all
  /// of it, which the field names.
  ///
  /// - Parameter bookmarks: The names around, in lower case.
  static func confine(_ nodes: inout [XML.Node], besides bookmarks: Set<String>) {
    guard nodes.contains(where: { $0.element?.holdsContentsField ?? false }) else { return }
    var number = 1
    while bookmarks.contains("_hbdocument\(number)") { number += 1 }
    let name = "_HbDocument\(number)"
    for index in nodes.indices {
      guard case .element(var element) = nodes[index] else { continue }
      element.rewriteAll { if $0.name == .w("p") { $0.confineContents(to: name) } }
      nodes[index] = .element(element)
    }
    // Not that of a bookmark in the document; all are made unique later.
    var free = FreeNumbers(besides: nodes.compactMap(\.element).flatMap(\.bookmarkNumbers))
    let id = free.take()
    nodes.insert(
      .element(XML.Element(.w("bookmarkStart"), [(.w("id"), id), (.w("name"), name)])), at: 0)
    let end = XML.Node.element(XML.Element(.w("bookmarkEnd"), [(.w("id"), id)]))
    guard case .element(var last)? = nodes.last, last.name == .w("p") else {
      nodes.append(end)
      return
    }
    last.children.append(end)
    nodes[nodes.count - 1] = .element(last)
  }
}

extension XML.Element {
  fileprivate var holdsContentsField: Bool {
    name == .w("p") && contentsInstruction != nil || elements.contains { $0.holdsContentsField }
  }

  /// The ids of bookmarks below, and of the element itself.
  fileprivate var bookmarkNumbers: [String?] {
    (name == .w("bookmarkStart") ? [self[w: "id"]] : [])
      + elements.flatMap(\.bookmarkNumbers)
  }
}
