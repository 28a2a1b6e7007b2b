package import HuibianDiagnostics

/// One paragraph-like stretch of template text, and where it stands.
///
/// A Word paragraph (runs, hyperlinks and controls joined) and a line or table cell of a text
/// template both make one block. A tag lies within one block; a pair of tags may span several.
package struct TemplateBlock: Sendable {
  package let text: String
  package let path: BlockPath
  /// The columns of the table's grid that each cell around the block covers, outermost cell first;
  /// see ``columns(at:)``.
  package let cells: [Range<Int>]
  /// Where a note that holds the block is referred to: what is around that place is around the block.
  package let anchor: Anchor?
  /// Of what stands in a text box: the block in whose paragraph the box is anchored, by its index; the
  /// path does not tell it.
  package let boxAnchor: Int?
  /// The place of a tag in the user's file.
  ///
  /// The first argument is the position of the tag in its block, counted from 1; the second is the
  /// offset of the tag, or of the mistake in it, in characters of ``text``, counted from 0.
  package let location: @Sendable (_ ordinal: Int, _ offset: Int) -> Location

  /// A place in the text of another block.
  package struct Anchor: Hashable, Sendable {
    /// The index among the blocks of the template.
    let block: Int
    /// In characters, from 0.
    let offset: Int

    package init(block: Int, offset: Int) {
      self.block = block
      self.offset = offset
    }
  }

  package init(
    text: String, path: BlockPath, cells: [Range<Int>] = [], anchor: Anchor? = nil,
    boxAnchor: Int? = nil,
    location: @escaping @Sendable (_ ordinal: Int, _ offset: Int) -> Location
  ) {
    self.text = text
    self.path = path
    self.cells = cells
    self.anchor = anchor
    self.boxAnchor = boxAnchor
    self.location = location
  }

  /// The columns of the grid that a cell around the block covers; without ``cells`` one, by the cell's
  /// number in its row.
  ///
  /// - Parameter depth: Of the cell among the steps of ``path``; nil is returned if no cell is there.
  func columns(at depth: Int) -> Range<Int>? {
    guard path.steps.indices.contains(depth), case .cell(let number) = path.steps[depth] else {
      return nil
    }
    let ordinal = path.steps[..<depth].count { if case .cell = $0 { true } else { false } }
    return cells.indices.contains(ordinal) ? cells[ordinal] : number..<number + 1
  }
}

/// Where a block stands, from the story inwards.
///
/// `[.story(0), .table(2), .row(3), .cell(1), .paragraph(0)]` is the first paragraph of the second
/// cell of the fourth row of the third table of the first story. All numbers count from 0 within
/// their container. Two blocks have equal paths only if they are the same block.
package struct BlockPath: Hashable, Sendable {
  package enum Step: Hashable, Sendable {
    /// The body, a header, a footer.
    case story(Int)
    case table(Int)
    case row(Int)
    case cell(Int)
    /// A text box, a step below the paragraph that anchors it.
    case box(Int)
    /// A footnote, endnote or comment.
    case note(Int)
    /// A block-level content control.
    case control(Int)
    case paragraph(Int)
    /// An alternative text of a drawing; stands in the place of a paragraph.
    case alternativeText(Int)
  }

  package let steps: [Step]

  package var isAlternativeText: Bool {
    if case .alternativeText? = steps.last { true } else { false }
  }

  package init(_ steps: [Step]) { self.steps = steps }
}
