import Huibian
import HuibianDiagnostics
import HuibianPlan
import HuibianTable
import HuibianTestSupport
import Testing

/// What holds for the metrics of every family, over random ledgers of every kind.
@Suite struct FamilyPropertyTests {
  /// Metrics that count or sum in the same ledgers, and the dimensions that all of these have.
  struct Group: CustomTestStringConvertible, Sendable {
    let ledgers: [String]
    var measures: [String]
    let dimensions: [String]

    /// Whether a file of this ledger may be read for the group: its own, and what its rows are looked
    /// up in or its periods are made of.
    func needs(_ ledger: String) -> Bool {
      ledgers.contains(ledger) || RandomLedgers.shared.contains(ledger)
    }

    var testDescription: String { ledgers.joined(separator: "、") }
  }

  /// Whether the parts of a metric add up: counts and sums, and what is added up from them.
  private static func isAdditive(_ measure: Measure) -> Bool {
    switch measure.definition {
    case .count, .sum: true
    case .total(let terms):
      terms.allSatisfy { shipped.measure($0.measure).map(isAdditive) ?? false }
    case .firstOf(let names):
      names.allSatisfy { shipped.measure($0).map(isAdditive) ?? false }
    default: false
    }
  }

  private static func isDated(_ measure: Measure) -> Bool {
    shipped.leaves(of: measure).allSatisfy { leaf in
      leaf.ledger.flatMap { shipped.ledger($0) }?.dateColumn != nil
    }
  }

  /// Without ranks, which nobody adds up, what targets and reviews make of other figures, and a sum
  /// that prints rounded and serves only a mean.
  static let additive = shipped.measures.filter { measure in
    isAdditive(measure) && measure.name != "绩效指标完成率之和"
      && !shipped.leaves(of: measure).contains { leaf in
        ["上级通报排名", "目标条目", "目标完成", "整体自评", "项目自评"].contains(leaf.ledger)
      }
  }

  static let groups = grouped(additive)

  private static func grouped(_ measures: [Measure]) -> [Group] {
    var groups: [Group] = []
    for measure in measures {
      let ledgers = Set(shipped.leaves(of: measure).compactMap(\.ledger)).sorted()
      if let index = groups.firstIndex(where: { $0.ledgers == ledgers }) {
        groups[index].measures.append(measure.name)
        continue
      }
      let columns = ledgers.compactMap { shipped.ledger($0) }.map { ledger in
        ledger.columns.compactMap { column -> String? in
          switch column.kind {
          case .integer, .decimal: nil
          case .date: column.name + ".季度"
          default: column.isIdentifying ? nil : column.name
          }
        }
      }
      let shared = (columns.first ?? []).filter { name in
        columns.allSatisfy { $0.contains(name) }
      }
      let levels = shared.filter { ["问题属地", "内容分类"].contains($0) }
        .map { $0 + ($0 == "问题属地" ? ".村社区" : ".二级") }
      let units = isDated(measure) ? TimeUnit.allCases.map(\.rawValue) : []
      groups.append(
        Group(ledgers: ledgers, measures: [measure.name], dimensions: shared + levels + units))
    }
    return groups
  }

  @Test func `the groups hold every family that counts`() {
    let names = Set(Self.groups.flatMap(\.measures))
    let families = Set(shipped.measures.filter { names.contains($0.name) }.map(\.family))
    #expect(families.subtracting([""]).sorted() == "ABCDEFGHIJKLNX".map { String($0) })
    #expect(names.count > 150)
  }

  /// Every dimension, alone and in pairs, is asked of some metric of the group, and every metric is
  /// asked of some dimensions: all of all would take minutes.
  @Test(arguments: groups)
  func `parts add to the whole, by every dimension`(group: Group) async {
    let files = RandomLedgers(seed: 5, rows: 30).files(of: group.ledgers)
    var groupings = group.dimensions.map { [$0] }
    for (index, first) in group.dimensions.enumerated() where index % 4 == 0 {
      let second = group.dimensions[(index + 5) % group.dimensions.count]
      if first != second { groupings.append([first, second]) }
    }
    let shares = max(1, group.measures.count * groupings.count / 60)
    for share in 0..<min(shares, groupings.count) {
      let measures = group.measures.indices.filter { $0 % shares == share % shares }
        .map { group.measures[$0] }
      let groupings = groupings.indices.filter { $0 % shares == share }.map { groupings[$0] }
      let whole = await RandomLedgers.ask(measures, of: files)
      #expect(whole.lines.count == measures.count, "\(whole.messages)")
      let parts = await RandomLedgers.ask(measures, of: files, by: groupings)
      #expect(!parts.sink.hasErrors, "\(parts.messages)")
      let sums = parts.sums
      for line in whole.lines {
        for grouping in groupings {
          let sum = sums[Answered.Sum(measure: line.measure, grouping: Set(grouping))] ?? 0
          #expect(sum == hundredths(line.value), "\(line.measure) \(grouping)")
        }
      }
    }
  }

  /// All metrics, rates and texts included, whole and by one of the dimensions that most have.
  private func everything(of files: [RandomLedgers.File]) async -> [String] {
    var lines: [String] = []
    let measures = shipped.measures.filter { !$0.name.hasSuffix("排名") && !$0.isAuxiliary }
    for (index, group) in Self.grouped(measures).enumerated() {
      let shared = group.dimensions.filter { ["问题属地", "月份", "类型"].contains($0) }
      let answered = await RandomLedgers.ask(
        group.measures, of: files.filter { group.needs($0.ledger) },
        by: [[]] + (shared.isEmpty ? [] : [[shared[index % shared.count]]]),
        comparison: .yearEarlier)
      #expect(!answered.sink.hasErrors, "\(answered.messages)")
      lines += answered.lines.map { "\($0)" }
    }
    return lines.sorted()
  }

  @Test
  func
    `two files of other encodings and columns are the same as one, and the order of rows does not matter`()
    async
  {
    var random = SeededGenerator(seed: 3)
    var ledgers = RandomLedgers(seed: 3, rows: 30)
    let one = await everything(of: ledgers.files)
    #expect(one.count > 500)
    #expect(await everything(of: ledgers.halves(&random)) == one)
    for index in ledgers.sheets.indices { ledgers.sheets[index].rows.shuffle(using: &random) }
    #expect(await everything(of: ledgers.files) == one)
  }

  /// With one cut-off for all of them: what is due by then must not depend on the run.
  @Test func `a run is the sum of its months, quarters, halves and weeks`() async {
    let files = RandomLedgers(seed: 13, rows: 40).files
    let measures = Self.additive.filter(Self.isDated).map(\.name)
    func values(_ periods: [String], _ measures: [String]) async -> [String: Int] {
      var sums: [String: Int] = [:]
      for period in periods {
        let answered = await RandomLedgers.ask(measures, of: files, period: period)
        #expect(answered.lines.count == measures.count, "\(answered.messages)")
        for line in answered.lines { sums[line.measure, default: 0] += hundredths(line.value) }
      }
      return sums
    }
    let halves = ["2024年上半年", "2024年下半年"]
    let quarters = ["2024年第一季度", "2024年第二季度", "2024年第三季度", "2024年第四季度"]
    // January 2024 begins on a Monday.
    let weeks = [
      "01..2024-01-07", "08..2024-01-14", "15..2024-01-21", "22..2024-01-28", "29..2024-01-31",
    ].map { "2024-01-" + $0 }
    let year = await values(["2024年"], measures)
    #expect(year.values.count { $0 > 0 } > 90)
    // Each of the metrics is divided in one of the ways.
    for (part, ways) in [
      [(["2024年下半年"], (7...12).map { "2024年\($0)月" })], [(["2024年"], quarters)],
      [(["2024年"], halves), (["2024年1月"], weeks)],
    ].enumerated() {
      let some = measures.indices.filter { $0 % 3 == part }.map { measures[$0] }
      for (whole, periods) in ways {
        #expect(await values(periods, some) == values(whole, some), "\(periods)")
      }
    }
  }
}

extension Answered {
  struct Sum: Hashable {
    let measure: String
    let grouping: Set<String>
  }

  /// The values of each metric and grouping added up, in hundredths.
  ///
  /// - Precondition: No cell holds a comma or a quotation mark.
  fileprivate var sums: [Sum: Int] {
    guard let text = answer?.printed(.csv).dropFirst() else { return [:] }
    let rows = text.split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
    }
    guard let header = rows.first, let place = header.firstIndex(of: "数值") else { return [:] }
    var sums: [Sum: Int] = [:]
    for row in rows.dropFirst() {
      let dimensions = (2..<place).filter { !row[$0].isEmpty }.map { header[$0] }
      sums[Sum(measure: row[0], grouping: Set(dimensions)), default: 0] += hundredths(row[place])
    }
    return sums
  }
}

/// `12.50` and `12` in hundredths; what is no number is worth so little that no sum can hold.
private func hundredths(_ text: String) -> Int {
  let parts = text.split(separator: ".").map { String($0) }
  guard let whole = parts.first.flatMap({ Int($0) }) else { return -1_000_000_000 }
  let places = parts.count > 1 ? parts[1] : ""
  let fraction = Int(places.padding(to: 2)) ?? -1_000_000_000
  return whole * 100 + (text.hasPrefix("-") ? -fraction : fraction)
}

extension String {
  fileprivate func padding(to count: Int) -> String {
    self + String(repeating: "0", count: max(0, count - self.count))
  }
}
