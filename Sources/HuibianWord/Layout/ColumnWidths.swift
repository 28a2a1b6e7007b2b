/// Shares a table's width among its columns by what they hold.
package enum ColumnWidths {
  /// Of one Hanzi of a table's text, in twips: 小四, 12 pt.
  static let character = 240.0

  /// Widths in twips; their sum is `total`.
  ///
  /// A column asks for its widest body text, at most 16 characters, and for half of a header longer
  /// than 4, which may take two lines; each gets its part of what all ask for. Where that is more than
  /// there is, long texts give way; numbers, amounts and columns of short words do not, as far as can be.
  ///
  /// - Parameters:
  ///   - header: For every column the widths of its header texts, in characters.
  ///   - body: For every column the widths of its other texts, in characters.
  ///   - numbers: For every column the widths of its texts that must not be broken, in characters.
  ///   - amounts: The same of amounts in words, which are set as texts are: 95.78%（一致）.
  package static func share(
    _ total: Int, header: [[Double]], body: [[Double]], numbers: [[Double]] = [],
    amounts: [[Double]] = []
  ) -> [Int] {
    precondition(header.count == body.count, "ragged columns")
    guard !body.isEmpty else { return [] }
    let demands = body.indices.map { column in
      let heading = header[column].map { $0 > 4 ? max(4, ($0 / 2).rounded(.up)) : $0 }.max() ?? 0
      let holdsNumbers = numbers.indices.contains(column) && !numbers[column].isEmpty
      return max(heading, min(body[column].max() ?? 0, 16), 2)
        + (holdsNumbers ? numberPadding : padding)
    }
    return cut(
      total,
      demands.reduce(0, +) * character > Double(total)
        ? squeezed(total, demands, leasts(body, numbers, amounts)) : demands)
  }

  /// What each column needs lest a number, an amount or a short word be broken, in characters.
  private static func leasts(
    _ body: [[Double]], _ numbers: [[Double]], _ amounts: [[Double]]
  ) -> [Double] {
    body.indices.map { column in
      let widest = body[column].max() ?? 0
      let unbroken = [numbers, amounts].compactMap {
        $0.indices.contains(column) ? $0[column].max() : nil
      }
      return max(unbroken.max() ?? 0, widest <= shortWord ? widest : 0, 2)
    }
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
