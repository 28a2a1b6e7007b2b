import HuibianPlan
import HuibianTemplate

/// A 表: rows by members of dimensions or by metrics, columns by what is shown, once or for each member
/// of a dimension.
struct BoundTable {
  /// A column, or one of those that each member of ``across`` has.
  struct Column {
    /// The headings above, outermost first.
    let heads: [String]
    let title: String
    /// What its cells leave out; nil: they say it, or there is none.
    let unit: String?
    let kind: Kind

    enum Kind {
      /// Numbers, to stand one below the other by their last digits.
      case numbers
      /// Phrases, and what a ledger says in a word or two: centred, however long.
      case texts
      /// Sentences of a ledger (叙述), at the left.
      case prose
      /// The unit of the row's metric.
      case units
    }
  }

  /// A row's metric, where metrics make the rows.
  struct Item {
    let title: String
    let unit: String
  }

  /// Which figure stands in a cell.
  struct Place: Hashable {
    let column: Int
    /// Of ``items``; 0 where dimensions make the rows.
    let item: Int
    /// How many of ``rows`` have a member there: all, fewer in 小计, none in 合计.
    let depth: Int
    /// Whether ``across`` has one; false in 合计列.
    let isAcross: Bool
  }

  let tag: Int
  /// Outermost first; empty if metrics make the rows.
  let rows: [BoundSelection]
  /// Of ``rows``.
  let rowTitles: [String]
  let items: [Item]
  let across: BoundSelection?
  let columns: [Column]
  let phrases: [Place: FigurePhrase]
  let totals: TableTotals
  /// For each of ``rows`` whether equal neighbours merge.
  let merges: [Bool]
  let isNumbered: Bool
  let title: String?
  let hasNumber: Bool
  let isLandscape: Bool
  /// Of the table style in the document; nil: the usual look.
  let styleID: String?

  /// Nil for a column of units.
  func phrase(_ column: Int, item: Int = 0, depth: Int, isAcross: Bool) -> FigurePhrase? {
    phrases[Place(column: column, item: item, depth: depth, isAcross: isAcross)]
  }

  /// The phrases of the rows and columns proper, without sums.
  var mainPhrases: [FigurePhrase] {
    (0..<max(1, items.count)).flatMap { item in
      columns.indices.compactMap {
        phrase($0, item: item, depth: rows.count, isAcross: across != nil)
      }
    }
  }
}
