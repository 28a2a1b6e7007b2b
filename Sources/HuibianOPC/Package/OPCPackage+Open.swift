package import HuibianDiagnostics

extension OPCPackage {
  /// Opens a .docx or .xlsx, with every check that can be made without knowing what is in its parts.
  ///
  /// Everything wrong goes into the sink. An external link that is not a web or mail hyperlink is a
  /// warning `external-link`; its target is taken away, so that nobody's Word fetches it. The path of
  /// the attached template and the sources of a mail merge are dropped with a note. A template (.dotx)
  /// becomes a document.
  ///
  /// - Parameters:
  ///   - file: The name for messages, as the user typed it.
  ///   - activeContent: What becomes of macros, ActiveX, OLE, and chunks of other documents. A
  ///     workbook is only read, so there it is never an error.
  ///   - isDeferred: Parts that stay compressed, and have no bytes in the package; ``PartArchive``
  ///     gives them piece by piece. None of them is one of relationships.
  /// - Returns: Nil if there was an error.
  package static func open(
    _ bytes: [UInt8], file: String, kind: Kind, activeContent: ActiveContentPolicy = .refuse,
    limits: PackageLimits = PackageLimits(), isDeferred: (String) -> Bool = { _ in false },
    sink: inout DiagnosticSink
  ) -> OPCPackage? {
    var opening = PackageOpening(
      file: file, kind: kind, activeContent: kind == .spreadsheet ? .warn : activeContent)
    let package = opening.open(bytes, limits, isDeferred)
    sink.absorb(opening.sink)
    return opening.sink.hasErrors ? nil : package
  }
}

/// The steps of opening one package.
private struct PackageOpening {
  let file: String
  let kind: OPCPackage.Kind
  let activeContent: OPCPackage.ActiveContentPolicy
  var sink = DiagnosticSink()

  mutating func open(
    _ bytes: [UInt8], _ limits: PackageLimits, _ isDeferred: (String) -> Bool
  ) -> OPCPackage? {
    let fileLimit = limits.file ?? (kind == .wordDocument ? 50 << 20 : 200 << 20)
    guard bytes.count <= fileLimit else {
      sink.report(.fileTooLarge(bytes.count, limit: fileLimit, file: file))
      return nil
    }
    if let foreign = ForeignFile(bytes) {
      sink.report(Diagnostic(foreign, kind, file: file))
      return nil
    }
    guard let entries = entries(bytes, limits, isDeferred), var package = package(of: entries)
    else {
      return nil
    }
    checkDocumentTypes(in: package)
    checkMainPart(&package)
    checkTargets(in: package)
    checkActiveContent(in: package)
    dismissExternals(in: &package)
    return package
  }

  // MARK: The zip

  private mutating func entries(
    _ bytes: [UInt8], _ limits: PackageLimits, _ isDeferred: (String) -> Bool
  ) -> [(name: String, bytes: [UInt8])]? {
    do throws(ZipProblem) {
      let directory = try ZipDirectory(bytes, limits)
      if directory.strayBytes > 0 { sink.report(.strayByte(file: file)) }
      let reader = try ZipReader(bytes, directory)
      var entries: [(name: String, bytes: [UInt8])] = []
      let inMemory = min(limits.part, PackageLimits().part)
      for entry in directory.entries {
        let isLater = isDeferred(entry.name)
        guard isLater || entry.size <= inMemory else {
          throw .partTooLarge(entry.name, entry.size, limit: inMemory)
        }
        entries.append((entry.name, isLater ? [] : try reader.bytes(of: entry)))
      }
      return entries
    } catch {
      sink.report(Diagnostic(error, file: file))
      return nil
    }
  }

  private mutating func package(of entries: [(name: String, bytes: [UInt8])]) -> OPCPackage? {
    let types = PartName(ContentTypes.partName)
    guard let typesBytes = entries.first(where: { PartName($0.name) == types })?.bytes else {
      let isODF = entries.contains { $0.name == "mimetype" || $0.name == "META-INF/manifest.xml" }
      sink.report(Diagnostic(isODF ? .openDocument : .otherZip, kind, file: file))
      return nil
    }
    guard let document = parse(typesBytes, ContentTypes.partName) else { return nil }
    var parts: [(name: PartName, bytes: [UInt8])] = []
    var relationships: [PartName?: [Relationship]] = [:]
    var isStrict = false
    for entry in entries {
      guard let name = PartName(entry.name), name != types else { continue }
      parts.append((name, entry.bytes))
      guard name.isRelationshipsPart else { continue }
      guard let document = parse(entry.bytes, name.text) else { continue }
      guard let list = Relationship.list(document) else {
        sink.report(.badRelationships(name, file: file))
        continue
      }
      guard Set(list.map(\.id)).count == list.count else {
        sink.report(.badRelationships(name, file: file))
        continue
      }
      if name == .packageRelationships { isStrict = Relationship.areStrict(document) }
      relationships[name.relationshipsSource] = list.isEmpty ? nil : list
    }
    return OPCPackage(
      parts, contentTypes: ContentTypes(document, bytes: typesBytes),
      relationships: relationships, isStrict: isStrict)
  }

  private mutating func parse(_ bytes: [UInt8], _ part: String) -> XML.Document? {
    XML.parse(bytes, file: file, part: part, sink: &sink)
  }

  // MARK: The parts

  /// A part that is copied unread must not carry a document type either: whoever opens the report
  /// would read it.
  private mutating func checkDocumentTypes(in package: OPCPackage) {
    for part in package.partNames where !part.isRelationshipsPart {
      guard package.contentType(of: part)?.hasSuffix("xml") ?? false,
        let bytes = package.bytes(of: part), let source = try? XMLSource(bytes),
        let line = source.documentTypeLine
      else { continue }
      sink.report(Diagnostic(.doctype(line: line), file: file, part: part.text))
    }
  }

  /// The main part must be there and be what was asked for.
  ///
  /// A template is made a document.
  private mutating func checkMainPart(_ package: inout OPCPackage) {
    let expected: PartName = kind == .wordDocument ? .document : .workbook
    let links = package.relationships(of: nil).filter { $0.type == Relationship.officeDocument }
    guard links.count <= 1, links.allSatisfy({ !$0.isExternal }) else {
      return sink.report(.badRelationships(.packageRelationships, file: file))
    }
    let main = links.isEmpty ? expected : package.mainPart
    guard !links.isEmpty, let bytes = package.bytes(of: main) else {
      return sink.report(.missingPart(main, isMain: true, file: file))
    }
    let type = package.contentType(of: main) ?? ""
    let (plain, template) =
      kind == .wordDocument
      ? (ContentType.document, ContentType.template)
      : (ContentType.workbook, ContentType.workbookTemplate)
    if type == template {
      if kind == .wordDocument { sink.report(.template(file: file)) }
      package.setPart(main, bytes, contentType: plain)
    } else if ContentPolicy.isMacro(type) {
      sink.report(.macros(main, activeContent, file: file))
    } else if type != plain {
      sink.report(.wrongMainType(main, type, kind, file: file))
    }
  }

  /// Each internal relationship must lead to a part, and those of known kinds to one of fitting type.
  private mutating func checkTargets(in package: OPCPackage) {
    for source in package.relationshipSources {
      let links = OPCPackage.relationshipsPart(of: source) ?? .packageRelationships
      for relationship in package.relationships(of: source) where !relationship.isExternal {
        if relationship.kind == "hyperlink" || relationship.target.hasPrefix("#") { continue }
        if source == nil && relationship.type == Relationship.officeDocument { continue }
        let required = ContentType.required[relationship.kind]
        guard let target = package.resolve(relationship.target, from: source) else {
          sink.report(.badTarget(relationship, links, file: file))
          continue
        }
        guard package.bytes(of: target) != nil else {
          sink.report(.missingPart(target, isMain: required != nil, file: file))
          continue
        }
        if let required, !required.contains(package.contentType(of: target) ?? "") {
          sink.report(.wrongType(target, relationship.kind, file: file))
        }
      }
    }
  }

  private mutating func checkActiveContent(in package: OPCPackage) {
    var told: Set<PartName> = [package.mainPart]
    for source in package.relationshipSources {
      for relationship in package.relationships(of: source) where !relationship.isExternal {
        guard let words = ContentPolicy.active[relationship.kind] else { continue }
        let part = package.resolve(relationship.target, from: source) ?? source ?? .document
        told.insert(part)
        sink.report(.activeContent(words, part, activeContent, file: file))
      }
    }
    for part in package.partNames
    where ContentPolicy.isMacro(package.contentType(of: part) ?? "") && !told.contains(part) {
      sink.report(.macros(part, activeContent, file: file))
    }
  }

  /// Takes away what would be fetched when somebody opens the report.
  private mutating func dismissExternals(in package: inout OPCPackage) {
    for source in package.relationshipSources {
      var list: [Relationship] = []
      var dropped: Set<String> = []
      let all = package.relationships(of: source)
      for relationship in all {
        switch relationship.isExternal ? ContentPolicy.verdict(on: relationship) : .keep {
        case .keep: list.append(relationship)
        case .drop: dropped.insert(relationship.id)
        case .neutralise:
          let part = OPCPackage.relationshipsPart(of: source) ?? .packageRelationships
          if relationship.target != ContentPolicy.nowhere {
            sink.report(.externalLink(relationship.kind, part, file: file))
          }
          list.append(
            Relationship(
              id: relationship.id, type: relationship.type, target: ContentPolicy.nowhere,
              isExternal: true))
        }
      }
      if list == all { continue }
      package.setRelationships(list, of: source)
      if !dropped.isEmpty, let source { drop(dropped, from: source, in: &package) }
    }
  }

  private mutating func drop(
    _ ids: Set<String>, from source: PartName, in package: inout OPCPackage
  ) {
    sink.report(.droppedTemplate(source, file: file))
    guard let bytes = package.bytes(of: source), var document = parse(bytes, source.text) else {
      return
    }
    document.root.removeChildren(ContentPolicy.droppedElements, referringTo: ids)
    package.setPart(source, XML.serialize(document), contentType: nil)
  }
}
