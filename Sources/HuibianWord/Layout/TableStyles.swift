/// The styles of a document that a table built here is set in.
///
/// A document that was laid out here has all of them; in any other those count that a person gave the
/// same names. What there is no style for is formatted directly.
package struct TableStyles: Hashable, Sendable {
  /// Whether the document was laid out here.
  package let isOurs: Bool
  private let ids: [GongwenStyle: String]

  /// - Parameter styles: Of the document: ids, types and names.
  package init(_ styles: [(id: String, type: String, name: String)]) {
    var ids: [GongwenStyle: String] = [:]
    for style in GongwenStyle.allCases {
      let same = styles.filter { $0.type == style.type }
      ids[style] =
        (same.first { $0.id == style.id } ?? same.first { $0.name == style.name })?.id
    }
    isOurs = styles.contains { $0.id == GongwenStyle.table.id }
    self.ids = isOurs ? ids : ids.filter { Self.shared.contains($0.key) }
  }

  private init() {
    isOurs = true
    ids = Dictionary(uniqueKeysWithValues: GongwenStyle.allCases.map { ($0, $0.id) })
  }

  /// Those of a document laid out here.
  package static let ours = TableStyles()
  /// None: everything is formatted directly.
  package static let none = TableStyles([])

  /// The styles that another document's author may define by name.
  private static let shared: Set<GongwenStyle> = [
    .caption, .unit, .tableHeader, .tableText, .tableNumber, .tableLabel, .tableNote, .table,
  ]

  /// Nil: the document has none.
  func id(_ style: GongwenStyle) -> String? { ids[style] }
}
