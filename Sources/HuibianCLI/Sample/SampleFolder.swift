import HuibianTable

/// The files of `huibian sample`: two years of cases, all other ledgers, and a configuration.
struct SampleFolder: Sendable {
  /// One file, by its path inside the folder.
  struct File: Hashable, Sendable {
    let path: String
    let bytes: [UInt8]

    init(_ path: String, _ bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }

    init(_ path: String, _ text: String) { self.init(path, Array(text.utf8)) }
  }

  let seed: UInt64
  /// In order, at least one.
  let years: [Int]
  /// Cases a year; nil: about 3000.
  let rows: Int?

  /// All files; equal for equal input.
  ///
  /// The first year looks like an old export (a title row, other date forms, a 合计 row), the last
  /// one overlaps itself by one row. All of it is legal and reads without an error.
  func files() -> [File] {
    guard let first = years.first, let last = years.last,
      let exported = CivilDate(last, 12, 31)
    else { return [] }
    var generator = CaseGenerator(seed: seed, exported: exported, firstYear: first)
    var shared = SampleYears(seed: seed, years: years, exported: exported)
    var result: [File] = []
    for year in years {
      let shape = YearShape(year: year, isFirst: year == first, total: rows)
      let bytes = export(of: shape, with: &generator, isLast: year == last, shared: &shared)
      result.append(File("信访件-\(year).csv", bytes))
      if year == last, let converted = gb18030(bytes.dropFirst(CaseWriter.byteOrderMark.count)) {
        result.append(File("GB18030/信访件-\(year).csv", converted))
      }
    }
    let ledgers = SideLedgers.files(shared)
    result += ledgers.map { File($0.name, $0.text) }
    result.append(File("huibian.yaml", SampleConfiguration.text(years: years, ledgers: ledgers)))
    result += FaultyFiles.all.map { File("坏数据/" + $0.name, $0.bytes) }
    return result
  }

  private func export(
    of shape: YearShape, with generator: inout CaseGenerator, isLast: Bool,
    shared: inout SampleYears
  ) -> [UInt8] {
    let isOld = shape.isFirst && !isLast
    var writer = CaseWriter(dirt: .init(usesSlashes: isOld, isCareless: isOld))
    writer.byteOrderMark()
    let width = CaseVocabulary.columns.count
    if isOld {
      let title = ["\(District.area)信访件登记台账（\(shape.year)年）"]
      writer.line(title + [String](repeating: "", count: width - 1))
    }
    writer.header()
    generator.cases(of: shape) { record in
      let start = writer.bytes.count
      writer.append(record)
      shared.keep(record, of: shape.total)
      if isLast, writer.rows == shape.total / 2 { writer.repeatBytes(from: start) }
      if isOld, writer.rows == shape.total / 3 {
        writer.line([String](repeating: "", count: width))
      }
    }
    if isOld {
      let total = ["合计", "", "", "", String(writer.people)]
      writer.line(total + [String](repeating: "", count: width - total.count))
    }
    return writer.bytes
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
        if writer.bytes.count >= 1 << 20 {
          try write(writer.bytes)
          writer.clear()
        }
      }
    }
    try write(writer.bytes)
  }
}
