/// An Open Packaging Conventions package (.docx, .xlsx): parts by name, in file order.
///
/// All bytes lie in memory. Parts that are not set again keep the very bytes they had, so that what
/// the program does not understand comes out as it came in. ECMA-376 Part 2.
package struct OPCPackage: Sendable {
  /// What main part is expected.
  package enum Kind: Hashable, Sendable {
    case wordDocument
    case spreadsheet
  }

  /// What becomes of macros, ActiveX controls, embedded OLE objects, and chunks of other documents.
  package enum ActiveContentPolicy: Hashable, Sendable {
    /// An error each: what we write must not carry them to its readers.
    case refuse
    /// A warning each; for documents that are only examined.
    case warn
  }

  private struct Part: Sendable {
    let name: PartName
    /// Nil of relationships that are to be written when somebody asks.
    var bytes: [UInt8]? { didSet { packed = nil } }
    /// The bytes as they stand in a zip, where they were packed already.
    var packed: PackedPart?
  }

  private var parts: [Part] = []
  private var indices: [PartName: Int] = [:]
  private var contentTypes: ContentTypes
  /// By source; nil is the package itself.
  ///
  /// No entry: no relationships.
  private var relationships: [PartName?: [Relationship]] = [:]
  /// The package writes relationship types in the URIs of ISO 29500 Strict.
  package let isStrict: Bool
  /// Shared by all copies since the parts were packed.
  private var memory: PackedMemory?

  /// An empty package to build from nothing: no part, no relationship.
  package init(isStrict: Bool = false) {
    contentTypes = ContentTypes()
    mainPart = .document
    self.isStrict = isStrict
  }

  init(
    _ entries: [(name: PartName, bytes: [UInt8])], contentTypes: ContentTypes,
    relationships: [PartName?: [Relationship]], isStrict: Bool
  ) {
    self.contentTypes = contentTypes
    self.relationships = relationships
    mainPart = Self.mainPart(relationships[nil] ?? [])
    self.isStrict = isStrict
    for entry in entries { append(entry.name, entry.bytes) }
  }

  /// The part that the package's relationship of type officeDocument leads to; without one,
  /// `word/document.xml`.
  package private(set) var mainPart: PartName

  /// All parts in file order, those of relationships included; `[Content_Types].xml` is no part.
  package var partNames: [PartName] { parts.map(\.name) }

  /// The uncompressed bytes of a part; nil if there is no such part.
  package func bytes(of name: PartName) -> [UInt8]? {
    indices[name].map { bytes(of: parts[$0]) }
  }

  /// What `[Content_Types].xml` says of a part, be it there or not; nil if it says nothing.
  package func contentType(of name: PartName) -> String? { contentTypes[name] }

  /// Replaces a part in its place, or appends it.
  ///
  /// - Parameter contentType: Nil keeps what is said of the part already; there must be something.
  /// - Precondition: The part is not one of relationships; see ``setRelationships(_:of:)``.
  package mutating func setPart(_ name: PartName, _ bytes: [UInt8], contentType: String?) {
    precondition(!name.isRelationshipsPart, "relationships set as a part")
    if let contentType { contentTypes.set(name, contentType) }
    precondition(contentTypes[name] != nil, "a part without a content type")
    store(name, bytes)
  }

  /// Removes a part, its relationships, and all relationships that lead to it; what refers to those
  /// by id in other parts is the caller's to remove.
  ///
  /// Without effect if there is no such part.
  package mutating func removePart(_ name: PartName) {
    guard indices[name] != nil else { return }
    precondition(!name.isRelationshipsPart, "relationships removed as a part")
    remove([name])
    contentTypes.remove(name)
    setRelationships([], of: name)
    for source in relationshipSources {
      let list = relationships(of: source)
      let kept = list.filter { $0.isExternal || resolve($0.target, from: source) != name }
      if kept.count < list.count { setRelationships(kept, of: source) }
    }
  }

  /// The relationships of a part in file order; of the package itself for nil.
  package func relationships(of source: PartName?) -> [Relationship] {
    relationships[source] ?? []
  }

  /// What has relationships, in the order of their parts; nil is the package itself.
  package var relationshipSources: [PartName?] {
    parts.filter(\.name.isRelationshipsPart).map(\.name.relationshipsSource)
  }

  /// Replaces all relationships of a part, or of the package for nil; none removes their part.
  package mutating func setRelationships(_ list: [Relationship], of source: PartName?) {
    precondition(Set(list.map(\.id)).count == list.count, "two relationships of one id")
    guard let part = Self.relationshipsPart(of: source) else { return }
    if list.isEmpty {
      relationships[source] = nil
      if indices[part] != nil { remove([part]) }
    } else {
      relationships[source] = list
      contentTypes.set(part, ContentTypes.relationships)
      store(part, nil)
    }
    if source == nil { mainPart = Self.mainPart(list) }
  }

  /// Adds a relationship and returns its id, `rId` and the next number.
  package mutating func addRelationship(
    type: String, target: String, isExternal: Bool = false, from source: PartName?
  ) -> String {
    let id = Relationship.nextID(after: relationships(of: source))
    guard let part = Self.relationshipsPart(of: source) else { return id }
    let added = Relationship(id: id, type: type, target: target, isExternal: isExternal)
    relationships[source, default: []].append(added)
    contentTypes.set(part, ContentTypes.relationships)
    store(part, nil)
    if source == nil { mainPart = Self.mainPart(relationships(of: nil)) }
    return id
  }

  private static func mainPart(_ list: [Relationship]) -> PartName {
    list.first { $0.type == Relationship.officeDocument && !$0.isExternal }
      .flatMap { PartName.resolve($0.target, in: "") } ?? .document
  }

  /// The part that an internal relationship leads to; nil if it leaves the package.
  package func resolve(_ target: String, from source: PartName?) -> PartName? {
    PartName.resolve(target, in: source?.folder ?? "")
  }

  /// The zip: `[Content_Types].xml` first, then the parts in file order.
  ///
  /// All dated 1980-01-01, without extra fields: two calls give equal bytes.
  package func serialized() throws(OPCError) -> [UInt8] {
    var writer = try ZipWriter()
    try add(ContentTypes.partName, contentTypes.bytes, to: &writer)
    for part in parts {
      if let packed = part.packed {
        try writer.add(part.name.text, packed)
      } else {
        try add(part.name.text, bytes(of: part), to: &writer)
      }
    }
    return try writer.finish()
  }

  private func add(
    _ name: String, _ bytes: [UInt8], to writer: inout ZipWriter
  ) throws(OPCError) {
    guard let memory, bytes.count <= PackedMemory.limit else {
      return try writer.add(name, bytes)
    }
    if let known = memory.packed(name, bytes) { return try writer.add(name, known) }
    let packed = try writer.packed(bytes)
    memory.remember(name, bytes, packed)
    try writer.add(name, packed)
  }

  /// The entries of the zip, all of them packed.
  func packedEntries() throws(OPCError) -> [(name: String, part: PackedPart)] {
    var deflater = try Deflater()
    var entries = [(name: ContentTypes.partName, part: try deflater.packed(contentTypes.bytes))]
    for part in parts { entries.append((part.name.text, try deflater.packed(bytes(of: part)))) }
    return entries
  }

  /// Packs the parts, so that copies of the package need not pack again what they do not change.
  ///
  /// - Parameter isKept: Whether copies will likely leave a part as it is.
  package mutating func pack(where isKept: (PartName) -> Bool) throws(OPCError) {
    memory = PackedMemory()
    var deflater = try Deflater()
    for index in parts.indices where parts[index].packed == nil && isKept(parts[index].name) {
      parts[index].packed = try deflater.packed(bytes(of: parts[index]))
    }
  }

  /// Whether a part is as it was when the parts were packed.
  package func isPacked(_ name: PartName) -> Bool {
    indices[name].map { parts[$0].packed != nil } ?? false
  }

  static func relationshipsPart(of source: PartName?) -> PartName? {
    guard let source else { return .packageRelationships }
    return source.relationshipsPart
  }

  private func bytes(of part: Part) -> [UInt8] {
    part.bytes
      ?? Relationship.bytes(
        of: relationships(of: part.name.relationshipsSource), isStrict: isStrict)
  }

  private mutating func store(_ name: PartName, _ bytes: [UInt8]?) {
    if let index = indices[name] { parts[index].bytes = bytes } else { append(name, bytes) }
  }

  private mutating func append(_ name: PartName, _ bytes: [UInt8]?) {
    indices[name] = parts.count
    parts.append(Part(name: name, bytes: bytes))
  }

  private mutating func remove(_ names: Set<PartName>) {
    parts.removeAll { names.contains($0.name) }
    indices = Dictionary(
      uniqueKeysWithValues: parts.enumerated().map { ($0.element.name, $0.offset) })
  }
}
