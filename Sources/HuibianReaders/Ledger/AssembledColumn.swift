import HuibianDiagnostics
import HuibianTable

/// A column of a table that is put together from several files.
struct AssembledColumn: Sendable {
  let schema: ColumnSchema
  let form: ColumnBuilder.Form
  /// Of a malformed cell: an error in a column that figures need, a warning elsewhere.
  let severity: Severity
  /// It places a row in a period: an empty cell is a fault too.
  let isDateOfRow: Bool
  /// Text: codes of ``texts``; dates: days.
  var codes: PackedValues<Int32> = []
  var numbers: PackedValues<Int64> = []
  /// The texts by their bytes, and as the table keeps them.
  var dictionary = ByteDictionary()
  var texts = TextDictionary()
  /// Codes of unknown values that have been reported.
  var reported: Set<Int32> = []

  init(_ schema: ColumnSchema, form: ColumnBuilder.Form, severity: Severity, isDateOfRow: Bool) {
    self.schema = schema
    self.form = form
    self.severity = severity
    self.isDateOfRow = isDateOfRow
  }

  /// The column's name and kind decide how its cells are kept.
  static func form(of kind: ColumnKind) -> ColumnBuilder.Form {
    switch kind {
    case .text, .key, .choice, .flag, .list, .tree: .text
    case .date: .date
    case .integer: .number(factor: 1)
    case .decimal: .number(factor: 1_000_000)
    }
  }

  /// The values for the table, of the rows that `kept` says.
  consuming func column(kept: [Int]?) -> Column {
    switch form {
    case .text:
      .coded(CodedColumn(codes: kept.map { codes.keeping($0) } ?? codes, dictionary: texts))
    case .date: .dates(kept.map { codes.keeping($0) } ?? codes)
    case .number(let factor):
      factor == 1
        ? .integers(kept.map { numbers.keeping($0) } ?? numbers)
        : .decimals(kept.map { numbers.keeping($0) } ?? numbers, scale: NumberCell.scale)
    }
  }

  func agrees(_ a: Int, _ b: Int) -> Bool {
    if case .number = form { return numbers[a] == numbers[b] }
    return codes[a] == codes[b]
  }

  /// Empty cells for a file that does not have the column.
  mutating func appendEmpty(_ count: Int) {
    switch form {
    case .text: codes.append(repeating: 0, count: count)
    case .date: codes.append(repeating: CivilDate.missing, count: count)
    case .number: numbers.append(repeating: Column.missingNumber, count: count)
    }
  }

  /// Adds the cells of a file; every distinct spelling is interpreted once.
  mutating func append(
    _ cells: consuming ScannedColumn, _ decoder: borrowing CellDecoder, _ review: inout RowReview
  ) {
    switch form {
    case .text: appendTexts(cells, decoder, &review)
    case .date: appendDates(cells, decoder, &review)
    case .number(let factor): appendNumbers(cells, decoder, isWhole: factor == 1, &review)
    }
  }
}

extension ScannedColumn {
  /// The codes (texts, dates) of each lane, which are given back as they are read.
  mutating func takeCodes() -> [PackedValuesReader<Int32>] {
    lanes.indices.map { PackedValuesReader(lanes[$0].takeCodes()) }
  }

  mutating func takeNumbers() -> [PackedValuesReader<Int64>] {
    lanes.indices.map { PackedValuesReader(lanes[$0].takeNumbers()) }
  }
}
