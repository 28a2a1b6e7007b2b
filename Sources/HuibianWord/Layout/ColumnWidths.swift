/// Shares a table's width among its columns by what they hold.
package enum ColumnWidths {
  /// Widths in the unit of `total`; their sum is `total`.
  ///
  /// A column asks for its widest body text, at most 16 characters, and for half of a header longer
  /// than 4, which may take two lines; each gets its part of what all ask for.
  ///
  /// - Parameters:
  ///   - header: For every column the widths of its header texts, in characters.
  ///   - body: For every column the widths of its other texts, in characters.
  package static func share(_ total: Int, header: [[Double]], body: [[Double]]) -> [Int] {
    precondition(header.count == body.count, "ragged columns")
    guard !body.isEmpty else { return [] }
    let demands = zip(header, body).map { header, body in
      let heading = header.map { $0 > 4 ? max(4, ($0 / 2).rounded(.up)) : $0 }.max() ?? 0
      return max(heading, min(body.max() ?? 0, 16), 2) + padding
    }
    let sum = demands.reduce(0, +)
    var edges = [0]
    var reached = 0.0
    for demand in demands {
      reached += demand
      edges.append(Int((Double(total) * reached / sum).rounded()))
    }
    return zip(edges.dropFirst(), edges).map { $0 - $1 }
  }

  /// The blank left and right of a cell's text, in characters.
  private static let padding = 1.5
}
