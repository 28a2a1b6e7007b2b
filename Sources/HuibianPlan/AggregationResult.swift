/// The answer to one plan.
///
/// Its groups are kept by the numbers of their labels, which many groups share: a run over a thousand
/// districts has some hundred thousand groups.
package struct AggregationResult: Hashable, Sendable {
  /// One label for each grouping, in the plan's order.
  package typealias Key = [String]

  package struct Cell: Hashable, Sendable {
    /// The count, or the sum (of a median twice the median) times 10^`scale`.
    package var value: Int64
    /// How many rows it rests on; for a sum or a median, those whose operand is not missing.
    package var rows: Int

    package init(value: Int64, rows: Int) {
      self.value = value
      self.rows = rows
    }
  }

  /// For each grouping, in the plan's order, different labels; some may have no group.
  let labels: [[String]]
  /// Of each group the places of its labels in ``labels``, group after group.
  private(set) var codes: [Int32] = []
  /// Of each group; groups without rows are absent, and count zero.
  package private(set) var values: [Cell] = []
  /// Decimal places of the values: 0 for counts and integers.
  package let scale: Int

  /// Without groups.
  ///
  /// - Parameter labels: For each grouping, in the plan's order, all labels that a group may have, each
  ///   once.
  package init(labels: [[String]] = [], scale: Int = 0) {
    self.labels = labels
    self.scale = scale
  }

  package init(cells: [Key: Cell], scale: Int = 0) {
    let labels = (0..<(cells.keys.first?.count ?? 0)).map { grouping in
      Set(cells.keys.map { $0[grouping] }).sorted()
    }
    self.init(labels: labels, scale: scale)
    let places = labels.map {
      Dictionary(uniqueKeysWithValues: $0.enumerated().map { ($1, $0) })
    }
    for (key, cell) in cells { add(cell) { places[$0][key[$0]] ?? 0 } }
  }

  /// Adds a group that is not there yet.
  ///
  /// - Parameter code: For a grouping the place of the group's label in its labels.
  package mutating func add(_ cell: Cell, code: (_ grouping: Int) -> Int) {
    for grouping in labels.indices { codes.append(Int32(code(grouping))) }
    values.append(cell)
  }

  package mutating func reserve(_ groups: Int) {
    codes.reserveCapacity(groups * labels.count)
    values.reserveCapacity(groups)
  }

  /// The labels of a group, by its place in ``values``.
  func key(_ group: Int) -> Key {
    labels.indices.map { labels[$0][Int(codes[group * labels.count + $0])] }
  }

  /// All groups by their labels, put together anew.
  package var cells: [Key: Cell] {
    Dictionary(uniqueKeysWithValues: values.indices.map { (key($0), values[$0]) })
  }

  /// The cell of a group, searched among all; a group without rows is zero.
  package subscript(_ key: Key) -> Cell {
    let group = values.indices.first { self.key($0) == key }
    return group.map { values[$0] } ?? Cell(value: 0, rows: 0)
  }

  package static func == (a: AggregationResult, b: AggregationResult) -> Bool {
    a.scale == b.scale && a.values.count == b.values.count && a.cells == b.cells
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(scale)
    hasher.combine(cells)
  }
}
