import HuibianPlan
import HuibianTable

/// The members of dimensions, each looked up once, for that goes through a column.
struct MemberLists {
  let tables: [String: Table]
  private let context: Context
  private var known: [String: [DimensionReference: [String]]] = [:]

  init(_ context: Context, _ tables: [String: Table]) {
    self.context = context
    self.tables = tables
  }

  /// In the order of their tree, then of the table.
  mutating func list(_ dimension: DimensionReference, _ ledger: LedgerSchema) -> [String] {
    if let list = known[ledger.name]?[dimension] { return list }
    let list = dimension.members(
      in: tables[ledger.name], ledger: ledger, trees: context.trees, period: context.period)
    known[ledger.name, default: [:]][dimension] = list
    return list
  }
}
