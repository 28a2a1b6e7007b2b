import HuibianOPC

/// How high a paragraph comes out, in twips, by the measures that it and its styles state.
///
/// A Hanzi is as wide as its size, a half-width character half of that, and a row of free height 1.3
/// times its size.
struct ParagraphMeasures {
  private(set) var before: Int
  let after: Int
  /// Of one row.
  let line: Int
  /// Rows.
  let lines: Int

  var height: Int { before + after + lines * line }

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
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .reduce(0) { sum, piece in
        sum
          + Self.lines(
            piece.element, size: max(1, size + spacing), free: room,
            indent: piece.offset == 0 ? indent : 0)
      }
    let picture = paragraph.pictureHeight
    if picture > line { before += picture - (text.isEmpty ? line : 0) }
  }

  /// Rows that a text takes: whole characters, and no mark that closes at the head of a row.
  private static func lines(_ text: Substring, size: Int, free: Int, indent: Int) -> Int {
    var lines = 1
    var position = indent * 2
    for character in text {
      // Doubled, so that a half-width character is whole.
      let width = TextWidth.width(of: character) == 1 ? size * 2 : size
      if position + width > free * 2, !"，。、；：！？）”》】".contains(character) {
        lines += 1
        position = 0
      }
      position += width
    }
    return lines
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
