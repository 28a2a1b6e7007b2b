/// What a document states of its looks, whoever wrote it: sections, paragraphs and runs with all that
/// their styles, lists and the defaults give them.
///
/// Nothing is laid out: what a page or a line holds is not known here.
package struct StatedDocument: Sendable {
  /// In document order; at least one.
  package let sections: [StatedSection]
  /// All paragraphs of the body, with those in tables and text boxes, then those of headers and
  /// footers. Copies for old readers, deleted and hidden text are left out.
  package let paragraphs: [StatedParagraph]
  /// Rules that are drawn: lines and frames, and borders of tables without a text in them.
  package let rules: [StatedRule]
  /// Whether the inner margins of odd and even pages mirror each other.
  package let isMirrored: Bool
  /// Whether even pages have headers and footers of their own.
  package let hasEvenPages: Bool
  /// The size of the default paragraph style, from which grids of characters count.
  package let standardHalfPoints: Int
}

/// A section of a document, in twips.
package struct StatedSection: Hashable, Sendable {
  package var width = 11_906
  package var height = 16_838
  package var top = 1_440
  package var bottom = 1_440
  /// Without the gutter.
  package var left = 1_800
  package var right = 1_800
  package var gutter = 0
  package var footer = 992
  /// `w:type` of the grid: `lines`, `linesAndChars`, `snapToChars`; nil: none.
  package var grid: String?
  package var linePitch: Int?
  /// In 4096ths of a point, added to the size of the default paragraph style.
  package var characterSpace: Int?
  /// Whether the first page has a header and a footer of its own.
  package var hasFirstPage = false
  package var type = "nextPage"
  /// The parts of the footers by `default`, `even` and `first`, those of earlier sections included.
  package var footers: [String: String] = [:]
  package var headers: [String: String] = [:]

  package var isLandscape: Bool { width > height }
  /// Of the text area.
  package var textWidth: Int { width - left - right - gutter }
  package var textHeight: Int { height - abs(top) - abs(bottom) }
}

/// A line that is drawn: a shape, or the border of a table.
package struct StatedRule: Hashable, Sendable {
  package enum Kind: Hashable, Sendable { case shape, table }
  package let kind: Kind
  /// As ``StatedParagraph/order``, of the paragraph that anchors it or of the first one after it.
  package let order: Int
  package let part: String
  package let place: String
  /// In twips; nil where it is not stated.
  package let length: Int?
  /// Six hexadecimal digits; nil: automatic or a colour of the theme.
  package let color: String?
  /// In eighths of a point; nil: not stated.
  package let thickness: Int?
  /// `a:ln/@cmpd`: `thickThin`, `thinThick`, `dbl`; nil: one line.
  package let compound: String?
  /// The upper edge from that of the page, in twips; nil where it is stated otherwise.
  package let fromPageTop: Int?
}
