import HuibianPlan
import HuibianTable

extension ProgramCompiler {
  mutating func node(_ node: Program.OperandNode) -> Int {
    if let known = operandNodes[node] { return known }
    program.operands.append(node)
    operandNodes[node] = program.operands.count - 1
    return program.operands.count - 1
  }

  mutating func operand(_ operand: Operand) throws(EngineError) -> Scaled {
    if let known = operands[operand] { return known }
    let scaled = try made(operand)
    operands[operand] = scaled
    return scaled
  }

  mutating func made(_ operand: Operand) throws(EngineError) -> Scaled {
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

  func factor(_ scale: Int) -> Int64 {
    (0..<scale).reduce(1) { power, _ in Saturating.times(power, 10) }
  }

  mutating func aligned(_ a: Scaled, _ b: Scaled) -> (Int, Int, scale: Int) {
    let scale = max(a.scale, b.scale)
    return (raised(a, to: scale), raised(b, to: scale), scale)
  }

  mutating func raised(_ operand: Scaled, to scale: Int) -> Int {
    guard operand.scale < scale else { return operand.node }
    let factor = factor(scale - operand.scale)
    if case .constant(let value) = program.operands[operand.node] {
      return node(
        .constant(value == Column.missingNumber ? value : Saturating.times(value, factor)))
    }
    return node(.times(operand.node, factor))
  }
}
