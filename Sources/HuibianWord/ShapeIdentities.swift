import HuibianOPC

/// Makes the ids of drawn shapes unique again where they were copied, and lets what refers to a shape
/// refer to the one in its own copy.
///
/// - VML shapes (`id`, `o:spid`), with the objects and linked text boxes that name them;
/// - text boxes of DrawingML, with those that they continue in;
/// - a type of shapes is defined once.
struct ShapeIdentities {
  /// The ids that the shapes of one id in the template have now, in document order.
  private var shapes: [String: [String]] = [:]
  private var boxes: [String: [String]] = [:]
  private var taken: Set<String> = []
  /// Whether any type of shapes is defined.
  private var holdsTypes = false
  private var types: Set<String> = []
  private var nextShape = 1026
  private var nextBox = 1
  /// How many references of a sort to an id have been met.
  private var met: [Reference: Int] = [:]

  private struct Reference: Hashable {
    let sort: String
    let id: String
  }

  private static let spid = XML.Name(.o, "spid", prefix: "o")
  private static let link = XML.Name(.wps, "linkedTxbx", prefix: "wps")
  private static let box = XML.Name(.wps, "txbx", prefix: "wps")
  private static let object = XML.Name(.o, "OLEObject", prefix: "o")

  static func settle(_ stories: inout [Story]) {
    var identities = ShapeIdentities()
    for story in stories { identities.take(story.document.root) }
    if identities.taken.isEmpty, !identities.holdsTypes { return }
    for index in stories.indices where stories[index].isChanged {
      // Ids of shapes are counted story by story.
      identities.shapes = [:]
      identities.boxes = [:]
      identities.types = []
      identities.met = [:]
      _ = identities.number(&stories[index].document.root)
      let isCopied = [identities.shapes, identities.boxes].contains { ids in
        ids.values.contains { $0.count > 1 }
      }
      if isCopied { identities.refer(&stories[index].document.root) }
    }
  }

  private mutating func take(_ element: XML.Element) {
    if element.isShape, let id = element["id"] { taken.insert(id) }
    if element.name == Self.box, let id = element["id"] { taken.insert("box " + id) }
    if element.name == .v("shapetype") { holdsTypes = true }
    for case .element(let child) in element.children where child.mayHold(.shapes) { take(child) }
  }

  /// Gives the shapes their ids.
  ///
  /// - Returns: Whether the element is a second definition of a type of shapes.
  private mutating func number(_ element: inout XML.Element) -> Bool {
    if element.name == .v("shapetype"), let id = element["id"] { return !types.insert(id).inserted }
    if element.isShape, let id = element["id"] {
      let new = shapes[id] == nil ? id : newShape(like: id)
      shapes[id, default: []].append(new)
      element["id"] = new
    } else if element.name == Self.box, let id = element["id"] {
      var new = id
      if boxes[id] != nil {
        while !taken.insert("box \(nextBox)").inserted { nextBox += 1 }
        new = String(nextBox)
      }
      boxes[id, default: []].append(new)
      element["id"] = new
    }
    var kept: [XML.Node] = []
    for index in element.children.indices {
      if !(element.updateChild(at: index, { number(&$0) }) ?? false) {
        kept.append(element.children[index])
      }
    }
    if kept.count < element.children.count { element.children = kept }
    return false
  }

  /// `_x0000_s1027`, or `_x0000_i1027` for a shape in a line.
  private mutating func newShape(like id: String) -> String {
    let prefix = id.hasPrefix("_x0000_i") ? "_x0000_i" : "_x0000_s"
    while !taken.insert(prefix + String(nextShape)).inserted { nextShape += 1 }
    return prefix + String(nextShape)
  }

  // MARK: References

  private mutating func refer(_ element: inout XML.Element) {
    if element.isShape, let id = element[attribute: Self.spid] {
      element[attribute: Self.spid] = target("spid", id, shapes)
    }
    switch element.name {
    case Self.object:
      if let id = element["ShapeID"] { element["ShapeID"] = target("object", id, shapes) }
    case .w("control"):
      if let id = element[w: "shapeid"] { element[w: "shapeid"] = target("control", id, shapes) }
    case .v("textbox"):
      if let style = element["style"], let mark = style.firstRange(of: "mso-next-textbox:#") {
        let end = style[mark.upperBound...].firstIndex(of: ";") ?? style.endIndex
        let id = String(style[mark.upperBound..<end])
        element["style"] =
          style[..<mark.upperBound] + target("next", id, shapes) + style[end...]
      }
    case Self.link:
      if let id = element["id"] { element["id"] = target("link", id, boxes) }
    default: break
    }
    for index in element.children.indices { _ = element.updateChild(at: index) { refer(&$0) } }
  }

  /// The id that a reference of its sort leads to: the first reference to the first copy, and so on.
  private mutating func target(_ sort: String, _ id: String, _ ids: [String: [String]]) -> String {
    guard let copies = ids[id], let last = copies.last else { return id }
    let reference = Reference(sort: sort, id: id)
    let index = met[reference, default: 0]
    met[reference] = index + 1
    return copies.indices.contains(index) ? copies[index] : last
  }
}

extension XML.Element {
  /// Whether the element is a shape of VML, or a group of shapes.
  fileprivate var isShape: Bool { name.namespace == .v && Self.shapes.contains(name.local) }

  private static let shapes: Set<String> = [
    "shape", "rect", "roundrect", "oval", "line", "polyline", "arc", "curve", "image", "group",
  ]
}
