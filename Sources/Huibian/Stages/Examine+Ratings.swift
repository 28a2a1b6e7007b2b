import HuibianDiagnostics
import HuibianTable

extension LedgerExaminer {
  /// A state of rating and the rating itself (满意度评价), by who is rated.
  private static let ratings = [
    (state: "责任单位评价状态", rating: "对责任单位评价"), (state: "信访部门评价状态", rating: "对信访部门评价"),
  ]

  /// Rows that are rated although their state denies it: they would count as satisfied without
  /// counting as rated, and a rate could pass 100%.
  ///
  /// Only where a figure needs both columns.
  func examineRatings(
    _ table: Table, _ dropped: inout Set<Int>, _ sink: inout DiagnosticSink
  ) {
    for (state, rating) in Self.ratings {
      guard case .coded(let states)? = table[state], case .coded(let given)? = table[rating]
      else { continue }
      // No cell has the code -1.
      let rated = states.code(of: "已评价") ?? -1
      let texts = states.dictionary.texts
      var finding = RowFinding("flag-contradiction", in: table, column: rating)
      states.codes.forEachBlock(with: given.codes) { first, codes, given in
        for row in codes.indices where given[row] != 0 && codes[row] != rated {
          finding.report(
            first + row, .ratedWithoutRating(state, texts[Int(codes[row])], rating), &sink)
        }
      }
      dropped.formUnion(finding.settle(&sink))
    }
  }
}
