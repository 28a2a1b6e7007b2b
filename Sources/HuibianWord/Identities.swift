import HuibianOPC

/// Makes ids unique again in stories that were expanded: the first holder keeps its id, copies get
/// new ones, counted up from the smallest free number.
///
/// - content controls and drawings: unique in the document;
/// - bookmarks: id and name unique; a copy of a name gets `_2`, `_3`, …; an end without a start goes,
///   and a start without an end;
/// - anchors of comments and permissions: only the first copy keeps them, in pairs;
/// - shapes: see `ShapeIdentities`;
/// - ranges of tracked moves: as bookmarks; the two ends of a move have one name in each copy;
/// - revisions: unique; paragraph ids of Word 2010: copies have none.
struct Identities {
  /// A pool of numbers in which all must differ.
  private struct Pool {
    var taken: Set<String> = []
    var seen: Set<String> = []
    var next = 1

    /// The id itself if it is met for the first time, else a new one.
    mutating func unique(_ id: String) -> String {
      !id.isEmpty && seen.insert(id).inserted ? id : String(new())
    }

    /// The smallest number that is free.
    mutating func new() -> Int {
      if !taken.isEmpty { while taken.contains(String(next)) { next += 1 } }
      defer { next += 1 }
      return next
    }
  }

  private var controls = Pool()
  private var drawings = Pool()
  private var bookmarks = Pool()
  private var revisions = Pool()
  private var names: Set<String> = []
  /// The last number given to a copy of a name.
  private var suffixes: [String: Int] = [:]
  private var anchors: Set<String> = []
  private var paragraphs: Set<String> = []
  /// New ids of bookmarks that are open, by the id they had.
  private var open: [String: [String]] = [:]
  /// The same of ranges of revisions, by their kind and the id they had.
  private var openRanges: [Range: [String]] = [:]
  /// How many ranges of a kind and name have been met.
  private var namedRanges: [Range: Int] = [:]

  private struct Range: Hashable {
    /// `moveFromRange`.
    let kind: Substring
    /// Or name.
    let id: String
  }

  private static let ranges: Set<Substring> = [
    "moveFromRange", "moveToRange", "customXmlInsRange", "customXmlDelRange",
    "customXmlMoveFromRange", "customXmlMoveToRange",
  ]

  private static let paragraphID = XML.Name(.w14, "paraId", prefix: "w14")
  private static let textID = XML.Name(.w14, "textId", prefix: "w14")
  private static let drawing = XML.Name(.wp, "docPr", prefix: "wp")

  private static var concerned: XML.Landmarks { .controls | .identities }

  static func settle(_ stories: inout [Story]) {
    var identities = Identities()
    for story in stories { identities.take(story.document.root) }
    for story in stories where !story.isChanged { identities.see(story.document.root) }
    for index in stories.indices where stories[index].isChanged {
      identities.open = [:]
      identities.openRanges = [:]
      identities.settle(&stories[index].document.root)
      let unclosed = Set(identities.open.values.joined())
      if !unclosed.isEmpty {
        stories[index].document.root.removeStarts(.w("bookmarkStart"), unclosed)
      }
      for (range, ids) in identities.openRanges {
        stories[index].document.root.removeStarts(.w(range.kind + "Start"), Set(ids))
      }
      for (start, end) in [("commentRangeStart", "commentRangeEnd"), ("permStart", "permEnd")] {
        let alone = identities.anchors.compactMap { anchor -> String? in
          guard anchor.hasPrefix(start + " ") else { return nil }
          let id = String(anchor.dropFirst(start.count + 1))
          return identities.anchors.contains(end + " " + id) ? nil : id
        }
        if !alone.isEmpty {
          stories[index].document.root.removeStarts(.w(start), Set(alone))
        }
      }
    }
  }

  private mutating func take(_ element: XML.Element) {
    switch element.name {
    case .w("sdt"): if let id = element.controlID { controls.taken.insert(id) }
    case Self.drawing: if let id = element["id"] { drawings.taken.insert(id) }
    case .w("bookmarkStart"): if let id = element[w: "id"] { bookmarks.taken.insert(id) }
    default:
      if element[w: "author"] != nil, let id = element[w: "id"] { revisions.taken.insert(id) }
    }
    // The numbers in bytes are still to come.
    if element.isUnread { return }
    for case .element(let child) in element.children where child.mayHold(Self.concerned) {
      take(child)
    }
  }

  /// Notes what an unchanged story holds.
  private mutating func see(_ element: XML.Element) {
    switch element.name {
    case .w("sdt"): if let id = element.controlID { controls.seen.insert(id) }
    case Self.drawing: if let id = element["id"] { drawings.seen.insert(id) }
    case .w("bookmarkStart"):
      if let id = element[w: "id"] { bookmarks.seen.insert(id) }
      if let name = element[w: "name"] { names.insert(name.lowercased()) }
    default:
      if let id = element[attribute: Self.paragraphID] { paragraphs.insert(id) }
      if element[w: "author"] != nil, let id = element[w: "id"] { revisions.seen.insert(id) }
    }
    if element.isUnread { return }
    for case .element(let child) in element.children where child.mayHold(Self.concerned) {
      see(child)
    }
  }

  private mutating func settle(_ element: inout XML.Element) {
    if element.isUnread, element.attributes.isEmpty {
      fillSlots(of: &element)
      return
    }
    if let id = element[attribute: Self.paragraphID], !paragraphs.insert(id).inserted {
      element[attribute: Self.paragraphID] = nil
      element[attribute: Self.textID] = nil
    }
    switch element.name {
    case .w("sdt"):
      if let id = element.controlID {
        let new = controls.unique(id)
        if new != id { element.setControlID(new) }
      }
    case Self.drawing: if let id = element["id"] { element["id"] = drawings.unique(id) }
    case .w("bookmarkStart"):
      let old = element[w: "id"] ?? ""
      let new = bookmarks.unique(old)
      element[w: "id"] = new
      open[old, default: []].append(new)
      if let name = element[w: "name"] { element[w: "name"] = unique(name: name) }
    case .w("comment"): break
    default:
      if element[w: "author"] != nil, let id = element[w: "id"] {
        element[w: "id"] = revisions.unique(id)
        if let kind = element.name.rangeKind("Start", of: Self.ranges) {
          openRanges[Range(kind: kind, id: id), default: []].append(element[w: "id"] ?? "")
          if let name = element[w: "name"] {
            let number = namedRanges[Range(kind: kind, id: name), default: 0] + 1
            namedRanges[Range(kind: kind, id: name)] = number
            if number > 1 { element[w: "name"] = "\(name)_\(number)" }
          }
        }
      }
    }
    if element.isUnread {
      fillSlots(of: &element)
      return
    }
    var removed = false
    for index in element.children.indices {
      guard element.children[index].element?.mayHold(Self.concerned) ?? false,
        let goes = element.updateChild(at: index, { settleOrRemove(&$0) }), goes
      else { continue }
      element.children[index] = .text("")
      removed = true
    }
    if removed { element.children.removeAll { $0 == .text("") } }
  }

  private mutating func fillSlots(of element: inout XML.Element) {
    let count = element.slotCount
    if count > 0 { element.fillSlots((0..<count).map { _ in controls.new() }) }
  }

  /// - Returns: Whether the element must go.
  private mutating func settleOrRemove(_ element: inout XML.Element) -> Bool {
    switch element.name {
    case .w("bookmarkEnd"):
      let old = element[w: "id"] ?? ""
      guard let new = open[old]?.popLast() else { return true }
      if open[old]?.isEmpty ?? false { open[old] = nil }
      element[w: "id"] = new
      return false
    case .w("commentRangeEnd")
    where !anchors.contains("commentRangeStart " + (element[w: "id"] ?? "")),
      .w("permEnd") where !anchors.contains("permStart " + (element[w: "id"] ?? "")):
      return true
    case .w("commentRangeStart"), .w("commentRangeEnd"), .w("commentReference"), .w("permStart"),
      .w("permEnd"):
      return !anchors.insert(element.name.local + " " + (element[w: "id"] ?? "")).inserted
    default:
      if let kind = element.name.rangeKind("End", of: Self.ranges) {
        let range = Range(kind: kind, id: element[w: "id"] ?? "")
        guard let new = openRanges[range]?.popLast() else { return true }
        if openRanges[range]?.isEmpty ?? false { openRanges[range] = nil }
        element[w: "id"] = new
        return false
      }
      settle(&element)
      return false
    }
  }

  /// Names of bookmarks differ whatever their case, and have at most 40 characters in Word.
  private mutating func unique(name: String) -> String {
    if names.insert(name.lowercased()).inserted { return name }
    var number = (suffixes[name] ?? 1) + 1
    while true {
      suffixes[name] = number
      let suffix = "_\(number)"
      let candidate = name.prefix(40 - suffix.count) + suffix
      if names.insert(candidate.lowercased()).inserted { return String(candidate) }
      number += 1
    }
  }
}

extension XML.Name {
  /// `moveFromRange` of `moveFromRangeStart`, if it is one of the kinds.
  fileprivate func rangeKind(_ end: String, of kinds: Set<Substring>) -> Substring? {
    guard namespace == .w, local.hasSuffix(end) else { return nil }
    let kind = local.dropLast(end.count)
    return kinds.contains(kind) ? kind : nil
  }
}

extension XML.Element {
  /// The id of a content control; empty if it is to get one, nil if it has none.
  fileprivate var controlID: String? { first(.w("sdtPr"))?.first(.w("id"))?[w: "val"] }

  fileprivate mutating func setControlID(_ id: String) {
    guard let properties = children.firstIndex(where: { $0.element?.name == .w("sdtPr") }) else {
      return
    }
    _ = updateChild(at: properties) { sdtPr in
      guard let index = sdtPr.children.firstIndex(where: { $0.element?.name == .w("id") }) else {
        return
      }
      _ = sdtPr.updateChild(at: index) { $0[w: "val"] = id }
    }
  }

  fileprivate mutating func removeStarts(_ name: XML.Name, _ ids: Set<String>) {
    children.removeAll { node in
      guard let child = node.element, child.name == name else { return false }
      return ids.contains(child[w: "id"] ?? "")
    }
    for index in children.indices { _ = updateChild(at: index) { $0.removeStarts(name, ids) } }
  }
}
