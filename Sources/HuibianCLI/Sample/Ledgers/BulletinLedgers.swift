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
    let targets = [
      ("信访部门及时受理率", "≥", "99%", "确保"), ("责任单位及时受理率", "≥", "96%", "确保"),
      ("按期答复率", "≥", "95%", "确保"), ("群众参评率", "达到", "88%", "力争"), ("群众满意率", "≥", "90%", "力争"),
      ("初次信访事项一次性化解率", "不低于", "90%", "力争"), ("信访积案化解率", "≥", "60%", "力争"),
      ("重复信访占比", "≤", "16%", "确保"), ("信访总量", "控制在", "3050件次", "力争"),
      ("进京非正常上访批次", "=", "0", "确保"), ("信访隐患排查覆盖率", "≥", "95%", "确保"),
    ]
    var table = SampleTable(["年度", "指标", "维度", "比较符", "阈值", "期限", "语气"])
    for year in shared.years {
      for target in targets {
        table.append([String(year), target.0, "", target.1, target.2, "\(year)-12-31", target.3])
      }
    }
    return table
  }

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
