import HuibianTable

/// 积案台账: backlog cases and what was handed down, as the JSON answer of a web system.
struct BacklogLedger: Sendable {
  private(set) var table = SampleTable([
    "台账编号", "信访人代号", "类型", "来源", "交办批次", "专项行动", "清单类别", "专项领域", "问题属地", "内容分类", "交办日期",
    "答复期限", "答复日期", "办结日期", "状态", "息诉标志", "老户标志", "剔除原因", "牵头单位", "责任单位",
  ])
  private let shared: SampleYears
  private var random: SplitMix64

  /// Where cases come from: the source, how many in the first year and later, and in how many batches.
  private static let sources: [(name: String, cases: (Int, Int), batches: Int)] = [
    ("市交办", (20, 18), 3), ("中央联席办交办", (16, 14), 3), ("国家信访局专项", (8, 9), 2),
    ("国家部委交办", (5, 4), 1), ("中央巡视组交办", (24, 15), 2), ("市领导包案", (11, 12), 1),
    ("省领导接访", (2, 3), 1), ("市领导接访", (5, 6), 1), ("自行梳理", (46, 42), 0),
  ]

  init(_ shared: SampleYears) {
    self.shared = shared
    random = shared.random("积案台账")
    for year in shared.years {
      var number = 0
      for source in BacklogLedger.sources {
        let count = shared.isFirst(year) ? source.cases.0 : source.cases.1
        for index in 0..<count {
          number += 1
          let batch = source.batches == 0 ? 0 : 1 + index * source.batches / count
          write(number: number, source: source.name, batch: batch, year: year)
        }
      }
    }
  }

  /// The answer as a whole: the rows stand two levels down.
  var answer: String {
    "{\n\"code\": 0,\n\"data\": {\n\"total\": \(table.rows.count),\n\"rows\": "
      + table.json() + "\n}\n}\n"
  }

  private mutating func write(number: Int, source: String, batch: Int, year: Int) {
    let isOwn = source == "自行梳理"
    let isUnrest = isOwn && number % 4 == 0
    let handed = random.workday(year, batch == 0 ? random.within(1...11) : 2 * batch)
    let state = random.index(
      weights: shared.isFirst(year) ? [18, 14, 20, 42, 6] : [14, 12, 20, 48, 6])
    let isSettled = state >= 2
    let isRemoved = !isOwn && state == 0 && random.chance(source == "中央巡视组交办" ? 900 : 350)
    let limit = handed.adding(days: 90)
    let answered =
      state == 0
      ? CivilDate.absent
      : shared.known(
        handed.adding(days: random.chance(70) ? random.within(91...120) : random.within(20...88)))
    let closed =
      isSettled && !answered.isMissing
      ? shared.known(answered.adding(days: random.within(0...6))) : .absent
    // What the export does not know yet has not been closed.
    let word =
      isSettled && closed.isMissing
      ? "办理中" : ["在办", shared.isFirst(year) ? "化解稳控" : "稳控", "办结", "化解", "终结备案"][state]
    let campaign =
      isOwn
      ? ["百日攻坚", "攻坚月", "清零", "问题清单", ""][random.index(weights: [40, 12, 10, 18, 20])]
      : source == "市交办" && random.chance(400) ? "问题清单" : ""
    let town = random.town()
    let isLongstanding = random.chance(190)
    let lead = random.chance(isUnrest ? 820 : 700) ? District.office : "区信访局"
    table.append([
      "JA\(year)" + number.padded(4), "P\(year)" + random.within(1...160).padded(4),
      isUnrest ? "涉稳突出问题" : isOwn ? "信访积案" : "交办件", source,
      batch == 0 ? "" : "第\(["一", "二", "三"][batch - 1])批", campaign,
      campaign == "问题清单" ? random.pick(["重复信访", "越级访", "初访未结", "群众反映集中"]) : "",
      ["", "涉农三资", "农村三资", "问题楼盘", "欠薪"][random.index(weights: [58, 9, 3, 14, 16])],
      random.place(in: town), random.category(), handed.iso, limit.iso, answered.cell, closed.cell,
      word, (word == "化解" && random.chance(760)).word, isLongstanding.word,
      isRemoved ? random.pick(["转出", "重复件", "不属本地"]) : "",
      isOwn && !isUnrest && random.chance(200) ? random.pick(District.subjects).department : lead,
      random.chance(560)
        ? District.towns[town].government : random.pick(District.subjects).department,
    ])
  }
}
