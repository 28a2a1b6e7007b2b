import Testing

@testable import HuibianPlan

struct GroupTests {
  typealias Cell = AggregationResult.Cell

  /// A result over towns and months, each cell saying where it belongs.
  private static func result(towns: Int, months: Int) -> AggregationResult {
    var result = AggregationResult(labels: [
      (0..<towns).map { "镇\($0)" }, (0..<months).map { "2022-\($0)" },
    ])
    for town in 0..<towns {
      for month in 0..<months where (town + month) % 3 > 0 {
        let cell = Cell(value: Int64(town * months + month), rows: 1)
        result.add(cell) { $0 == 0 ? town : month }
      }
    }
    return result
  }

  @Test(arguments: [(1, 1), (1, 12), (64, 12), (200, 31), (1000, 2)])
  func `finds every group by its numbers, and none without rows`(towns: Int, months: Int) throws {
    let result = Self.result(towns: towns, months: months)
    var groups = GroupNumbers()
    // Labels of another result come before.
    _ = groups.add(AggregationResult(cells: [["无"]: Cell(value: 1, rows: 1)]))
    let plan = AnsweredPlan(result, groups.add(result), groups)
    for town in 0...towns {
      for month in 0...months {
        let numbers = [groups.number(of: "镇\(town)"), groups.number(of: "2022-\(month)")]
        let key = try #require(groups.key(2) { numbers[$0] })
        let isThere = town < towns && month < months && (town + month) % 3 > 0
        let value = isThere ? Int64(town * months + month) : 0
        #expect(plan[key] == Cell(value: value, rows: isThere ? 1 : 0))
      }
    }
  }

  @Test func `finds groups by their labels where numbers have no room`() {
    let labels = (0..<70_000).map { "\($0)" }
    var result = AggregationResult(labels: [labels, labels, labels, labels])
    result.add(Cell(value: 7, rows: 2)) { 69_000 + $0 }
    var groups = GroupNumbers()
    let plan = AnsweredPlan(result, groups.add(result), groups)
    #expect(groups.key(4) { $0 } == nil)
    #expect(plan.hasRows)
    #expect(plan[["69000", "69001", "69002", "69003"]] == Cell(value: 7, rows: 2))
    #expect(plan[["69000", "69001", "69002", "69004"]] == Cell(value: 0, rows: 0))
  }

  @Test func `results are equal whatever the order of their labels and groups`() {
    let cells: [AggregationResult.Key: Cell] = [
      ["甲", "a"]: Cell(value: 1, rows: 1), ["乙", "a"]: Cell(value: 2, rows: 3),
      ["乙", "b"]: Cell(value: 4, rows: 4),
    ]
    var other = AggregationResult(labels: [["乙", "丙", "甲"], ["b", "a"]])
    other.add(Cell(value: 4, rows: 4)) { _ in 0 }
    other.add(Cell(value: 1, rows: 1)) { $0 == 0 ? 2 : 1 }
    other.add(Cell(value: 2, rows: 3)) { $0 == 0 ? 0 : 1 }
    let result = AggregationResult(cells: cells)
    #expect(result == other)
    #expect(result.hashValue == other.hashValue)
    #expect(other.cells == cells)
    #expect(other[["乙", "a"]] == Cell(value: 2, rows: 3))
    #expect(other[["丙", "a"]] == Cell(value: 0, rows: 0))
    other.add(Cell(value: 1, rows: 1)) { $0 == 0 ? 1 : 1 }
    #expect(result != other)
  }
}
