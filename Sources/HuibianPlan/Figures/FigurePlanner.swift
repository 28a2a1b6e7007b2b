package import HuibianDiagnostics
import HuibianTable

/// From figures that are asked for to plans, and from their results back to figures.
///
///     let needs = planner.columnNeeds(specs)            // tells the readers what to decode
///     let plans = planner.plans(specs, available: …, at: …, sink: &sink)
///     let book = planner.book(try await engine.run(plans), of: plans)
package struct FigurePlanner: Sendable {
  package let catalog: Catalog
  package private(set) var context: Context
  private var figures: [FigureSpec: PlannedFigure] = [:]
  var warned: Set<String> = []
  /// Mistakes of conditions and slices that have been reported.
  var told: Set<Diagnostic> = []
  private var undated = UndatedRows()
  /// What was assumed for want of columns, one sentence each: for 口径说明.
  package private(set) var assumptions: [String] = []

  package init(catalog: Catalog, context: Context) {
    self.catalog = catalog
    self.context = context
  }

  /// Takes the values that the data holds, by column: a member that no tree knows is none the less
  /// known if a row has it.
  package mutating func know(_ values: [String: Set<String>]) {
    context.dataValues.merge(values) { $0.union($1) }
    let columns = catalog.ledgers.flatMap(\.columns).filter { $0.kind == .tree }
    for column in columns where context.dataValues[column.name] != nil {
      guard let tree = context.trees[column.name] ?? Tree.standard(column), !tree.hasMembers
      else { continue }
      let learnt = tree.learning(context.dataValues[column.name] ?? [])
      if learnt != tree { context.trees[column.name] = learnt }
    }
  }

  /// Reports what is wrong with the figures whatever the data: names, types and members of
  /// conditions and slices. ``plans(_:available:at:sink:)`` does not say it again.
  ///
  /// - Parameter isAll: No data will be looked at: members that a tree does not list are unknown.
  package mutating func check(
    _ specs: [FigureSpec], at location: (FigureSpec) -> Location, isAll: Bool,
    sink: inout DiagnosticSink
  ) {
    for spec in specs {
      guard let measure = catalog.measure(spec.measure) else { continue }
      for mistake in mistakes(of: measure, spec, isAll, at: location(spec))
      where told.insert(mistake).inserted {
        sink.report(mistake)
      }
    }
  }

  /// Of alternatives (择一) only what is wrong with each of them; of parts that may be left out nothing.
  private func mistakes(
    of measure: Measure, _ spec: FigureSpec, _ isAll: Bool, at place: Location
  ) -> [Diagnostic] {
    func inner(_ names: [String]) -> [[Diagnostic]] {
      names.compactMap { catalog.measure($0) }
        .map { mistakes(of: $0, spec, isAll, at: place) }
    }
    switch measure.definition {
    case .count, .countDistinct, .sum, .mean, .median:
      var own = DiagnosticSink()
      _ = bind(measure, spec, available: nil, isTreeAll: isAll, at: place, sink: &own)
      return own.diagnostics
    case .firstOf(let names):
      let alternatives = inner(names)
      return alternatives.contains { $0.isEmpty } ? [] : alternatives.first ?? []
    case .total(let terms):
      return inner(terms.filter { !$0.isOptional }.map(\.measure)).flatMap { $0 }
    case .ratio, .score, .grade, .yearEarlier, .external:
      return inner(measure.definition.parts).flatMap { $0 }
    }
  }

  /// Columns that the figures need, by ledger.
  ///
  /// Mistakes are left for ``plans(_:available:at:sink:)``.
  package func columnNeeds(_ specs: [FigureSpec]) -> [String: ColumnNeeds] {
    var all: [String: ColumnNeeds] = [:]
    var silent = DiagnosticSink()
    for spec in specs {
      guard let measure = catalog.measure(spec.measure) else { continue }
      for leaf in leaves(of: measure) {
        guard let bound = bind(leaf, spec, available: nil, at: .command, sink: &silent) else {
          continue
        }
        for (ledger, needs) in bound.rests.needs {
          let sources = catalog.sourceNeeds(of: ledger) ?? [ledger: needs]
          for (source, needs) in sources { all[source, default: ColumnNeeds()].formUnion(needs) }
        }
      }
    }
    return all
  }

  /// The ledgers that the figures count in, in order of first need.
  package func ledgers(_ specs: [FigureSpec]) -> [String] {
    var names: [String] = []
    for spec in specs {
      for leaf in catalog.measure(spec.measure).map({ leaves(of: $0) }) ?? [] {
        for ledger in leaf.ledger.map(catalog.sources) ?? [] where !names.contains(ledger) {
          names.append(ledger)
        }
      }
    }
    return names
  }

  /// Plans for all figures, equal ones once, with the plans that say whether there is data at all.
  ///
  /// - Parameters:
  ///   - available: By ledger that was given: our names of the columns that its files have.
  ///   - location: Where the figure was asked for.
  package mutating func plans(
    _ specs: [FigureSpec], available: [String: Set<String>],
    at location: (FigureSpec) -> Location, sink: inout DiagnosticSink
  ) -> [AggregationPlan] {
    var plans: [AggregationPlan] = []
    var seen: Set<AggregationPlan> = []
    var missing: [Missing] = []
    for spec in specs where figures[spec] == nil {
      let place = location(spec)
      guard let measure = catalog.measure(spec.measure) else {
        sink.report(.unknownMeasure(spec.measure, in: catalog, at: place))
        continue
      }
      var run = Run(spec: spec, place: place, available: available)
      let formula = formula(of: measure, &run, sink: &sink)
      for absent in run.missing {
        if let index = missing.firstIndex(where: { $0.absent == absent }) {
          missing[index].add(measure.name)
        } else {
          missing.append(Missing(absent: absent, measures: [measure.name], place: place))
        }
      }
      guard let formula else { continue }
      let figure = PlannedFigure(formula: formula, presence: presence(spec, run.ledgers))
      figures[spec] = figure
      let doubts = undated.plans(
        beside: formula, unplaced: run.unplacedRows, timeless: run.undatedRows, available)
      plans += (formula.plans + figure.presence + doubts).filter { seen.insert($0).inserted }
    }
    for found in missing { found.report(available, to: &sink) }
    return plans
  }

  /// Forgets the figures planned so far, but not what has been said of them.
  package mutating func forgetFigures() { figures = [:] }

  /// The book of all figures planned so far.
  ///
  /// - Precondition: One result for each plan, in order.
  package func book(_ results: [AggregationResult], of plans: [AggregationPlan]) -> FigureBook {
    precondition(results.count == plans.count, "results of other plans")
    return FigureBook(
      figures: figures, results: Dictionary(zip(plans, results)) { first, _ in first })
  }

  /// Warns of rows that were counted as closed without a date, and notes rows of stock ledgers that
  /// were counted without one; once a ledger.
  ///
  /// - Parameter available: Ledgers that have the column 办结日期 are left out: their rows without a
  ///   date have been reported one by one.
  /// - Precondition: One result for each plan, in order.
  package func reportDoubts(
    _ results: [AggregationResult], of plans: [AggregationPlan],
    available: [String: Set<String>], sink: inout DiagnosticSink
  ) {
    precondition(results.count == plans.count, "results of other plans")
    undated.report(Array(zip(plans, results)), available, to: &sink)
  }

  /// Takes a sentence for 口径说明: what was put in for want of a column.
  package mutating func assume(_ sentence: String) {
    if !assumptions.contains(sentence) { assumptions.append(sentence) }
  }
}
