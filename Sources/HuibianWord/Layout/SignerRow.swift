import HuibianOPC

/// A row of 签发人 in a document that goes up: two names a row, the number on the last one.
/// GB/T 9704-2012, 7.2.5 and 7.2.6.
///
///                                签发人：甲甲甲　乙乙乙    -- label, first and second name
///      某信〔2025〕1号                   丙丙丙　丁丁      -- number, third and fourth name
struct SignerRow {
  let paragraph: XML.Element
  /// Where number (``LayoutOrigin/Place/text``) and names stand in it.
  let pieces: [LayoutOrigin.Piece]

  private static let label = "签发人："

  /// - Precondition: At least one signer.
  static func rows(number: String, signers: [String]) -> [SignerRow] {
    precondition(!signers.isEmpty, "no signers")
    let starts = Array(stride(from: 0, to: signers.count, by: 2))
    let tabs = TabStops(
      [
        signers.enumerated().filter { $0.offset % 2 == 0 },
        signers.enumerated().filter { $0.offset % 2 == 1 },
      ]
      .map { $0.map { TextWidth.likely($0.element) }.max() ?? 0 })
    return starts.map { start in
      let isFirst = start == 0
      let isLast = start + 2 >= signers.count
      var runs: [XML.Element] = []
      var pieces: [LayoutOrigin.Piece] = []
      var count = 0
      func add(_ text: String, _ place: LayoutOrigin.Place?, _ look: [XML.Element] = []) {
        if let place { pieces.append(.init(place, at: count)) }
        runs += Markup.run(text, look)
        count += text.count
      }
      if isLast {
        add("\t", nil)
        add(number, .text)
      }
      add("\t" + (isFirst ? label : ""), nil)
      for index in start..<min(start + 2, signers.count) {
        if index > start { add("\t", nil) }
        add(signers[index], .item(index), [Markup.val("rStyle", GongwenStyle.signer.id)])
      }
      return SignerRow(
        paragraph: Markup.paragraph(
          style: .upwardNumber,
          [tabs.element(hasNumber: isLast, hasLabel: isFirst)] + (isFirst ? [spacing] : []), runs),
        pieces: pieces)
    }
  }

  /// Two empty rows below the mark.
  private static let spacing = Markup.w("spacing", ["before": String(2 * PageMeasures.row)])

  /// The tab stops of finished rows, by their texts with tabs in them.
  ///
  /// - Returns: `w:tabs` for each row; nil if the rows are not of this form.
  static func tabs(ofRows texts: [String]) -> [XML.Element]? {
    var columns: [[Double]] = [[], []]
    for (index, text) in texts.enumerated() {
      var cells = text.split(separator: "\t", omittingEmptySubsequences: false).dropFirst()
      if index == texts.count - 1 { cells = cells.dropFirst() }
      if index == 0 {
        guard let first = cells.first, first.hasPrefix(label) else { return nil }
        cells[cells.startIndex] = first.dropFirst(label.count)
      }
      guard (1...2).contains(cells.count) else { return nil }
      for (column, cell) in cells.enumerated() {
        columns[column].append(TextWidth.characters(cell))
      }
    }
    let stops = TabStops(columns.map { $0.max() ?? 0 })
    return texts.indices.map {
      stops.element(hasNumber: $0 == texts.count - 1, hasLabel: $0 == 0)
    }
  }

  /// Where number, label and names begin, in twips: the widest row ends one character from the right.
  private struct TabStops {
    let label: Int
    let first: Int
    /// Nil: there is one column of names.
    let second: Int?

    /// - Parameter widths: Of the two columns of names, in characters; 0: there is none.
    init(_ widths: [Double]) {
      let end = PageMeasures.textWidth - PageMeasures.character
      second = widths[1] > 0 ? end - PageMeasures.twips(characters: widths[1]) : nil
      first =
        (second.map { $0 - PageMeasures.character } ?? end)
        - PageMeasures.twips(characters: widths[0])
      label = first - PageMeasures.twips(characters: 4)
    }

    func element(hasNumber: Bool, hasLabel: Bool) -> XML.Element {
      let stops =
        (hasNumber ? [PageMeasures.character] : []) + [hasLabel ? label : first]
        + (second.map { [$0] } ?? [])
      return Markup.w(
        "tabs", [:], stops.map { Markup.w("tab", ["val": "left", "pos": String($0)]) })
    }
  }
}
