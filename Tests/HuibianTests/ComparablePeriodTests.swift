import Huibian
import HuibianDiagnostics
import HuibianPlan
import HuibianTable
import Testing

/// Cases on every day of some runs of days, `2023-01-01..2023-08-15`; `every` takes each n-th day.
private func daily(_ runs: [String], every step: Int = 1) -> [String: String] {
  var lines = ["信访件编号,登记日期,信访形式,信访人数,问题属地"]
  for run in runs {
    let ends = run.split(separator: ".").map { day(String($0)) }
    var date = ends[0]
    while date <= ends[1] {
      lines.append("X\(date.days),\(date.iso),来信,1,东湖街道")
      date = date.adding(days: step)
    }
  }
  return ["信访件.csv": lines.joined(separator: "\n") + "\n"]
}

/// The figure, its base and their change.
private func numbers(_ answered: Answered) -> [String] {
  answered.lines.first.map { [$0.value] + $0.compared } ?? []
}

struct ComparablePeriodTests {
  @Test(arguments: [
    (
      "2024年1-10月", ["2023-01-01..2023-08-31", "2024-01-01..2024-10-31"],
      ["base-gap 比较期2023年1—10月里，台账“信访件”没有 2023-09、2023-10 的记录，其他月份有"]
    ),
    (
      "2024年1-10月", ["2023-03-01..2023-10-31", "2024-01-01..2024-10-31"],
      ["base-gap 比较期2023年1—10月里，台账“信访件”没有 2023-01、2023-02 的记录，其他月份有"]
    ),
    (
      "2024年1-8月", ["2023-01-01..2023-08-15", "2024-01-01..2024-08-31"],
      ["base-gap 比较期2023年1—8月里，台账“信访件”最后一条记录的日期是 2023-08-15，以后 16 天没有记录"]
    ),
    (
      "2024年1-8月", ["2023-01-11..2023-08-31", "2024-01-01..2024-08-31"],
      ["base-gap 比较期2023年1—8月里，台账“信访件”最早一条记录的日期是 2023-01-11，以前 10 天没有记录"]
    ),
    (
      "2024年1-10月", ["2023-01-01..2023-10-31", "2024-01-01..2024-08-31"],
      ["period-gap 报告期2024年1—10月里，台账“信访件”没有 2024-09、2024-10 的记录，比较期的同月有"]
    ),
    (
      "2024年", ["2023-01-01..2023-12-31", "2024-01-01..2024-12-20"],
      ["period-gap 报告期2024年里，台账“信访件”最后一条记录的日期是 2024-12-20，以后 11 天没有记录，比较期的同一段有"]
    ),
    (
      "2024年10月上旬", ["2023-10-01..2023-10-04", "2024-10-01..2024-10-10"],
      ["base-gap 比较期2023年10月上旬里，台账“信访件”最后一条记录的日期是 2023-10-04，以后 6 天没有记录"]
    ),
    (
      "2024-10-07..2024-10-13", ["2023-10-07..2023-10-09", "2024-10-07..2024-10-13"],
      [
        "base-gap 比较期2023年10月7—13日里，台账“信访件”最后一条记录的日期是 2023-10-09，以后 4 天没有记录"
      ]
    ),
    ("2024年", ["2023-01-01..2023-12-31", "2024-01-01..2024-12-31"], []),
    ("2024年2月", ["2023-02-01..2023-02-28", "2024-02-01..2024-02-29"], []),
    (
      "2024年1-10月", ["2023-01-01..2023-08-31", "2024-01-01..2024-08-31"],
      [
        "base-gap 比较期2023年1—10月里，台账“信访件”没有 2023-09、2023-10 的记录，其他月份有"
      ]
    ),
  ])
  func `names what an export lacks before it is compared`(
    period: String, runs: [String], messages: [String]
  ) async {
    let answered = await ask(
      ["信访总量"], of: daily(runs), period: period, comparison: .yearEarlier)
    #expect(answered.sink.diagnostics.map { "\($0.id) \($0.message)" } == messages)
  }

  @Test
  func `has no objection to few rows, to rows by the quarter, and without a comparison`() async {
    let quarterly = await ask(
      ["信访总量"], of: daily(["2023-01-05..2023-12-31", "2024-01-05..2024-12-31"], every: 91),
      comparison: .yearEarlier)
    #expect(quarterly.ids == [])
    let few = await ask(
      ["信访总量"],
      of: daily(["2023-01-05..2023-01-31", "2024-01-03..2024-01-31"], every: 9),
      period: "2024年1月", comparison: .yearEarlier)
    #expect(few.ids == [])
    #expect(await ask(["信访总量"], of: daily(["2024-01-01..2024-08-31"])).ids == [])
  }

  /// The same days, in a register of single events and in a ledger that has rows all the time.
  @Test(arguments: [("慰问,慰问编号,日期,困难户编号", "走访慰问困难群众户数", 0), ("接访登记,接访登记编号,接访日期,信访人数", "接访登记批次", 2)])
  func `has no objection to months without events`(ledger: String, measure: String, count: Int)
    async
  {
    let parts = ledger.split(separator: ",").map { String($0) }
    let days = ["2023-02-05", "2023-09-01", "2024-01-08", "2024-09-12", "2024-12-03"]
    let rows = days.map { "N\($0),\($0),1\n" }.joined()
    let answered = await ask(
      [measure], of: ["\(parts[0]).csv": parts[1...].joined(separator: ",") + "\n" + rows],
      comparison: .yearEarlier)
    #expect(answered.ids == ["base-gap", "period-gap"].prefix(count).map { $0 })
  }

  @Test
  func `says that a ledger without dates knows no earlier year`() async {
    let answered = await ask(
      ["村社区数"], of: ["单位台账.csv": "单位编号,单位类型\nDW1,村社区\nDW2,镇街\n"],
      comparison: .yearEarlier)
    #expect(numbers(answered).prefix(2) == ["1", "—"])
    #expect(
      answered.sink.diagnostics.map(\.message) == [
        "台账“单位台账”只记现状、没有日期，有关的同比、环比打印为“无数据”"
      ])
  }

  @Test
  func `compares as many days as there are when a cut-off says so`() async {
    let answered = await ask(
      ["信访总量"], of: daily(["2023-01-01..2023-12-31", "2024-01-01..2024-12-20"]),
      asOf: "2024-10-31", comparison: .yearEarlier)
    #expect(numbers(answered) == ["305", "304", "+1", "+0.3%"])
    #expect(answered.ids == ["after-cutoff"])
  }

  @Test(arguments: [
    ("2024年2月", ["29", "28", "+1"]), ("2024-02-29..2024-02-29", ["1", "1", "0"]),
    ("2024-02-29..2024-03-01", ["2", "2", "0"]),
  ])
  func `takes 29 February for 28 February a year earlier`(period: String, values: [String]) async {
    let answered = await ask(
      ["信访总量"], of: daily(["2023-01-01..2023-12-31", "2024-01-01..2024-12-31"]),
      period: period, comparison: .yearEarlier)
    #expect(numbers(answered).prefix(3) == values[...])
  }

  @Test(arguments: [
    ("2024年1月", ["31", "31", "0"]), ("2024年1-2月", ["60", "61", "-1"]),
    ("2024年上半年", ["182", "184", "-2"]), ("2024年第一季度", ["91", "92", "-1"]),
    ("2024年1月上旬", ["10", "11", "-1"]), ("2024-01-01..2024-01-07", ["7", "7", "0"]),
  ])
  func `crosses the turn of the year for the period before`(period: String, values: [String]) async
  {
    let answered = await ask(
      ["信访总量"], of: daily(["2023-01-01..2023-12-31", "2024-01-01..2024-12-31"]),
      period: period, comparison: .previousPeriod)
    #expect(answered.ids.allSatisfy { $0 == "after-cutoff" })
    #expect(numbers(answered).prefix(3) == values[...])
  }
}

struct HalfOpenDataTests {
  @Test(arguments: [
    // An export of the base that ends in August, begins in March, or stops in the middle of a month.
    (
      "2024年1-10月", ["2023-01-01..2023-08-31", "2024-01-01..2024-10-31"], ["305", "243", "—", "—"]
    ),
    (
      "2024年1-10月", ["2023-03-01..2023-10-31", "2024-01-01..2024-10-31"], ["305", "245", "—", "—"]
    ),
    ("2024年1-8月", ["2023-01-01..2023-08-15", "2024-01-01..2024-08-31"], ["244", "227", "—", "—"]),
    // The report's own period does.
    (
      "2024年1-10月", ["2023-01-01..2023-10-31", "2024-01-01..2024-08-31"], ["244", "304", "—", "—"]
    ),
    // A month or several in the middle, alone or with an end.
    (
      "2024年", ["2023-01-01..2023-02-28", "2023-04-01..2023-12-31", "2024-01-01..2024-12-31"],
      ["366", "334", "—", "—"]
    ),
    (
      "2024年", ["2023-01-01..2023-12-31", "2024-01-01..2024-04-30", "2024-07-01..2024-12-31"],
      ["305", "365", "—", "—"]
    ),
    (
      "2024年1-10月",
      ["2023-01-01..2023-02-28", "2023-04-01..2023-08-31", "2024-01-01..2024-10-31"],
      ["305", "212", "—", "—"]
    ),
    // Both lack the same month.
    (
      "2024年",
      [
        "2023-01-01..2023-02-28", "2023-04-01..2023-12-31", "2024-01-01..2024-02-29",
        "2024-04-01..2024-12-31",
      ], ["335", "334", "+1", "+0.3%"]
    ),
    // Both end alike, and so compare well.
    (
      "2024年1-10月", ["2023-01-01..2023-08-31", "2024-01-01..2024-08-31"],
      ["244", "243", "+1", "+0.4%"]
    ),
  ])
  func `prints no change where one of two periods lacks days`(
    period: String, runs: [String], cells: [String]
  ) async {
    let answered = await ask(
      ["信访总量"], of: daily(runs), period: period, comparison: .yearEarlier)
    #expect(numbers(answered) == cells)
  }

  @Test func `compares all the same where a person says that there was nothing`() async {
    let answered = await ask(
      ["信访总量"], of: daily(["2023-01-01..2023-08-31", "2024-01-01..2024-10-31"]),
      period: "2024年1-10月", comparison: .yearEarlier, accepted: ["base-gap"])
    #expect(numbers(answered) == ["305", "243", "+62", "+25.5%"])
  }

  /// Rows on one day in nine: a pause of a month is no evidence, and is only warned of.
  @Test func `compares a small ledger that has a month without a row`() async {
    let answered = await ask(
      ["信访总量"],
      of: daily(
        ["2023-01-01..2023-02-28", "2023-04-01..2023-12-31", "2024-01-01..2024-12-31"], every: 9),
      period: "2024年", comparison: .yearEarlier)
    #expect(answered.ids == ["base-gap"])
    #expect(numbers(answered) == ["41", "38", "+3", "+7.9%"])
  }

  @Test func `compares each month but the one that is missing in the middle`() async {
    let answered = await ask(
      ["信访总量"],
      of: daily(["2023-01-01..2023-02-27", "2023-04-02..2023-12-31", "2024-01-01..2024-12-31"]),
      period: "2024年1-5月", by: [["月份"]], comparison: .yearEarlier)
    #expect(
      answered.lines.map { [$0.group, $0.value] + $0.compared } == [
        ["2024-01", "31", "31", "0", "0.0%"], ["2024-02", "29", "27", "+2", "+7.4%"],
        ["2024-03", "31", "0", "—", "—"], ["2024-04", "30", "29", "+1", "+3.4%"],
        ["2024-05", "31", "31", "0", "0.0%"],
      ])
  }

  @Test(arguments: [
    (Basis.yearEarlier, ["121", "120", "+1", "+0.8%"]),
    (Basis.previousPeriod, ["121", "123", "-2", "-1.6%"]),
  ])
  func `compares months across the turn of the year`(basis: Basis, cells: [String]) async {
    let answered = await ask(
      ["信访总量"], of: daily(["2022-07-01..2024-12-31"]), period: "2023年11月—2024年2月",
      comparison: basis)
    #expect(answered.ids.allSatisfy { $0 == "after-cutoff" })
    #expect(numbers(answered) == cells)
  }

  @Test func `compares the months that both periods have`() async {
    let answered = await ask(
      ["信访总量"], of: daily(["2023-01-01..2023-08-31", "2024-01-01..2024-10-31"]),
      period: "2024年7-9月", by: [["月份"]], comparison: .yearEarlier)
    #expect(
      answered.lines.map { [$0.group, $0.value] + $0.compared } == [
        ["2024-07", "31", "31", "0", "0.0%"], ["2024-08", "31", "31", "0", "0.0%"],
        ["2024-09", "30", "0", "—", "—"],
      ])
  }

  /// The last rows of August are of the 29th; two days without any occur in July too.
  @Test func `compares a month at whose end there is no more than a pause`() async {
    let base = daily([
      "2023-07-01..2023-07-10", "2023-07-13..2023-08-29", "2024-07-01..2024-09-30",
    ])
    let answered = await ask(
      ["信访总量"], of: base, period: "2024年7-9月", by: [["月份"]], comparison: .yearEarlier)
    #expect(
      answered.lines.map { [$0.group, $0.value] + $0.compared.prefix(2) } == [
        ["2024-07", "31", "29", "+2"], ["2024-08", "31", "29", "+2"], ["2024-09", "30", "0", "—"],
      ])
  }

  @Test func `says in print which period lacks days`() async {
    let base = daily(["2023-01-01..2023-08-31", "2024-01-01..2024-10-31"])
    let template = "# 总结\n{{信访总量｜同比}}；{{信访总量｜同比幅度}}；{{信访总量｜上年同期}}\n"
    let outcome = await compile(template, data: base, period: Period(.months(2024, 1, 10)))
    #expect(outcome.text?.contains("上年同期数据不全；上年同期数据不全；243件次") == true)
    let own = await compile(
      template, data: daily(["2023-01-01..2023-10-31", "2024-01-01..2024-08-31"]),
      period: Period(.months(2024, 1, 10)))
    #expect(own.text?.contains("本期数据不全；本期数据不全；304件次") == true)
  }

  @Test(arguments: [
    ("日", "2020-12-31..2021-01-01", ["2020-12-31 1 1 0", "2021-01-01 1 1 0"]),
    ("周", "2021-01-04..2021-01-17", ["2021-W01 7 7 0", "2021-W02 7 7 0"]),
    ("旬", "2021年1月", ["2021-01上旬 10 11 -1", "2021-01中旬 10 10 0", "2021-01下旬 11 10 +1"]),
    ("季度", "2021年上半年", ["2021第一季度 90 92 -2", "2021第二季度 91 90 +1"]),
    ("半年", "2021年", ["2021上半年 181 184 -3", "2021下半年 184 181 +3"]),
  ])
  func `compares each part of a series with the part before`(
    unit: String, period: String, lines: [String]
  ) async {
    let answered = await ask(
      ["信访总量"], of: daily(["2020-01-01..2021-12-31"]), period: period, by: [[unit]],
      comparison: .previousPeriod)
    #expect(
      answered.lines.map { ([$0.group, $0.value] + $0.compared.prefix(2)).joined(separator: " ") }
        == lines)
  }

  @Test func `compares each day with its day a year earlier, 29 February with the 28th`() async {
    let answered = await ask(
      ["信访总量"], of: daily(["2023-02-28..2023-03-01", "2024-02-28..2024-03-01"]),
      period: "2024-02-28..2024-03-01", by: [["日"]], comparison: .yearEarlier)
    #expect(
      answered.lines.map { ([$0.group, $0.value] + $0.compared.prefix(2)).joined(separator: " ") }
        == ["2024-02-28 1 1 0", "2024-02-29 1 1 0", "2024-03-01 1 1 0"])
    let outcome = await compile(
      "{{每个 日 其中 信访总量 > 0}}{{名称}}{{信访总量}} {{完}}",
      data: daily(["2024-02-29..2024-02-29", "2024-10-01..2024-10-01"]))
    #expect(outcome.text == "2月29日1件次 10月1日1件次 ")
  }

  @Test func `compares a 53rd week with the last of the year before`() async {
    let data = daily(["2019-12-01..2019-12-31", "2020-12-01..2021-01-10"])
    let week = await ask(["信访总量"], of: data, period: "2020年第53周", comparison: .yearEarlier)
    #expect(numbers(week).prefix(3) == ["7", "7", "0"])
    let series = await ask(
      ["信访总量"], of: data, period: "2020-12-21..2021-01-03", by: [["周"]],
      comparison: .yearEarlier)
    #expect(
      series.lines.map { ([$0.group, $0.value] + $0.compared.prefix(1)).joined(separator: " ") }
        == ["2020-W52 7 7", "2020-W53 7 7"])
  }
}
