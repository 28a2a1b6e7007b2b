import HuibianDiagnostics
import HuibianTable

extension Catalog {
  mutating func addLedgers(_ root: YAMLNode, sink: inout DiagnosticSink) {
    for (key, value) in root.pairs("台账", sink: &sink) ?? [] {
      guard let name = key.name("台账", sink: &sink) else { continue }
      addLedger(name, value, sink: &sink)
    }
  }

  private mutating func addLedger(_ name: String, _ node: YAMLNode, sink: inout DiagnosticSink) {
    let known = [
      "别名", "编号", "日期", "特征", "列", "判定", "期内", "派生", "口径", "日期口径", "范围", "零星",
      "按年", "列示",
    ]
    guard let fields = node.fields(known, name, sink: &sink) else { return }
    var columns: [ColumnSchema] = []
    var rules = LedgerRules()
    for (key, value) in fields["列"]?.pairs("列", sink: &sink) ?? [] {
      guard let column = key.name("列", sink: &sink),
        let schema = readColumn(column, value, &rules, sink: &sink)
      else { continue }
      columns.append(schema)
    }
    for (key, value) in fields["判定"]?.pairs("判定", sink: &sink) ?? [] {
      guard let name = key.name("判定", sink: &sink) else { continue }
      rules.conditions[name] = value.condition("判定", sink: &sink)
    }
    rules.isSporadic = fields["零星"]?.name("零星", sink: &sink) == "是"
    rules.yearColumn = fields["按年"]?.name("按年", sink: &sink)
    rules.isInPeriod = fields["期内"]?.condition("期内", sink: &sink)
    for (key, value) in fields["派生"]?.pairs("派生", sink: &sink) ?? [] {
      guard let source = key.name("派生", sink: &sink) else { continue }
      let columns = value.names("派生", sink: &sink)
      rules.sources.append(
        LedgerSource(
          ledger: source, columns: columns.filter { !$0.hasSuffix("?") },
          optional: columns.filter { $0.hasSuffix("?") }.map { String($0.dropLast()) }))
    }
    rules.settings = fields["口径"]?.names("口径", sink: &sink) ?? []
    rules.listing = fields["列示"]?.name("列示", sink: &sink)
    rules.dateSetting = fields["日期口径"]?.name("日期口径", sink: &sink)
    rules.scopeConditions = fields["范围"]?.names("范围", sink: &sink) ?? []
    let date = fields["日期"]?.name("日期", sink: &sink)
    let key = fields["编号"]?.names("编号", sink: &sink) ?? []
    ledgers.append(
      LedgerSchema(
        name: name, aliases: fields["别名"]?.names("别名", sink: &sink) ?? [], columns: columns,
        key: key.count == 1 ? key[0] : nil, compoundKey: key.count > 1 ? key : [],
        dateColumn: date,
        allowsUndated: fields["期内"] != nil,
        mayLackDate: date.map { rules.absences[$0] != nil } ?? false,
        signatures: fields["特征"]?.items().map { $0.names("特征", sink: &sink) } ?? []))
    self.rules[name] = rules
  }

  /// A column: its kind alone, or a mapping.
  private func readColumn(
    _ name: String, _ node: YAMLNode, _ rules: inout LedgerRules, sink: inout DiagnosticSink
  ) -> ColumnSchema? {
    var fields: [String: YAMLNode] = ["类型": node]
    if node.isMapping {
      fields = node.fields(["类型", "别名", "取值", "同义", "缺列", "不用", "可到月"], name, sink: &sink) ?? [:]
    }
    guard let kindNode = fields["类型"], let text = kindNode.name("类型", sink: &sink) else {
      return nil
    }
    guard let kind = ColumnKind(rawValue: text) else {
      sink.report(
        .unknownName(
          "类型", text, among: ColumnKind.allCases.map(\.rawValue), id: "bad-configuration",
          at: kindNode.location))
      return nil
    }
    if let absence = fields["缺列"] { rules.absences[name] = readAbsence(absence, sink: &sink) }
    rules.setAside[name] = fields["不用"].flatMap { readSettingValue($0, "不用", sink: &sink) }
    return ColumnSchema(
      name: name, kind: kind, aliases: fields["别名"]?.names("别名", sink: &sink) ?? [],
      values: fields["取值"]?.names("取值", sink: &sink) ?? [],
      synonyms: fields["同义"].map { readSynonyms($0, sink: &sink) } ?? [:],
      allowsMonths: fields["可到月"]?.flag("可到月", sink: &sink) ?? false)
  }

  /// 取值 or 同义: the export's value → ours; or ours → list of the export's is not accepted.
  private func readSynonyms(_ node: YAMLNode, sink: inout DiagnosticSink) -> [String: String] {
    var synonyms: [String: String] = [:]
    for (key, value) in node.pairs("同义", sink: &sink) ?? [] {
      guard let theirs = key.name("同义", sink: &sink), let ours = value.name("同义", sink: &sink)
      else { continue }
      synonyms[theirs] = ours
    }
    return synonyms
  }

  private func readAbsence(_ node: YAMLNode, sink: inout DiagnosticSink) -> ColumnAbsence? {
    if !node.isMapping {
      switch node.name("缺列", sink: &sink) {
      case "空": return .empty
      case "全部": return .everyRow
      default:
        sink.report(.wrongShape("缺列", expected: "空、全部，或 列、值、查、算自、自、首件", at: node.location))
        return nil
      }
    }
    let known = ["列", "值", "查", "按", "算自", "自", "期限", "延期", "延长", "除非", "首件"]
    guard let fields = node.fields(known, "缺列", sink: &sink) else { return nil }
    if let column = fields["列"]?.name("列", sink: &sink) { return .column(column) }
    if let columns = fields["算自"]?.names("算自", sink: &sink) { return .derived(from: columns) }
    if let ledger = fields["查"]?.name("查", sink: &sink),
      let key = fields["按"]?.name("按", sink: &sink)
    {
      return .lookup(ledger: ledger, key: key)
    }
    if let values = fields["值"] {
      var conditions: [String: ConditionSyntax] = [:]
      for (key, value) in values.pairs("值", sink: &sink) ?? [] {
        guard let name = key.name("值", sink: &sink) else { continue }
        conditions[name] = value.condition("值", sink: &sink)
      }
      return .values(conditions)
    }
    if let link = fields["首件"]?.name("首件", sink: &sink) { return .firstCase(link: link) }
    return readDeadline(fields, sink: &sink)
  }

  private func readDeadline(
    _ fields: [String: YAMLNode], sink: inout DiagnosticSink
  ) -> ColumnAbsence? {
    guard let starts = fields["自"]?.names("自", sink: &sink),
      let days = fields["期限"]?.name("期限", sink: &sink),
      let flag = fields["延期"]?.name("延期", sink: &sink),
      let more = fields["延长"]?.name("延长", sink: &sink),
      let unless = fields["除非"].flatMap({ readSettingValue($0, "除非", sink: &sink) })
    else { return nil }
    return .deadline(
      DeadlineRule(
        starts: starts, days: days, extensionFlag: flag, extensionDays: more, unless: unless))
  }

  /// `{集体访依据: 信访人数}`.
  private func readSettingValue(
    _ node: YAMLNode, _ what: String, sink: inout DiagnosticSink
  ) -> SettingValue? {
    guard let pair = node.pairs(what, sink: &sink)?.first,
      let setting = pair.key.name(what, sink: &sink),
      let choice = pair.value.name(what, sink: &sink)
    else { return nil }
    return SettingValue(setting: setting, choice: choice)
  }

  mutating func addSettings(_ root: YAMLNode, sink: inout DiagnosticSink) {
    for (key, value) in root.pairs("口径", sink: &sink) ?? [] {
      guard let name = key.name("口径", sink: &sink),
        let fields = value.fields(["含义", "单位", "可选", "说法", "默认"], name, sink: &sink),
        let standard = fields["默认"], let text = standard.name("默认", sink: &sink)
      else { continue }
      let allowed = fields["可选"]?.names("可选", sink: &sink) ?? []
      let setting = Setting(
        name: name, meaning: fields["含义"]?.name("含义", sink: &sink) ?? "",
        unit: fields["单位"]?.name("单位", sink: &sink) ?? "", allowed: allowed,
        standard: allowed.isEmpty ? .integer(0) : .choice(allowed[0]))
      guard let read = setting.value(text) else {
        sink.report(.badSetting(setting, text, at: standard.location))
        continue
      }
      settings.append(
        Setting(
          name: name, meaning: setting.meaning, unit: setting.unit, allowed: allowed,
          sayings: readSayings(fields["说法"], sink: &sink), standard: read))
    }
  }
}

extension Catalog {
  /// 说法: one clause for every value, or one for each; 零 and 其余 of a number.
  private func readSayings(_ node: YAMLNode?, sink: inout DiagnosticSink) -> [String: String] {
    guard let node else { return [:] }
    if case .scalar = node.content {
      return node.name("说法", sink: &sink).map { [Setting.otherwise: $0] } ?? [:]
    }
    var sayings: [String: String] = [:]
    for (key, value) in node.pairs("说法", sink: &sink) ?? [] {
      guard let choice = key.name("说法", sink: &sink), let text = value.name(choice, sink: &sink)
      else { continue }
      sayings[choice] = text
    }
    return sayings
  }
}

extension Setting {
  /// The value that a text means for this setting, or nil.
  package func value(_ text: String) -> Value? {
    if allowed.isEmpty {
      guard let number = Int64(nameKey(text)), (0...36_500).contains(number) else { return nil }
      return .integer(number)
    }
    let key = nameKey(text)
    if let choice = allowed.first(where: { nameKey($0) == key }) { return .choice(choice) }
    let flags = ["true": "是", "false": "否", "yes": "是", "no": "否"]
    guard let flag = flags[key.lowercased()], allowed.contains(flag) else { return nil }
    return .choice(flag)
  }
}

extension YAMLNode {
  func condition(_ what: String, sink: inout DiagnosticSink) -> ConditionSyntax? {
    guard let text = name(what, sink: &sink) else { return nil }
    return ConditionSyntax.parse(text, at: textLocation, sink: &sink)
  }
}
