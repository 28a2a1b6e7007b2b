/// What a package may cost before it is refused.
///
/// All sizes in bytes.
package struct PackageLimits: Hashable, Sendable {
  /// The file itself; nil is 50 MB for a document, 200 MB for a workbook.
  package var file: Int?
  /// Entries of the zip, folders included.
  ///
  /// Real documents have at most some 200.
  package var entries: Int
  /// One part, inflated.
  package var part: Int
  /// All parts together, inflated.
  package var total: Int
  /// How many times its compressed size a part may have once it is larger than the grace.
  package var ratio: Int
  /// The size up to which the ratio is not looked at.
  ///
  /// Small parts of honest files compress better than 100:1.
  package var ratioGrace: Int

  package init(
    file: Int? = nil, entries: Int = 2000, part: Int = 64 << 20, total: Int = 256 << 20,
    ratio: Int = 200, ratioGrace: Int = 16 << 20
  ) {
    self.file = file
    self.entries = entries
    self.part = part
    self.total = total
    self.ratio = ratio
    self.ratioGrace = ratioGrace
  }
}
