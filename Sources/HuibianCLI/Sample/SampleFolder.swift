import HuibianDiagnostics
import HuibianTable

/// The files of `huibian sample`: two years of cases, all other ledgers, and a configuration.
///
/// Each is written as it is made, so that memory does not grow with the rows.
struct SampleFolder: Sendable {
  typealias Output = (_ bytes: [UInt8]) throws(SystemError) -> Void
  /// Puts a file at a path inside the folder, of the bytes that `body` hands over.
  typealias Place = (
    _ path: String, _ body: (Output) throws(SystemError) -> Void
  ) throws(CompilationError) -> Void

  let seed: UInt64
  /// In order, at least one.
  let years: [Int]
  /// Cases a year; nil: about 3000.
  let rows: Int?

  /// Writes all files; equal for equal input.
  ///
  /// The first year looks like an old export (a title row, other date forms, a 合计 row), the last
  /// one overlaps itself by one row. All of it is legal and reads without an error.
  func write(_ place: Place) throws(CompilationError) {
    guard let first = years.first, let last = years.last,
      let exported = CivilDate(last, 12, 31)
    else { return }
    var generator = CaseGenerator(seed: seed, exported: exported, firstYear: first)
    var shared = SampleYears(seed: seed, years: years, exported: exported)
    for year in years {
      let shape = YearShape(year: year, isFirst: year == first, total: rows)
      let isLast = year == last
      let before = generator
      try place("信访件-\(year).csv") { (output) throws(SystemError) in
        try export(of: shape, with: &generator, isLast: isLast, output) { record in
          shared.keep(record, of: shape.total)
        }
      }
      if isLast, gb18030("信访件".utf8) != nil {
        // The same cases once more, rather than to keep them.
        var again = before
        try place("GB18030/信访件-\(year).csv") { (output) throws(SystemError) in
          try export(of: shape, with: &again, isLast: isLast, hasMark: false) {
            (bytes) throws(SystemError) in
            try output(gb18030(bytes) ?? [])
          }
        }
      }
    }
    let ledgers = SideLedgers.files(shared)
    for ledger in ledgers { try put(ledger.name, Array(ledger.text.utf8), place) }
    let configuration = SampleConfiguration.text(years: years, ledgers: ledgers)
    try put("huibian.yaml", Array(configuration.utf8), place)
    for file in FaultyFiles.all { try put("坏数据/" + file.name, file.bytes, place) }
  }

  private func put(_ path: String, _ bytes: [UInt8], _ place: Place) throws(CompilationError) {
    try place(path) { (output) throws(SystemError) in try output(bytes) }
  }

  /// Hands a year's export over in stretches of about a megabyte, each of whole lines.
  private func export(
    of shape: YearShape, with generator: inout CaseGenerator, isLast: Bool, hasMark: Bool = true,
    _ output: Output, keeping keep: (CaseRecord) -> Void = { _ in }
  ) throws(SystemError) {
    let isOld = shape.isFirst && !isLast
    var writer = CaseWriter(dirt: .init(usesSlashes: isOld, isCareless: isOld))
    if hasMark { writer.byteOrderMark() }
    let width = CaseVocabulary.columns.count
    if isOld {
      let title = ["\(District.area)信访件登记台账（\(shape.year)年）"]
      writer.line(title + [String](repeating: "", count: width - 1))
    }
    writer.header()
    try generator.cases(of: shape) { (record) throws(SystemError) in
      let start = writer.bytes.count
      writer.append(record)
      keep(record)
      if isLast, writer.rows == shape.total / 2 { writer.repeatBytes(from: start) }
      if isOld, writer.rows == shape.total / 3 {
        writer.line([String](repeating: "", count: width))
      }
      try writer.handOver(output)
    }
    if isOld {
      let total = ["合计", "", "", "", String(writer.people)]
      writer.line(total + [String](repeating: "", count: width - total.count))
    }
    try output(writer.bytes)
  }
}

/// One large file for measuring, written as it is made.
struct SampleStream: Sendable {
  let seed: UInt64
  let years: [Int]
  /// Rows in all, shared out over the years.
  let rows: Int

  /// Calls `write` with stretches of about a megabyte.
  func write<E: Error>(_ write: ([UInt8]) throws(E) -> Void) throws(E) {
    guard let first = years.first, let last = years.last,
      let exported = CivilDate(last, 12, 31)
    else { return }
    var generator = CaseGenerator(seed: seed, exported: exported, firstYear: first)
    var writer = CaseWriter()
    writer.byteOrderMark()
    writer.header()
    let shares = apportion(rows, by: years.map { _ in 1 })
    for (year, share) in zip(years, shares) {
      let shape = YearShape(year: year, isFirst: year == first, total: share)
      try generator.cases(of: shape) { (record) throws(E) in
        writer.append(record)
        try writer.handOver(write)
      }
    }
    try write(writer.bytes)
  }
}
