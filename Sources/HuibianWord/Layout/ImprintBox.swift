import HuibianOPC

/// What stands at the foot of the last page (版记): whom the document goes to besides, who printed it
/// and when. GB/T 9704-2012, 7.4.
package struct LayoutImprint: Hashable, Sendable {
  /// Which page it stands on.
  package enum Page: Hashable, Sendable {
    /// The one on which the document ends.
    case last
    /// The page after it: the back of the sheet, where the text ends on an odd page.
    case even
    /// The one after that, behind a blank side, where the text ends on an even page; neither has a
    /// number. Clause 7.5.
    case evenAfterBlank
  }

  /// 主送机关 that found no room on the first page; above 抄送, without a line between.
  package var addressee: String?
  /// 抄送机关, with its full stop.
  package var copies: String?
  /// 印发机关; empty in a letter.
  package var office: String
  /// 印发日期, without 印发; empty in a letter.
  package var date: String
  package var page: Page
  /// A letter's has no lines. Clause 10.1.
  package var hasLines: Bool

  package init(
    addressee: String? = nil, copies: String? = nil, office: String = "", date: String = "",
    page: Page = .last, hasLines: Bool = true
  ) {
    self.addressee = addressee
    self.copies = copies
    self.office = office
    self.date = date
    self.page = page
    self.hasLines = hasLines
  }
}

/// The box of an imprint at the lower end of the text area, and the paragraph that keeps its room.
///
/// The paragraph is as high as the box: where it finds no room it begins a page, and takes the box along.
enum ImprintBox {
  /// Height of a row in twips.
  static let row = 500
  /// One character of 4号.
  private static let character = 280

  /// The paragraph with the box in it.
  static func paragraph(_ imprint: LayoutImprint) -> XML.Element {
    let height = height(
      of: [imprint.addressee.map { "主送：" + $0 }, imprint.copies.map { "抄送：" + $0 }].compactMap {
        $0
      }
      .map(TextWidth.likely), hasLast: !imprint.office.isEmpty || !imprint.date.isEmpty)
    let box = AnchoredShape(
      id: 1001, name: "版记", x: .column, y: .page(top(height: height)),
      width: PageMeasures.textWidth, height: height,
      content: .text(table(imprint), turned: false, isLow: true))
    return Markup.paragraph(
      style: .imprintPlace,
      (imprint.page == .last ? [] : [Markup.w("pageBreakBefore")]) + [spacing(height)],
      [Markup.w("r", [:], [box.drawing])])
  }

  /// Where a box begins that ends with the text area, from the upper edge of the page.
  static func top(height: Int) -> Int { PageMeasures.height - PageMeasures.bottom - height }

  static func spacing(_ height: Int) -> XML.Element {
    Markup.w(
      "spacing",
      ["before": "0", "after": "0", "line": String(height), "lineRule": "exact"])
  }

  /// The height of a box.
  ///
  /// - Parameters:
  ///   - widths: Of the entries above the last line, in characters, with their labels.
  ///   - hasLast: The line with 印发 follows.
  static func height(of widths: [Double], hasLast: Bool) -> Int {
    // A row holds 31.6 − 2 characters; less where digits are drawn wider than half.
    let rows = widths.map { max(1, Int(((max(0, $0 - 29) / 26).rounded(.up))) + 1) }.reduce(0, +)
    return (rows + (hasLast ? 1 : 0)) * row + tail + 60
  }

  /// The paragraph that ends the box, below the last line.
  private static let tail = 20

  private static func table(_ imprint: LayoutImprint) -> [XML.Element] {
    var rows: [[XML.Element]] = []
    let listed = [("主送：", imprint.addressee), ("抄送：", imprint.copies)].compactMap { label, text in
      text.map { list(label + $0) }
    }
    if !listed.isEmpty { rows.append(listed) }
    if !imprint.office.isEmpty || !imprint.date.isEmpty {
      rows.append([last(imprint.office, imprint.date)])
    }
    let table = Markup.w(
      "tbl", [:],
      [
        Markup.w(
          "tblPr", [:],
          [
            Markup.w("tblW", ["w": String(PageMeasures.textWidth), "type": "dxa"]),
            Markup.val("jc", "left"), Markup.w("tblLayout", ["type": "fixed"]),
            Markup.w(
              "tblCellMar", [:],
              ["left", "right"].map { Markup.w($0, ["w": "0", "type": "dxa"]) }),
          ]),
        Markup.w(
          "tblGrid", [:], [Markup.w("gridCol", ["w": String(PageMeasures.textWidth)])]),
      ]
        + rows.enumerated().map { index, paragraphs in
          row(
            paragraphs, hasLines: imprint.hasLines, isFirst: index == 0,
            isLast: index == rows.count - 1)
        })
    return [
      table,
      Markup.paragraph(
        style: .imprint,
        [
          Markup.w(
            "spacing",
            ["before": "0", "after": "0", "line": String(tail), "lineRule": "exact"])
        ]),
    ]
  }

  private static func row(
    _ paragraphs: [XML.Element], hasLines: Bool, isFirst: Bool, isLast: Bool
  ) -> XML.Element {
    // First and last 0.35 mm, between them 0.25 mm. Clause 7.4.1.
    func border(_ side: String, isThick: Bool) -> XML.Element {
      Markup.w(
        side, ["val": "single", "sz": isThick ? "8" : "6", "space": "0", "color": "000000"])
    }
    let borders =
      hasLines
      ? [
        Markup.w(
          "tcBorders", [:],
          [border("top", isThick: isFirst), border("bottom", isThick: isLast)])
      ] : []
    return Markup.w(
      "tr", [:],
      [
        Markup.w("trPr", [:], [Markup.w("cantSplit")]),
        Markup.w(
          "tc", [:],
          [
            Markup.w(
              "tcPr", [:],
              [Markup.w("tcW", ["w": String(PageMeasures.textWidth), "type": "dxa"])] + borders)
          ] + paragraphs),
      ])
  }

  /// One character in from both sides, wrapped lines under the first name. Clause 7.4.2.
  private static func list(_ text: String) -> XML.Element {
    Markup.paragraph(
      style: .imprint,
      [
        Markup.w(
          "ind",
          [
            "left": String(4 * character), "right": String(character),
            "hanging": String(3 * character),
          ])
      ], Markup.run(text))
  }

  /// Who printed it, one character from the left, and when, one from the right. Clause 7.4.3.
  private static func last(_ office: String, _ date: String) -> XML.Element {
    Markup.paragraph(
      style: .imprint,
      [
        Markup.w(
          "tabs", [:],
          [
            Markup.w(
              "tab",
              ["val": "right", "pos": String(PageMeasures.textWidth - character)])
          ]),
        Markup.w("ind", ["left": String(character)]), Markup.val("jc", "left"),
      ], Markup.run(office + "\t" + date + "印发"))
  }
}
