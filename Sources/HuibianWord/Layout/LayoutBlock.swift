/// One block of an official document, to be set to GB/T 9704-2012.
///
/// Texts are plain. They may hold template tags `{{…}}`, which are set like any other text and are
/// filled later; nothing about the layout depends on what they become. `\n` is a line break inside
/// the paragraph, `\t` a tab.
package enum LayoutBlock: Hashable, Sendable {
  /// The document's title (标题): 2号小标宋, centred. Clause 7.3.1.
  case title(String)
  /// Whom the document is for (主送机关), with its colon. Clause 7.3.2.
  case addressee(String)
  /// A heading of level 1 to 4 (一、 （一） 1. （1）) in a paragraph of its own. The text already holds
  /// its number, or a numbering tag. Clause 7.3.3.
  case heading(level: Int, text: String)
  /// A paragraph of running text.
  case paragraph(String)
  /// A heading sentence of level 1 to 4 and the text that follows it in the same paragraph.
  case lead(heading: String, level: Int, text: String)
  /// A table that a template draws cell by cell.
  case table(LayoutTable)
  /// A paragraph that holds nothing but a block tag.
  case blockTag(String)
  /// The list of annexes below the text (附件说明): the names without numbers. One name stands after
  /// `附件：` alone, several are numbered. Clause 7.3.4.
  case annexList([String])
  /// The issuing offices (署名) and the date (成文日期), and how they are sealed. Clause 7.3.5.
  case signature(offices: [String], date: String, seal: LayoutSeal)
  /// A remark below the date (附注), with its brackets. Clause 7.3.6.
  case note(String)
  /// `附件1`: begins a page. Clause 7.3.7.
  case annexHeading(String)
  /// The title of an annex, on the third row of its page.
  case annexTitle(String)
  /// 份号: six digits on the first row. Clause 7.2.1.
  case serial(String)
  /// 密级和保密期限. Clause 7.2.2.
  case secrecy(String)
  /// 紧急程度. Clause 7.2.3.
  case urgency(String)
  /// 发文机关标志 of a document, of minutes (7.2.4, 10.3) or of an order (10.2): one name, or several of
  /// equal width with a word beside them, 文件 or nothing.
  case mark([String], suffix: String, isOrder: Bool)
  /// 发文字号; with 签发人 it is one that goes up. Clauses 7.2.5 and 7.2.6.
  case documentNumber(String, signers: [String])
  /// 红色分隔线. Clause 7.2.7.
  case redLine
  /// 令号. Clause 10.2.
  case orderNumber(String)
  /// The head of a letter (信函): its mark between two red double lines, what stands at the left below
  /// (份号, 密级, 紧急程度), and 发文字号 at the right. Clause 10.1.
  case letterHead(mark: String, items: [String], number: String)
  /// Those present, excused, or attending (出席, 请假, 列席) by a label and names. Clause 10.3.
  case attendance(label: String, names: String, isFirst: Bool)
  /// 版记. Clause 7.4.
  case imprint(LayoutImprint)
  /// A cover (封面) by itself, page 1, with its number or without: a title in its upper third and lines
  /// below, none of them empty. What follows begins the next page.
  case cover(title: String, lines: [String], isNumbered: Bool)
  /// What follows begins a page.
  case pageBreak
  /// An empty row.
  case empty
}

/// What confirms a document. GB/T 9704-2012, 7.3.5.1 to 7.3.5.3.
package enum LayoutSeal: Hashable, Sendable {
  /// No seal: 署名 two characters from the right.
  case none
  /// Each office's seal over its name, the last one's over the date too.
  case seal
  /// A stamp of the signature (签名章): instead of 署名 there are the signers' offices (职务).
  case nameStamp
}

extension LayoutBlock {
  /// One office's signature without a seal.
  package static func signature(office: String, date: String) -> LayoutBlock {
    .signature(offices: [office], date: date, seal: .none)
  }
}

/// A table as a template writes it: texts of cells, row by row.
package struct LayoutTable: Hashable, Sendable {
  /// Stands centred above the table; nil: none.
  package var caption: String?
  /// The rows repeated on every page of the table, at least one.
  package var header: [[String]]
  /// The rows below. Rows shorter than the widest are filled up with empty cells on the right.
  package var body: [[String]]
  /// How the texts of a column stand in the rows below; nil, and columns beyond the last: centred, or at
  /// the left where one is long.
  package var alignments: [TableContent.Alignment?]

  package init(
    caption: String? = nil, header: [[String]], body: [[String]],
    alignments: [TableContent.Alignment?] = []
  ) {
    self.alignments = alignments
    self.caption = caption
    self.header = header
    self.body = body
  }

  /// Cells of the widest row.
  package var columnCount: Int { (header + body).map(\.count).max() ?? 0 }
}

/// Where a paragraph of a laid out document came from.
package struct LayoutOrigin: Hashable, Sendable {
  /// What of the block the paragraph holds.
  package enum Place: Hashable, Sendable {
    /// The block's only text; of a lead, heading and text together.
    case text
    /// An item of a list of annexes, from 0.
    case item(Int)
    case caption
    /// A cell of a header row: row and column from 0.
    case header(row: Int, column: Int)
    /// A cell of a body row: row and column from 0.
    case body(row: Int, column: Int)
    /// The n-th office, or the office of the n-th signer, from 0.
    case office(Int)
    case date
    /// 主送机关 in an imprint.
    case addressee
    /// An empty paragraph that the format asks for, between two tables or after the last one.
    case spacer
  }

  /// A text of the block, and where it begins in the paragraph.
  package struct Piece: Hashable, Sendable {
    package let place: Place
    /// In characters of the paragraph; tabs and breaks count one.
    package let start: Int

    package init(_ place: Place, at start: Int) {
      self.place = place
      self.start = start
    }
  }

  /// The block's index in the list that was laid out, from 0.
  package let block: Int
  /// At least one, in the order of the paragraph.
  package let pieces: [Piece]

  package init(block: Int, place: Place) {
    self.init(block: block, pieces: [Piece(place, at: 0)])
  }

  package init(block: Int, pieces: [Piece]) {
    precondition(!pieces.isEmpty, "an origin of nothing")
    self.block = block
    self.pieces = pieces
  }
}
