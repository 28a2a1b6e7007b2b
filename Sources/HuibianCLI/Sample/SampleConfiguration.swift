/// The `huibian.yaml` of the sample.
enum SampleConfiguration {
  /// The reports beside the annual one: the shipped template of that name, and what follows the year.
  private static let reports: [(name: String, period: String)] = [
    ("年度工作总结-区级-数据翔实", "年"), ("年度工作总结-区级-总结和目标", "年"), ("年度工作总结-县级-问题和计划", "年"),
    ("年度工作总结-市级-总结和计划", "年"), ("半年总结", "年上半年"), ("季度通报", "年第三季度"), ("月度通报", "年10月"),
    ("发言材料", "年"), ("工作要点", "年"), ("目标完成情况", "年"), ("整体支出绩效评价报告", "年"), ("项目支出绩效自评", "年"),
    ("项目支出绩效自评表", "年"),
  ]

  /// The official documents, with the texts that an office gives each: 设置.
  private static func documents(_ year: Int) -> [(name: String, texts: [(String, String)])] {
    [
      (
        "公文-情况报告",
        [("发文字号", "示信〔\(year + 1)〕1号"), ("签发人", "某某某"), ("主送机关", "示例市信访局")]
      ),
      (
        "信函-转送函",
        [("发文字号", "示信函〔\(year + 1)〕1号"), ("主送机关", "各镇人民政府、各街道办事处，区直有关单位")]
      ),
      ("纪要-联席会议纪要", [("发文字号", "示信联纪〔\(year + 1)〕1号")]),
    ]
  }

  static func text(years: [Int], ledgers: [SideLedgers.File]) -> String {
    let last = years.last ?? 0
    let files = years.map { "信访件-\($0).csv" }.joined(separator: ", ")
    let others = ledgers.map { "  \($0.ledger): \($0.name)" }
    let towns = District.towns
      .map { "    \($0.name): [\($0.villages.joined(separator: ", "))]" }
    let subjects = District.subjects
      .map { "    \($0.name): [\($0.kinds.map(\.name).joined(separator: ", "))]" }
    return """
      # 示例：虚构的示例区信访局。改成自己单位的内容即可使用。
      # 运行：huibian compile --config SampleData/huibian.yaml

      单位: \(District.office)
      单位别名: [区信访局, 示例区信访工作局]
      辖区: \(District.area)

      数据:
        信访件: [\(files)]
      \(others.joined(separator: "\n"))

      属地:
        层级: [镇街, 村社区]
        树:
      \(towns.joined(separator: "\n"))

      内容分类:
        层级: [一级, 二级]
        树:
      \(subjects.joined(separator: "\n"))

      报告:
        年度工作总结-各项台账:
          模板: 年度工作总结-各项台账
          期间: \(last)年
          输出: 年度工作总结-\(last).docx
      \(reports.map { "  \($0.name):\n    模板: \($0.name)\n    期间: \(last)\($0.period)" }.joined(separator: "\n"))
      \(documents(last).map { "  \($0.name):\n    模板: \($0.name)\n    期间: \(last)年\n    设置:\n" + $0.texts.map { "      \($0.0): \($0.1)" }.joined(separator: "\n") }.joined(separator: "\n"))
        年度汇编:
          模板: 汇编
          期间: \(last)年
          收入: [年度工作总结-区级-总结和目标, 工作要点, 发言材料]

      """
  }
}
