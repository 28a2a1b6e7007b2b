import HuibianTable

/// 督办问责, 追责人员, 依法处置: letters that press for action, and what followed. Persons by code, or not at all.
enum AccountabilityLedgers {
  private static let kinds = ["风险提醒函", "追责建议函", "通报", "三项建议"]

  /// 督办问责 and 追责人员: each person stands on a letter that proposes it (追责建议函).
  static func letters(_ shared: SampleYears) -> (letters: SampleTable, persons: SampleTable) {
    var random = shared.random("督办问责")
    var letters = SampleTable(["文书编号", "文书", "发送日期", "发送对象"])
    var persons = SampleTable(["追责编号", "人员编号", "单位", "提请日期", "依据文书", "处理种类"])
    for year in shared.years {
      let counts = shared.isFirst(year) ? [21, 4, 5, 6] : [26, 3, 4, 9]
      var rows: [(day: CivilDate, kind: Int, unit: String)] = []
      for (kind, count) in counts.enumerated() {
        for _ in 0..<count {
          let unit =
            random.chance(620)
            ? District.towns[random.town()].government : random.pick(District.subjects).department
          rows.append(
            (
              random.workday(year, rows.count < 12 ? rows.count + 1 : random.within(1...12)), kind,
              unit
            ))
        }
      }
      rows.sort { $0.day != $1.day ? $0.day < $1.day : $0.kind < $1.kind }
      var accused = 0
      for (index, row) in rows.enumerated() {
        let number = "DB\(year)" + (index + 1).padded(3)
        let word = shared.isFirst(year) && row.kind == 0 ? "信访风险提醒函" : kinds[row.kind]
        letters.append([number, word, row.day.iso, row.unit])
        guard row.kind == 1 else { continue }
        for _ in 0..<random.within(1...3) {
          accused += 1
          persons.append([
            // The same officer may be named twice in a year.
            "ZZ\(year)" + accused.padded(3), "RY\(year)" + random.within(1...9).padded(3), row.unit,
            shared.known(row.day.adding(days: random.within(0...5))).isMissing
              ? row.day.iso : row.day.adding(days: random.within(0...1)).iso,
            number, random.pick(["诫勉", "批评教育", "警告", ""]),
          ])
        }
      }
    }
    return (letters, persons)
  }

  /// 依法处置, counts only: a row is one case of 批捕, 刑事拘留 or 治安处罚, or one round of 法教.
  static func measures(_ shared: SampleYears) -> SampleTable {
    var random = shared.random("依法处置")
    var table = SampleTable(["处置编号", "日期", "种类", "人次"])
    for year in shared.years {
      let isFirst = shared.isFirst(year)
      let counts = isFirst ? [2, 4, 11, 16] : [1, 3, 8, 13]
      let words = ["批捕", isFirst ? "刑拘" : "刑事拘留", "治安处罚", "法教"]
      for (kind, count) in counts.enumerated() {
        for _ in 0..<count {
          table.append([
            "",
            random.workday(year, random.pick([1, 3, 3, 4, 5, 6, 8, 9, 10, 12])).iso, words[kind],
            kind == 3 ? String(random.within(1...6)) : "1",
          ])
        }
      }
    }
    table.number("处置编号", "CZ", width: 3, inOrderOf: "日期")
    return table
  }
}
