/// What a finished table holds: cells with their texts, row by row.
package struct TableContent: Hashable, Sendable {
  package enum Alignment: String, Hashable, Sendable {
    case left, center, right
  }

  package struct Cell: Hashable, Sendable {
    package var text: String
    /// Right: a number, whose digits stand below those of its column. Nil: centred, unless it is a long
    /// text.
    package var alignment: Alignment?
    /// Wraps the text in a content control; nil, or an empty text: no control.
    package var control: ControlIdentity?
    package var isBold: Bool
    /// Columns that the cell covers, at least 1.
    package var columns: Int
    /// The cell is one with the cell above it, which must cover the same columns; its text is dropped.
    package var continuesAbove: Bool

    package init(
      _ text: String, alignment: Alignment? = nil, control: ControlIdentity? = nil,
      isBold: Bool = false, columns: Int = 1, continuesAbove: Bool = false
    ) {
      precondition(columns >= 1, "a cell without a column")
      self.text = text
      self.alignment = alignment
      self.control = control
      self.isBold = isBold
      self.columns = columns
      self.continuesAbove = continuesAbove
    }
  }

  /// Stands centred above the table; nil: none.
  package var caption: String?
  /// Stands before the caption, as 表1, in a field that Word counts anew; nil: none.
  package var number: Int?
  /// Stands above the table at its right edge, such as 单位：件次; nil: none.
  package var unit: String?
  /// The rows repeated on every page of the table.
  package var header: [[Cell]]
  /// The rows below. Where there is none, the table gets one row 无.
  package var body: [[Cell]]
  /// Rows of ``body`` that stand on the page of the row below: those above a sum, or sums that come
  /// first.
  package var kept: Set<Int> = []
  /// The last row (合计); nil: none.
  package var total: [Cell]?
  /// Stand below the table, a line each.
  package var notes: [String] = []

  package init(
    caption: String? = nil, unit: String? = nil, header: [[Cell]], body: [[Cell]],
    total: [Cell]? = nil
  ) {
    self.caption = caption
    self.unit = unit
    self.header = header
    self.body = body
    self.total = total
  }

  /// Columns of the widest row.
  package var columnCount: Int {
    (header + body + (total.map { [$0] } ?? []))
      .map { $0.reduce(0) { $0 + $1.columns } }.max() ?? 0
  }
}
