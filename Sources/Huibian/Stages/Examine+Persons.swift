import HuibianDiagnostics
import HuibianTable

extension LedgerExaminer {
  /// Visits without a person: 信访人数 empty or zero, so that the sums of persons (人次) lack them.
  ///
  /// Only if a figure needs the number. Of the cases (信访件) only those whose 信访形式 is 来访, if a figure
  /// asks for that column: letters often state no number. In the other ledgers that have the column
  /// every row is a visit.
  func examinePersons(_ table: Table, _ dropped: inout Set<Int>, _ sink: inout DiagnosticSink) {
    guard needed.contains("信访人数"), case .integers(let persons)? = table["信访人数"] else { return }
    var finding = RowFinding("no-persons", in: table, column: "信访人数")
    if case .coded(let forms)? = table["信访形式"] {
      // No cell has the code -1.
      let visit = forms.code(of: "来访") ?? -1
      persons.forEachBlock(with: forms.codes) { first, persons, codes in
        for row in persons.indices where persons[row] <= 0 && codes[row] == visit {
          finding.report(first + row, .noPersons(isEmpty: persons[row] < 0), &sink)
        }
      }
    } else if !schema.columns.contains(where: { $0.name == "信访形式" }) {
      persons.forEachBlock { first, persons in
        for row in persons.indices where persons[row] <= 0 {
          finding.report(first + row, .noPersons(isEmpty: persons[row] < 0), &sink)
        }
      }
    }
    dropped.formUnion(finding.settle(&sink))
  }
}
