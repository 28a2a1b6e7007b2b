import HuibianPlan
import HuibianTable

/// Makes a ``Program`` of plans: finds their columns, and gives equal parts of them one node.
struct ProgramCompiler {
  private(set) var program: Program
  private let table: Table
  private let others: [String: Table]

  private enum Source: Hashable {
    case dates(Int)
    case numbers(Int, scale: Int)
    case codes(Int)
  }
  private var sources: [String: Source] = [:]
  private var texts: [String: [String]] = [:]
  private var spans: [Int: ClosedRange<Int32>?] = [:]
  private var operands: [Operand: Scaled] = [:]
  private var operandNodes: [Program.OperandNode: Int] = [:]
  private var masks: [Predicate: Int] = [:]
  private var maskNodes: [Program.MaskNode: Int] = [:]
  private var groups: [Grouping: Int] = [:]
  private var keys: [[Int]: Int] = [:]

  /// An operand's node, and the power of ten by which its values are scaled.
  private struct Scaled {
    var node: Int
    var scale: Int
  }

  init(_ plans: [AggregationPlan], over table: Table, beside others: [String: Table]) {
    program = Program(plans: plans, rowCount: table.rowCount)
    self.table = table
    self.others = others
  }

  mutating func compile() throws(EngineError) -> Program {
    for plan in program.plans { program.jobs.append(try job(plan)) }
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
    switch plan.aggregate {
    case .countRows: measurement = .rows
    case .countDistinct(let name):
      let column = try codedColumn(name)
      measurement = .distinct(column.index, entries: column.dictionary.count)
    case .sum(let operand):
      let scaled = try self.operand(operand)
      let isDerived =
        switch program.operands[scaled.node] {
        case .dates, .numbers, .constant: false
        default: true
        }
      measurement = .sum(scaled.node, scale: scaled.scale, isDerived: isDerived)
    }
    return Program.Job(mask: mask, key: key(members), measurement: measurement)
  }
}

// MARK: Columns

extension ProgramCompiler {
  private mutating func source(_ name: String) throws(EngineError) -> Source {
    if let source = sources[name] { return source }
    guard let column = table[name] else { throw unknown(name) }
    let source: Source
    switch column {
    case .coded(let coded):
      source = .codes(program.columns.codes.count)
      program.columns.codes.append(coded.codes)
    case .dates(let days):
      source = .dates(program.columns.dates.count)
      program.columns.dates.append(days)
    case .integers(let values):
      source = .numbers(program.columns.numbers.count, scale: 0)
      program.columns.numbers.append(values)
    case .decimals(let values, let scale):
      source = .numbers(program.columns.numbers.count, scale: scale)
      program.columns.numbers.append(values)
    }
    sources[name] = source
    return source
  }

  private func unknown(_ column: String) -> EngineError { .unknown(table.ledger + "." + column) }

  private mutating func dateColumn(_ name: String) throws(EngineError) -> Int {
    guard case .dates(let index) = try source(name) else { throw unknown(name) }
    return index
  }

  private mutating func codedColumn(
    _ name: String
  ) throws(EngineError) -> (index: Int, dictionary: TextDictionary) {
    guard case .codes(let index) = try source(name), case .coded(let column)? = table[name]
    else { throw unknown(name) }
    return (index, column.dictionary)
  }

  /// The texts of a coded column by code, made once.
  private mutating func entries(_ name: String) throws(EngineError) -> (index: Int, texts: [String])
  {
    let column = try codedColumn(name)
    if let known = texts[name] { return (column.index, known) }
    let made = column.dictionary.texts
    texts[name] = made
    return (column.index, made)
  }

  /// From the earliest to the latest day of a date column; nil if it has none.
  private mutating func span(_ column: Int) -> ClosedRange<Int32>? {
    if let known = spans[column] { return known }
    var low = Int32.max
    var high = CivilDate.missing
    for day in program.columns.dates[column] {
      high = max(high, day)
      low = min(low, day == CivilDate.missing ? Int32.max : day)
    }
    let span = high == CivilDate.missing ? nil : low...high
    spans[column] = .some(span)
    return span
  }
}

// MARK: Operands

extension ProgramCompiler {
  private mutating func node(_ node: Program.OperandNode) -> Int {
    if let known = operandNodes[node] { return known }
    program.operands.append(node)
    operandNodes[node] = program.operands.count - 1
    return program.operands.count - 1
  }

  private mutating func operand(_ operand: Operand) throws(EngineError) -> Scaled {
    if let known = operands[operand] { return known }
    let scaled = try made(operand)
    operands[operand] = scaled
    return scaled
  }

  private mutating func made(_ operand: Operand) throws(EngineError) -> Scaled {
    switch operand {
    case .column(let name):
      switch try source(name) {
      case .dates(let index): return Scaled(node: node(.dates(index)), scale: 0)
      case .numbers(let index, let scale): return Scaled(node: node(.numbers(index)), scale: scale)
      case .codes: throw unknown(name)
      }
    case .date(let day): return Scaled(node: node(.constant(Int64(day.days))), scale: 0)
    case .integer(let value): return Scaled(node: node(.constant(value)), scale: 0)
    case .plusDays(let inner, let days):
      let inner = try self.operand(inner)
      let step = Saturating.times(Int64(days), factor(inner.scale))
      if case .constant(let value) = program.operands[inner.node] {
        if value == Column.missingNumber { return inner }
        return Scaled(node: node(.constant(Saturating.plus(value, step))), scale: inner.scale)
      }
      return Scaled(node: node(.plus(inner.node, step)), scale: inner.scale)
    case .difference(let later, let earlier):
      let (a, b, scale) = aligned(try self.operand(later), try self.operand(earlier))
      return Scaled(node: node(.difference(a, b)), scale: scale)
    case .earlier(let one, let other):
      let (a, b, scale) = aligned(try self.operand(one), try self.operand(other))
      return Scaled(node: node(.earlier(a, b)), scale: scale)
    case .first(let choices):
      var result = Scaled(node: node(.constant(Column.missingNumber)), scale: 0)
      for (index, choice) in choices.enumerated() {
        let next = try self.operand(choice)
        if index == 0 {
          result = next
        } else {
          let (a, b, scale) = aligned(result, next)
          result = Scaled(node: node(.either(a, b)), scale: scale)
        }
      }
      return result
    case .nextDate(let date, let key, let after):
      let column = try codedColumn(key)
      let days = nextDates(
        program.columns.dates[try dateColumn(date)], keys: program.columns.codes[column.index],
        keyCount: column.dictionary.count, after: program.columns.dates[try dateColumn(after)])
      program.columns.dates.append(days)
      return Scaled(node: node(.dates(program.columns.dates.count - 1)), scale: 0)
    }
  }

  private func factor(_ scale: Int) -> Int64 {
    (0..<scale).reduce(1) { power, _ in Saturating.times(power, 10) }
  }

  private mutating func aligned(_ a: Scaled, _ b: Scaled) -> (Int, Int, scale: Int) {
    let scale = max(a.scale, b.scale)
    return (raised(a, to: scale), raised(b, to: scale), scale)
  }

  private mutating func raised(_ operand: Scaled, to scale: Int) -> Int {
    guard operand.scale < scale else { return operand.node }
    let factor = factor(scale - operand.scale)
    if case .constant(let value) = program.operands[operand.node] {
      return node(
        .constant(value == Column.missingNumber ? value : Saturating.times(value, factor)))
    }
    return node(.times(operand.node, factor))
  }
}

// MARK: Conditions

extension ProgramCompiler {
  private mutating func node(_ node: Program.MaskNode) -> Int {
    if let known = maskNodes[node] { return known }
    program.masks.append(node)
    maskNodes[node] = program.masks.count - 1
    return program.masks.count - 1
  }

  private func conjunction(_ parts: [Int]) -> Program.MaskNode {
    let parts = Set(parts).sorted()
    switch parts.count {
    case 0: return .constant(true)
    case 1: return program.masks[parts[0]]
    default: return .and(parts)
    }
  }

  private mutating func flatten(_ predicate: Predicate, into parts: inout [Int]) throws(EngineError)
  {
    switch predicate {
    case .all: return
    case .and(let inner): for part in inner { try flatten(part, into: &parts) }
    default: parts.append(try mask(predicate))
    }
  }

  private mutating func mask(_ predicate: Predicate) throws(EngineError) -> Int {
    if let known = masks[predicate] { return known }
    let made = node(try made(predicate))
    masks[predicate] = made
    return made
  }

  private mutating func made(_ predicate: Predicate) throws(EngineError) -> Program.MaskNode {
    switch predicate {
    case .all: return .constant(true)
    case .compare(let left, let comparison, let right):
      let (a, b, _) = aligned(try operand(left), try operand(right))
      return compared(a, comparison, b)
    case .isOneOf(let column, let values):
      return try coded(column) { !$0.isEmpty && values.contains($0) }
    case .contains(let column, let text):
      let wanted = Array(text.utf8)
      return try coded(column) { !$0.isEmpty && occurs(wanted, in: $0) }
    case .isMember(let column, .value, let labels):
      return try coded(column) { labels.contains($0) }
    case .isMember(let column, .level(let tree, let level), let labels):
      return try coded(column) {
        labels.contains($0.isEmpty ? "" : tree.label(of: $0, level: level))
      }
    case .isMember(let column, .time(let unit), let labels):
      let dates = try dateColumn(column)
      let inTime = try days(dates) {
        labels.contains(unit.label(of: $0))
      } ordinal: {
        unit.ordinal(of: $0)
      }
      guard labels.contains("") else { return inTime }
      return .or([node(inTime), node(.missing(node(.dates(dates))))])
    case .isEmpty(let name):
      if case .codes(let index) = try source(name) {
        let count = try codedColumn(name).dictionary.count
        return .codes(index, truth: [1] + [UInt8](repeating: 0, count: max(0, count - 1)))
      }
      return .missing(try operand(.column(name)).node)
    case .isWithin(let column, let ledger, let from, let to):
      return try within(column, ledger: ledger, from: from, to: to)
    case .not(let inner): return .not(try mask(inner))
    case .and:
      var parts: [Int] = []
      try flatten(predicate, into: &parts)
      return conjunction(parts)
    case .or(let inner):
      var parts: [Int] = []
      for part in inner { parts.append(try mask(part)) }
      return parts.isEmpty ? .constant(false) : .or(parts)
    }
  }

  private func compared(_ a: Int, _ comparison: Comparison, _ b: Int) -> Program.MaskNode {
    guard case .dates(let column) = program.operands[a],
      case .constant(let value) = program.operands[b],
      let day = Int32(exactly: value), day > Int32.min + 1, day < Int32.max
    else { return .compare(a, comparison, b) }
    return switch comparison {
    case .equal: .dateRange(column, low: day, high: day)
    case .notEqual: .compare(a, comparison, b)
    case .less: .dateRange(column, low: Int32.min + 1, high: day - 1)
    case .lessOrEqual: .dateRange(column, low: Int32.min + 1, high: day)
    case .greater: .dateRange(column, low: day + 1, high: Int32.max)
    case .greaterOrEqual: .dateRange(column, low: day, high: Int32.max)
    }
  }

  /// Decides once an entry of the dictionary.
  private mutating func coded(
    _ name: String, _ holds: (String) -> Bool
  ) throws(EngineError) -> Program.MaskNode {
    let column = try entries(name)
    return .codes(column.index, truth: column.texts.map { holds($0) ? 1 : 0 })
  }

  /// Decides once a part of the time line: `holds` is asked again where `ordinal` changes.
  private mutating func days(
    _ column: Int, _ holds: (CivilDate) -> Bool, ordinal: (CivilDate) -> Int
  ) throws(EngineError) -> Program.MaskNode {
    guard let span = span(column) else { return .constant(false) }
    var truth: [UInt8] = []
    truth.reserveCapacity(span.count)
    var part: Int?
    var last: UInt8 = 0
    for number in span {
      let day = CivilDate(days: number)
      if ordinal(day) != part {
        part = ordinal(day)
        last = holds(day) ? 1 : 0
      }
      truth.append(last)
    }
    return .days(column, first: span.lowerBound, truth: truth)
  }

  private mutating func within(
    _ column: String, ledger: String, from: String, to: String
  ) throws(EngineError) -> Program.MaskNode {
    let dates = try dateColumn(column)
    guard let other = others[ledger] else { throw .unknown(ledger) }
    guard case .dates(let starts)? = other[from] else { throw .unknown(ledger + "." + from) }
    guard case .dates(let ends)? = other[to] else { throw .unknown(ledger + "." + to) }
    guard let span = span(dates) else { return .constant(false) }
    var truth = [UInt8](repeating: 0, count: span.count)
    for (start, end) in zip(starts, ends) where start != CivilDate.missing && start <= end {
      guard start <= span.upperBound, end >= span.lowerBound else { continue }
      let run = max(start, span.lowerBound)...min(end, span.upperBound)
      for day in run { truth[Int(day - span.lowerBound)] = 1 }
    }
    return .days(dates, first: span.lowerBound, truth: truth)
  }
}

// MARK: Groups

extension ProgramCompiler {
  private mutating func group(_ grouping: Grouping) throws(EngineError) -> Int {
    if let known = groups[grouping] { return known }
    var numbers: [String: Int32] = [:]
    var labels: [String] = []
    func number(_ label: String) -> Int32 {
      if let known = numbers[label] { return known }
      numbers[label] = Int32(labels.count)
      labels.append(label)
      return Int32(labels.count - 1)
    }
    let source: Program.GroupNode.Source
    switch grouping.classifier {
    case .value:
      let column = try entries(grouping.column)
      source = .codes(column.index, groups: column.texts.map(number))
    case .level(let tree, let level):
      let column = try entries(grouping.column)
      source = .codes(
        column.index,
        groups: column.texts.map { number($0.isEmpty ? "" : tree.label(of: $0, level: level)) })
    case .time(let unit):
      let column = try dateColumn(grouping.column)
      let missing = number("")
      var table: [Int32] = []
      var part: Int?
      var last = missing
      let span = span(column)
      for day in span.map({ $0.lowerBound..<$0.upperBound + 1 }) ?? 0..<0 {
        let day = CivilDate(days: day)
        if unit.ordinal(of: day) != part {
          part = unit.ordinal(of: day)
          last = number(unit.label(of: day))
        }
        table.append(last)
      }
      source = .days(column, first: span?.lowerBound ?? 0, groups: table, missing: missing)
    }
    program.groups.append(Program.GroupNode(source: source, labels: labels))
    groups[grouping] = program.groups.count - 1
    return program.groups.count - 1
  }

  /// Dense while an array of cells is not much longer than the table.
  private mutating func key(_ members: [Int]) -> Int {
    if let known = keys[members] { return known }
    let counts = members.map { max(1, program.groups[$0].labels.count) }
    var product = 1
    let limit = max(65_536, min(2 * table.rowCount, 1 << 22))
    for count in counts {
      let (next, overflow) = product.multipliedReportingOverflow(by: count)
      product = overflow ? Int.max : next
    }
    if product <= limit {
      program.keys.append(.dense(members, count: product))
    } else {
      let bits = counts.map { Int.bitWidth - ($0 - 1).leadingZeroBitCount }
      precondition(bits.reduce(0, +) <= 128, "more groupings than a key holds")
      program.keys.append(.sparse(members, bits: bits))
    }
    keys[members] = program.keys.count - 1
    return program.keys.count - 1
  }
}

/// Whether the bytes of one text occur in another's; the empty text occurs in all.
private func occurs(_ wanted: [UInt8], in text: String) -> Bool {
  let bytes = Array(text.utf8)
  guard wanted.count <= bytes.count else { return false }
  return (0...bytes.count - wanted.count).contains { start in
    bytes[start..<start + wanted.count].elementsEqual(wanted)
  }
}
