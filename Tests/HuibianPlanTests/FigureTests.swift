import HuibianDiagnostics
import HuibianPlan
import HuibianTable
import HuibianTestSupport
import Testing

/// Rows that hold what the counting rules turn on.
private struct Cases {
  static let rows: [[String]] = [
    // 登记日期, 形式, 人数, 受理机构, 属地, 初重, 限办, 办结, 内容
    ["2022-01-05", "来访", "3", "甲局", "东湖街道", "初次", "2022-03-05", "2022-03-01", "城乡建设_征地"],
    ["2022-02-05", "来访", "7", "甲局", "东湖街道/甲社区", "重复", "2022-04-05", "2022-05-01", "城乡建设_征地"],
    ["2022-03-05", "来访", "5", "甲局", "西山镇", "初次", "2022-12-05", "", "劳动社保"],
    ["2022-04-05", "来访", "1", "乙局", "西山镇", "初次", "2022-06-05", "", "劳动社保"],
    ["2022-05-05", "来信", "1", "甲局", "西山镇", "重复", "2022-07-05", "2022-07-05", ""],
    ["2022-06-30", "来信", "1", "甲局", "", "初次", "", "", "城乡建设"],
    ["2022-10-31", "来访", "2", "甲局", "东湖街道", "初次", "2022-12-31", "", "城乡建设_拆迁"],
    ["2022-11-01", "来访", "9", "甲局", "东湖街道", "初次", "2022-12-31", "", "城乡建设_拆迁"],
    ["2021-01-05", "来访", "4", "甲局", "东湖街道", "初次", "2021-03-05", "2021-03-01", "城乡建设_征地"],
    ["2021-10-31", "来访", "6", "甲局", "西山镇", "初次", "2021-12-31", "", "城乡建设_征地"],
    ["2021-12-01", "来访", "6", "甲局", "西山镇", "初次", "2022-01-31", "", "城乡建设_征地"],
  ]

  static func table(without missing: Set<String> = []) -> Table {
    let names = ["登记日期", "信访形式", "信访人数", "受理机构", "问题属地", "初重标志", "限办截止日期", "办结日期", "内容分类"]
    var columns: [String: Column] = [:]
    for (index, name) in names.enumerated() where !missing.contains(name) {
      let texts = rows.map { $0[index] }
      switch name {
      case "登记日期", "限办截止日期", "办结日期": columns[name] = .dates(texts.map { days($0) })
      case "信访人数": columns[name] = .integers(texts.map { Int64($0) ?? Column.missingNumber })
      default: columns[name] = .coded(CodedColumn(texts))
      }
    }
    return Table(
      ledger: "信访件", columns: columns,
      places: RowPlaces(file: "a.csv", lines: Array(2..<rows.count + 2)))
  }

  private static func days(_ text: String) -> Int32 {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return CivilDate.missing }
    return CivilDate(parts[0], parts[1], parts[2])?.days ?? CivilDate.missing
  }
}

private let period = Period(.months(2022, 1, 10))
private let context = Context(
  officeNames: ["甲局"], period: period,
  trees: [
    "问题属地": Tree(
      name: "问题属地", levels: ["镇街", "村社区"],
      roots: [.init("东湖街道", [.init("甲社区")]), .init("西山镇"), .init("北岭乡")])
  ])

private func book(
  _ specs: [FigureSpec], without missing: Set<String> = []
) async throws -> (FigureBook, [Diagnostic]) {
  var sink = DiagnosticSink()
  let table = Cases.table(without: missing)
  var planner = FigurePlanner(catalog: Catalog.shipped(sink: &sink), context: context)
  let plans = planner.plans(
    specs, available: ["信访件": table.available], at: { _ in .command }, sink: &sink)
  let results = try await ReferenceEngine(tables: ["信访件": table]).run(plans)
  return (planner.book(results, of: plans), sink.diagnostics)
}

@Suite struct FigureTests {
  @Test(arguments: [
    ("信访总量", Quantity.count(7)), ("来访批次", .count(4)), ("来访人次", .count(17)),
    ("群体访批次", .count(2)), ("个体访人次", .count(5)), ("来信件数", .count(2)),
    ("到期信访件数", .count(3)), ("办结率", .ratio(numerator: 3, denominator: 3)),
    ("按期办结率", .ratio(numerator: 2, denominator: 4)),
    ("重复信访占比", .ratio(numerator: 2, denominator: 6)),
    ("平均办理周期", .mean(sum: 55 + 85 + 61, count: 3)),
  ])
  func `counts from rows to a figure`(measure: String, quantity: Quantity) async throws {
    let spec = FigureSpec(measure: measure, period: period)
    let (book, diagnostics) = try await book([spec])
    #expect(diagnostics.allSatisfy { $0.severity == .note })
    #expect(book[spec].quantity == quantity)
    #expect(book[spec].hasData)
  }

  @Test func `compares with the same run a year earlier`() async throws {
    let spec = FigureSpec(measure: "来访批次", period: period)
    let (book, _) = try await book([spec, spec.yearEarlier, spec.moved(to: Period(.year(2019)))])
    #expect(book[spec.yearEarlier].quantity == .count(2))
    #expect(book[spec.yearEarlier].hasData)
    #expect(!book[spec.moved(to: Period(.year(2019)))].hasData)
    #expect(book.emptyMonths(of: spec) == ["2022-07", "2022-08", "2022-09"])
  }

  @Test func `groups by levels and time, and slices`() async throws {
    let place = DimensionReference(column: "问题属地", level: 0, name: "问题属地")
    let month = DimensionReference(column: nil, unit: .month, name: "月份")
    let content = DimensionReference(column: "内容分类", level: 0, name: "内容分类")
    let byPlace = FigureSpec(measure: "信访总量", period: period, groupings: [place])
    let byBoth = FigureSpec(measure: "来访人次", period: period, groupings: [place, month])
    let slice = FigureSpec(
      measure: "信访总量",
      slice: [
        SliceItem(dimension: place, members: ["东湖街道", "西山镇"]),
        SliceItem(dimension: content, members: ["城乡建设"]),
      ], period: period)
    let (book, diagnostics) = try await book([byPlace, byBoth, slice])
    #expect(diagnostics == [])
    #expect(book.keys(of: byPlace) == [[""], ["东湖街道"], ["西山镇"]])
    #expect(book[byPlace, ["东湖街道"]].quantity == .count(3))
    #expect(book[byPlace, ["北岭乡"]].quantity == .count(0))
    #expect(book[byBoth, ["东湖街道", "2022-02"]].quantity == .count(7))
    #expect(book[slice].quantity == .count(3))
  }

  @Test func `counts every row as the office's own where no column says whose it is`() async throws
  {
    let spec = FigureSpec(measure: "来访批次", period: period)
    let (book, diagnostics) = try await book([spec], without: ["受理机构"])
    #expect(book[spec].quantity == .count(5))
    #expect(
      diagnostics.map { "\($0.id) \($0.message)" } == [
        "scope-assumed 台账“信访件”没有“受理机构”、“登记机构名称”列，全部记录按本级计"
      ])
  }

  @Test func `names the column and the ledger that are missing`() throws {
    var sink = DiagnosticSink()
    let catalog = Catalog.shipped(sink: &sink)
    var planner = FigurePlanner(catalog: catalog, context: context)
    let specs = ["办结率", "敏感期零指标", "来访人次"].map { FigureSpec(measure: $0, period: period) }
    let plans = planner.plans(
      specs,
      available: ["信访件": ["登记日期", "信访形式", "受理机构", "限办日", "办结日期", "信访人次", "是否非正常上访", "问题属地"]],
      at: { _ in .command }, sink: &sink)
    #expect(plans == [])
    #expect(
      sink.diagnostics.map { ([$0.message] + $0.hints).joined(separator: "；") } == [
        "台账“信访件”的数据里没有列“限办截止日期”，指标“办结率”需要它；重新导出时选上这一列；若列名不同，在 huibian.yaml 的“列别名”中写明哪一列是“限办截止日期”",
        "没有台账“敏感期”的数据，指标“敏感期零指标”需要它；加 --data 敏感期=文件",
        "台账“信访件”的数据里没有列“信访人数”，指标“来访人次”需要它；是不是“信访人次”；重新导出时选上这一列；若列名不同，在 huibian.yaml 的“列别名”中写明哪一列是“信访人数”",
      ])
  }

  @Test func `warns of rows that are closed without a date`() async throws {
    var sink = DiagnosticSink()
    let day = CivilDate(2022, 3, 1)?.days ?? 0
    let table = Table(
      ledger: "信访件",
      columns: [
        "登记日期": .dates([day, day, day]), "初重标志": .coded(CodedColumn(["初次", "初次", "初次"])),
        "办结日期": .dates([day + 3, CivilDate.missing, CivilDate.missing]),
        "办结标志": .coded(CodedColumn(["是", "是", "否"])),
      ], places: RowPlaces(file: "a.csv", lines: [2, 3, 4]))
    var planner = FigurePlanner(catalog: Catalog.shipped(sink: &sink), context: context)
    let spec = FigureSpec(measure: "初次信访事项办结件数", period: period)
    let plans = planner.plans(
      [spec], available: ["信访件": table.available], at: { _ in .command }, sink: &sink)
    let results = try await ReferenceEngine(tables: ["信访件": table]).run(plans)
    #expect(planner.book(results, of: plans)[spec].quantity == .count(2))
    planner.reportDoubts(results, of: plans, available: [:], sink: &sink)
    #expect(sink.diagnostics.map(\.message) == ["台账“信访件”有1件已办结而没有办结日期，按已办结计"])
  }

  @Test func `says which columns it needs`() {
    var sink = DiagnosticSink()
    let planner = FigurePlanner(catalog: Catalog.shipped(sink: &sink), context: context)
    let needs = planner.columnNeeds([
      FigureSpec(measure: "群体访人次", period: period), FigureSpec(measure: "进京走访批次", period: period),
    ])
    #expect(needs["信访件"]?.required == ["登记日期", "信访形式", "信访人数", "问题属地"])
    #expect(
      needs["信访件"]?.optional == ["受理机构", "登记机构名称", "是否集体访", "登记机构级别", "走访层级"])
  }
}
