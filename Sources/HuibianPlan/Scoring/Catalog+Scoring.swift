import HuibianDiagnostics

extension Catalog {
  /// Adds rules (计分规则) and frames (绩效框架); one of a known name replaces it.
  mutating func addScoring(
    rules: YAMLNode?, frames: YAMLNode?, sink: inout DiagnosticSink
  ) {
    for (key, value) in rules?.pairs("计分规则", sink: &sink) ?? [] {
      guard let name = key.name("计分规则", sink: &sink),
        let rule = readRule(name, value, sink: &sink)
      else { continue }
      scoringRules.removeAll { $0.name == name }
      scoringRules.append(rule)
    }
    for (key, value) in frames?.pairs("绩效框架", sink: &sink) ?? [] {
      guard let name = key.name("绩效框架", sink: &sink),
        let frame = readFrame(name, value, sink: &sink)
      else { continue }
      scoringFrames.removeAll { $0.name == name }
      scoringFrames.append(frame)
    }
    let names = scoringFrames.map(\.name)
    for index in settings.indices where Catalog.frameSettings.contains(settings[index].name) {
      settings[index].allowed = names
    }
  }

  private static let frameSettings = ["绩效框架", "整体绩效框架"]

  /// What a frame says of the office as a whole, where no setting says otherwise: the points of the
  /// budget's execution, the rule for ≤, the grades.
  mutating func applyFrame() {
    guard let frame = frame(isOfProjects: false) else { return }
    for index in settings.indices where !givenSettings.contains(nameKey(settings[index].name)) {
      switch settings[index].name {
      case "执行率分值": settings[index].value = .integer(frame.executionPoints)
      case "反向指标计分":
        let choice = frame.reverse == "反向比值" ? "比值" : "递减"
        settings[index].value = .choice(choice)
      default: break
      }
    }
    setGrades("评价等级", frame.grades)
    if let frame = self.frame(isOfProjects: true) { setGrades("项目评价等级", frame.grades) }
  }

  /// The frame that reviews are written in (绩效框架 for projects, 整体绩效框架 for the office).
  package func frame(isOfProjects: Bool) -> ScoringFrame? {
    let setting = setting(isOfProjects ? "绩效框架" : "整体绩效框架")
    guard case .choice(let name)? = setting?.value else { return nil }
    return scoringFrames.first { $0.name == name }
  }

  private mutating func setGrades(_ name: String, _ grades: [Measure.Grade]) {
    guard let grade = measure(name), case .grade(let part, _) = grade.definition else { return }
    _ = add(
      Measure(
        name: grade.name, id: grade.id, aliases: grade.aliases, ledger: nil,
        definition: .grade(of: part, grades), unit: grade.unit, meaning: grade.meaning,
        isAuxiliary: grade.isAuxiliary, location: grade.location))
  }

  /// The rule for ≤: that of the setting where it was given, else the frame's.
  func reverseRule(isOfProjects: Bool) -> String {
    if givenSettings.contains("反向指标计分") {
      return has(SettingValue(setting: "反向指标计分", choice: "比值")) ? "反向比值" : "反向递减"
    }
    return frame(isOfProjects: isOfProjects)?.reverse ?? "反向递减"
  }

  private func readRule(_ name: String, _ node: YAMLNode, sink: inout DiagnosticSink)
    -> ScoringRule?
  {
    guard
      let fields = node.fields(
        ["含义", "方向", "零指标", "完成率", "分段", "分档"], name, sink: &sink)
    else { return nil }
    var zero = ScoringRule.Comparison.atLeast
    if let node = fields["零指标"], let text = node.name("零指标", sink: &sink) {
      guard let found = ScoringRule.Comparison(rawValue: nameKey(text)) else {
        sink.report(.badScoring("“零指标”写的是\(quoted(text))", "写成≥、≤或者=", at: node.location))
        return nil
      }
      zero = found
    }
    var pieces: [ScoringRule.Piece] = []
    for item in fields["分段"]?.items() ?? [] {
      guard let piece = readPiece(item, after: pieces.last, sink: &sink) else { return nil }
      pieces.append(piece)
    }
    var bands: [ScoringRule.Band] = []
    for item in fields["分档"]?.items() ?? [] {
      guard let band = item.fields(["名称", "开头", "从", "到"], "分档", sink: &sink),
        let title = band["名称"]?.name("名称", sink: &sink),
        let from = band["从"]?.number("从", sink: &sink),
        let end = band["到"]?.number("到", sink: &sink)
      else { return nil }
      guard 0 <= from, from < end, end <= 100 else {
        sink.report(
          .badScoring("分档\(quoted(title))从\(from)到\(end)", "写0至100的百分数，从小到大", at: item.location))
        return nil
      }
      bands.append(
        .init(
          name: title, openings: band["开头"]?.names("开头", sink: &sink) ?? [title], from: from,
          end: end))
    }
    guard !pieces.isEmpty || !bands.isEmpty else {
      sink.report(.badScoring("计分规则\(quoted(name))没有分段，也没有分档", "写上“分段”", at: node.location))
      return nil
    }
    if let last = pieces.last, last.end != nil {
      sink.report(.badScoring("计分规则\(quoted(name))的最后一段有“到”", "去掉最后一段的“到”", at: node.location))
      return nil
    }
    return ScoringRule(
      name: name, meaning: fields["含义"]?.name("含义", sink: &sink) ?? "",
      directions: (fields["方向"]?.names("方向", sink: &sink) ?? []).map { nameKey($0) },
      zero: zero, ratesByShare: fields["完成率"]?.name("完成率", sink: &sink) == "得分", pieces: pieces,
      bands: bands)
  }

  private func readPiece(
    _ node: YAMLNode, after last: ScoringRule.Piece?, sink: inout DiagnosticSink
  ) -> ScoringRule.Piece? {
    guard let fields = node.fields(["到", "得分"], "分段", sink: &sink),
      let text = fields["得分"]?.name("得分", sink: &sink)
    else { return nil }
    guard let share = ScoringRule.Share(text) else {
      sink.report(
        .badScoring("得分\(quoted(text))认不出", "写成1、比、2-比、0.2+0.8×比、1/比这样的式子", at: node.location))
      return nil
    }
    var end: Fraction?
    if let node = fields["到"], let text = node.name("到", sink: &sink) {
      end = Fraction(decimal: nameKey(text))
      if end == nil {
        sink.report(.badScoring("分段的“到”\(quoted(text))不是数", "写成1、1.5这样的数", at: node.location))
        return nil
      }
    }
    if let last, last.end == nil || end.map({ !(last.end ?? .zero < $0) }) ?? false {
      sink.report(.badScoring("分段没有从小到大排列", "按“到”从小到大写，没有“到”的放在最后", at: node.location))
      return nil
    }
    return ScoringRule.Piece(end: end, share: share)
  }

  private func readFrame(_ name: String, _ node: YAMLNode, sink: inout DiagnosticSink)
    -> ScoringFrame?
  {
    guard
      let fields = node.fields(
        ["含义", "总分", "预算执行率", "一级", "反向", "等级", "超额说明", "横排", "栏目"], name, sink: &sink)
    else { return nil }
    var firstLevels: [[String: Fraction]] = []
    for item in fields["一级"]?.items() ?? [] {
      var points: [String: Fraction] = [:]
      for (key, value) in item.pairs("一级", sink: &sink) ?? [] {
        guard let level = key.name("一级", sink: &sink),
          let number = value.number(level, sink: &sink)
        else { return nil }
        points[nameKey(level)] = Fraction(Int128(number))
      }
      firstLevels.append(points)
    }
    let reverse = fields["反向"]?.name("反向", sink: &sink) ?? "反向递减"
    guard scoringRules.contains(where: { $0.name == reverse }) else {
      sink.report(
        .unknownName(
          "计分规则", reverse, among: scoringRules.map(\.name), id: "bad-scoring",
          at: fields["反向"]?.location ?? node.location))
      return nil
    }
    var grades: [Measure.Grade] = []
    for (key, value) in fields["等级"]?.pairs("等级", sink: &sink) ?? [] {
      guard let grade = key.name("等级", sink: &sink),
        let from = value.number(grade, sink: &sink)
      else { return nil }
      grades.append(Measure.Grade(name: grade, from: Int64(from)))
    }
    grades.sort { $0.from > $1.from }
    var columns: [ScoringFrame.Column] = []
    for (key, value) in fields["栏目"]?.pairs("栏目", sink: &sink) ?? [] {
      guard let title = key.name("栏目", sink: &sink), let text = value.name(title, sink: &sink)
      else { return nil }
      guard let field = ScoringFrame.Field(rawValue: text) else {
        sink.report(
          .unknownName(
            "栏目", text, among: ScoringFrame.Field.allCases.map(\.rawValue), id: "bad-scoring",
            at: value.location))
        return nil
      }
      columns.append(.init(title: title, field: field))
    }
    let total = fields["总分"]?.number("总分", sink: &sink) ?? 100
    let execution = fields["预算执行率"]?.number("预算执行率", sink: &sink) ?? 10
    let fieldsShown = Set(columns.map(\.field))
    guard grades.last?.from == 0, fieldsShown.isSuperset(of: [.third, .points, .score]),
      fieldsShown.count == columns.count, (0...total).contains(execution)
    else {
      sink.report(
        .badScoring(
          "绩效框架\(quoted(name))不完整", "等级要有从0起的一档，栏目要有三级、分值、得分且不重复，预算执行率在总分以内",
          at: node.location))
      return nil
    }
    return ScoringFrame(
      name: name, meaning: fields["含义"]?.name("含义", sink: &sink) ?? "",
      total: Fraction(Int128(total)), executionPoints: Int64(execution), firstLevels: firstLevels,
      reverse: reverse, grades: grades,
      excessPercent: fields["超额说明"]?.number("超额说明", sink: &sink).map { Int64($0) },
      isLandscape: fields["横排"]?.flag("横排", sink: &sink) ?? false, columns: columns)
  }
}

extension Diagnostic {
  static func badScoring(_ problem: String, _ hint: String, at location: Location) -> Diagnostic {
    Diagnostic(.error, "bad-scoring", problem, at: location, hints: [hint])
  }
}
