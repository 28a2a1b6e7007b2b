import HuibianOPC

/// The instruction of a field as it stands in a paragraph, however many runs it is cut over.
///
/// It goes from the field's first mark to the one that parts it from its content; fields within it are
/// passed over. ISO 29500-1, 17.16.18.
private struct FirstField {
  private(set) var text = ""
  private var depth = 0
  private(set) var isRead = false

  /// Takes the next mark or piece of text.
  ///
  /// - Returns: Whether the element is a piece of the instruction.
  mutating func take(_ element: XML.Element) -> Bool {
    guard !isRead else { return false }
    if element.name == .w("instrText") {
      guard depth == 1 else { return false }
      text += element.text
      return true
    }
    switch element[w: "fldCharType"] {
    case "begin": depth += 1
    case "separate": isRead = depth == 1
    case "end":
      depth -= 1
      isRead = depth <= 0
    default: break
    }
    return false
  }
}

extension XML.Element {
  /// Of a paragraph: the instruction of the table of contents that begins in it, if it is the first
  /// field there; nil if there is none.
  var contentsInstruction: String? {
    guard mayHold(.fields) else { return nil }
    var field = FirstField()
    readField(&field)
    if !field.text.isEmpty { return field.text.isContentsInstruction ? field.text : nil }
    return simpleContents?[w: "instr"]
  }

  /// Of a paragraph: lists only what stands in a bookmark in the table of contents that begins in it,
  /// unless it is confined already.
  mutating func confineContents(to bookmark: String) {
    guard let instruction = contentsInstruction,
      ContentsField.Instruction(instruction)?.scope == nil,
      !instruction.lowercased().contains("\\b ")
    else { return }
    var field = FirstField()
    var pieces = 0
    readField(&field) { pieces += 1 }
    guard pieces > 0 else {
      rewriteAll { element in
        if element.isSimpleContents { element[w: "instr"] = instruction + " \\b \(bookmark) " }
      }
      return
    }
    field = FirstField()
    appendToField(" \\b \(bookmark) ", &pieces, &field)
  }

  private func readField(_ field: inout FirstField, piece: () -> Void = {}) {
    for child in elements where !field.isRead && child.name != .w("txbxContent") {
      if child.name == .w("instrText") || child.name == .w("fldChar") {
        if field.take(child) { piece() }
      } else {
        child.readField(&field, piece: piece)
      }
    }
  }

  /// Adds a text to the last of so many pieces of the first field's instruction.
  private mutating func appendToField(
    _ text: String, _ pieces: inout Int, _ field: inout FirstField
  ) {
    for index in children.indices {
      guard let child = children[index].element, child.name != .w("txbxContent"), !field.isRead
      else { continue }
      if child.name == .w("instrText") || child.name == .w("fldChar") {
        guard field.take(child) else { continue }
        pieces -= 1
        if pieces == 0 {
          _ = updateChild(at: index) { $0.children = [.text($0.text + text)] }
        }
      } else {
        _ = updateChild(at: index) { $0.appendToField(text, &pieces, &field) }
      }
    }
  }

  private var isSimpleContents: Bool {
    name == .w("fldSimple") && self[w: "instr"]?.isContentsInstruction ?? false
  }

  private var simpleContents: XML.Element? {
    for child in elements where child.name != .w("txbxContent") {
      if child.isSimpleContents { return child }
      if let found = child.simpleContents { return found }
    }
    return nil
  }
}

extension String {
  /// Whether a field's instruction is that of a table of contents. ISO 29500-1, 17.16.5.68.
  fileprivate var isContentsInstruction: Bool {
    let text = drop(while: \.isWhitespace)
    guard text.prefix(3).uppercased() == "TOC" else { return false }
    return text.dropFirst(3).first.map { !$0.isLetter && !$0.isNumber } ?? true
  }
}
