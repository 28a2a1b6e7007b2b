import HuibianDiagnostics
import HuibianTable

/// The small ledgers of the sample: 积案台账, 敏感期, 事件.
enum SideLedgers {
  /// Backlog cases handed down in three batches, as the JSON answer of a web system.
  static func backlog(year: Int, random: inout SplitMix64) -> String {
    let sources = [("市交办", 18), ("中央联席办交办", 14), ("国家信访局专项", 9), ("市领导包案", 12)]
    var rows: [String] = []
    for (source, count) in sources {
      for index in 0..<count {
        rows.append(
          backlogRow(
            number: rows.count + 1, source: source, batch: index * 3 / count, year: year,
            random: &random))
      }
    }
    return "{\n\"code\": 0,\n\"data\": {\n\"total\": \(rows.count),\n\"rows\": [\n"
      + rows.joined(separator: ",\n") + "\n]\n}\n}\n"
  }

  private static func backlogRow(
    number: Int, source: String, batch: Int, year: Int, random: inout SplitMix64
  ) -> String {
    let town = District.towns[random.index(weights: District.towns.map(\.weight))]
    let handed = CivilDate(year, 2 + batch * 3, 1 + random.below(20)) ?? .absent
    let limit = handed.adding(days: 90)
    let state = ["办理中", "稳控", "办结", "化解", "终结备案"][random.index(weights: [14, 12, 18, 50, 6])]
    let isOpen = state == "办理中"
    let answered = isOpen ? nil : handed.adding(days: random.within(20...88)).iso
    let removed = random.chance(60) && isOpen ? "转出" : ""
    let cells: [(String, String)] = [
      ("台账编号", "JA\(year)\(String(1000 + number).dropFirst())".jsonString),
      ("来源", source.jsonString),
      ("交办批次", "第\(["一", "二", "三"][batch])批".jsonString),
      ("交办日期", handed.iso.jsonString),
      ("答复期限", limit.iso.jsonString),
      ("答复日期", answered?.jsonString ?? "null"),
      ("状态", state.jsonString),
      ("息诉标志", (state == "化解" && random.chance(800)) ? "true" : "false"),
      ("剔除原因", removed.jsonString),
      ("牵头单位", District.office.jsonString),
      ("责任单位", town.government.jsonString),
    ]
    return "{" + cells.map { $0.0.jsonString + ": " + $0.1 }.joined(separator: ", ") + "}"
  }

  /// Days that are watched more closely. Invented names, the same run of days every year.
  static func sensitivePeriods(years: [Int]) -> String {
    csv(
      ["名称", "开始", "结束"],
      years.flatMap { year in
        [
          ["\(year)年年初会议期间", "\(year)-01-08", "\(year)-01-14"],
          ["\(year)年春季会议期间", "\(year)-03-03", "\(year)-03-12"],
          ["\(year)年国庆期间", "\(year)-09-28", "\(year)-10-07"],
        ]
      })
  }

  /// Incidents: the first year has one, later years none of the kinds that must not happen.
  static func incidents(years: [Int]) -> String {
    let rows = years.enumerated().map { index, year in
      let number = "SJ\(year)001"
      return index == 0
        ? [number, "\(year)-06-19", "负面舆情", District.towns[4].name]
        : [number, "\(year)-11-05", "其他", District.towns[2].name]
    }
    return csv(["事件编号", "日期", "类型", "问题属地"], rows)
  }

  private static func csv(_ header: [String], _ rows: [[String]]) -> String {
    "\u{FEFF}" + ([header] + rows).map { $0.joined(separator: ",") + "\r\n" }.joined()
  }
}
