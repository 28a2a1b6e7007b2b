/// The `huibian.yaml` of the sample.
enum SampleConfiguration {
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
        工作要点:
          模板: 工作要点
          期间: \(last)年
          输出: 工作要点-\(last).docx
        目标完成情况:
          模板: 目标完成情况
          期间: \(last)年
          输出: 目标完成情况-\(last).docx
        整体支出绩效评价报告:
          模板: 整体支出绩效评价报告
          期间: \(last)年
          输出: 整体支出绩效评价报告-\(last).docx
        项目支出绩效自评:
          模板: 项目支出绩效自评
          期间: \(last)年
          输出: 项目支出绩效自评-\(last).docx

      """
  }
}
