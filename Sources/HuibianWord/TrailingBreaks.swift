import HuibianOPC

/// Breaks that end a repeated block stand between its copies, and none after the last.
///
/// Page breaks, empty paragraphs on a new page, and section breaks. What ends the last copy is marked
/// when it is made and taken out when it is known what follows.
enum TrailingBreaks {
  /// The blocks of a last copy with the break that ends it marked.
  static func marked(_ nodes: [XML.Node]) -> [XML.Node] {
    guard
      let index = nodes.lastIndex(where: { node in
        guard let element = node.element else { return false }
        return element.name == .w("tbl") || element.name == .w("sdt") || element.name == .landscape
          || element.name == .w("p") && (!element.isEmptyHalf || element.sectionBreak != nil)
      }), case .element(var paragraph) = nodes[index], paragraph.name == .w("p")
    else { return nodes }
    if paragraph.sectionBreak != nil {
      paragraph[attribute: .trailing] = "section"
    } else if paragraph.endsInPageBreak {
      paragraph[attribute: .trailing] = "page"
    } else if !paragraph.isVisible(besides: []),
      paragraph.first(.w("pPr"))?.first(.w("pageBreakBefore"))?.isOn ?? false
    {
      paragraph[attribute: .droppable] = "1"
    } else {
      return nodes
    }
    var result = nodes
    result[index] = .element(paragraph)
    return result
  }

  /// The blocks of a container, halves of paragraphs joined, without the breaks that were marked.
  static func removed(_ blocks: [XML.Element]) -> [XML.Element] {
    var result = blocks
    for index in result.indices {
      switch result[index][attribute: .trailing] {
      case "page":
        // Text that came to stand behind it in its paragraph keeps its page.
        guard result[index].endsInPageBreak else { continue }
        result[index].removeLastPageBreak()
        result[index][attribute: .droppable] = "1"
      case "section": removeSection(at: index, in: &result)
      default: break
      }
      result[index][attribute: .trailing] = nil
    }
    return result
  }

  /// The last copy's section is the one that ends next, if nothing but empty paragraphs follows in it,
  /// or if it looks alike.
  private static func removeSection(at index: Int, in blocks: inout [XML.Element]) {
    guard let section = blocks[index].sectionBreak,
      let end = blocks.indices[(index + 1)...].first(where: {
        blocks[$0].name == .w("sectPr") || blocks[$0].sectionBreak != nil
      })
    else { return }
    let next = blocks[end].name == .w("sectPr") ? blocks[end] : blocks[end].sectionBreak
    let isEmpty = !blocks[(index + 1)...end].contains {
      $0.name != .barrier && $0.name != .section && $0.name != .w("sectPr")
        && $0.isVisible(besides: [])
    }
    guard isEmpty || next?.sectionLayout == section.sectionLayout else { return }
    blocks[index].setSectionBreak(nil)
    blocks[index][attribute: .droppable] = "1"
    guard isEmpty else { return }
    if blocks[end].name == .w("sectPr") {
      blocks[end] = section
    } else {
      blocks[end].setSectionBreak(section)
    }
  }
}

extension XML.Element {
  /// Whether the element is what is left of a paragraph that held an end of a block and nothing else.
  fileprivate var isEmptyHalf: Bool {
    (isCut || self[attribute: .droppable] != nil) && !isVisible(besides: [])
  }

  private var isPageBreak: Bool { name == .w("br") && self[w: "type"] == "page" }

  /// Whether a page break is the last thing that a reader sees of the element.
  var endsInPageBreak: Bool {
    guard let last = elements.last(where: { $0.isVisible(besides: []) }) else { return false }
    return last.isPageBreak || InlineRole.isContainer(last.name) && last.endsInPageBreak
  }

  mutating func removeLastPageBreak() {
    guard
      let index = children.lastIndex(where: { $0.element?.isVisible(besides: []) ?? false })
    else { return }
    if children[index].element?.isPageBreak ?? false {
      children.remove(at: index)
    } else {
      _ = updateChild(at: index) { $0.removeLastPageBreak() }
    }
  }

  /// What a section looks like, whatever begins it.
  fileprivate var sectionLayout: [XML.Element] { elements.filter { $0.name != .w("type") } }
}
