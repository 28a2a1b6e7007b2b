/// The `huibian.yaml` of the sample.
enum SampleConfiguration {
  /// The reports beside the annual one: the shipped template of that name, and what follows the year.
  private static let reports: [(name: String, period: String)] = [
    ("年度工作总结-区级-数据翔实", "年"), ("年度工作总结-区级-总结和目标", "年"), ("年度工作总结-县级-问题和计划", "年"),
    ("年度工作总结-市级-总结和计划", "年"), ("半年总结", "年上半年"), ("季度通报", "年第三季度"), ("月度通报", "年10月"),
    ("发言材料", "年"),
  ]

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

      """
  }
}
