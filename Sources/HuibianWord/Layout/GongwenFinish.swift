package import HuibianDiagnostics
package import HuibianOPC

/// Sets what depends on the final texts of a document laid out here, once all tags are filled.
///
/// It knows paragraphs by the styles of ``GongwenStyle`` and leaves all others alone, so that it may
/// be applied to any document. Titles longer than a line are broken (7.3.1), lists of annexes get
/// their hanging indents (7.3.4), and signatures their places (7.3.5), on one page with the end of
/// the text.
package struct GongwenFinish: Hashable, Sendable {
  /// Whether a seal will be set over the signature (7.3.5.1), or none (7.3.5.2).
  package let isSealed: Bool

  package init(isSealed: Bool = false) {
    self.isSealed = isSealed
  }

  /// Finishes the main part of a package; nothing is written if nothing changes.
  package func apply(
    to container: inout OPCPackage, file: String, sink: inout DiagnosticSink
  ) {
    let part = container.mainPart
    guard let bytes = container.bytes(of: part),
      var document = XML.parse(bytes, file: file, part: part.text, sink: &sink)
    else { return }
    let before = document
    apply(to: &document)
    if document != before { container.setPart(part, XML.serialize(document), contentType: nil) }
  }

  /// Finishes a `w:document`.
  package func apply(to document: inout XML.Document) {
    let name = XML.Name.w("body")
    guard let index = document.root.children.firstIndex(where: { $0.element?.name == name })
    else { return }
    _ = document.root.updateChild(at: index) { body in
      breakTitles(in: &body)
      indentAnnexes(in: &body)
      placeSignatures(in: &body)
    }
  }

  private func breakTitles(in body: inout XML.Element) {
    for index in body.children.indices {
      let style = style(at: index, of: body)
      guard style == .title || style == .annexTitle else { continue }
      _ = body.updateChild(at: index) { TitleLines.set(in: &$0) }
    }
  }

  private func indentAnnexes(in body: inout XML.Element) {
    var follows = false
    for index in body.children.indices {
      let style = style(at: index, of: body)
      guard style == .body || style == .annexList, let paragraph = body.children[index].element,
        let entry = AnnexEntry(text: paragraph.visibleText, follows: follows)
      else {
        follows = false
        continue
      }
      let isAfterBlank = index > 0 && isBlank(body.children[index - 1])
      _ = body.updateChild(at: index) { paragraph in
        ParagraphProperties.set(
          Markup.val("pStyle", GongwenStyle.annexList.id), of: &paragraph)
        for property in entry.properties where !(isAfterBlank && property.name == .w("spacing")) {
          ParagraphProperties.set(property, of: &paragraph)
        }
      }
      follows = true
    }
  }

  private func placeSignatures(in body: inout XML.Element) {
    for index in body.children.indices {
      guard style(at: index, of: body) == .office, let office = body.children[index].element,
        let date = dateIndex(after: index, of: body)
      else { continue }
      let placement = SignaturePlacement(
        office: TextWidth.characters(office.visibleText),
        date: TextWidth.characters(body.children[date].element?.visibleText ?? ""),
        isSealed: isSealed)
      let isFirst = index == 0 || style(at: index - 1, of: body) != .office
      _ = body.updateChild(at: index) { paragraph in
        ParagraphProperties.set(indent(right: placement.office), of: &paragraph)
        if !isFirst {
          ParagraphProperties.set(Markup.w("spacing", ["before": "0"]), of: &paragraph)
        }
      }
      _ = body.updateChild(at: date) {
        ParagraphProperties.set(indent(right: placement.date), of: &$0)
      }
      if isFirst { keepWithNext(before: index, in: &body) }
    }
  }

  private func indent(right characters: Double) -> XML.Element {
    Markup.w("ind", ["right": String(PageMeasures.twips(characters: characters))])
  }

  /// The date that belongs to an office: below it, with nothing but further offices between.
  private func dateIndex(after office: Int, of body: XML.Element) -> Int? {
    var index = office + 1
    while index < body.children.count {
      switch style(at: index, of: body) {
      case .date: return index
      case .office: index += 1
      default: return nil
      }
    }
    return nil
  }

  /// Keeps the end of the text on the page of what follows it: the last paragraph with text, or the
  /// last row of a table, and blank paragraphs and the list of annexes below.
  private func keepWithNext(before end: Int, in body: inout XML.Element) {
    var index = end
    while index > 0 {
      index -= 1
      let isPassed = isBlank(body.children[index]) || style(at: index, of: body) == .annexList
      if let text = body.children[index].element, text.name == .w("p"),
        TextWidth.characters(text.visibleText) > Self.longestKept
      {
        return
      }
      _ = body.updateChild(at: index) { $0.keepWithNext() }
      if !isPassed { return }
    }
  }

  /// Paragraphs wider than six lines, in characters, are not kept: LibreOffice never divides a
  /// kept paragraph and would leave most of a page empty. The signature may then begin a page.
  private static let longestKept = Double(6 * PageMeasures.charactersPerLine)

  private func style(at index: Int, of body: XML.Element) -> GongwenStyle? {
    guard let paragraph = body.children[index].element, paragraph.name == .w("p"),
      let id = ParagraphProperties.style(of: paragraph)
    else { return nil }
    return GongwenStyle.allCases.first { $0.id == id }
  }

  /// Whether a node shows nothing: no element, or a paragraph with neither text nor picture.
  private func isBlank(_ node: XML.Node) -> Bool {
    guard let element = node.element else { return true }
    return element.name == .w("p") && element.visibleText.isEmpty
      && !element.contains(.w("drawing")) && !element.contains(.w("pict"))
  }
}

extension XML.Element {
  /// The text that a paragraph shows: without deletions, instructions of fields, and text boxes.
  fileprivate var visibleText: String {
    if name == .w("t") { return text }
    let hidden: Set<String> = ["del", "moveFrom", "pPr", "instrText", "drawing", "pict", "object"]
    return elements.filter { !hidden.contains($0.name.local) }.map(\.visibleText).joined()
  }

  fileprivate func contains(_ name: XML.Name) -> Bool {
    elements.contains { $0.name == name || $0.contains(name) }
  }

  /// Sets `w:keepNext` on a paragraph, or on the paragraphs of a table's last row.
  fileprivate mutating func keepWithNext() {
    if name == .w("p") {
      ParagraphProperties.set(Markup.w("keepNext"), of: &self)
      return
    }
    let last = children.lastIndex { $0.element?.name == .w("tr") }
    for index in children.indices where name != .w("tbl") || index == last {
      _ = updateChild(at: index) { $0.keepWithNext() }
    }
  }
}
