package import HuibianOPC

/// A range of a paragraph's text that is to be replaced: a tag, to this module just a number.
package struct Marker: Hashable, Sendable {
  /// Unique in the document.
  package let id: Int
  package let story: Int
  /// The index in ``Story/paragraphs``.
  package let paragraph: Int
  /// In characters of the paragraph's text; not empty.
  package let range: Range<Int>

  package init(id: Int, story: Int, paragraph: Int, range: Range<Int>) {
    self.id = id
    self.story = story
    self.paragraph = paragraph
    self.range = range
  }
}

/// A stretch between markers that is repeated, chosen or dropped.
package struct RegionMarks: Hashable, Sendable {
  package enum Extent: Hashable, Sendable {
    /// What stands between the ends, which share a paragraph.
    case inline
    /// Paragraphs and tables of one container, the ends being in different paragraphs of it.
    case paragraphs
    /// The table rows that hold the ends, and those between.
    case rows
    /// The columns of a table's grid that the cells with the ends cover, and those between, through
    /// all rows.
    case columns
  }

  /// Unique in the document.
  package let id: Int
  /// Markers: where it begins, where a further alternative begins (any number), where it ends.
  package let boundaries: [Int]
  package let extent: Extent
  /// False: a condition, which comes once at most.
  package let isLoop: Bool

  package init(id: Int, boundaries: [Int], extent: Extent, isLoop: Bool = true) {
    precondition(boundaries.count >= 2, "a region without two ends")
    self.id = id
    self.boundaries = boundaries
    self.extent = extent
    self.isLoop = isLoop
  }
}

/// Says what comes where a marker stands, and how often a region comes.
///
/// Asked in document order, story by story, so that it can count.
package protocol MarkerFiller {
  /// What a copy of a region knows of its surroundings.
  associatedtype Scope

  /// The copies of a region, in order; each is the segment between `boundaries[segment]` and the
  /// boundary after it, expanded in the scope given. Empty: the region is dropped.
  mutating func copies(of region: Int, in scope: Scope) -> [(segment: Int, scope: Scope)]

  mutating func content(of marker: Int, in scope: Scope) -> MarkerContent
}

/// What takes the place of a marker.
package enum MarkerContent: Hashable, Sendable {
  /// Text with the formatting of the marker's first character; U+000A is a line break, U+0009 a tab.
  /// With an identity it is wrapped in a content control where one may stand.
  case text(String, control: ControlIdentity?)
  /// Text on yellow, to be filled in by a person.
  case highlighted(String)
  /// Paragraphs and tables in place of the paragraph, which is split around them if it holds more,
  /// and which goes if it holds nothing else.
  case blocks([XML.Element])
  /// The same on a page of their own that lies across, between the paragraphs of the body.
  case landscape([XML.Element])
  /// A chart: in a text, a paragraph of its own as ``blocks(_:)``; in the alternative text of a chart,
  /// or in a text of the chart itself, new numbers for that chart, and its description or title.
  case chart(Chart)
  /// A table of contents of so many levels, between the paragraphs of the body.
  case contents(levels: Int)
  /// A document, by name, between the paragraphs of the body, which is split around it as around
  /// ``blocks(_:)``.
  case document(String)
  /// A picture in the line; in the alternative text of a picture, what that picture shows from now on.
  case picture(Picture)
  /// Text of a table cell that merges with equal neighbours below, within one set of copies: of the
  /// region that is given, with all that is repeated within its copies, else of the innermost one.
  case merged(String, control: ControlIdentity?, of: Int? = nil)
  case nothing
}

/// What a content control is called. ISO 29500-1, 17.5.2.
package struct ControlIdentity: Hashable, Sendable {
  /// For people: the figure's name.
  package let alias: String
  /// For programs: at most 64 characters.
  package let tag: String

  package init(alias: String, tag: String) {
    precondition(
      tag.utf8.count <= 64 || tag.count <= 64, "a control's tag of more than 64 characters")
    self.alias = alias
    self.tag = tag
  }
}

/// What could not be expanded; the driver knows where its tags stand, and says it.
package struct ExpansionProblem: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A cell, or a gap beside the cells, of this row of the table (from 1) covers some of the columns
    /// of a region and others, or parts of two alternatives.
    case columns(row: Int)
    /// The ends do not stand in one container.
    case crossing
    /// Blocks are to come where only text can stand: in an alternative text, a chart, a
    /// comment, a plain-text control.
    case blocksInText
    /// A picture is to come where none can stand: in a chart, or in the alternative text of something
    /// that is not one picture.
    case pictureInText
    /// A document is to come where only the content of a page can: not between paragraphs of the body.
    case documentInText
    /// A table of contents is to come elsewhere than between paragraphs of the body.
    case contentsInText
    /// A page that lies across is to come elsewhere than between paragraphs of the body.
    case landscapeInText
  }

  package let kind: Kind
  /// The region, or the marker in the cases from ``Kind/blocksInText`` on.
  package let id: Int
}
