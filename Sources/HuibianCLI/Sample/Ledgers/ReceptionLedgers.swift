import HuibianTable

/// 接访场次, 接访登记, 处访: when leaders receive visitors, whom, and with what end.
struct ReceptionLedgers: Sendable {
  private(set) var sessions = SampleTable([
    "场次编号", "接访日期", "接访领导编号", "领导层级", "是否党政主要领导", "接访方式", "地点", "大接访轮次", "专场",
    "接待批次", "接待人次",
  ])
  private(set) var receptions = SampleTable([
    "接访登记编号", "场次编号", "信访件编号", "信访人数", "问题属地", "处理方式", "化解标志", "化解日期",
  ])
  private(set) var fieldVisits = SampleTable([
    "处访编号", "日期", "信访件编号", "问题属地", "信访人数", "处理方式", "化解标志",
  ])
  private let shared: SampleYears
  private var random: SplitMix64

  init(_ shared: SampleYears) {
    self.shared = shared
    random = shared.random("接访")
    for year in shared.years {
      for session in plannedSessions(of: year) { write(session) }
    }
    var random = shared.random("处访")
    for year in shared.years { writeFieldVisits(of: year, random: &random) }
    fieldVisits.number("处访编号", "CF", width: 3, inOrderOf: "日期")
  }

  private struct Session {
    let number: String
    let day: CivilDate
    let leaders: [Leaders.Leader]
    let mode: String
    let location: String
    let round: String
    let topic: String
    /// Petitions received, at most.
    let most: Int
  }

  private mutating func plannedSessions(of year: Int) -> [Session] {
    var days: [(day: CivilDate, kind: Int, round: String)] = []
    for month in 1...12 {
      // Hardly anybody sits in the month of the spring festival; in July the towns pause.
      let isQuiet = month == 2
      let counts = [month % 6 == 5 ? 1 : 0, isQuiet ? 2 : 7, isQuiet ? 0 : 4, month == 7 ? 0 : 9]
      for (kind, count) in counts.enumerated() {
        for _ in 0..<count { days.append((random.workday(year, month), kind, "")) }
      }
    }
    let rounds = shared.isFirst(year) ? [4, 10] : [3, 6, 11]
    for (index, month) in rounds.enumerated() {
      let day = random.workday(year, month)
      let name = "\(year)年第\(["一", "二", "三"][index])轮"
      days += [(day, 1, name), (day, 1, name), (day, 2, name), (day, 3, name)]
    }
    days.sort { $0.day < $1.day }
    return days.enumerated().map { index, entry in
      let kind = entry.kind
      let pool = [Leaders.city, Leaders.district, Leaders.department, Leaders.town][kind]
      let isJoint = kind == 1 && random.chance(entry.round.isEmpty ? 180 : 700)
      var leaders = random.pick(isJoint ? random.within(2...3) : 1, of: pool)
      // The two heads take more than their share of the district's days.
      if kind == 1, random.chance(shared.isFirst(year) ? 130 : 190) {
        leaders = [random.pick(Leaders.district.filter(\.isHead))] + leaders.filter { !$0.isHead }
      }
      let mode =
        isJoint
        ? "联合" : ["坐班", "下访", "约访", "带案", "定点"][random.index(weights: [46, 22, 14, 8, 10])]
      let town = District.towns[leaders.first?.town ?? random.town()]
      let location =
        mode == "下访" || kind == 3 ? town.name + "信访工作站" : random.chance(900) ? "区信访接待中心" : ""
      return Session(
        number: "CC\(year)" + (index + 1).padded(4), day: entry.day, leaders: leaders, mode: mode,
        location: location, round: entry.round,
        topic: random.chance(60) ? random.pick(["欠薪专场", "物业专场", "涉农专场"]) : "",
        most: entry.round.isEmpty ? 5 : 12)
    }
  }

  private mutating func write(_ session: Session) {
    let year = session.day.year
    let count = random.index(weights: [10, 26, 27, 20, 11, 6]) * session.most / 5
    var people = 0
    for _ in 0..<count {
      let isLinked = random.chance(640)
      let petition = isLinked ? shared.visit(before: session.day, random: &random) : nil
      let heads = petition?.people ?? 1 + random.index(weights: [54, 22, 12, 6, 4, 2])
      let end = ["现场解决", "限期办结", "转办"][random.index(weights: [30, 46, 24])]
      let isSolved =
        end == "现场解决"
        || random.chance((shared.isFirst(year) ? 520 : 610) - (end == "转办" ? 200 : 0))
      let solved =
        isSolved
        ? shared.known(
          session.day.adding(days: end == "现场解决" ? 0 : random.within(6...75))) : .absent
      people += heads
      // One in about two hundred names a case that is in none of the exports.
      let number = isLinked && random.chance(6) ? "X\(year)9000000" : petition?.number ?? ""
      receptions.append([
        "JF\(year)" + (receptions.rows.count + 1).padded(5), session.number, number, String(heads),
        petition?.place ?? random.place(in: random.town()), end, (!solved.isMissing).word,
        solved.cell,
      ])
    }
    for (index, leader) in session.leaders.enumerated() {
      sessions.append([
        session.number, session.day.iso, leader.code, leader.level, leader.isHead.word,
        session.mode, session.location, session.round, session.topic,
        // The first leader's row has the figures of the session, so that they add up.
        String(index == 0 ? count : 0), String(index == 0 ? people : 0),
      ])
    }
  }

  private mutating func writeFieldVisits(of year: Int, random: inout SplitMix64) {
    for _ in 0..<(shared.isFirst(year) ? 17 : 22) {
      // None in January, February and August.
      let day = random.workday(year, random.pick([3, 4, 5, 6, 7, 9, 10, 11, 12]))
      let petition = random.chance(700) ? shared.visit(before: day, random: &random) : nil
      fieldVisits.append([
        "", day.iso, petition?.number ?? "",
        petition?.place ?? random.place(in: random.town()),
        String(petition?.people ?? random.within(1...6)),
        random.pick(["现场解决", "限期办结", "转办", ""]), random.chance(540).word,
      ])
    }
  }
}
