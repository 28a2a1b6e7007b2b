import Huibian
import HuibianDiagnostics
import HuibianPlan
import Testing

/// The sentences of a plan of work, one test row for each pattern, and what became of each target.
///
/// Over ``cases`` in 2024: 信访总量 5 (东湖街道 2, 西山镇 2, 南岭乡 1), 重复信访占比 1 of 5.
@Suite struct TargetPatternTests {
  private static let head = "年度,指标,维度,比较符,阈值,期限,语气,任务分类,对象,要求,周期,合写\n"

  private func sentences(_ rows: String) async -> Outcome {
    await compile(
      "{{每个 目标内容}}{{名称}}{{如果 是末项}}。{{否则}}；{{完}}{{完}}",
      data: ["目标.csv": Self.head + rows + "\n"])
  }

  @Test(arguments: [
    // T1, T2, T3.
    ("2024,信访隐患排查覆盖率,,达到,100%,,,,,,,", "信访隐患排查覆盖率达到100%。"),
    ("2024,群众参评率,,达到,88%,,,,,,,", "群众参评率达到88%。"),
    ("2024,绿色邮政信件比率,,≥,40%,,,,,,,", "绿色邮政信件比率达到40%以上。"),
    ("2024,三无乡镇实现比例,,≥,80%,年底,力争,,镇（街道）,实现“三无”目标,,", "力争年底前80%以上的镇（街道）实现“三无”目标。"),
    ("2024,重访率,,≤,20%,,确保,,,,,", "确保重访率控制在20%以内。"),
    // T4.
    (
      "2024,初访按期办结率,,达到,100%,,确保,,,,,甲\n2024,初访群众满意率,,达到,60%,,确保,,,,,甲",
      "确保初访按期办结率和初访群众满意率分别达到100%和60%。"
    ),
    (
      "2024,初访按期办结率,,≥,95%,,,,,,,甲\n2024,初访群众满意率,,≥,95%,,,,,,,甲",
      "初访按期办结率和初访群众满意率均达到95%以上。"
    ),
    // T5 with as many values as levels, T6.
    (
      "2024,重访率,走访层级=到区县、到市、到省,≤,20%、15%、10%,,,,,,,",
      "到区县、到市和到省重访率分别控制在20%、15%和10%以内。"
    ),
    ("2024,重访率,走访层级=到市、到省,,20%和15%以内,,,,,,,", "到市和到省重访率分别控制在20%和15%以内。"),
    ("2024,重信率,登记机构级别=区县、市,≤,30%,,,,,,,", "区县和市重信率均控制在30%以内。"),
    // T7.
    (
      "2024,中央联席办交办积案化解率,,=,100%,2024-09-30,确保,,交办积案,化解,,",
      "确保9月底前交办积案全部化解。"
    ),
    // T8, T9.
    ("2024,,,,,,,,各村（社区）,开展一次排查,每周,", "各村（社区）每周开展一次排查。"),
    ("2024,,,,,,,,党政主要领导,接待群众,每月16日,", "党政主要领导每月16日接待群众。"),
    ("2024,,,,,,,,各镇（街道）,报送报表,每月3日前,", "各镇（街道）每月3日前报送报表。"),
    ("2024,党政主要领导接访次数,,≥,1次,,,,党政主要领导,公开接访,每月,", "党政主要领导每月公开接访1次以上。"),
    // T10.
    ("2024,进京非正常上访批次,,=,0,年底,确保,,,,,", "确保不发生进京非正常上访。"),
    ("2024,进京非正常上访批次,,≤,0,,坚决杜绝,,极端事件,,,", "坚决杜绝极端事件。"),
    ("2024,进京非正常上访批次,,=,0,,,,,,,", "不发生进京非正常上访。"),
    // T11.
    ("2024,信访积案化解率,,保持在,全市中上游,,,,,,,", "信访积案化解率保持在全市中上游。"),
    ("2024,信访积案化解率,,,全省先进行列,,力争,,,,,", "力争信访积案化解率进入全省先进行列。"),
    ("2024,信访积案化解率,,,全市前3位,,,,,,,", "信访积案化解率进入全市前三位。"),
    ("2024,信访积案化解率,,,全市第一,,,,,,,", "信访积案化解率居全市第一位。"),
    // T12, T13.
    (
      "2024,信访部门及时受理率,,≥,99%,,,,,,,甲\n2024,责任单位及时受理率,,≥,96%,,,,,,,甲\n2024,按期答复率,,≥,95%,,,,,,,甲",
      "信访部门及时受理率达到99%以上，责任单位及时受理率96%以上，按期答复率95%以上。"
    ),
    ("2024,群众满意率,,≥,98%,,力争,,,工作目标,,", "力争实现群众满意率达98%以上的工作目标。"),
    // Counts, deadlines, and rows that cannot be one sentence.
    ("2024,集中宣传教育活动次数,,≥,1次,上半年,,,,,,", "上半年集中宣传教育活动达到1次以上。"),
    ("2024,信访总量,,≤,3000件次,2024-10-20,,,,,,", "10月20日前信访总量控制在3000件次以内。"),
    ("2024,按期答复率,,≥,95%,,确保,,,,,甲\n2024,重访率,,≤,20%,,,,,,,甲", "确保按期答复率达到95%以上，重访率控制在20%以内。"),
  ])
  func `say a target as plans of work do`(rows: String, text: String) async {
    let outcome = await sentences(rows)
    #expect(outcome.text == text, "\(outcome.messages)")
  }

  @Test(arguments: [
    ("2024,重访率,走访层级=到区县、到市、到省,≤,20%、15%,,,,,,,", "“重访率”的目标：维度有3项，阈值有2个，分不清哪一项是多少"),
    ("2024,重访率,,≤,20%、15%,,,,,,,", "“重访率”的目标：维度有1项，阈值有2个，分不清哪一项是多少"),
    ("2024,,,,,,,,各镇,,每周,", "按周期的工作没有写做什么"),
    ("2024,,,,,,,,各镇,开展排查,每周,\n2024,,,,,,,源头预防,各镇,开展排查,每周,", "“开展排查”同一年度、同一维度的目标写了两次"),
    ("2024,信访积案化解率,,,全市靠前,,,,,,,", "“信访积案化解率”的目标：没有比较符"),
  ])
  func `refuse what says nothing`(rows: String, message: String) async {
    let outcome = await sentences(rows)
    #expect(outcome.text == nil)
    #expect(
      outcome.sink.diagnostics.filter { $0.severity == .error }.map(\.message) == [message],
      "\(outcome.messages)")
  }

  @Test func `belong to the parts of a plan, and those of none to the last`() async {
    let outcome = await compile(
      "{{每个 目标分类}}{{名称}}{{目标条数}} {{完}}{{目标条数：目标分类=复查复核}}",
      data: [
        "目标.csv": Self.head + """
          2024,信访总量,,≤,5,,,源头预防,,,,
          2024,按期答复率,,≥,95%,,,自拟的一类,,,,
          2023,重访率,,≤,5%,,,领导包案,,,,

          """
      ])
    #expect(outcome.text == "源头预防1条 其他工作1条 0条", "\(outcome.messages)")
  }

  private func outcomes(
    _ rows: String, more: [String: String] = [:], period: Period? = nil,
    columns: String = "{{目标事项}}|{{目标要求}}|{{实际完成}}|{{目标差距}}|{{完成情况}}|{{是否到期}}"
  ) async -> Outcome {
    await compile(
      "{{每个 目标序号}}\(columns)；{{完}}",
      data: ["信访件.csv": cases, "目标.csv": Self.head + rows + "\n"].merging(more) { $1 },
      period: period)
  }

  @Test(arguments: [
    ("信访总量,,≤,5件次,,,,,,,", "信访总量|≤5件次|5件次|0|完成|是"),
    ("信访总量,,≤,4件次,,,,,,,", "信访总量|≤4件次|5件次|+1件次|未完成|是"),
    ("信访总量,,=,5件次,,,,,,,", "信访总量|=5件次|5件次|0|完成|是"),
    ("重复信访占比,,≤,19.99%,,,,,,,", "重复信访占比|≤19.99%|20%|+0.01个百分点|未完成|是"),
    ("重复信访占比,,≥,20.03%,,,,,,,", "重复信访占比|≥20.03%|20%|-0.03个百分点|未完成|是"),
    // Up to its deadline: 3 of the 5 cases by the end of March.
    ("信访总量,,≤,3件次,2024-03-31,,,,,,", "信访总量|≤3件次（3月底）|3件次|0|完成|是"),
    ("信访总量,,≤,5件次,2025-06-30,,,,,,", "信访总量|≤5件次（2025年6月30日）|5件次|0|完成|否"),
    ("信访总量,问题属地=西山镇、南岭乡,≤,1件次,,,,,,,", "西山镇信访总量|≤1件次|2件次|+1件次|未完成|是；南岭乡信访总量|≤1件次|1件次|0|完成|是"),
    ("信访总量,问题属地,≤,1件次,,,,,,,", "各问题属地信访总量|≤1件次|3个中1个达到||未完成|是"),
    ("网上信访办结率,,≥,95%,,,,,,,", "网上信访办结率|≥95%|—||无数据|是"),
    ("领导接访化解率,,≥,95%,,,,,,,", "领导接访化解率|≥95%|—||无数据|是"),
    ("信访总量,,≥,1件次,,,,,,每月,", "信访总量|每月1件次以上|5件次|-7件次|未完成|是"),
  ])
  func `are judged by the figures of the period`(row: String, text: String) async {
    let isOwn = await outcomes("2024," + row)
    #expect(isOwn.text == text + "；", "\(isOwn.messages)")
  }

  @Test func `say that a target has no data, and why`() async {
    let outcome = await outcomes("2024,领导接访化解率,,≥,95%,,,,,,,")
    #expect(
      outcome.messages.contains(
        "目标.csv:2:2: 警告: 这一行的指标没有数据，记作“无数据”：没有台账“接访登记”的数据，指标“领导接访化解率”需要它 [target-without-data]"),
      "\(outcome.messages)")
  }

  @Test(arguments: [
    ("全市中上游", "5", "9", "完成"), ("全市中上游", "6", "9", "未完成"),
    ("全市先进行列", "3", "9", "完成"), ("全市先进行列", "4", "9", "未完成"),
    ("全市前三位", "3", "9", "完成"), ("全市前三位", "4", "9", "未完成"), ("全省第一", "1", "9", "无数据"),
  ])
  func `are judged by the bulletin's rank`(
    band: String, rank: String, count: String, state: String
  ) async {
    let outcome = await outcomes(
      "2024,信访总量,,,\(band),,,,,,,",
      more: ["排名.csv": "通报期,指标,范围,名次,参排数\n2024年,A01,全市,\(rank),\(count)\n"],
      columns: "{{完成情况}}")
    #expect(outcome.text == state + "；", "\(outcome.messages)")
  }

  @Test func `are counted, and told in sentences`() async {
    let outcome = await compile(
      """
      {{目标数}}，完成{{目标完成数}}，未完成{{目标未完成数}}，没有数据{{目标无数据数}}，到期{{到期目标数}}，到期未完成{{到期未完成目标数}}，完成率{{目标完成率}}。{{每个 完成说明}}{{名称}}。{{完}}
      """,
      data: [
        "信访件.csv": cases,
        "目标.csv": Self.head + """
          2024,信访总量,,≤,4件次,,,,,,,
          2024,重复信访占比,,≤,25%,,,,,,,
          2024,网上信访受理件数,,=,0,,,,,,,
          2024,信访总人次,,=,12人次,2025-01-31,,,,,,
          2024,网上信访办结率,,≥,95%,,,,,,,

          """,
      ])
    #expect(
      outcome.text == """
        5项，完成3项，未完成1项，没有数据1项，到期4项，到期未完成1项，完成率60%。信访总量为5件次，比4件次的目标多1件次。\
        重复信访占比为20%，比25%的目标低5个百分点。没有发生网上信访受理。信访总人次为12人次，与目标持平。网上信访办结率没有数据。
        """, "\(outcome.messages)")
  }

  /// 89.96% is not 90%, and is not printed as 90%.
  @Test func `print as many digits as tell a figure from its target`() async {
    let rows = (1...2500).map { index in
      "N\(index),2024-01-05,来访,1,\(index <= 251 ? "重复" : "初次")"
    }
    let outcome = await compile(
      "{{每个 目标序号}}{{实际完成}}{{目标差距}}{{完成情况}}{{完}}",
      data: [
        "信访件.csv": "信访件编号,登记日期,信访形式,信访人数,初重标志\n" + rows.joined(separator: "\n") + "\n",
        "目标.csv": Self.head + "2024,重复信访占比,,≤,10%,,,,,,,\n",
      ])
    #expect(outcome.text == "10.04%+0.04个百分点未完成", "\(outcome.messages)")
  }

  /// What cases and persons say is never printed as a text.
  @Test(arguments: ["{{责任单位}}", "{{每个 问题属地}}{{信访人数}}{{完}}", "{{每个 问题属地}}{{办理结果}}{{完}}"])
  func `texts of other ledgers are not listed`(template: String) async {
    let outcome = await compile(template)
    #expect(outcome.text == nil)
    #expect(outcome.sink.diagnostics.contains { $0.id == "unknown-name" }, "\(outcome.messages)")
  }
}
