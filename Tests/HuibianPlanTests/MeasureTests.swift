import HuibianDiagnostics
import HuibianPlan
import HuibianTable
import HuibianTestSupport
import Testing

@Suite struct MeasureTests {
  /// The plans of every measure that ships, with all columns there: office 甲局, January to October
  /// 2022, cut-off 2022-10-31, no tree.
  @Test func `turns every measure into the plans that its counting rule asks for`() {
    var sink = DiagnosticSink()
    let catalog = Catalog.shipped(sink: &sink)
    let period = Period(.months(2022, 1, 10))
    var planner = FigurePlanner(
      catalog: catalog, context: Context(officeNames: ["甲局"], period: period))
    let all = Dictionary(
      catalog.ledgers.map { ($0.name, Set($0.columns.map(\.name))) },
      uniquingKeysWith: { a, _ in a })
    let specs = catalog.measures.filter { !$0.isAuxiliary }
      .map { FigureSpec(measure: $0.name, period: period) }
    let plans = planner.plans(specs, available: all, at: { _ in .command }, sink: &sink)
    #expect(Set(sink.diagnostics.map(\.id)) == ["whole-year"])
    let book = planner.book(plans.map { _ in AggregationResult() }, of: plans)
    let text = specs.map { spec in
      let plans = book.plans(of: spec).map {
        $0.text.replacing("｜登记日期 2022-01-01..2022-10-31", with: "")
      }
      return "\(catalog.measure(spec.measure)?.id ?? "") \(spec.measure)\n"
        + plans.map { "  \($0)\n" }.joined()
    }.joined()
    expectGolden(text, "指标.txt")
  }
}
