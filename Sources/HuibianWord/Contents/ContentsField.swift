import HuibianOPC

/// A table of contents as a field with its entries in it. ISO 29500-1, 17.16.5.68.
struct ContentsField {
  /// One line of it.
  struct Entry {
    /// From 1.
    let level: Int
    let text: String
    /// The bookmark around the heading.
    let bookmark: String
    var page: String
  }

  /// What the field asks for.
  struct Instruction {
    let text: String
    var levels = 1...9
    /// Paragraphs with an outline level of their own too, not only those of the styles heading 1 to 9.
    var takesOutlines = false
    /// Only what stands in this bookmark.
    var scope: String?

    /// The contents that a tag asks for.
    init(levels: Int) {
      text = " TOC \\o \"1-\(levels)\" \\h \\z \\u "
      self.levels = 1...levels
      takesOutlines = true
    }

    /// - Returns: Nil for a list that cannot be written here: of figures, of marked entries, of styles
    ///   by name, or without page numbers.
    init?(_ text: String) {
      var words = text.split(whereSeparator: \.isWhitespace).map { $0.filter { $0 != "\"" } }
      guard words.first?.uppercased() == "TOC" else { return nil }
      words.removeFirst()
      self.text = text
      var asks = false
      while !words.isEmpty {
        let word = words.removeFirst().lowercased()
        switch word {
        case "\\o":
          asks = true
          guard let range = words.first, !range.hasPrefix("\\") else { continue }
          words.removeFirst()
          let ends = range.split(separator: "-").compactMap { Int($0) }
          guard ends.count == 2, ends[0] >= 1, ends[0] <= ends[1], ends[1] <= 9 else { return nil }
          levels = ends[0]...ends[1]
        case "\\u":
          asks = true
          takesOutlines = true
        case "\\b": scope = words.isEmpty ? nil : words.removeFirst()
        case "\\h", "\\z", "\\w", "\\x", "\\*", "mergeformat": continue
        default: return nil
        }
      }
      if !asks { takesOutlines = true }
    }
  }

  let instruction: Instruction
  /// The paragraph properties of entries, by level.
  var properties: [Int: XML.Element]
  /// How far the leading dots of entries stand above the base line, in half-points, by level; none
  /// where there is no number.
  var raised: [Int: Int] = [:]
  /// What stood before the field in its first paragraph.
  var head: [XML.Node] = []
  /// What follows it: a paragraph of its own, or the rest of the last entry's.
  var tail: (paragraph: XML.Element?, nodes: [XML.Node]) = (nil, [])

  /// The paragraphs of the field; one that says so if there is no entry.
  func paragraphs(_ entries: [Entry]) -> [XML.Element] {
    var result = entries.map { entry in
      var paragraph = XML.Element(
        .w("p"), elements: properties[entry.level].map { [$0] } ?? [])
      paragraph.children += link(to: entry).map { .element($0) }
      return paragraph
    }
    if result.isEmpty {
      result = [
        XML.Element(
          .w("p"),
          elements: (properties[1].map { [$0] } ?? []) + Markup.run("没有标题"))
      ]
    }
    let first = head.filter { $0.element?.name != .w("pPr") }
    let start = [
      mark("begin"), instructionRun(instruction.text), mark("separate"),
    ]
    let place = result[0].children.firstIndex { $0.element?.name != .w("pPr") } ?? 0
    result[0].children.insert(contentsOf: first + start.map { .element($0) }, at: place)
    let end = [XML.Node.element(mark("end"))] + tail.nodes
    if var paragraph = tail.paragraph {
      paragraph.children += end
      result.append(paragraph)
    } else {
      result[result.count - 1].children += end
    }
    return result
  }

  private func link(to entry: Entry) -> [XML.Element] {
    let look = raised[entry.level].map {
      [Markup.w("rPr", [:], [Markup.val("position", String($0))])]
    }
    let content =
      Markup.run(entry.text) + [
        Markup.w("r", [:], (look ?? []) + [Markup.w("tab")]), mark("begin"),
      ]
      + [instructionRun(" PAGEREF \(entry.bookmark) \\h "), mark("separate")]
      + Markup.run(entry.page) + [mark("end")]
    return [Markup.w("hyperlink", ["anchor": entry.bookmark, "history": "1"], content)]
  }

  private func mark(_ type: String) -> XML.Element {
    Markup.w("r", [:], [Markup.w("fldChar", ["fldCharType": type])])
  }

  private func instructionRun(_ text: String) -> XML.Element {
    Markup.w(
      "r", [:], [XML.Element(.w("instrText"), [(.xml("space"), "preserve")], [.text(text)])])
  }
}
