package import HuibianDiagnostics
package import HuibianTable

/// The metrics that stand behind indicators (对应指标, or an 实际完成值 that names one): what the ledgers
/// say, beside what was filled in.
package struct IndicatorSupports: Sendable {
  /// What a metric came to.
  struct Value: Sendable {
    let measure: Measure
    /// Nil: there is no figure.
    let number: Fraction?
  }

  private struct Reference {
    let row: Int
    let measure: Measure
    let request: FigureRequest
  }

  private var references: [Reference] = []
  private(set) var values: [Int: Value] = [:]

  /// Nothing stands behind any indicator.
  package init() {}

  /// - Parameter years: Those that figures ask for; rows of other years are not looked at.
  package init(
    _ table: Table, years: Set<Int>, _ catalog: Catalog, _ context: Context,
    sink: inout DiagnosticSink
  ) {
    func texts(_ name: String) -> [String] {
      guard case .coded(let column)? = table[name] else {
        return Array(repeating: "", count: table.rowCount)
      }
      let texts = column.dictionary.texts
      return column.codes.map { texts[Int($0)] }
    }
    let named = texts("对应指标")
    let reached = texts("实际完成值")
    var own: PackedValues<Int64>?
    if case .integers(let numbers)? = table["年度"] { own = numbers }
    for row in 0..<table.rowCount {
      let year = own.map { $0[row] }.flatMap { $0 == Column.missingNumber ? nil : Int($0) }
      guard year.map({ years.contains($0) }) ?? true else { continue }
      var name = nameKey(named[row])
      let isOwn = !name.isEmpty
      if !isOwn, nameKey(reached[row]).hasPrefix("=") {
        name = String(nameKey(reached[row]).dropFirst())
      }
      guard !name.isEmpty else { continue }
      let place = table.location(row: row, column: isOwn ? "对应指标" : "实际完成值")
      guard let measure = catalog.measure(name) else {
        // A value that names no metric is told where values are read.
        if isOwn { sink.report(.unknownMeasure(name, in: catalog, at: place)) }
        continue
      }
      guard !catalog.restsOnIndicators(measure) else {
        if isOwn {
          sink.report(
            .badIndicator(
              "绩效指标的对应指标是“\(measure.name)”，而它又由绩效指标算出", "写业务指标，例如按期答复率", at: place))
        }
        continue
      }
      references.append(
        Reference(
          row: row, measure: measure,
          request: FigureRequest(
            spec: context.figure(of: measure, inYear: year),
            location: place)))
    }
  }

  package var isEmpty: Bool { references.isEmpty }

  package var requests: [FigureRequest] { references.map(\.request) }

  /// Takes the figures that could be computed.
  package mutating func take(_ book: FigureBook) {
    for reference in references {
      var number: Fraction?
      if book.contains(reference.request.spec) {
        let value = book[reference.request.spec]
        number = value.hasData ? value.quantity.fraction : nil
      }
      values[reference.row] = Value(measure: reference.measure, number: number)
    }
  }
}

/// A figure that a ledger asks for, and where it does.
package struct FigureRequest: Sendable {
  package let spec: FigureSpec
  package let location: Location
}
