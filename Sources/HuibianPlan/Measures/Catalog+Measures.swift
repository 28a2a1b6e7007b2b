import HuibianDiagnostics
import HuibianTable

extension Catalog {
  static let measureKeys = [
    "编号", "表", "条件", "计数", "去重计数", "求和", "平均", "中位", "比率", "合计", "差", "择一", "折算", "等级", "分档", "上年",
    "外部值", "单位", "小数",
    "向好", "含义", "别名", "日期", "辅助", "可缺",
  ]

  /// Measures as a catalogue or 指标: of a configuration lists them; all mistakes are reported.
  mutating func addMeasures(_ root: YAMLNode, sink: inout DiagnosticSink) {
    for measure in readMeasures(root, sink: &sink) { add(measure, sink: &sink) }
  }

  mutating func add(_ measure: Measure, sink: inout DiagnosticSink) {
    if !add(measure) { sink.report(.nameTaken(measure.name, at: measure.location)) }
  }

  /// The measures of a list, which are not added yet.
  func readMeasures(_ root: YAMLNode, sink: inout DiagnosticSink) -> [Measure] {
    (root.pairs("指标", sink: &sink) ?? []).compactMap { key, value in
      key.name("指标", sink: &sink).flatMap {
        readMeasure($0, key.location, value, sink: &sink)
      }
    }
  }

  private func readMeasure(
    _ name: String, _ place: Location, _ node: YAMLNode, sink: inout DiagnosticSink
  ) -> Measure? {
    guard let fields = node.fields(Catalog.measureKeys, name, sink: &sink) else { return nil }
    guard let (definition, ownUnit) = readDefinition(name, place, fields, sink: &sink) else {
      return nil
    }
    var ledgerName: String?
    if let node = fields["表"], let text = node.name("表", sink: &sink) {
      guard let ledger = ledger(text) else {
        sink.report(
          .unknownName(
            "台账", text, among: ledgers.map(\.name), id: "unknown-ledger", at: node.location))
        return nil
      }
      ledgerName = ledger.name
    }
    if definition.needsLedger != (ledgerName != nil) {
      sink.report(
        .badMeasure(
          name, definition.needsLedger ? "没有写明“表”" : "由其他指标算出，不应有“表”",
          hint: definition.needsLedger ? "写上“表: 信访件”这样的一项" : "删去“表”", at: place))
      return nil
    }
    return Measure(
      name: name, id: fields["编号"]?.name("编号", sink: &sink) ?? "",
      aliases: fields["别名"]?.names("别名", sink: &sink) ?? [], ledger: ledgerName,
      condition: fields["条件"]?.condition("条件", sink: &sink), definition: definition,
      unit: fields["单位"]?.name("单位", sink: &sink) ?? ownUnit ?? "",
      decimals: fields["小数"]?.decimals(sink: &sink),
      direction: fields["向好"].flatMap { readDirection($0, sink: &sink) } ?? .none,
      meaning: fields["含义"]?.name("含义", sink: &sink) ?? "",
      dateColumn: fields["日期"]?.name("日期", sink: &sink),
      isAuxiliary: fields["辅助"]?.flag("辅助", sink: &sink) ?? false, location: place)
  }

  private func readDirection(_ node: YAMLNode, sink: inout DiagnosticSink) -> Measure.Direction? {
    guard let text = node.name("向好", sink: &sink) else { return nil }
    if let direction = Measure.Direction(rawValue: text) { return direction }
    sink.report(
      .unknownName(
        "向好", text, among: Measure.Direction.allCases.map(\.rawValue), id: "bad-configuration",
        at: node.location))
    return nil
  }

  /// The definition and, for 计数, the unit that stands with it.
  private func readDefinition(
    _ name: String, _ place: Location, _ fields: [String: YAMLNode], sink: inout DiagnosticSink
  ) -> (Measure.Definition, String?)? {
    let kinds = [
      "计数", "去重计数", "求和", "平均", "中位", "比率", "合计", "差", "择一", "折算", "等级", "上年", "外部值",
    ]
    // 单位 stands by itself, except that 计数: 批次 gives it along.
    let present = kinds.filter { fields[$0] != nil }
    guard present.count == 1, let kind = present.first, let node = fields[kind] else {
      sink.report(
        .badMeasure(
          name, present.isEmpty ? "没有写明怎样计算" : "写了几种计算：\(present.joined(separator: "、"))",
          hint: "写其中一项：\(kinds.joined(separator: "、"))", at: place))
      return nil
    }
    let optional = Set(fields["可缺"]?.names("可缺", sink: &sink) ?? [])
    func terms(_ names: [String], _ sign: (Int) -> Int64) -> [Measure.Term] {
      names.enumerated().map {
        Measure.Term(
          measure: $0.element, sign: sign($0.offset), isOptional: optional.contains($0.element))
      }
    }
    switch kind {
    case "计数": return (.count, node.name(kind, sink: &sink))
    case "去重计数": return node.name(kind, sink: &sink).map { (.countDistinct(column: $0), nil) }
    case "求和": return node.name(kind, sink: &sink).map { (.sum(column: $0), nil) }
    case "平均", "中位":
      guard let text = node.name(kind, sink: &sink) else { return nil }
      return ConditionSyntax.parseOperand(text, at: node.textLocation, sink: &sink)
        .map { (kind == "平均" ? .mean($0) : .median($0), nil) }
    case "外部值": return (.external, nil)
    case "上年": return node.name(kind, sink: &sink).map { (.yearEarlier($0), nil) }
    case "等级":
      guard let part = node.name(kind, sink: &sink) else { return nil }
      let grades = readGrades(fields["分档"], sink: &sink)
      guard !grades.isEmpty else {
        sink.report(
          .badMeasure(name, "没有写明“分档”", hint: "写成“分档: {优: 90, 良: 80, 差: 0}”", at: place))
        return nil
      }
      return (.grade(of: part, grades), nil)
    default: break
    }
    let names = node.names(kind, sink: &sink)
    guard names.count >= 2, !["比率", "差", "折算"].contains(kind) || names.count == 2 else {
      sink.report(
        .wrongShape(
          kind,
          expected: kind == "比率"
            ? "[分子, 分母]" : kind == "差" ? "[甲, 乙]" : kind == "折算" ? "[比率, 口径]" : "两个以上指标的列表",
          at: node.location))
      return nil
    }
    switch kind {
    case "比率": return (.ratio(numerator: names[0], denominator: names[1]), "%")
    case "合计": return (.total(terms(names) { _ in 1 }), nil)
    case "差": return (.total(terms(names) { $0 == 0 ? 1 : -1 }), nil)
    case "折算":
      guard let setting = setting(names[1]), setting.allowed.isEmpty else {
        sink.report(
          .unknownName(
            "口径", names[1], among: settings.filter(\.allowed.isEmpty).map(\.name),
            id: "unknown-setting", at: node.location))
        return nil
      }
      return (.score(rate: names[0], setting: setting.name), nil)
    default: return (.firstOf(names), nil)
    }
  }

  /// 分档: names with the value from which each holds, from the highest down.
  private func readGrades(
    _ node: YAMLNode?, sink: inout DiagnosticSink
  ) -> [Measure.Grade] {
    var grades: [Measure.Grade] = []
    for (key, value) in node?.pairs("分档", sink: &sink) ?? [] {
      guard let name = key.name("分档", sink: &sink), let text = value.name("分档", sink: &sink)
      else { continue }
      guard let from = Int64(nameKey(text)), from >= 0 else {
        sink.report(.wrongShape("分档", expected: "0以上的整数", at: value.location))
        continue
      }
      grades.append(Measure.Grade(name: name, from: from))
    }
    return grades.sorted { $0.from > $1.from }
  }

  /// Binds every condition as if all columns were there, and follows measures of measures.
  func check(_ measures: [Measure], sink: inout DiagnosticSink) {
    let day = DateRange(CivilDate(days: 0), CivilDate(days: 0))
    let context = Context(officeNames: ["本级"], period: Period(day))
    for measure in measures {
      checkParts(measure, sink: &sink)
      guard let ledger = measure.ledger.flatMap({ self.ledger($0) }) else { continue }
      let binder = ConditionBinder(
        catalog: self, context: context, period: context.period, asOf: context.asOf,
        available: nil, ledger: ledger)
      if let condition = measure.condition { _ = binder.bind(condition, sink: &sink) }
      switch measure.definition {
      case .sum(let column):
        checkColumn(column, [.integer, .decimal], of: measure, ledger, sink: &sink)
      case .countDistinct(let column):
        checkColumn(
          column, [.text, .key, .choice, .flag, .list, .tree], of: measure, ledger, sink: &sink)
      case .mean(let operand), .median(let operand): _ = binder.bindOperand(operand, sink: &sink)
      default: break
      }
      if let date = measure.dateColumn {
        checkColumn(date, [.date], of: measure, ledger, sink: &sink)
      }
    }
  }

  private func checkColumn(
    _ name: String, _ kinds: Set<ColumnKind>, of measure: Measure, _ ledger: LedgerSchema,
    sink: inout DiagnosticSink
  ) {
    guard let column = ledger.column(spelled: name) else {
      sink.report(.unknownColumn(name, ledger: ledger, at: measure.location))
      return
    }
    if !kinds.contains(column.kind) {
      sink.report(
        .badMeasure(
          measure.name, "不能这样计算列“\(column.name)”（\(column.kind.rawValue)）",
          hint: "求和用整数或小数的列，去重计数用文字的列，日期用日期的列", at: measure.location))
    }
  }

  /// Rates, means and grades cannot be added, nor divided by one another.
  private func checkKinds(_ measure: Measure, sink: inout DiagnosticSink) {
    switch measure.definition {
    case .ratio, .total: break
    case .score(let rate, _):
      if let part = self.measure(rate), !isRate(part) {
        sink.report(
          .badMeasure(
            measure.name, "里的“\(part.name)”不是比率", hint: "折算的第一项写一个比率", at: measure.location))
      }
      return
    default: return
    }
    for part in measure.definition.parts.compactMap({ self.measure($0) }) where isRate(part) {
      sink.report(
        .badMeasure(
          measure.name, "里的“\(part.name)”是比率、平均或等级，不能加减，也不能作分子分母",
          hint: "换成计数或求和的指标", at: measure.location))
    }
  }

  private func isRate(_ measure: Measure, depth: Int = 0) -> Bool {
    switch measure.definition {
    case .ratio, .mean, .median, .grade: true
    case .yearEarlier(let name):
      depth < 8 && self.measure(name).map { isRate($0, depth: depth + 1) } ?? false
    case .firstOf(let names):
      depth < 8
        && names.compactMap { self.measure($0) }.contains { isRate($0, depth: depth + 1) }
    default: false
    }
  }

  private func checkParts(_ measure: Measure, sink: inout DiagnosticSink) {
    checkKinds(measure, sink: &sink)
    for name in measure.definition.parts where self.measure(name) == nil {
      sink.report(.unknownMeasure(name, in: self, at: measure.location))
    }
    var seen: Set<String> = []
    var open = measure.definition.parts.compactMap { self.measure($0) }
    while let part = open.popLast() {
      if part.name == measure.name {
        sink.report(.cycle(measure.name, at: measure.location))
        return
      }
      guard seen.insert(part.name).inserted else { continue }
      open += part.definition.parts.compactMap { self.measure($0) }
    }
  }
}

extension Measure.Definition {
  /// Names of the measures that it is made of.
  package var parts: [String] {
    switch self {
    case .ratio(let numerator, let denominator): [numerator, denominator]
    case .total(let terms): terms.map(\.measure)
    case .firstOf(let names): names
    case .score(let rate, _): [rate]
    case .grade(let part, _), .yearEarlier(let part): [part]
    case .count, .countDistinct, .sum, .mean, .median, .external: []
    }
  }

  var needsLedger: Bool {
    switch self {
    case .count, .countDistinct, .sum, .mean, .median: true
    case .ratio, .total, .firstOf, .score, .grade, .yearEarlier, .external: false
    }
  }
}

extension YAMLNode {
  /// Digits after the point: 0 to 6.
  func decimals(sink: inout DiagnosticSink) -> Int? {
    guard let number = number("小数", sink: &sink) else { return nil }
    guard number <= 6 else {
      sink.report(.wrongShape("小数", expected: "0至6的整数", at: location))
      return nil
    }
    return number
  }
}
