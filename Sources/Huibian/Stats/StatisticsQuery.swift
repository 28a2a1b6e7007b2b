package import HuibianDiagnostics
package import HuibianPlan
import HuibianTable
import HuibianTemplate

/// Figures asked for on the command line: `huibian stats`.
package struct StatisticsQuery: Sendable {
  package var catalog: Catalog
  package var context: Context
  package var data: [DataFile]
  /// Names of metrics, as typed.
  package var measures: [String]
  /// One grouping each, of one or several dimensions as typed; none: one without groups.
  package var groupings: [[String]]
  package var comparison: Basis?
  /// `--where`.
  package var condition: String?

  package init(
    catalog: Catalog, context: Context, data: [DataFile], measures: [String],
    groupings: [[String]] = [], comparison: Basis? = nil, condition: String? = nil
  ) {
    self.catalog = catalog
    self.context = context
    self.data = data
    self.measures = measures
    self.groupings = groupings
    self.comparison = comparison
    self.condition = condition
  }
}

/// The answer to a ``StatisticsQuery``: a list of values.
package struct StatisticsAnswer: Sendable {
  package struct Entry: Sendable {
    let measure: Measure
    let spec: FigureSpec
    /// For each grouping the label; empty for rows without a value.
    let labels: [String]
    let current: FigureValue
    /// Nil: no comparison was asked for.
    let base: FigureValue?
    /// Which of the two periods lacks days that the other has.
    var gap: PeriodGaps.Side?
    /// What is printed instead of the value and of the base; nil: they themselves.
    var mask: String?
    var baseMask: String?
    /// Of the metric, its year and its member, where the ledger 目标值 has any.
    var targets: [Target] = []
  }

  /// Metrics in the order asked, then groupings, then members.
  package let entries: [Entry]
  let comparison: Basis?
  /// 口径 小数.
  let percentDecimals: Int
  /// A column for each dimension, however many groupings name it: a cell is empty where a row's
  /// grouping has no such dimension.
  let dimensions: [String]
  /// Whether the ledger 目标值 has a row for any of the figures.
  let hasTargets: Bool

  init(entries: [Entry], comparison: Basis?, percentDecimals: Int) {
    self.entries = entries
    self.comparison = comparison
    self.percentDecimals = percentDecimals
    var names: [String] = []
    for dimension in entries.flatMap(\.spec.groupings) where !names.contains(dimension.name) {
      names.append(dimension.name)
    }
    dimensions = names
    hasTargets = entries.contains { !$0.targets.isEmpty }
  }
}

extension ReportCompiler {
  /// Answers a query, or returns nil if there were errors.
  package func answer(_ query: StatisticsQuery, sink: inout DiagnosticSink) async
    -> StatisticsAnswer?
  {
    let figures = query.figures(sink: &sink)
    var specs = figures.map(\.spec)
    if let basis = query.comparison { specs += specs.map { $0.moved(to: basis) } }
    var statistics = Statistics(
      catalog: query.catalog, context: query.context, workspace: workspace, makeEngine: makeEngine)
    statistics.check(specs, at: { _ in .command }, sink: &sink)
    guard
      let gathered = await statistics.gather(
        query.data, for: specs, extra: [TargetList.ledger: TargetList.columns], isTraced: false,
        sink: &sink)
    else { return nil }
    guard gathered.areAllRead else { return nil }
    query.checkMembers(of: figures, in: gathered.tables, sink: &sink)
    let plans = statistics.plan(specs, gathered, at: { _ in .command }, sink: &sink)
    let targets = TargetList(
      gathered.tables[TargetList.ledger], query.catalog, trees: statistics.trees, sink: &sink)
    guard !sink.hasErrors,
      let book = await statistics.execute(plans, gathered, sink: &sink)
    else { return nil }
    let gaps = statistics.checkPeriods(specs, book, gathered, isReport: false, sink: &sink)
    var entries: [StatisticsAnswer.Entry] = []
    let disclosure = Disclosure(query.catalog, book, specs, trees: statistics.trees)
    var undefined = UndefinedGroups()
    var context = query.context
    context.trees = statistics.trees
    var members = MemberLists(context, gathered.tables)
    for (measure, spec) in figures {
      for labels in query.keys(of: spec, measure, book, &members) {
        let current = book[spec, labels]
        if !current.quantity.isDefined { undefined.add(labels, of: measure.name) }
        let place = query.comparison.flatMap { spec.base($0, of: labels) }
        let base = query.comparison.map { _ in
          place.map { book[$0.spec, $0.labels] }
            ?? FigureValue(quantity: current.quantity, rows: 0, hasData: false)
        }
        var entry = StatisticsAnswer.Entry(
          measure: measure, spec: spec, labels: labels, current: current, base: base)
        entry.gap = place.flatMap {
          gaps.side(spec, labels.map { [$0] }, base: $0.spec, $0.labels.map { [$0] })
        }
        if let disclosure {
          entry.mask = disclosure.mask(disclosure.disclosed(spec, [labels], current))
          if let place, let base {
            entry.baseMask = disclosure.mask(
              disclosure.disclosed(place.spec, [place.labels], base))
          }
        }
        if let place = TargetList.Place.of(
          spec, labels, query.catalog, trees: statistics.trees)
        {
          entry.targets = targets.targets(of: measure.name, in: spec.period, at: place)
        }
        entries.append(entry)
      }
    }
    undefined.report(to: &sink)
    guard !sink.hasErrors else { return nil }
    return StatisticsAnswer(
      entries: entries, comparison: query.comparison,
      percentDecimals: PhraseSettings(query.catalog).percentDecimals)
  }
}

extension StatisticsQuery {
  /// Where the text of `--where` begins, as a place in messages.
  fileprivate static let conditionStart = Location.text(file: "--where", line: 1, column: 1)

  /// One figure for each metric and grouping; mistakes are reported.
  fileprivate func figures(sink: inout DiagnosticSink) -> [(measure: Measure, spec: FigureSpec)] {
    var result: [(Measure, FigureSpec)] = []
    var refused: [(diagnostic: Diagnostic, measures: [String])] = []
    let condition = self.condition.flatMap {
      ConditionSyntax.parse($0, at: StatisticsQuery.conditionStart, sink: &sink)
    }
    for name in measures {
      guard let measure = catalog.measure(name) else {
        sink.report(
          .unknownMetric(name, nearest: nearestName(to: name, among: catalog.measureNames)))
        continue
      }
      let ledgers = catalog.rootLedgers(of: measure)
      guard !ledgers.isEmpty, !catalog.needsExternalValue(measure) else {
        sink.report(.externalMeasure(measure.name, at: .command))
        continue
      }
      for names in groupings.isEmpty ? [[]] : groupings {
        var own = DiagnosticSink()
        let dimensions = names.compactMap {
          DimensionReference.parse(
            $0, ledgers: ledgers, trees: context.trees, at: .command, sink: &own)
        }
        for diagnostic in own.diagnostics {
          if let index = refused.firstIndex(where: { $0.diagnostic == diagnostic }) {
            refused[index].measures.append(measure.name)
          } else {
            refused.append((diagnostic, [measure.name]))
          }
        }
        guard dimensions.count == names.count else { continue }
        result.append(
          (
            measure,
            FigureSpec(
              measure: measure.name, condition: condition, period: context.period,
              asOf: context.asOf, groupings: dimensions)
          ))
      }
    }
    for (diagnostic, names) in refused {
      let names = names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      // Other metrics of the same command have the dimension.
      let rest =
        names.count < Set(measures).count
        ? ["“\(names[0])”\(names.count > 1 ? "等\(names.count)个指标" : "")另用一条命令统计"] : []
      sink.report(
        Diagnostic(
          diagnostic.severity, diagnostic.id, diagnostic.message, at: diagnostic.location,
          hints: diagnostic.hints + rest))
    }
    return result
  }

  /// The groups of a figure: all members of one dimension, of several those that have rows.
  fileprivate func keys(
    of spec: FigureSpec, _ measure: Measure, _ book: FigureBook, _ members: inout MemberLists
  ) -> [[String]] {
    guard let first = spec.groupings.first,
      let ledger = catalog.rootLedger(of: measure, given: members.tables)
    else { return [[]] }
    var found = Set(book.keys(of: spec))
    if let basis = comparison {
      let base = spec.moved(to: basis)
      let candidates = found.union(book.keys(of: base))
      found.formUnion(candidates.flatMap { spec.labels(withBase: $0, basis) })
    }
    if spec.groupings.count == 1 {
      let known = members.list(first, ledger)
      let others = found.map { $0[0] }.filter { !known.contains($0) }.sorted()
      return (known + others).map { [$0] }
    }
    let ranks = spec.groupings.map { dimension in
      Dictionary(members.list(dimension, ledger).enumerated().map { ($1, $0) }) { first, _ in first
      }
    }
    return found.sorted { a, b in
      for (index, rank) in ranks.enumerated() where a[index] != b[index] {
        let (left, right) = (rank[a[index]] ?? .max, rank[b[index]] ?? .max)
        return (left, a[index]) < (right, b[index])
      }
      return false
    }
  }
}

extension Diagnostic {
  static func unknownMetric(_ name: String, nearest: String?) -> Diagnostic {
    Diagnostic(
      .error, "unknown-measure", "没有名为\(quoted(name))的指标", at: .command,
      hints: nearest.map { ["是不是“\($0)”？"] } ?? ["用 huibian metrics 列出全部指标"])
  }
}
