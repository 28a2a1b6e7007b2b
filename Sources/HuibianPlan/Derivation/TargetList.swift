package import HuibianDiagnostics
package import HuibianTable

/// The targets of the ledger 目标值, found by measure, year and member.
package struct TargetList: Sendable {
  /// A member of a dimension at which a figure stands.
  package struct Place: Hashable, Sendable {
    package let column: String
    /// Nil for a column without levels.
    package let level: Int?
    /// As groups are labelled.
    package let label: String

    package init(column: String, level: Int?, label: String) {
      self.column = column
      self.level = level
      self.label = label
    }
  }

  /// Whose target it is (维度).
  private enum Scope: Hashable {
    /// 维度 is empty: the office or area as a whole.
    case whole
    /// 维度 names a dimension: each of its members.
    case each(column: String, level: Int?)
    /// 维度 names a member.
    case member(Place)
  }

  private struct Entry {
    let measure: String
    /// Nil: any year.
    let year: Int?
    let scope: Scope
    let target: Target
  }

  /// The columns that a target is read from.
  package static let needs = ColumnNeeds(
    required: ["指标", "阈值"], optional: ["年度", "维度", "比较符", "期限", "语气"])
  package static var columns: Set<String> { needs.required.union(needs.optional) }
  package static let ledger = "目标值"

  private var entries: [Entry] = []

  package var isEmpty: Bool { entries.isEmpty }

  /// Reads the ledger; every row that says no target is reported.
  ///
  /// - Parameter table: Nil: no such ledger was given.
  package init(
    _ table: Table?, _ catalog: Catalog, trees: [String: Tree], sink: inout DiagnosticSink
  ) {
    guard let table else { return }
    func cells(_ name: String) -> [String] {
      guard case .coded(let column)? = table[name] else {
        return Array(repeating: "", count: table.rowCount)
      }
      let texts = column.dictionary.texts
      return column.codes.map { texts[Int($0)] }
    }
    let rows = ["年度", "指标", "维度", "比较符", "阈值", "期限", "语气"].map(cells)
    var seen: Set<[String]> = []
    for row in 0..<table.rowCount {
      let cell = rows.map { $0[row] }
      func place(_ column: String) -> Location { table.location(row: row, column: column) }
      guard let measure = catalog.measure(cell[1]) else {
        sink.report(.unknownMeasure(cell[1], in: catalog, at: place("指标")))
        continue
      }
      let year = TargetList.year(cell[0])
      if year == nil, !cell[0].isEmpty {
        sink.report(
          .badTarget("目标的年度\(quoted(cell[0]))认不出", "写成2024年", at: place("年度")))
      }
      let scope = TargetList.scope(
        cell[2], of: measure, catalog, trees, at: place("维度"), sink: &sink)
      var target: Target?
      do throws(Target.Problem) {
        target = try Target(
          sign: cell[3], threshold: cell[4], unit: measure.unit,
          deadline: TargetList.deadline(cell[5], year: year),
          mood: nameKey(cell[6]))
      } catch {
        let column = if case .sign = error { "比较符" } else { "阈值" }
        sink.report(.badTarget(error, of: measure, at: place(column)))
      }
      guard let scope, let target, year != nil || cell[0].isEmpty else { continue }
      let key = [measure.name, cell[0], cell[2], target.mood, target.sign.rawValue, cell[5]]
      guard seen.insert(key.map { nameKey($0) }).inserted else {
        sink.report(
          .badTarget(
            "“\(measure.name)”同一年度、同一维度的目标写了两次", "只留一行，或者用“语气”分开", at: place("指标")))
        continue
      }
      entries.append(Entry(measure: measure.name, year: year, scope: scope, target: target))
    }
  }

  /// The targets of a figure, in the ledger's order.
  ///
  /// - Parameter place: The member at which the figure stands; nil: the whole.
  package func targets(of measure: String, in period: Period, at place: Place?) -> [Target] {
    let years = Set([period.range.start.year, period.range.end.year])
    return entries.filter { entry in
      guard entry.measure == measure, entry.year.map({ years == [$0] }) ?? true else {
        return false
      }
      switch entry.scope {
      case .whole: return place == nil
      case .each(let column, let level): return place?.column == column && place?.level == level
      case .member(let member): return place == member
      }
    }.map(\.target)
  }

  /// 年底 for the last day of the target's own year, so that a report need not name it.
  private static func deadline(_ text: String, year: Int?) -> String {
    guard let year, let last = CivilDate(year, 12, 31) else { return text }
    var silent = DiagnosticSink()
    let day = Period.parse(text, at: .command, sink: &silent)?.range
    return day == DateRange(last, last) ? "年底" : text
  }

  /// `2024`, `2024年`, `2024年度`; nil for anything else.
  private static func year(_ text: String) -> Int? {
    var key = nameKey(text)
    for ending in ["年度", "年"] where key.hasSuffix(ending) { key.removeLast(ending.count) }
    return key.utf8.count == 4 ? Int(key) : nil
  }

  /// Nil after a report.
  private static func scope(
    _ text: String, of measure: Measure, _ catalog: Catalog, _ trees: [String: Tree],
    at location: Location, sink: inout DiagnosticSink
  ) -> Scope? {
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
      if let place = TargetList.place(
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
    var found: [Place] = []
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
  private static func place(
    _ text: String, in dimension: DimensionReference, isLevelTyped: Bool, _ ledger: LedgerSchema,
    _ trees: [String: Tree]
  ) -> Place? {
    guard let name = dimension.column, let column = ledger.column(name) else { return nil }
    if let level = dimension.level, let tree = trees[name] ?? Tree.standard(column) {
      guard tree.hasMembers else {
        return Place(column: name, level: level, label: tree.label(of: text, level: level))
      }
      guard let path = tree.path(of: text), tree.isKnown(text) else { return nil }
      let own = path.count - 1
      guard !isLevelTyped || own == level else { return nil }
      return Place(column: name, level: own, label: tree.label(of: text, level: own))
    }
    let key = nameKey(text)
    if column.kind == .choice {
      let value = column.synonyms[key] ?? key
      return column.values.contains(value)
        ? Place(column: name, level: nil, label: value) : nil
    }
    return Place(column: name, level: nil, label: key)
  }

  private static func names(
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
