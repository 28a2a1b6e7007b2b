import Huibian
import HuibianDiagnostics
import HuibianPlan
import HuibianTable
import Testing

private let configuration = """
  单位: 示例区信访局
  辖区: 东城区
  属地:
    层级: [镇街, 村社区]
    树:
      东湖街道(110101001): [甲社区(110101001001), 乙社区(110101001002)]
      西山镇(110101100): [甲社区(110101100001)]
  属地曾用名:
    西山镇: [{名称: 老西山乡, 至: 2024-03-31}]
  """

private func file(_ places: [String], header: String = "问题属地") -> [String: String] {
  let rows = places.enumerated().map { "X\($0),2024-0\($0 % 9 + 1)-05,来信,1,\($1)" }
  return [
    "信访件.csv": (["信访件编号,登记日期,信访形式,信访人数,\(header)"] + rows).joined(separator: "\n") + "\n"
  ]
}

struct DivisionTests {
  @Test(arguments: ["问题属地", "问题属地代码", "WTSDDM"])
  func `counts names and codes in one column for one place`(header: String) async {
    let places = [
      "东湖街道", "110101001", "110101001000", "110101001001", "东湖街道办事处/甲社区居委会", "110101100",
      "西山镇", "110101", "",
    ]
    let data = file(places, header: header)
    let streets = await ask(["信访总量"], of: data, by: [["问题属地"]], configuration: configuration)
    #expect(streets.groups == ["东湖街道 5", "西山镇 2", "未细分 1", "未填写 1"], "\(streets.messages)")
    #expect(streets.ids == [])
    let villages = await ask(
      ["信访总量"], of: data, by: [["问题属地.村社区"]], configuration: configuration)
    #expect(
      villages.groups == ["东湖街道/甲社区 2", "乙社区 0", "西山镇/甲社区 0", "未细分 6", "未填写 1"])
  }

  @Test
  func `reports codes and names that the tree does not list, or lists twice`() async {
    let answered = await ask(
      ["信访总量"],
      of: file(["110101001009", "110102001", "甲社区", "东湖", "甲社区"]), by: [["问题属地"]],
      configuration: configuration)
    #expect(
      answered.sink.diagnostics.map { ([$0.id, $0.message] + $0.hints).joined(separator: " ") } == [
        "unknown-member 列“问题属地”的“110101001009”不在配置的树里（共 1 行） 在 huibian.yaml 的树里加上这个名称，或用“取值”把它对应到已有的名称",
        "unknown-member 列“问题属地”的“110102001”不在配置的树里（共 1 行） 在 huibian.yaml 的树里加上这个名称，或用“取值”把它对应到已有的名称",
        "unknown-member 列“问题属地”的“东湖”不在配置的树里（共 1 行） 是不是“东湖街道”？ 在 huibian.yaml 的树里加上这个名称，或用“取值”把它对应到已有的名称",
        "ambiguous-member 列“问题属地”的“甲社区”在树里有 2 个，分不清是哪一个（共 2 行） 在数据里写明上级：东湖街道/甲社区、西山镇/甲社区",
      ])
    #expect(answered.groups == ["东湖街道 1", "西山镇 0", "110102001 1", "甲社区 2", "东湖 1"])
  }

  @Test
  func `warns of a former name after its last day, and counts it all the same`() async {
    let answered = await ask(
      ["信访总量"], of: file(["老西山乡", "西山镇", "老西山乡", "老西山乡"]), by: [["问题属地"]],
      configuration: configuration)
    #expect(answered.groups == ["东湖街道 0", "西山镇 4"])
    #expect(
      answered.messages == """
        信访件.csv:5:5: 警告: 列“问题属地”的“老西山乡”是旧名，2024-03-31 以后是“西山镇” [former-name]
          提示: 仍按现名统计；确认无误可以改 huibian.yaml 里“至”的日期
        """)
    let left = await ask(
      ["信访总量"], of: file(["老西山乡", "西山镇", "老西山乡", "老西山乡"]),
      configuration: configuration, accepted: ["former-name"])
    #expect(left.lines.first?.value == "3")
  }

  @Test
  func `keeps two places of one name apart in figures, loops and conditions`() async {
    let data = file(["110101001001", "西山镇/甲社区", "110101100001", "东湖街道/乙社区"])
    let sliced = await ask(
      ["信访总量"], of: data, condition: "问题属地 = 西山镇/甲社区", configuration: configuration)
    #expect(sliced.lines.first?.value == "2")
    let nested = await ask(
      ["信访总量"], of: data, by: [["问题属地", "问题属地.村社区"]], configuration: configuration)
    #expect(
      nested.groups == ["东湖街道，东湖街道/甲社区 1", "东湖街道，乙社区 1", "西山镇，西山镇/甲社区 2"])
  }

  @Test
  func `rolls codes up by their digits without a tree`() async {
    let answered = await ask(
      ["信访总量"], of: file(["110101001001", "110101001002", "110101100", "110101"]),
      by: [["问题属地"], ["问题属地.村社区"]], configuration: "单位: 示例区信访局")
    #expect(
      answered.groups == [
        "110101001 2", "110101100 1", "未细分 1", "110101001001 1", "110101001002 1", "未细分 2",
      ])
  }
}
