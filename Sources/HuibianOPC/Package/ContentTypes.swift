import HuibianDiagnostics

/// What kind of content each part has.
///
/// Kept in `[Content_Types].xml`, which is itself no part. ECMA-376 Part 2, 7.3.
struct ContentTypes: Sendable {
  static let partName = "[Content_Types].xml"
  static let relationships = "application/vnd.openxmlformats-package.relationships+xml"

  private var document: XML.Document
  /// By extension, in lower case.
  private var defaults: [String: String] = [:]
  private var overrides: [PartName: String] = [:]

  /// The bytes as read until something changes.
  var bytes: [UInt8] { unchanged ?? XML.serialize(document) }
  private var unchanged: [UInt8]?

  /// Of an empty package: only the types of relationships and of XML at large.
  init() {
    document = XML.Document(root: XML.Element(Self.name("Types")))
    document.root.declarations = [
      XML.Declaration(prefix: "", uri: XML.Namespace.contentTypes.uri)
    ]
    setDefault("rels", Self.relationships)
    setDefault("xml", "application/xml")
  }

  init(_ document: XML.Document, bytes: [UInt8]) {
    self.document = document
    unchanged = bytes
    for element in document.root.elements {
      guard let type = element["ContentType"] else { continue }
      if element.name == Self.name("Default"), let key = element["Extension"] {
        defaults[lowercasedASCII(key)] = type
      } else if element.name == Self.name("Override"),
        let part = element["PartName"].flatMap(PartName.init)
      {
        overrides[part] = type
      }
    }
  }

  subscript(part: PartName) -> String? { overrides[part] ?? defaults[part.extension] }

  /// Says what a part is.
  ///
  /// Pictures get a default for their extension if it has none yet.
  mutating func set(_ part: PartName, _ type: String) {
    if self[part] == type { return }
    if type.hasPrefix("image/"), defaults[part.extension] == nil, overrides[part] == nil,
      !part.extension.isEmpty
    {
      setDefault(part.extension, type)
    } else {
      remove(part)
      overrides[part] = type
      append("Override", [("PartName", "/" + part.text), ("ContentType", type)])
    }
  }

  /// Forgets what was said of one part; a default for its extension stays.
  mutating func remove(_ part: PartName) {
    guard overrides.removeValue(forKey: part) != nil else { return }
    document.root.children.removeAll { node in
      node.element?["PartName"].flatMap(PartName.init) == part
    }
    unchanged = nil
  }

  private mutating func setDefault(_ key: String, _ type: String) {
    defaults[key] = type
    append("Default", [("Extension", key), ("ContentType", type)])
  }

  private mutating func append(_ local: String, _ attributes: [(String, String)]) {
    document.root.children.append(
      .element(XML.Element(Self.name(local), attributes.map { (XML.Name($0.0), $0.1) })))
    unchanged = nil
  }

  private static func name(_ local: String) -> XML.Name {
    XML.Name(.contentTypes, local, prefix: "")
  }
}
