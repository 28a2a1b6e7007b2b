import HuibianOPC

/// What WordprocessingML elements must hold, applied to expanded stories.
///
/// Word refuses, or repairs with a warning, documents that break one of these.
struct WordRules {
  /// What an element must hold.
  private enum Content {
    /// Ends in a paragraph. ISO 29500-1, 17.4.65.
    case endsInParagraph
    /// Is dropped if it holds no element of this name.
    case dropsWithout([XML.Name])
  }

  private static let rules: [XML.Name: Content] = [
    .w("tc"): .endsInParagraph,
    .w("txbxContent"): .endsInParagraph,
    .w("hdr"): .endsInParagraph, .w("ftr"): .endsInParagraph,
    .w("footnote"): .endsInParagraph, .w("endnote"): .endsInParagraph,
    .w("comment"): .endsInParagraph,
    .w("tr"): .dropsWithout([.w("tc"), .w("sdt"), .w("customXml")]),
    .w("tbl"): .dropsWithout([.w("tr"), .w("sdt"), .w("customXml")]),
  ]

  /// Puts in what is missing, and takes out what is of us.
  static func apply(to root: inout XML.Element) {
    _ = settle(&root, in: nil)
  }

  /// What holds none of these is as it should be.
  private static var concerned: XML.Landmarks { .foreign | .controls | .containers }

  /// Whether ``settle(_:in:)`` would change nothing, and let the element stand.
  ///
  /// Most of a document is so, and need not be taken apart to be looked at.
  private static func isSettled(_ element: XML.Element, in parent: XML.Name?) -> Bool {
    // What was written as bytes was written so.
    guard element.mayHold(concerned), !element.isUnread else { return true }
    if element.name.namespace == .expansion
      || element.attributes.contains(where: { $0.name.namespace == .expansion })
    {
      return false
    }
    let name = element.name == .w("sdtContent") ? parent : element.name
    for case .element(let child) in element.children where !isSettled(child, in: name) {
      return false
    }
    if element.name == .w("sdt") {
      return !(element.first(.w("sdtContent"))?.holdsNoElement ?? false)
    }
    switch rules[element.name] {
    case nil: return true
    case .endsInParagraph: return endsInBlock(element)
    case .dropsWithout(let names): return holds(names, element)
    }
  }

  private static func endsInBlock(_ element: XML.Element) -> Bool {
    for case .element(let last) in element.children.reversed() where !anchors.contains(last.name) {
      return last.name == .w("p") || last.name == .w("sdt") || last.name == .w("customXml")
    }
    return false
  }

  private static func holds(_ names: [XML.Name], _ element: XML.Element) -> Bool {
    element.children.contains { $0.element.map { names.contains($0.name) } ?? false }
  }

  /// - Returns: Whether the element must go.
  private static func settle(_ element: inout XML.Element, in parent: XML.Name?) -> Bool {
    element.attributes.removeAll { $0.name.namespace == .expansion }
    var isShorter = false
    let name = element.name == .w("sdtContent") ? parent : element.name
    for index in element.children.indices {
      guard let child = element.children[index].element, !isSettled(child, in: name) else {
        continue
      }
      if element.updateChild(at: index, { settle(&$0, in: name) }) ?? false {
        element.children[index] = .text("")
        isShorter = true
      }
    }
    if isShorter { element.children.removeAll { $0 == .text("") } }
    if element.name.namespace == .expansion { return true }
    if element.name == .w("sdt") { return completeControl(&element, in: parent) }
    switch rules[element.name] {
    case nil: break
    case .endsInParagraph:
      if !endsInBlock(element) {
        element.children.append(.element(XML.Element(.w("p"))))
      }
    case .dropsWithout(let names):
      return !holds(names, element)
    }
    return false
  }

  /// An empty control is kept if its content can be an empty run or paragraph, else it goes.
  private static func completeControl(_ control: inout XML.Element, in parent: XML.Name?) -> Bool {
    guard
      let index = control.children.firstIndex(where: { $0.element?.name == .w("sdtContent") }),
      control.children[index].element?.holdsNoElement ?? false
    else { return false }
    switch parent {
    case .w("tbl"), .w("tr"): return true
    case _ where parent.map({ blockContainers.contains($0) }) ?? true:
      _ = control.updateChild(at: index) { $0.children = [.element(XML.Element(.w("p")))] }
    default:
      _ = control.updateChild(at: index) { $0.children = [.element(XML.Element(.w("r")))] }
    }
    return false
  }

  private static let blockContainers: Set<XML.Name> = Set(
    ["body", "tc", "txbxContent", "hdr", "ftr", "footnote", "endnote", "comment"].map { .w($0) })

  private static let anchors: Set<XML.Name> = Set(
    ["bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"].map { .w($0) })
}

extension XML.Element {
  fileprivate var holdsNoElement: Bool {
    for case .element in children { return false }
    return true
  }
}
