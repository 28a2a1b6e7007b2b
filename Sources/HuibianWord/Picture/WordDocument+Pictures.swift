import HuibianOPC

extension WordDocument {
  /// Gives every placed picture its part and the relationship that leads to it; equal pictures share
  /// one part. Makes room for those that stand in lines of a fixed height.
  mutating func write(_ pictures: [String: PictureFile]) {
    guard !pictures.isEmpty else { return }
    var parts: [PictureFile: PartName] = [:]
    let spacing = LineSpacing(self)
    for index in stories.indices where stories[index].isChanged {
      var ids: [PartName: String] = [:]
      let source = stories[index].part
      var root = stories[index].document.root
      root.rewriteAll { element in
        if element.name == .w("p") { spacing.makeRoom(in: &element) }
        guard element.name == .a("blip"), let name = element[attribute: .placedPicture],
          let file = pictures[name]
        else { return }
        let part = parts[file] ?? self.addPart(of: file)
        parts[file] = part
        let id = ids[part] ?? self.container.relate(source, to: part, kind: "image")
        ids[part] = id
        element[attribute: .r("embed")] = id
      }
      stories[index].document.root = root
    }
  }

  private mutating func addPart(of file: PictureFile) -> PartName {
    let name = container.freeName("media/picture", file.format == .png ? "png" : "jpg")
    container.setPart(name, file.bytes, contentType: file.format.contentType)
    return name
  }
}

/// Room for placed pictures, by the distance of lines that styles ask for.
struct LineSpacing {
  private let styles: StyleBook

  init(_ document: WordDocument) {
    styles = StyleBook(document.container.root(kind: "styles")?.root)
  }

  /// Lets lines of an exact height grow if a placed picture stands in the paragraph: they would show
  /// a strip of it. A paragraph of nothing else loses its first-line indent too.
  func makeRoom(in paragraph: inout XML.Element) {
    guard paragraph.elements.contains(where: { $0.holdsPlacedPicture }) else { return }
    let properties = paragraph.first(.w("pPr"))
    let isAlone = paragraph.paragraphText.allSatisfy(\.isWhitespace)
    if styles.paragraph(paragraph, "spacing", "lineRule") == "exact" {
      var spacing = properties?.first(.w("spacing")) ?? XML.Element(.w("spacing"))
      let line = styles.paragraph(paragraph, "spacing", "line")
      spacing[w: "line"] = isAlone ? "240" : line ?? "240"
      spacing[w: "lineRule"] = isAlone ? "auto" : "atLeast"
      ParagraphProperties.set(spacing, of: &paragraph)
    }
    if isAlone {
      var indent = properties?.first(.w("ind")) ?? XML.Element(.w("ind"))
      indent[w: "firstLineChars"] = "0"
      indent[w: "firstLine"] = "0"
      indent[w: "hanging"] = nil
      indent[w: "hangingChars"] = nil
      ParagraphProperties.set(indent, of: &paragraph)
    }
  }
}

extension XML.Element {
  /// Changes this element and every one below, from the outside in.
  mutating func rewriteAll(_ change: (inout XML.Element) -> Void) {
    change(&self)
    for index in children.indices { _ = updateChild(at: index) { $0.rewriteAll(change) } }
  }

  /// Whether a picture placed in the line is below, but not in a text box.
  fileprivate var holdsPlacedPicture: Bool {
    if name == .w("txbxContent") { return false }
    return name == .wp("inline") && self[attribute: .placedPicture] != nil
      || elements.contains { $0.holdsPlacedPicture }
  }
}
