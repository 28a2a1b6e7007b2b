import HuibianOPC

/// Brings the styles that an inserted document uses into the styles of the document around it.
///
/// Styles are known by name and type, as Word knows them. One that says the same in both documents is
/// shared; one that differs comes as a copy under a name of its own, so that neither document changes
/// its looks. Where the documents' defaults differ, copies of root styles spell those of the source
/// out.
struct StyleImport {
  /// The styles of the document around, with what was imported.
  private(set) var host: XML.Element
  private let source: XML.Element
  /// Follows the name of a copy in brackets.
  private let documentName: String
  private let haveSameDefaults: Bool
  private var mapping: [String: String] = [:]
  private var hostIDs: Set<String>
  private var hostNames: [String: XML.Element] = [:]
  private let sourceStyles: [String: XML.Element]
  private let hostStyles: [String: XML.Element]
  /// Source ids in the order in which they came in, to be settled by whoever knows the numbering.
  private(set) var imported: [String] = []

  init(host: XML.Element, source: XML.Element, documentName: String) {
    self.host = host
    self.source = source
    self.documentName = documentName
    sourceStyles = Self.byID(source)
    hostStyles = Self.byID(host)
    hostIDs = Set(hostStyles.keys)
    for style in host.all(.w("style")) { hostNames[Self.key(style)] = style }
    haveSameDefaults =
      Self.defaults(host, "pPr")?.children == Self.defaults(source, "pPr")?.children
      && Self.defaults(host, "rPr")?.children == Self.defaults(source, "rPr")?.children
  }

  /// The source's default style of a type (`paragraph`, `table`), as the document around calls it; nil
  /// if that is the default there too.
  mutating func defaultStyle(_ type: String) -> String? {
    guard let own = Self.defaultID(source, type) else { return nil }
    let id = map(own)
    return id == Self.defaultID(host, type) ? nil : id
  }

  /// What a style of the source is called in the document around; nil if the source has none such.
  mutating func map(_ id: String) -> String? {
    if let known = mapping[id] { return known }
    guard let style = sourceStyles[id] else { return nil }
    let twin = hostNames[Self.key(style)]
    if let twin, let twinID = twin[w: "styleId"], isEqual(style, twin, depth: 0) {
      mapping[id] = twinID
      return twinID
    }
    let new = freeID(id)
    hostIDs.insert(new)
    // Before what it refers to is mapped: links lead back.
    mapping[id] = new
    imported.append(id)
    var copy = style
    copy[w: "styleId"] = new
    copy[w: "default"] = nil
    if twin != nil {
      copy[w: "customStyle"] = "1"
      copy.setValue(.w("name"), freeName(style.first(.w("name"))?[w: "val"] ?? id, style))
      copy.children.removeAll { $0.element?.name == .w("aliases") }
    }
    hostNames[Self.key(copy)] = copy
    if style[w: "type"] ?? "paragraph" == "paragraph", style.first(.w("basedOn")) == nil,
      !haveSameDefaults
    {
      copy.foldDefaults(
        from: (Self.defaults(source, "pPr"), Self.defaults(source, "rPr")),
        over: (Self.defaults(host, "pPr"), Self.defaults(host, "rPr")))
    }
    for name in ["basedOn", "next", "link"] {
      guard let other = copy.first(.w(name))?[w: "val"] else { continue }
      if let mapped = map(other) {
        copy.setValue(.w(name), mapped)
      } else {
        copy.children.removeAll { $0.element?.name == .w(name) }
      }
    }
    host.children.append(.element(copy))
    return new
  }

  /// The lists that a style of the source belongs to.
  func sourceNumbers(of id: String) -> [String] {
    let list = sourceStyles[id]?.first(.w("pPr"))?.first(.w("numPr"))?.first(.w("numId"))
    return [list?[w: "val"]].compactMap { $0 }
  }

  /// Changes the styles that were imported.
  mutating func updateImported(_ change: (inout XML.Element) -> Void) {
    let ids = Set(imported.compactMap { mapping[$0] })
    for index in host.children.indices {
      _ = host.updateChild(at: index) { style in
        if style.name == .w("style"), ids.contains(style[w: "styleId"] ?? "") { change(&style) }
      }
    }
  }

  // MARK: Comparison

  /// Whether two styles look the same: what they say, and what they are based on.
  private func isEqual(_ a: XML.Element, _ b: XML.Element, depth: Int) -> Bool {
    guard depth < 20, a.looks == b.looks, !a.looks.contains(where: \.holdsNumbering) else {
      return false
    }
    let bases = (
      a.first(.w("basedOn"))?[w: "val"].flatMap { sourceStyles[$0] },
      b.first(.w("basedOn"))?[w: "val"].flatMap { hostStyles[$0] }
    )
    switch bases {
    case (nil, nil): return haveSameDefaults || a[w: "type"] != "paragraph"
    case (let a?, let b?): return isEqual(a, b, depth: depth + 1)
    default: return false
    }
  }

  private func freeID(_ id: String) -> String {
    guard hostIDs.contains(id) else { return id }
    var number = 2
    while hostIDs.contains("\(id)_\(number)") { number += 1 }
    return "\(id)_\(number)"
  }

  private func freeName(_ name: String, _ style: XML.Element) -> String {
    let base = "\(name)（\(documentName)）"
    var candidate = base
    var number = 2
    while hostNames[Self.key(candidate, style[w: "type"])] != nil {
      candidate = base + String(number)
      number += 1
    }
    return candidate
  }

  private static func key(_ style: XML.Element) -> String {
    key(style.first(.w("name"))?[w: "val"] ?? style[w: "styleId"] ?? "", style[w: "type"])
  }

  private static func key(_ name: String, _ type: String?) -> String {
    (type ?? "paragraph") + " " + name.lowercased()
  }

  private static func byID(_ styles: XML.Element) -> [String: XML.Element] {
    var result: [String: XML.Element] = [:]
    for style in styles.all(.w("style")) {
      if let id = style[w: "styleId"], result[id] == nil { result[id] = style }
    }
    return result
  }

  private static func defaults(_ styles: XML.Element, _ kind: String) -> XML.Element? {
    styles.first(.w("docDefaults"))?.first(.w(kind + "Default"))?.first(.w(kind))
  }

  private static func defaultID(_ styles: XML.Element, _ type: String) -> String? {
    styles.all(.w("style")).first {
      $0[w: "type"] ?? "paragraph" == type && $0.isOn("default")
    }?[w: "styleId"]
  }
}

extension XML.Element {
  /// Of a style: what decides its looks.
  fileprivate var looks: [XML.Element] {
    elements.filter { Self.looking.contains($0.name) }.map(\.withoutBlanks)
  }

  private static let looking: Set<XML.Name> = Set(
    ["pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"].map { .w($0) })

  private var withoutBlanks: XML.Element {
    var result = self
    result.declarations = []
    result.children = elements.map { .element($0.withoutBlanks) }
    return result
  }

  fileprivate var holdsNumbering: Bool {
    name == .w("numPr") || elements.contains { $0.holdsNumbering }
  }

  /// Sets the `w:val` of a child that is there.
  fileprivate mutating func setValue(_ name: XML.Name, _ value: String) {
    for index in children.indices where children[index].element?.name == name {
      _ = updateChild(at: index) { $0[w: "val"] = value }
    }
  }

  /// Writes the defaults of one document into a root style, over those of another.
  fileprivate mutating func foldDefaults(
    from source: (paragraph: XML.Element?, run: XML.Element?),
    over host: (paragraph: XML.Element?, run: XML.Element?)
  ) {
    let paragraph = StyleDefaults.merged(
      StyleDefaults.neutral(host.paragraph), source.paragraph?.elements ?? [],
      first(.w("pPr"))?.elements ?? [])
    let run = StyleDefaults.merged(
      StyleDefaults.neutral(host.run), source.run?.elements ?? [],
      first(.w("rPr"))?.elements ?? [])
    children.removeAll { $0.element?.name == .w("pPr") || $0.element?.name == .w("rPr") }
    let place = children.firstIndex { node in
      node.element.map { $0.name.local.hasPrefix("tbl") || $0.name == .w("trPr") } ?? false
    }
    children.insert(
      contentsOf: [
        .element(XML.Element(.w("pPr"), elements: StyleDefaults.sorted(paragraph: paragraph))),
        .element(XML.Element(.w("rPr"), elements: StyleDefaults.sorted(run: run))),
      ], at: place ?? children.count)
  }
}
