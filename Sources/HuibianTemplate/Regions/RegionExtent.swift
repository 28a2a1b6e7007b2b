/// What a set of paired tags encloses, decided from where they stand alone.
struct RegionPlace: Hashable, Sendable {
  let extent: Region.Extent
  /// The table for rows and columns, the container for paragraphs, the block for inline.
  let container: [BlockPath.Step]
  /// Rows or columns, both included; 0…0 otherwise.
  let span: ClosedRange<Int>

  /// Why tags cannot be a pair.
  enum Refusal: Error, Hashable, Sendable {
    /// The two boundaries (by position) do not stand in one container.
    case crossing(Int, Int)
    /// 每行 or 每列 outside a table.
    case notInTable
    /// A 否则 in the row of the tag before it, while the region is of rows.
    case sharedRow(Int)
  }

  /// - Parameter paths: Of the boundaries, in order; two or more.
  init(_ paths: [BlockPath], direction: EachTag.Direction) throws(Refusal) {
    let steps = paths.map(\.steps)
    let common = RegionPlace.commonPrefix(steps)
    switch direction {
    case .rows: self = try RegionPlace.grid(steps, common, isRow: true)
    case .columns: self = try RegionPlace.grid(steps, common, isRow: false)
    case .automatic: self = try RegionPlace.automatic(steps, common)
    }
    guard extent == .rows else { return }
    for index in steps.indices.dropFirst().dropLast()
    where steps[index].number(after: container.count)
      == steps[index - 1].number(after: container.count)
    {
      throw .sharedRow(index)
    }
  }

  private init(
    _ extent: Region.Extent, _ container: [BlockPath.Step], _ span: ClosedRange<Int> = 0...0
  ) {
    self.extent = extent
    self.container = container
    self.span = span
  }

  private static func automatic(
    _ steps: [[BlockPath.Step]], _ common: [BlockPath.Step]
  ) throws(Refusal) -> RegionPlace {
    if steps.allSatisfy({ $0.count == common.count }) { return RegionPlace(.inline, common) }
    let tails = steps.map { Array($0.dropFirst(common.count)) }
    if tails.allSatisfy({ $0.count == 1 && $0[0].isParagraph }) {
      return RegionPlace(.paragraphs, common)
    }
    // In one cell, but neither in one block nor in paragraphs of one container.
    if let table = common.lastIndex(where: \.isTable), common.count > table + 2 {
      throw crossing(steps, common) ?? .crossing(0, 1)
    }
    return try grid(steps, common, isRow: true)
  }

  /// Rows or columns of the innermost table around all boundaries.
  private static func grid(
    _ steps: [[BlockPath.Step]], _ common: [BlockPath.Step], isRow: Bool
  ) throws(Refusal) -> RegionPlace {
    guard let table = common.lastIndex(where: \.isTable) else {
      throw crossing(steps, common) ?? .notInTable
    }
    // What stands deeper than the cells of that table, in a nested table or a text box, is no end
    // of its rows, unless all ends stand there together.
    let inner = common[(table + 1)...].drop { $0.isCellOrRow }
    guard inner.allSatisfy({ $0.isParagraph || $0.isControl }) else {
      throw crossing(steps, common) ?? .notInTable
    }
    for (index, path) in steps.enumerated() {
      let deeper = path[(table + 1)...].drop { $0.isCellOrRow }
      guard deeper.allSatisfy({ $0.isParagraph || $0.isControl }) else {
        throw .crossing(index == 0 ? 0 : index - 1, index == 0 ? 1 : index)
      }
    }
    let numbers = steps.map {
      isRow ? $0.number(after: table + 1) : $0.number(after: table + 2)
    }
    guard let low = numbers.min(), let high = numbers.max() else { throw .notInTable }
    return RegionPlace(isRow ? .rows : .columns, Array(common[...table]), low...high)
  }

  /// The first neighbours that stand in different containers.
  private static func crossing(
    _ steps: [[BlockPath.Step]], _ common: [BlockPath.Step]
  ) -> Refusal? {
    for index in steps.indices.dropFirst()
    where steps[index].dropLast() != steps[index - 1].dropLast() {
      return .crossing(index - 1, index)
    }
    return nil
  }

  private static func commonPrefix(_ steps: [[BlockPath.Step]]) -> [BlockPath.Step] {
    guard var common = steps.first else { return [] }
    for path in steps.dropFirst() {
      common = Array(zip(common, path).prefix { $0 == $1 }.map(\.0))
    }
    return common
  }
}

extension [BlockPath.Step] {
  /// The number of the row or cell at a depth; -1 if there is none.
  fileprivate func number(after depth: Int) -> Int {
    guard depth < count else { return -1 }
    switch self[depth] {
    case .row(let number), .cell(let number): return number
    default: return -1
    }
  }
}

extension BlockPath.Step {
  var isTable: Bool { if case .table = self { true } else { false } }
  fileprivate var isParagraph: Bool { if case .paragraph = self { true } else { false } }
  fileprivate var isControl: Bool { if case .control = self { true } else { false } }
  fileprivate var isCellOrRow: Bool {
    switch self {
    case .row, .cell: true
    default: false
    }
  }
}
