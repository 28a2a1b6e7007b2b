import HuibianDiagnostics
import HuibianPlan
import HuibianReaders
import HuibianTable

/// From exports to answered figures: read, examine, plan, run. Reports and `stats` share it.
struct Statistics: Sendable {
  let catalog: Catalog
  let context: Context
  let workspace: any Workspace
  let makeEngine: @Sendable ([String: Table]) -> any AggregationEngine
  var planner: FigurePlanner

  /// How the engine is called in the trace.
  let engineName = "columnar"

  init(
    catalog: Catalog, context: Context, workspace: any Workspace,
    makeEngine: @escaping @Sendable ([String: Table]) -> any AggregationEngine
  ) {
    self.catalog = catalog
    self.context = context
    self.workspace = workspace
    self.makeEngine = makeEngine
    planner = FigurePlanner(catalog: catalog, context: context)
  }

  /// What the planner assumed for want of columns.
  var assumptions: [String] { planner.assumptions }

  /// The trees of the context, with what the data told of names that several places share.
  var trees: [String: Tree] { planner.context.trees }

  /// Reports what is wrong with the figures before any data is read.
  ///
  /// - Parameter isAll: None will be read: a member that a tree does not list is a mistake.
  mutating func check(
    _ specs: [FigureSpec], at place: (FigureSpec) -> Location, isAll: Bool = false,
    sink: inout DiagnosticSink
  ) {
    planner.check(specs, at: place, isAll: isAll, sink: &sink)
  }

  /// Columns that figures need, by ledger.
  func columnNeeds(_ specs: [FigureSpec]) -> [String: ColumnNeeds] { planner.columnNeeds(specs) }

  /// Ledgers as read and examined.
  struct Gathered {
    var tables: [String: Table]
    var inputs: [InputSummary]
    /// False if a file could not be understood: what is missing is then not said again.
    let areAllRead: Bool
    /// What was put in for want of columns, one sentence each.
    var notes: [String] = []
    /// The metrics that targets and indicators name, each once, in their order.
    var named: [Measure] = []

    var available: [String: Set<String>] { tables.mapValues(\.available) }
  }

  // MARK: Answering

  mutating func plan(
    _ specs: [FigureSpec], _ gathered: Gathered, at place: (FigureSpec) -> Location,
    sink: inout DiagnosticSink
  ) -> [AggregationPlan] {
    for table in gathered.tables.values {
      planner.know(
        table.columns.compactMapValues { column in
          if case .coded(let coded) = column, coded.dictionary.count <= 100_000 {
            Set(coded.dictionary.texts)
          } else {
            nil
          }
        })
    }
    for note in gathered.notes { planner.assume(note) }
    let plans = planner.plans(specs, available: gathered.available, at: place, sink: &sink)
    checkOffice(plans, gathered.tables, sink: &sink)
    return plans
  }

  func execute(
    _ plans: [AggregationPlan], _ gathered: Gathered, sink: inout DiagnosticSink
  ) async -> FigureBook? {
    do throws(EngineError) {
      let results = try await makeEngine(gathered.tables).run(plans)
      planner.reportDoubts(results, of: plans, available: gathered.available, sink: &sink)
      return planner.book(results, of: plans)
    } catch {
      sink.report(.engineFailed(error))
      return nil
    }
  }
}

extension Set<FigureSpec> {
  /// In an order that does not depend on hashes: the plans, and so the trace, are the same each run.
  var sortedForPlanning: [FigureSpec] {
    map { (spec: $0, key: $0.sortKey) }.sorted { $0.key < $1.key }.map(\.spec)
  }
}

extension FigureSpec {
  fileprivate var sortKey: String {
    [
      measure, period.range.start.iso, period.range.end.iso, asOf.iso,
      slice.map { $0.dimension.name + "=" + $0.members.joined(separator: "/") }
        .joined(separator: ","),
      groupings.map(\.name).joined(separator: ","),
      condition.map { String(describing: $0) } ?? "",
    ].joined(separator: "|")
  }
}
