import HuibianDiagnostics
import HuibianPlan
import HuibianTable
import Testing

@Suite struct CatalogTests {
  @Test func `ships without a mistake`() {
    var sink = DiagnosticSink(limit: 100)
    let catalog = Catalog.shipped(isExamined: true, sink: &sink)
    #expect(sink.diagnostics.map { "\($0.location) \($0.message)" } == [])
    #expect(catalog.measures.count { !$0.isAuxiliary } == 189)
    let families = Dictionary(grouping: catalog.measures.filter { !$0.isAuxiliary }, by: \.family)
    #expect(
      families.mapValues(\.count) == [
        "A": 7, "B": 6, "C": 20, "D": 5, "E": 18, "F": 8, "G": 32, "H": 33, "I": 22, "J": 5, "K": 3,
        "L": 11, "N": 2, "X": 17,
      ])
    #expect(catalog.givenLedgers.count == 28)
    #expect(
      catalog.ledgers.map(\.name).filter { name in
        !catalog.givenLedgers.contains { $0.name == name }
      } == ["排查周期", "三无问题", "绩效得分", "整体自评", "项目自评", "目标条目", "目标完成"])
  }

  @Test func `names keys, dates and signatures that its ledgers have`() {
    var sink = DiagnosticSink()
    let catalog = Catalog.shipped(sink: &sink)
    for ledger in catalog.ledgers {
      let names =
        [ledger.key, ledger.dateColumn].compactMap { $0 } + ledger.compoundKey
        + ledger.signatures.flatMap { $0 }
      for name in names { #expect(ledger.column(name) != nil, "\(ledger.name) \(name)") }
      let isGiven = catalog.givenLedgers.contains { $0.name == ledger.name }
      #expect(ledger.signatures.isEmpty != isGiven)
      for column in ledger.columns where !column.values.isEmpty {
        #expect(Set(column.synonyms.values).isSubset(of: column.values), "\(column.name)")
      }
    }
  }

  @Test func `gives no spelling to two columns of a ledger`() {
    var sink = DiagnosticSink()
    for ledger in Catalog.shipped(sink: &sink).ledgers {
      var seen: [String: String] = [:]
      for column in ledger.columns {
        for name in Set(([column.name] + column.aliases).map { nameKey($0).uppercased() }) {
          #expect(seen[name] == nil, "\(ledger.name): \(name) of \(column.name)")
          seen[name] = column.name
        }
      }
    }
  }

  @Test(arguments: [
    ("来访批次", "A05"), ("A05", "A05"), ("a05", "A05"), ("“来访批次”", "A05"), ("集体访批次", "B01"),
    ("重复率", "D02"), (" 来访　批次 ", "A05"),
  ])
  func `finds measures by name, alias and number`(name: String, id: String) {
    var sink = DiagnosticSink()
    #expect(Catalog.shipped(sink: &sink).measure(name)?.id == id)
  }

  @Test func `says every value of a setting in a clause of its own`() {
    var sink = DiagnosticSink()
    for var setting in Catalog.shipped(sink: &sink).settings {
      let values = setting.allowed.isEmpty ? ["0", "7"] : setting.allowed
      var clauses: Set<String> = []
      for value in values.compactMap({ setting.value($0) }) {
        setting.value = value
        let clause = setting.sentence
        #expect(!clause.hasPrefix(setting.name + "为") || setting.name == "办理期限", "\(clause)")
        #expect(!clause.contains("〈") && !clause.contains("。"), "\(clause)")
        clauses.insert(clause)
      }
      #expect(clauses.count == values.count, "\(setting.name)")
    }
  }

  @Test(arguments: [
    ("集体访人数", "8", "按人数认定集体访的，以8人为起点"),
    ("推算限办日期", "缺列时", "导出没有限办截止日期一列的，按办理期限推算"),
    ("推算限办日期", "否", "限办截止日期以导出为准，不作推算"),
    ("明显幅度", "20", "升降达到20%的称“明显”"),
    ("明显幅度", "0", "升降按比例不称“明显”"),
    ("小数", "2", "百分数和百分点保留两位小数"),
    ("绩效框架", "中央", "项目支出绩效自评用“中央”框架"),
  ])
  func `says a setting`(name: String, value: String, clause: String) throws {
    var sink = DiagnosticSink()
    var catalog = Catalog.shipped(sink: &sink)
    catalog.set(name, to: value, at: .command, valueAt: .command, sink: &sink)
    #expect(catalog.setting(name)?.sentence == clause)
  }

  @Test func `says a measure in sentences`() throws {
    var sink = DiagnosticSink()
    let catalog = Catalog.shipped(sink: &sink)
    let rate = try #require(catalog.measure("办结率"))
    #expect(
      catalog.definitionText(of: rate) == [
        "到期件办结比例。", "分子为“到期办结件数”，分母为“到期信访件数”。",
        "其中“到期办结件数”：“信访件”中符合“同 到期信访件数 且 已办结”的记录的条数，按登记日期计入报告期。",
        "其中“到期信访件数”：“信访件”中符合“信访形式 属于 {来信、来访} 且 本级来信来访 且 到期 且 办结应计”的记录的条数，按登记日期计入报告期。",
        "“同 到期信访件数”指：信访形式 属于 {来信、来访} 且 本级来信来访 且 到期 且 办结应计。",
        "“本级来信来访”指：受理机构 = 本级 或 (来信来访本级 = 受理机构或登记机构 且 登记机构名称 = 本级)。",
        "“到期”指：限办截止日期 ≤ 截止日期。", "“办结应计”指：重复件计入办结 = 是 或 初重标志 ≠ 重复。",
        "“已办结”指：办结日期 ≤ 截止日期 或 (办结日期 为空 且 办结标志 = 是)。",
        "适用口径：信访件按登记日期计入报告期；到期、办结的件数和办结率包括重复件；由本级受理的来信来访算本级；办理期限为受理后60天；经批准延期的再加30天；导出没有限办截止日期一列的，按办理期限推算。",
        "单位：%；上升为好。",
      ])
  }
}
