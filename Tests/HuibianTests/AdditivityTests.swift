import Huibian
import HuibianDiagnostics
import HuibianPlan
import HuibianTable
import HuibianTestSupport
import Testing

/// Invented cases of two years, with gaps in every column that may have them.
private func generated(_ seed: UInt64, count: Int) -> [String] {
  var generator = SeededGenerator(seed: seed)
  func pick(_ texts: [String]) -> String { texts.randomElement(using: &generator) ?? "" }
  return (0..<count).map { number in
    let received = day("2023-01-01").adding(days: Int.random(in: 0..<731, using: &generator))
    let isClosed = Bool.random(using: &generator)
    let took = Int.random(in: 0..<90, using: &generator)
    return [
      "S\(seed)-\(number)", received.iso, pick(["来信", "来访", "网上信访", "来电", ""]),
      String(Int.random(in: 1..<9, using: &generator)),
      pick(["东湖街道/甲社区", "东湖街道/乙社区", "东湖街道", "西山镇", "西山镇/丙村", "示例区", "别处", ""]),
      pick(["城乡建设_物业", "城乡建设_违建", "城乡建设", "教育_入学", ""]),
      isClosed ? "是" : "否", isClosed ? received.adding(days: took).iso : "",
      pick(["初次", "重复", ""]),
    ].joined(separator: ",")
  }
}

private let header = "信访件编号,登记日期,信访形式,信访人数,问题属地,内容分类,办结标志,办结日期,初重标志"

private func file(_ rows: [String]) -> String { ([header] + rows).joined(separator: "\n") + "\n" }

private let configuration = """
  单位: 示例区信访局
  辖区: 示例区
  属地:
    层级: [镇街, 村社区]
    树: {东湖街道: [甲社区, 乙社区], 西山镇: [丙村, 丁村]}
  """

private let measures = ["信访总量", "信访总人次", "来访批次", "平均办理周期", "重复信访占比"]

private let dimensions = [
  "问题属地", "问题属地.村社区", "内容分类", "内容分类.二级", "信访形式", "初重标志", "月份", "季度", "半年", "旬", "周",
]

struct AdditivityTests {
  private func sum(_ answered: Answered) -> Int {
    answered.lines.reduce(0) { $0 + (Int($1.value) ?? -1_000_000) }
  }

  @Test(arguments: dimensions, [UInt64(1)])
  func `parts add to the whole, with what has no value and what is no member`(
    dimension: String, seed: UInt64
  ) async {
    let data = ["信访件.csv": file(generated(seed, count: 250))]
    for measure in ["信访总量", "信访总人次", "来访批次"] {
      let whole = await ask([measure], of: data, configuration: configuration)
      let grouped = await ask([measure], of: data, by: [[dimension]], configuration: configuration)
      let total = sum(whole)
      #expect(total > 0, "\(whole.messages)")
      #expect(
        sum(grouped) == total, "\(measure) \(dimension): \(grouped.groups)")
    }
  }

  @Test(arguments: [UInt64(4)])
  func `parts of two dimensions add to the whole`(seed: UInt64) async {
    let data = ["信访件.csv": file(generated(seed, count: 250))]
    let whole = await ask(["信访总人次"], of: data, configuration: configuration)
    for (index, first) in dimensions.enumerated() {
      let second = dimensions[(index + 3) % dimensions.count]
      let grouped = await ask(
        ["信访总人次"], of: data, by: [[first, second]], configuration: configuration)
      #expect(
        sum(grouped) == sum(whole),
        "\(first) × \(second)")
    }
  }

  @Test(arguments: [UInt64(6), 7])
  func `two files are the same as one, in whatever order their rows stand`(seed: UInt64) async {
    var generator = SeededGenerator(seed: seed)
    let rows = generated(seed, count: 300)
    let cut = Int.random(in: 1..<rows.count, using: &generator)
    let groupings = dimensions.map { [$0] }
    func answer(_ data: [String: String]) async -> [String] {
      await ask(
        measures, of: data, by: groupings, comparison: .yearEarlier, configuration: configuration
      ).answer?.printed(.csv).split(separator: "\r\n").map { String($0) }.sorted() ?? []
    }
    let one = await answer(["信访件.csv": file(rows)])
    #expect(one.count > 100)
    #expect(
      await answer([
        "信访件-1.csv": file(Array(rows[..<cut])), "信访件-2.csv": file(Array(rows[cut...])),
      ]) == one)
    #expect(await answer(["信访件.csv": file(rows.shuffled(using: &generator))]) == one)
  }

  @Test(arguments: [UInt64(9)])
  func `a run is the sum of its months, its quarters and its weeks`(seed: UInt64) async {
    let data = ["信访件.csv": file(generated(seed, count: 300))]
    func total(_ period: String) async -> Int {
      sum(await ask(["信访总人次"], of: data, period: period, configuration: configuration))
    }
    var months = 0
    for month in 1...12 { months += await total("2024年\(month)月") }
    var quarters = 0
    for name in ["一", "二", "三", "四"] { quarters += await total("2024年第\(name)季度") }
    var tens = 0
    for part in ["上", "中", "下"] { tens += await total("2024年2月\(part)旬") }
    #expect(await total("2024年") == months)
    #expect(quarters == months)
    #expect(await total("2024年上半年") + total("2024年下半年") == months)
    #expect(tens == (await total("2024年2月")))
    #expect(await total("2024年1-10月") + total("2024年11-12月") == months)
    #expect(
      await total("2023-07-01..2024-06-30") + total("2024-07-01..2024-12-31")
        == total("2023年下半年") + months)
  }

  @Test(arguments: [UInt64(11)])
  func `a condition and its negation divide the rows between them`(seed: UInt64) async {
    let data = ["信访件.csv": file(generated(seed, count: 400))]
    let whole = sum(await ask(["信访总量"], of: data, configuration: configuration))
    for condition in [
      "信访形式 = 来访", "信访人数 ≥ 5", "办结日期 ≤ 截止日期", "问题属地 = 东湖街道", "内容分类 含 建",
      "办结日期 - 登记日期 > 30", "初重标志 为空", "信访形式 属于 {来信、来访} 且 信访人数 < 3",
    ] {
      var parts = 0
      for text in [condition, "非 (\(condition))"] {
        let answered = await ask(
          ["信访总量"], of: data, condition: text, configuration: configuration)
        #expect(!answered.sink.hasErrors, "\(answered.messages)")
        parts += sum(answered)
      }
      #expect(parts == whole, "\(condition)")
    }
  }
}
