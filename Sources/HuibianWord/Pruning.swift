import HuibianOPC

/// Takes out of the rows of one alternative what belongs to the others.
///
/// Rows can only be kept or dropped as a whole, but two alternatives may share one: then the text of
/// the other goes, and a row that is empty for that reason goes too.
struct Pruning {
  private let boundaries: [Int]
  private let kept: Int
  private let all: Set<Int>
  private var current = 0

  /// - Parameters:
  ///   - boundaries: Of the region.
  ///   - kept: The segment that is kept.
  ///   - all: The boundaries of all regions.
  init(boundaries: [Int], keeping kept: Int, all: Set<Int>) {
    self.boundaries = boundaries
    self.kept = kept
    self.all = all
  }

  /// - Parameter segment: The rows begin with the row that holds this segment's first boundary.
  mutating func pruned(rows: [XML.Node], startingIn segment: Int) -> [XML.Node] {
    // What stands before the first boundary of the region belongs to the row, not to a segment.
    let holdsStart = rows.first?.element?.contains(marker: boundaries[0]) ?? false
    current = holdsStart ? kept : segment - 1
    return rows.compactMap { node in
      guard case .element(let row) = node else { return node }
      let pruned = pruned(row)
      let isEmptied =
        row.isVisible(besides: all) && !(pruned?.isVisible(besides: all) ?? false)
      return isEmptied ? nil : pruned.map { .element($0) }
    }
  }

  /// The element without what belongs to other segments; nil if nothing of it stays.
  private mutating func pruned(_ element: XML.Element) -> XML.Element? {
    if let id = element.markerID {
      if let index = boundaries.firstIndex(of: id) {
        current = index == boundaries.count - 1 ? kept : index
        return element
      }
      return current == kept || all.contains(id) ? element : nil
    }
    if Dialect.of(run: element.name) != nil { return current == kept ? element : nil }
    var result = element
    result.children = element.children.compactMap { node in
      guard case .element(let child) = node else { return node }
      return pruned(child).map { .element($0) }
    }
    return result
  }
}
