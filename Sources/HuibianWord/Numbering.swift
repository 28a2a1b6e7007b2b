import HuibianOPC

/// The numbered lists of a document: which list a paragraph belongs to, and copies of lists that begin
/// anew. ISO 29500-1, 17.9.
struct Numbering {
  /// An item's place in the lists of its document.
  struct Item: Hashable {
    /// The `w:numId`.
    let list: String
    /// From 0.
    let level: Int
  }

  private let part: PartName?
  private var document: XML.Document?
  private var instances: [String: XML.Element] = [:]
  private var definitions: [String: XML.Element] = [:]
  private var styles = StyleBook(nil)
  private var free = FreeNumbers()
  /// The number of each copy of a list that has been used, by the list and the copy.
  private var copies: [Copy: String] = [:]
  private var added: [XML.Element] = []

  private struct Copy: Hashable {
    let list: String
    let serial: Int
  }

  /// Without lists if the document has no numbering part.
  init(_ package: OPCPackage) {
    part = package.partName(kind: "numbering")
    document = part.flatMap { package.document($0) }
    guard let root = document?.root else { return }
    for instance in root.all(.w("num")) {
      guard let id = instance[w: "numId"] else { continue }
      instances[id] = instance
    }
    free = FreeNumbers(besides: Array(instances.keys))
    for definition in root.all(.w("abstractNum")) {
      if let id = definition[w: "abstractNumId"] { definitions[id] = definition }
    }
    styles = StyleBook(package.root(kind: "styles")?.root)
  }

  // MARK: Reading

  /// Where a paragraph is numbered, by itself or by its style; nil if it is not, or by a bullet.
  func item(_ paragraph: XML.Element) -> Item? {
    guard document != nil else { return nil }
    let properties = paragraph.first(.w("pPr"))
    let own = properties?.first(.w("numPr"))
    let style = properties?.first(.w("pStyle"))?[w: "val"] ?? styles.standard
    let inherited = style.flatMap { item(ofStyle: $0) }
    guard let list = own?.first(.w("numId"))?[w: "val"] ?? inherited?.list,
      instances[list] != nil
    else { return nil }
    let level =
      own?.first(.w("ilvl"))?[w: "val"]?.statedNumber ?? inherited?.level ?? 0
    let format = self.level(level, of: list)?.first(.w("numFmt"))?[w: "val"]
    return format == "bullet" || format == "none" ? nil : Item(list: list, level: level)
  }

  private func item(ofStyle id: String) -> Item? {
    for (id, properties) in styles.paragraphs(from: id) {
      guard let numbers = properties?.first(.w("numPr")),
        let list = numbers.first(.w("numId"))?[w: "val"]
      else { continue }
      let linked = definition(of: list)?.all(.w("lvl")).first {
        $0.first(.w("pStyle"))?[w: "val"] == id
      }
      let level = linked?[w: "ilvl"] ?? numbers.first(.w("ilvl"))?[w: "val"]
      return Item(list: list, level: level?.statedNumber ?? 0)
    }
    return nil
  }

  /// The definition of a list's levels; one that only names a list style leads to that of the style.
  private func definition(of list: String) -> XML.Element? {
    var list = list
    for _ in 0..<4 {
      guard let id = instances[list]?.first(.w("abstractNumId"))?[w: "val"],
        let definition = definitions[id]
      else { return nil }
      guard let link = definition.first(.w("numStyleLink"))?[w: "val"] else { return definition }
      guard
        let next = styles.paragraphs(from: link).first?.properties?.first(.w("numPr"))?.first(
          .w("numId"))?[
            w: "val"]
      else { return nil }
      list = next
    }
    return nil
  }

  private func level(_ level: Int, of list: String) -> XML.Element? {
    let isLevel = { (element: XML.Element) in element[w: "ilvl"] == String(level) }
    return instances[list]?.all(.w("lvlOverride")).first(where: isLevel)?.first(.w("lvl"))
      ?? definition(of: list)?.all(.w("lvl")).first(where: isLevel)
  }

  // MARK: Copying

  /// The number of a list that looks as another and begins anew, one for each serial number.
  mutating func copy(of list: String, _ serial: Int) -> String {
    let copy = Copy(list: list, serial: serial)
    if let number = copies[copy] { return number }
    let number = free.take()
    copies[copy] = number
    guard let instance = instances[list] else { return list }
    var result = XML.Element(.w("num"), [(.w("numId"), number)])
    result.children = instance.children.filter { $0.element?.name == .w("abstractNumId") }
    for level in 0..<9 {
      let override = instance.all(.w("lvlOverride")).first { $0[w: "ilvl"] == String(level) }
      guard let definition = self.level(level, of: list) else { continue }
      let start =
        override?.first(.w("startOverride"))?[w: "val"] ?? definition.first(.w("start"))?[w: "val"]
        ?? "0"
      result.children.append(
        .element(
          XML.Element(
            .w("lvlOverride"), [(.w("ilvl"), String(level))],
            elements: [XML.Element(.w("startOverride"), [(.w("val"), start)])]
              + (override?.all(.w("lvl")) ?? []))))
    }
    added.append(result)
    return number
  }

  /// Writes the lists that were added into the package.
  func write(to package: inout OPCPackage) {
    guard let part, var document, !added.isEmpty else { return }
    let last = document.root.children.lastIndex { $0.element?.name == .w("num") }
    document.root.children.insert(
      contentsOf: added.map { .element($0) },
      at: last.map { $0 + 1 } ?? document.root.children.count)
    package.setPart(part, XML.serialize(document), contentType: nil)
  }
}

extension XML.Element {
  /// Of a paragraph: puts it into a list, at a level from 0.
  mutating func setNumber(_ list: String, level: Int) {
    let numbers = Markup.w(
      "numPr", [:], [Markup.val("ilvl", String(level)), Markup.val("numId", list)])
    ParagraphProperties.set(numbers, of: &self)
  }
}
