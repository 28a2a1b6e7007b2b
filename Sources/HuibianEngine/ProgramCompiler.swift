import HuibianPlan
import HuibianTable

/// Makes a ``Program`` of plans: finds their columns, and gives equal parts of them one node.
struct ProgramCompiler {
  var program: Program
  let table: Table
  let others: [String: Table]

  enum Source: Hashable {
    case dates(Int)
    case numbers(Int, scale: Int)
    case codes(Int)
  }
  var sources: [String: Source] = [:]
  var texts: [String: [String]] = [:]
  var spans: [Int: ClosedRange<Int32>?] = [:]
  var operands: [Operand: Scaled] = [:]
  var operandNodes: [Program.OperandNode: Int] = [:]
  var masks: [Predicate: Int] = [:]
  var maskNodes: [Program.MaskNode: Int] = [:]
  var groups: [Grouping: Int] = [:]
  var keys: [[Int]: Int] = [:]

  /// An operand's node, and the power of ten by which its values are scaled.
  struct Scaled {
    var node: Int
    var scale: Int
  }

  init(_ plans: [AggregationPlan], over table: Table, beside others: [String: Table]) {
    program = Program(plans: plans, rowCount: table.rowCount)
    self.table = table
    self.others = others
  }

  mutating func compile() throws(EngineError) -> Program {
    var counters: [[Int]: Int] = [:]
    for plan in program.plans {
      var job = try job(plan)
      if case .dense = program.keys[job.key] {
        job.counter = counters[[job.mask, job.key], default: job.counter]
        counters[[job.mask, job.key]] = job.counter
      }
      program.jobs.append(job)
    }
    var slots: [Int: Int] = [:]
    for (index, job) in program.jobs.enumerated() {
      if let slot = slots[job.mask] {
        program.jobsByMask[slot].jobs.append(index)
      } else {
        slots[job.mask] = program.jobsByMask.count
        program.jobsByMask.append((job.mask, [index]))
      }
    }
    return program
  }

  private mutating func job(_ plan: AggregationPlan) throws(EngineError) -> Program.Job {
    var conjuncts: [Int] = []
    if let column = plan.dateColumn, let range = plan.range {
      let dates = try dateColumn(column)
      conjuncts.append(
        node(.dateRange(dates, low: range.start.days, high: range.end.days)))
    }
    try flatten(plan.filter, into: &conjuncts)
    let mask = node(conjunction(conjuncts))
    var members: [Int] = []
    for grouping in plan.groupings { members.append(try group(grouping)) }
    let measurement: Program.Measurement
    var items: [[Int32]]?
    switch plan.aggregate {
    case .countRows: measurement = .rows
    case .countDistinct(let name):
      let column = try codedColumn(name)
      measurement = .distinct(column.index, entries: column.dictionary.count)
    case .countDistinctItems(let name):
      let column = try entries(name)
      measurement = .distinct(column.index, entries: column.texts.count)
      items = numbered(column.texts.map(listItems))
    case .sum(let operand), .median(let operand):
      let scaled = try self.operand(operand)
      let isDerived =
        switch program.operands[scaled.node] {
        case .dates, .numbers, .constant: false
        default: true
        }
      measurement =
        plan.aggregate.isMedian
        ? .median(scaled.node, scale: scaled.scale, isDerived: isDerived)
        : .sum(scaled.node, scale: scaled.scale, isDerived: isDerived)
    }
    return Program.Job(
      mask: mask, key: key(members), measurement: measurement, counter: program.jobs.count,
      items: items)
  }

  /// Equal texts get one number, from 0.
  private func numbered(_ lists: [[String]]) -> [[Int32]] {
    var numbers: [String: Int32] = [:]
    return lists.map { list in
      list.map { text in
        let number = numbers[text] ?? Int32(numbers.count)
        numbers[text] = number
        return number
      }
    }
  }
}

extension Aggregate {
  fileprivate var isMedian: Bool { if case .median = self { true } else { false } }
}
