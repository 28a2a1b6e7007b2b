import HuibianTable

/// 包案 and 阅批: what leaders have taken charge of, and which letters they have read and marked.
enum LeaderLedgers {
  /// Levels as offices like to write them; the catalogue knows them as synonyms.
  private static let spelled = ["市级": "市领导", "区县级": "区领导", "部门": "部门领导", "镇街": "镇街领导"]

  static func adoptions(_ shared: SampleYears) -> SampleTable {
    var random = shared.random("包案")
    var table = SampleTable([
      "包案编号", "信访事项编号", "包案领导编号", "领导层级", "是否党政主要领导", "案件类别", "是否国家部委交办", "包案日期",
      "化解标志", "化解日期",
    ])
    for year in shared.years {
      for index in 0..<(shared.isFirst(year) ? 76 : 88) {
        let pool = [Leaders.city, Leaders.district, Leaders.department, Leaders.town]
        let leader = random.pick(pool[random.index(weights: [4, 62, 14, 20])])
        let kind = random.index(weights: [22, 26, 46, 6])
        let day = random.workday(
          year, index < 12 ? index + 1 : random.pick([1, 3, 3, 4, 5, 5, 9, 9, 10, 11]))
        let solved =
          random.chance(shared.isFirst(year) ? 660 : 740)
          ? shared.known(day.adding(days: random.within(20...150))) : .absent
        table.append([
          "",
          shared.visit(before: day, random: &random)?.matter ?? "", leader.code,
          spelled[leader.level] ?? leader.level, leader.isHead.word,
          ["国家交办件", "赴省进京重点人员", "专项领域案件", "其他"][kind],
          (kind == 0 && random.chance(240)).word, day.iso, (!solved.isMissing).word, solved.cell,
        ])
      }
    }
    table.number("包案编号", "BA", width: 3, inOrderOf: "包案日期")
    return table
  }

  static func readings(_ shared: SampleYears) -> SampleTable {
    var random = shared.random("阅批")
    var table = SampleTable([
      "阅批编号", "信访件编号", "阅批领导编号", "领导层级", "是否党政主要领导", "阅批日期", "评价",
    ])
    for year in shared.years {
      for _ in 0..<(shared.isFirst(year) ? 108 : 126) {
        let leader =
          random.chance(340)
          ? random.pick(Leaders.district.filter(\.isHead))
          : random.pick(Leaders.district)
        let day = random.workday(year, random.within(1...12))
        let marks = shared.isFirst(year) ? [62, 16, 8, 10, 4] : [68, 15, 5, 9, 3]
        table.append([
          "",
          shared.letter(before: day, random: &random)?.number ?? "", leader.code, leader.level,
          leader.isHead.word, day.iso,
          ["满意", "基本满意", "不满意", "未评", ""][random.index(weights: marks)],
        ])
      }
    }
    table.number("阅批编号", "YP", width: 4, inOrderOf: "阅批日期")
    return table
  }
}
