import HuibianPlan
import HuibianTable

extension ProgramCompiler {
  mutating func node(_ node: Program.MaskNode) -> Int {
    if let known = maskNodes[node] { return known }
    program.masks.append(node)
    maskNodes[node] = program.masks.count - 1
    return program.masks.count - 1
  }

  func conjunction(_ parts: [Int]) -> Program.MaskNode {
    let parts = Set(parts).sorted()
    switch parts.count {
    case 0: return .constant(true)
    case 1: return program.masks[parts[0]]
    default: return .and(parts)
    }
  }

  mutating func flatten(_ predicate: Predicate, into parts: inout [Int]) throws(EngineError) {
    switch predicate {
    case .all: return
    case .and(let inner): for part in inner { try flatten(part, into: &parts) }
    default: parts.append(try mask(predicate))
    }
  }

  mutating func mask(_ predicate: Predicate) throws(EngineError) -> Int {
    if let known = masks[predicate] { return known }
    let made = node(try made(predicate))
    masks[predicate] = made
    return made
  }

  mutating func made(_ predicate: Predicate) throws(EngineError) -> Program.MaskNode {
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
      return .or([node(inTime), node(.missingDay(dates))])
    case .isEmpty(let name):
      if case .codes(let index) = try source(name) {
        let count = try codedColumn(name).dictionary.count
        return .codes(index, truth: [1] + [UInt8](repeating: 0, count: max(0, count - 1)))
      }
      let operand = try operand(.column(name)).node
      if case .dates(let column) = program.operands[operand] { return .missingDay(column) }
      return .missing(operand)
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

  func compared(_ a: Int, _ comparison: Comparison, _ b: Int) -> Program.MaskNode {
    if case .dates(let one) = program.operands[a], case .dates(let other) = program.operands[b] {
      return .compareDates(one, comparison, other)
    }
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
  mutating func coded(
    _ name: String, _ holds: (String) -> Bool
  ) throws(EngineError) -> Program.MaskNode {
    let column = try entries(name)
    return .codes(column.index, truth: column.texts.map { holds($0) ? 1 : 0 })
  }

  /// Decides once a part of the time line: `holds` is asked again where `ordinal` changes.
  mutating func days(
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

  mutating func within(
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

/// Whether the bytes of one text occur in another's; the empty text occurs in all.
private func occurs(_ wanted: [UInt8], in text: String) -> Bool {
  let bytes = Array(text.utf8)
  guard wanted.count <= bytes.count else { return false }
  return (0...bytes.count - wanted.count).contains { start in
    bytes[start..<start + wanted.count].elementsEqual(wanted)
  }
}
