package import HuibianPlan
package import HuibianTable

/// The meaning of a plan, written down as simply as can be: row by row, without regard to speed.
///
/// Other engines are tested against it.
package struct ReferenceEngine: AggregationEngine {
  let tables: [String: Table]

  package init(tables: [String: Table]) { self.tables = tables }

  package func run(_ plans: [AggregationPlan]) async throws(EngineError) -> [AggregationResult] {
    var results: [AggregationResult] = []
    for plan in plans { results.append(try answer(plan)) }
    return results
  }

  private struct Group {
    var rows = 0
    var present = 0
    var sum: Int128 = 0
    var texts: Set<[UInt8]> = []
    var samples: [Int128] = []
  }

  private func answer(_ plan: AggregationPlan) throws(EngineError) -> AggregationResult {
    guard let table = tables[plan.source] else { throw .unknown(plan.source) }
    var groups: [[String]: Group] = [:]
    var scale = 0
    switch plan.aggregate {
    case .sum(let operand), .median(let operand): scale = try self.scale(operand, table)
    default: break
    }
    for row in 0..<table.rowCount {
      if let column = plan.dateColumn, let range = plan.range {
        guard let day = try value(.column(column), table, row),
          (Int128(range.start.days)...Int128(range.end.days)).contains(day)
        else { continue }
      }
      guard try holds(plan.filter, table, row) else { continue }
      var key: [String] = []
      for grouping in plan.groupings {
        key.append(try label(grouping.column, grouping.classifier, table, row))
      }
      var group = groups[key] ?? Group()
      group.rows += 1
      switch plan.aggregate {
      case .countRows: break
      case .countDistinct(let column):
        let text = try text(column, table, row)
        if !text.isEmpty { group.texts.insert(Array(text.utf8)) }
      case .countDistinctItems(let column):
        for item in listItems(try text(column, table, row)) { group.texts.insert(Array(item.utf8)) }
      case .sum(let operand):
        if let value = try value(operand, table, row) {
          group.sum += value
          group.present += 1
        }
      case .median(let operand):
        if let value = try value(operand, table, row) { group.samples.append(value) }
      }
      groups[key] = group
    }
    var cells: [AggregationResult.Key: AggregationResult.Cell] = [:]
    for (key, group) in groups {
      switch plan.aggregate {
      case .countRows: cells[key] = .init(value: Int64(group.rows), rows: group.rows)
      case .countDistinct, .countDistinctItems:
        cells[key] = .init(value: Int64(group.texts.count), rows: group.rows)
      case .sum:
        guard let sum = Int64(exactly: group.sum) else { throw .overflow(plan) }
        cells[key] = .init(value: sum, rows: group.present)
      case .median:
        let sorted = group.samples.sorted()
        let middle =
          sorted.isEmpty ? 0 : sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]
        guard let twice = Int64(exactly: middle) else { throw .overflow(plan) }
        cells[key] = .init(value: twice, rows: sorted.count)
      }
    }
    return AggregationResult(cells: cells, scale: scale)
  }

  private func text(_ name: String, _ table: Table, _ row: Int) throws(EngineError) -> String {
    guard case .coded(let column)? = table[name] else { throw .unknown(name) }
    return column.dictionary[Int(column.codes[row])]
  }

  private func label(
    _ name: String, _ classifier: Classifier, _ table: Table, _ row: Int
  ) throws(EngineError) -> String {
    switch classifier {
    case .value: return try text(name, table, row)
    case .level(let tree, let level):
      let text = try text(name, table, row)
      return text.isEmpty ? "" : tree.label(of: text, level: level)
    case .time(let unit):
      guard let day = try value(.column(name), table, row) else { return "" }
      return unit.label(of: CivilDate(days: Int32(day)))
    }
  }

  private func holds(
    _ predicate: Predicate, _ table: Table, _ row: Int
  ) throws(EngineError) -> Bool {
    switch predicate {
    case .all: return true
    case .compare(let left, let comparison, let right):
      let scale = max(try self.scale(left, table), try self.scale(right, table))
      guard let a = try value(left, table, row, scale), let b = try value(right, table, row, scale)
      else { return false }
      return switch comparison {
      case .equal: a == b
      case .notEqual: a != b
      case .less: a < b
      case .lessOrEqual: a <= b
      case .greater: a > b
      case .greaterOrEqual: a >= b
      }
    case .isOneOf(let column, let values):
      let text = try text(column, table, row)
      return !text.isEmpty && values.contains(text)
    case .contains(let column, let wanted):
      let bytes = Array(try text(column, table, row).utf8)
      let part = Array(wanted.utf8)
      return !bytes.isEmpty && bytes.indices.contains { bytes[$0...].starts(with: part) }
    case .isMember(let column, let classifier, let labels):
      return labels.contains(try label(column, classifier, table, row))
    case .isEmpty(let column):
      if case .coded? = table[column] { return try text(column, table, row).isEmpty }
      return try value(.column(column), table, row) == nil
    case .isWithin(let column, let ledger, let from, let to):
      guard let other = tables[ledger] else { throw .unknown(ledger) }
      guard let day = try value(.column(column), table, row) else { return false }
      for line in 0..<other.rowCount {
        if let start = try value(.column(from), other, line),
          let end = try value(.column(to), other, line), start <= day, day <= end
        {
          return true
        }
      }
      return false
    case .not(let inner): return !(try holds(inner, table, row))
    case .and(let inner):
      for part in inner { if !(try holds(part, table, row)) { return false } }
      return true
    case .or(let inner):
      for part in inner { if try holds(part, table, row) { return true } }
      return false
    }
  }

  /// Decimal places of an operand's values.
  private func scale(_ operand: Operand, _ table: Table) throws(EngineError) -> Int {
    switch operand {
    case .column(let name):
      if case .decimals(_, let scale)? = table[name] { return scale }
      return 0
    case .date, .integer, .nextDate: return 0
    case .plusDays(let inner, _): return try scale(inner, table)
    case .difference(let a, let b), .earlier(let a, let b):
      return max(try scale(a, table), try scale(b, table))
    case .first(let choices):
      var result = 0
      for choice in choices { result = max(result, try scale(choice, table)) }
      return result
    }
  }

  /// An operand's value times 10^`scale`, or times 10^ its own scale; nil if it is missing.
  private func value(
    _ operand: Operand, _ table: Table, _ row: Int, _ wanted: Int? = nil
  ) throws(EngineError) -> Int128? {
    let own = try scale(operand, table)
    let scale = wanted ?? own
    let factor = powerOfTen(scale)
    switch operand {
    case .column(let name):
      switch table[name] {
      case .dates(let days)?:
        return days[row] == CivilDate.missing ? nil : Int128(days[row]) * factor
      case .integers(let values)?, .decimals(let values, _)?:
        return values[row] == Column.missingNumber
          ? nil : Int128(values[row]) * powerOfTen(scale - own)
      default: throw .unknown(name)
      }
    case .date(let day): return Int128(day.days) * factor
    case .integer(let value): return Int128(value) * factor
    case .plusDays(let inner, let days):
      return try value(inner, table, row, scale).map { $0 + Int128(days) * factor }
    case .difference(let later, let earlier):
      guard let a = try value(later, table, row, scale),
        let b = try value(earlier, table, row, scale)
      else { return nil }
      return a - b
    case .earlier(let one, let other):
      let a = try value(one, table, row, scale)
      let b = try value(other, table, row, scale)
      return a.flatMap { a in b.map { min(a, $0) } } ?? a ?? b
    case .first(let choices):
      for choice in choices { if let value = try value(choice, table, row, scale) { return value } }
      return nil
    case .nextDate(let date, let key, let after):
      let own = try text(key, table, row)
      guard !own.isEmpty, let limit = try value(.column(after), table, row) else { return nil }
      var best: Int128?
      for line in 0..<table.rowCount {
        guard try text(key, table, line) == own,
          let day = try value(.column(date), table, line), day > limit
        else { continue }
        best = min(best ?? day, day)
      }
      return best.map { $0 * factor }
    }
  }
}
