import HuibianOPC

/// 发文机关标志: one name in a row of its own, or the names of a joint document one below the other,
/// all as wide as the widest, with a word beside them in the middle of their height.
/// GB/T 9704-2012, 7.2.4.
struct MarkStack {
  /// At least one.
  let names: [String]
  /// 文件, or nothing.
  let suffix: String
  /// From the upper edge of the text area to that of the characters, in twips.
  let top: Int
  /// Rows of text between that edge and the mark.
  let rowsAbove: Int
  /// The size wanted, in points.
  let size: Int

  /// Whether the word stands in a box beside the names.
  var hasBox: Bool { names.count > 1 && !suffix.isEmpty }

  /// The size for as many names as there are: below them the first page has to show the text.
  private var fittingSize: Int { max(22, min(size, 165 / names.count)) }

  /// What is above the row of the first name.
  private var distance: Int {
    max(
      0,
      top - rowsAbove * PageMeasures.row - HeadMeasures.markInkTop(size: fittingSize))
  }

  /// The row of a mark, as `w:spacing`.
  static func row(size: Int, before: Int = 0) -> XML.Element {
    Markup.w(
      "spacing",
      [
        "before": String(before), "after": "0", "line": String(HeadMeasures.markRow(size: size)),
        "lineRule": "exact",
      ])
  }

  /// A paragraph a name.
  var elements: [XML.Element] {
    guard names.count > 1 else {
      return [
        Markup.paragraph(
          style: .mark, [Self.row(size: size, before: distance)],
          Markup.run((names.first ?? "") + suffix))
      ]
    }
    let size = fittingSize
    let look = size == self.size ? [] : Markup.size(2 * size)
    let widths = Self.widths(
      names: names.map(TextWidth.likely), suffix: TextWidth.likely(suffix), size: size)
    return names.enumerated().map { index, name in
      let box = index == 0 && hasBox ? [Markup.w("r", [:], [box(size, widths).drawing])] : []
      return Markup.paragraph(
        style: .mark,
        [
          Self.row(size: size, before: index == 0 ? distance : 0), Self.indent(widths),
          Markup.val("jc", "left"),
        ], box + Markup.run(name, look))
    }
  }

  /// The word beside the names, in the middle of their height.
  private func box(_ size: Int, _ widths: Widths) -> AnchoredShape {
    let row = HeadMeasures.markRow(size: size)
    let look = size == self.size ? [] : Markup.size(2 * size)
    return AnchoredShape(
      id: 1010, name: "文件", x: .page(widths.suffixLeft),
      y: .page(
        PageMeasures.top + top - HeadMeasures.markInkTop(size: size) + (names.count - 1) * row / 2),
      width: widths.suffix, height: row,
      content: .text(
        [Markup.paragraph(style: .mark, [Self.row(size: size)], Markup.run(suffix, look))],
        turned: false, isLow: false))
  }

  static func indent(_ widths: Widths) -> XML.Element {
    Markup.w("ind", ["left": String(widths.left)])
  }

  /// Where names and word stand, together in the middle of the text area, in twips.
  struct Widths {
    /// From the edge of the text area to the names.
    let left: Int
    /// Of all names.
    let names: Int
    /// From the edge of the page to the word, and its width; 0 without one.
    let suffixLeft: Int
    let suffix: Int
  }

  /// - Parameters:
  ///   - names: Their widths in characters, as the word's.
  ///   - size: In points.
  static func widths(names: [Double], suffix: Double, size: Int) -> Widths {
    let em = Double(size * 20)
    let room = Double(PageMeasures.textWidth) - 100
    let right = suffix > 0 ? suffix * em + em / 2 : 0
    let width = min((names.max() ?? 0) * em, room - right)
    let left = (Double(PageMeasures.textWidth) - width - right) / 2
    return Widths(
      left: Int(left), names: Int(width),
      suffixLeft: PageMeasures.left + Int(left + width + em / 2),
      suffix: suffix > 0 ? Int(suffix * em) + 20 : 0)
  }

  /// How the characters of a name are set so that it has a width.
  ///
  /// - Parameters:
  ///   - count: Characters of the name, all of full width.
  ///   - width: In twips.
  /// - Returns: Their width in percent, and what is added to each, in twips.
  static func fitting(_ count: Double, size: Int, width: Int) -> (scale: Int, spacing: Int) {
    let natural = count * Double(size * 20)
    guard natural > 0 else { return (100, 0) }
    if natural > Double(width) { return (max(33, Int(Double(width) / natural * 100)), 0) }
    guard count >= 2 else { return (100, 0) }
    return (100, Int((Double(width) - natural) / (count - 1)))
  }
}
