import HuibianDiagnostics
import HuibianPlan
import HuibianReaders
import HuibianTable

/// Names of places that no tree knows, or no longer, and spellings that look alike.
extension LedgerExaminer {
  func examineMembers(
    _ table: Table, _ dropped: inout Set<Int>, _ sink: inout DiagnosticSink
  ) {
    for column in schema.columns {
      guard let tree = trees[column.name], !tree.roots.isEmpty,
        case .coded(let coded)? = table[column.name]
      else { continue }
      let texts = coded.dictionary.texts
      let unknown = texts.indices.filter { $0 != 0 && !tree.isKnown(texts[$0]) }
      guard !unknown.isEmpty else { continue }
      let first = coded.firstRows()
      let counts = coded.counts()
      for (id, codes) in [
        ("unknown-member", unknown.filter { tree.parents(ofAmbiguous: texts[$0]).isEmpty }),
        ("ambiguous-member", unknown.filter { !tree.parents(ofAmbiguous: texts[$0]).isEmpty }),
      ] {
        var finding = RowFinding(id, in: table, column: column.name)
        for code in codes where counts[code] > 0 {
          finding.report(
            first[code], problem(column.name, texts[code], rows: counts[code], tree), &sink)
        }
        if sink.accepts(id) {
          let codes = Set(codes.map { Int32($0) })
          finding.rows = Set(
            coded.codes.enumerated().lazy.filter { codes.contains($0.element) }.map(\.offset))
        }
        dropped.formUnion(finding.settle(&sink))
      }
    }
  }

  private func problem(_ column: String, _ text: String, rows: Int, _ tree: Tree) -> RowProblem {
    let parents = tree.parents(ofAmbiguous: text)
    if !parents.isEmpty { return .ambiguousMember(column, text, rows: rows, parents: parents) }
    let siblings = tree.alternatives(toUnlistedIn: text)
    let beginning = siblings.isEmpty ? tree.members(beginning: text) : siblings
    return .unknownMember(
      column, text, rows: rows,
      nearest: !siblings.isEmpty || beginning.count > 1
        ? Array(beginning.prefix(4))
        : nearestName(to: text, among: tree.allNames).map { [$0] } ?? [])
  }

  /// Names that a place had given up by the day of the row. They count for the present name all the
  /// same.
  func examineFormerNames(
    _ table: Table, _ dropped: inout Set<Int>, _ sink: inout DiagnosticSink
  ) {
    guard let date = schema.dateColumn, case .dates(let days)? = table[date] else { return }
    for column in schema.columns {
      guard let tree = trees[column.name], !tree.expiries.isEmpty,
        case .coded(let coded)? = table[column.name]
      else { continue }
      let expiries = coded.dictionary.texts.map { tree.expiry(of: $0) }
      guard expiries.contains(where: { $0 != nil }) else { continue }
      var finding = RowFinding("former-name", in: table, column: column.name)
      days.forEachBlock(with: coded.codes) { first, days, codes in
        for row in days.indices {
          guard let expiry = expiries[Int(codes[row])], days[row] > expiry.last.days else {
            continue
          }
          finding.report(
            first + row,
            .formerName(column.name, expiry.former, expiry.present, last: expiry.last), &sink)
        }
      }
      dropped.formUnion(finding.settle(&sink))
    }
  }

  func examineSpellings(_ table: Table, _ sink: inout DiagnosticSink) {
    guard !sink.accepts("look-alike") else { return }
    for column in schema.columns where column.kind == .text || column.kind == .tree {
      guard case .coded(let coded)? = table[column.name], coded.dictionary.count <= 20_000
      else { continue }
      let texts = coded.dictionary.texts
      let tree = trees[column.name]
      let pairs = lookAlikes(texts).filter { a, b in
        tree.map { !$0.isKnown(texts[a]) || !$0.isKnown(texts[b]) } ?? true
      }
      guard !pairs.isEmpty else { continue }
      let first = coded.firstRows()
      for (a, b) in pairs {
        let (earlier, later) = first[a] <= first[b] ? (a, b) : (b, a)
        guard first[later] < table.rowCount else { continue }
        sink.report(
          .lookAlike(
            column.name, texts[later], texts[earlier],
            firstLine: table.places.line(ofRow: first[earlier]),
            at: table.location(row: first[later], column: column.name)))
      }
    }
  }
}
