import Huibian
import HuibianDiagnostics
import HuibianPlan
import HuibianTable
import Testing

private let publicProfile = "单位: 示例区信访局\n口径: {发布: 公开}\n"

/// So many cases of each place, one person each.
private func file(_ counts: [(place: String, count: Int)], form: String = "来信") -> [String: String]
{
  var lines = ["信访件编号,登记日期,信访形式,信访人数,问题属地,初重标志"]
  for (place, count) in counts {
    for number in 0..<count {
      lines.append("\(place)\(number),2024-03-\(number % 20 + 10),\(form),1,\(place),初次")
    }
  }
  return ["信访件.csv": lines.joined(separator: "\n") + "\n"]
}

private func values(_ answered: Answered) -> [String] {
  answered.lines.map { $0.group + $0.value }
}

struct DisclosureTests {
  @Test(arguments: [
    // One small part: the smallest of the others goes with it.
    ([("甲", 3), ("乙", 7), ("丙", 20)], ["甲<5", "乙—", "丙20"]),
    // Two small parts whose sum fits several values protect each other.
    ([("甲", 3), ("乙", 2), ("丙", 20)], ["甲<5", "乙<5", "丙20"]),
    // 1 and 1, and 4 and 4, are given away by their sum.
    ([("甲", 1), ("乙", 1), ("丙", 20)], ["甲<5", "乙<5", "丙—"]),
    ([("甲", 4), ("乙", 4), ("丙", 20)], ["甲<5", "乙<5", "丙—"]),
    // 1 and 5: what is not <5 is 5 at least, and the sum is 6.
    ([("甲", 1), ("乙", 5), ("丙", 20)], ["甲<5", "乙—", "丙—"]),
    ([("甲", 5), ("乙", 9)], ["甲5", "乙9"]),
  ])
  func `withholds small parts, and what would reveal them`(
    counts: [(String, Int)], printed: [String]
  ) async {
    let data = file(counts.map { (place: $0.0, count: $0.1) })
    let answered = await ask(
      ["信访总量"], of: data, by: [["问题属地"]], configuration: publicProfile)
    #expect(values(answered) == printed, "\(answered.messages)")
    let inside = await ask(["信访总量"], of: data, by: [["问题属地"]])
    #expect(values(inside) == counts.map { "\($0.0)\($0.1)" })
  }

  @Test
  func `keeps zero, withholds rates of few and changes of what is withheld`() async {
    var rows = file([("甲", 6), ("乙", 30)])["信访件.csv"] ?? ""
    rows += "Z1,2023-03-01,来访,1,甲,重复\nZ2,2023-03-01,来访,1,丙,重复\n"
    let answered = await ask(
      ["信访总量", "重复信访占比"], of: ["信访件.csv": rows], by: [["问题属地"]],
      comparison: .yearEarlier, configuration: publicProfile)
    #expect(
      answered.lines.map { ([$0.group, $0.value] + $0.compared).joined(separator: " ") } == [
        "甲 6 <5 — —", "乙 30 0 +30 —", "丙 0 <5 — —", "甲 — — — ", "乙 0.0 — — ", "丙 — — — ",
      ])
    let json = answered.answer?.printed(.json) ?? ""
    #expect(!json.contains(#""group":{"问题属地":"丙"},"value":0,"unit":"件次","base":1"#))
    #expect(json.contains(#""value":6,"unit":"件次","suppressed":true}"#))
  }

  @Test
  func `withholds along both dimensions`() async {
    var lines = ["信访件编号,登记日期,信访形式,信访人数,问题属地"]
    for (place, form, count) in [
      ("甲", "来信", 2), ("甲", "来访", 8), ("乙", "来信", 9), ("乙", "来访", 12), ("丙", "来信", 30),
      ("丙", "来访", 40),
    ] {
      for number in 0..<count {
        lines.append("\(place)\(form)\(number),2024-03-05,\(form),1,\(place)")
      }
    }
    let answered = await ask(
      ["信访总量"], of: ["信访件.csv": lines.joined(separator: "\n") + "\n"],
      by: [["问题属地", "信访形式"]], configuration: publicProfile)
    #expect(
      values(answered) == ["甲，来信<5", "甲，来访—", "乙，来信—", "乙，来访—", "丙，来信30", "丙，来访40"])
  }

  @Test
  func `withholds no less where a coarser question is answered beside a finer one`() async {
    var lines = ["信访件编号,登记日期,信访形式,信访人数,问题属地"]
    var number = 0
    func add(_ place: String, _ month: String, _ count: Int) {
      for _ in 0..<count {
        number += 1
        lines.append("S\(number),2024-\(month)-05,来信,1,\(place)")
      }
    }
    // January 3; the smallest other month, June, lies in another quarter.
    for (month, count) in [
      ("01", 3), ("02", 20), ("03", 21), ("04", 30), ("05", 31), ("06", 8),
    ] { add("甲", month, count) }
    let data = ["信访件.csv": lines.joined(separator: "\n") + "\n"]
    let months = await ask(
      ["信访总量"], of: data, period: "2024年上半年", by: [["月份"]], configuration: publicProfile)
    #expect(
      values(months) == [
        "2024-01<5", "2024-0220", "2024-0321", "2024-0430", "2024-0531", "2024-06—",
      ])
    let both = await ask(
      ["信访总量"], of: data, period: "2024年上半年", by: [["月份"], ["季度"]],
      configuration: publicProfile)
    #expect(
      values(both) == [
        "2024-01<5", "2024-02—", "2024-0321", "2024-0430", "2024-0531", "2024-068",
        "2024第一季度44", "2024第二季度69",
      ], "\(values(both))")
  }

  @Test
  func `withholds villages so that the figures of their towns do not give them away`() async {
    let data = file([
      ("东湖街道/甲社区", 3), ("东湖街道/乙社区", 20), ("西山镇/丙村", 6), ("西山镇/丁村", 30),
    ])
    let tree = """
      属地: {层级: [镇街, 村社区], 树: {东湖街道: [甲社区, 乙社区], 西山镇: [丙村, 丁村]}}

      """
    let answered = await ask(
      ["信访总量"], of: data, by: [["问题属地.村社区"], ["问题属地.镇街"]],
      configuration: publicProfile + tree)
    #expect(
      values(answered).filter { !$0.hasPrefix("未") } == [
        "甲社区<5", "乙社区—", "丙村6", "丁村30", "东湖街道23", "西山镇36",
      ], "\(values(answered)) \(answered.messages)")
  }

  @Test
  func `withholds a part of a total that the catalogue adds up`() async {
    var lines = ["信访件编号,登记日期,信访形式,信访人数,登记机构级别"]
    for (level, count) in [("国家", 3), ("省", 19)] {
      for number in 0..<count { lines.append("\(level)\(number),2024-03-05,来访,1,\(level)") }
    }
    let data = ["信访件.csv": lines.joined(separator: "\n") + "\n"]
    let names = ["进京走访批次", "赴省走访批次"]
    let parts = await ask(names, of: data, configuration: publicProfile)
    #expect(parts.lines.map(\.value) == ["<5", "19"])
    let whole = await ask(names + ["赴省进京访量"], of: data, configuration: publicProfile)
    #expect(whole.lines.map(\.value) == ["<5", "—", "22"])
  }

  @Test
  func `withholds rates by which counts could be reckoned`() async {
    // 甲: 28 of 30 first cases; 乙: 12 of 30; 丙: 5 of 30.
    var lines = ["信访件编号,登记日期,信访形式,信访人数,问题属地,初重标志"]
    for (place, repeats) in [("甲", 28), ("乙", 12), ("丙", 5), ("丁", 2)] {
      for number in 0..<30 {
        lines.append(
          "\(place)\(number),2024-03-05,来信,1,\(place),\(number < repeats ? "重复" : "初次")")
      }
    }
    let answered = await ask(
      ["重复信访量", "重复信访占比"], of: ["信访件.csv": lines.joined(separator: "\n") + "\n"],
      by: [["问题属地"]], configuration: publicProfile)
    #expect(
      values(answered) == ["甲28", "乙12", "丙—", "丁<5", "甲—", "乙40.0", "丙—", "丁—"],
      "\(values(answered))")
  }

  @Test
  func `keeps what is withheld out of document, list, table and trace, and says so`() async throws {
    var sink = DiagnosticSink()
    let read = Configuration.read(Array(publicProfile.utf8), file: "huibian.yaml", sink: &sink)
    let catalog = shipped.merging(try #require(read), sink: &sink)
    let outcome = await compile(
      """
      {{信访总量}}
      {{列举 问题属地 按 信访总量}}
      {{每个 问题属地}}{{名称}}{{信访总量｜数}}，占{{信访总量｜占比：信访总量}} {{完}}
      {{表 问题属地 × 信访总量，信访总量｜同比幅度 合计}}
      {{口径说明}}
      """, data: file([("甲", 3), ("乙", 7), ("丙", 20)]), catalog: catalog)
    let text = try #require(outcome.text, "\(outcome.messages)")
    #expect(text.hasPrefix("30件次\n丙（20件次，占66.7%）、乙（—，占—）、甲（<5件次，占—）\n"), "\(text)")
    #expect(text.contains("甲<5，占— 乙—，占— 丙20"))
    #expect(text.contains("按公开口径发布：1至4的数印作“<5”"))
    #expect(outcome.report?.summary.withheld == 12)
    let trace = outcome.report?.trace.map(\.line).joined() ?? ""
    #expect(!trace.contains(#""value":3,"#) && !trace.contains(#""value":7,"#))
    #expect(trace.contains(#""suppressed":true"#))
  }
}
