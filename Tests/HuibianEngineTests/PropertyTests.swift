import HuibianEngine
import HuibianPlan
import HuibianTable
import HuibianTestSupport
import Testing

/// What holds for every table, tried on random ones.
@Suite struct PropertyTests {
  @Test(arguments: UInt64(1)...24)
  func `answers as the reference does`(seed: UInt64) async throws {
    var random = RandomPlans(seed: seed)
    let tables = ["件": random.table(rows: 120), "期": random.runs(6)]
    let plans = (0..<40).map { _ in random.plan() }
    let ours = try await ColumnarEngine(tables: tables).run(plans)
    let theirs = try await ReferenceEngine(tables: tables).run(plans)
    for (index, plan) in plans.enumerated() {
      #expect(ours[index] == theirs[index], "\(plan)")
    }
  }

  @Test(arguments: [1, 2, 3, 5])
  func `the number of workers does not show`(workers: Int) async throws {
    var random = RandomPlans(seed: 7)
    let tables = ["件": random.table(rows: 90_000), "期": random.runs(6)]
    let plans = (0..<30).map { _ in random.plan() }
    let one = try await ColumnarEngine(tables: tables, workers: 1).run(plans)
    let more = try await ColumnarEngine(tables: tables, workers: workers).run(plans)
    #expect(one == more)
  }

  @Test(arguments: UInt64(30)...37)
  func `parts add up to the whole`(seed: UInt64) async throws {
    var random = RandomPlans(seed: seed)
    let tables = ["件": random.table(rows: 500), "期": random.runs(6)]
    for _ in 0..<20 {
      var whole = random.plan()
      switch whole.aggregate {
      case .countDistinct, .countDistinctItems, .median: whole.aggregate = .countRows
      case .countRows, .sum: break
      }
      whole.groupings = []
      var parts = whole
      parts.groupings = [random.grouping(), random.grouping()]
      let answers = try await ColumnarEngine(tables: tables).run([whole, parts])
      let sum = answers[1].cells.values.reduce(AggregationResult.Cell(value: 0, rows: 0)) {
        AggregationResult.Cell(value: $0.value + $1.value, rows: $0.rows + $1.rows)
      }
      #expect(sum == answers[0][[]], "\(parts)")
    }
  }

  @Test func `months add up to their year`() async throws {
    var random = RandomPlans(seed: 3)
    let tables = ["件": random.table(rows: 2_000)]
    func plan(_ from: (Int, Int), _ to: (Int, Int)) throws -> AggregationPlan {
      let start = try #require(CivilDate(2023, from.0, from.1))
      let end = try #require(CivilDate(2023, to.0, to.1))
      return AggregationPlan(
        source: "件", dateColumn: "收到", range: DateRange(start, end),
        aggregate: .sum(.column("金额")))
    }
    let months = try (1...12).map {
      try plan(($0, 1), ($0, CivilDate.length(ofMonth: $0, year: 2023)))
    }
    let answers = try await ColumnarEngine(tables: tables).run([plan((1, 1), (12, 31))] + months)
    #expect(answers[0][[]].value == answers.dropFirst().reduce(0) { $0 + $1[[]].value })
    #expect(answers[0][[]].rows == answers.dropFirst().reduce(0) { $0 + $1[[]].rows })
  }

  @Test(arguments: UInt64(40)...45)
  func `the order of rows does not matter`(seed: UInt64) async throws {
    var random = RandomPlans(seed: seed)
    let table = random.table(rows: 300)
    let runs = random.runs(6)
    let plans = (0..<20).map { _ in random.plan() }
    var generator = SeededGenerator(seed: seed)
    let order = Array(0..<300).shuffled(using: &generator)
    let shuffled = rows(order, of: table)
    let before = try await ColumnarEngine(tables: ["件": table, "期": runs]).run(plans)
    let after = try await ColumnarEngine(tables: ["件": shuffled, "期": runs]).run(plans)
    #expect(before == after)
  }

  @Test(arguments: UInt64(50)...55)
  func `disjoint tables add up to their concatenation`(seed: UInt64) async throws {
    var random = RandomPlans(seed: seed)
    let table = random.table(rows: 300)
    let first = rows(Array(0..<111), of: table)
    let second = rows(Array(111..<300), of: table)
    let plans = TimeUnit.allCases.map { unit in
      AggregationPlan(
        source: "件",
        groupings: [
          Grouping(column: "收到", classifier: .time(unit)), Grouping(column: "属地"),
        ], aggregate: .sum(.column("人数")))
    }
    let whole = try await ColumnarEngine(tables: ["件": table]).run(plans)
    let one = try await ColumnarEngine(tables: ["件": first]).run(plans)
    let other = try await ColumnarEngine(tables: ["件": second]).run(plans)
    for index in plans.indices {
      let merged = one[index].cells.merging(other[index].cells) {
        AggregationResult.Cell(value: $0.value + $1.value, rows: $0.rows + $1.rows)
      }
      #expect(merged == whole[index].cells)
    }
  }

  @Test func `too many groups for an array are counted all the same`() async throws {
    var random = RandomPlans(seed: 11)
    let tables = ["件": random.table(rows: 400)]
    let groupings = [
      Grouping(column: "编号"), Grouping(column: "收到", classifier: .time(.week)),
      Grouping(column: "办结", classifier: .time(.tenDays)),
    ]
    let plans = [
      .countRows, .countDistinct("编号"), .sum(.column("金额")),
      Aggregate.sum(.plusDays(.column("人数"), 1)),
    ].map { AggregationPlan(source: "件", groupings: groupings, aggregate: $0) }
    #expect(
      try await ColumnarEngine(tables: tables).run(plans)
        == ReferenceEngine(tables: tables).run(plans))
  }

  /// Some rows of a table, in a new order; dictionaries are made anew.
  private func rows(_ order: [Int], of table: Table) -> Table {
    let columns = table.columns.mapValues { column -> Column in
      switch column {
      case .coded(let coded):
        .coded(CodedColumn(order.map { coded.dictionary[Int(coded.codes[$0])] }))
      case .dates(let days): .dates(order.map { days[$0] })
      case .integers(let values): .integers(order.map { values[$0] })
      case .decimals(let values, let scale): .decimals(order.map { values[$0] }, scale: scale)
      }
    }
    return EngineConformance.table(table.ledger, rows: order.count, columns)
  }
}
