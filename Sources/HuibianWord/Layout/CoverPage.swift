import HuibianOPC

/// A cover of a bound document (封面): a section of its own.
///
/// It is the first page, so that odd pages stay right pages. GB/T 9704 knows no cover; type sizes and
/// typefaces are those of its title and its text. Its clause 7.5 numbers every page but those about an
/// imprint (版记), so that a cover bears its number unless an office leaves it out.
enum CoverPage {
  struct Part {
    let style: GongwenStyle
    let text: String
    let properties: [XML.Element]
    let place: LayoutOrigin.Place
  }

  /// Rows above the title, and between the title and the first line.
  private static let rows = (above: 5, between: 9)

  /// The paragraphs of a cover; its section ends with the last one.
  ///
  /// - Precondition: There is a line.
  static func parts(title: String, lines: [String]) -> [Part] {
    precondition(!lines.isEmpty, "a cover without a line")
    let head = Part(
      style: .title, text: title, properties: [spacing(rows.above)], place: .text)
    return [head]
      + lines.enumerated().map { index, line in
        Part(
          style: .body, text: line,
          properties: (index == 0 ? [spacing(rows.between)] : [])
            + [
              Markup.w("ind", ["firstLineChars": "0", "firstLine": "0"]),
              Markup.val("jc", "center"),
            ],
          place: .item(index))
      }
  }

  private static func spacing(_ rows: Int) -> XML.Element {
    Markup.w("spacing", ["before": String(rows * PageMeasures.row)])
  }
}
