/// What a set of paired tags encloses, decided from where they stand alone.
struct RegionPlace: Hashable, Sendable {
  let extent: Region.Extent
  /// The table for rows and columns, the container for paragraphs, the block for inline.
  let container: [BlockPath.Step]
  /// Rows, or columns of the table's grid, both included; 0…0 otherwise.
  let span: ClosedRange<Int>
  /// Of columns: the cells that hold the boundaries.
  let ends: Set<[BlockPath.Step]>

  /// Why tags cannot be a pair.
  enum Refusal: Error, Hashable, Sendable {
    /// The two boundaries (by position) do not stand in one container.
    case crossing(Int, Int)
    /// 每行 or 每列 outside a table.
    case notInTable
    /// A 否则 in the row of the tag before it, while the region is of rows.
    case sharedRow(Int)
    /// A 否则 in the column of the tag before it, or to the left of it, while the region is of columns.
    case sharedColumn(Int)
  }

  /// - Parameter blocks: Those that hold the boundaries, in order; two or more.
  init(_ blocks: [TemplateBlock], direction: EachTag.Direction) throws(Refusal) {
    let steps = blocks.map(\.path.steps)
    let common = RegionPlace.commonPrefix(steps)
    switch direction {
    case .rows: self = try RegionPlace.rows(steps, common)
    case .columns: self = try RegionPlace.columns(blocks, steps, common)
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
    _ extent: Region.Extent, _ container: [BlockPath.Step], _ span: ClosedRange<Int> = 0...0,
    ends: Set<[BlockPath.Step]> = []
  ) {
    self.extent = extent
    self.container = container
    self.span = span
    self.ends = ends
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
    return try rows(steps, common)
  }

  /// Rows of the innermost table around all boundaries.
  private static func rows(
    _ steps: [[BlockPath.Step]], _ common: [BlockPath.Step]
  ) throws(Refusal) -> RegionPlace {
    let table = try self.table(steps, common)
    let numbers = steps.map { $0.number(after: table + 1) }
    guard let low = numbers.min(), let high = numbers.max() else { throw .notInTable }
    return RegionPlace(.rows, Array(common[...table]), low...high)
  }

  /// Columns of the grid of that table, from the cells that hold the boundaries.
  private static func columns(
    _ blocks: [TemplateBlock], _ steps: [[BlockPath.Step]], _ common: [BlockPath.Step]
  ) throws(Refusal) -> RegionPlace {
    let table = try self.table(steps, common)
    let columns = blocks.compactMap { $0.columns(at: table + 2) }
    guard columns.count == blocks.count, let low = columns.map(\.lowerBound).min(),
      let high = columns.map(\.upperBound).max()
    else { throw .notInTable }
    for index in columns.indices.dropFirst().dropLast()
    where columns[index].lowerBound < columns[index - 1].upperBound
      || columns[index].lowerBound >= (columns.last?.upperBound ?? 0)
    {
      throw .sharedColumn(index)
    }
    return RegionPlace(
      .columns, Array(common[...table]), low...(high - 1),
      ends: Set(steps.map { Array($0[...(table + 2)]) }))
  }

  /// The depth of the innermost table around all boundaries, in whose cells they must stand.
  private static func table(
    _ steps: [[BlockPath.Step]], _ common: [BlockPath.Step]
  ) throws(Refusal) -> Int {
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
    return table
  }

  /// Whether a region of columns is around what stands in a block.
  ///
  /// A cell that covers several columns, all that are repeated or more, is one for all copies, unless
  /// an end of the region stands in it.
  func covers(_ block: TemplateBlock) -> Bool {
    let steps = block.path.steps
    let depth = container.count + 1
    guard steps.starts(with: container), let columns = block.columns(at: depth),
      columns.lowerBound >= span.lowerBound, columns.upperBound <= span.upperBound + 1
    else { return false }
    return columns.count == 1 || columns.count < span.count
      || ends.contains(Array(steps[...depth]))
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
  /// Whether it leads into a text box that the other does not lead into; the path of a box says nothing
  /// of the cells and controls around its anchor.
  func isInBox(of other: [BlockPath.Step]) -> Bool {
    let boxes = filter(\.isBox)
    let others = other.filter(\.isBox)
    return boxes.count > others.count && boxes.starts(with: others)
  }

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
  var isNote: Bool { if case .note = self { true } else { false } }
  var isBox: Bool { if case .box = self { true } else { false } }
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
