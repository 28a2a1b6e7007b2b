import HuibianOPC

/// Cuts ranges out of a paragraph and puts a marker where each began.
///
/// Runs are split at the borders, and one that is emptied goes, as does a link or insertion that is
/// emptied with it. What stands between the pieces of one range and is no text (anchors, proofing
/// marks, page breaks of the last layout) stays, after the marker.
struct Marking {
  struct Cut {
    let id: Int
    /// In Unicode scalars of the paragraph's text.
    let range: Range<Int>
  }

  private let cuts: [Cut]
  private var next = 0
  private var offset = 0

  /// - Parameter cuts: Not empty, not overlapping, in any order.
  init(_ cuts: [Cut]) {
    self.cuts = cuts.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The paragraph with markers for the ranges given in characters.
  static func marking(
    _ markers: [(id: Int, range: Range<Int>)], in paragraph: XML.Element
  ) -> XML.Element {
    var borders = [0]
    for character in paragraph.paragraphText {
      borders.append((borders.last ?? 0) + character.unicodeScalars.count)
    }
    let cuts = markers.map { marker in
      precondition(
        !marker.range.isEmpty && marker.range.upperBound < borders.count, "a range beyond the text")
      return Cut(
        id: marker.id, range: borders[marker.range.lowerBound]..<borders[marker.range.upperBound])
    }
    var marking = Marking(cuts)
    var result = paragraph
    result.children = marking.marked(paragraph.children)
    return result
  }

  private mutating func marked(_ nodes: [XML.Node]) -> [XML.Node] {
    var result: [XML.Node] = []
    for node in nodes {
      guard case .element(let element) = node, case .container = InlineRole.of(element.name) else {
        // DrawingML has its breaks beside the runs.
        if case .element(let element) = node, case .character = InlineRole.of(element.name) {
          let starts = startedCut(length: 1)
          if let id = starts.marker { result.append(.element(Self.marker(id, properties: nil))) }
          if starts.keeps { result.append(node) }
        } else {
          result.append(node)
        }
        continue
      }
      let length = element.inlineLength
      guard touchesCut(length: length) else {
        offset += length
        result.append(node)
        continue
      }
      if let dialect = Dialect.of(run: element.name) {
        result += split(element, dialect)
      } else {
        var wrapper = element
        wrapper.children = marked(element.children)
        if wrapper.name == .w("sdt") { wrapper.releasePlaceholder() }
        if wrapper.isEmptyWrapper, !element.isEmptyWrapper { continue }
        result.append(.element(wrapper))
      }
    }
    return result
  }

  private func touchesCut(length: Int) -> Bool {
    cuts.contains { $0.range.lowerBound < offset + length && $0.range.upperBound > offset }
  }

  /// Steps over a piece that is not divided.
  ///
  /// - Returns: Whether it stays, and the marker of the range that begins at it.
  private mutating func startedCut(length: Int) -> (keeps: Bool, marker: Int?) {
    while next < cuts.count, cuts[next].range.upperBound <= offset { next += 1 }
    defer { offset += length }
    guard next < cuts.count, cuts[next].range.contains(offset) else { return (true, nil) }
    return (false, cuts[next].range.lowerBound == offset ? cuts[next].id : nil)
  }

  private mutating func split(_ run: XML.Element, _ dialect: Dialect) -> [XML.Node] {
    let properties = run.first(dialect.runProperties)
    var result: [XML.Node] = []
    var content: [XML.Node] = []
    func flush() {
      guard !content.isEmpty else { return }
      var piece = run
      piece.children = (properties.map { [.element($0)] } ?? []) + content
      result.append(.element(piece))
      content = []
    }
    func start(_ id: Int) {
      flush()
      result.append(.element(Self.marker(id, properties: properties)))
    }
    for node in run.children {
      guard case .element(let child) = node, child.name != dialect.runProperties else { continue }
      switch InlineRole.of(child.name) {
      case .text:
        let scalars = Array(child.shownText.unicodeScalars)
        var position = 0
        while position < scalars.count {
          while next < cuts.count, cuts[next].range.upperBound <= offset { next += 1 }
          let range = next < cuts.count ? cuts[next].range : Int.max..<Int.max
          let inside = range.lowerBound <= offset
          if range.lowerBound == offset { start(cuts[next].id) }
          let length = min(
            scalars.count - position, (inside ? range.upperBound : range.lowerBound) - offset)
          if !inside {
            var text = String.UnicodeScalarView()
            text += scalars[position..<position + length]
            content.append(.element(.text(String(text), dialect)))
          }
          position += length
          offset += length
        }
      case .character:
        let started = startedCut(length: 1)
        if let id = started.marker { start(id) }
        if started.keeps { content.append(node) }
      case .container:
        var nested = child
        nested.children = marked(child.children)
        content.append(.element(nested))
      case .other:
        content.append(node)
      }
    }
    flush()
    return result
  }

  private static func marker(_ id: Int, properties: XML.Element?) -> XML.Element {
    XML.Element(.marker, [(.id, String(id))], properties.map { [.element($0)] } ?? [])
  }
}

extension XML.Element {
  /// Text as an element, with its outer blanks protected.
  static func text(_ text: String, _ dialect: Dialect) -> XML.Element {
    var element = XML.Element(dialect.text, [], [.text(text)])
    if dialect == .word, keepsBlanks(text) { element[attribute: .xml("space")] = "preserve" }
    return element
  }

  /// Whether a text has outer blanks, which count only if its element says so.
  static func keepsBlanks(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
      return false
    }
    return isBlank(first) || isBlank(last)
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Hardly any text begins or ends in something else.
    case 0x21...0x7E, 0x4E00...0x9FFF: false
    default: scalar.properties.isWhitespace
    }
  }

  /// Whether the element is there only to hold runs, and holds none.
  var isEmptyWrapper: Bool {
    switch name {
    case .w("sdt"): first(.w("sdtContent"))?.elements.isEmpty ?? true
    case .w("hyperlink"), .w("ins"), .w("moveTo"), .w("smartTag"), .w("customXml"),
      .w("fldSimple"), .w("dir"), .w("bdo"):
      !elements.contains { $0.name != .w("smartTagPr") && $0.name != .w("customXmlPr") }
    default: false
    }
  }

  /// Makes a control that is filled from here one whose content is its own: no longer a placeholder,
  /// no longer bound to custom XML, from which Word would fill it again.
  mutating func releasePlaceholder() {
    guard let properties = children.firstIndex(where: { $0.element?.name == .w("sdtPr") }) else {
      return
    }
    var wasPlaceholder = false
    _ = updateChild(at: properties) { sdtPr in
      wasPlaceholder = sdtPr.first(.w("showingPlcHdr")) != nil
      let gone: Set<XML.Name> = [
        .w("showingPlcHdr"), .w("dataBinding"), XML.Name(.w15, "dataBinding", prefix: "w15"),
      ]
      sdtPr.children.removeAll { $0.element.map { gone.contains($0.name) } ?? false }
    }
    guard wasPlaceholder else { return }
    for index in children.indices {
      _ = updateChild(at: index) { $0.removePlaceholderStyle() }
    }
  }

  /// The style of a placeholder is grey; what is filled in is not.
  private mutating func removePlaceholderStyle() {
    if name == .w("rPr") {
      children.removeAll { $0.element?.name == .w("rStyle") }
    } else if name != .w("sdtPr") {
      for index in children.indices {
        _ = updateChild(at: index) { $0.removePlaceholderStyle() }
      }
    }
  }
}
