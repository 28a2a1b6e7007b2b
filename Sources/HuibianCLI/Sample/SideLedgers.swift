import HuibianDiagnostics
import HuibianTable

/// The ledgers of the sample beside 信访件: every kind that the catalogue knows, for all years.
enum SideLedgers {
  /// A file and the ledger that is in it, in the order of the configuration.
  struct File: Sendable {
    let ledger: String
    let name: String
    let text: String

    init(_ ledger: String, _ text: String) {
      self.ledger = ledger
      name = ledger + (text.hasPrefix("{") || text.hasPrefix("[") ? ".json" : ".csv")
      self.text = text
    }
  }

  static func files(_ shared: SampleYears) -> [File] {
    let reception = ReceptionLedgers(shared)
    let (letters, persons) = AccountabilityLedgers.letters(shared)
    return [
      File("积案台账", BacklogLedger(shared).answer),
      File("敏感期", sensitivePeriods(years: shared.years)),
      File("事件", incidents(years: shared.years)),
      File("接访场次", reception.sessions.csv),
      File("接访登记", reception.receptions.csv),
      File("处访", reception.fieldVisits.json(numbers: ["信访人数"]) + "\n"),
      File("包案", LeaderLedgers.adoptions(shared).csv),
      File("阅批", LeaderLedgers.readings(shared).json() + "\n"),
      File("排查", SurveyLedgers.surveys(shared).csv),
      File("应排查计划", SurveyLedgers.duties().csv),
      File("单位台账", SurveyLedgers.units(shared).csv),
      File("网格工作", SurveyLedgers.gridWork(shared).csv),
      File("活动", ActivityLedgers.activities(shared).csv),
      File("慰问", ActivityLedgers.calls(shared).csv),
      File("督办问责", letters.csv),
      File("追责人员", persons.csv),
      File("依法处置", AccountabilityLedgers.measures(shared).csv),
      File("制度", BudgetLedgers.rules(shared).csv),
      File("建设投入", BudgetLedgers.investments(shared).csv),
      File("预算", BudgetLedgers.budget(shared).csv),
      File("绩效指标", BudgetLedgers.indicators(shared).csv),
      File("绩效项目", BudgetLedgers.projects(shared).csv),
      File("项目资金", BudgetLedgers.projectMoney(shared).csv),
      File("人员编制", BudgetLedgers.posts(shared).csv),
      File("上级通报排名", BulletinLedgers.rankings(shared).csv),
      File("目标值", BulletinLedgers.targets(shared).csv),
      File("月报", BulletinLedgers.monthly(shared).csv),
    ]
  }

  /// Days that are watched more closely. Invented names, the same run of days every year.
  private static func sensitivePeriods(years: [Int]) -> String {
    var table = SampleTable(["名称", "开始", "结束"])
    for year in years {
      table.append(["\(year)年年初会议期间", "\(year)-01-08", "\(year)-01-14"])
      table.append(["\(year)年春季会议期间", "\(year)-03-03", "\(year)-03-12"])
      table.append(["\(year)年国庆期间", "\(year)-09-28", "\(year)-10-07"])
    }
    return table.csv
  }

  /// Incidents: the first year has one, later years none of the kinds that must not happen.
  private static func incidents(years: [Int]) -> String {
    var table = SampleTable(["事件编号", "日期", "类型", "问题属地"])
    for (index, year) in years.enumerated() {
      let number = "SJ\(year)001"
      table.append(
        index == 0
          ? [number, "\(year)-06-19", "负面舆情", District.towns[4].name]
          : [number, "\(year)-11-05", "其他", District.towns[2].name])
    }
    return table.csv
  }
}
