/// What a file's records are cut and sorted by; the same for all of its blocks.
struct CSVLayout: Sendable {
  var dialect: CSVDialect
  var isGB18030: Bool
  /// For messages: the header of each column, or `第n列` where it has none.
  var names: [String]
  /// Columns up to the last one with a header.
  ///
  /// Fields beyond are empty, or the row is ragged.
  var width: Int
  /// Columns that are decoded, and the index of the builder of each.
  var targets: [(column: Int, builder: Int)]
  var forms: [ColumnBuilder.Form]
  /// -1: the ledger has none.
  var keyColumn = -1
  var identity = RowIdentity.none
  /// The hash of every record is kept, because the text cannot be read again.
  var keepsRecords = false
  var dateColumn = -1
  /// The header as it stands in the file, for finding it again further down.
  var header: [UInt8] = []
}

/// What became of a block, but for its rows.
struct CSVBlockReport: Sendable {
  var findings: [Finding] = []
  var blankRows = 0
  var totalRows = 0
  var firstTotal: Int?
  var repeatedHeaders = 0
  var firstRepeated: Int?
  /// What follows cannot be trusted any more.
  var isFatal = false
}
