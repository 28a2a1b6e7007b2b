/// What is odd about a sheet, besides what its lines say.
struct SheetFindings: Sendable {
  /// A cell without a value that can be read.
  struct Cell: Sendable {
    enum What: Hashable, Sendable {
      /// `#REF!` and its like.
      case error(String)
      /// A formula whose result was not stored.
      case noValue
    }
    /// From 1.
    let row: Int
    let column: Int
    let what: What
  }

  /// In the order of the sheet.
  var cells: [Cell] = []
  /// Cells that are one; only the first has a value.
  private(set) var merges: [(rows: ClosedRange<Int>, columns: ClosedRange<Int>)] = []
  var hiddenColumns: [ClosedRange<Int>] = []
  /// Rows with something in them that the sheet does not show.
  private(set) var hiddenRows = 0
  private(set) var firstHidden: Int?
  /// Why the sheet cannot be read.
  var fault: Problem?

  /// More merged cells than anyone makes by hand are not looked at.
  private static let mergeLimit = 200_000

  mutating func add(merge range: String) {
    guard merges.count < SheetFindings.mergeLimit, let range = CellReference.range(range) else {
      return
    }
    merges.append(range)
  }

  mutating func addHidden(row: Int) {
    if hiddenRows == 0 { firstHidden = row }
    hiddenRows += 1
  }
}
