import HuibianDiagnostics
import HuibianTable

/// Whose target it is (维度).
enum TargetScope: Hashable, Sendable {
  /// 维度 is empty: the office or area as a whole.
  case whole
  /// 维度 names a dimension: each of its members.
  case each(column: String, level: Int?)
  /// 维度 names a member.
  case member(TargetList.Place)
}

extension TargetRow {
  /// 年底 for the last day of the target's own year, 9月底 and 9月20日 for others of its days, so that a
  /// report need not name the year.
  static func deadline(_ text: String, year: Int?) -> String {
    guard let year, let last = CivilDate(year, 12, 31) else { return text }
    var silent = DiagnosticSink()
    guard let day = Period.parse(text, at: .command, sink: &silent)?.range, day.start == day.end,
      day.end.year == year
    else { return text }
    if day.end == last { return "年底" }
    let isLast = day.end.day == CivilDate.length(ofMonth: day.end.month, year: year)
    return isLast ? "\(day.end.month)月底" : "\(day.end.month)月\(day.end.day)日"
  }

  /// `2024`, `2024年`, `2024年度`; nil for anything else.
  static func year(_ text: String) -> Int? {
    var key = nameKey(text)
    for ending in ["年度", "年"] where key.hasSuffix(ending) { key.removeLast(ending.count) }
    return key.utf8.count == 4 ? Int(key) : nil
  }

  /// Nil after a report.
  static func scope(
    _ text: String, of measure: Measure, _ catalog: Catalog, _ trees: [String: Tree],
    at location: Location, sink: inout DiagnosticSink
  ) -> TargetScope? {
    let key = nameKey(text)
    if key.isEmpty || ["全部", "合计", "总体"].contains(key) { return .whole }
    let ledgers = catalog.leaves(of: measure).compactMap {
      $0.ledger.flatMap { catalog.ledger($0) }
    }
    guard let ledger = ledgers.first else { return nil }
    var silent = DiagnosticSink()
    let parts = halfWidth(text).split(separator: "=", maxSplits: 1).map { String($0) }
    if parts.count == 2 {
      guard
        let dimension = DimensionReference.parse(
          parts[0], ledger: ledger, trees: trees, at: location, sink: &sink)
      else { return nil }
      if let place = place(
        parts[1], in: dimension, isLevelTyped: parts[0].contains("."), ledger, trees)
      {
        return .member(place)
      }
      sink.report(
        .unknownTargetMember(
          parts[1], among: names(of: dimension, ledger, trees), at: location))
      return nil
    }
    if let dimension = DimensionReference.parse(
      text, ledger: ledger, trees: trees, at: location, sink: &silent),
      let column = dimension.column
    {
      return .each(column: column, level: dimension.level)
    }
    // A level by its own name (镇街), then a member of a tree or of a choice.
    let columns = ledger.columns
    for column in columns where column.kind == .tree {
      let tree = trees[column.name] ?? Tree.standard(column)
      if let level = tree?.level(named: key) { return .each(column: column.name, level: level) }
    }
    var found: [TargetList.Place] = []
    for column in columns where column.kind == .tree && trees[column.name]?.hasMembers == true {
      let dimension = DimensionReference(column: column.name, level: 0, name: column.name)
      if let place = place(text, in: dimension, isLevelTyped: false, ledger, trees) {
        found.append(place)
      }
    }
    for column in columns where column.kind == .choice {
      let dimension = DimensionReference(column: column.name, name: column.name)
      // An alias stands for a value in many columns (市: 到市 and 市级); only values themselves count.
      if column.values.contains(key),
        let place = place(key, in: dimension, isLevelTyped: false, ledger, trees)
      {
        found.append(place)
      }
    }
    if found.count == 1 { return .member(found[0]) }
    if found.isEmpty {
      let known =
        columns.filter { $0.kind == .tree || $0.kind == .choice }.flatMap { column in
          [column.name] + column.values + (trees[column.name].map { $0.levels + $0.allNames } ?? [])
        }
      sink.report(.unknownTargetMember(text, among: known, at: location))
    } else {
      sink.report(
        .badTarget(
          "目标的维度\(quoted(text))可以是\(found.map { "“\($0.column)”" }.joined(separator: "或"))的一项",
          "写成“\(found[0].column)=\(text)”", at: location))
    }
    return nil
  }

  /// The place of a member as typed; nil if the dimension has no such member.
  static func place(
    _ text: String, in dimension: DimensionReference, isLevelTyped: Bool, _ ledger: LedgerSchema,
    _ trees: [String: Tree]
  ) -> TargetList.Place? {
    guard let name = dimension.column, let column = ledger.column(name) else { return nil }
    if let level = dimension.level, let tree = trees[name] ?? Tree.standard(column) {
      guard tree.hasMembers else {
        return TargetList.Place(
          column: name, level: level, label: tree.label(of: text, level: level))
      }
      guard let path = tree.path(of: text), tree.isKnown(text) else { return nil }
      let own = path.count - 1
      guard !isLevelTyped || own == level else { return nil }
      return TargetList.Place(column: name, level: own, label: tree.label(of: text, level: own))
    }
    let key = nameKey(text)
    if column.kind == .choice {
      let value = column.synonyms[key] ?? key
      return column.values.contains(value)
        ? TargetList.Place(column: name, level: nil, label: value) : nil
    }
    return TargetList.Place(column: name, level: nil, label: key)
  }

  static func names(
    of dimension: DimensionReference, _ ledger: LedgerSchema, _ trees: [String: Tree]
  ) -> [String] {
    guard let name = dimension.column else { return [] }
    return trees[name]?.allNames ?? ledger.column(name)?.values ?? []
  }
}

extension Diagnostic {
  fileprivate static func unknownTargetMember(
    _ text: String, among names: [String], at location: Location
  ) -> Diagnostic {
    let near = nearestName(to: nameKey(text), among: names)
    return .badTarget(
      "目标的维度\(quoted(text))不是维度，也不是哪个维度的一项",
      near.map { "是不是“\($0)”？" } ?? "写成“问题属地.镇街”这样的维度、“问题属地=灵山镇”这样的一项，或者留空", at: location)
  }
}
