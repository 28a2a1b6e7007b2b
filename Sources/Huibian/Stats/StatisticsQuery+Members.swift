import HuibianDiagnostics
import HuibianPlan
import HuibianTable

extension StatisticsQuery {
  /// Reports values of `--where` that neither a tree nor the data know: a slip of the pen would
  /// otherwise count as zero.
  ///
  /// - Parameter tables: The ledgers that were given.
  func checkMembers(
    of figures: [(measure: Measure, spec: FigureSpec)], in tables: [String: Table],
    sink: inout DiagnosticSink
  ) {
    guard let condition = figures.first?.spec.condition else { return }
    var ledgers: [LedgerSchema] = []
    for (measure, _) in figures {
      if let ledger = catalog.rootLedger(of: measure, given: tables), !ledgers.contains(ledger) {
        ledgers.append(ledger)
      }
    }
    var told: Set<String> = []
    for ledger in ledgers {
      guard let table = tables[ledger.name] else { continue }
      for member in condition.members(of: ledger) {
        let column = member.column
        guard context.trees[column.name]?.hasMembers != true,
          case .coded(let coded)? = table[column.name]
        else { continue }
        var known = coded.dictionary.texts.filter { !$0.isEmpty }
        var text = column.synonyms[member.text] ?? member.text
        if column.kind == .tree {
          // A path by any of its separators, from the top or of one name at any level.
          let paths = known.map { Tree.segments(of: $0) }
          known += paths.flatMap { path in path + path.indices.map { Tree.joined(path[...$0]) } }
          text = Tree.joined(Tree.segments(of: text)[...])
        }
        guard !known.contains(text),
          !known.contains(where: { nameKey($0) == nameKey(member.text) }),
          told.insert(column.name + " " + member.text).inserted
        else { continue }
        sink.report(
          .unknownSliceMember(
            member.text, of: column.name, nearest: nearestName(to: member.text, among: known),
            at: member.location))
      }
    }
  }
}

extension Tree {
  fileprivate static func joined(_ path: ArraySlice<String>) -> String {
    path.joined(separator: "/")
  }
}
