import HuibianTable

/// 排查, 应排查计划, 单位台账, 网格工作: what towns, villages and grids (网格) do before anybody petitions.
enum SurveyLedgers {
  private static let quarrels = ["邻里纠纷", "婚姻家庭", "土地山林", "劳资纠纷", "物业纠纷", "征地拆迁", "消费纠纷", "医疗纠纷"]
  private static let quarrelWeights = [24, 15, 17, 15, 13, 8, 5, 3]

  /// A village as a unit, without the town's name where the name alone is enough.
  private static var villages: [(town: District.Town, name: String)] {
    District.towns.flatMap { town in town.villages.map { (town, $0) } }
  }

  // MARK: 排查

  /// Towns must look every week, villages every month.
  static func duties() -> SampleTable {
    var table = SampleTable(["单位", "单位级别", "周期"])
    for town in District.towns { table.append([town.government, "镇街", "每周"]) }
    for village in villages { table.append([village.name, "村社区", "每月"]) }
    return table
  }

  static func surveys(_ shared: SampleYears) -> SampleTable {
    var random = shared.random("排查")
    var table = SampleTable([
      "排查编号", "排查日期", "排查单位", "单位级别", "问题属地", "矛盾类别", "涉及人数", "调处标志", "调处日期",
    ])
    for year in shared.years {
      func write(_ day: CivilDate, unit: String, level: String, place: String) {
        let settled =
          random.chance(shared.isFirst(year) ? 905 : 938)
          ? shared.known(day.adding(days: random.within(0...18))) : .absent
        table.append([
          "", day.iso, unit, level, place,
          quarrels[random.index(weights: quarrelWeights)],
          random.chance(80) ? "" : String(random.within(2...14)), (!settled.isMissing).word,
          settled.cell,
        ])
      }
      let missed = shared.isFirst(year) ? 72 : 41
      guard let first = CivilDate(year, 1, 1), let end = CivilDate(year, 12, 31) else { continue }
      var monday = first.adding(days: (8 - first.weekday) % 7)
      while monday <= end {
        for town in District.towns where !random.chance(missed) {
          let day = monday.adding(days: random.within(0...4))
          guard day <= end else { continue }
          write(day, unit: town.government, level: "镇街", place: town.name)
        }
        monday = monday.adding(days: 7)
      }
      for month in 1...12 {
        for village in villages where !random.chance(missed) {
          write(
            random.workday(year, month), unit: village.name, level: "村社区",
            place: village.town.name + "/" + village.name)
        }
      }
    }
    table.number("排查编号", "PC", width: 5, inOrderOf: "排查日期")
    return table
  }

  // MARK: 单位台账

  /// The units as they are at the end of the last year; the ledger has no dates.
  static func units(_ shared: SampleYears) -> SampleTable {
    var random = shared.random("单位台账")
    var table = SampleTable([
      "单位编号", "单位名称", "单位类型", "上级单位", "联席会议", "信访超市", "三无达标", "零上访达标", "网格数",
      "下沉人员编号",
    ])
    var number = 0
    func write(_ cells: [String]) {
      number += 1
      table.append(["DW" + number.padded(3)] + cells)
    }
    for (index, town) in District.towns.enumerated() {
      write([
        town.government, "镇街", District.area, "是", (index % 5 != 4).word,
        (index % 3 == 1 || index == 9).word, "", "", "",
      ])
    }
    let separators = ["、", "，", "；"]
    for (index, village) in villages.enumerated() {
      // Some officers serve two villages; a few villages have none.
      let count = random.index(weights: [10, 34, 38, 18])
      let officers = random.pick(count, of: Array(1...48)).map { "GJ" + $0.padded(2) }
      write([
        village.name, "村社区", village.town.government, "", "", "", random.chance(780).word,
        String(grids(ofVillage: index)), officers.joined(separator: separators[index % 3]),
      ])
    }
    for index in 1...24 {
      write([
        "示例企事业单位" + index.padded(2), "企事业单位", "", "", "", "", random.chance(820).word, "", "",
      ])
    }
    for subject in District.subjects {
      write([subject.department, "市直部门", District.area, "", "", "", "", "", ""])
    }
    return table
  }

  // MARK: 网格工作

  /// How many grids a village has, by its position among all.
  private static func grids(ofVillage index: Int) -> Int { 2 + index * 7 % 4 }

  static func gridWork(_ shared: SampleYears) -> SampleTable {
    var random = shared.random("网格工作")
    var table = SampleTable(["网格编号", "村社区", "统计月份", "走访户数", "化解纠纷起数", "协助信访问题数"])
    for year in shared.years {
      for month in 1...12 {
        for (index, village) in villages.enumerated() {
          for grid in 1...grids(ofVillage: index) {
            let isQuiet = month == 2
            let households = random.within(isQuiet ? 0...12 : 18...(shared.isFirst(year) ? 46 : 52))
            let settled = random.index(weights: [48, 32, 14, 6])
            let helped = random.index(weights: [76, 19, 5])
            table.append([
              "WG" + (index + 1).padded(2) + grid.padded(2), village.name,
              "\(year)-" + month.padded(2), String(households), String(isQuiet ? 0 : settled),
              // Nothing to help with is sometimes left empty instead of 0.
              helped == 0 && random.chance(200) ? "" : String(helped),
            ])
          }
        }
      }
    }
    return table
  }
}
