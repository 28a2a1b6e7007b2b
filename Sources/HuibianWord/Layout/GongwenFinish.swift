package import HuibianDiagnostics
package import HuibianOPC

/// Sets what depends on the final texts of a document laid out here, once all tags are filled.
///
/// It knows paragraphs by the styles of ``GongwenStyle`` and leaves all others alone, so that it may
/// be applied to any document. Marks are fitted to the page (7.2.4) and signers put below each other
/// (7.2.6), titles longer than a line are broken (7.3.1), lists of annexes get their hanging indents
/// (7.3.4), signatures their places (7.3.5), on one page with the end of the text, and imprints their
/// room (7.4).
package struct GongwenFinish: Hashable, Sendable {
  package init() {}

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
    _ = document.root.updateChild(at: index) { apply(toBody: &$0) }
  }

  /// Finishes a `w:body`.
  func apply(toBody body: inout XML.Element) {
    let styles = body.children.map { $0.element.flatMap(GongwenStyle.init(of:)) }
    let present = Set(styles)
    if !present.isDisjoint(with: HeadFinish.concerned) { HeadFinish.apply(to: &body) }
    for index in styles.indices where styles[index] == .title || styles[index] == .annexTitle {
      _ = body.updateChild(at: index) { TitleLines.set(in: &$0) }
    }
    indentAnnexes(in: &body, styles)
    if present.contains(.sealedOffice) { joinSeals(in: &body) }
    if !present.isDisjoint(with: Self.signed) { placeSignatures(in: &body) }
    if present.contains(.imprintPlace) { ImprintFinish.apply(to: &body) }
  }

  private static let signed: Set<GongwenStyle?> = [.office, .sealedOffice, .position]

  private func indentAnnexes(in body: inout XML.Element, _ styles: [GongwenStyle?]) {
    var follows = false
    for index in body.children.indices {
      let style = styles[index]
      guard style == .body || style == .annexList, let paragraph = body.children[index].element,
        follows || AnnexEntry.mayBeFirst(paragraph.visibleText(upTo: 3)),
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

  /// Puts the names of a joint document side by side, where their seals will stand. Clause 7.3.5.1.
  private func joinSeals(in body: inout XML.Element) {
    var index = 0
    while index < body.children.count {
      defer { index += 1 }
      guard style(at: index, of: body) == .sealedOffice,
        let date = dateIndex(after: index, of: body), date > index + 1
      else { continue }
      let offices = body.children[index..<date].compactMap(\.element)
      let rows = SealRow.rows(
        offices, names: offices.map { TextWidth.characters($0.visibleText) },
        date: TextWidth.characters(body.children[date].element?.visibleText ?? ""))
      body.children.replaceSubrange(index..<date, with: rows.map { .element($0) })
      keepWithNext(before: index, in: &body)
      index += rows.count
    }
  }

  private func placeSignatures(in body: inout XML.Element) {
    for index in body.children.indices {
      guard let kind = style(at: index, of: body),
        Self.signed.contains(kind),
        let office = body.children[index].element, let date = dateIndex(after: index, of: body)
      else { continue }
      let isFirst = index == 0 || style(at: index - 1, of: body) != kind
      if kind != .position {
        let placement = SignaturePlacement(
          office: TextWidth.characters(office.visibleText),
          date: TextWidth.characters(body.children[date].element?.visibleText ?? ""),
          isSealed: kind == .sealedOffice)
        _ = body.updateChild(at: index) {
          ParagraphProperties.set(indent(right: placement.office), of: &$0)
        }
        _ = body.updateChild(at: date) {
          ParagraphProperties.set(indent(right: placement.date), of: &$0)
        }
      }
      if isFirst {
        keepWithNext(before: index, in: &body)
      } else {
        // Stamps of several signers need a row between them.
        let before = kind == .position ? PageMeasures.row : 0
        _ = body.updateChild(at: index) {
          ParagraphProperties.set(Markup.w("spacing", ["before": String(before)]), of: &$0)
        }
      }
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
      case .date, .sealedDate, .positionDate: return index
      case .office, .sealedOffice, .position: index += 1
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
    body.children[index].element.flatMap(GongwenStyle.init(of:))
  }

  /// Whether a node shows nothing: no element, or a paragraph with neither text nor picture.
  private func isBlank(_ node: XML.Node) -> Bool {
    guard let element = node.element else { return true }
    return element.name == .w("p") && element.visibleText.isEmpty
      && !element.contains(.w("drawing")) && !element.contains(.w("pict"))
  }
}

extension GongwenStyle {
  /// The style of a paragraph; nil if it is another's, or the element no paragraph.
  init?(of paragraph: XML.Element) {
    guard paragraph.name == .w("p"), let id = ParagraphProperties.style(of: paragraph),
      let style = Self.byID[id]
    else { return nil }
    self = style
  }

  private static let byID = Dictionary(uniqueKeysWithValues: allCases.map { ($0.id, $0) })
}

extension XML.Element {
  /// The text that a paragraph shows: without deletions, instructions of fields, text boxes and tabs.
  var visibleText: String { shownText(tab: "") }

  /// The same with a sign for each tab.
  func shownText(tab: String) -> String {
    var result = ""
    appendShownText(to: &result, tab: tab, upTo: .max)
    return result
  }

  /// The beginning of ``visibleText``: at least so many characters, if there are as many.
  func visibleText(upTo count: Int) -> String {
    var result = ""
    appendShownText(to: &result, tab: "", upTo: count)
    return result
  }

  /// - Parameter limit: In characters; nothing is added to a text that has more, whose last one is then
  ///   known to be whole.
  private func appendShownText(to result: inout String, tab: String, upTo limit: Int) {
    switch name {
    case .w("t"): result += text
    case .w("tab"): result += tab
    default:
      let known = lead
      appendShownText(of: known[...], to: &result, tab: tab, upTo: limit)
      if isUnread, !result.isLonger(than: limit) {
        appendShownText(of: children[known.count...], to: &result, tab: tab, upTo: limit)
      }
    }
  }

  private func appendShownText(
    of nodes: ArraySlice<XML.Node>, to result: inout String, tab: String, upTo limit: Int
  ) {
    for case .element(let child) in nodes {
      if result.isLonger(than: limit) { return }
      // The names of runs and texts, which are nearly all, have one letter.
      if child.name.local.utf8.count == 1 || !Self.hidden.contains(child.name.local) {
        child.appendShownText(to: &result, tab: tab, upTo: limit)
      }
    }
  }

  private static let hidden: Set<String> = [
    "del", "moveFrom", "pPr", "instrText", "drawing", "pict", "object",
  ]

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

extension String {
  /// O(limit).
  fileprivate func isLonger(than limit: Int) -> Bool {
    // No text of more characters has fewer bytes.
    utf8.count > limit
      && index(startIndex, offsetBy: limit + 1, limitedBy: endIndex) != nil
  }
}
