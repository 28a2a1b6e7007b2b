import HuibianTable

/// 预算, 绩效指标, 人员编制, 制度, 建设投入: money, posts and what was set up, by year.
///
/// Amounts are in 万元 with two decimals, worked out in hundredths.
enum BudgetLedgers {
  /// One line of the budget; amounts of the first year in hundredths of 万元.
  private struct Line {
    let category: String
    let subject: String
    let budget: Int
    var isHospitality = false
    var isRunningCost = false
    var isPurchase = false
  }

  private static let lines: [Line] = [
    Line(category: "基本", subject: "工资福利支出", budget: 412_60),
    Line(category: "基本", subject: "对个人和家庭的补助", budget: 36_25),
    Line(category: "基本", subject: "办公费", budget: 28_40, isRunningCost: true),
    Line(category: "基本", subject: "因公出国（境）费", budget: 0, isHospitality: true),
    Line(category: "基本", subject: "公务接待费", budget: 2_80, isHospitality: true),
    Line(category: "基本", subject: "公务用车运行维护费", budget: 6_50, isHospitality: true),
    Line(category: "项目", subject: "信访接待和接访工作经费", budget: 86_00),
    Line(category: "项目", subject: "信访积案化解专项资金", budget: 150_00),
    Line(category: "项目", subject: "信访信息系统运行维护", budget: 42_00, isPurchase: true),
    Line(category: "项目", subject: "信访服务中心设备购置", budget: 25_60, isPurchase: true),
  ]

  /// What a line had and spent in a year, in hundredths of 万元.
  private struct Amounts {
    let line: Line
    let year: Int
    let budget: Int
    let change: Int
    let spent: Int
    let previous: Int

    var whole: Int { budget + change }
  }

  private static func amounts(_ shared: SampleYears) -> [Amounts] {
    var random = shared.random("预算")
    var result: [Amounts] = []
    var previous = lines.map { $0.budget * 96 / 100 }
    var budgets = lines.map(\.budget)
    for year in shared.years {
      let isFirst = shared.isFirst(year)
      for (index, line) in lines.enumerated() {
        let budget = budgets[index]
        let isAdjusted = line.category == "项目" && random.chance(500)
        let change = isAdjusted ? budget * random.within(-80...60) / 1000 : 0
        let whole = budget + change
        let least = line.isHospitality ? 780 : isFirst ? 905 : 938
        let spent = whole * random.within(least...(line.isHospitality ? 930 : 1000)) / 1000
        result.append(
          Amounts(
            line: line, year: year, budget: budget, change: change, spent: spent,
            previous: previous[index]))
        previous[index] = spent
        budgets[index] = budget * (line.isHospitality ? 95 : random.within(97...106)) / 100
      }
    }
    return result
  }

  static func budget(_ shared: SampleYears) -> SampleTable {
    var table = SampleTable([
      "年度", "类别", "科目", "年初预算", "调整", "执行数", "结转结余", "三公", "公用", "采购", "上年执行数",
      "三公预算", "采购预算", "采购执行",
    ])
    for own in amounts(shared) {
      let line = own.line
      table.append([
        // The year before was written in the long form.
        String(own.year), shared.isFirst(own.year) ? line.category + "支出" : line.category,
        line.subject,
        amount(own.budget), amount(own.change), amount(own.spent), amount(own.whole - own.spent),
        line.isHospitality.word, (line.isRunningCost || line.isHospitality).word,
        line.isPurchase.word,
        amount(own.previous), line.isHospitality ? amount(own.whole) : "",
        line.isPurchase ? amount(own.whole) : "", line.isPurchase ? amount(own.spent) : "",
      ])
    }
    return table
  }

  /// The money of the projects that are reviewed, by source; the same as in 预算.
  static func projectMoney(_ shared: SampleYears) -> SampleTable {
    var table = SampleTable(["年度", "项目名称", "资金来源", "年初预算数", "全年预算数", "全年执行数", "执行率"])
    for own in amounts(shared) where projects.contains(where: { $0.name == own.line.subject }) {
      let carried = shared.isFirst(own.year) ? 0 : 10_00
      let name = own.line.subject
      let rate = (own.spent * 1000 + own.whole / 2) / own.whole
      table.append([
        String(own.year), name, "年度资金总额", amount(own.budget), amount(own.whole),
        amount(own.spent), "\(rate / 10).\(rate % 10)%",
      ])
      table.append([
        String(own.year), name, "当年财政拨款", amount(own.budget - carried),
        amount(own.whole - carried), amount(own.spent - carried), "",
      ])
      table.append([
        String(own.year), name, "上年结转资金", amount(carried), amount(carried), amount(carried), "",
      ])
      table.append([String(own.year), name, "其他资金", "0.00", "0.00", "0.00", ""])
    }
    return table
  }

  /// A project that is reviewed; its name is that of its line in 预算.
  private struct Project {
    let name: String
    let about: String
    let goal: String
    let reached: String
  }

  private static let projects = [
    Project(
      name: "信访积案化解专项资金", about: "用于领导包案、积案会商和困难群众帮扶",
      goal: "清理存量积案，落实领导包案，推动重点积案化解，群众满意率保持在九成以上",
      reached: "存量积案全部建立台账，逐案落实包案领导，化解进度低于预期，群众满意率达到要求"),
    Project(
      name: "信访信息系统运行维护", about: "用于信访信息系统的运行、维护和镇（街道）接入",
      goal: "保障系统稳定运行，网上信访及时受理，信访事项在期限内办结",
      reached: "系统运行稳定，网上信访渠道畅通，与部门的数据共享还不完整"),
  ]

  static func projects(_ shared: SampleYears) -> SampleTable {
    var table = SampleTable(["年度", "项目名称", "主管部门", "实施单位", "项目概况", "年度总体目标", "实际完成情况"])
    for year in shared.years {
      for project in projects {
        table.append([
          String(year), project.name, District.office, "示例区信访接待中心", project.about, project.goal,
          project.reached,
        ])
      }
    }
    return table
  }

  /// `12.50` for 1250 hundredths.
  private static func amount(_ hundredths: Int) -> String {
    (hundredths < 0 ? "-" : "") + String(abs(hundredths) / 100) + "."
      + (abs(hundredths) % 100).padded(2)
  }

  /// One indicator; the points of all add up to 90, the other 10 are those of the budget's execution.
  private struct Indicator {
    let group: (String, String)
    let name: String
    let unit: String
    let target: String
    let direction: String
    /// The target as it was changed in later years; empty: it was not.
    var adjusted = ""
    /// In the first year and later; `=指标名` takes the figure from the records.
    let value: (String, String)
    let points: Int
    /// Points given by a person, where they cannot be computed; in the first year and later.
    var given = ("", "")
    var reason = ("", "")
    /// The metric that stands behind it; empty: none.
    var measure = ""
    var isCore = false
    /// Empty: the office as a whole.
    var project = ""
  }

  private static let indicators: [Indicator] = [
    Indicator(
      group: ("产出指标", "数量指标"), name: "领导干部公开接访场次", unit: "次", target: "240", direction: "≥",
      value: ("232", "236"), points: 12, reason: ("两次接访因会议改期", "四次接访因会议改期"),
      measure: "领导接访次数", isCore: true),
    Indicator(
      group: ("产出指标", "数量指标"), name: "集中宣传活动次数", unit: "次", target: "12", direction: "≥",
      value: ("12", "15"), points: 8, measure: "集中宣传教育活动次数"),
    Indicator(
      group: ("产出指标", "数量指标"), name: "业务培训期数", unit: "期", target: "6", direction: "≥",
      value: ("5", "6"), points: 6, reason: ("一期培训改为线上举行，未单独计数", ""), measure: "业务培训班期数"),
    Indicator(
      group: ("产出指标", "质量指标"), name: "信访部门及时受理率", unit: "%", target: "98", direction: "≥",
      value: ("96.3%", "97.9%"), points: 10,
      reason: ("年初人员调整，转送不够及时", "个别件转送超过期限"), measure: "信访部门及时受理率", isCore: true),
    Indicator(
      group: ("产出指标", "时效指标"), name: "按期答复率", unit: "%", target: "88", direction: "≥",
      value: ("85.0%", "88.3%"), points: 10, reason: ("部分责任单位答复超期", ""), measure: "按期答复率"),
    Indicator(
      group: ("产出指标", "成本指标"), name: "信访信息系统运行维护成本", unit: "万元", target: "42",
      direction: "≤", value: ("40.6", "43.05"), points: 4, reason: ("", "增加一个镇街的接入")),
    Indicator(
      group: ("效益指标", "社会效益"), name: "信访积案化解率", unit: "%", target: "50", direction: "≥",
      value: ("40.1%", "43.1%"), points: 12, reason: ("部分积案仍在期限内", "部分积案仍在期限内"), measure: "信访积案化解率",
      isCore: true),
    Indicator(
      group: ("效益指标", "社会效益"), name: "进京非正常上访", unit: "批次", target: "0", direction: "=",
      value: ("2", "0"), points: 10, reason: ("重点时段稳控不到位", ""), measure: "进京非正常上访批次"),
    Indicator(
      group: ("效益指标", "可持续影响"), name: "信访工作联席会议机制", unit: "", target: "健全运行",
      direction: "定性", value: ("部分达成年度指标并具有一定效果", "达成年度指标"), points: 8,
      given: ("6", "7.5"), reason: ("镇街联席会议运行不平衡", "镇街联席会议运行不平衡")),
    Indicator(
      group: ("满意度指标", "服务对象满意度"), name: "群众满意率", unit: "%", target: "90", direction: "≥",
      value: ("88.7%", "90.3%"), points: 10, reason: ("部分事项答复解释不够", ""),
      measure: "群众满意率", isCore: true),
  ]

  private static let projectIndicators: [Indicator] = [
    Indicator(
      group: ("产出指标", "数量指标"), name: "领导包案件数", unit: "件", target: "80", direction: "≥",
      value: ("=领导包案件数", "=领导包案件数"), points: 15, reason: ("包案范围调整", "包案范围调整"),
      isCore: true, project: "信访积案化解专项资金"),
    Indicator(
      group: ("产出指标", "质量指标"), name: "信访积案办结率", unit: "%", target: "70", direction: "≥",
      value: ("=信访积案办结率", "=信访积案办结率"), points: 15, reason: ("部分积案等待司法程序", ""),
      project: "信访积案化解专项资金"),
    Indicator(
      group: ("产出指标", "时效指标"), name: "按期答复率", unit: "%", target: "88", direction: "≥",
      value: ("=按期答复率", "=按期答复率"), points: 10, reason: ("部分责任单位答复超期", ""),
      project: "信访积案化解专项资金"),
    Indicator(
      group: ("产出指标", "成本指标"), name: "专项资金支出", unit: "万元", target: "160", direction: "≤",
      value: ("148.35", "144.24"), points: 10, project: "信访积案化解专项资金"),
    Indicator(
      group: ("效益指标", "社会效益指标"), name: "信访积案化解率", unit: "%", target: "45", direction: "≥",
      value: ("=信访积案化解率", "=信访积案化解率"), points: 15, reason: ("部分积案仍在期限内", "部分积案仍在期限内"),
      isCore: true, project: "信访积案化解专项资金"),
    Indicator(
      group: ("效益指标", "可持续影响指标"), name: "包案化解机制", unit: "", target: "健全运行", direction: "定性",
      value: ("达成年度指标", "达成年度指标"), points: 15, project: "信访积案化解专项资金"),
    Indicator(
      group: ("满意度指标", "服务对象满意度指标"), name: "群众满意率", unit: "%", target: "90", direction: "≥",
      value: ("=群众满意率", "=群众满意率"), points: 10, reason: ("部分事项答复解释不够", ""),
      project: "信访积案化解专项资金"),
    Indicator(
      group: ("产出指标", "数量指标"), name: "网上信访受理件数", unit: "件", target: "500", direction: "≥",
      value: ("=网上信访受理件数", "=网上信访受理件数"), points: 15,
      reason: ("网上信访比重上升", "网上信访比重上升"), project: "信访信息系统运行维护"),
    Indicator(
      group: ("产出指标", "质量指标"), name: "系统可用率", unit: "%", target: "99", direction: "≥",
      value: ("99.2%", "99.6%"), points: 15, isCore: true, project: "信访信息系统运行维护"),
    Indicator(
      group: ("产出指标", "时效指标"), name: "平均办理周期", unit: "天", target: "30", direction: "≤",
      value: ("=平均办理周期", "=平均办理周期"), points: 10, reason: ("复杂事项较多", "复杂事项较多"),
      project: "信访信息系统运行维护"),
    Indicator(
      group: ("产出指标", "成本指标"), name: "运行维护支出", unit: "万元", target: "40", direction: "≤",
      adjusted: "41", value: ("35.70", "40.79"), points: 10, reason: ("", "增加一个镇街的接入"),
      project: "信访信息系统运行维护"),
    Indicator(
      group: ("效益指标", "社会效益指标"), name: "初次信访事项一次性化解率", unit: "%", target: "90",
      direction: "≥", value: ("=初次信访事项一次性化解率", "=初次信访事项一次性化解率"), points: 15,
      reason: ("部分事项重复登记", ""), isCore: true, project: "信访信息系统运行维护"),
    Indicator(
      group: ("效益指标", "可持续影响指标"), name: "部门数据共享", unit: "", target: "实现共享", direction: "定性",
      value: ("部分达成年度指标并具有一定效果", "部分达成年度指标并具有一定效果"), points: 15,
      given: ("10", "11.5"), reason: ("接口尚未全部开通", "接口尚未全部开通"), project: "信访信息系统运行维护"),
    Indicator(
      group: ("满意度指标", "服务对象满意度指标"), name: "群众参评率", unit: "%", target: "88", direction: "≥",
      value: ("=群众参评率", "=群众参评率"), points: 10, reason: ("提醒评价不够及时", ""),
      project: "信访信息系统运行维护"),
  ]

  static func indicators(_ shared: SampleYears) -> SampleTable {
    var table = SampleTable([
      "年度", "一级指标", "二级指标", "三级指标", "度量单位", "年度指标值", "调整指标值", "指标性质", "实际完成值", "分值",
      "得分规则", "得分", "偏差原因", "对应指标", "是否核心指标", "绩效项目",
    ])
    for year in shared.years {
      for indicator in indicators + projectIndicators {
        let isFirst = shared.isFirst(year)
        table.append([
          String(year), indicator.group.0, indicator.group.1, indicator.name, indicator.unit,
          indicator.target, isFirst ? "" : indicator.adjusted, indicator.direction,
          isFirst ? indicator.value.0 : indicator.value.1, String(indicator.points),
          indicator.direction == "定性" ? "按达成程度评分" : "按完成率计分",
          isFirst ? indicator.given.0 : indicator.given.1,
          isFirst ? indicator.reason.0 : indicator.reason.1, indicator.measure,
          indicator.isCore.word, indicator.project,
        ])
      }
    }
    return table
  }

  static func posts(_ shared: SampleYears) -> SampleTable {
    var table = SampleTable(["年度", "单位", "编制", "在职人数", "退休人数"])
    for (index, year) in shared.years.enumerated() {
      table.append([String(year), District.office, "18", index == 0 ? "17" : "16", "\(9 + index)"])
      table.append([String(year), "示例区信访接待中心", "12", "11", index == 0 ? "" : "2"])
    }
    return table
  }

  static func rules(_ shared: SampleYears) -> SampleTable {
    let names = [
      "信访事项首办责任办法", "领导干部接访下访安排", "信访积案包案化解规程", "矛盾纠纷排查报告制度", "信访工作联席会议规则",
      "群众满意度回访办法", "信访业务抽查办法",
    ]
    var random = shared.random("制度")
    var table = SampleTable(["编号", "类型", "制度名称", "印发日期"])
    for year in shared.years {
      let chosen = random.pick(shared.isFirst(year) ? 4 : 6, of: names)
      for name in chosen {
        table.append([
          "", "制度",
          name + (shared.isFirst(year) ? "（试行）" : "（\(year)年修订）"),
          random.workday(year, random.pick([2, 3, 4, 6, 9, 11])).iso,
        ])
      }
    }
    table.number("编号", "ZD", width: 2, inOrderOf: "印发日期")
    return table
  }

  static func investments(_ shared: SampleYears) -> SampleTable {
    var random = shared.random("建设投入")
    var table = SampleTable(["编号", "项目名称", "日期", "金额_万元", "建筑面积"])
    for year in shared.years {
      let isFirst = shared.isFirst(year)
      let projects: [(String, Int, String)] = [
        ("区网格化中心建设", isFirst ? 68_00 : 45_50, isFirst ? "320" : ""),
        ("镇街网格中心设备", isFirst ? 24_30 : 31_80, ""),
        ("区信访服务中心\(isFirst ? "建设" : "改扩建")", isFirst ? 186_00 : 92_40, isFirst ? "860" : "415.5"),
        ("信访网上办事终端", 12_60, ""),
      ]
      for project in projects {
        table.append([
          "", project.0,
          random.workday(year, random.within(3...11)).iso, amount(project.1), project.2,
        ])
      }
    }
    table.number("编号", "JS", width: 2, inOrderOf: "日期")
    return table
  }
}
