import HuibianDiagnostics
import HuibianTable

extension Catalog {
  /// What a measure counts, in Chinese sentences: for 口径说明 and `huibian metrics 名称`.
  ///
  /// First what is counted (for a rate: numerator and denominator), then what the named conditions in
  /// it mean, the settings that apply with their present values, unit and direction.
  package func definitionText(of measure: Measure) -> [String] {
    var sentences: [String] = []
    if !measure.meaning.isEmpty { sentences.append(measure.meaning + "。") }
    sentences.append(formula(of: measure))
    var explained: Set<String> = [measure.name]
    for part in measure.definition.parts { explain(part, &explained, &sentences) }
    var conditions: [String: ConditionSyntax] = [:]
    var order: [String] = []
    for leaf in leaves(of: measure) {
      guard let condition = leaf.condition, let ledger = leaf.ledger else { continue }
      collect(condition.root, ledger, &conditions, &order)
    }
    for name in order {
      if let condition = conditions[name] {
        sentences.append("“\(name)”指：\(condition.text)。")
      }
    }
    let used = settingsUsed(by: measure)
    if !used.isEmpty {
      sentences.append(
        "适用口径：" + used.map(\.sentence).joined(separator: "；") + "。")
    }
    if let scope = scopes[measure.name] {
      sentences.append("范围：\(scope == .area ? "属地" : scope.rawValue)。")
    }
    var last: [String] = []
    if !measure.unit.isEmpty { last.append("单位：\(measure.unit)") }
    switch measure.direction {
    case .fall: last.append("下降为好")
    case .rise: last.append("上升为好")
    case .zero: last.append("以零为目标")
    case .none: break
    }
    if !last.isEmpty { sentences.append(last.joined(separator: "；") + "。") }
    return sentences
  }

  /// What a measure counts, in one clause without a full stop: for the annex of a report.
  ///
  /// `重复件次占属地全部件次（“重复信访量”与“属地信访总量”之比）`. A measure without a meaning (含义) is told by its
  /// formula.
  package func summary(of measure: Measure) -> String {
    let scope = scopes[measure.name].map { "，范围为\($0 == .area ? "属地" : $0.rawValue)" } ?? ""
    guard !measure.meaning.isEmpty else {
      let text = formula(of: measure)
      return (text.hasSuffix("。") ? String(text.dropLast()) : text) + scope
    }
    guard case .ratio(let numerator, let denominator) = measure.definition else {
      return measure.meaning + scope
    }
    return measure.meaning + "（“\(numerator)”与“\(denominator)”之比）" + scope
  }

  /// The settings whose value decides what the measure counts, in the order of the catalogue.
  package func settingsUsed(by measure: Measure) -> [Setting] {
    var names: Set<String> = []
    var silent = DiagnosticSink()
    let day = CivilDate(days: 0)
    let context = Context(officeNames: ["本级"], period: Period(DateRange(day, day)))
    for leaf in leaves(of: measure) {
      guard let ledger = leaf.ledger.flatMap({ self.ledger($0) }) else { continue }
      let binder = ConditionBinder(
        catalog: self, context: context, period: context.period, asOf: day, available: nil,
        ledger: ledger)
      names.formUnion(rules[ledger.name]?.settings ?? [])
      if let isInPeriod = rules[ledger.name]?.isInPeriod, leaf.dateColumn == nil {
        names.formUnion(binder.bind(isInPeriod, sink: &silent).settings)
      }
      names.formUnion(binder.bindOwnCondition(of: leaf, sink: &silent).settings)
      if leaf.dateColumn == nil, let setting = rules[ledger.name]?.dateSetting {
        names.insert(setting)
      }
    }
    var open = [measure]
    while let next = open.popLast() {
      if case .score(_, let setting) = next.definition { names.insert(setting) }
      open += next.definition.parts.compactMap { self.measure($0) }
    }
    return settings.filter { names.contains($0.name) }
  }

  /// The measures that count rows, of which a measure is made; the measure itself if it is one.
  package func leaves(of measure: Measure) -> [Measure] {
    var leaves: [Measure] = []
    var seen: Set<String> = []
    var open = [measure]
    while !open.isEmpty {
      let next = open.removeFirst()
      guard seen.insert(next.name).inserted else { continue }
      if next.definition.needsLedger { leaves.append(next) }
      open += next.definition.parts.compactMap { self.measure($0) }
    }
    return leaves
  }

  private func explain(_ name: String, _ explained: inout Set<String>, _ sentences: inout [String])
  {
    guard let part = measure(name), explained.insert(part.name).inserted else { return }
    sentences.append("其中“\(part.name)”：\(formula(of: part))")
    for inner in part.definition.parts { explain(inner, &explained, &sentences) }
  }

  /// `信访件中符合“信访形式 = 来访”的记录数，按登记日期计入报告期。`.
  private func formula(of measure: Measure) -> String {
    let ledger = measure.ledger.flatMap { self.ledger($0) }
    let rows =
      measure.condition.map { "“\(measure.ledger ?? "")”中符合“\($0.text)”的记录" }
      ?? "“\(measure.ledger ?? "")”全部记录"
    let date = (measure.dateColumn ?? ledger?.dateColumn).map { "，按\($0)计入报告期" } ?? ""
    return
      switch measure.definition
    {
    case .count: "\(rows)的条数\(date)。"
    case .countDistinct(let column) where ledger?.column(column)?.kind == .list:
      "\(rows)中不同“\(column)”的个数，一格里几个分别计\(date)。"
    case .countDistinct(let column): "\(rows)中不同“\(column)”的个数\(date)。"
    case .sum(let column): "\(rows)的“\(column)”之和\(date)。"
    case .mean(let operand): "\(rows)的“\(operand.text)”的平均数，缺日期的不计\(date)。"
    case .median(let operand): "\(rows)的“\(operand.text)”的中位数，缺日期的不计\(date)。"
    case .ratio(let upper, let lower): "分子为“\(upper)”，分母为“\(lower)”。"
    case .total(let terms):
      terms.enumerated().map { index, term in
        (index == 0 ? "" : term.sign > 0 ? "＋" : "－") + "“\(term.measure)”"
      }.joined() + "。"
    case .firstOf(let names): "依次取有数据的一项：\(names.map { "“\($0)”" }.joined(separator: "、"))。"
    case .score(let rate, let setting): "“\(rate)”（不超过100%）乘以口径“\(setting)”，四舍五入到两位小数。"
    case .grade(let part, let grades):
      "“\(part)”"
        + grades.map { $0.from == 0 ? "其余为\($0.name)" : "\($0.from)以上为\($0.name)" }
        .joined(separator: "，") + "。"
    case .yearEarlier(let part): "上年同期的“\(part)”。"
    case .external: "外部值，由使用者给出。"
    }
  }

  /// Named conditions of a condition, and of the measures that it refers to with 同.
  private func collect(
    _ node: ConditionNode, _ ledger: String, _ conditions: inout [String: ConditionSyntax],
    _ order: inout [String]
  ) {
    switch node {
    case .and(let parts), .or(let parts):
      for part in parts { collect(part, ledger, &conditions, &order) }
    case .not(let inner): collect(inner, ledger, &conditions, &order)
    case .named(let spelling):
      let key = nameKey(spelling.text)
      guard conditions[key] == nil,
        let condition = rules[ledger]?.conditions.first(where: { nameKey($0.key) == key })?.value
      else { return }
      conditions[key] = condition
      order.append(key)
      collect(condition.root, ledger, &conditions, &order)
    case .same(let spelling):
      let key = "同 " + nameKey(spelling.text)
      guard conditions[key] == nil, let condition = measure(spelling.text)?.condition else {
        return
      }
      conditions[key] = condition
      order.append(key)
      collect(condition.root, ledger, &conditions, &order)
    case .compare, .isOneOf, .contains, .isEmpty, .isWithin: break
    }
  }
}
