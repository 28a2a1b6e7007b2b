import HuibianOPC

/// Finds the tables of contents of a body: those of tags, and the fields that a person made.
enum ContentsSearch {
  /// A container with a placeholder for each field that can be written anew.
  ///
  /// - Parameters:
  ///   - fields: Gets each field, by the number that its placeholder bears.
  ///   - kept: How many fields must stay as they are.
  static func taken(
    _ container: XML.Element, into fields: inout [ContentsField], kept: inout Int
  ) -> XML.Element {
    guard container.mayHold(.fields) else { return container }
    var result = container
    result.children = []
    var index = 0
    let nodes = container.children
    while index < nodes.count {
      defer { index += 1 }
      guard case .element(var element) = nodes[index] else {
        result.children.append(nodes[index])
        continue
      }
      if element.name == .w("sdt") || element.name == .w("sdtContent") {
        element = taken(element, into: &fields, kept: &kept)
      }
      guard element.name == .w("p"), let text = element.contentsInstruction else {
        result.children.append(.element(element))
        continue
      }
      guard let instruction = ContentsField.Instruction(text),
        let (field, last) = field(instruction, nodes, from: index)
      else {
        kept += 1
        result.children.append(.element(element))
        continue
      }
      result.children.append(
        .element(XML.Element(.contents, [(.id, String(fields.count))])))
      fields.append(field)
      index = last
    }
    return result
  }

  /// The field that begins in a paragraph, and the index of the node in which it ends.
  private static func field(
    _ instruction: ContentsField.Instruction, _ nodes: [XML.Node], from start: Int
  ) -> (ContentsField, last: Int)? {
    guard let first = nodes[start].element,
      let begin = first.children.firstIndex(where: { $0.element?.fieldMark == "begin" })
    else { return nil }
    var depth = 0
    var field = ContentsField(instruction: instruction, properties: [:])
    field.head = Array(first.children[..<begin])
    for index in start..<nodes.count {
      guard let paragraph = nodes[index].element else { continue }
      guard paragraph.name == .w("p"), paragraph.sectionBreak == nil else { return nil }
      if let properties = paragraph.first(.w("pPr")) {
        let level = field.properties.count + 1
        if !field.properties.values.contains(properties), level <= 9 {
          field.properties[level] = properties
        }
      }
      for (position, child) in paragraph.children.enumerated()
      where index > start || position >= begin {
        let marks = child.element?.fieldMarks ?? []
        for mark in marks {
          depth += mark == "begin" ? 1 : mark == "end" ? -1 : 0
          guard depth == 0, mark == "end" else { continue }
          // Within a link, say, the rest could not be told from the field.
          guard child.element?.fieldMark == "end" else { return nil }
          let rest = Array(paragraph.children[(position + 1)...])
          let before = paragraph.children[..<position].contains { !($0.element?.name == .w("pPr")) }
          if index > start, !before {
            var own = paragraph
            own.children = paragraph.children.filter { $0.element?.name == .w("pPr") }
            field.tail = (own, rest)
          } else {
            field.tail = (nil, rest)
          }
          return (field, index)
        }
      }
    }
    return nil
  }
}

extension XML.Name {
  /// Keeps the place of a table of contents: its number, or the levels that a tag asks for.
  static let contents = own("contents")
  static let levels = XML.Name("levels")
}

extension XML.Element {
  /// Of a run: the kind of field mark in it.
  fileprivate var fieldMark: String? {
    name == .w("r") ? first(.w("fldChar"))?[w: "fldCharType"] : nil
  }

  /// The field marks below, in order.
  fileprivate var fieldMarks: [String] {
    if name == .w("fldChar") { return [self[w: "fldCharType"]].compactMap { $0 } }
    return elements.flatMap(\.fieldMarks)
  }
}
