import HuibianTable

/// 活动 and 慰问: publicity, training, risk meetings, inspections, calls on households in need.
enum ActivityLedgers {
  /// A kind of activity: how many in the first year and later, and the months it happens in.
  private struct Kind {
    let name: String
    let count: (Int, Int)
    let months: [Int]
  }

  private static let kinds: [Kind] = [
    Kind(name: "集中宣传", count: (12, 15), months: [3, 5, 5, 5, 6, 9, 12]),
    Kind(name: "培训班", count: (5, 6), months: [3, 4, 6, 9, 11]),
    Kind(name: "大讲堂", count: (8, 10), months: [1, 3, 4, 5, 6, 7, 9, 10, 11, 12]),
    Kind(name: "送教上门", count: (6, 9), months: [4, 5, 6, 8, 9, 10]),
    Kind(name: "风险研判会", count: (24, 26), months: Array(1...12)),
    Kind(name: "媒体刊发", count: (13, 18), months: Array(1...12)),
    Kind(name: "督查", count: (7, 8), months: [3, 5, 6, 9, 11, 12]),
  ]

  static let columns = [
    "活动编号", "日期", "类型", "参与单位", "单位类型", "领域", "条例份数", "资料册数", "版面数", "咨询台数",
    "解答问题数", "研判隐患件数", "媒体", "媒体级别", "督查组", "督查干部",
  ]

  static func activities(_ shared: SampleYears) -> SampleTable {
    var random = shared.random("活动")
    var table = SampleTable(columns)
    for year in shared.years {
      var number = 0
      for kind in kinds {
        for _ in 0..<(shared.isFirst(year) ? kind.count.0 : kind.count.1) {
          number += 1
          var cells = details(of: kind.name, number: number, random: &random)
          cells["日期"] = random.workday(year, random.pick(kind.months)).iso
          // The year before, activities were entered under their long names.
          cells["类型"] =
            shared.isFirst(year)
            ? ["集中宣传": "集中宣传教育", "培训班": "业务培训班", "大讲堂": "业务大讲堂"][kind.name] ?? kind.name
            : kind.name
          table.append(columns.map { cells[$0] ?? "" })
        }
      }
    }
    // What the cases call 劝返标志 is here too, under the same day.
    for day in shared.turnedBack {
      let cells = ["日期": day.iso, "类型": "劝返"]
      table.append(columns.map { cells[$0] ?? "" })
    }
    table.number("活动编号", "HD", width: 3, inOrderOf: "日期")
    return table
  }

  private static func details(
    of kind: String, number: Int, random: inout SplitMix64
  ) -> [String: String] {
    let departments = District.subjects.map(\.department)
    let governments = District.towns.map(\.government)
    switch kind {
    case "集中宣传":
      let isTown = random.chance(350)
      let units = random.pick(random.within(3...8), of: isTown ? governments : departments)
      let questions = random.within(0...46)
      return [
        // People separate a list as they like, also by line breaks inside the cell.
        "参与单位": units.joined(separator: ["、", "，", "；", "\n"][number % 4]),
        "单位类型": isTown ? "镇街" : "市直部门",
        "条例份数": String(random.within(8...60) * 50), "资料册数": String(random.within(4...40) * 50),
        "版面数": random.chance(250) ? "" : String(random.within(0...24)),
        "咨询台数": String(random.within(1...9)),
        "解答问题数": questions == 0 ? "0" : String(questions),
      ]
    case "送教上门":
      return [
        "参与单位": random.pick(governments), "单位类型": "镇街",
        "资料册数": String(random.within(0...6) * 20),
      ]
    case "风险研判会":
      return [
        "领域": random.pick(["欠薪", "问题楼盘", "涉农三资", "征地拆迁", "综合"]),
        "研判隐患件数": String(random.within(0...17)),
      ]
    case "媒体刊发":
      let level = random.pick(["省级", "市级", "区县级"])
      let media = [
        "省级": ["省报", "省广播电视台", "省法治网"], "市级": ["市日报", "市广播电视台", "市新闻网"],
        "区县级": ["区融媒体中心", "区政务网"],
      ]
      return [
        "媒体": random.pick(random.within(1...2), of: media[level] ?? []).joined(separator: "、"),
        "媒体级别": level,
      ]
    case "督查":
      let officers = random.pick(random.within(3...6), of: Array(1...22))
      return [
        "督查组": "第\(["一", "二", "三", "四"][random.below(4)])督查组",
        "督查干部": officers.map { "DC" + $0.padded(2) }.joined(separator: number % 2 == 0 ? "、" : "；"),
      ]
    default: return [:]
    }
  }

  /// Calls before the spring festival, in the autumn and at the year's end; under other column names.
  static func calls(_ shared: SampleYears) -> SampleTable {
    var random = shared.random("慰问")
    var table = SampleTable(["慰问编号", "慰问日期", "慰问户编号", "属地", "金额"])
    for year in shared.years {
      for _ in 0..<(shared.isFirst(year) ? 54 : 61) {
        table.append([
          "",
          random.workday(year, random.pick([1, 1, 1, 1, 6, 9, 9, 10, 12])).iso,
          "KH" + random.within(1...90).padded(3), random.place(in: random.town()),
          random.chance(60)
            ? "" : random.pick(["300", "500", "500", "500", "800", "1000", "1,200.50"]),
        ])
      }
    }
    table.number("慰问编号", "WW", width: 3, inOrderOf: "慰问日期")
    return table
  }
}
