/// All tags of a template, in document order, and the pairs that they make.
package struct Template: Hashable, Sendable {
  package let tags: [Tag]
  /// In the order of their first tags; `regions[i].id == i`.
  package let regions: [Region]
  /// For every tag the regions around it, outermost first; see ``scopes(ofTag:)``.
  private let scopes: [[Int]]

  package init(tags: [Tag], regions: [Region], scopes: [[Int]]) {
    precondition(tags.count == scopes.count, "scopes for every tag")
    self.tags = tags
    self.regions = regions
    self.scopes = scopes
  }

  /// The regions around a tag, outermost first.
  ///
  /// A tag that bounds a region stands outside it: the condition of 否则如果 is asked in the scope
  /// around. A region of columns is around every tag of its columns, also in rows that lie before
  /// its first tag (a header), and around no tag of other columns or of a cell that is one for all
  /// copies. Which columns there are does not depend on the rows, nor the other way round.
  package func scopes(ofTag tag: Int) -> [Int] { scopes[tag] }

  /// The innermost region around a tag; nil at the top.
  package func region(ofTag tag: Int) -> Int? { scopes[tag].last }

  /// Between which boundaries of a region around it the tag stands, counted from 0.
  package func segment(ofTag tag: Int, in region: Int) -> Int {
    max(0, (regions[region].boundaries.dropLast().lastIndex { $0 < tag } ?? 0))
  }

  /// The tags right inside a region, in no deeper one.
  ///
  /// - Parameter region: nil: the top. Boundaries are not among the tags of their own region.
  /// - Complexity: O(tags).
  package func tags(in region: Int?) -> [Int] {
    tags.indices.filter { scopes[$0].last == region }
  }
}

/// What two or more paired tags enclose.
package struct Region: Hashable, Sendable {
  package enum Kind: Hashable, Sendable { case condition, loop, section }

  /// What is repeated or dropped.
  package enum Extent: Hashable, Sendable {
    /// The text between the tags, within one block.
    case inline
    /// The paragraphs, and tables among them, from the first tag's to the last one's.
    case paragraphs
    /// The table rows from the first tag's to the last one's.
    case rows
    /// The table columns from the first tag's to the last one's, through all rows.
    case columns
  }

  package let id: Int
  /// Indices of tags: the first, 否则如果 and 否则 if any, the end.
  package let boundaries: [Int]
  package let kind: Kind
  package let extent: Extent
  /// The innermost region around this one; nil at the top.
  package let parent: Int?

  package init(id: Int, boundaries: [Int], kind: Kind, extent: Extent, parent: Int?) {
    precondition(boundaries.count >= 2, "a region without an end")
    self.id = id
    self.boundaries = boundaries
    self.kind = kind
    self.extent = extent
    self.parent = parent
  }
}
