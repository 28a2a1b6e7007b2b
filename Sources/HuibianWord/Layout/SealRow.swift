import HuibianOPC

/// The names of a joint document that is sealed: up to three a row, each where the middle of its seal
/// will stand, the last one over the date. GB/T 9704-2012, 7.3.5.1.
///
///     某某区信访局　　　某某区司法局　　　某某区民政局     -- seals of 42 mm side by side, none beyond the text
///                                 2025年3月5日
enum SealRow {
  /// A seal's width with the space beside it, in characters: 45 mm.
  private static let seal = 8.0
  /// From the row of one seal to the next, in rows of text: 51 mm.
  private static let distance = 5

  /// - Parameters:
  ///   - offices: Paragraphs with a name each, at least two.
  ///   - names: Their widths in characters.
  ///   - date: The date's width in characters.
  static func rows(_ offices: [XML.Element], names: [Double], date: Double) -> [XML.Element] {
    let last = Double(PageMeasures.charactersPerLine) - 4 - date / 2
    let widest = max(seal, (names.max() ?? 0) + 1)
    // Columns from the right; the first must leave room for half a seal at the left.
    let columns = max(1, min(3, Int((last - max(seal, widest - 1) / 2) / widest) + 1))
    var rows: [XML.Element] = []
    // The last row is full at the right: the last seal covers the date.
    var start = 0
    while start < offices.count {
      let rest = offices.count - start
      let count = rest % columns == 0 ? columns : rest > columns ? columns : rest
      let taken = min(count, rest)
      let isLastRow = start + taken == offices.count
      let places = (0..<taken).map { index in
        isLastRow
          ? last - Double(taken - 1 - index) * widest
          : last - Double(columns - 1 - index) * widest
      }
      rows.append(
        row(Array(offices[start..<start + taken]), at: places, isFirst: start == 0))
      start += taken
    }
    return rows
  }

  private static func row(
    _ offices: [XML.Element], at centres: [Double], isFirst: Bool
  ) -> XML.Element {
    let tabs = Markup.w(
      "tabs", [:],
      centres.map {
        Markup.w(
          "tab", ["val": "center", "pos": String(PageMeasures.twips(characters: $0))])
      })
    let spacing =
      isFirst
      ? [] : [Markup.w("spacing", ["before": String((distance - 1) * PageMeasures.row)])]
    let content = offices.flatMap { office in
      [Markup.w("r", [:], [Markup.w("tab")])] + office.elements.filter { $0.name != .w("pPr") }
    }
    return Markup.paragraph(style: .seals, [tabs] + spacing, content)
  }
}
