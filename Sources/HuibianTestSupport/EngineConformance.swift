package import HuibianPlan
package import HuibianTable

import Testing

/// What every engine must answer: one small table with the nasty rows, and plans with their answers.
///
/// The rows of 信访件 (all invented), by number:
///
///     row 登记日期     信访形式 批次号 信访人数 办结日期     费用      问题属地
///     0   2024-01-31  来访     P1    3       2024-02-10  1.2500   东湖_甲
///     1   2024-02-01  来访     P1    4       -           -        东湖_乙
///     2   2024-02-29  来访     -     5       2024-02-29  0.7500   东湖
///     3   2023-02-28  来信     P2    1       2023-03-15  10.0000  西山_丙
///     4   -           来访     P3    7       2024-05-01  -0.5000  西山_丙
///     5   2024-02-10  ２来访    P1    -       -           2.0000   -
///     6   2024-12-31  来访␠    p1    2       2025-01-01  -        北城
///     7   2024-02-10  -        P2    6       2024-02-09  3.3333   西山
package enum EngineConformance {
  /// A plan, and the answer that an engine must give.
  package struct Case: Sendable, CustomStringConvertible {
    package let description: String
    package let plan: AggregationPlan
    package let answer: AggregationResult

    init(
      _ description: String, _ plan: AggregationPlan,
      _ cells: [AggregationResult.Key: (Int64, Int)], scale: Int = 0
    ) {
      self.description = description
      self.plan = plan
      answer = AggregationResult(
        cells: cells.mapValues { AggregationResult.Cell(value: $0.0, rows: $0.1) }, scale: scale)
    }
  }

  /// Runs all cases, one at a time and all at once, and the three errors.
  package static func check(_ make: ([String: Table]) -> any AggregationEngine) async {
    let engine = make(tables)
    do {
      for test in cases {
        let answers = try await engine.run([test.plan])
        #expect(answers == [test.answer], "\(test)")
      }
      let plans = cases.map(\.plan)
      let together = try await engine.run(plans + plans.reversed())
      #expect(together == cases.map(\.answer) + cases.map(\.answer).reversed())
    } catch {
      Issue.record(error)
    }
    await #expect(throws: EngineError.unknown("没有的台账")) {
      _ = try await engine.run([AggregationPlan(source: "没有的台账", aggregate: .countRows)])
    }
    await #expect(throws: EngineError.self) {
      _ = try await engine.run([
        AggregationPlan(source: "信访件", filter: .isEmpty(column: "没有的列"), aggregate: .countRows)
      ])
    }
    await #expect(throws: EngineError.unknown("没有的台账")) {
      _ = try await engine.run([
        plan(.isWithin(column: "登记日期", ledger: "没有的台账", from: "开始", to: "结束"))
      ])
    }
    let overflowing = AggregationPlan(source: "预算", aggregate: .sum(.column("金额")))
    await #expect(throws: EngineError.overflow(overflowing)) {
      _ = try await engine.run([overflowing])
    }
  }

  package static let tables: [String: Table] = [
    "活动": table(
      "活动", rows: 5,
      [
        "类型": .coded(CodedColumn(["宣传", "宣传", "督查", "宣传", ""])),
        "参与单位": .coded(
          CodedColumn(["甲局、乙局", "乙局，丙局\n丁局", "丙局; 甲局", "甲局、甲局；", ""])),
      ]),
    "信访件": table(
      "信访件", rows: 8,
      [
        "登记日期": .dates(
          days("2024-01-31 2024-02-01 2024-02-29 2023-02-28 - 2024-02-10 2024-12-31 2024-02-10")),
        "信访形式": .coded(CodedColumn(["来访", "来访", "来访", "来信", "来访", "２来访", "来访 ", ""])),
        "批次号": .coded(CodedColumn(["P1", "P1", "", "P2", "P3", "P1", "p1", "P2"])),
        "信访人数": .integers([3, 4, 5, 1, 7, Column.missingNumber, 2, 6]),
        "办结日期": .dates(
          days("2024-02-10 - 2024-02-29 2023-03-15 2024-05-01 - 2025-01-01 2024-02-09")),
        "费用": .decimals(
          [
            12_500, Column.missingNumber, 7_500, 100_000, -5_000, 20_000, Column.missingNumber,
            33_333,
          ],
          scale: 4),
        "问题属地": .coded(
          CodedColumn(["东湖_甲", "东湖_乙", "东湖", "西山_丙", "西山_丙", "", "北城", "西山"])),
      ]),
    "空台账": table(
      "空台账", rows: 0,
      ["日期": .dates([]), "名称": .coded(CodedColumn()), "数量": .integers([])]),
    "敏感期": table(
      "敏感期", rows: 4,
      [
        "开始": .dates(days("2024-02-01 2024-02-05 2024-12-31 -")),
        "结束": .dates(days("2024-02-10 2024-02-20 2024-12-31 2024-06-01")),
      ]),
    "长台账": long,
    "预算": table(
      "预算", rows: 3,
      ["金额": .integers([Int64.max, 1, Int64.max]), "年度": .coded(CodedColumn(["甲", "甲", "乙"]))]),
  ]

  private static func plan(
    _ filter: Predicate = .all, _ groupings: [Grouping] = [],
    _ aggregate: Aggregate = .countRows, range: DateRange? = nil
  ) -> AggregationPlan {
    AggregationPlan(
      source: "信访件", filter: filter, dateColumn: range == nil ? nil : "登记日期", range: range,
      groupings: groupings, aggregate: aggregate)
  }

  /// 9,000 rows, more than any engine will look at in one go: 号255, 号256 and 号257 have so many
  /// values in turn, 日期 rises by a day each 30 rows from 2024-01-01 on and is missing in each 1,000th
  /// row, 数量 is the row's number.
  private static let long: Table = {
    let first = days("2024-01-01")[0]
    var columns: [String: Column] = [
      "日期": .dates(
        (0..<9_000).map { $0 % 1_000 == 999 ? CivilDate.missing : first + Int32($0 / 30) }),
      "数量": .integers((0..<9_000).map { Int64($0) }),
    ]
    for count in [255, 256, 257] {
      columns["号\(count)"] = .coded(CodedColumn((0..<9_000).map { "N\($0 % count)" }))
    }
    return table("长台账", rows: 9_000, columns)
  }()

  private static func long(
    _ filter: Predicate = .all, _ groupings: [Grouping] = [], _ aggregate: Aggregate = .countRows,
    range: DateRange? = nil
  ) -> AggregationPlan {
    AggregationPlan(
      source: "长台账", filter: filter, dateColumn: range == nil ? nil : "日期", range: range,
      groupings: groupings, aggregate: aggregate)
  }

  private static let area = Tree(name: "问题属地", levels: ["镇街", "村社区"])
  private static let received = Grouping(column: "登记日期", classifier: .time(.month))

  private static func range(_ from: String, _ to: String) -> DateRange {
    let bounds = days(from + " " + to)
    return DateRange(CivilDate(days: bounds[0]), CivilDate(days: bounds[1]))
  }

  private static func compare(
    _ left: Operand, _ comparison: Comparison, _ right: Operand
  ) -> Predicate { .compare(left, comparison, right) }

  private static let visits = Predicate.isOneOf(column: "信访形式", values: ["来访"])
  private static let took = Operand.difference(.column("办结日期"), .column("登记日期"))
  private static let again = Operand.nextDate(date: "登记日期", key: "批次号", after: "登记日期")

  package static let cases: [Case] = [
    Case("all rows", plan(), [[]: (8, 8)]),
    Case("no row at all is an empty answer", plan(.or([])), [:]),
    Case(
      "a ledger without rows is an empty answer",
      AggregationPlan(
        source: "空台账", dateColumn: "日期", range: range("2024-01-01", "2024-12-31"),
        groupings: [
          Grouping(column: "名称"), Grouping(column: "日期", classifier: .time(.week)),
        ], aggregate: .sum(.column("数量"))), [:]),
    Case("full-width and trailing blanks are other values", plan(visits), [[]: (4, 4)]),
    Case("not of a missing value is true", plan(.not(visits)), [[]: (4, 4)]),
    Case("contains", plan(.contains(column: "信访形式", text: "来访")), [[]: (6, 6)]),
    Case("empty text", plan(.isEmpty(column: "信访形式")), [[]: (1, 1)]),
    Case("empty date", plan(.isEmpty(column: "办结日期")), [[]: (2, 2)]),
    Case("empty number", plan(.isEmpty(column: "信访人数")), [[]: (1, 1)]),
    Case("empty decimal", plan(.isEmpty(column: "费用")), [[]: (2, 2)]),
    Case(
      "both ends of a range belong to it; no date is in no range",
      plan(range: range("2024-01-31", "2024-02-29")), [[]: (5, 5)]),
    Case("leap day", plan(range: range("2024-02-29", "2024-02-29")), [[]: (1, 1)]),
    Case(
      "by month, the missing date under the empty label", plan(.all, [received]),
      [
        ["2024-01"]: (1, 1), ["2024-02"]: (4, 4), ["2023-02"]: (1, 1), [""]: (1, 1),
        ["2024-12"]: (1, 1),
      ]),
    Case(
      "weeks belong to the year of their Thursday",
      plan(.all, [Grouping(column: "登记日期", classifier: .time(.week))]),
      [
        ["2024-W05"]: (2, 2), ["2024-W09"]: (1, 1), ["2023-W09"]: (1, 1), [""]: (1, 1),
        ["2024-W06"]: (2, 2), ["2025-W01"]: (1, 1),
      ]),
    Case(
      "distinct values; the empty one is none, case counts",
      plan(.all, [], .countDistinct("批次号")), [[]: (4, 8)]),
    Case(
      "a batch that spans two months counts in both",
      plan(visits, [received], .countDistinct("批次号")),
      [["2024-01"]: (1, 1), ["2024-02"]: (1, 2), [""]: (1, 1)]),
    Case(
      "names in lists count one by one; the empty cell has none",
      AggregationPlan(source: "活动", aggregate: .countDistinctItems("参与单位")), [[]: (4, 5)]),
    Case(
      "names in lists count once in each group",
      AggregationPlan(
        source: "活动", groupings: [Grouping(column: "类型")],
        aggregate: .countDistinctItems("参与单位")),
      [["宣传"]: (4, 3), ["督查"]: (2, 1), [""]: (0, 1)]),
    Case(
      "a group of empty values has rows and no value",
      plan(.isEmpty(column: "批次号"), [], .countDistinct("批次号")), [[]: (0, 1)]),
    Case("sum, missing numbers add nothing", plan(.all, [], .sum(.column("信访人数"))), [[]: (28, 7)]),
    Case(
      "a group with nothing to add has rows and a sum of zero",
      plan(.isEmpty(column: "信访人数"), [], .sum(.column("信访人数"))), [[]: (0, 0)]),
    Case(
      "decimals keep their scale", plan(.all, [], .sum(.column("费用"))),
      [[]: (168_333, 6)], scale: 4),
    Case(
      "days from one date to another", plan(.all, [], .sum(took)), [[]: (10 + 0 + 15 + 1 - 1, 5)]),
    // Days taken: -1, 0, 1, 10, 15.
    Case("twice the middle value of an odd number", plan(.all, [], .median(took)), [[]: (2, 5)]),
    Case(
      "the two middle values of an even number, added",
      plan(.compare(took, .lessOrEqual, .integer(10)), [], .median(took)), [[]: (1, 4)]),
    Case(
      "a median of each group, empty where nothing is there",
      plan(visits, [received], .median(.column("信访人数"))),
      [["2024-01"]: (6, 1), ["2024-02"]: (9, 2), [""]: (14, 1)]),
    Case(
      "a median of decimals keeps their scale", plan(.all, [], .median(.column("费用"))),
      [[]: (32_500, 6)], scale: 4),
    Case(
      "no value, no median", plan(.isEmpty(column: "信访人数"), [], .median(.column("信访人数"))),
      [[]: (0, 0)]),
    Case(
      "levels by separators, 未细分 above them, empty for none",
      plan(.all, [Grouping(column: "问题属地", classifier: .level(area, 1))]),
      [
        ["甲"]: (1, 1), ["乙"]: (1, 1), ["未细分"]: (3, 3), ["丙"]: (2, 2), [""]: (1, 1),
      ]),
    Case(
      "two groupings, in order",
      plan(visits, [Grouping(column: "问题属地", classifier: .level(area, 0)), received]),
      [
        ["东湖", "2024-01"]: (1, 1), ["东湖", "2024-02"]: (2, 2), ["西山", ""]: (1, 1),
      ]),
    Case(
      "member of a level",
      plan(.isMember(column: "问题属地", classifier: .level(area, 0), labels: ["东湖", "北城"])),
      [[]: (4, 4)]),
    Case(
      "member by value, the empty label too",
      plan(.isMember(column: "问题属地", classifier: .value, labels: ["", "西山"])), [[]: (2, 2)]),
    Case(
      "member of a month, or without a date",
      plan(.isMember(column: "登记日期", classifier: .time(.month), labels: ["2024-02", ""])),
      [[]: (5, 5)]),
    Case(
      "within a run of days of another ledger, both ends included, runs may overlap",
      plan(.isWithin(column: "登记日期", ledger: "敏感期", from: "开始", to: "结束")), [[]: (4, 4)]),
    Case("less", plan(compare(.column("信访人数"), .less, .integer(4))), [[]: (3, 3)]),
    Case("less or equal", plan(compare(.column("信访人数"), .lessOrEqual, .integer(4))), [[]: (4, 4)]),
    Case("greater", plan(compare(.column("信访人数"), .greater, .integer(4))), [[]: (3, 3)]),
    Case(
      "greater or equal", plan(compare(.column("信访人数"), .greaterOrEqual, .integer(4))),
      [[]: (4, 4)]),
    Case("equal", plan(compare(.column("信访人数"), .equal, .integer(4))), [[]: (1, 1)]),
    Case(
      "not equal, present", plan(compare(.column("信访人数"), .notEqual, .integer(4))), [[]: (6, 6)]),
    Case(
      "a decimal against a whole number",
      plan(compare(.column("费用"), .greaterOrEqual, .integer(2))),
      [[]: (3, 3)]),
    Case(
      "a whole number against a decimal", plan(compare(.column("信访人数"), .greater, .column("费用"))),
      [[]: (4, 4)]),
    Case(
      "a date against a day", plan(compare(.column("登记日期"), .less, .date(CivilDate(days: 19_754)))),
      [[]: (2, 2)]),
    Case(
      "two date columns", plan(compare(.column("办结日期"), .lessOrEqual, .column("登记日期"))),
      [[]: (2, 2)]),
    Case(
      "days later",
      plan(compare(.column("办结日期"), .lessOrEqual, .plusDays(.column("登记日期"), 10))),
      [[]: (4, 4)]),
    Case(
      "the earlier of two, one missing",
      plan(
        .all, [], .sum(.difference(.earlier(.column("登记日期"), .column("办结日期")), .column("登记日期")))),
      [[]: (-1, 7)]),
    Case(
      "the first that is there",
      plan(
        .all, [],
        .sum(
          .difference(
            .first([.column("办结日期"), .column("登记日期")]), .column("登记日期")))),
      [[]: (25, 7)]),
    Case("nothing is first", plan(compare(.first([]), .equal, .first([]))), [:]),
    Case(
      "the next date of the same key",
      plan(compare(.difference(again, .column("登记日期")), .lessOrEqual, .integer(9))),
      [[]: (2, 2)]),
    Case(
      "the next date counts rows outside of the range",
      plan(
        compare(again, .greater, .date(CivilDate(days: 0))),
        range: range("2023-01-01", "2023-12-31")),
      [[]: (1, 1)]),
    Case(
      "and, or, not",
      plan(.and([.or([visits, .isEmpty(column: "信访形式")]), .not(.isEmpty(column: "批次号"))])),
      [[]: (4, 4)]),
    Case("and of nothing is true", plan(.and([])), [[]: (8, 8)]),
    Case(
      "by value, the empty cell under the empty label",
      plan(.all, [Grouping(column: "信访形式")], .sum(.column("信访人数"))),
      [
        ["来访"]: (19, 4), ["来信"]: (1, 1), ["２来访"]: (0, 0), ["来访 "]: (2, 1), [""]: (6, 1),
      ]),
    Case(
      "by year", plan(.all, [Grouping(column: "登记日期", classifier: .time(.year))]),
      [["2024"]: (6, 6), ["2023"]: (1, 1), [""]: (1, 1)]),
    Case(
      "by half", plan(.all, [Grouping(column: "登记日期", classifier: .time(.half))]),
      [["2024上半年"]: (5, 5), ["2024下半年"]: (1, 1), ["2023上半年"]: (1, 1), [""]: (1, 1)]),
    Case(
      "by quarter", plan(.all, [Grouping(column: "登记日期", classifier: .time(.quarter))]),
      [["2024第一季度"]: (5, 5), ["2024第四季度"]: (1, 1), ["2023第一季度"]: (1, 1), [""]: (1, 1)]),
    Case(
      "by ten days; the last part of a month has what is left",
      plan(.all, [Grouping(column: "登记日期", classifier: .time(.tenDays))]),
      [
        ["2024-01下旬"]: (1, 1), ["2024-02上旬"]: (3, 3), ["2024-02下旬"]: (1, 1),
        ["2023-02下旬"]: (1, 1), ["2024-12下旬"]: (1, 1), [""]: (1, 1),
      ]),
    Case(
      "two dates that differ, both there",
      plan(compare(.column("办结日期"), .notEqual, .column("登记日期"))), [[]: (4, 4)]),
    Case(
      "two equal dates", plan(compare(.column("办结日期"), .equal, .column("登记日期"))), [[]: (1, 1)]),
    Case(
      "a date after another",
      plan(compare(.column("办结日期"), .greater, .column("登记日期"))), [[]: (3, 3)]),
    Case(
      "a date that is not a day; a missing one is not unequal",
      plan(compare(.column("登记日期"), .notEqual, .date(CivilDate(days: days("2024-02-10")[0])))),
      [[]: (5, 5)]),
    Case(
      "a day before a date", plan(compare(.date(CivilDate(days: 19_754)), .less, .column("登记日期"))),
      [[]: (4, 4)]),
    Case("or with what is always true", plan(.or([visits, .all])), [[]: (8, 8)]),
    Case("and with what is never true", plan(.and([visits, .or([])])), [:]),
    Case("not of everything", plan(.not(.all)), [:]),
    Case("not of nothing", plan(.not(.or([]))), [[]: (8, 8)]),
    Case("many rows", long(), [[]: (9_000, 9_000)]),
    Case("255 values", long(.all, [], .countDistinct("号255")), [[]: (255, 9_000)]),
    Case("256 values", long(.all, [], .countDistinct("号256")), [[]: (256, 9_000)]),
    Case("257 values", long(.all, [], .countDistinct("号257")), [[]: (257, 9_000)]),
    Case(
      "one value of 257", long(.isOneOf(column: "号257", values: ["N256"])), [[]: (35, 35)]),
    Case(
      "a value in each of many groups",
      long(
        .isOneOf(column: "号255", values: ["N0"]), [Grouping(column: "号256")],
        .sum(.column("数量"))),
      Dictionary(
        uniqueKeysWithValues: (0...35).map { (["N\($0 * 255 % 256)"], (Int64($0 * 255), 1)) })),
    Case(
      "a range that begins and ends in the middle of many rows",
      long(range: range("2024-01-11", "2024-10-06")), [[]: (270 * 30 - 8, 270 * 30 - 8)]),
    Case(
      "a range of few of many rows",
      long(.all, [], .sum(.column("数量")), range: range("2024-06-01", "2024-06-01")),
      [[]: (Int64(30 * 152 * 30 + 435), 30)]),
    Case("a range after many rows", long(range: range("2025-01-01", "2025-12-31")), [:]),
    Case("missing among many rows", long(.isEmpty(column: "日期")), [[]: (9, 9)]),
    Case(
      "a sum that just fits",
      AggregationPlan(
        source: "预算", filter: .isOneOf(column: "年度", values: ["乙"]), aggregate: .sum(.column("金额"))),
      [[]: (Int64.max, 1)]),
  ]

  /// Days of dates written as `2024-02-29`, separated by blanks; `-` is the missing date.
  package static func days(_ text: String) -> [Int32] {
    text.split(separator: " ").map { word in
      let parts = word.split(separator: "-").compactMap { Int($0) }
      guard parts.count == 3 else { return CivilDate.missing }
      return CivilDate(parts[0], parts[1], parts[2])?.days ?? CivilDate.missing
    }
  }

  package static func table(_ ledger: String, rows: Int, _ columns: [String: Column]) -> Table {
    Table(
      ledger: ledger, columns: columns,
      places: RowPlaces(file: ledger + ".csv", lines: Array(2..<rows + 2)))
  }
}
