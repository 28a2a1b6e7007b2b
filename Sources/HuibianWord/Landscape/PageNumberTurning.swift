import HuibianOPC

/// Puts the page number of a page that lies across where it is on an upright one.
///
/// The footer's paragraphs are set in a text box along the edge that is the lower one of the upright
/// sheet, turned with it. GB/T 9704-2012, 8: the page number of a table that lies across stands as on
/// the other pages. Footers with more than lines of text stay as they are.
struct PageNumberTurning {
  /// The upright section, its footers written out.
  let properties: XML.Element
  /// Whether the margins of even pages are those of odd ones seen in a mirror.
  let isMirrored: Bool

  /// The section that lies across with its footers turned.
  func turn(_ across: XML.Element, in document: inout WordDocument) -> XML.Element {
    var result = across
    var isTurned = false
    for index in result.children.indices {
      guard let reference = result.children[index].element,
        reference.name == .w("footerReference"), let id = reference[attribute: .r("id")],
        let footer = document.footer(id),
        let turned = turned(footer, isEven: reference[w: "type"] == "even")
      else { continue }
      let new = document.addFooter(turned)
      _ = result.updateChild(at: index) { $0[attribute: .r("id")] = new }
      isTurned = true
    }
    guard isTurned else { return result }
    // The line that holds the box is low, and leaves the text its room.
    for index in result.children.indices where result.children[index].element?.name == .w("pgMar") {
      _ = result.updateChild(at: index) { margins in
        margins[w: "footer"] = String(min(margins.twips("footer") ?? 567, 567))
      }
    }
    return result
  }

  /// Nil if the footer holds no page number, or more than lines of text.
  private func turned(_ footer: XML.Element, isEven: Bool) -> XML.Element? {
    guard let page = properties.first(.w("pgSz")), let margins = properties.first(.w("pgMar")),
      let width = page.twips("w"), let left = margins.twips("left"),
      let right = margins.twips("right"), let distance = margins.twips("footer"),
      footer.holdsPageField, footer.elements.allSatisfy({ $0.isPlainLine })
    else { return nil }
    let lines = footer.elements.filter { $0.name == .w("p") }
    var result = footer
    let box = PageNumberBox(
      x: distance, y: isEven && isMirrored ? right : left, width: 600 * lines.count,
      height: width - left - right)
    let style = lines.first?.first(.w("pPr"))?.first(.w("pStyle")).map { [$0] } ?? []
    result.children = [
      .element(
        Markup.w(
          "p", [:],
          [
            Markup.w(
              "pPr", [:],
              style + [
                Markup.w(
                  "spacing", ["before": "0", "after": "0", "line": "20", "lineRule": "exact"])
              ]),
            Markup.w("r", [:], [box.drawing(lines)]),
          ]))
    ]
    return result
  }
}

extension WordDocument {
  /// The element tree of a footer that the main part refers to.
  fileprivate func footer(_ id: String) -> XML.Element? {
    guard
      let link = container.relationships(of: container.mainPart).first(where: { $0.id == id }),
      let part = container.resolve(link.target, from: container.mainPart),
      container.relationships(of: part).isEmpty
    else { return nil }
    return stories.first { $0.part == part }?.document.root
  }

  /// Adds a footer and gives the id by which the main part refers to it.
  fileprivate mutating func addFooter(_ root: XML.Element) -> String {
    let part = container.freeName("footer", "xml")
    let document = XML.Document(root: root, standalone: true)
    container.setPart(
      part, XML.serialize(document),
      contentType: "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml")
    var story = Story(part: part, kind: .footer, document: document)
    story.isChanged = true
    stories.append(story)
    return container.relate(container.mainPart, to: part, kind: "footer")
  }
}

extension XML.Element {
  /// Whether a field shows the number of the page.
  fileprivate var holdsPageField: Bool {
    if name == .w("instrText") { return text.split(separator: " ").first == "PAGE" }
    if name == .w("fldSimple") {
      return (self[w: "instr"] ?? "").split(separator: " ").first == "PAGE"
    }
    return elements.contains(where: \.holdsPageField)
  }

  /// Whether it is a paragraph of runs and fields, in no frame.
  fileprivate var isPlainLine: Bool {
    guard name == .w("p") else {
      return name == .w("bookmarkStart") || name == .w("bookmarkEnd")
    }
    let plain: Set<XML.Name> = [
      .w("pPr"), .w("r"), .w("fldSimple"), .w("proofErr"), .w("bookmarkStart"), .w("bookmarkEnd"),
    ]
    let floating: Set<XML.Name> = [
      .w("drawing"), .w("pict"), .w("object"), .mc("AlternateContent"),
    ]
    return first(.w("pPr"))?.first(.w("framePr")) == nil
      && elements.allSatisfy { child in
        plain.contains(child.name)
          && !child.elements.contains { floating.contains($0.name) }
      }
  }
}
