import HuibianOPC

/// A paragraph cut in two, and two put together again.
///
/// Each half knows on which side it was cut. Halves that come to stand side by side become one
/// paragraph; a half that stands alone is a paragraph if it holds something, else nothing.
enum ParagraphCut {
  enum Side: String { case previous, next }

  /// Cuts a paragraph at a marker, which goes.
  ///
  /// A section break ends its paragraph, so it stays with the right half. ISO 29500-1, 17.6.18.
  ///
  /// - Parameter lifted: The paragraph's children with the marker directly among them.
  /// - Returns: Nil if the marker is not there.
  static func cut(
    _ paragraph: XML.Element, at marker: Int, lifted: [XML.Node]
  ) -> (left: XML.Element, right: XML.Element)? {
    guard let position = lifted.firstIndex(where: { $0.element?.markerID == marker }) else {
      return nil
    }
    return halves(
      paragraph, Array(lifted[..<position]), Array(lifted[(position + 1)...]))
  }

  /// A paragraph of the first nodes and one of the second, each cut where the other was.
  static func halves(
    _ paragraph: XML.Element, _ first: [XML.Node], _ second: [XML.Node]
  ) -> (left: XML.Element, right: XML.Element) {
    let properties = paragraph.first(.w("pPr"))
    var left = paragraph
    left.children = first.filter { $0.element?.name != .w("pPr") }
    if var properties {
      properties.children.removeAll { $0.element?.name == .w("sectPr") }
      left.children.insert(.element(properties), at: 0)
    }
    var right = paragraph
    right.children = second.filter { $0.element?.name != .w("pPr") }
    if let properties { right.children.insert(.element(properties), at: 0) }
    left.setCut(.next, to: true)
    right.setCut(.previous, to: true)
    return (left, right)
  }

  /// One paragraph of two halves; it looks as the first half that holds something.
  static func joined(_ left: XML.Element, _ right: XML.Element) -> XML.Element {
    let leads = left.isVisible(besides: []) || !right.isVisible(besides: [])
    var result = leads ? left : right
    var properties = result.first(.w("pPr"))
    if let section = right.sectionBreak, properties?.first(.w("sectPr")) == nil {
      properties = properties ?? XML.Element(.w("pPr"))
      properties?.insertSectionBreak(section)
    }
    let content = (left.children + right.children).filter { $0.element?.name != .w("pPr") }
    result.children = (properties.map { [.element($0)] } ?? []) + content
    result.setCut(.previous, to: left.isCut(.previous))
    result.setCut(.next, to: right.isCut(.next))
    if left.isCut || right.isCut { result[attribute: .droppable] = "1" }
    return result
  }
}

extension XML.Element {
  var isCut: Bool { self[attribute: .joins] != nil }

  func isCut(_ side: ParagraphCut.Side) -> Bool {
    self[attribute: .joins]?.contains(side.rawValue) ?? false
  }

  mutating func setCut(_ side: ParagraphCut.Side, to isCut: Bool) {
    let sides: [ParagraphCut.Side] = [.previous, .next].filter {
      $0 == side ? isCut : self.isCut($0)
    }
    self[attribute: .joins] =
      sides.isEmpty ? nil : sides.map(\.rawValue).joined(separator: " ")
  }

  /// The section break that a paragraph carries.
  var sectionBreak: XML.Element? { first(.w("pPr"))?.first(.w("sectPr")) }

  /// Adds a section break to paragraph properties, which have at most a revision after it.
  mutating func insertSectionBreak(_ section: XML.Element) {
    let change = children.firstIndex { $0.element?.name == .w("pPrChange") }
    children.insert(.element(section), at: change ?? children.count)
  }

  /// Gives a paragraph a section break, or takes it away.
  mutating func setSectionBreak(_ section: XML.Element?) {
    if let index = children.firstIndex(where: { $0.element?.name == .w("pPr") }) {
      _ = updateChild(at: index) { properties in
        properties.children.removeAll { $0.element?.name == .w("sectPr") }
      }
    }
    if let section { ParagraphProperties.set(section, of: &self) }
  }
}
