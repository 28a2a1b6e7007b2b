package import HuibianOPC

extension WordDocument {
  /// Makes elements of the regions, once for all that the document will be filled with. Called once,
  /// after marking.
  ///
  /// - Parameter regions: Properly nested; every boundary was marked.
  /// - Returns: What could not be done because of where the ends of regions stand. A document with a
  ///   problem must not be filled.
  package mutating func structure(_ regions: [RegionMarks]) -> [ExpansionProblem] {
    var structure = RegionStructure(regions)
    for index in stories.indices where stories[index].isChanged {
      structure.structure(story: &stories[index].document.root)
    }
    restarts = ListRestarts(stories, Numbering(container), regions).lists
    return structure.problems
  }

  /// Copies regions and fills markers, story by story, in document order. Called once, after
  /// ``structure(_:)``.
  ///
  /// The ids of what was copied are made unique; numbered lists begin anew in each copy that holds all
  /// of one; cells, text boxes and controls that would be empty get the paragraph that Word wants in
  /// them. Charts become parts, each with its workbook.
  ///
  /// - Parameters:
  ///   - regions: Those that the document was structured by.
  ///   - documents: What ``MarkerContent/document(_:)`` names; what was left out of them is in
  ///     ``insertionNotes`` afterwards.
  ///   - scope: What holds outside of all regions.
  /// - Returns: What could not be expanded. A document with a problem must not be written.
  /// - Throws: If the workbook of a chart cannot be written.
  package mutating func fill<Filler: MarkerFiller>(
    regions: [RegionMarks], scope: Filler.Scope, filler: inout Filler,
    documents: [String: OPCPackage] = [:]
  ) throws(OPCError) -> [ExpansionProblem] {
    let numbering = Numbering(container)
    let drawn = stories[0].isChanged ? chartsOfBody.filter { stories[$0.value].isChanged } : [:]
    var expansion = Expansion(
      filler: filler, regions: regions, numbering: numbering,
      restarts: restarts, notes: NoteCopies(stories),
      drawnCharts: drawn.mapValues { stories[$0].document.root })
    // The body comes first, so that it is known which notes are left.
    for index in stories.indices {
      let isOfNotes = [.footnotes, .endnotes].contains(stories[index].kind)
      if isOfNotes, expansion.changes(notes: stories[index].document.root) {
        stories[index].isChanged = true
      }
      guard stories[index].isChanged, !drawn.values.contains(index) else { continue }
      stories[index].document.root = expansion.filled(
        story: index, stories[index].document.root, scope)
    }
    filler = expansion.filler
    let problems =
      expansion.problems
      + (expansion.keepsPlaces
        ? misplacedDocuments.map { ExpansionProblem(kind: .documentInText, id: $0) }
          + misplacedContents.map { ExpansionProblem(kind: .contentsInText, id: $0) }
          + misplaced(.landscape).map { ExpansionProblem(kind: .landscapeInText, id: $0) } : [])
    guard problems.isEmpty else { return problems }
    try write(expansion.charts)
    for (id, story) in drawn where !expansion.charts.isDrawn(id) { removeChart(id, story: story) }
    write(expansion.pictures)
    // Before others add lists of their own.
    expansion.numbering.write(to: &container)
    layAcross()
    insertionNotes = insert(documents)
    unifyVocabulary(with: Array(documents.values))
    contentsNotes = writeContents()
    for index in stories.indices where stories[index].isChanged {
      WordRules.apply(to: &stories[index].document.root)
      StrictSpelling.apply(to: &stories[index].document.root)
      stories[index].document.root.declareAttributePrefix()
      if stories[index].document.root.isStrict { stories[index].document.root.makeDrawingsStrict() }
    }
    Identities.settle(&stories)
    ShapeIdentities.settle(&stories)
    return []
  }
}

extension XML.Element {
  /// Attributes need a prefix. Where WordprocessingML is only the default namespace, one is declared
  /// with the same URI, so that a strict document stays strict.
  fileprivate mutating func declareAttributePrefix() {
    let ours = declarations.filter { XML.Namespace($0.uri) == .w }
    guard let first = ours.first, ours.allSatisfy({ $0.prefix.isEmpty }),
      !declarations.contains(where: { $0.prefix == "w" })
    else { return }
    declarations.append(XML.Declaration(prefix: "w", uri: first.uri))
  }

  /// Says what drawings show in the URIs of ISO 29500 Strict.
  fileprivate mutating func makeDrawingsStrict() {
    rewriteAll { element in
      if element.name == .a("graphicData"), let uri = element["uri"] {
        element["uri"] = XML.Namespace.strict(uri)
      }
    }
  }
}
