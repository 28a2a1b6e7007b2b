import HuibianOPC

/// Brings parts of an inserted document over: pictures, charts with their workbooks, diagrams.
///
/// A part comes once, with everything that it leads to, under a name that is free; its bytes stay.
struct PartImport {
  let source: OPCPackage
  private var parts: [PartName: PartName] = [:]
  private var links: [String: String] = [:]

  init(source: OPCPackage) { self.source = source }

  /// The id of a relationship of a part around that leads where the given one of the source led.
  ///
  /// - Returns: Nil if the source has no such relationship, or it leads nowhere.
  mutating func link(
    _ id: String, from part: PartName, to owner: PartName, in host: inout OPCPackage
  ) -> String? {
    let key = [part.text, id, owner.text].joined(separator: "\n")
    if let known = links[key] { return known }
    guard let old = source.relationships(of: part).first(where: { $0.id == id }) else { return nil }
    let new: String
    if old.isExternal {
      new = host.addRelationship(type: old.type, target: old.target, isExternal: true, from: owner)
    } else {
      guard !old.target.hasPrefix("#"), let target = source.resolve(old.target, from: part),
        let copy = self.copy(target, into: &host)
      else { return nil }
      new = host.addRelationship(type: old.type, target: "/" + copy.text, from: owner)
    }
    links[key] = new
    return new
  }

  private mutating func copy(_ part: PartName, into host: inout OPCPackage) -> PartName? {
    if let known = parts[part] { return known }
    guard let bytes = source.bytes(of: part), let type = source.contentType(of: part),
      let name = Self.freeName(like: part, in: host)
    else { return nil }
    // A picture that is there already is shared.
    if type.hasPrefix("image/"),
      let twin = host.partNames.first(where: {
        host.contentType(of: $0) == type && host.bytes(of: $0) == bytes
      })
    {
      parts[part] = twin
      return twin
    }
    parts[part] = name
    host.setPart(name, bytes, contentType: type)
    var list: [Relationship] = []
    for link in source.relationships(of: part) {
      if link.isExternal {
        list.append(link)
      } else if let target = source.resolve(link.target, from: part),
        let copy = copy(target, into: &host)
      {
        list.append(
          Relationship(id: link.id, type: link.type, target: "/" + copy.text, isExternal: false))
      }
    }
    host.setRelationships(list, of: name)
    return name
  }

  /// The name itself, or with the first number after its stem that makes it free.
  static func freeName(like part: PartName, in host: OPCPackage) -> PartName? {
    if host.bytes(of: part) == nil { return part }
    let text = part.text
    let dot = text.lastIndex(of: ".") ?? text.endIndex
    var stem = text[..<dot]
    while stem.last?.isNumber == true { stem.removeLast() }
    for number in 1... {
      guard let name = PartName("\(stem)\(number)\(text[dot...])") else { return nil }
      if host.bytes(of: name) == nil { return name }
    }
    return nil
  }
}
