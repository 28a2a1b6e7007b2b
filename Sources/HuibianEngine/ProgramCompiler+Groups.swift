import HuibianPlan
import HuibianTable

extension ProgramCompiler {
  mutating func group(_ grouping: Grouping) throws(EngineError) -> Int {
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
  mutating func key(_ members: [Int]) -> Int {
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
