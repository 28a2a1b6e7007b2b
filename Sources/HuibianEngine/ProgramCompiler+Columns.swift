import HuibianPlan
import HuibianTable

extension ProgramCompiler {
  mutating func source(_ name: String) throws(EngineError) -> Source {
    if let source = sources[name] { return source }
    guard let column = table[name] else { throw unknown(name) }
    let source: Source
    switch column {
    case .coded(let coded):
      source = .codes(program.columns.codes.count)
      program.columns.codes.append(coded.codes)
    case .dates(let days):
      source = .dates(program.columns.dates.count)
      program.columns.dates.append(days)
    case .integers(let values):
      source = .numbers(program.columns.numbers.count, scale: 0)
      program.columns.numbers.append(values)
    case .decimals(let values, let scale):
      source = .numbers(program.columns.numbers.count, scale: scale)
      program.columns.numbers.append(values)
    }
    sources[name] = source
    return source
  }

  func unknown(_ column: String) -> EngineError { .unknown(table.ledger + "." + column) }

  mutating func dateColumn(_ name: String) throws(EngineError) -> Int {
    guard case .dates(let index) = try source(name) else { throw unknown(name) }
    return index
  }

  mutating func codedColumn(
    _ name: String
  ) throws(EngineError) -> (index: Int, dictionary: TextDictionary) {
    guard case .codes(let index) = try source(name), case .coded(let column)? = table[name]
    else { throw unknown(name) }
    return (index, column.dictionary)
  }

  /// The texts of a coded column by code, made once.
  mutating func entries(_ name: String) throws(EngineError) -> (index: Int, texts: [String]) {
    let column = try codedColumn(name)
    if let known = texts[name] { return (column.index, known) }
    let made = column.dictionary.texts
    texts[name] = made
    return (column.index, made)
  }

  /// From the earliest to the latest day of a date column; nil if it has none.
  mutating func span(_ column: Int) -> ClosedRange<Int32>? {
    if let known = spans[column] { return known }
    let span = program.columns.dates[column].bounds
    spans[column] = .some(span)
    return span
  }
}
