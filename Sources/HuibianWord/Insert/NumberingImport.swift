import HuibianOPC

/// Brings the lists of an inserted document into the numbering of the document around it.
///
/// Every list comes as a new one, so that it counts from its own beginning; a document that is
/// inserted twice has its lists twice.
struct NumberingImport {
  /// The numbering around, with what was imported.
  private(set) var host: XML.Element
  private let source: XML.Element?
  private var numbers: [String: String] = [:]
  private var abstracts: [String: String] = [:]
  private var freeNumbers: FreeNumbers
  private var freeAbstracts: FreeNumbers
  private(set) var isChanged = false

  init(host: XML.Element, source: XML.Element?) {
    self.host = host
    self.source = source
    freeNumbers = FreeNumbers(besides: host.all(.w("num")).map { $0[w: "numId"] })
    freeAbstracts = FreeNumbers(besides: host.all(.w("abstractNum")).map { $0[w: "abstractNumId"] })
  }

  /// What a list of the source is called in the document around: 0, no list, stays 0; a list that the
  /// source does not define is none.
  mutating func map(_ id: String, style: (String) -> String?) -> String {
    if let known = numbers[id] { return known }
    guard id != "0", let number = source?.all(.w("num")).first(where: { $0[w: "numId"] == id }),
      let abstract = number.first(.w("abstractNumId"))?[w: "val"]
        .flatMap({ self.abstract($0, style: style) })
    else { return "0" }
    let new = freeNumbers.take()
    numbers[id] = new
    var copy = number
    copy[w: "numId"] = new
    for index in copy.children.indices {
      _ = copy.updateChild(at: index) { child in
        if child.name == .w("abstractNumId") { child[w: "val"] = abstract }
        child.settleLevels(style: style)
      }
    }
    let place = host.children.lastIndex { $0.element?.name == .w("num") }
    let end = host.children.firstIndex { $0.element?.name == .w("numIdMacAtCleanup") }
    host.children.insert(.element(copy), at: place.map { $0 + 1 } ?? end ?? host.children.count)
    isChanged = true
    return new
  }

  private mutating func abstract(_ id: String, style: (String) -> String?) -> String? {
    if let known = abstracts[id] { return known }
    guard var copy = source?.all(.w("abstractNum")).first(where: { $0[w: "abstractNumId"] == id })
    else { return nil }
    let new = freeAbstracts.take()
    abstracts[id] = new
    copy[w: "abstractNumId"] = new
    // Lists of one nsid are one list to Word.
    copy.children.removeAll { $0.element?.name == .w("nsid") || $0.element?.name == .w("tmpl") }
    for index in copy.children.indices {
      _ = copy.updateChild(at: index) { child in
        if child.name == .w("styleLink") || child.name == .w("numStyleLink") {
          child[w: "val"] = child[w: "val"].flatMap(style)
        }
        child.settleLevels(style: style)
      }
    }
    copy.children.removeAll {
      guard let child = $0.element else { return false }
      return (child.name == .w("styleLink") || child.name == .w("numStyleLink"))
        && child[w: "val"] == nil
    }
    // Before the first list that is no abstract one: the schema has them in two heaps.
    let place = host.children.lastIndex { $0.element?.name == .w("abstractNum") }
    let first = host.children.firstIndex { $0.element?.name == .w("num") }
    host.children.insert(
      .element(copy), at: place.map { $0 + 1 } ?? first ?? host.children.count)
    isChanged = true
    return new
  }
}

extension XML.Element {
  /// Maps the styles that a level belongs to, and drops pictures for bullets, which have their part
  /// elsewhere.
  fileprivate mutating func settleLevels(style: (String) -> String?) {
    children.removeAll { node in
      guard let child = node.element else { return false }
      return child.name == .w("lvlPicBulletId")
        || child.name == .w("pStyle") && child[w: "val"].flatMap(style) == nil
    }
    for index in children.indices {
      _ = updateChild(at: index) { child in
        if child.name == .w("pStyle") { child[w: "val"] = child[w: "val"].flatMap(style) }
        child.settleLevels(style: style)
      }
    }
  }
}
