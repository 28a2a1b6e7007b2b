package import HuibianDiagnostics
import HuibianTable

extension Catalog {
  /// The catalogue with a configuration's own aliases, values, settings and measures; all mistakes
  /// are reported.
  package func merging(_ configuration: Configuration, sink: inout DiagnosticSink) -> Catalog {
    var catalog = self
    for entry in configuration.data where catalog.ledger(entry.ledger) == nil {
      sink.report(
        .unknownName(
          "台账", entry.ledger, among: ledgers.map(\.name), id: "unknown-ledger",
          at: entry.location))
    }
    for entry in configuration.columnAliases { catalog.add(entry, sink: &sink) }
    for entry in configuration.synonyms { catalog.add(entry, sink: &sink) }
    catalog.addScoring(
      rules: configuration.scoringRules, frames: configuration.scoringFrames, sink: &sink)
    for entry in configuration.settings {
      catalog.set(
        entry.name, to: entry.value, at: entry.nameLocation, valueAt: entry.valueLocation,
        sink: &sink)
    }
    catalog.applyFrame()
    if let node = configuration.measures {
      catalog.addMeasures(node, sink: &sink)
      catalog.check(catalog.measures.filter { $0.location.file == configuration.file }, sink: &sink)
    }
    for entry in configuration.scopes {
      guard let measure = catalog.measure(entry.name) else {
        sink.report(.unknownMeasure(entry.name, in: catalog, at: entry.nameLocation))
        continue
      }
      guard let scope = MeasureScope(typed: entry.value) else {
        sink.report(
          .unknownName(
            "范围", entry.value, among: ["全部", "本级", "属地"], id: "bad-setting",
            at: entry.valueLocation))
        continue
      }
      let leaves = catalog.leaves(of: measure)
      guard leaves.contains(where: { catalog.hasScope(scope, in: $0) }) else {
        sink.report(.scopeWithoutColumn(measure, entry.value, at: entry.valueLocation))
        continue
      }
      for name in [measure.name] + leaves.map(\.name) { catalog.scopes[name] = scope }
    }
    return catalog
  }

  private func hasScope(_ scope: MeasureScope, in leaf: Measure) -> Bool {
    guard let ledger = leaf.ledger.flatMap({ self.ledger($0) }) else { return false }
    return scope == .all || scope.condition(ledger, at: leaf.location) != nil
  }

  /// Puts a setting; a report if there is none of that name, or the value does not suit it.
  package mutating func set(
    _ name: String, to text: String, at location: Location, valueAt valueLocation: Location,
    sink: inout DiagnosticSink
  ) {
    guard let index = settings.firstIndex(where: { nameKey($0.name) == nameKey(name) }) else {
      sink.report(
        .unknownName(
          "口径", name, among: settings.map(\.name) + ["范围"], id: "unknown-setting", at: location))
      return
    }
    guard let value = settings[index].value(text) else {
      sink.report(.badSetting(settings[index], text, at: valueLocation))
      return
    }
    settings[index].value = value
    givenSettings.insert(nameKey(settings[index].name))
    for place in ledgers.indices
    where rules[ledgers[place].name]?.dateSetting == settings[index].name {
      guard let column = ledgers[place].column(spelled: value.text) else { continue }
      ledgers[place].dateColumn = column.name
      // Of a date that a case gets only later, none is no mistake.
      ledgers[place].allowsUndated = rules[ledgers[place].name]?.absences[column.name] != nil
    }
  }

  /// The places of a column that is named alone (in every ledger that has it) or as 台账.列.
  private func places(
    of name: String, at location: Location, sink: inout DiagnosticSink
  ) -> [(ledger: Int, column: Int)] {
    let parts = name.split(whereSeparator: { $0 == "." || $0 == "．" }).map { nameKey($0) }
    let columnName = parts.last ?? ""
    let wanted = parts.count == 2 ? ledger(parts[0])?.name : nil
    var places: [(Int, Int)] = []
    for (index, ledger) in ledgers.enumerated() where wanted == nil || ledger.name == wanted {
      if let column = ledger.columns.firstIndex(where: { nameKey($0.name) == columnName }) {
        places.append((index, column))
      }
    }
    if places.isEmpty {
      var names: [String] = []
      for column in ledgers.flatMap(\.columns).map(\.name) where !names.contains(column) {
        names.append(column)
      }
      sink.report(.unknownName("列", name, among: names, id: "unknown-column", at: location))
    }
    return places
  }

  private mutating func add(
    _ entry: Configuration.Located<[String]>, sink: inout DiagnosticSink
  ) {
    var refused: Set<String> = []
    for place in places(of: entry.name, at: entry.nameLocation, sink: &sink) {
      for alias in entry.value {
        let ledger = ledgers[place.ledger]
        let name = ledger.columns[place.column].name
        if let other = ledger.columns.first(where: { nameKey($0.name) == nameKey(alias) }) {
          if other.name != name, refused.insert(alias).inserted {
            sink.report(.aliasTaken(alias, by: other.name, at: entry.valueLocation))
          }
          continue
        }
        // The office's word for a column goes before what the catalogue thought of it.
        for index in ledger.columns.indices {
          ledgers[place.ledger].columns[index].aliases.removeAll { nameKey($0) == nameKey(alias) }
        }
        ledgers[place.ledger].columns[place.column].aliases.append(alias)
      }
    }
  }

  private mutating func add(
    _ entry: Configuration.Located<[String: String]>, sink: inout DiagnosticSink
  ) {
    var refused: Set<String> = []
    for place in places(of: entry.name, at: entry.nameLocation, sink: &sink) {
      let column = ledgers[place.ledger].columns[place.column]
      let allowed = column.kind == .flag ? ["是", "否"] : column.values
      for (theirs, ours) in entry.value.sorted(by: { $0.key < $1.key }) {
        if !allowed.isEmpty, !allowed.contains(ours) {
          if refused.insert(ours).inserted {
            sink.report(
              .unknownValue(ours, of: column, allowed: allowed, at: entry.valueLocation))
          }
          continue
        }
        ledgers[place.ledger].columns[place.column].synonyms[theirs] = ours
      }
    }
  }
}
