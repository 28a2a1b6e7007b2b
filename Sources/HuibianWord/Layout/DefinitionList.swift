package import HuibianOPC

/// The definitions of a report's figures (口径说明), as paragraphs.
package struct DefinitionList: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package let name: String
    package let text: String

    package init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  package let entries: [Entry]

  package init(_ entries: [Entry]) {
    self.entries = entries
  }

  /// One paragraph an entry, numbered from 1, ending in 。: `1.来访批次：指……。`
  ///
  /// - Parameter hasStyles: Whether the document has the styles of ``GongwenStyle``; if not, the
  ///   paragraphs are plain and look like the document's default.
  package func paragraphs(hasStyles: Bool) -> [XML.Element] {
    entries.enumerated().map { index, entry in
      let name = "\(index + 1).\(entry.name)："
      let text = entry.text.last.map { "。！？；".contains($0) } == true ? entry.text : entry.text + "。"
      guard hasStyles else { return Markup.paragraph(style: nil, [], Markup.run(name + text)) }
      return Markup.paragraph(
        style: .body, [],
        Markup.run(name, [Markup.val("rStyle", GongwenStyle.lead3.id)]) + Markup.run(text))
    }
  }
}
