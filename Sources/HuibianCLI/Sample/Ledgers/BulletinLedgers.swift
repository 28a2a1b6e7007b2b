import HuibianTable

/// 上级通报排名, 目标值, 月报: what comes from elsewhere — ranks, targets, the towns' monthly figures.
enum BulletinLedgers {
  /// Ranks for each year and its first half; the measure by name, or by number as in 2024's bulletins.
  static func rankings(_ shared: SampleYears) -> SampleTable {
    let measures = [
      ("初次信访事项一次性化解率", "E15"), ("群众满意率", "F05"), ("群众参评率", "F03"), ("按期答复率", "E08"),
      ("信访部门及时受理率", "E06"), ("信访积案化解率", "G27"), ("市交办积案化解率", "G17"),
      ("中央联席办交办积案化解率", "G20"), ("信访总量", "A01"),
    ]
    var random = shared.random("上级通报排名")
    var table = SampleTable(["通报期", "指标", "范围", "本地值", "名次", "参排数"])
    for year in shared.years {
      for period in ["\(year)年上半年", "\(year)年"] {
        for (index, measure) in measures.enumerated() {
          let rank = random.within(1...(shared.isFirst(year) ? 7 : 5))
          let value = measure.0.hasSuffix("率") ? "\(random.within(880...995))" : ""
          table.append([
            period, index % 2 == 0 || shared.isFirst(year) ? measure.0 : measure.1, "全市",
            value.isEmpty ? "" : value.dropLast() + "." + value.suffix(1) + "%", String(rank), "9",
          ])
          guard index < 3, period.hasSuffix("\(year)年") else { continue }
          table.append([period, measure.0, "全省", "", String(random.within(8...40)), "98"])
        }
      }
    }
    return table
  }

  static func targets(_ shared: SampleYears) -> SampleTable {
    var table = SampleTable([
      "年度", "指标", "维度", "比较符", "阈值", "期限", "语气", "任务分类", "对象", "要求", "周期", "合写",
    ])
    for year in shared.years {
      for goal in goals {
        let deadline = goal.deadline.isEmpty ? "" : "\(year)-" + goal.deadline
        table.append(
          [String(year)] + Array(goal.cells.prefix(4)) + [deadline] + goal.cells.dropFirst(4))
      }
    }
    return table
  }

  /// One row of 目标值.
  private struct Goal {
    /// 指标, 维度, 比较符, 阈值, 语气, 任务分类, 对象, 要求, 周期, 合写.
    let cells: [String]
    /// The day of the year; empty: the row says none.
    let deadline: String

    init(
      _ part: String, _ measure: String, _ sign: String, _ threshold: String, _ mood: String = "",
      of members: String = "", by deadline: String = "12-31", who: String = "", what: String = "",
      every cycle: String = "", joint: String = ""
    ) {
      cells = [measure, members, sign, threshold, mood, part, who, what, cycle, joint]
      self.deadline = deadline
    }

    /// Work that is done again and again, and is not measured.
    static func work(_ part: String, _ who: String, every cycle: String, _ what: String) -> Goal {
      Goal(part, "", "", "", by: "", who: who, what: what, every: cycle)
    }
  }

  private static let goals: [Goal] = [
    Goal("总体目标", "信访总量", "控制在", "3050件次", "力争"),
    Goal("总体目标", "重复信访占比", "≤", "16%", "确保"),
    Goal("总体目标", "信访积案化解率", "保持在", "全市中上游", by: ""),
    Goal("总体目标", "群众满意率", "进入", "全省先进行列", "力争", by: ""),
    Goal("总体目标", "进京非正常上访批次", "=", "0", "确保"),
    Goal("总体目标", "敏感期零指标", "=", "0", "坚决杜绝", by: "", who: "敏感期内的非正常上访和群体性事件"),
    Goal("源头预防", "信访隐患排查覆盖率", "≥", "95%", "确保"),
    Goal("源头预防", "越级集体访事前信息上报率", "达到", "100%", by: ""),
    Goal("源头预防", "三无乡镇实现比例", "≥", "80%", "力争", who: "镇（街道）", what: "实现“三无”目标"),
    .work("源头预防", "各镇（街道）", every: "每半月", "开展一次矛盾纠纷排查"),
    .work("源头预防", "各村（社区）", every: "每周", "开展一次矛盾纠纷排查"),
    .work("源头预防", "敏感期内各镇（街道）", every: "每日", "排查并报告一次"),
    Goal("信访渠道", "绿色邮政信件比率", "≥", "40%", by: ""),
    Goal("信访渠道", "群众参评率", "达到", "88%", "力争"),
    Goal("信访渠道", "群众满意率", "≥", "90%", "力争"),
    Goal("信访秩序", "集中宣传教育活动次数", "≥", "1次", by: "06-30", joint: ""),
    Goal(
      "接访制度", "党政主要领导接访次数", "≥", "1次", by: "", who: "党政主要领导", what: "公开接访", every: "每月"),
    .work("接访制度", "党政主要领导", every: "每月16日", "到信访接待大厅接待群众"),
    .work("接访制度", "镇（街道）领导", every: "每个工作日", "安排一人接访"),
    .work("接访制度", "信访事项较多的部门", every: "每周", "选派一名业务骨干到接待大厅坐班"),
    Goal("领导包案", "领导包案化解率", "≥", "60%", "力争"),
    .work("督导考评", "各镇（街道）", every: "每月3日前", "报送上月信访工作报表"),
    Goal("初信初访", "初访按期办结率", "达到", "100%", "确保", by: "", joint: "初访"),
    Goal("初信初访", "初访群众满意率", "达到", "60%", "确保", by: "", joint: "初访"),
    Goal("初信初访", "信访部门及时受理率", "≥", "99%", "确保", joint: "三率"),
    Goal("初信初访", "责任单位及时受理率", "≥", "96%", "确保", joint: "三率"),
    Goal("初信初访", "按期答复率", "≥", "95%", "确保", joint: "三率"),
    Goal("初信初访", "初次信访事项一次性化解率", "不低于", "90%", "力争", what: "工作目标"),
    Goal("初信初访", "重访率", "≤", "20%、15%、10%", "确保", of: "走访层级=到区县、到市、到省"),
    Goal("初信初访", "重信率", "≤", "30%", "确保", of: "登记机构级别=区县、市、省"),
    Goal("初信初访", "交办案件群众满意率", "≥", "60%", by: ""),
    Goal("积案化解", "信访积案化解率", "≥", "60%", "力争"),
    Goal("积案化解", "信访积案办结率", "达到", "100%", "力争", joint: "积案"),
    Goal("积案化解", "信访积案结服率", "达到", "70%", "力争", joint: "积案"),
    Goal(
      "积案化解", "中央联席办交办积案化解率", "=", "100%", "确保", by: "09-30", who: "中央联席办交办积案", what: "化解"),
  ]

  /// The figures that the towns send in every month; one town has not sent August of the last year.
  static func monthly(_ shared: SampleYears) -> SampleTable {
    var random = shared.random("月报")
    var table = SampleTable(["月份", "指标", "问题属地", "数值"])
    for year in shared.years {
      for month in 1...12 {
        for (index, town) in District.towns.enumerated() {
          let isMissing = year == shared.years.last && month == 8 && index == 8
          let values = [
            ("镇街接待群众批次", random.within(0...town.weight)), ("镇街调处纠纷起数", random.within(1...14)),
            ("镇街干部下访次数", month == 2 ? 0 : random.within(2...9)),
          ]
          for (name, value) in values where !isMissing {
            table.append(["\(year)-" + month.padded(2), name, town.name, String(value)])
          }
        }
      }
    }
    return table
  }
}
