import HuibianOPC

/// Puts the blocks of a container in order after expansion: joins halves of paragraphs that met, and
/// drops paragraphs that held only block tags.
struct Settling {
  private var blocks: [XML.Element] = []
  /// Something stood between the last block and the next that was not there in the template.
  private var isParted = false

  /// - Parameter isInline: Within the line of a paragraph, which mends its own gaps.
  static func settled(
    _ nodes: [XML.Node], in container: XML.Name, isInline: Bool
  ) -> [XML.Node] {
    guard nodes.contains(where: { $0.element?.isUnsettled ?? false }) else { return nodes }
    guard nodes.contains(where: { $0.element?.name == .w("p") || $0.element?.name == .w("tbl") })
    else {
      return nodes.filter {
        $0.element?.name != .barrier && $0.element?.name != .section
          && (isInline || $0.element?.name != .gap)
      }
    }
    let joined = TrailingBreaks.removed(
      joined(nodes.compactMap(\.element)))
    var settling = Settling()
    var spare: XML.Element?
    for element in joined {
      if spare == nil, element.name == .w("p"), element.isDroppable { spare = element }
      settling.add(element)
    }
    if !settling.blocks.contains(where: \.isBlock), let spare, container != .w("body") {
      var kept = spare.settled
      kept.setSectionBreak(nil)
      settling.blocks.append(kept)
    }
    return settling.blocks.map { .element($0) }
  }

  /// The blocks with halves that stand side by side made one paragraph.
  ///
  /// Where what stood between them is gone, their punctuation is mended.
  private static func joined(_ elements: [XML.Element]) -> [XML.Element] {
    var result: [XML.Element] = []
    var gap: XML.Element?
    for element in elements {
      if element.name == .gap {
        gap = element
        continue
      }
      defer { gap = nil }
      if let last = result.last, last.name == .w("p"), last.isCut(.next),
        element.name == .w("p"), element.isCut(.previous)
      {
        var left = last
        if let gap { left.children.append(.element(gap)) }
        result[result.count - 1] = ParagraphCut.joined(left, element)
        if gap != nil { Junction.settle(&result[result.count - 1]) }
      } else {
        result.append(element)
      }
    }
    return result
  }

  private mutating func add(_ element: XML.Element) {
    switch element.name {
    case .barrier: isParted = true
    case .section:
      isParted = true
      if let section = element.elements.first { keep(section) }
    case .w("p") where element.isDroppable && !element.isVisible(besides: []):
      isParted = true
      blocks += element.unpairedAnchors
      if let section = element.sectionBreak { keep(section) }
    case .w("tbl"):
      // Tables that touch are one table to Word.
      if isParted, blocks.last?.name == .w("tbl") { blocks.append(XML.Element(.w("p"))) }
      append(element)
    case .w("sectPr") where isParted: append(lastSection(element))
    default: append(element)
    }
  }

  /// The document's last section, where a block at its end was dropped: no page is left that holds
  /// nothing but a break.
  private mutating func lastSection(_ element: XML.Element) -> XML.Element {
    guard let last = blocks.last, last.name == .w("p") else { return element }
    var paragraph = last
    var result = element
    if let section = paragraph.sectionBreak {
      paragraph.setSectionBreak(nil)
      result = section
    } else if paragraph.endsInPageBreak {
      paragraph.removeLastPageBreak()
    } else {
      return element
    }
    blocks.removeLast()
    if paragraph.isVisible(besides: []) || blocks.isEmpty { blocks.append(paragraph) }
    return result
  }

  private mutating func append(_ element: XML.Element) {
    blocks.append(element.settled)
    isParted = false
  }

  /// Gives a section break that lost its paragraph to the one before. If there is none, or it ends a
  /// section itself, nothing of the section is left.
  private mutating func keep(_ section: XML.Element) {
    let last = blocks.lastIndex {
      $0.name == .w("p") || $0.name == .w("tbl") || $0.name == .w("sdt")
        || $0.name == .insertedDocument || $0.name == .contents || $0.name == .landscape
    }
    guard let last, blocks[last].sectionBreak == nil else { return }
    if blocks[last].name == .w("p") {
      blocks[last].setSectionBreak(section)
    } else {
      var paragraph = XML.Element(.w("p"))
      paragraph.setSectionBreak(section)
      blocks.append(paragraph)
    }
  }
}

extension XML.Element {
  /// Whether the element is content of a cell, a box or a control: a paragraph, a table, or a wrapper
  /// of such.
  fileprivate var isBlock: Bool {
    switch name {
    case .w("p"), .w("tbl"): true
    case .w("sdt"): first(.w("sdtContent"))?.elements.contains(where: \.isBlock) ?? false
    case .w("customXml"): elements.contains(where: \.isBlock)
    default: false
    }
  }

  fileprivate var isUnsettled: Bool {
    guard mayHold(.foreign) else { return false }
    return name == .barrier || name == .section || name == .gap || (name == .w("p") && isDroppable)
  }

  fileprivate var isDroppable: Bool { isCut || self[attribute: .droppable] != nil }

  /// The element without our notes on it.
  fileprivate var settled: XML.Element {
    guard name == .w("p") else { return self }
    var result = self
    result[attribute: .joins] = nil
    result[attribute: .droppable] = nil
    return result
  }

  /// The ends of bookmarks and comments in a paragraph whose other ends are outside; they may stand
  /// between blocks as well.
  fileprivate var unpairedAnchors: [XML.Element] {
    var starts: [XML.Element] = []
    var ends: [XML.Element] = []
    for child in elements {
      switch child.name {
      case .w("bookmarkStart"), .w("commentRangeStart"): starts.append(child)
      case .w("bookmarkEnd"), .w("commentRangeEnd"):
        if let index = starts.firstIndex(where: { $0[w: "id"] == child[w: "id"] }) {
          starts.remove(at: index)
        } else {
          ends.append(child)
        }
      default: break
      }
    }
    return ends + starts
  }
}
