package import HuibianOPC

extension WordDocument {
  /// Copies regions and fills markers, story by story, in document order. Called once, after marking.
  ///
  /// The ids of what was copied are made unique; cells, text boxes and controls that would be empty
  /// get the paragraph that Word wants in them.
  ///
  /// - Parameters:
  ///   - regions: Properly nested; every boundary was marked.
  ///   - documents: What ``MarkerContent/document(_:)`` names; what was left out of them is in
  ///     ``insertionNotes`` afterwards.
  ///   - scope: What holds outside of all regions.
  /// - Returns: What could not be expanded. A document with a problem must not be written.
  package mutating func expand<Filler: MarkerFiller>(
    regions: [RegionMarks], scope: Filler.Scope, filler: inout Filler,
    documents: [String: OPCPackage] = [:]
  ) -> [ExpansionProblem] {
    var structure = RegionStructure(regions)
    for index in stories.indices where stories[index].isChanged {
      structure.structure(story: &stories[index].document.root)
    }
    guard structure.problems.isEmpty else { return structure.problems }
    var expansion = Expansion(filler: filler, boundaries: Set(regions.flatMap(\.boundaries)))
    for index in stories.indices where stories[index].isChanged {
      stories[index].document.root = expansion.filled(
        story: stories[index].document.root, scope)
    }
    write(expansion.pictures)
    let misplaced = misplacedDocuments
    let misplacedContents = misplacedContents
    guard misplaced.isEmpty, misplacedContents.isEmpty else {
      return expansion.problems
        + misplaced.map { ExpansionProblem(kind: .documentInText, id: $0) }
        + misplacedContents.map { ExpansionProblem(kind: .contentsInText, id: $0) }
    }
    insertionNotes = insert(documents)
    contentsNotes = writeContents()
    for index in stories.indices where stories[index].isChanged {
      WordRules.apply(to: &stories[index].document.root)
      stories[index].document.root.declareAttributePrefix()
    }
    Identities.settle(&stories)
    filler = expansion.filler
    return expansion.problems
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
}
