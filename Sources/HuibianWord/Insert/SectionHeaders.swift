import HuibianOPC

/// The headers and footers that each section of a document shows, written out in full.
///
/// A section without a header of its own shows that of the section before. Where another document
/// comes between, that would be the wrong one. ECMA-376 Part 1, 17.10.5.
struct SectionHeaders {
  private static let kinds: [XML.Name] = [.w("headerReference"), .w("footerReference")]
  private static let types = ["default", "first", "even"]

  /// By kind and type, the ids that hold so far.
  private var ids: [[String: String]] = [[:], [:]]
  /// Whether even pages have headers of their own in the document that the sections are of.
  let hasEven: Bool

  init(hasEven: Bool) { self.hasEven = hasEven }

  /// The section with a reference for every header and footer that it has itself or from before.
  mutating func written(_ section: XML.Element) -> XML.Element {
    note(section)
    var references: [XML.Element] = []
    for (kind, name) in Self.kinds.enumerated() {
      for type in Self.types {
        guard let id = ids[kind][type] else { continue }
        references.append(XML.Element(name, [(.w("type"), type), (.r("id"), id)]))
      }
    }
    var result = section
    result.children.removeAll { $0.element.map { Self.kinds.contains($0.name) } ?? false }
    result.children.insert(contentsOf: references.map { .element($0) }, at: 0)
    return result
  }

  private mutating func note(_ section: XML.Element) {
    for (kind, name) in Self.kinds.enumerated() {
      for reference in section.all(name) {
        ids[kind][reference[w: "type"] ?? "default"] = reference[attribute: .r("id")]
      }
    }
  }

  /// The section with a reference for every header and footer that it shows.
  ///
  /// - Parameters:
  ///   - needsEven: Whether even pages have headers of their own in the finished document.
  ///   - blank: The id of an empty header (0) or footer (1).
  mutating func written(
    _ section: XML.Element, needsEven: Bool, blank: (Int) -> String
  ) -> XML.Element {
    note(section)
    var result = section
    result.children.removeAll { $0.element.map { Self.kinds.contains($0.name) } ?? false }
    let hasFirst = section.first(.w("titlePg"))?.isOn ?? false
    var references: [XML.Element] = []
    for (kind, name) in Self.kinds.enumerated() {
      for type in Self.types {
        if type == "first", !hasFirst { continue }
        if type == "even", !needsEven { continue }
        let own = type == "even" && !hasEven ? ids[kind]["default"] : ids[kind][type]
        references.append(
          XML.Element(name, [(.w("type"), type), (.r("id"), own ?? blank(kind))]))
      }
    }
    result.children.insert(contentsOf: references.map { .element($0) }, at: 0)
    return result
  }
}

extension XML.Element {
  /// Of a section that begins on a new page whatever went before.
  var onNewPage: XML.Element {
    var result = self
    if let type = first(.w("type"))?[w: "val"], !["oddPage", "evenPage"].contains(type) {
      result.children.removeAll { $0.element?.name == .w("type") }
    }
    return result
  }

  /// Of a section that goes on after another document: it neither numbers its pages anew nor has a
  /// first page of its own.
  var goingOn: XML.Element {
    var result = onNewPage
    result.children.removeAll { $0.element?.name == .w("titlePg") }
    for index in result.children.indices {
      _ = result.updateChild(at: index) { child in
        if child.name == .w("pgNumType") { child[w: "start"] = nil }
      }
    }
    return result
  }
}
