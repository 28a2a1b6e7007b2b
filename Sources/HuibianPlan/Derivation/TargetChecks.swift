package import HuibianDiagnostics
package import HuibianTable

/// The targets of the report's year that can be measured, with the figures that say whether they
/// were reached.
///
/// Such figures are computed before 目标完成 is made, each over the report's period, or up to the
/// target's deadline where that comes first.
package struct TargetChecks: Sendable {
  struct Check: Sendable {
    let row: TargetRow
    /// Nil: a rank.
    let level: TargetRow.Level?
    let spec: FigureSpec
    /// Of a rank: how many were ranked.
    let count: FigureSpec?
    /// How many whole cycles (周期) the days hold that count; nil: no cycle.
    let cycles: Int?
    /// Whether the deadline has come by the cut-off.
    let isDue: Bool
  }

  private(set) var checks: [Check] = []
  private(set) var values: [FigureSpec: [[String]: FigureValue]] = [:]
  private let catalog: Catalog

  /// Nothing is to be checked.
  package init(_ catalog: Catalog) { self.catalog = catalog }

  package init(
    _ table: Table, _ catalog: Catalog, _ context: Context, sink: inout DiagnosticSink
  ) {
    self.catalog = catalog
    let rows = TargetRow.read(table, catalog, trees: context.trees, sink: &sink)
    let year = context.period.year
    for row in rows where (row.year ?? year) == year {
      guard let measure = row.measure else { continue }
      let end = row.lastDay(in: year)
      let range = TargetChecks.range(context, upTo: end, year: year)
      let isDue = end <= context.asOf
      if row.rank != nil {
        let item = SliceItem(
          dimension: DimensionReference(column: "指标", name: "指标"), members: [measure.name])
        let area = [DimensionReference(column: "范围", name: "范围")]
        let period = range == context.period.range ? context.period : Period(range)
        checks.append(
          Check(
            row: row, level: nil,
            spec: FigureSpec(
              measure: "上级通报名次", slice: [item], period: period, groupings: area),
            count: FigureSpec(
              measure: "上级通报参排数", slice: [item], period: period, groupings: area),
            cycles: nil, isDue: isDue))
        continue
      }
      let cycles = row.cycle.isEmpty ? nil : TargetChecks.cycles(row.cycle, in: range)
      if !row.cycle.isEmpty, cycles == nil { continue }
      for level in row.levels {
        var spec = FigureSpec(
          measure: measure.name,
          period: range == context.period.range ? context.period : Period(range),
          asOf: min(max(context.asOf, range.start), range.end))
        switch level.scope {
        case .whole: break
        case .each(let column, let level):
          spec.groupings = [DimensionReference(column: column, level: level, name: column)]
        case .member(let place):
          spec.slice = [
            SliceItem(
              dimension: DimensionReference(
                column: place.column, level: place.level, name: place.column),
              members: [place.label])
          ]
        }
        checks.append(
          Check(row: row, level: level, spec: spec, count: nil, cycles: cycles, isDue: isDue))
      }
    }
  }

  package var isEmpty: Bool { checks.isEmpty }

  /// All figures that the checks ask for, each once.
  package var requests: [FigureRequest] {
    var seen: Set<FigureSpec> = []
    return checks.flatMap { check in
      ([check.spec] + [check.count].compactMap { $0 }).map {
        FigureRequest(spec: $0, location: check.row.location)
      }
    }.filter { seen.insert($0.spec).inserted }
  }

  /// Takes the figures that could be computed; a target whose figures could not has no data.
  package mutating func take(_ book: FigureBook) {
    for request in requests where book.contains(request.spec) {
      let spec = request.spec
      var cells: [[String]: FigureValue] = [:]
      for key in spec.groupings.isEmpty ? [[]] : book.keys(of: spec) {
        cells[key] = book[spec, key]
      }
      values[spec] = cells
    }
  }

  /// From the beginning of the report's period to its end, or to a deadline before that.
  private static func range(_ context: Context, upTo end: CivilDate, year: Int) -> DateRange {
    let period = context.period.range
    guard end < period.end else { return period }
    let start = end < period.start ? CivilDate(year, 1, 1) ?? end : period.start
    return DateRange(min(start, end), end)
  }

  /// How many whole cycles lie in some days; nil for a cycle that says nothing of how often
  /// (每月16日, 每个工作日).
  static func cycles(_ text: String, in range: DateRange) -> Int? {
    let months =
      (range.end.year - range.start.year) * 12 + range.end.month - range.start.month
      + (range.end.adding(days: 1).day == 1 ? 1 : 0) - (range.start.day == 1 ? 0 : 1)
    let days = Int(range.end.days - range.start.days) + 1
    return switch nameKey(text) {
    case "每年", "全年": max(1, months / 12)
    case "每半年": months / 6
    case "每季度", "每季": months / 3
    case "每两月", "每两个月": months / 2
    case "每月", "每个月": months
    case "每半月", "每半个月": months * 2
    case "每周", "每星期": days / 7
    case "每日", "每天": days
    default: nil
    }
  }
}

extension TargetRow {
  /// The last day of the row's deadline; of one that names none the year's last day.
  func lastDay(in year: Int) -> CivilDate {
    let last = CivilDate(year, 12, 31) ?? CivilDate(days: 0)
    var text = nameKey(deadline)
    for ending in ["前", "内", "止", "底"] where text.hasSuffix(ending) { text.removeLast() }
    if ["", "年", "今年", "全年", "到今年", "到年"].contains(text) { return last }
    var silent = DiagnosticSink()
    let period =
      Period.parse(text, at: .command, sink: &silent)
      ?? Period.parse(text, within: year, at: .command, sink: &silent)
    return period?.range.end ?? last
  }
}
