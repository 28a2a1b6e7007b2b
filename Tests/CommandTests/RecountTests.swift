import Foundation
import HuibianTestSupport
import Testing

/// The figures of the sample, counted a second time by a program that shares nothing with this one:
/// `Tests/Recount/recount.py`, by Python and SQLite.
@Suite(.enabled(if: hasPython, "needs python3"))
struct RecountTests {
  private static let recount =
    "python3 "
    + Playground.root.appending(path: "Tests/Recount/recount.py").path(percentEncoded: false)
  private static let names = """
    --config SampleData/huibian.yaml --office 示例区信访局 --alias 区信访局 --area 示例区
    """

  @Test(arguments: [
    ("年度工作总结", "2024年"), ("年度工作总结-各项台账", "2024年"), ("年度工作总结-区级-数据翔实", "2024年"),
    ("年度工作总结-区级-总结和目标", "2024年"), ("年度工作总结-县级-问题和计划", "2024年"), ("年度工作总结-市级-总结和计划", "2024年"),
    ("半年总结", "2024年上半年"), ("季度通报", "2024年第三季度"), ("月度通报", "2024年10月"), ("发言材料", "2024年"),
    ("工作要点", "2024年"), ("目标完成情况", "2024年"), ("目标完成情况", "2023年"), ("整体支出绩效评价报告", "2024年"),
    ("整体支出绩效评价报告", "2023年"), ("项目支出绩效自评", "2024年"), ("项目支出绩效自评", "2023年"),
    // The same over other periods: zeros, no ranks, no base.
    ("年度工作总结-区级-数据翔实", "2024年10月"), ("年度工作总结-区级-总结和目标", "2024年第三季度"),
    ("年度工作总结-市级-总结和计划", "2023年"), ("半年总结", "2023年上半年"), ("月度通报", "2024年2月"),
    ("年度工作总结-县级-问题和计划", "2024年2月"), ("发言材料", "2024年5月"), ("年度工作总结-各项台账", "2024年2月"),
  ])
  func `every figure of a sample report is right, in numbers and in words`(
    template: String, period: String
  ) throws {
    let outcome = try Playground().run(
      """
      huibian compile Templates/\(template).hb.md --config SampleData/huibian.yaml --period \(period) \
        -o 总结.docx --trace 总结.jsonl 2>/dev/null &&
      \(Self.recount) trace 总结.jsonl Templates/\(template).hb.md \(Self.names)
      """)
    #expect(outcome.stdout.hasSuffix(" 0 differ\n"), "\(outcome.stdout)")
    #expect(outcome.status == 0, "\(outcome.stderr)")
  }

  /// One table for each project, in a Word template.
  @Test(arguments: ["2024年", "2023年"])
  func `every figure of the form of a review is right`(period: String) throws {
    let outcome = try Playground().run(
      """
      huibian compile 项目支出绩效自评表 --config SampleData/huibian.yaml --period \(period) \
        -o 自评表.docx --trace 自评表.jsonl 2>/dev/null &&
      \(Self.recount) trace 自评表.jsonl Templates/项目支出绩效自评.hb.md \(Self.names)
      """)
    #expect(outcome.stdout.hasSuffix(" 0 differ\n"), "\(outcome.stdout)")
    #expect(outcome.status == 0, "\(outcome.stderr)")
  }

  @Test(arguments: ["公文-情况报告", "信函-转送函", "纪要-联席会议纪要"])
  func `every figure of an official document is right`(template: String) throws {
    let outcome = try Playground().run(
      """
      huibian compile \(template) --config SampleData/huibian.yaml --period 2024年 \
        --set 发文字号=示信〔2025〕1号 --set 签发人=某某某 --set 主送机关=示例市信访局 \
        -o 公文.docx --trace 公文.jsonl 2>/dev/null &&
      \(Self.recount) trace 公文.jsonl Templates/\(template).hb.md \(Self.names)
      """)
    #expect(outcome.stdout.hasSuffix(" 0 differ\n"), "\(outcome.stdout)")
    #expect(outcome.status == 0, "\(outcome.stderr)")
  }

  /// The bound reports of the sample, and those of other periods.
  @Test(arguments: ["年度工作总结-区级-总结和目标, 工作要点, 发言材料", "半年总结, 季度通报, 月度通报"])
  func `every figure of bound reports is right, whichever their periods`(bound: String) throws {
    let outcome = try Playground().run(
      """
      cp -r SampleData/. 册 && sed -i 's/收入: .*/收入: [\(bound)]/' 册/huibian.yaml &&
      huibian compile 年度汇编 --config 册/huibian.yaml -o 汇编.docx --trace 汇编.jsonl 2>/dev/null &&
      \(Self.recount) trace 汇编.jsonl Templates/汇编.hb.md \(Self.names)
      """)
    #expect(outcome.stdout.hasSuffix(" 0 differ\n"), "\(outcome.stdout)")
    #expect(outcome.status == 0, "\(outcome.stderr)")
  }

  /// Sentences of the patterns that published reports use, with every filter.
  @Test(arguments: ["2024年", "2024年1-6月"])
  func `sentences say what the records say, and read as reports do`(period: String) throws {
    let template = Playground.root.appending(path: "Tests/Recount/各种说法.hb.md")
      .path(percentEncoded: false)
    let outcome = try Playground().run(
      """
      huibian compile \(template) --config SampleData/huibian.yaml --period \(period) -o 各种说法.docx \
        --trace 来历.jsonl 2>/dev/null &&
      \(Self.recount) trace 来历.jsonl \(template) \(Self.names)
      """)
    #expect(outcome.stdout.hasSuffix(" 0 differ\n"), "\(outcome.stdout)")
    let text = try Playground().run(
      """
      huibian compile \(template) --config SampleData/huibian.yaml --period \(period) -o - 2>/dev/null \
        > 各种说法.docx
      unzip -p 各种说法.docx word/document.xml | sed 's/<\\/w:p>/\\n/g; s/<[^>]*>//g' | tr -d '\\r' | grep .
      """)
    expectGolden(text.stdout, "各种说法-\(period).txt")
  }

  /// What a person finds by 编辑数据, read by a program that shares nothing with this one.
  @Test func `the charts of a sample report, their workbooks and the trace say the same`() throws {
    let charts = Playground.root.appending(path: "Tests/Recount/charts.py").path(
      percentEncoded: false)
    let outcome = try Playground().run(
      """
      huibian compile 年度工作总结-各项台账 --config SampleData/huibian.yaml --period 2024年 \
        -o 总结.docx --trace 总结.jsonl 2>/dev/null && python3 \(charts) 总结.docx 总结.jsonl
      """)
    #expect(outcome.stdout == "2 charts, 30 numbers, 0 differ\n", "\(outcome.stderr)")
    #expect(outcome.status == 0)
  }

  @Test
  func `every metric is right, by district and by class, for a year, a half, a quarter, a month`()
    throws
  {
    try expectNoDifference("stats huibian \(Self.names)")
  }

  /// Ties, empty cells, identical rows, dates at the ends of periods, missing columns, synonyms.
  @Test func `every metric of invented ledgers is right, and so are all settings`() throws {
    try expectNoDifference("invent huibian")
  }

  @Test func `an error that is planted is found`() throws {
    let outcome = try Playground().run("\(Self.recount) planted huibian \(Self.names)")
    #expect(outcome.stdout == "18 planted errors found, 0 missed\n", "\(outcome.stderr)")
    #expect(outcome.status == 0)
  }

  private func expectNoDifference(_ arguments: String) throws {
    let outcome = try Playground().run("\(Self.recount) \(arguments)")
    #expect(outcome.stdout.hasSuffix(" 0 differ\n"), "\(outcome.stdout)")
    #expect(outcome.status == 0, "\(outcome.stderr)")
  }
}

private let hasPython = ["/usr/local/bin/python3", "/usr/bin/python3"].contains {
  FileManager.default.isExecutableFile(atPath: $0)
}
