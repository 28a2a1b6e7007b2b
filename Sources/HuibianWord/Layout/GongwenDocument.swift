package import HuibianOPC

/// A document laid out to GB/T 9704-2012, complete: text, styles, settings, footers.
///
/// It has the page, the typefaces, the headings and the page number of the standard, and as much of a
/// red head (版头) and an imprint (版记) as its blocks ask for. What depends on the final texts, the lines
/// of the title and the indents of the signature, is ``GongwenFinish``'s part.
package struct GongwenDocument: Sendable {
  /// The .docx.
  package let container: OPCPackage
  /// For the n-th `w:p` of the main part, in document order and cells included, where it came from.
  package let origins: [LayoutOrigin]

  /// Lays blocks out, one after the other.
  ///
  /// - Precondition: Levels of headings are 1 to 4; tables have a column.
  package init(_ blocks: [LayoutBlock], settings: LayoutSettings = LayoutSettings()) {
    var body = GongwenBody(settings)
    for (index, block) in blocks.enumerated() {
      body.append(block, at: index, next: index + 1 < blocks.count ? blocks[index + 1] : nil)
    }
    origins = body.origins
    container = Self.assemble(body, settings)
  }

  private static func assemble(_ body: GongwenBody, _ settings: LayoutSettings) -> OPCPackage {
    let types = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    let relations = XML.Namespace.r.uri
    let main = name("word/document.xml")
    var file = OPCPackage()
    _ = file.addRelationship(
      type: relations + "/officeDocument", target: main.text, from: nil)
    _ = file.addRelationship(
      type: "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
      target: "docProps/core.xml", from: nil)
    _ = file.addRelationship(
      type: relations + "/extended-properties", target: "docProps/app.xml", from: nil)
    func related(_ kind: String, _ part: String) -> String {
      file.addRelationship(type: "\(relations)/\(kind)", target: "\(part).xml", from: main)
    }
    _ = related("styles", "styles")
    _ = related("settings", "settings")
    _ = related("fontTable", "fontTable")
    var footers = GongwenParts.Footers(
      odd: related("footer", "footer1"), even: related("footer", "footer2"))
    var parts: [(String, XML.Document, String)] = [
      ("word/styles.xml", StyleSheet.document(settings), types + "styles"),
      ("word/settings.xml", GongwenParts.settings(settings), types + "settings"),
      ("word/fontTable.xml", GongwenParts.fontTable(settings), types + "fontTable"),
      (
        "word/footer1.xml", GongwenParts.footer(isEven: false, place: settings.numberPlace),
        types + "footer"
      ),
      (
        "word/footer2.xml", GongwenParts.footer(isEven: true, place: settings.numberPlace),
        types + "footer"
      ),
      (
        "docProps/core.xml", GongwenParts.coreProperties,
        "application/vnd.openxmlformats-package.core-properties"
      ),
      (
        "docProps/app.xml", GongwenParts.extendedProperties,
        "application/vnd.openxmlformats-officedocument.extended-properties"
      ),
    ]
    var empty: String?
    if body.isLetter || body.unnumbered != nil {
      parts.append(("word/footer3.xml", GongwenParts.emptyFooter, types + "footer"))
      empty = related("footer", "footer3")
    }
    if body.isLetter { footers.first = empty }
    let content = sections(of: body, footers, empty: empty)
    parts.insert(
      (
        "word/document.xml", Markup.root("document", [Markup.w("body", [:], content)]),
        types + "document.main"
      ), at: 0)
    for (part, document, type) in parts {
      file.setPart(name(part), XML.serialize(document), contentType: type + "+xml")
    }
    return file
  }

  /// The body's elements with their sections: the text's, before it one of a cover, behind it one
  /// without page numbers.
  private static func sections(
    of body: GongwenBody, _ footers: GongwenParts.Footers, empty: String?
  ) -> [XML.Element] {
    var elements = body.elements
    if let cover = body.cover {
      let section = GongwenParts.section(cover.isNumbered ? footers : nil)
      ParagraphProperties.set(section, of: &elements[cover.end - 1])
    }
    guard let index = body.unnumbered, let empty else {
      return elements + [GongwenParts.section(footers)]
    }
    var before = Array(elements[..<index])
    let section = GongwenParts.section(footers)
    if let last = before.indices.last, before[last].name == .w("p") {
      ParagraphProperties.set(section, of: &before[last])
    } else {
      before.append(Markup.paragraph(style: .spacer, [section]))
    }
    return before + elements[index...]
      + [GongwenParts.section(GongwenParts.Footers(odd: empty, even: empty))]
  }

  private static func name(_ text: String) -> PartName {
    guard let name = PartName(text) else { preconditionFailure("no part name: \(text)") }
    return name
  }
}
