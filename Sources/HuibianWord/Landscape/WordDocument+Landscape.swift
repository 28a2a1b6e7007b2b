import HuibianOPC

extension WordDocument {
  /// Gives the blocks that are to lie across a section of their own, between two upright ones.
  ///
  /// Headers and footers are those of the section around; a page number stands where it stands on an
  /// upright page. No page is left that holds nothing.
  mutating func layAcross() {
    guard
      let index = stories[0].document.root.children.firstIndex(where: {
        $0.element?.name == .w("body")
      }),
      case .element(var body) = stories[0].document.root.children[index],
      body.elements.contains(where: { $0.name == .landscape })
    else { return }
    let before = body.footerIDs
    var turning = PageTurning(document: self)
    body.children = turning.turned(body.elements).map { .element($0) }
    self = turning.document
    removeFooters(before.subtracting(body.footerIDs))
    stories[0].document.root.children[index] = .element(body)
  }
}

extension WordDocument {
  /// Takes away footers that no section shows any more, by the ids of their relationships.
  private mutating func removeFooters(_ ids: Set<String>) {
    let links = container.relationships(of: container.mainPart)
    let shown = links.filter { !ids.contains($0.id) && !$0.isExternal }
      .compactMap { container.resolve($0.target, from: container.mainPart) }
    for link in links where ids.contains(link.id) {
      guard let part = container.resolve(link.target, from: container.mainPart),
        !shown.contains(part), container.relationships(of: part).isEmpty,
        let index = stories.firstIndex(where: { $0.part == part })
      else { continue }
      container.removePart(part)
      stories[index].isChanged = false
    }
  }
}

/// Divides the sections of a body around what lies across.
private struct PageTurning {
  private(set) var document: WordDocument
  private var headers: SectionHeaders
  private let styles: StyleBook
  /// Whether the margins of even pages are those of odd ones seen in a mirror.
  private let isMirrored: Bool

  init(document: WordDocument) {
    self.document = document
    isMirrored = document.container.hasSetting("mirrorMargins")
    styles = StyleBook(document.container.root(kind: "styles")?.root)
    headers = SectionHeaders(hasEven: document.container.hasSetting("evenAndOddHeaders"))
  }

  mutating func turned(_ blocks: [XML.Element]) -> [XML.Element] {
    var result: [XML.Element] = []
    var section: [XML.Element] = []
    for block in blocks {
      section.append(block)
      guard block.name == .w("sectPr") || block.sectionBreak != nil else { continue }
      result += turned(section: section)
      section = []
    }
    return result + section.flatMap { $0.name == .landscape ? $0.elements : [$0] }
  }

  /// - Parameter blocks: Of a section, of which the last ends it.
  private mutating func turned(section blocks: [XML.Element]) -> [XML.Element] {
    guard let end = blocks.last else { return [] }
    let isLast = end.name == .w("sectPr")
    guard let properties = isLast ? end : end.sectionBreak else { return blocks }
    let written = headers.written(properties)
    guard blocks.contains(where: { $0.name == .landscape }) else { return blocks }
    guard let across = written.lyingAcross(isMirrored: isMirrored) else {
      return blocks.flatMap { $0.name == .landscape ? $0.elements : [$0] }
    }
    var pieces = self.pieces(of: isLast ? Array(blocks.dropLast()) : blocks)
    // What is left of a paragraph that only ended the section.
    if let last = pieces.last, !last.isAcross, last.blocks.allSatisfy(\.isBlankParagraph) {
      pieces.removeLast()
    }
    let numbered = PageNumberTurning(properties: written, isMirrored: isMirrored)
      .turn(across, in: &document)
    var result: [XML.Element] = []
    for (index, piece) in pieces.enumerated() {
      var own = piece.isAcross ? numbered : written
      if index > 0 { own = own.goingOn }
      var blocks = piece.blocks
      if let last = blocks.indices.last { blocks[last].setSectionBreak(nil) }
      if index == pieces.count - 1, isLast {
        if blocks.last?.name == .w("tbl") { blocks.append(.lowParagraph) }
        return result + blocks + [own]
      }
      result += blocks.ending(in: own)
    }
    return result
  }

  /// Stretches of blocks that stand upright, or lie across. Headings, which stand on the page of what
  /// follows them, lie across with it.
  private func pieces(of blocks: [XML.Element]) -> [(isAcross: Bool, blocks: [XML.Element])] {
    var result: [(isAcross: Bool, blocks: [XML.Element])] = []
    for block in blocks {
      let isAcross = block.name == .landscape
      let own = isAcross ? block.elements : [block]
      guard let last = result.last, last.isAcross == isAcross else {
        let kept = isAcross ? result.last.map { headings(atEndOf: $0.blocks) } ?? [] : []
        if !kept.isEmpty { result[result.count - 1].blocks.removeLast(kept.count) }
        if result.last?.blocks.isEmpty ?? false { result.removeLast() }
        if isAcross, let last = result.last, last.isAcross {
          result[result.count - 1].blocks += kept + own
        } else {
          result.append((isAcross, kept + own))
        }
        continue
      }
      // Tables that touch are one table to Word.
      let touches = isAcross && last.blocks.last?.name == .w("tbl") && own.first?.name == .w("tbl")
      result[result.count - 1].blocks += (touches ? [.lowParagraph] : []) + own
    }
    return result
  }
}

extension PageTurning {
  /// The last paragraphs, if they are to stand on the page of the next.
  private func headings(atEndOf blocks: [XML.Element]) -> [XML.Element] {
    let kept = blocks.reversed().prefix { $0.name == .w("p") && styles.isOn("keepNext", $0) }
    return kept.reversed()
  }
}

extension [XML.Element] {
  /// The blocks with a section break at their end: of the last paragraph, or of a low one after a table.
  fileprivate func ending(in section: XML.Element) -> [XML.Element] {
    var result = self
    if result.last?.name != .w("p") { result.append(.lowParagraph) }
    result[result.count - 1].setSectionBreak(section)
    return result
  }
}

extension XML.Element {
  /// A paragraph that takes 1 pt.
  fileprivate static var lowParagraph: XML.Element {
    Markup.paragraph(
      style: nil,
      [
        Markup.off("snapToGrid"),
        Markup.w("spacing", ["before": "0", "after": "0", "line": "20", "lineRule": "exact"]),
        Markup.w("rPr", [:], Markup.size(2)),
      ])
  }

  /// Whether it is a paragraph without anything in it.
  fileprivate var isBlankParagraph: Bool {
    name == .w("p") && elements.allSatisfy { $0.name == .w("pPr") }
  }

  /// The footers that the sections below refer to, by the ids of their relationships.
  fileprivate var footerIDs: Set<String> {
    guard name != .w("footerReference") else {
      return Set([self[attribute: .r("id")]].compactMap { $0 })
    }
    return elements.reduce(into: []) { $0.formUnion($1.footerIDs) }
  }
}
