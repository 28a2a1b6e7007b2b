/// The labels of all groups of a book by number: a group is found by numbers without its texts being
/// looked at.
struct GroupNumbers: Sendable {
  private var numbers: [String: Int] = [:]

  mutating func add(_ result: AggregationResult) {
    for label in result.cells.keys.joined() where numbers[label] == nil {
      numbers[label] = numbers.count
    }
  }

  /// One more than any other for a label that no group has.
  func number(of label: String) -> Int { numbers[label] ?? numbers.count }

  /// One number for a group that has so many labels; nil if they are too many for it.
  func key(_ count: Int, _ number: (Int) -> Int) -> UInt64? {
    if count == 1 { return UInt64(number(0)) }
    let base = UInt64(numbers.count) + 1
    var key: UInt64 = 0
    for index in 0..<count {
      let (product, overflow) = key.multipliedReportingOverflow(by: base)
      if overflow || product > UInt64.max - base { return nil }
      key = product + UInt64(number(index))
    }
    return key
  }
}

/// The result of a plan, its groups by label and by number.
final class AnsweredPlan: Sendable {
  let result: AggregationResult
  /// Whether any group has rows.
  let hasRows: Bool
  /// By ``GroupNumbers/key(_:_:)``.
  private let cells: [UInt64: AggregationResult.Cell]

  static let empty = AnsweredPlan(AggregationResult(), GroupNumbers())

  init(_ result: AggregationResult, _ groups: GroupNumbers) {
    self.result = result
    hasRows = result.cells.values.contains { $0.rows > 0 }
    var cells: [UInt64: AggregationResult.Cell] = [:]
    cells.reserveCapacity(result.cells.count)
    for (labels, cell) in result.cells {
      guard let key = groups.key(labels.count, { groups.number(of: labels[$0]) }) else { continue }
      cells[key] = cell
    }
    self.cells = cells
  }

  /// The cell of a group; a group without rows is zero.
  subscript(key: UInt64) -> AggregationResult.Cell {
    cells[key] ?? AggregationResult.Cell(value: 0, rows: 0)
  }
}
