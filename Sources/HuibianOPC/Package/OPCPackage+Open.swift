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
  /// - Returns: Nil if there was an error.
  package static func open(
    _ bytes: [UInt8], file: String, kind: Kind, activeContent: ActiveContentPolicy = .refuse,
    limits: PackageLimits = PackageLimits(), sink: inout DiagnosticSink
  ) -> OPCPackage? {
    var opening = PackageOpening(
      file: file, kind: kind, activeContent: kind == .spreadsheet ? .warn : activeContent)
    let package = opening.open(bytes, limits)
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

  mutating func open(_ bytes: [UInt8], _ limits: PackageLimits) -> OPCPackage? {
    let fileLimit = limits.file ?? (kind == .wordDocument ? 50 << 20 : 200 << 20)
    guard bytes.count <= fileLimit else {
      sink.report(.fileTooLarge(bytes.count, limit: fileLimit, file: file))
      return nil
    }
    if let foreign = ForeignFile(bytes) {
      sink.report(Diagnostic(foreign, kind, file: file))
      return nil
    }
    guard let entries = entries(bytes, limits), var package = package(of: entries) else {
      return nil
    }
    checkMainPart(&package)
    checkTargets(in: package)
    checkActiveContent(in: package)
    dismissExternals(in: &package)
    return package
  }

  // MARK: The zip

  private mutating func entries(
    _ bytes: [UInt8], _ limits: PackageLimits
  ) -> [(name: String, bytes: [UInt8])]? {
    do throws(ZipProblem) {
      let directory = try ZipDirectory(bytes, limits)
      if directory.strayBytes > 0 { sink.report(.strayByte(file: file)) }
      let reader = try ZipReader(bytes, directory)
      var entries: [(name: String, bytes: [UInt8])] = []
      for entry in directory.entries {
        entries.append((entry.name, try reader.bytes(of: entry)))
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
      guard let list = relationshipList(entry.bytes, name) else { continue }
      if name == .packageRelationships {
        isStrict = document(entry.bytes, isStrictIn: name)
      }
      relationships[name.relationshipsSource] = list.isEmpty ? nil : list
    }
    return OPCPackage(
      parts, contentTypes: ContentTypes(document, bytes: typesBytes),
      relationships: relationships, isStrict: isStrict)
  }

  private mutating func parse(_ bytes: [UInt8], _ part: String) -> XML.Document? {
    XML.parse(bytes, file: file, part: part, sink: &sink)
  }
}
