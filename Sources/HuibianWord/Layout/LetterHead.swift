import HuibianOPC

/// The head of a letter (信函): everything but the number is anchored to the number's paragraph, at
/// places of the page. GB/T 9704-2012, 10.1.
struct LetterHead {
  let mark: String
  /// 份号, 密级, 紧急程度, one a row.
  let items: [String]
  let number: String
  /// Of the mark, in points.
  let size: Int

  /// The number at the right of the first row, the shapes around it; the title stands two empty rows
  /// below the last of what stands at the left.
  var paragraph: XML.Element {
    let rows = max(1, items.count) - 1 + 2
    return Markup.paragraph(
      style: .letterNumber,
      [
        Markup.w(
          "spacing",
          [
            "before": String(HeadMeasures.letterFirstRow(size: size) - PageMeasures.top),
            "after": String(rows * PageMeasures.row), "line": String(PageMeasures.row),
            "lineRule": "exact",
          ])
      ], [Markup.w("r", [:], shapes.map(\.drawing))] + Markup.run(number))
  }

  private var shapes: [AnchoredShape] {
    let upper = HeadMeasures.letterUpperLine(size: size)
    let lower = HeadMeasures.letterLineEnd
    var result = [
      AnchoredShape(
        id: 1002, name: "发文机关标志", x: .page(PageMeasures.left),
        y: .page(HeadMeasures.letterTop - HeadMeasures.markInkTop(size: size)),
        width: PageMeasures.textWidth, height: HeadMeasures.markRow(size: size),
        content: .text(
          [
            Markup.paragraph(
              style: .mark, [MarkStack.row(size: size)], Markup.run(mark))
          ], turned: false, isLow: false))
    ]
    if !items.isEmpty {
      result.append(
        AnchoredShape(
          id: 1003, name: "份号、密级和紧急程度", x: .page(PageMeasures.left),
          y: .page(HeadMeasures.letterFirstRow(size: size)),
          width: PageMeasures.twips(characters: 12), height: items.count * PageMeasures.row,
          content: .text(
            items.map { item in
              Markup.paragraph(
                style: item.allSatisfy(\.isNumber) ? .serial : .secrecy,
                [Markup.off("snapToGrid")], Markup.run(item))
            }, turned: false, isLow: false)))
    }
    let thick = HeadMeasures.thick
    let thin = HeadMeasures.thin
    let bars = [
      (upper, thick), (upper + thick + HeadMeasures.gap, thin),
      (lower - HeadMeasures.doubleLine, thin), (lower - thick, thick),
    ]
    return result
      + bars.enumerated().map { index, bar in
        AnchoredShape(
          id: 1004 + index, name: "红色双线", x: .page(HeadMeasures.letterLineLeft),
          y: .page(bar.0), width: HeadMeasures.letterLine, height: bar.1, content: .bar("FF0000"))
      }
  }
}
