/// Shares a table's width among its columns by what they hold.
enum ColumnWidths {
  /// Of one Hanzi of a table's text, in twips: 小四, 12 pt.
  static let character = 240.0

  /// What the cells of a column ask for, in characters.
  struct Demand {
    /// Of the widest header; one of more than 4 may take two lines.
    private(set) var heading = 0.0
    /// Of the widest other text.
    private(set) var body = 0.0
    /// Of the widest number; nil: none stands in the column.
    private(set) var number: Double?
    /// Of the widest amount in words, which is set as texts are: 95.78%（一致）. Nil: there is none.
    private(set) var amount: Double?

    mutating func add(heading width: Double) {
      heading = max(heading, width > 4 ? max(4, (width / 2).rounded(.up)) : width)
    }

    mutating func add(body width: Double, isNumber: Bool, isAmount: Bool) {
      body = max(body, width)
      if isNumber { number = max(number ?? 0, width) }
      if isAmount { amount = max(amount ?? 0, width) }
    }

    /// The widest body text, at most 16 characters, or the heading, and the blank around.
    fileprivate var wish: Double {
      max(heading, min(body, 16), 2) + (number != nil ? numberPadding : padding)
    }

    /// What it needs lest a number, an amount or a short word be broken.
    fileprivate var least: Double {
      max(number ?? 0, amount ?? 0, body <= shortWord ? body : 0, 2)
    }
  }

  /// Widths in twips; their sum is `total`.
  ///
  /// Each column gets its part of what all ask for. Where that is more than there is, long texts give
  /// way; numbers, amounts and columns of short words do not, as far as can be.
  static func share(_ total: Int, _ columns: [Demand]) -> [Int] {
    guard !columns.isEmpty else { return [] }
    let demands = columns.map(\.wish)
    return cut(
      total,
      demands.reduce(0, +) * character > Double(total)
        ? squeezed(total, demands, columns.map(\.least)) : demands)
  }

  /// What each column gets where all ask for too much.
  private static func squeezed(_ total: Int, _ demands: [Double], _ leasts: [Double]) -> [Double] {
    let least = zip(demands, leasts).map { min($0, $1 + leastPadding) }
    let needed = least.reduce(0, +)
    let room = Double(total) / character - needed
    let wishes = zip(demands, least).map { $0 - $1 }
    let sum = wishes.reduce(0, +)
    guard room > 0, sum > 0 else { return least }
    return zip(least, wishes).map { $0 + room * $1 / sum }
  }

  private static func cut(_ total: Int, _ demands: [Double]) -> [Int] {
    let sum = demands.reduce(0, +)
    var edges = [0]
    var reached = 0.0
    for demand in demands {
      reached += demand
      edges.append(Int((Double(total) * reached / sum).rounded()))
    }
    return zip(edges.dropFirst(), edges).map { $0 - $1 }
  }

  /// In a column whose texts are no longer than this many characters, none is broken.
  private static let shortWord = 4.0
  /// The blank left and right of a cell's text, in characters.
  private static let padding = 1.5
  /// The same of a number, whose digits are wider than half a Hanzi in some typefaces.
  private static let numberPadding = 2.0
  /// The least of it: the margins, and the space right of a number.
  private static let leastPadding =
    Double(2 * TableLook.margin + TableLook.numberSpace + 6) / character
}
