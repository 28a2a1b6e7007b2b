/// The result of a plan, its groups by number.
final class AnsweredPlan: Sendable {
  let result: AggregationResult
  /// Of ``result``.
  let scale: Int
  /// Whether any group has rows.
  let hasRows: Bool
  /// By ``GroupNumbers/key(_:_:)``.
  private let groups: GroupTable
  /// Where there are too many labels for that; else empty.
  private let cells: [AggregationResult.Key: AggregationResult.Cell]

  static let empty = AnsweredPlan(AggregationResult(), [], GroupNumbers())

  /// - Parameter numbers: Of the result's labels.
  init(_ result: AggregationResult, _ numbers: [[Int]], _ groups: GroupNumbers) {
    self.result = result
    scale = result.scale
    hasRows = result.values.contains { $0.rows > 0 }
    let width = numbers.count
    var keys: [UInt64] = []
    keys.reserveCapacity(result.values.count)
    for group in result.values.indices {
      let key = groups.key(width) { numbers[$0][Int(result.codes[group * width + $0])] }
      guard let key else { break }
      keys.append(key)
    }
    let areNumbered = keys.count == result.values.count
    self.groups = GroupTable(areNumbered ? keys : [], bits: groups.bits)
    cells = areNumbered ? [:] : result.cells
  }

  /// The cell of a group; a group without rows is zero.
  subscript(key: UInt64) -> AggregationResult.Cell {
    groups[key].map { result.values[$0] } ?? AggregationResult.Cell(value: 0, rows: 0)
  }

  /// The same for a group whose labels have no one number.
  subscript(labels: AggregationResult.Key) -> AggregationResult.Cell {
    cells[labels] ?? AggregationResult.Cell(value: 0, rows: 0)
  }
}
