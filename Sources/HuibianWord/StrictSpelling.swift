import HuibianOPC

/// Writes what ISO 29500 Strict spells otherwise than the transitional schemas, which is how this
/// module builds.
///
/// A strict document has nothing of this kind but what was put into it here.
enum StrictSpelling {
  static func apply(to root: inout XML.Element) {
    guard root.declarations.contains(where: { XML.Namespace.isStrict($0.uri) }) else { return }
    spell(&root)
  }

  /// Writes a part in the vocabulary of its package, whichever it was written in.
  ///
  /// The transitional schemas know the spellings of Strict too, but not its namespaces.
  static func unify(_ root: inout XML.Element, isStrict: Bool) {
    rename(&root, isStrict: isStrict)
    if isStrict { spell(&root) }
  }

  private static func rename(_ element: inout XML.Element, isStrict: Bool) {
    let written = { (uri: String) in isStrict ? XML.Namespace.strict(uri) : XML.Namespace(uri).uri }
    for index in element.declarations.indices {
      element.declarations[index].uri = written(element.declarations[index].uri)
    }
    if element.name == .a("graphicData"), let uri = element["uri"] { element["uri"] = written(uri) }
    if !isStrict { element[w: "conformance"] = nil }
    for index in element.children.indices {
      _ = element.updateChild(at: index) { rename(&$0, isStrict: isStrict) }
    }
  }

  /// Tables know a start and an end instead of left and right. ISO 29500-1, 17.4; the borders of
  /// paragraphs keep theirs.
  private static let sided: Set<XML.Name> = Set(
    ["tblBorders", "tcBorders", "tblCellMar", "tcMar"].map { .w($0) })

  private static let sides = ["left": "start", "right": "end"]

  private static func spell(_ element: inout XML.Element) {
    switch element.name {
    case .w("jc"), .w("lvlJc"):
      if let side = element[w: "val"].flatMap({ sides[$0] }) { element[w: "val"] = side }
    case .w("ind"):
      for index in element.attributes.indices where element.attributes[index].name.namespace == .w {
        let local = element.attributes[index].name.local
        element.attributes[index].name.local =
          sides[local] ?? ["leftChars": "startChars", "rightChars": "endChars"][local] ?? local
      }
    case .w("tblW"), .w("tcW"):
      // Fiftieths of a percent are a percentage there.
      if element[w: "type"] == "pct", let parts = element[w: "w"].flatMap({ Int($0) }) {
        element[w: "w"] =
          parts % 50 == 0 ? "\(parts / 50)%" : "\(parts / 50).\(parts % 50 * 2 / 10)%"
      }
    case .w("tblLook"): element[w: "val"] = nil
    case .a("graphicData"):
      if let uri = element["uri"] {
        element["uri"] = XML.Namespace.strict(uri)
      }
    default: break
    }
    let isSided = sided.contains(element.name)
    for index in element.children.indices {
      _ = element.updateChild(at: index) { child in
        if isSided, let side = sides[child.name.local] { child.name.local = side }
        spell(&child)
      }
    }
  }
}
