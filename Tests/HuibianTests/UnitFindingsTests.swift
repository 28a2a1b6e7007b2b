import Huibian
import HuibianDiagnostics
import Testing

/// 三无 of towns by what the cases and the backlog say of their area.
@Suite struct UnitFindingsTests {
  private static let configuration = """
    单位: 示例区信访局
    辖区: 示例区
    属地: {层级: [镇街, 村社区], 树: {东湖街道(110101001): [甲社区], 西山镇: [], 南岭乡: [], 北岭乡: [], 中坪镇: []}}
    """
  /// 甲社区 (of 东湖街道) went to the province in 2024, 西山镇 irregularly in 2023, 南岭乡 only wrote to it.
  private static let cases = """
    信访件编号,登记日期,信访形式,登记机构级别,问题属地,是否非正常上访
    1,2024-03-05,来访,省,甲社区,否
    2,2023-03-05,来访,区县,西山镇,是
    3,2024-04-05,来信,省,南岭乡,否
    4,2024-05-05,来访,区县,南岭乡,否
    """
  /// 北岭乡 has one that is settled and one that was removed, 中坪镇 one of 2024 that is not.
  private static let backlog = """
    台账编号,来源,交办日期,状态,剔除原因,问题属地
    1,市交办,2024-01-05,化解,,北岭乡
    2,市交办,2024-01-05,办理中,转出,北岭乡
    3,市交办,2024-06-05,稳控,,中坪镇
    """
  private static let units = """
    单位编号,单位名称,单位类型
    110101001,,镇街
    2,西山镇,镇街
    3,南岭乡,镇街
    4,北岭乡,镇街
    5,中坪镇,镇街
    6,甲社区,村社区
    """

  private func rate(_ units: String, period: String, configuration: String? = nil) async -> Answered
  {
    await ask(
      ["I06"],
      of: ["信访件.csv": Self.cases, "积案.csv": Self.backlog, "单位.csv": units], period: period,
      configuration: configuration ?? Self.configuration)
  }

  @Test(arguments: [
    ("2024年", "60.0"), ("2023年", "80.0"), ("2024年1-3月", "80.0"), ("2024年4月", "100.0"),
  ])
  func `counts towns without any of the three in the period`(period: String, value: String) async {
    let answered = await rate(Self.units, period: period)
    #expect(answered.lines.map(\.value) == [value], "\(answered.messages)")
  }

  @Test func `takes the column 三无达标, or the three numbers, where the units have them`() async {
    let flags = await rate("单位编号,单位类型,三无达标\n1,镇街,是\n2,镇街,是\n3,镇街,否\n", period: "2024年")
    #expect(flags.lines.map(\.value) == ["66.7"], "\(flags.messages)")
    let numbers = await rate(
      "单位编号,单位类型,越级访数,非正常访数,积案数\n1,镇街,0,0,0\n2,镇街,0,0,1\n", period: "2024年")
    #expect(numbers.lines.map(\.value) == ["50.0"], "\(numbers.messages)")
  }

  @Test func `calls above what is above the office's own level`() async {
    // To a town's office even the county is above: 西山镇 in 2023, and 南岭乡 in May 2024.
    let answered = await rate(
      Self.units, period: "2024年", configuration: Self.configuration + "\n口径: {本级层级: 镇街}")
    #expect(answered.lines.map(\.value) == ["40.0"], "\(answered.messages)")
  }

  @Test func `asks for the column where no other ledger tells`() async {
    let answered = await ask(
      ["I06"], of: ["单位.csv": Self.units], period: "2024年", configuration: Self.configuration)
    #expect(answered.answer == nil)
    #expect(answered.messages.contains("没有列“三无达标”"), "\(answered.messages)")
  }
}
