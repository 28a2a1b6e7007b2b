import HuibianDiagnostics
import HuibianPlan
import HuibianTable
import HuibianTemplate

extension Binder {
  /// What a column says in the rows at the members of the loops around: `{{偏差原因}}` inside
  /// `{{每个 指标序号}}`; nil if no ledger that may be listed (列示) has such a column.
  ///
  /// Of several ledgers that which has the column of the innermost loop.
  mutating func listedTexts(
    _ value: ValueTag, tag: Int, sink: inout DiagnosticSink
  ) -> FigurePhrase? {
    let around = around(tag)
    let name = value.names[0]
    let ledgers = catalog.ledgers.filter { ledger in
      catalog.listing(of: ledger.name) != nil && ledger.column(spelled: name) != nil
    }
    func loops(in ledger: LedgerSchema) -> [LoopID] {
      around.filter { id in
        loopDimension(id)?.column.map { ledger.column($0) != nil } ?? false
      }
    }
    guard
      let ledger = ledgers.max(by: { loops(in: $0).count < loops(in: $1).count }),
      let measure = catalog.listing(of: ledger.name), let column = ledger.column(spelled: name),
      column.kind == .text || column.kind == .choice || column.kind == .flag
    else { return nil }
    guard
      var figure = figure(
        measure.name, value.slices, tag: tag, around: loops(in: ledger), isComputed: false,
        sink: &sink)
    else { return nil }
    var spec = figure.spec
    spec.groupings.append(DimensionReference(column: column.name, name: column.name))
    figure = BoundFigure(measure: measure, spec: spec, loops: figure.loops)
    ask(spec, tag: tag)
    return FigurePhrase(
      figures: [figure], statistic: .texts, merges: value.filters.contains(.merge))
  }
}
