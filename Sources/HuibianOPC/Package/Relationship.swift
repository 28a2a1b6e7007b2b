/// A link from a part, or from the package, to a part or to something outside.
///
/// ECMA-376 Part 2, 6.5.
package struct Relationship: Hashable, Sendable {
  /// Unique among the relationships of its source.
  package let id: String
  /// The transitional URI, whichever the package uses.
  package let type: String
  /// As written: relative to the source's folder, absolute, or any URI if external.
  package let target: String
  package let isExternal: Bool

  package init(id: String, type: String, target: String, isExternal: Bool = false) {
    self.id = id
    self.type = XML.Namespace.transitional(type) ?? type
    self.target = target
    self.isExternal = isExternal
  }

  /// The last segment of the type: `header`, `image`, `officeDocument`.
  package var kind: Substring {
    type.utf8.lastIndex(of: UInt8(ascii: "/")).map { type[type.utf8.index(after: $0)...] }
      ?? type[...]
  }

  /// `rId` and a number above those that are there.
  static func nextID(after list: [Relationship]) -> String {
    var next = 1
    for relationship in list where relationship.id.hasPrefix("rId") {
      if let number = Int(relationship.id.dropFirst(3)), number < Int(Int32.max) {
        next = max(next, number + 1)
      }
    }
    var id = "rId\(next)"
    while list.contains(where: { $0.id == id }) {
      next += 1
      id = "rId\(next)"
    }
    return id
  }

  static let officeDocument = XML.Namespace.r.uri + "/officeDocument"
}

extension Relationship {
  /// The bytes of the part of relationships that holds these.
  ///
  /// ECMA-376 Part 2, 6.5.3.
  static func bytes(of list: [Relationship], isStrict: Bool) -> [UInt8] {
    var markup = XML.MarkupWriter(capacity: 128 + 192 * list.count)
    markup.putDeclaration()
    markup.put(#"<Relationships xmlns=""#)
    markup.put(value: XML.Namespace.relationships.uri)
    markup.put(#"">"#)
    for relationship in list {
      let type = relationship.type
      markup.put(#"<Relationship Id=""#)
      markup.put(value: relationship.id)
      markup.put(#"" Type=""#)
      markup.put(value: isStrict ? XML.Namespace.strict(type) : type)
      markup.put(#"" Target=""#)
      markup.put(value: relationship.target)
      markup.put(relationship.isExternal ? #"" TargetMode="External"/>"# : #""/>"#)
    }
    markup.put("</Relationships>")
    return markup.bytes
  }

  /// What a part of relationships says; nil if an entry lacks an id, type or target.
  static func list(_ document: XML.Document) -> [Relationship]? {
    guard document.root.name == XML.Name(.relationships, "Relationships", prefix: "") else {
      return nil
    }
    var result: [Relationship] = []
    for element in document.root.elements {
      guard let id = element["Id"], let type = element["Type"], let target = element["Target"]
      else { return nil }
      result.append(
        Relationship(
          id: id, type: type, target: target, isExternal: element["TargetMode"] == "External"))
    }
    return result
  }

  /// Whether the types are written in the URIs of ISO 29500 Strict.
  static func areStrict(_ document: XML.Document) -> Bool {
    document.root.elements.contains { $0["Type"]?.hasPrefix(XML.Namespace.strictRoot) == true }
  }
}
