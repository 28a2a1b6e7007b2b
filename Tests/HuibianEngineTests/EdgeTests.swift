import HuibianEngine
import HuibianPlan
import HuibianTable
import HuibianTestSupport
import Testing

/// The ends of the range of numbers and of the sizes of tables.
@Suite struct EdgeTests {
  private func table(_ values: [Int64]) -> Table {
    EngineConformance.table(
      "数", rows: values.count,
      [
        "值": .integers(values), "小": .decimals(values.map { _ in 15 }, scale: 1),
        "号": .coded(CodedColumn(values.indices.map { "N\($0 % 7)" })),
      ])
  }

  private func run(
    _ values: [Int64], _ filter: Predicate, _ aggregate: Aggregate
  ) async throws -> AggregationResult.Cell {
    let plan = AggregationPlan(source: "数", filter: filter, aggregate: aggregate)
    return try await ColumnarEngine(tables: ["数": table(values)]).run([plan])[0][[]]
  }

  @Test func `a sum may leave the range on its way, not at its end`() async throws {
    let cell = try await run([.max, .max, -.max, -.max, 5], .all, .sum(.column("值")))
    #expect(cell == AggregationResult.Cell(value: 5, rows: 5))
    await #expect(throws: EngineError.self) {
      _ = try await run([.max, 1], .all, .sum(.column("值")))
    }
  }

  @Test func `an operand that leaves the range is an overflow only where it is added`() async throws
  {
    let more = Operand.plusDays(.column("值"), 10)
    await #expect(throws: EngineError.self) { _ = try await run([.max, 1], .all, .sum(more)) }
    let small = Predicate.compare(.column("值"), .less, .integer(100))
    #expect(
      try await run([.max, 1], small, .sum(more)) == AggregationResult.Cell(value: 11, rows: 1))
  }

  @Test func `a number too large for the other's scale still compares`() async throws {
    let above = Predicate.compare(.column("值"), .greater, .column("小"))
    #expect(try await run([.max, 1, 2, -.max], above, .countRows).value == 2)
  }

  @Test(arguments: [0, 1, 4_095, 4_096, 4_097, 40_000])
  func `every row is counted once whatever the size`(rows: Int) async throws {
    let values = (0..<rows).map { Int64($0) }
    let tables = ["数": table(values)]
    let plans = [
      AggregationPlan(source: "数", aggregate: .countRows),
      AggregationPlan(source: "数", aggregate: .sum(.column("值"))),
      AggregationPlan(source: "数", groupings: [Grouping(column: "号")], aggregate: .countRows),
      AggregationPlan(source: "数", aggregate: .countDistinct("号")),
    ]
    let answers = try await ColumnarEngine(tables: tables, workers: 3).run(plans)
    #expect(answers[0][[]].value == Int64(rows))
    #expect(answers[1][[]].value == Int64(rows * (rows - 1) / 2))
    #expect(answers[2].cells.values.reduce(0) { $0 + $1.rows } == rows)
    #expect(answers[3][[]].value == Int64(min(rows, 7)))
  }

  @Test(arguments: [65_535, 65_536, 65_537])
  func `as many values as two bytes hold, and one more`(count: Int) async throws {
    let rows = count + 5_000
    let table = EngineConformance.table(
      "数", rows: rows,
      [
        "号": .coded(CodedColumn((0..<rows).map { $0 % 2 == 0 ? "N0" : "N\($0 % count)" })),
        "全": .coded(CodedColumn((0..<rows).map { "N\($0 % count)" })),
      ])
    let plans = [
      AggregationPlan(source: "数", aggregate: .countDistinct("全")),
      AggregationPlan(
        source: "数", filter: .isOneOf(column: "号", values: ["N0"]), aggregate: .countDistinct("全")),
    ]
    let answers = try await ColumnarEngine(tables: ["数": table]).run(plans)
    #expect(answers[0][[]] == AggregationResult.Cell(value: Int64(count), rows: rows))
    let chosen = (0..<rows).filter { $0 % 2 == 0 || $0 % count == 0 }
    #expect(
      answers[1][[]]
        == AggregationResult.Cell(
          value: Int64(Set(chosen.map { $0 % count }).count), rows: chosen.count))
  }

  @Test func `days that are nowhere are within nothing`() async throws {
    let tables = [
      "件": EngineConformance.table("件", rows: 2, ["日": .dates([.min, .min])]),
      "期": EngineConformance.table("期", rows: 1, ["起": .dates([0]), "止": .dates([9])]),
    ]
    let plans = [
      Predicate.isWithin(column: "日", ledger: "期", from: "起", to: "止"),
      .not(.isWithin(column: "日", ledger: "期", from: "起", to: "止")),
    ].map { AggregationPlan(source: "件", filter: $0, aggregate: .countRows) }
    let answers = try await ColumnarEngine(tables: tables).run(plans)
    #expect(answers.map { $0[[]].value } == [0, 2])
  }

  @Test func `equal plans have equal answers in the order asked`() async throws {
    let count = AggregationPlan(source: "数", aggregate: .countRows)
    let sum = AggregationPlan(source: "数", aggregate: .sum(.column("值")))
    let answers = try await ColumnarEngine(tables: ["数": table([3, 4])]).run([count, sum, count])
    #expect(answers.map { $0[[]].value } == [2, 7, 2])
    #expect(try await ColumnarEngine(tables: [:]).run([]).isEmpty)
  }
}
