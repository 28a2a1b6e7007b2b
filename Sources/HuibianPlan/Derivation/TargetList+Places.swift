import HuibianTable

extension TargetList.Place {
  /// The member at which a figure stands, by its slice and its groups; nil for a figure of several
  /// members, of a part of time, or of a place in two dimensions.
  ///
  /// The outer nil says that a figure has no targets, the inner one that it is the whole.
  ///
  /// - Parameter labels: Of the figure's groupings, one each.
  package static func of(
    _ spec: FigureSpec, _ labels: [String], _ catalog: Catalog, trees: [String: Tree]
  ) -> TargetList.Place?? {
    guard spec.condition == nil else { return nil }
    let sliced = spec.slice.map { ($0.dimension, $0.members) }
    let grouped = zip(spec.groupings, labels).map { ($0, [$1]) }
    let places = sliced + grouped
    guard let (dimension, members) = places.first else { return .some(nil) }
    guard places.count == 1, members.count == 1, let column = dimension.column,
      dimension.unit == nil
    else { return nil }
    guard let tree = trees[column], tree.hasMembers, let level = dimension.level else {
      let schemas = catalog.measure(spec.measure).map { catalog.leaves(of: $0) }?
        .compactMap { $0.ledger.flatMap { catalog.ledger($0) }?.column(column) }
      return TargetList.Place(
        column: column, level: dimension.level,
        label: schemas?.first?.synonyms[members[0]] ?? members[0])
    }
    // A group has its label already; a slice names the member in any spelling and of any level.
    if spec.slice.isEmpty {
      return TargetList.Place(column: column, level: level, label: members[0])
    }
    guard let path = tree.path(of: members[0]) else { return nil }
    return TargetList.Place(
      column: column, level: path.count - 1, label: tree.label(ofPath: path))
  }
}
