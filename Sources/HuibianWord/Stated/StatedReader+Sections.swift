import HuibianOPC

extension StatedReader {
  /// Ends a section; what it does not say of headers and footers goes on from the one before.
  mutating func end(_ element: XML.Element?) {
    var section = StatedSection()
    defer { sections.append(section) }
    section.footers = sections.last?.footers ?? [:]
    section.headers = sections.last?.headers ?? [:]
    guard let element else { return }
    let set = { (length: inout Int, name: String, attribute: String) in
      length = element.first(.w(name))?.twips(attribute) ?? length
    }
    set(&section.width, "pgSz", "w")
    set(&section.height, "pgSz", "h")
    set(&section.top, "pgMar", "top")
    set(&section.bottom, "pgMar", "bottom")
    set(&section.left, "pgMar", "left")
    set(&section.right, "pgMar", "right")
    set(&section.gutter, "pgMar", "gutter")
    set(&section.footer, "pgMar", "footer")
    let grid = element.first(.w("docGrid"))
    section.grid = grid?[w: "type"].flatMap { $0 == "default" ? nil : $0 }
    section.linePitch = grid?.twips("linePitch")
    section.characterSpace = grid?[w: "charSpace"]?.statedNumber
    section.hasFirstPage = element.first(.w("titlePg"))?.isOn ?? false
    section.type = element.first(.w("type"))?[w: "val"] ?? section.type
    for (name, isFooter) in [("footerReference", true), ("headerReference", false)] {
      for reference in element.all(.w(name)) {
        guard let id = reference[attribute: .r("id")], let part = target(id) else { continue }
        let type = reference[w: "type"] ?? "default"
        if isFooter { section.footers[type] = part } else { section.headers[type] = part }
      }
    }
  }

  private func target(_ id: String) -> String? {
    let main = container.mainPart
    return container.relationships(of: main).first { $0.id == id }
      .flatMap { container.resolve($0.target, from: main)?.text }
  }
}
