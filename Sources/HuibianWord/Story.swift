package import HuibianOPC

/// A part of a document that holds text of its own.
package struct Story: Sendable {
  package enum Kind: String, Hashable, Sendable {
    case body, header, footer, footnotes, endnotes, comments
    /// The texts of a native chart.
    case chart
  }

  package let part: PartName
  package let kind: Kind
  /// All stretches of text in document order: paragraphs, those of text boxes after the paragraph
  /// that anchors them, and alternative texts of drawings. As the part was opened; marking and
  /// expanding do not change the list.
  package internal(set) var paragraphs: [ParagraphInfo] = []
  /// The instructions of fields, which no tag can stand in.
  package internal(set) var fieldInstructions: [FieldInstruction] = []

  /// The texts in which no tag can stand either.
  package internal(set) var sealedTexts: [SealedText] = []

  var document: XML.Document
  /// Whether the part is no longer what was read.
  var isChanged = false

  init(part: PartName, kind: Kind, document: XML.Document) {
    self.part = part
    self.kind = kind
    self.document = document
  }
}

/// The instruction text of a field, such as ` PAGE \* MERGEFORMAT `.
package struct FieldInstruction: Hashable, Sendable {
  /// Of the paragraph that holds it, as in ``ParagraphInfo/place``.
  package let place: String
  package let text: String
}

/// A text that a reader or a program sees and that is no run of a paragraph.
package struct SealedText: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case formula, wordArt
    /// 拼音指南: what stands above the characters.
    case phoneticGuide
    /// Of a link, a control, …: the screen tip, the anchor, an item of a list. Only values with a brace
    /// are listed.
    case attribute
    /// The names and categories that a chart shows. Only those with a brace are listed.
    case chartData
  }

  package let kind: Kind
  /// As in ``ParagraphInfo/place``; nil outside of paragraphs.
  package let place: String?
  package let text: String
}

/// A stretch of text that can hold tags: a paragraph, or an alternative text.
package struct ParagraphInfo: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// `w:p`, or `a:p` in a chart.
    case paragraph
    /// The description or title of a drawing: only plain text can be filled in.
    case alternativeText
    /// The same of a table or of a VML shape, which cannot be bound to a picture or a chart.
    case caption
  }

  package let kind: Kind
  /// As a reader sees it, over all runs, insertions, links and controls; without deleted text and
  /// without the text of boxes anchored here. A tab is U+0009, a break U+000A, a non-breaking hyphen
  /// `-`, a soft one U+00AD, a symbol of a font of its own U+FFFC.
  package let text: String
  package let path: ParagraphPath
  /// `第2段`, `表1第2行第3格第1段`, `页眉文本框1第1段`; all counted from 1 in the part.
  package let place: String
  /// The paragraph style's id; nil for the default style.
  package let styleID: String?
  /// Whether it is the copy of a text box for old readers: a person sees only the other copy.
  package let isFallback: Bool
  /// Of the lines, in twips: of the section, the cell or the box, whatever the paragraph's indents;
  /// nil where the document does not say, and for alternative texts.
  package let width: Int?
  /// Of the lines, if the page of the section lay across; nil in cells and boxes, where it lies across
  /// already, and where the document does not say.
  package let landscapeWidth: Int?
  /// Of the alternative text of a chart: the relationship that leads to the chart.
  package let chartID: String?
  /// The columns of its table's grid that each cell around covers, counted from 0, outermost cell first.
  package let cells: [Range<Int>]
  /// Of a paragraph in a footnote or endnote: where in the body the note is referred to, nil if it is
  /// referred to in several places; of a text of a chart that is drawn in the body: where it is drawn.
  package let anchor: NoteAnchor?
  /// Of what stands in a text box: the paragraph that anchors the box, by its index in the story.
  package let boxAnchor: Int?
}

/// The place of a reference to a note.
package struct NoteAnchor: Hashable, Sendable {
  /// The index among the paragraphs of the body.
  package let paragraph: Int
  /// In characters of that paragraph's text.
  package let offset: Int
}

/// Where a paragraph stands, from the story inwards.
///
/// Two paragraphs stand in one container if all but the last step are equal.
package struct ParagraphPath: Hashable, Sendable {
  /// All counted from 0: the story in the document, a box in the story, all others in what holds
  /// them.
  package enum Step: Hashable, Sendable {
    case story(Int)
    case note(Int)
    case box(Int)
    case control(Int)
    case table(Int)
    case row(Int)
    case cell(Int)
    case paragraph(Int)
    /// An alternative text; stands in the place of a paragraph.
    case alternativeText(Int)
  }

  package let steps: [Step]

  package init(_ steps: [Step]) {
    self.steps = steps
  }
}
