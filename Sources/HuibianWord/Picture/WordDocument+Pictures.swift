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

extension OPCPackage {
  /// A name beside the main part that no part has: the folder of the main part, the stem, the first
  /// free number, and the extension.
  func freeName(_ stem: String, _ extension: String) -> PartName {
    let folder = mainPart.folder.isEmpty ? "" : mainPart.folder + "/"
    var number = 1
    while true {
      if let name = PartName("\(folder)\(stem)\(number).\(`extension`)"), bytes(of: name) == nil {
        return name
      }
      number += 1
    }
  }

  /// A relationship between two parts; one that is there already is used again.
  mutating func relate(_ source: PartName, to part: PartName, kind: String) -> String {
    let known = relationships(of: source).first {
      !$0.isExternal && $0.kind == kind && resolve($0.target, from: source) == part
    }
    if let known { return known.id }
    return addRelationship(
      type: XML.Namespace.r.uri + "/" + kind, target: "/" + part.text, from: source)
  }
}

/// The distance of lines that styles ask for, as far as it decides whether a picture has room.
struct LineSpacing {
  private var styles: [String: (basedOn: String?, spacing: XML.Element?)] = [:]
  private var standard: String?
  private var defaults: XML.Element?

  init(_ document: WordDocument) {
    guard let root = document.part(kind: "styles")?.document.root else { return }
    defaults = root.first(.w("docDefaults"))?.first(.w("pPrDefault"))?.first(.w("pPr"))?
      .first(.w("spacing"))
    for style in root.all(.w("style")) where style[w: "type"] ?? "paragraph" == "paragraph" {
      guard let id = style[w: "styleId"] else { continue }
      styles[id] = (
        style.first(.w("basedOn"))?[w: "val"], style.first(.w("pPr"))?.first(.w("spacing"))
      )
      if ["1", "true", "on"].contains(style[w: "default"]) { standard = id }
    }
  }

  /// Lets lines of an exact height grow if a placed picture stands in the paragraph: they would show
  /// a strip of it. A paragraph of nothing else loses its first-line indent too.
  func makeRoom(in paragraph: inout XML.Element) {
    guard paragraph.elements.contains(where: { $0.holdsPlacedPicture }) else { return }
    let properties = paragraph.first(.w("pPr"))
    let own = properties?.first(.w("spacing"))
    let isAlone = paragraph.paragraphText.allSatisfy(\.isWhitespace)
    if value("lineRule", own, ParagraphProperties.style(of: paragraph)) == "exact" {
      var spacing = own ?? XML.Element(.w("spacing"))
      let line = value("line", own, ParagraphProperties.style(of: paragraph))
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

  private func value(_ name: String, _ own: XML.Element?, _ style: String?) -> String? {
    if let value = own?[w: name] { return value }
    var next = style ?? standard
    var seen: Set<String> = []
    while let id = next, seen.insert(id).inserted, let style = styles[id] {
      if let value = style.spacing?[w: name] { return value }
      next = style.basedOn
    }
    return defaults?[w: name]
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
