import HuibianDiagnostics
import HuibianPlan
import HuibianTable
import Testing

/// Every metric that reports of petition offices state, and that a budget review needs, is in the
/// catalogue under its number and name, with its unit, the way that is good, and its splits.
@Suite struct MetricListTests {
  /// One row of ``list``.
  struct Row: Sendable, CustomTestStringConvertible {
    let id: String
    let name: String
    let unit: String
    let direction: Measure.Direction?
    let splits: [String]

    var testDescription: String { id + " " + name }

    init(_ line: Substring) {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { String($0) }
      id = cells[0]
      name = cells[1]
      unit = cells[2]
      direction = ["↓": .fall, "↑": .rise, "0": .zero, "-": Measure.Direction.none][cells[3]]
      splits = cells[4].split(separator: " ").map { String($0) }
    }
  }

  /// Read once: with 186 cases a test, reading it for each would take minutes.
  private static let catalog: Catalog = {
    var sink = DiagnosticSink()
    return Catalog.shipped(sink: &sink)
  }()

  static let rows = list.split(separator: "\n").map { Row($0) }

  @Test func `lists 170 metrics and 16 of budgets`() {
    #expect(Self.rows.count { !$0.id.hasPrefix("X") } == 170)
    #expect(Self.rows.count { $0.id.hasPrefix("X") } == 16)
    #expect(Set(Self.rows.map(\.id)).count == 186)
  }

  @Test(arguments: rows)
  func `has each with its number, name, unit and good direction`(row: Row) throws {
    let measure = try #require(Self.catalog.measure(row.id))
    #expect(Self.catalog.measure(row.name)?.id == row.id)
    // Full-width and ASCII brackets, and names without quotation marks, are the same name.
    let bare = row.name.filter { !"“”《》".contains($0) }
    #expect(Self.catalog.measure(bare)?.id == row.id)
    #expect(measure.id == row.id)
    #expect(measure.unit == row.unit)
    #expect(measure.direction == row.direction)
    #expect(!measure.isAuxiliary)
    #expect(!measure.meaning.isEmpty)
  }

  /// With all columns there, each can be planned whole and by each of its splits.
  @Test(arguments: rows)
  func `can be split as reports split it`(row: Row) throws {
    let measure = try #require(Self.catalog.measure(row.id))
    var sink = DiagnosticSink()
    let period = Period(.months(2022, 1, 10))
    let all = Dictionary(
      Self.catalog.ledgers.map { ($0.name, Set($0.columns.map(\.name))) },
      uniquingKeysWith: { a, _ in a })
    let ledger = try #require(
      Self.catalog.leaves(of: measure).first?.ledger.flatMap { Self.catalog.ledger($0) })
    var planner = FigurePlanner(
      catalog: Self.catalog, context: Context(officeNames: ["甲局"], area: "甲区", period: period))
    let groupings = row.splits.map {
      DimensionReference.parse($0, ledger: ledger, trees: [:], at: .command, sink: &sink)
    }
    let specs =
      [FigureSpec(measure: measure.name, period: period)]
      + groupings.compactMap { $0 }.map {
        FigureSpec(measure: measure.name, period: period, groupings: [$0])
      }
    let plans = planner.plans(specs, available: all, at: { _ in .command }, sink: &sink)
    #expect(sink.diagnostics.filter { $0.id != "whole-year" }.map(\.message) == [])
    #expect(specs.count == 1 + row.splits.count)
    #expect(plans.count >= specs.count)
  }

  /// What `huibian metrics 名称` prints of it, with the settings as they ship and with each changed.
  @Test(arguments: rows, [false, true])
  func `shows its parts, its ledgers, the date that counts and its settings`(
    row: Row, isChanged: Bool
  ) throws {
    let catalog = isChanged ? Self.changed : Self.catalog
    let measure = try #require(catalog.measure(row.id))
    let sheet = catalog.metricSheet(of: measure)
    #expect(sheet.first == "\(row.id) \(measure.name)")
    let text = sheet.joined(separator: "\n")
    var open = [measure]
    while let part = open.popLast() {
      if case .ratio(let numerator, let denominator) = part.definition {
        #expect(text.contains("分子为“\(numerator)”，分母为“\(denominator)”"))
      }
      let inner = part.definition.parts.compactMap { catalog.measure($0) }
      #expect(inner.count == part.definition.parts.count)
      for name in inner.map(\.name) { #expect(text.contains("其中“\(name)”：")) }
      open += inner
    }
    for leaf in catalog.leaves(of: measure) {
      let ledger = try #require(leaf.ledger.flatMap { catalog.ledger($0) })
      let sentences = sheet.filter {
        $0.hasPrefix("台账：\(ledger.name)；") || $0.hasPrefix("台账：\(ledger.name)（")
      }
      #expect(!sentences.isEmpty)
      if let date = leaf.dateColumn ?? ledger.dateColumn {
        #expect(sentences.contains { $0.contains(date) })
      }
    }
    for setting in catalog.settingsUsed(by: measure) {
      let value = setting.value.text + setting.unit
      #expect(text.contains(setting.sentence))
      #expect(text.contains("口径“\(setting.name)”："))
      #expect(text.contains("现为 \(value)，默认 \(setting.standard.text)\(setting.unit)。"))
      #expect((setting.value != setting.standard) == isChanged, "\(setting.name)")
    }
    #expect(sheet.last?.hasPrefix("定义：内置目录/metrics") == true)
  }

  /// The catalogue with every setting at another value than its own.
  private static let changed: Catalog = {
    var sink = DiagnosticSink()
    var result = catalog
    for setting in catalog.settings {
      let value =
        switch setting.standard {
        case .integer(let number): String(number + 1)
        case .choice(let own): setting.allowed.first { $0 != own } ?? own
        }
      result.set(setting.name, to: value, at: .command, valueAt: .command, sink: &sink)
    }
    return result
  }()

  /// The operators that stand beside metrics, and what holds for each.
  @Test(arguments: [("O7", "上级通报名次", "位")])
  func `keeps ranks for what the superior office said`(id: String, name: String, unit: String) {
    let measure = Self.catalog.measure(id)
    #expect(measure?.name == name)
    #expect(measure?.unit == unit)
    #expect(measure?.ledger == "上级通报排名")
  }

  /// Two metrics where one line names a number and the share of units that it stands for.
  @Test(arguments: [
    ("乡镇（街道）信访工作联席会议覆盖率", "%"), ("乡镇信访工作联席会议建立数", "个"), ("乡镇（街道）“信访超市”覆盖率", "%"),
    ("乡镇“信访超市”建立数", "个"), ("“三公”经费控制率", "%"), ("“三公”经费变动率", "%"), ("群体性上访人次", "人次"),
  ])
  func `gives number and rate a name each`(name: String, unit: String) {
    #expect(Self.catalog.measure(name)?.unit == unit)
  }

  /// Number, name, unit, good direction (↓ falling, ↑ rising, 0 zero, - neither), splits.
  private static let list = """
    A01|信访总量|件次|↓|信访形式 登记机构级别 问题属地 月份
    A02|信访总人次|人次|↓|信访形式 登记机构级别 问题属地
    A03|来信来访受理总量|件次|↓|信访形式
    A04|来信件数|件|↓|初重标志 信访目的 问题属地
    A05|来访批次|批次|↓|初重标志 是否集体访 问题属地
    A06|来访人次|人次|↓|初重标志 是否集体访 问题属地
    A07|网上信访受理件数|件|-|信访来源 初重标志
    B01|群体访批次|批次|↓|登记机构级别 问题属地 初重标志
    B02|群体访人次|人次|↓|登记机构级别 问题属地 初重标志
    B03|群体重访批次|批次|↓|登记机构级别
    B04|群体重访人次|人次|↓|登记机构级别
    B05|个体访批次|批次|↓|登记机构名称
    B06|个体访人次|人次|↓|登记机构名称
    C01|进京走访批次|批次|↓|是否集体访 是否非正常上访
    C02|进京走访人次|人次|↓|是否集体访 是否非正常上访
    C03|赴省走访批次|批次|↓|是否集体访 是否非正常上访
    C04|赴省走访人次|人次|↓|是否集体访 是否非正常上访
    C05|到市走访批次|批次|↓|是否集体访 是否非正常上访
    C06|到市走访人次|人次|↓|是否集体访 是否非正常上访
    C07|进京非正常上访批次|批次|0|
    C08|赴省进京非接待场所信访批次|批次|0|
    C09|到省非正常群体访批次|批次|↓|
    C10|到省非正常群体访人次|人次|↓|
    C11|到市群体访批次|批次|↓|
    C12|到市群体访人次|人次|↓|
    C13|赴省进京访量|批次|↓|
    C14|国家信访局登记网上信访件数|件|↓|
    C15|国家信访局登记求决类初次信访件数|件|↓|信访形式
    C16|群众致省以上信访总量|件|↓|信访形式
    C17|群众致省以上信访事项占比|%|↓|
    C18|外围劝返赴京起数|起|↓|
    C19|敏感期零指标|件|0|
    C20|群体性上访总量|批次|↓|登记机构级别
    D01|重复信访量|件次|↓|信访形式 登记机构级别
    D02|重复信访占比（重复率）|%|↓|问题属地
    D03|重访率|%|↓|走访层级
    D04|重信率|%|↓|登记机构级别
    D05|重复信访梳理督办件数|件|-|
    E01|到期信访件数|件次|-|信访形式
    E02|到期办结件数|件次|↑|信访形式
    E03|办结率|%|↑|信访形式 责任单位
    E04|网上信访到期办结件数|件次|↑|
    E05|网上信访办结率|%|↑|
    E06|信访部门及时受理率|%|↑|登记机构名称 信访形式
    E07|责任单位及时受理率|%|↑|责任单位 信访形式
    E08|按期答复率|%|↑|责任单位 问题属地
    E09|按期办结率|%|↑|责任单位
    E10|基础业务规范化率|%|↑|抽查环节
    E11|平均办理周期|天|↓|责任单位
    E12|依法分类处理占比|%|↑|途径类别
    E13|初次信访事项办结件数|件|↑|信访形式
    E14|初次信访事项一次性化解件数|件|↑|
    E15|初次信访事项一次性化解率|%|↑|
    E16|求决类初次信访事项一次性化解率|%|↑|
    E17|初信初访案件化解件数|件|↑|
    E18|初访按期办结率|%|↑|走访层级
    F01|纳入满意度评价件数|件|-|信访来源
    F02|评价满意件数|件|↑|
    F03|群众参评率|%|↑|
    F04|责任单位群众参评率|%|↑|责任单位
    F05|群众满意率（参评满意率）|%|↑|
    F06|责任单位群众满意率|%|↑|责任单位
    F07|初访群众满意率|%|↑|走访层级
    F08|交办案件群众满意率|%|↑|
    G01|涉稳突出问题件数|件|-|
    G02|涉稳突出问题化解稳控件数|件|↑|
    G03|涉稳突出问题化解率|%|↑|
    G04|领导包案信访积案件数|件|-|领导层级
    G05|领导包案信访积案办结件数|件|↑|
    G06|领导包案信访积案办结率|%|↑|
    G07|上级交办信访件数|件|-|交办批次
    G08|交办件剔除数|件|-|剔除原因
    G09|实际交办责任单位件数|件|-|责任单位
    G10|交办件按期答复件数|件|↑|
    G11|交办件答复率|%|↑|
    G12|交办件办结件数|件|↑|
    G13|交办件办结率|%|↑|
    G14|交办件正在化解件数|件|↓|
    G15|市交办积案件数|件|-|交办批次
    G16|市交办积案化解件数|件|↑|交办批次
    G17|市交办积案化解率|%|↑|
    G18|中央联席办交办积案件数|件|-|交办批次
    G19|中央联席办交办积案化解件数|件|↑|交办批次
    G20|中央联席办交办积案化解率|%|↑|交办批次
    G21|国家信访局专项积案化解件数|件|↑|交办批次
    G22|国家部委交办重要积案化解件数|件|↑|
    G23|集中攻坚重点案件化解件数|件|↑|专项行动
    G24|梳理存量积案件数|件|-|包案领导编号
    G25|信访积案办结率|%|↑|来源
    G26|信访积案结服率|%|↑|来源
    G27|信访积案化解率|%|↑|来源
    G28|省市领导接访交办件数|件|-|领导层级
    G29|涉农“三资”信访事项交办件数|件|-|
    G30|问题清单集中交办案件数|件|-|清单类别
    G31|息诉信访老户人数|人|↑|
    G32|接访处访信访问题起数|起|-|
    H01|领导公开接访人次数|人次|↑|领导层级 月份
    H02|党政主要领导接访人次数|人次|↑|
    H03|领导接访接待群众批次|批次|↑|领导层级 接访方式
    H04|领导接访接待群众人次|人次|↑|领导层级 接访方式
    H05|领导接访化解批次|批次|↑|领导层级 接访方式
    H06|领导接访化解率|%|↑|领导层级 接访方式
    H07|党政主要领导接待批次|批次|↑|
    H08|党政主要领导接待人次|人次|↑|
    H09|党政主要领导接访化解批次|批次|↑|
    H10|党政主要领导接访化解率|%|↑|
    H11|接访领导人数|名|↑|领导层级
    H12|领导接访次数（场次）|次|↑|地点 领导层级
    H13|党政主要领导接访次数|次|↑|
    H14|集中大接访轮数|轮|-|
    H15|大接访接访约访批次|批次|-|大接访轮次
    H16|大接访接访约访人次|人次|-|大接访轮次
    H17|大接访日受理件数|件|-|日
    H18|大接访日接待人次|人次|-|日
    H19|现场解决件数|件|↑|日
    H20|现场解决率|%|↑|日
    H21|限期办结件数|件|-|日
    H22|包案领导人数|名|-|领导层级
    H23|领导包案件数|件|-|领导层级
    H24|领导包案化解件数|件|↑|
    H25|领导包案化解率|%|↑|
    H26|包案件数（按类别）|件|-|案件类别
    H27|领导阅批群众来信件次|件次|↑|领导层级
    H28|领导阅批来信满意率|%|↑|
    H29|党政主要领导阅批件次|件次|↑|
    H30|党政主要领导阅批满意率|%|↑|
    H31|走访慰问困难群众户数|户|-|问题属地 日
    H32|联合督查组数|个|-|
    H33|抽调督查干部人数|名|-|
    I01|排查矛盾纠纷件数|件|-|问题属地 矛盾类别
    I02|调处矛盾纠纷件数|件|↑|问题属地
    I03|矛盾纠纷调处率|%|↑|问题属地
    I04|信访隐患排查覆盖率|%|↑|单位级别
    I05|越级集体访事前信息上报率|%|↑|
    I06|“三无”乡镇（街道）实现比例|%|↑|
    I07|“零上访”村（社区）创建达标率|%|↑|
    I08|“零上访”企事业单位达标率|%|↑|
    I09|乡镇（街道）信访工作联席会议建立数（覆盖率）|个|↑|
    I10|乡镇（街道）“信访超市”建立数（覆盖率）|个|↑|
    I11|风险研判会次数|次|-|
    I12|研判风险隐患件数|件|-|领域
    I13|网格数|个|-|村社区
    I14|村（社区）数|个|-|
    I15|网格走访群众户数|户|↑|网格编号 月份
    I16|网格化解矛盾纠纷起数|起|↑|网格编号 月份
    I17|网格协助处理信访问题件数|件|↑|网格编号 月份
    I18|下沉网格干警人数|名|-|单位名称
    I19|“绿色邮政”信件比率|%|↑|
    I20|新制度措施项数|项|-|
    J01|打击违法信访行为人数|人|-|种类
    J02|批捕人数|人|-|
    J03|刑事拘留人数|人|-|
    J04|治安处罚人数|人|-|
    J05|法教人次|人次|-|
    K01|信访风险提醒函份数|份|-|发送对象
    K02|追责建议函份数|份|-|
    K03|提请追责人数|人|-|单位 处理种类
    L01|《条例》（宣传册）发放份数|份|↑|活动名称
    L02|宣传资料发放册数|册|↑|活动名称
    L03|展出宣传版面块数|块|-|活动名称
    L04|设置咨询台个数|个|-|活动名称
    L05|参与宣传单位数|个|-|单位类型
    L06|现场解答问题起数|起|-|活动名称
    L07|集中宣传教育活动次数|次|-|
    L08|业务培训班期数|期|-|
    L09|业务大讲堂期数|期|-|
    L10|送教上门次数|次|-|对象
    L11|媒体刊发家数|家|↑|媒体级别
    N01|网格中心投入金额|万元|-|项目
    N02|信访服务中心建设面积|平方米|-|项目
    X01|年初预算数|万元|-|类别
    X02|全年预算数|万元|-|类别
    X03|全年执行数|万元|-|类别
    X04|预算执行率|%|-|类别
    X05|基本支出|万元|-|科目
    X06|项目支出|万元|-|科目
    X07|“三公”经费决算数|万元|-|科目
    X08|“三公”经费变动率（控制率）|%|-|
    X09|公用经费控制率|%|-|
    X10|结转结余率|%|-|
    X11|政府采购执行率|%|-|
    X12|在职人员控制率|%|-|
    X13|绩效指标完成率|%|-|一级 二级 三级指标
    X14|指标得分|分|-|
    X15|自评总分|分|-|
    X16|评价等级||-|
    """
}
