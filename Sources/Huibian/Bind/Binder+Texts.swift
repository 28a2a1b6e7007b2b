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
    listedTexts(
      value.names[0], value.slices, around: around(tag),
      merges: value.filters.contains(.merge), tag: tag, sink: &sink)
  }

  /// That a member has a row in the report's period: for a column that a ledger that may be listed has;
  /// nil for all others, whose members are shown whether they have rows or not.
  mutating func listedCondition(
    _ column: String, around: [LoopID], tag: Int, sink: inout DiagnosticSink
  ) -> (condition: TemplateCondition, ledger: String)? {
    let ledgers = catalog.ledgers.filter {
      $0.column(column) != nil && catalog.listing(of: $0.name) != nil
    }
    guard
      let ledger = ledgers.max(by: { loops(around, in: $0).count < loops(around, in: $1).count }),
      let measure = catalog.listing(of: ledger.name),
      let figure = figure(
        measure.name, [], tag: tag, around: loops(around, in: ledger), sink: &sink)
    else { return nil }
    return (
      .compare(.figure(figure), .greater, .number(DecimalLiteral(unscaled: 0))), ledger.name
    )
  }

  /// The loops whose columns a ledger has.
  private func loops(_ around: [LoopID], in ledger: LedgerSchema) -> [LoopID] {
    around.filter { loopDimension($0)?.column.map { ledger.column($0) != nil } ?? false }
  }

  /// - Parameter around: The loops, outermost first.
  mutating func listedTexts(
    _ name: String, _ slices: [Slice], around: [LoopID], merges: Bool = false, tag: Int,
    sink: inout DiagnosticSink
  ) -> FigurePhrase? {
    let ledgers = catalog.ledgers.filter { ledger in
      catalog.listing(of: ledger.name) != nil && ledger.column(spelled: name) != nil
    }
    guard
      let ledger = ledgers.max(by: { loops(around, in: $0).count < loops(around, in: $1).count }),
      let measure = catalog.listing(of: ledger.name), let column = ledger.column(spelled: name),
      column.kind == .text || column.kind == .choice || column.kind == .flag
    else { return nil }
    guard
      var figure = figure(
        measure.name, slices, tag: tag, around: loops(around, in: ledger), isComputed: false,
        sink: &sink)
    else { return nil }
    var spec = figure.spec
    spec.groupings.append(DimensionReference(column: column.name, name: column.name))
    figure = BoundFigure(
      measure: measure, spec: spec, loops: figure.loops, numbers: &bound.numbers)
    ask(spec, tag: tag)
    return FigurePhrase(
      figures: [figure], statistic: .texts, merges: merges)
  }
}
