/// The least that is a Word document, to be damaged by tests.
struct DocumentFixture {
  static let word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
  static let relationshipType =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

  struct Link {
    let id: String
    let kind: String
    let target: String
    var isExternal = false
  }

  var mainType = word + "document.main+xml"
  var mainTarget = "word/document.xml"
  /// Part name and content type.
  var overrides: [(String, String)] = []
  /// Of the document.
  var links: [Link] = []
  var body = "<w:p><w:r><w:t>正文</w:t></w:r></w:p>"
  /// Name and content.
  var parts: [(String, String)] = []
  /// Left out of the zip.
  var missing: Set<String> = []

  var entries: [ZipFixture.Entry] {
    let types = ([("word/document.xml", mainType)] + overrides).map {
      "<Override PartName=\"/\($0.0)\" ContentType=\"\($0.1)\"/>"
    }
    let package = "http://schemas.openxmlformats.org/package/2006/"
    let relationships = "application/vnd.openxmlformats-package.relationships+xml"
    let w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    let all =
      [
        (
          "[Content_Types].xml",
          "<Types xmlns=\"\(package)content-types\"><Default Extension=\"rels\" "
            + "ContentType=\"\(relationships)\"/><Default Extension=\"xml\" "
            + "ContentType=\"application/xml\"/>\(types.joined())</Types>"
        ),
        ("_rels/.rels", Self.part([Link(id: "rId1", kind: "officeDocument", target: mainTarget)])),
        (
          "word/document.xml",
          "<w:document xmlns:w=\"\(w)\"><w:body>\(body)</w:body></w:document>"
        ),
        ("word/_rels/document.xml.rels", Self.part(links)),
      ] + parts
    return all.filter { !missing.contains($0.0) }.map { ZipFixture.Entry($0.0, $0.1) }
  }

  var bytes: [UInt8] { ZipFixture(entries).bytes }

  /// A part of relationships.
  static func part(_ links: [Link]) -> String {
    let list = links.map { link in
      "<Relationship Id=\"\(link.id)\" Type=\"\(relationshipType)\(link.kind)\" "
        + "Target=\"\(link.target)\"\(link.isExternal ? " TargetMode=\"External\"" : "")/>"
    }
    return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      + list.joined() + "</Relationships>"
  }
}
