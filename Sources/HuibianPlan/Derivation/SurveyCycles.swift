import HuibianDiagnostics
import HuibianTable

extension LedgerDerivation {
  /// 排查周期: a row for each unit that must survey and each of its cycles that begins in the range,
  /// with the first day in the cycle on which it did.
  ///
  /// Weeks begin on Monday, 旬 on the 1st, 11th and 21st. The range is that of all periods asked for,
  /// not of one figure: its plan chooses by 周期开始.
  func surveyCycles(_ tables: [String: Table], sink: inout DiagnosticSink) -> Table? {
    guard let duties = tables["应排查计划"], let surveys = tables["排查"],
      case .coded(let units)? = duties["单位"], case .coded(let cycles)? = duties["周期"],
      case .coded(let surveyors)? = surveys["排查单位"], case .dates(let days)? = surveys["排查日期"]
    else { return nil }
    var surveyed: [String: [Int32]] = [:]
    let names = surveyors.dictionary.texts
    let planned = Set(units.dictionary.texts)
    var strangers: [Int] = []
    for row in days.indices {
      let name = names[Int(surveyors.codes[row])]
      if !planned.contains(name) || name.isEmpty { strangers.append(row) }
      if days[row] != CivilDate.missing { surveyed[name, default: []].append(days[row]) }
    }
    if let first = strangers.first {
      sink.report(
        .unplannedUnits(strangers.count, at: surveys.location(row: first, column: "排查单位")))
    }
    surveyed = surveyed.mapValues { $0.sorted() }
    var rows = CycleRows()
    var seen: Set<[Int32]> = []
    let words = cycles.dictionary.texts
    var spans: [Int32: [Range<Int32>]] = [:]
    for (code, word) in words.enumerated() {
      if let unit = TimeUnit(cycle: word) { spans[Int32(code)] = cyclesBeginning(unit) }
    }
    for row in units.codes.indices {
      guard let spans = spans[cycles.codes[row]] else {
        sink.report(.unknownCycle(at: duties.location(row: row, column: "周期")))
        continue
      }
      guard seen.insert([units.codes[row], cycles.codes[row]]).inserted else { continue }
      let days = surveyed[units.dictionary[Int(units.codes[row])]] ?? []
      var next = 0
      for span in spans {
        while next < days.count, days[next] < span.lowerBound { next += 1 }
        let isSurveyed = next < days.count && days[next] < span.upperBound
        rows.append(row, span.lowerBound, isSurveyed ? days[next] : CivilDate.missing)
      }
    }
    return rows.table(duties, units: units, cycles: cycles)
  }

  /// The cycles that begin in the range, from their first day to the first day of the next.
  private func cyclesBeginning(_ unit: TimeUnit) -> [Range<Int32>] {
    var starts: [Int32] = []
    var day = range.start.days
    // One cycle more than the range has, to know where the last one ends.
    while day <= range.end.days + 100 {
      if unit.ordinal(of: CivilDate(days: day)) != unit.ordinal(of: CivilDate(days: day - 1)) {
        starts.append(day)
        if day > range.end.days { break }
      }
      day += 1
    }
    return zip(starts, starts.dropFirst()).map { $0..<$1 }
  }
}

extension TimeUnit {
  /// The unit that a word of 周期 means.
  fileprivate init?(cycle: String) {
    switch cycle {
    case "周": self = .week
    case "旬": self = .tenDays
    case "月": self = .month
    case "季": self = .quarter
    default: return nil
    }
  }
}

/// Rows of 排查周期 in the making.
private struct CycleRows {
  private var duties: [Int] = []
  private var starts: [Int32] = []
  private var surveys: [Int32] = []

  mutating func append(_ duty: Int, _ start: Int32, _ survey: Int32) {
    duties.append(duty)
    starts.append(start)
    surveys.append(survey)
  }

  func table(_ source: Table, units: CodedColumn, cycles: CodedColumn) -> Table {
    func repeated(_ column: CodedColumn) -> Column {
      .coded(CodedColumn(codes: duties.map { column.codes[$0] }, dictionary: column.dictionary))
    }
    var columns: [String: Column] = [
      "单位": repeated(units), "周期": repeated(cycles), "周期开始": .dates(starts),
      "首次排查日期": .dates(surveys),
    ]
    if case .coded(let levels)? = source["单位级别"] { columns["单位级别"] = repeated(levels) }
    var places = RowPlaces()
    places.begin(file: source.rowCount > 0 ? source.places.file(ofRow: 0) : "")
    for duty in duties { places.append(line: source.places.line(ofRow: duty)) }
    return Table(ledger: "排查周期", columns: columns, places: places)
  }
}
