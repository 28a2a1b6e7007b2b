import HuibianTemplate
import Testing

@Suite struct TagParserTests {
  @Test(arguments: [
    ("{{来访批次}}", ValueTag(names: ["来访批次"])),
    ("｛｛来访批次｝｝", ValueTag(names: ["来访批次"])),
    ("{｛　来访批次\u{200B}\u{A0}}｝", ValueTag(names: ["来访批次"])),
    ("{{来\u{200B}访批\u{FEFF}次}}", ValueTag(names: ["来访批次"])),
    ("{{“三无”乡镇数}}", ValueTag(names: ["三无乡镇数"])),
    ("{{来访批次｜数}}", ValueTag(names: ["来访批次"], filters: [.number])),
    ("{{来访批次|同比}}", ValueTag(names: ["来访批次"], filters: [.yearOverYear])),
    (
      "{{来访批次、来访人次｜同比}}",
      ValueTag(names: ["来访批次", "来访人次"], filters: [.yearOverYear])
    ),
    ("{{来访批次｜同比幅度}}", ValueTag(names: ["来访批次"], filters: [.yearOverYearPercent])),
    (
      "{{来访批次｜同比增减｜数}}",
      ValueTag(names: ["来访批次"], filters: [.yearOverYearDifference, .number])
    ),
    ("{{来访批次｜上年同期}}", ValueTag(names: ["来访批次"], filters: [.yearEarlier])),
    ("{{来访批次｜环比}}", ValueTag(names: ["来访批次"], filters: [.periodOverPeriod])),
    ("{{来访批次｜环比幅度}}", ValueTag(names: ["来访批次"], filters: [.periodOverPeriodPercent])),
    ("{{来访批次｜环比增减}}", ValueTag(names: ["来访批次"], filters: [.periodOverPeriodDifference])),
    ("{{来访批次｜上期}}", ValueTag(names: ["来访批次"], filters: [.previousPeriod])),
    ("{{按期答复率｜排名}}", ValueTag(names: ["按期答复率"], filters: [.rank])),
    ("{{册数｜余}}", ValueTag(names: ["册数"], filters: [.approximate])),
    ("{{名称｜合并}}", ValueTag(names: ["名称"], filters: [.merge])),
    ("{{办结率｜１位小数}}", ValueTag(names: ["办结率"], filters: [.decimals(1)])),
    ("{{办结率｜两位小数}}", ValueTag(names: ["办结率"], filters: [.decimals(2)])),
    (
      "{{来信件数｜占比：来信来访受理总量}}",
      ValueTag(names: ["来信件数"], filters: [.share(MeasureReference("来信来访受理总量"))])
    ),
    (
      "{{来信件数｜占比：总量[内容分类=城乡建设]｜1位小数}}",
      ValueTag(
        names: ["来信件数"],
        filters: [
          .share(
            MeasureReference("总量", slices: [Slice(DimensionName("内容分类"), ["城乡建设"])])),
          .decimals(1),
        ])
    ),
    (
      "{{来访批次：问题属地=灵山镇，内容分类=城乡建设}}",
      ValueTag(
        names: ["来访批次"],
        slices: [
          Slice(DimensionName("问题属地"), ["灵山镇"]), Slice(DimensionName("内容分类"), ["城乡建设"]),
        ])
    ),
    (
      "{{来访批次、来访人次｜同比｜1位小数：问题属地=灵山镇，期间=上半年}}",
      ValueTag(
        names: ["来访批次", "来访人次"],
        slices: [
          Slice(DimensionName("问题属地"), ["灵山镇"]), Slice(DimensionName("期间"), ["上半年"]),
        ], filters: [.yearOverYear, .decimals(1)])
    ),
    (
      "{{来访批次:问题属地.镇街 = 灵山镇 / “白云/街道”、东关}}",
      ValueTag(
        names: ["来访批次"],
        slices: [Slice(DimensionName("问题属地", level: "镇街"), ["灵山镇", "白云/街道", "东关"])])
    ),
    (
      "{{来访批次：期间＝２０２２年１-３月｜同比}}",
      ValueTag(
        names: ["来访批次"], slices: [Slice(DimensionName("期间"), ["2022年1-3月"])],
        filters: [.yearOverYear])
    ),
    (
      "{{来访批次：内容分类=城乡建设-征地（补偿）}}",
      ValueTag(
        names: ["来访批次"], slices: [Slice(DimensionName("内容分类"), ["城乡建设-征地（补偿）"])])
    ),
    ("{{问题属地.镇街}}", ValueTag(names: ["问题属地.镇街"])),
  ])
  func `reads values with slices and filters`(source: String, expected: ValueTag) {
    #expect(kind(source) == .value(expected))
  }

  private static let zero = ConditionExpression.Operand.number(DecimalLiteral(unscaled: 0))
  private static func name(_ text: String) -> ConditionExpression.Operand {
    .name(MeasureReference(text))
  }
  private static func truth(_ text: String) -> ConditionExpression {
    .isTrue(MeasureReference(text))
  }

  @Test(
    arguments: [
      ("进京非正常上访批次 = 0", .compare(name("进京非正常上访批次"), .equal, zero)),
      ("来访批次＞＝０", .compare(name("来访批次"), .greaterOrEqual, zero)),
      ("来访批次 <= 0", .compare(name("来访批次"), .lessOrEqual, zero)),
      ("来访批次≤0", .compare(name("来访批次"), .lessOrEqual, zero)),
      ("来访批次≥0", .compare(name("来访批次"), .greaterOrEqual, zero)),
      ("来访批次<0", .compare(name("来访批次"), .less, zero)),
      ("来访批次>0", .compare(name("来访批次"), .greater, zero)),
      ("来访批次<>0", .compare(name("来访批次"), .notEqual, zero)),
      ("来访批次！＝0", .compare(name("来访批次"), .notEqual, zero)),
      ("来访批次≠0", .compare(name("来访批次"), .notEqual, zero)),
      ("0 = 来访批次", .compare(zero, .equal, name("来访批次"))),
      ("名称=“灵山镇”", .compare(name("名称"), .equal, .text("灵山镇"))),
      ("名称 = '灵山 镇'", .compare(name("名称"), .equal, .text("灵山 镇"))),
      (
        "来访批次[问题属地=灵山镇] = 0",
        .compare(
          .name(MeasureReference("来访批次", slices: [Slice(DimensionName("问题属地"), ["灵山镇"])])),
          .equal, zero)
      ),
      (
        "来访批次【问题属地=灵山镇】= 0",
        .compare(
          .name(MeasureReference("来访批次", slices: [Slice(DimensionName("问题属地"), ["灵山镇"])])),
          .equal, zero)
      ),
      (
        "办结率 ≥ 65.6%",
        .compare(
          name("办结率"), .greaterOrEqual,
          .number(DecimalLiteral(unscaled: 656, scale: 3, isPercent: true)))
      ),
      (
        "投入 > 1.5万",
        .compare(name("投入"), .greater, .number(DecimalLiteral(unscaled: 15000)))
      ),
      (
        "增幅 > -2.50",
        .compare(name("增幅"), .greater, .number(DecimalLiteral(unscaled: -25, scale: 1)))
      ),
      ("是末项", truth("是末项")),
      ("非 是末项", .not(truth("是末项"))),
      ("非（甲 或 乙）", .not(.any([truth("甲"), truth("乙")]))),
      ("甲 或 乙 且 非 丙", .any([truth("甲"), .all([truth("乙"), .not(truth("丙"))])])),
      ("（甲 或 乙）且 丙", .all([.any([truth("甲"), truth("乙")]), truth("丙")])),
      (
        "来访批次=0且来信件数=0或甲",
        .any([
          .all([.compare(name("来访批次"), .equal, zero), .compare(name("来信件数"), .equal, zero)]),
          truth("甲"),
        ])
      ),
      (
        "名称=“甲”且来访批次=0",
        .all([
          .compare(name("名称"), .equal, .text("甲")), .compare(name("来访批次"), .equal, zero),
        ])
      ),
    ] as [(String, ConditionExpression)])
  func `reads conditions by precedence`(source: String, expected: ConditionExpression) {
    #expect(kind("{{如果列 \(source)}}") == .ifColumns(expected))
    #expect(kind("{{如果 \(source)}}") == .ifStart(expected))
    #expect(kind("{{如果\(source)}}") == .ifStart(expected))
    #expect(kind("{{?\(source)}}") == .ifStart(expected))
    #expect(kind("{{否则如果 \(source)}}") == .elseIf(expected))
  }

  private static let visits = MeasureReference("来访批次")
  private static let falling = MemberOrder(visits)

  @Test(arguments: [
    ("{{每个 问题属地}}", EachTag(.automatic, DimensionName("问题属地"))),
    ("{{每行 问题属地.镇街}}", EachTag(.rows, DimensionName("问题属地", level: "镇街"))),
    ("{{每列　月份}}", EachTag(.columns, DimensionName("月份"))),
    (
      "{{每个 问题属地 按 来访批次 降序 前 5}}",
      EachTag(.automatic, DimensionName("问题属地"), Selection(order: falling, limit: 5))
    ),
    (
      "{{每个 问题属地 按来访批次升序 前５名}}",
      EachTag(
        .automatic, DimensionName("问题属地"),
        Selection(order: MemberOrder(visits, isAscending: true), limit: 5))
    ),
    (
      "{{每个 问题属地 其中 来访批次 > 0 按 来访批次 前三 其余并入其他}}",
      EachTag(
        .automatic, DimensionName("问题属地"),
        Selection(
          condition: .compare(.name(visits), .greater, zero), order: falling, limit: 3,
          mergesOthers: true))
    ),
    (
      "{{#问题属地 前 2}}", EachTag(.automatic, DimensionName("问题属地"), Selection(limit: 2))
    ),
  ])
  func `reads loops`(source: String, expected: EachTag) {
    #expect(kind(source) == .each(expected))
  }

  @Test(arguments: [
    (
      "{{表 问题属地 × 来访批次，来访人次｜同比，办结率｜1位小数 合计}}",
      TableTag(
        [DimensionName("问题属地")],
        [
          .init(visits), .init(MeasureReference("来访人次"), [.yearOverYear]),
          .init(MeasureReference("办结率"), [.decimals(1)]),
        ], hasTotal: true)
    ),
    (
      "{{表 问题属地、内容分类 x 来访批次 合并 问题属地 按 来访批次 降序 前 10}}",
      TableTag(
        [DimensionName("问题属地"), DimensionName("内容分类")], [.init(visits)],
        Selection(order: falling, limit: 10), merged: [DimensionName("问题属地")])
    ),
    (
      "{{表 月份 * 来访批次[问题属地=灵山镇]、来信件数 其中 来访批次 > 0}}",
      TableTag(
        [DimensionName("月份")],
        [
          .init(
            MeasureReference("来访批次", slices: [Slice(DimensionName("问题属地"), ["灵山镇"])])),
          .init(MeasureReference("来信件数")),
        ], Selection(condition: .compare(.name(visits), .greater, zero)))
    ),
  ])
  func `reads tables`(source: String, expected: TableTag) {
    #expect(kind(source) == .table(expected))
  }

  @Test func `reads tables with group heads, names of columns and sums`() {
    let source =
      "｛｛表 序号、问题属地.区（前 3）、问题属地.镇街 称 镇街 × 来访（来访批次称“批次”，其中（来访批次｜占比）），办结率 小计 合计在前 "
      + "编号 标题：“来访 情况” 横排 样式“三线表” 前 5｝｝"
    var share = TableTag.Column(Self.visits, sharesTotal: true)
    share.heads = ["来访", "其中"]
    var expected = TableTag(
      rows: [
        .init(DimensionName("问题属地", level: "区"), Selection(limit: 3)),
        .init(DimensionName("问题属地", level: "镇街"), Selection(limit: 5), title: "镇街"),
      ],
      columns: [
        .init(Self.visits, title: "批次", heads: ["来访"]), share, .init(MeasureReference("办结率")),
      ])
    expected.totals = .init(row: true, groups: true, comeFirst: true)
    expected.isNumbered = true
    expected.hasNumber = true
    expected.title = "来访 情况"
    expected.isLandscape = true
    expected.style = "三线表"
    #expect(kind(source) == .table(expected))
  }

  @Test func `reads tables whose columns are members`() {
    var expected = TableTag(
      rows: [.init(DimensionName("问题属地"))],
      across: .init(
        DimensionName("内容分类", level: "一级"),
        Selection(order: Self.falling, limit: 5, mergesOthers: true)),
      columns: [.init(Self.visits)])
    expected.totals = .init(row: true, column: true)
    #expect(
      kind("{{表 问题属地 × 内容分类.一级（按 来访批次 前 5 其余并入其他）× 来访批次 合计}}") == .table(expected))
  }

  @Test func `reads tables whose rows are metrics`() {
    var expected = TableTag(
      rows: [], across: .init(DimensionName("季度")),
      measures: [.init(Self.visits, title: "来访"), .init(MeasureReference("来访人次"))],
      statistics: [
        .init(isUnit: true, title: "单位"), .init(title: "本期"),
        .init([.yearOverYearPercent, .decimals(2)], title: "幅度", heads: ["同比"]),
      ])
    expected.totals = .init(column: true)
    #expect(
      kind("{{表 指标（来访批次 称 来访，来访人次）× 季度 × 单位，本期，同比（同比幅度｜2位小数 称 幅度）合计}}")
        == .table(expected))
  }

  @Test(
    arguments: [
      ("{{@公章}}", "公章", nil, nil), ("{{＠ 公 章｜宽４０毫米}}", "公 章", 4000, nil),
      ("{{@公章|高4.25厘米|宽 3cm}}", "公章", 3000, 4250),
    ] as [(String, String, Int?, Int?)])
  func `reads pictures with their sizes`(source: String, name: String, width: Int?, height: Int?) {
    guard case .picture(let picture)? = kind(source) else {
      Issue.record("no picture")
      return
    }
    #expect(picture.name == name && picture.width == width && picture.height == height)
  }

  @Test(
    arguments: [
      ("{{否则}}", .elseBranch), ("{{完}}", .end(name: nil)), ("{{ 结束 }}", .end(name: nil)),
      ("{{/问题属地}}", .end(name: "问题属地")), ("{{/}}", .end(name: nil)),
      ("{{#问题属地}}", .section("问题属地")),
      ("{{^进京批次}}", .ifStart(.not(truth("进京批次")))),
      ("{{口径说明}}", .definitions), ("{{待填：困难和问题（“三个”）}}", .fill("困难和问题（“三个”）")),
      ("{{待填}}", .fill("")),
      (
        "{{图 折线 来访批次 按 月份 同比}}",
        .chart(
          ChartTag(
            .line, [.init(MeasureReference("来访批次"))], by: DimensionName("月份"), comparesYear: true))
      ),
      ("{{插入 半年总结}}", .insert("半年总结")), ("{{插入：半年 总结}}", .insert("半年 总结")),
      ("{{编号：一}}", .numbering(.first)), ("{{编号：(一)}}", .numbering(.second)),
      ("{{编号：１．}}", .numbering(.third)), ("{{编号：（1）}}", .numbering(.fourth)),
      (
        "{{列举 内容分类 按 来信来访受理总量 前 3}}",
        .list(
          ListTag(
            DimensionName("内容分类"), MemberOrder(MeasureReference("来信来访受理总量")),
            Selection(order: MemberOrder(MeasureReference("来信来访受理总量")), limit: 3)))
      ),
      ("{{图书数}}", .value(ValueTag(names: ["图书数"]))),
      ("{{单位}}", .value(ValueTag(names: ["单位"]))),
    ] as [(String, TagKind)])
  func `reads the other tags`(source: String, expected: TagKind) {
    #expect(kind(source) == expected)
  }

  @Test(arguments: [
    (
      "{{图 组合图 来访批次，办结率｜1位小数 按 问题属地 降序 前5名 其余并入其他 标题 “来访情况”}}",
      ChartTag(
        .combined,
        [.init(MeasureReference("来访批次")), .init(MeasureReference("办结率"), [.decimals(1)])],
        by: DimensionName("问题属地"), Selection(limit: 5, mergesOthers: true),
        isAscending: false, title: "来访情况")
    ),
    (
      "｛｛图：柱状　来访批次［问题属地＝灵山镇］按月份升序　其中　来访批次＞０　同比｝｝",
      ChartTag(
        .column,
        [
          .init(
            MeasureReference("来访批次", slices: [Slice(DimensionName("问题属地"), ["灵山镇"])]))
        ], by: DimensionName("月份"),
        Selection(condition: .compare(.name(visits), .greater, zero)), isAscending: true,
        comparesYear: true)
    ),
    (
      "{{图：来访批次、来信件数 按 问题属地 按 来访批次 升序}}",
      ChartTag(
        nil, [.init(MeasureReference("来访批次")), .init(MeasureReference("来信件数"))],
        by: DimensionName("问题属地"),
        Selection(order: MemberOrder(MeasureReference("来访批次"), isAscending: true)))
    ),
  ])
  func `reads charts`(source: String, expected: ChartTag) {
    #expect(kind(source) == .chart(expected))
  }

  @Test(arguments: [
    "{来访批次}", "${来访批次}", "{% if %}", "json {\"a\": 1}", "〔2022〕1号", "", "}{", "{ {来访批次} }",
  ])
  func `leaves text without double braces alone`(text: String) {
    let (template, messages) = parsed(bodyBlocks(text))
    #expect(template.tags.isEmpty && messages.isEmpty)
  }

  @Test func `says where tags stand in characters`() {
    let (template, _) = parsed(bodyBlocks("👨‍👩‍👧共{{来访批次}}、｛｛来信件数｝｝", "{{年}}"))
    #expect(template.tags.map(\.range) == [2..<10, 11..<19, 0..<5])
    #expect(template.tags.map(\.source) == ["{{来访批次}}", "｛｛来信件数｝｝", "{{年}}"])
    #expect(template.tags.map(\.ordinal) == [1, 2, 1])
    #expect(template.tags.map(\.block) == [0, 0, 1])
  }
}
