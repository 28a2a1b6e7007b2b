import HuibianDiagnostics
import HuibianPlan
import HuibianTable

extension BoundTemplate {
  /// Columns that loops run over, by ledger; a loop may hold no figure of its own.
  func loopColumns(in catalog: Catalog) -> [String: Set<String>] {
    var result: [String: Set<String>] = [:]
    for dimension in dimensions.values {
      guard let column = dimension.column,
        // What is made of other ledgers is made whole, from what its figures need.
        let ledger = catalog.givenLedgers.first(where: { $0.column(column) != nil })
      else { continue }
      result[ledger.name, default: []].insert(column)
    }
    return result
  }

  /// Reports members of slices that the data does not know, where nothing else says which there are.
  ///
  /// Members of choices, and of trees that list theirs, have been looked up when the figures were
  /// planned.
  func checkMembers(
    in tables: [String: Table], catalog: Catalog, trees: [String: Tree], locations: [Location],
    sink: inout DiagnosticSink
  ) {
    var told: Set<String> = []
    for (item, measure, tag) in slices {
      guard let ledger = catalog.rootLedger(of: measure, given: tables),
        let table = tables[ledger.name],
        item.dimension.unit == nil, let name = item.dimension.column,
        let column = ledger.column(name), column.values.isEmpty,
        !(trees[name]?.hasMembers ?? false), case .coded(let coded)? = table[name]
      else { continue }
      var known = coded.dictionary.texts
      if column.kind == .tree { known += known.flatMap { Tree.segments(of: $0) } }
      for member in item.members {
        let written = column.synonyms[member] ?? member
        guard !known.contains(written), told.insert("\(tag) \(member)").inserted else { continue }
        sink.report(
          .unknownSliceMember(
            member, of: item.dimension.name, nearest: nearestName(to: member, among: known),
            at: locations[tag]))
      }
    }
  }
}

extension Diagnostic {
  static func unknownSliceMember(
    _ member: String, of dimension: String, nearest: String?, at location: Location
  ) -> Diagnostic {
    Diagnostic(
      .error, "unknown-member", "“\(dimension)”没有\(quoted(member))这一项", at: location,
      hints: nearest.map { ["是不是“\($0)”？"] } ?? ["用 huibian inspect 查看数据里有哪些值"])
  }
}
