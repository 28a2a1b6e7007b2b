import HuibianOPC

/// Splits a paragraph around block-level content that came to stand in it.
enum ParagraphSplit {
  /// The paragraph as it is, or pieces of it with the blocks between.
  ///
  /// A piece that holds nothing is marked as droppable. A section break stays with the last piece.
  static func aroundBlocks(_ paragraph: XML.Element) -> [XML.Element] {
    let nodes = raised(paragraph.children)
    guard let index = nodes.firstIndex(where: { $0.element?.name == .blocks }),
      case .element(let blocks) = nodes[index]
    else { return [paragraph] }
    let barrier = XML.Element(.barrier)
    if isAlone(at: index, in: nodes, of: paragraph), blocks.holdsBlock {
      return [barrier] + blocks.elements + [barrier]
    }
    var (left, right) = ParagraphCut.halves(
      paragraph, Array(nodes[..<index]), Array(nodes[(index + 1)...]))
    left[attribute: .droppable] = "1"
    right[attribute: .droppable] = "1"
    // They are never to be joined again: the blocks stand between.
    left.setCut(.next, to: false)
    right.setCut(.previous, to: false)
    return [left, barrier] + blocks.elements + [barrier] + aroundBlocks(right)
  }

  /// Whether nothing is left of a paragraph but its blocks: it held a tag and no more.
  private static func isAlone(
    at index: Int, in nodes: [XML.Node], of paragraph: XML.Element
  ) -> Bool {
    guard index == nodes.count - 1, index < 2, !paragraph.isCut else { return false }
    guard index == 1 else { return true }
    guard let properties = nodes[0].element, properties.name == .w("pPr") else { return false }
    return properties.first(.w("sectPr")) == nil
  }

  /// The nodes with blocks directly among them: what holds blocks is split.
  private static func raised(_ nodes: [XML.Node]) -> [XML.Node] {
    nodes.flatMap { node -> [XML.Node] in
      guard case .element(let element) = node, element.holdsInlineBlocks else { return [node] }
      if element.name == .blocks { return [node] }
      let isControl = element.name == .w("sdt")
      let inner = isControl ? element.first(.w("sdtContent"))?.children ?? [] : element.children
      // A control or link is kept around each of its pieces that hold something.
      var result: [XML.Node] = []
      var piece: [XML.Node] = []
      func flush() {
        var wrapper = element
        if isControl {
          wrapper.children = element.children.map { child in
            guard case .element(var content) = child, content.name == .w("sdtContent") else {
              return child
            }
            content.children = piece
            return .element(content)
          }
        } else {
          wrapper.children = piece
        }
        if !piece.isEmpty, !wrapper.isEmptyWrapper { result.append(.element(wrapper)) }
        piece = []
      }
      for child in raised(inner) {
        if child.element?.name == .blocks {
          flush()
          result.append(child)
        } else {
          piece.append(child)
        }
      }
      flush()
      return result
    }
  }
}

extension XML.Element {
  /// Whether blocks stand in the element, but not in a text box of it.
  fileprivate var holdsInlineBlocks: Bool {
    name == .blocks
      || InlineRole.isContainer(name)
        && children.contains { $0.element?.holdsInlineBlocks ?? false }
  }

  /// Whether a paragraph or a table is among blocks.
  fileprivate var holdsBlock: Bool {
    children.contains { $0.element?.name == .w("tbl") || $0.element?.name == .w("p") }
  }

  /// Whether boundaries or regions stand in the paragraph, but not in a text box of it.
  func holdsBlockTags(_ boundaries: Set<Int>) -> Bool {
    mayHold(.foreign)
      && children.contains { node in
        guard let child = node.element else { return false }
        if child.name == .region { return true }
        if let id = child.markerID { return boundaries.contains(id) }
        return InlineRole.isContainer(child.name) && child.holdsBlockTags(boundaries)
      }
  }

  /// Whether there is a marker anywhere below.
  var holdsMarkers: Bool {
    mayHold(.foreign)
      && children.contains { node in
        guard let child = node.element else { return false }
        return child.name == .marker || child.name == .region || child.holdsMarkers
      }
  }

  /// Whether a segment holds rows, be it in regions within.
  var holdsRows: Bool {
    elements.contains { child in
      child.name == .w("tr")
        || (child.name == .region || child.name == .segment || child.name == .w("sdt")
          || child.name == .w("sdtContent")) && child.holdsRows
    }
  }

  /// Takes out what parted the copies of regions within a paragraph: runs need no such thing.
  mutating func removeBarriers() {
    children.removeAll { $0.element?.name == .barrier || $0.element?.name == .section }
    for index in children.indices
    where children[index].element.map({ $0.mayHold(.foreign) && InlineRole.isContainer($0.name) })
      ?? false
    {
      _ = updateChild(at: index) { $0.removeBarriers() }
    }
  }
}
