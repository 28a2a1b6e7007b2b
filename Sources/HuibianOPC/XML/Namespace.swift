extension XML {
  /// A namespace, by the URI that the transitional schemas use.
  ///
  /// A document of ISO 29500 Strict uses `http://purl.oclc.org/ooxml/…` instead. Such a URI means the
  /// same here, so that no other code need know that there are two.
  package struct Namespace: Hashable, Sendable {
    /// A namespace that we know is a number: names are copied and compared all the time.
    private enum Kind: Hashable, Sendable {
      /// An index of ``uris``.
      case known(UInt8)
      case other(String)
    }

    private let kind: Kind

    /// Whether it is one of those below.
    var isKnown: Bool { if case .known = kind { true } else { false } }

    package static func == (a: Namespace, b: Namespace) -> Bool {
      switch (a.kind, b.kind) {
      case (.known(let a), .known(let b)): a == b
      case (.other(let a), .other(let b)): a == b
      case (.known, .other), (.other, .known): false
      }
    }

    private init(known index: UInt8) { kind = .known(index) }

    /// - Parameter uri: As declared, strict or transitional.
    package init(_ uri: String) {
      let uri = Self.transitional(uri) ?? uri
      kind = Self.uris.firstIndex(of: uri).map { .known(UInt8($0)) } ?? .other(uri)
    }

    /// Empty: no namespace.
    package var uri: String {
      switch kind {
      case .known(let index): Self.uris[Int(index)]
      case .other(let uri): uri
      }
    }

    package static var none: Namespace { Namespace(known: 0) }
    package static var xml: Namespace { Namespace(known: 1) }
    package static var xmlns: Namespace { Namespace(known: 2) }
    package static var w: Namespace { Namespace(known: 3) }
    package static var r: Namespace { Namespace(known: 4) }
    package static var mc: Namespace { Namespace(known: 5) }
    package static var wp: Namespace { Namespace(known: 6) }
    package static var a: Namespace { Namespace(known: 7) }
    package static var pic: Namespace { Namespace(known: 8) }
    package static var c: Namespace { Namespace(known: 9) }
    package static var m: Namespace { Namespace(known: 10) }
    package static var x: Namespace { Namespace(known: 11) }
    package static var v: Namespace { Namespace(known: 12) }
    package static var o: Namespace { Namespace(known: 13) }
    package static var w10: Namespace { Namespace(known: 14) }
    package static var wps: Namespace { Namespace(known: 15) }
    package static var wp14: Namespace { Namespace(known: 16) }
    package static var w14: Namespace { Namespace(known: 17) }
    package static var w15: Namespace { Namespace(known: 18) }
    package static var contentTypes: Namespace { Namespace(known: 19) }
    package static var relationships: Namespace { Namespace(known: 20) }
    package static var coreProperties: Namespace { Namespace(known: 21) }
    package static var extendedProperties: Namespace { Namespace(known: 22) }
    package static var customProperties: Namespace { Namespace(known: 23) }
    package static var dc: Namespace { Namespace(known: 24) }
    package static var dcterms: Namespace { Namespace(known: 25) }
    package static var xsi: Namespace { Namespace(known: 26) }

    /// In the order of the numbers above.
    private static let uris = [
      "",
      "http://www.w3.org/XML/1998/namespace",
      "http://www.w3.org/2000/xmlns/",
      "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
      "http://schemas.openxmlformats.org/markup-compatibility/2006",
      "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
      "http://schemas.openxmlformats.org/drawingml/2006/main",
      "http://schemas.openxmlformats.org/drawingml/2006/picture",
      "http://schemas.openxmlformats.org/drawingml/2006/chart",
      "http://schemas.openxmlformats.org/officeDocument/2006/math",
      "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
      "urn:schemas-microsoft-com:vml",
      "urn:schemas-microsoft-com:office:office",
      "urn:schemas-microsoft-com:office:word",
      "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
      "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
      "http://schemas.microsoft.com/office/word/2010/wordml",
      "http://schemas.microsoft.com/office/word/2012/wordml",
      "http://schemas.openxmlformats.org/package/2006/content-types",
      "http://schemas.openxmlformats.org/package/2006/relationships",
      "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
      "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
      "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
      "http://purl.org/dc/elements/1.1/",
      "http://purl.org/dc/terms/",
      "http://www.w3.org/2001/XMLSchema-instance",
    ]

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
