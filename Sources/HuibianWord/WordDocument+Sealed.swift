import HuibianDiagnostics
package import HuibianOPC

extension WordDocument {
  /// What a text beside the stories belongs to.
  package enum Surroundings: Hashable, Sendable {
    /// A SmartArt diagram. It is no story: it keeps a drawing of its texts too, which would not change
    /// with them.
    case diagram
    /// The numbers of a list, such as 第%1章.
    case listNumber
    /// The address that a link leads to, percent signs decoded.
    case linkTarget
    /// A chart of the kinds of 2016, or a file that Word shows as a piece of the document.
    case embedded
  }

  /// Texts of parts beside the stories that a reader sees, or that a link follows, with the parts that
  /// hold them.
  ///
  /// Cost: parses those parts.
  package var textsBesideStories: [(part: PartName, kind: Surroundings, text: String)] {
    var result: [(part: PartName, kind: Surroundings, text: String)] = []
    for story in stories {
      for relationship in container.relationships(of: story.part) {
        if relationship.isExternal {
          let target = relationship.target
          if relationship.kind == "hyperlink" {
            result.append((story.part, .linkTarget, target.percentDecoded))
          }
          continue
        }
        guard let part = container.resolve(relationship.target, from: story.part) else { continue }
        switch relationship.kind {
        case "diagramData":
          result += root(of: part)?.diagramParagraphs.map { (part, .diagram, $0) } ?? []
        case "chartEx":
          result += root(of: part)?.diagramParagraphs.map { (part, .embedded, $0) } ?? []
        case "aFChunk":
          if let bytes = container.bytes(of: part),
            let text = String(validating: bytes, as: UTF8.self)
          {
            result.append((part, .embedded, text))
          }
        default: break
        }
      }
    }
    if let name = container.partName(kind: "numbering"), let numbering = root(of: name) {
      result += numbering.levelTexts.map { (name, .listNumber, $0) }
    }
    return result
  }

  /// Which story is the chart that a stretch of text belongs to; nil for any other text.
  package func chartStory(story: Int, paragraph: Int) -> Int? {
    if stories[story].kind == .chart { return story }
    guard let id = stories[story].paragraphs[paragraph].chartID else { return nil }
    return self.story(ofChart: id, from: stories[story].part)
  }

  private func root(of part: PartName) -> XML.Element? {
    var sink = DiagnosticSink()
    return container.bytes(of: part).flatMap {
      XML.parse($0, file: file, part: part.text, sink: &sink)?.root
    }
  }
}

extension XML.Element {
  fileprivate var levelTexts: [String] {
    elements.flatMap { $0.name == .w("lvlText") ? [$0[w: "val"] ?? ""] : $0.levelTexts }
  }

  fileprivate var diagramParagraphs: [String] {
    elements.flatMap { $0.name == .a("p") ? [$0.paragraphText] : $0.diagramParagraphs }
  }
}

extension String {
  /// With `%7B` and the like as the characters that they stand for; as it is if those are none.
  fileprivate var percentDecoded: String {
    var bytes: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self) ?? self
  }
}
