package import HuibianDiagnostics
package import HuibianTable

/// What figures are grouped or sliced by: a column, a level of its tree, or a unit of time.
///
/// | as typed | column | level | unit |
/// |---|---|---|---|
/// | `信访形式` | 信访形式 | – | – |
/// | `问题属地` | 问题属地 | 0 | – |
/// | `问题属地.村社区` | 问题属地 | 1 | – |
/// | `月份` | nil: the date that counts for the measure | – | month |
/// | `办结日期.季度` | 办结日期 | – | quarter |
///
/// A dimension with levels that is named bare means its top level: a clerk who asks for 问题属地 wants
/// the streets and towns, not every village.
package struct DimensionReference: Hashable, Sendable {
  /// Our name of the column; nil for the measure's own date column.
  package let column: String?
  /// Of the column's tree, from 0; nil if the column has no levels.
  package let level: Int?
  package let unit: TimeUnit?
  /// As typed.
  package let name: String

  package init(column: String?, level: Int? = nil, unit: TimeUnit? = nil, name: String) {
    self.column = column
    self.level = level
    self.unit = unit
    self.name = name
  }

  /// The dimension that a person typed, for figures of a ledger; nil and a report if it is none.
  package static func parse(
    _ text: String, ledger: LedgerSchema, trees: [String: Tree], at location: Location,
    sink: inout DiagnosticSink
  ) -> DimensionReference? {
    let parts = halfWidth(text).split(separator: ".", omittingEmptySubsequences: false)
      .map { nameKey($0) }
    guard let first = parts.first, !first.isEmpty, parts.count <= 2 else {
      sink.report(.unknownDimension(text, ledger: ledger, trees: trees, at: location))
      return nil
    }
    if let unit = TimeUnit(name: first), parts.count == 1 {
      return DimensionReference(column: nil, unit: unit, name: text)
    }
    guard let column = ledger.column(spelled: first) else {
      sink.report(.unknownDimension(text, ledger: ledger, trees: trees, at: location))
      return nil
    }
    if column.isIdentifying {
      sink.report(.identifyingDimension(column, at: location))
      return nil
    }
    let tree = trees[column.name] ?? Tree.standard(column)
    switch column.kind {
    case .date:
      guard let unit = TimeUnit(name: parts.count == 2 ? parts[1] : "月份") else {
        sink.report(.unknownLevel(text, levels: TimeUnit.allCases.map(\.rawValue), at: location))
        return nil
      }
      return DimensionReference(column: column.name, unit: unit, name: text)
    case .integer, .decimal:
      sink.report(.notADimension(column, at: location))
      return nil
    default:
      break
    }
    guard parts.count == 2 else {
      return DimensionReference(column: column.name, level: tree == nil ? nil : 0, name: text)
    }
    guard let level = tree?.level(named: parts[1]) else {
      sink.report(.unknownLevel(text, levels: tree?.levels ?? [], at: location))
      return nil
    }
    return DimensionReference(column: column.name, level: level, name: text)
  }

  /// The grouping of a plan.
  ///
  /// - Parameter dateColumn: The date that counts for the measure.
  package func grouping(dateColumn: String?, ledger: LedgerSchema, trees: [String: Tree])
    -> Grouping?
  {
    guard let name = column ?? dateColumn, let column = ledger.column(name) else { return nil }
    if let unit { return Grouping(column: name, classifier: .time(unit)) }
    if let level, let tree = trees[name] ?? Tree.standard(column) {
      return Grouping(column: name, classifier: .level(tree, level))
    }
    return Grouping(column: name)
  }

  /// All members, as labels of groups, for a loop: tree order, then order of first appearance in
  /// the table (whatever the period).
  ///
  /// Members without rows are among them.
  ///
  /// The empty label comes last, and only if a row has no value; it prints as ``Tree/unfilled``. For a
  /// unit of time: the parts of `period`, in order, whether they have rows or not.
  package func members(
    in table: Table?, ledger: LedgerSchema, trees: [String: Tree], period: Period
  ) -> [String] {
    if let unit { return unit.labels(in: period) }
    guard let name = column, let schema = ledger.column(name) else { return [] }
    let tree = level == nil ? nil : trees[name] ?? Tree.standard(schema)
    var labels = level.map { tree?.members(level: $0) ?? [] } ?? []
    var seen = Set(labels)
    guard case .coded(let coded) = table?[name] else { return labels }
    for text in coded.dictionary.texts.dropFirst() {
      let label = level.flatMap { tree?.label(of: text, level: $0) } ?? text
      if seen.insert(label).inserted { labels.append(label) }
    }
    if let index = labels.firstIndex(of: Tree.unspecified) {
      labels.append(labels.remove(at: index))
    }
    if coded.codes.contains(0) { labels.append("") }
    return labels
  }
}

extension TimeUnit {
  /// By its name or a common short form: 月, 月份, 季, 季度.
  package init?(name: String) {
    switch name {
    case "年度": self = .year
    case "月", "月度": self = .month
    case "季": self = .quarter
    case "星期": self = .week
    default:
      guard let unit = TimeUnit(rawValue: name) else { return nil }
      self = unit
    }
  }
}

extension Tree {
  /// The levels of a column that no configuration describes; nil if the column has none.
  package static func standard(_ column: ColumnSchema) -> Tree? {
    guard column.kind == .tree else { return nil }
    return Tree(
      name: column.name, levels: column.name == "问题属地" ? ["镇街", "村社区"] : ["一级", "二级", "三级"])
  }
}

extension ColumnSchema {
  /// Whether its values stand for single cases or persons: groups of them would be the list of persons
  /// that no command makes. Leaders and cells of the grid answer for many cases and may be compared.
  package var isIdentifying: Bool {
    kind == .key || name.hasSuffix("人代号") || name.hasSuffix("人员编号")
  }
}

extension LedgerSchema {
  /// The column of that name or alias, whatever its width, blanks and case of letters.
  package func column(spelled name: String) -> ColumnSchema? {
    if let column = column(name) { return column }
    let key = Self.spelling(name)
    return columns.first { Self.spelling($0.name) == key }
      ?? columns.first { $0.aliases.contains { Self.spelling($0) == key } }
  }

  private static func spelling(_ name: String) -> String {
    let key = nameKey(name)
    // Chinese characters have no case, and asking for it costs.
    let hasCase = key.utf8.contains { (0x61...0x7A).contains($0) || (0xC2...0xE2).contains($0) }
    return hasCase || key.utf8.contains { $0 >= 0xEA } ? key.uppercased() : key
  }
}
