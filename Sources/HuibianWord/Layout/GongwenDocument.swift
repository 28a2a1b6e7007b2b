package import HuibianOPC

/// A document laid out to GB/T 9704-2012, complete: text, styles, settings, footers.
///
/// It has the page, the typefaces, the headings and the page number of the standard, and no red head
/// (版头) and no imprint (版记), which belong to the formal issue. What depends on the final texts, the
/// lines of the title and the indents of the signature, is ``GongwenFinish``'s part.
package struct GongwenDocument: Sendable {
  /// The .docx.
  package let container: OPCPackage
  /// For the n-th `w:p` of the main part, in document order and cells included, where it came from.
  package let origins: [LayoutOrigin]

  /// Lays blocks out, one after the other.
  ///
  /// - Precondition: Levels of headings are 1 to 4; tables have a column.
  package init(_ blocks: [LayoutBlock]) {
    var body = GongwenBody()
    for (index, block) in blocks.enumerated() {
      body.append(block, at: index, next: index + 1 < blocks.count ? blocks[index + 1] : nil)
    }
    origins = body.origins
    container = Self.assemble(body.elements)
  }

  private static func assemble(_ body: [XML.Element]) -> OPCPackage {
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
    let section = GongwenParts.section(
      oddFooter: related("footer", "footer1"), evenFooter: related("footer", "footer2"))
    let parts: [(String, XML.Document, String)] = [
      (
        "word/document.xml",
        Markup.root("document", [Markup.w("body", [:], body + [section])]), types + "document.main"
      ),
      ("word/styles.xml", StyleSheet.document, types + "styles"),
      ("word/settings.xml", GongwenParts.settings, types + "settings"),
      ("word/fontTable.xml", GongwenParts.fontTable, types + "fontTable"),
      ("word/footer1.xml", GongwenParts.footer(isEven: false), types + "footer"),
      ("word/footer2.xml", GongwenParts.footer(isEven: true), types + "footer"),
      (
        "docProps/core.xml", GongwenParts.coreProperties,
        "application/vnd.openxmlformats-package.core-properties"
      ),
      (
        "docProps/app.xml", GongwenParts.extendedProperties,
        "application/vnd.openxmlformats-officedocument.extended-properties"
      ),
    ]
    for (part, document, type) in parts {
      file.setPart(name(part), XML.serialize(document), contentType: type + "+xml")
    }
    return file
  }

  private static func name(_ text: String) -> PartName {
    guard let name = PartName(text) else { preconditionFailure("no part name: \(text)") }
    return name
  }
}
