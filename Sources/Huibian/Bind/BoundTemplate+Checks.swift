import HuibianDiagnostics
import HuibianPlan
import HuibianTable

extension BoundTemplate {
  /// Columns that loops run over, by ledger; a loop may hold no figure of its own.
  func loopColumns(in catalog: Catalog) -> [String: Set<String>] {
    var result: [String: Set<String>] = [:]
    for dimension in dimensions.values {
      guard let column = dimension.column,
        let ledger = catalog.ledgers.first(where: { $0.column(column) != nil })
      else { continue }
      result[ledger.name, default: []].insert(column)
    }
    return result
  }

  /// Where each figure is asked for first.
  func places(of locations: [Location]) -> [FigureSpec: Location] {
    var result: [FigureSpec: Location] = [:]
    func note(_ figure: BoundFigure, _ tag: Int, _ basis: Basis? = nil) {
      if result[figure.spec] == nil { result[figure.spec] = locations[tag] }
      if let basis { result[figure.spec.moved(to: basis)] = locations[tag] }
    }
    for (tag, content) in contents.enumerated() {
      for figure in content.figures { note(figure, tag) }
      if case .figures(let phrase) = content, let basis = phrase.statistic.basis {
        for figure in phrase.figures { note(figure, tag, basis) }
      }
    }
    return result
  }

  /// Reports members of slices that the data does not know, in columns of free text.
  ///
  /// Those of choices and trees have been looked up when the figures were planned.
  func checkMembers(
    in tables: [String: Table], catalog: Catalog, trees: [String: Tree], locations: [Location],
    sink: inout DiagnosticSink
  ) {
    for (item, measure, tag) in slices {
      guard let ledger = catalog.rootLedger(of: measure, given: tables),
        let table = tables[ledger.name],
        item.dimension.unit == nil, let name = item.dimension.column,
        let column = ledger.column(name), column.kind != .tree, column.values.isEmpty,
        table.available.contains(name)
      else { continue }
      let known = item.dimension.members(
        in: table, ledger: ledger, trees: trees, period: Period(.year(2000)))
      for member in item.members {
        let written = column.synonyms[member] ?? member
        if known.contains(written) { continue }
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
