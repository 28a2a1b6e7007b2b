import HuibianOPC

/// Writes a text as a run, or as a run in a content control.
struct RunText {
  let dialect: Dialect
  let properties: XML.Element?

  /// Nothing for an empty text. A line feed becomes a break, a tab a tab; other characters that XML
  /// cannot hold become U+FFFD.
  func nodes(_ text: String, _ identity: ControlIdentity?) -> [XML.Node] {
    guard !text.isEmpty else { return [] }
    let runs = runs(xmlSafe(text).text)
    guard let identity, dialect == .word else { return runs }
    return [.element(control(identity, runs))]
  }

  /// What prefixes mean in what ``write(_:_:to:)`` writes.
  static let bindings: [(prefix: String, namespace: XML.Namespace)] = [("w", .w), ("xml", .xml)]

  /// Writes what ``nodes(_:_:)`` are, in the dialect of Word, with room for the number of the control.
  func write(
    _ text: String, _ identity: ControlIdentity?, to writer: inout XML.ElementWriter
  ) {
    guard !text.isEmpty else { return }
    if let identity {
      writer.put("<w:sdt><w:sdtPr>")
      if let properties { writer.put(properties) }
      writer.put(#"<w:alias w:val=""#)
      write(value: identity.alias, to: &writer)
      writer.put(#""/><w:tag w:val=""#)
      write(value: identity.tag, to: &writer)
      writer.put(#""/><w:id w:val=""#)
      writer.putControlNumber()
      writer.put(#""/></w:sdtPr><w:sdtContent>"#)
    }
    if isPlainXML(text) {
      writeRun(of: text, isPlain: true, to: &writer)
    } else {
      writeRuns(xmlSafe(text).text, to: &writer)
    }
    if identity != nil { writer.put("</w:sdtContent></w:sdt>") }
  }

  private func write(value: String, to writer: inout XML.ElementWriter) {
    if isPlainXML(value) {
      writer.put(plain: value)
    } else {
      writer.put(value: xmlSafe(value).text)
    }
  }

  private func writeRuns(_ text: String, to writer: inout XML.ElementWriter) {
    // Breaks and tabs are elements of their own.
    guard !text.utf8.contains(where: { $0 < 0x20 }) else {
      for case .element(let run) in runs(text) { writer.put(run) }
      return
    }
    writeRun(of: text, isPlain: false, to: &writer)
  }

  private func writeRun(of text: String, isPlain: Bool, to writer: inout XML.ElementWriter) {
    writer.put("<w:r>")
    if let properties { writer.put(properties) }
    if XML.Element.keepsBlanks(text) {
      writer.put(#"<w:t xml:space="preserve">"#)
    } else {
      writer.put("<w:t>")
    }
    if isPlain { writer.put(plain: text) } else { writer.put(text: text) }
    writer.put("</w:t></w:r>")
  }

  /// The same with a yellow highlight.
  var highlighted: RunText {
    guard dialect == .word else { return self }
    var result = properties ?? XML.Element(.w("rPr"))
    result.children.removeAll { $0.element?.name == .w("highlight") }
    let index = result.children.firstIndex {
      $0.element.map { Self.afterHighlight.contains($0.name) } ?? false
    }
    result.children.insert(
      .element(XML.Element(.w("highlight"), [(.w("val"), "yellow")])),
      at: index ?? result.children.count)
    return RunText(dialect: dialect, properties: result)
  }

  /// What the schema puts after a highlight. ISO 29500-1, 17.3.2.28.
  private static let afterHighlight: Set<XML.Name> = Set(
    [
      "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
      "eastAsianLayout", "specVanish", "oMath", "rPrChange",
    ].map { .w($0) })

  private func runs(_ text: String) -> [XML.Node] {
    var pieces: [XML.Element] = []
    var plain = ""
    func flush() {
      if !plain.isEmpty { pieces.append(.text(plain, dialect)) }
      plain = ""
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n":
        flush()
        pieces.append(XML.Element(dialect.lineBreak))
      case "\t" where dialect == .word:
        flush()
        pieces.append(XML.Element(.w("tab")))
      case "\r": break
      default: plain.unicodeScalars.append(scalar)
      }
    }
    flush()
    let look = properties.map { [$0] } ?? []
    if dialect == .word { return [.element(XML.Element(dialect.run, elements: look + pieces))] }
    // DrawingML has its breaks beside the runs.
    return pieces.map { piece in
      .element(
        piece.name == dialect.lineBreak
          ? XML.Element(dialect.lineBreak, elements: look)
          : XML.Element(dialect.run, elements: look + [piece]))
    }
  }

  /// ISO 29500-1, 17.5.2.31. The id is given when the whole document is known.
  ///
  /// Not a plain-text control (`w:text`): LibreOffice 7.4 drops the direct formatting of one, and
  /// doubles parts of its text when it saves it.
  private func control(_ identity: ControlIdentity, _ runs: [XML.Node]) -> XML.Element {
    var description: [XML.Element] = properties.map { [$0] } ?? []
    description += [
      XML.Element(.w("alias"), [(.w("val"), xmlSafe(identity.alias).text)]),
      XML.Element(.w("tag"), [(.w("val"), xmlSafe(identity.tag).text)]),
      XML.Element(.w("id"), [(.w("val"), "")]),
    ]
    return XML.Element(
      .w("sdt"),
      elements: [
        XML.Element(.w("sdtPr"), elements: description),
        XML.Element(.w("sdtContent"), [], runs),
      ])
  }
}
