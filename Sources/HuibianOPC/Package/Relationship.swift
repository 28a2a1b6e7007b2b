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
    self.type = XML.Namespace(type).uri
    self.target = target
    self.isExternal = isExternal
  }

  /// The last segment of the type: `header`, `image`, `officeDocument`.
  package var kind: Substring {
    type.utf8.lastIndex(of: UInt8(ascii: "/")).map { type[type.utf8.index(after: $0)...] }
      ?? type[...]
  }

  static let officeDocument = XML.Namespace.r.uri + "/officeDocument"
}

extension Relationship {
  /// The part of relationships that holds these.
  ///
  /// ECMA-376 Part 2, 6.5.3.
  static func document(_ list: [Relationship], isStrict: Bool) -> XML.Document {
    let elements = list.map { relationship in
      var attributes = [
        (XML.Name("Id"), relationship.id),
        (
          XML.Name("Type"),
          isStrict ? XML.Namespace.strict(relationship.type) : relationship.type
        ),
        (XML.Name("Target"), relationship.target),
      ]
      if relationship.isExternal { attributes.append((XML.Name("TargetMode"), "External")) }
      return XML.Element(XML.Name(.relationships, "Relationship", prefix: ""), attributes)
    }
    return XML.Document(
      root: XML.Element(XML.Name(.relationships, "Relationships", prefix: ""), elements: elements))
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
