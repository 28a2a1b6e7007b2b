import HuibianDiagnostics
import HuibianPlan
import HuibianTable
import HuibianTestSupport
import Testing

private func read(_ text: String) -> (Configuration?, Catalog, [String]) {
  var sink = DiagnosticSink()
  var catalog = Catalog.shipped(sink: &sink)
  let configuration = Configuration.read(Array(text.utf8), file: "huibian.yaml", sink: &sink)
  if let configuration { catalog = catalog.merging(configuration, sink: &sink) }
  let lines = sink.diagnostics.map { diagnostic in
    var place = ""
    if case .text(_, let line, let column) = diagnostic.location { place = "\(line):\(column) " }
    return "\(place)\(diagnostic.message) [\(diagnostic.id)]"
      + diagnostic.hints.map { "；" + $0 }.joined()
  }
  return (configuration, catalog, lines)
}

@Suite struct ConfigurationTests {
  @Test func `reads everything that an office says once`() throws {
    let (read, catalog, messages) = read(
      """
      单位: 示例区信访局
      单位别名: [区信访局]
      辖区: 示例区
      数据:
        信访件: [信访件-2023.csv, 信访件-2024.csv]
        积案台账: 积案.json
      列别名:
        登记日期: [收件日期]
        信访件.责任单位: 主办单位
      取值:
        信访形式: {窗口来访: 来访}
      属地:
        层级: [镇街, 村社区]
        树:
          东湖街道: [甲社区, 乙社区]
          西山镇: []
      属地曾用名: {西山镇: [老西山乡]}
      内容分类: {层级: [一级, 二级]}
      口径:
        集体访人数: 6
        期内未答复计入: 是
        范围: {信访总量: 本级}
      指标:
        大规模集体访批次: {表: 信访件, 条件: 同 来访批次 且 信访人数 ≥ 50, 计数: 批次, 向好: 下降}
      容许: [duplicate-row]
      报告:
        年度工作总结:
          模板: 年度工作总结
          期间: 2024年
          截止日期: 2025-01-10
          输出: 年度.docx
          逐个: 问题属地
          设置: {文号: 1号}
      """)
    #expect(messages == [])
    let configuration = try #require(read)
    #expect(configuration.officeNames == ["示例区信访局", "区信访局"])
    #expect(configuration.data.map(\.files) == [["信访件-2023.csv", "信访件-2024.csv"], ["积案.json"]])
    #expect(catalog.ledger("信访件")?.column(spelled: "收件日期")?.name == "登记日期")
    #expect(catalog.ledger("信访件")?.column(spelled: "主办单位")?.name == "责任单位")
    #expect(catalog.ledger("信访件")?.column("信访形式")?.synonyms["窗口来访"] == "来访")
    #expect(catalog.setting("集体访人数")?.value == .integer(6))
    #expect(catalog.setting("期内未答复计入")?.value == .choice("是"))
    #expect(catalog.scopes["信访总量"] == .office)
    #expect(catalog.measure("大规模集体访批次")?.unit == "批次")
    #expect(configuration.trees["问题属地"]?.label(of: "老西山乡", level: 0) == "西山镇")
    #expect(configuration.trees["问题属地"]?.label(of: "示例区/东湖街道", level: 0) == "东湖街道")
    #expect(configuration.trees["内容分类"]?.levels == ["一级", "二级"])
    #expect(configuration.accepted == ["duplicate-row"])
    let report = try #require(configuration.reports.first)
    #expect(report.name == "年度工作总结")
    #expect(report.asOf?.iso == "2025-01-10")
    #expect(report.texts == ["文号": "1号"])
  }

  @Test func `reads division codes, and former names with the day on which they ended`() throws {
    let (configuration, _, messages) = read(
      """
      属地:
        层级: [镇街, 村社区]
        树:
          东湖街道(110101001): [甲社区（110101001001）, "110101001002 乙社区"]
          "110101100": 西山镇
          北岭乡: {"110101200201": 丙村}
      属地曾用名:
        西山镇: [老西山乡, {名称: 西山公社, 至: 2023-06-30}]
        东湖街道: {名称: "110101099", 至: 2022-12-31}
      """)
    #expect(messages == [])
    let tree = try #require(configuration?.trees["问题属地"])
    #expect(tree.members(level: 0) == ["东湖街道", "西山镇", "北岭乡"])
    #expect(tree.members(level: 1) == ["甲社区", "乙社区", "丙村"])
    for (value, label) in [
      ("110101001002", "东湖街道"), ("110101100", "西山镇"), ("110101200201", "北岭乡"),
      ("110101099", "东湖街道"), ("西山公社", "西山镇"), ("老西山乡", "西山镇"),
    ] {
      #expect(tree.label(of: value, level: 0) == label)
    }
    #expect(tree.expiry(of: "西山公社")?.last.iso == "2023-06-30")
    #expect(tree.expiry(of: "老西山乡") == nil)
    #expect(
      read("属地: {树: {\"110101\": [甲, 乙], \"110102\": {}}}\n属地曾用名: {甲: [{名称: 乙, 至: 去年}]}\n").2
        == [
          "1:10 代码“110101”没有名称 [code-without-name]；写成“名称(代码)”，例如 东湖街道(110101001)",
          "1:28 代码“110102”没有名称 [code-without-name]；写成“名称(代码)”，例如 东湖街道(110101001)",
          "2:24 “至”的内容不对，应为日期，例如 2024-10-31 [bad-configuration]；参照说明改写这一项",
        ])
  }

  @Test func `tells all mistakes at once, with line and column`() {
    let messages = read(
      """
      单 位: 甲局
      口经: {集体访人数: 6}
      口径: {集体访人数: 多, 集体访人: 5, 满意含基本满意: 也许}
      数据: {信访建: a.csv}
      列别名: {登记日子: [x], 责任单位: [问题属地]}
      取值: {信访形式: {窗口: 来房}}
      属地: {层级: [镇街], 树: {东湖街道: [甲社区]}}
      指标:
        甲: {表: 信访件, 条件: 信访形势 = 来访, 计数: 件}
        乙: {表: 信访件, 计数: 件, 求和: 信访人数}
        丙: {合计: [丙, 来访批次], 单位: 件}
        丁: {比率: [来访批次, 来访批数]}
        戊: {计数: 件}
        来访人次: {表: 信访件, 求和: 信访形式}
        己: {表: 信访件, 计数: 件, 别名: 来访批次}
      报告:
        总结: {模版: a, 期间: 今年}
      """
    ).2
    expectGolden(messages.joined(separator: "\n") + "\n", "配置错误.txt")
  }

  @Test(arguments: [
    ("单位: 甲\n单位: 乙\n", "2:1 “单位”写了两次 [duplicate-key]；删去或合并其中一处"),
    ("单位: &a 甲\n", "1:5 配置文件用了锚点（& 或 *），不予读取 [yaml-refused]；写出内容本身；文字里含 & 或 * 时用引号括起来"),
    ("单位: [甲\n", "2:1 配置文件的写法有误 [yaml-syntax]；检查这一行和上一行的缩进、括号、引号和冒号"),
    ("\t单位: 甲\n", "1:1 配置文件的写法有误 [yaml-syntax]；缩进用空格，不用制表符；文字里有特殊符号时用引号括起来"),
    ("- 甲\n", "1:1 “huibian.yaml”的内容不对，应为“键: 值” [bad-configuration]；参照说明改写这一项"),
    ("单位: {a: b}\n", "1:5 “单位”的内容不对，应为一个值 [bad-configuration]；参照说明改写这一项"),
  ])
  func `refuses what is no configuration`(text: String, message: String) {
    #expect(read(text).2 == [message])
  }

  @Test func `refuses deep nesting, other encodings and great size`() {
    #expect(read("单位: " + String(repeating: "[", count: 100_000)).2.first?.contains("嵌套太深") == true)
    var sink = DiagnosticSink()
    #expect(Configuration.read([0xB5, 0xA5, 0xCE, 0xBB], file: "a.yaml", sink: &sink) == nil)
    let large = [UInt8](repeating: 0x20, count: 1 << 21)
    #expect(Configuration.read(large, file: "a.yaml", sink: &sink) == nil)
    #expect(sink.diagnostics.map(\.id) == ["yaml-encoding", "yaml-too-large"])
  }

  @Test func `an empty file is an empty configuration`() {
    #expect(read("").2 == [])
    #expect(read("# 只有注释\n").0 != nil)
  }
}
