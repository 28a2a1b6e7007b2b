extension XML {
  /// A namespace, by the URI that the transitional schemas use.
  ///
  /// A document of ISO 29500 Strict uses `http://purl.oclc.org/ooxml/…` instead. Such a URI means the
  /// same here, so that no other code need know that there are two.
  package struct Namespace: Hashable, Sendable {
    /// Empty: no namespace.
    package let uri: String

    /// - Parameter uri: As declared, strict or transitional.
    package init(_ uri: String) {
      self.uri = Self.transitional(uri) ?? uri
    }

    package static let none = Namespace("")
    package static let xml = Namespace("http://www.w3.org/XML/1998/namespace")
    package static let xmlns = Namespace("http://www.w3.org/2000/xmlns/")
    package static let w = Namespace(
      "http://schemas.openxmlformats.org/wordprocessingml/2006/main")
    package static let r = Namespace(
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
    package static let mc = Namespace(
      "http://schemas.openxmlformats.org/markup-compatibility/2006")
    package static let wp = Namespace(
      "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing")
    package static let a = Namespace("http://schemas.openxmlformats.org/drawingml/2006/main")
    package static let pic = Namespace("http://schemas.openxmlformats.org/drawingml/2006/picture")
    package static let c = Namespace("http://schemas.openxmlformats.org/drawingml/2006/chart")
    package static let m = Namespace("http://schemas.openxmlformats.org/officeDocument/2006/math")
    package static let x = Namespace("http://schemas.openxmlformats.org/spreadsheetml/2006/main")
    package static let v = Namespace("urn:schemas-microsoft-com:vml")
    package static let o = Namespace("urn:schemas-microsoft-com:office:office")
    package static let w10 = Namespace("urn:schemas-microsoft-com:office:word")
    package static let wps = Namespace(
      "http://schemas.microsoft.com/office/word/2010/wordprocessingShape")
    package static let wp14 = Namespace(
      "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing")
    package static let w14 = Namespace("http://schemas.microsoft.com/office/word/2010/wordml")
    package static let w15 = Namespace("http://schemas.microsoft.com/office/word/2012/wordml")
    package static let contentTypes = Namespace(
      "http://schemas.openxmlformats.org/package/2006/content-types")
    package static let relationships = Namespace(
      "http://schemas.openxmlformats.org/package/2006/relationships")
    package static let coreProperties = Namespace(
      "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
    package static let extendedProperties = Namespace(
      "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
    package static let customProperties = Namespace(
      "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties")
    package static let dc = Namespace("http://purl.org/dc/elements/1.1/")
    package static let dcterms = Namespace("http://purl.org/dc/terms/")
    package static let xsi = Namespace("http://www.w3.org/2001/XMLSchema-instance")

    /// Whether a URI is one of ISO 29500 Strict.
    package static func isStrict(_ uri: String) -> Bool { uri.hasPrefix(strictRoot) }

    static let strictRoot = "http://purl.oclc.org/ooxml/"
    static let transitionalRoot = "http://schemas.openxmlformats.org/"

    /// The transitional form of a strict URI, or nil if it is not strict.
    ///
    /// The year stands after the first segment: `wordprocessingml/main` is
    /// `wordprocessingml/2006/main`. Two names are spelled differently besides.
    static func transitional(_ uri: String) -> String? {
      guard uri.hasPrefix(strictRoot) else { return nil }
      let path = uri.dropFirst(strictRoot.count)
      guard let slash = path.firstIndex(of: "/") else { return nil }
      var rest = path[path.index(after: slash)...]
      if let spelling = spellings.first(where: { rest == $0.strict }) {
        rest = spelling.transitional[...]
      }
      return transitionalRoot + path[..<slash] + "/2006/" + rest
    }

    private static let spellings: [(strict: String, transitional: String)] = [
      ("extendedProperties", "extended-properties"), ("customProperties", "custom-properties"),
      ("relationships/extendedProperties", "relationships/extended-properties"),
      ("relationships/customProperties", "relationships/custom-properties"),
    ]

    /// The strict form of a transitional URI; the URI itself if it has none, as those of packages and
    /// of markup compatibility.
    package static func strict(_ uri: String) -> String {
      guard uri.hasPrefix(transitionalRoot) else { return uri }
      let path = uri.dropFirst(transitionalRoot.count)
      guard let family = families.first(where: { path.hasPrefix($0 + "/2006/") }) else {
        return uri
      }
      var rest = path.dropFirst(family.count + "/2006/".count)
      if let spelling = spellings.first(where: { rest == $0.transitional }) {
        rest = spelling.strict[...]
      }
      return strictRoot + family + "/" + rest
    }

    private static let families = [
      "officeDocument", "wordprocessingml", "drawingml", "spreadsheetml", "presentationml",
    ]
  }
}
