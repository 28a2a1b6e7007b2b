package import HuibianDiagnostics
package import HuibianTable

/// Completes ledgers with what others say: looks columns up by key, and makes the ledgers that are
/// made of others (派生).
///
/// Done once between reading and planning, so that plans and engines need no joins: a column that was
/// looked up is a column like any other.
///
///     接访登记 without 领导层级  + 接访场次 (场次编号, 领导层级)  → 接访登记 with 领导层级
///     应排查计划 + 排查 → 排查周期: a row for each unit and each cycle that begins in the range
///     单位台账 + 信访件 + 积案台账 → 三无问题: a row for each unit and each thing that it should not have
///     绩效指标 → 绩效得分: a row for each indicator, with its rate and its score
///     信访件 without 限办截止日期 → with the deadline that the statute sets
///     信访件 without 信访事项编号 → with the number of the first case, through 关联首次件编号
package struct LedgerDerivation {
  let catalog: Catalog
  /// From the first day to the last of all periods that figures ask for.
  let range: DateRange
  /// By column: 问题属地.
  let trees: [String: Tree]

  /// What was put in for want of a column, one sentence each: for 口径说明.
  package private(set) var notes: [String] = []

  package init(catalog: Catalog, range: DateRange, trees: [String: Tree]) {
    self.catalog = catalog
    self.range = range
    self.trees = trees
  }

  /// The tables with everything added that is needed and can be made, but the scores of indicators
  /// (``scoring(_:_:sink:)``) and what became of targets (``judging(_:_:)``).
  ///
  /// - Parameters:
  ///   - tables: By ledger; their columns hold at least what is needed of them.
  ///   - needed: By ledger, the columns that figures ask for.
  package mutating func complete(
    _ tables: [String: Table], needed: [String: Set<String>], sink: inout DiagnosticSink
  ) -> [String: Table] {
    var result = tables
    for (name, table) in tables.sorted(by: { $0.key < $1.key }) {
      let own = addReckoned(to: table, needed: needed[name] ?? [], sink: &sink)
      result[name] = lookUp(own, needed: needed[name] ?? [], in: tables, sink: &sink)
    }
    result["上级通报排名"] = result["上级通报排名"].map(readRankings)
    for ledger in catalog.ledgers {
      guard let sources = catalog.rules[ledger.name]?.sources, !sources.isEmpty,
        sources.allSatisfy({ source in
          tables[source.ledger].map { table in
            source.columns.allSatisfy { table[$0] != nil }
          } ?? false
        })
      else { continue }
      switch ledger.name {
      case "排查周期": result[ledger.name] = surveyCycles(tables, sink: &sink)
      case "三无问题": result[ledger.name] = unitFindings(tables)
      case "目标条目":
        guard let targets = tables["目标值"] else { continue }
        var own = sink.emptied
        result[ledger.name] = targetItems(
          TargetRow.read(targets, catalog, trees: trees, sink: &own), places: targets.places)
        // The same rows are read for what became of them.
        for mistake in own.diagnostics where !sink.diagnostics.contains(mistake) {
          sink.report(mistake)
        }
      case "绩效得分", "目标完成", "整体自评", "项目自评": continue
      default: preconditionFailure("a ledger that nobody makes")
      }
    }
    return result
  }

  /// The tables with 绩效得分, if 绩效指标 is there with the columns that it takes.
  ///
  /// - Parameter references: The values of cells of 绩效指标 that name another metric.
  package func scoring(
    _ tables: [String: Table], _ references: IndicatorReferences, sink: inout DiagnosticSink
  ) -> [String: Table] {
    var result = tables
    let sources = catalog.rules["绩效得分"]?.sources ?? []
    let isWhole = sources.allSatisfy { source in
      tables[source.ledger].map { table in source.columns.allSatisfy { table[$0] != nil } } ?? false
    }
    if isWhole { result["绩效得分"] = indicatorScores(tables, references, sink: &sink) }
    return result
  }

  /// The table with the columns that can be told from its other columns.
  private mutating func addReckoned(
    to table: Table, needed: Set<String>, sink: inout DiagnosticSink
  ) -> Table {
    guard let schema = catalog.ledger(table.ledger) else { return table }
    var result = table
    for column in schema.columns where needed.contains(column.name) {
      let isLacking = !table.available.contains(column.name)
      guard isLacking || catalog.setsAside(column, of: schema) else { continue }
      switch catalog.rules[schema.name]?.absences[column.name] {
      case .deadline(let rule)?:
        guard let deadlines = Deadlines(rule, catalog, table) else { continue }
        result = result.adding(.dates(deadlines.days), named: column.name)
        sink.report(.deadlineReckoned(ledger: table.ledger, deadlines.rule, at: .command))
        notes.append("台账“\(table.ledger)”的“\(column.name)”\(deadlines.rule)")
      case .firstCase(let link)?:
        guard let key = schema.key, let cases = FirstCases(table, key: key, link: link) else {
          continue
        }
        result = result.adding(.coded(cases.column), named: column.name)
        sink.report(.columnReplaced(ledger: table.ledger, column: column.name, at: .command))
        notes.append("台账“\(table.ledger)”没有“\(column.name)”列，按“\(link)”归到首次件")
        if let first = cases.unknown.first {
          sink.report(
            .missingFirstCase(
              link, count: cases.unknown.count, at: table.location(row: first, column: link)))
        }
      default: continue
      }
    }
    return result
  }

  // MARK: Looking up

  private func lookUp(
    _ table: Table, needed: Set<String>, in tables: [String: Table], sink: inout DiagnosticSink
  ) -> Table {
    guard let schema = catalog.ledger(table.ledger) else { return table }
    var result = table
    var reported: Set<String> = []
    for column in schema.columns
    where needed.contains(column.name) && !table.available.contains(column.name) {
      guard
        case .lookup(let other, let key)? = catalog.rules[schema.name]?.absences[column.name],
        let source = tables[other], let values = source[column.name],
        case .coded(let own)? = table[key], case .coded(let keys)? = source[key]
      else { continue }
      let rows = best(of: values, column, by: keys)
      let chosen = own.dictionary.texts.map { $0.isEmpty ? nil : rows[$0] }
      result = result.adding(values.taking(own.codes.map { chosen[Int($0)] }), named: column.name)
      let missing = own.codes.indices.filter { chosen[Int(own.codes[$0])] == nil }
      if let first = missing.first, reported.insert(other + key).inserted {
        sink.report(
          .missingKeyRow(
            key, in: other, count: missing.count, at: table.location(row: first, column: key)))
      }
    }
    return result
  }

  /// By key the row whose value stands for all rows with that key.
  ///
  /// Of a flag a row with 是, of a choice the one that stands first among the allowed values (the
  /// highest level), otherwise the first that is not empty.
  private func best(of values: Column, _ schema: ColumnSchema, by keys: CodedColumn)
    -> [String: Int]
  {
    let order = schema.kind == .flag ? ["是", "否"] : schema.values
    let names = keys.dictionary.texts
    var ranks: [Int32: Int] = [:]
    if case .coded(let coded) = values {
      for (code, text) in coded.dictionary.texts.enumerated() {
        ranks[Int32(code)] = text.isEmpty ? Int.max : order.firstIndex(of: text) ?? order.count
      }
    }
    func rank(_ row: Int) -> Int {
      switch values {
      case .coded(let coded): ranks[coded.codes[row]] ?? Int.max
      case .dates(let days): days[row] == CivilDate.missing ? Int.max : 0
      case .integers(let numbers), .decimals(let numbers, _):
        numbers[row] == Column.missingNumber ? Int.max : 0
      }
    }
    var rows: [String: Int] = [:]
    for row in keys.codes.indices where keys.codes[row] != 0 {
      let name = names[Int(keys.codes[row])]
      if let known = rows[name], rank(known) <= rank(row) { continue }
      rows[name] = row
    }
    return rows
  }
}

extension Column {
  /// The cells of some rows in their order; nil gives an empty cell.
  fileprivate func taking(_ rows: [Int?]) -> Column {
    switch self {
    case .coded(let coded):
      .coded(
        CodedColumn(
          codes: rows.map { $0.map { coded.codes[$0] } ?? 0 }, dictionary: coded.dictionary)
      )
    case .dates(let days): .dates(rows.map { $0.map { days[$0] } ?? CivilDate.missing })
    case .integers(let values):
      .integers(rows.map { $0.map { values[$0] } ?? Column.missingNumber })
    case .decimals(let values, let scale):
      .decimals(rows.map { $0.map { values[$0] } ?? Column.missingNumber }, scale: scale)
    }
  }
}

extension Catalog {
  /// The ledgers that have to be given for this one: itself, or those that it is made of.
  package func sources(of ledger: String) -> [String] {
    let sources = rules[ledger]?.sources ?? []
    return sources.isEmpty ? [ledger] : sources.map(\.ledger)
  }

  /// Columns that a ledger is made of, by the ledgers that have them; nil if it is not made of others.
  func sourceNeeds(of ledger: String) -> [String: ColumnNeeds]? {
    guard let rules = rules[ledger], !rules.sources.isEmpty, let own = self.ledger(ledger) else {
      return nil
    }
    var needs: [String: ColumnNeeds] = [:]
    for source in rules.sources {
      let shared = self.ledger(source.ledger)?.columns.map(\.name).filter { own.column($0) != nil }
      needs[source.ledger] = ColumnNeeds(
        required: Set(source.columns),
        optional: Set(shared ?? []).union(source.optional).subtracting(source.columns))
    }
    return needs
  }

  /// The ledgers that exports hold: those that are not made of others.
  package var givenLedgers: [LedgerSchema] {
    ledgers.filter { rules[$0.name]?.sources.isEmpty ?? true }
  }
}
