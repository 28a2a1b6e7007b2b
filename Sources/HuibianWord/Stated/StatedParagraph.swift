/// A paragraph with all that holds for it.
package struct StatedParagraph: Hashable, Sendable {
  package enum Container: Hashable, Sendable { case body, table, box, header, footer }
  package enum Alignment: String, Hashable, Sendable { case left, right, center, both, distribute }

  /// Counted over the document.
  package let order: Int
  package let container: Container
  package let part: String
  /// As in ``ParagraphInfo/place``.
  package let place: String
  /// Of the section, for paragraphs of the body.
  package let section: Int
  /// As a reader sees it, without the number of a list.
  package let text: String
  /// The number that a list puts before it; empty: none.
  package let label: String
  package let runs: [StatedRun]
  /// In lower case; empty: not named.
  package let styleName: String
  package let alignment: Alignment
  /// Of the left and right edges; of the first row (hanging: negative).
  package let left: StatedIndent
  package let right: StatedIndent
  package let firstLine: StatedIndent
  /// In twips.
  package let before: Int
  package let after: Int
  /// In twips (`exact`, `atLeast`), or 240ths of a row (`auto`).
  package let line: Int
  package let lineRule: String
  package let snapsToGrid: Bool
  /// From 1; nil: text.
  package let outlineLevel: Int?
  package let beginsPage: Bool
  /// Whether a page break stands in it.
  package let breaksPage: Bool
  package let endsSection: Bool
  package let hasDrawing: Bool
  /// Instructions of its fields.
  package let fields: [String]
  package let topBorder: StatedBorder?
  package let bottomBorder: StatedBorder?
  /// Positions of tabs and how they align, in twips.
  package let tabs: [StatedTab]
  /// How a frame stands across the page (`w:framePr/@w:xAlign`); nil: no frame, or not stated.
  package let frame: String?
  /// Whether it stands in a text box.
  package let isBoxed: Bool

  /// Whether there is anything to read in it.
  package var isBlank: Bool { text.allSatisfy(\.isWhitespace) }

  /// The size of most of its text, in half-points; of the paragraph mark if there is none.
  package var halfPoints: Int {
    var counts: [Int: Int] = [:]
    for run in runs {
      counts[run.halfPoints, default: 0] += run.text.count { !$0.isWhitespace }
    }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 20
  }

  /// What one full-width character advances, in twips.
  package var character: Int {
    let run = runs.first { $0.text.contains { !$0.isWhitespace } } ?? runs.first
    return max(20, halfPoints * 10 + (run?.spacing ?? 0))
  }

  /// An indent in characters (字) of this paragraph.
  package func characters(_ indent: StatedIndent) -> Double {
    indent.characters ?? Double(indent.twips) / Double(character)
  }
}

/// A run of one look.
package struct StatedRun: Hashable, Sendable {
  package let text: String
  /// Of Hanzi; nil: not stated.
  package let eastAsian: String?
  /// Of digits and Latin letters; nil: not stated.
  package let latin: String?
  package let halfPoints: Int
  /// Six hexadecimal digits; nil: automatic.
  package let color: String?
  package let isBold: Bool
  /// Added to each character, in twips.
  package let spacing: Int
}

/// A length, in twips or in hundredths of characters, whichever counts.
package struct StatedIndent: Hashable, Sendable {
  package let twips: Int
  /// Nil: the twips count.
  package let characters: Double?

  package init(twips: Int = 0, characters: Double? = nil) {
    self.twips = twips
    self.characters = characters
  }
}

package struct StatedBorder: Hashable, Sendable {
  /// `w:val`: `single`, `thickThinSmallGap`, …
  package let style: String
  /// In eighths of a point.
  package let thickness: Int
  package let color: String?
}

package struct StatedTab: Hashable, Sendable {
  package let position: Int
  /// `w:val`: `left`, `right`, `center`.
  package let alignment: String
}
