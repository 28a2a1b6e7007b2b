import HuibianOPC

/// How high a paragraph comes out, in twips, by the measures that it and its styles state.
///
/// A row of free height is 1.3 times as high as its size.
struct ParagraphMeasures {
  private(set) var before: Int
  let after: Int
  /// Of one row.
  let line: Int
  /// Rows.
  let lines: Int
  /// Whether all rows stand on one page.
  private let isWhole: Bool
  /// Whether no row stands alone on a page.
  private let isPaired: Bool

  var height: Int { before + after + lines * line }

  /// How many rows stand on a page whose room, in twips, is too small for all; 0: it begins the next.
  func fitting(_ room: Int) -> Int {
    var rows = min(lines, max(0, (room - before) / max(1, line)))
    if isWhole, rows < lines { return 0 }
    if isPaired {
      if rows == lines - 1 { rows -= 1 }
      if rows < min(2, lines) { return 0 }
    }
    return rows
  }

  /// - Parameters:
  ///   - width: Of the lines around.
  ///   - pitch: Of the grid's rows; nil: there is no grid.
  init(_ paragraph: XML.Element, _ styles: StyleBook, width: Int, pitch: Int?) {
    let value = { (property: String, attribute: String) -> Int in
      styles.paragraph(paragraph, property, attribute)?.statedTwips ?? 0
    }
    // Word sets 1 to 1638 points.
    let halfPoints = min(max(styles.run(paragraph, "sz")?.statedNumber ?? 20, 2), 3276)
    let size = halfPoints * 10
    let spacing = styles.run(paragraph, "spacing")?.statedTwips ?? 0
    before = max(0, value("spacing", "before"))
    after = max(0, value("spacing", "after"))
    let stated = max(0, value("spacing", "line"))
    let natural = size * 13 / 10
    let free: Int
    switch styles.paragraph(paragraph, "spacing", "lineRule") ?? "auto" {
    case "exact": free = stated
    case "atLeast": free = max(stated, natural)
    default:
      let rows = stated == 0 ? 240 : stated
      if let pitch, pitch > 0, styles.paragraph(paragraph, "snapToGrid", "val") != "0" {
        free = (natural + pitch - 1) / pitch * pitch * rows / 240
      } else {
        free = natural * rows / 240
      }
    }
    // No row is higher than the largest page.
    line = min(free, 31_680)
    let room = max(200, width - value("ind", "left") - value("ind", "right"))
    let indent = value("ind", "firstLine") - value("ind", "hanging")
    // The text without pictures; each break begins a line of its own.
    let text = paragraph.paragraphText
    let breaking = RowBreaking(size: size, spacing: spacing, width: room)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .reduce(0) { $0 + breaking.rows($1.element, indent: $1.offset == 0 ? indent : 0) }
    isWhole = styles.isOn("keepLines", paragraph)
    isPaired = styles.isOn("widowControl", paragraph, unstated: true)
    let picture = paragraph.pictureHeight
    if picture > line { before += picture - (text.isEmpty ? line : 0) }
  }
}

extension XML.Element {
  /// The height of the highest picture or chart in a line, in twips.
  fileprivate var pictureHeight: Int {
    elements.reduce(0) { highest, child in
      switch child.name {
      case .wp("inline"):
        max(highest, min((child.first(.wp("extent"))?["cy"]?.statedExtent ?? 0) / 635, 31_680))
      case .w("txbxContent"), .mc("Fallback"), .wp("anchor"): highest
      default: max(highest, child.pictureHeight)
      }
    }
  }
}
