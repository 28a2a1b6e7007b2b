package import HuibianDiagnostics
package import HuibianTable

/// The cells of 绩效指标 whose 实际完成值 is another metric: `=按期答复率`, `=E08`.
///
/// Such a metric is computed for the row's year (年度, else the year of the report), exactly, before
/// the indicators are scored.
package struct IndicatorReferences: Sendable {
  /// What a metric came to.
  package struct Value: Hashable, Sendable {
    let number: Fraction
    /// A rate is 0.95, and 95 in per cent.
    let isRate: Bool
  }

  package struct Reference: Sendable {
    let row: Int
    package let measure: Measure
    package let spec: FigureSpec
    package let location: Location
  }

  /// The references that can be computed, by row; those that cannot have been reported.
  package private(set) var references: [Reference] = []
  private var rows: Set<Int> = []
  private(set) var values: [Int: Value] = [:]

  /// No cell names a metric.
  package init() {}

  /// - Parameter years: Those that figures ask for; rows of other years are not looked at.
  package init(
    _ table: Table, years: Set<Int>, _ catalog: Catalog, _ context: Context,
    sink: inout DiagnosticSink
  ) {
    guard case .coded(let cells)? = table["实际完成值"] else { return }
    var ownYears: PackedValues<Int64>?
    if case .integers(let numbers)? = table["年度"] { ownYears = numbers }
    let texts = cells.dictionary.texts.map { nameKey($0) }
    for (row, code) in cells.codes.enumerated() where texts[Int(code)].hasPrefix("=") {
      rows.insert(row)
      let year = ownYears.map { $0[row] }.flatMap { $0 == Column.missingNumber ? nil : Int($0) }
      guard year.map({ years.contains($0) }) ?? true else { continue }
      let place = table.location(row: row, column: "实际完成值")
      let name = String(texts[Int(code)].dropFirst())
      guard let measure = catalog.measure(name) else {
        sink.report(.unknownMeasure(name, in: catalog, at: place))
        continue
      }
      if catalog.restsOnIndicators(measure) {
        sink.report(
          .badIndicator(
            "绩效指标的实际完成值引用了“\(measure.name)”，而它又由绩效指标算出", "引用业务指标，例如“=按期答复率”", at: place))
        continue
      }
      references.append(
        Reference(
          row: row, measure: measure,
          spec: context.figure(of: measure, inYear: year), location: place))
    }
  }

  package var isEmpty: Bool { rows.isEmpty }

  func isReference(_ row: Int) -> Bool { rows.contains(row) }

  /// Takes the computed figures over; what is no number is reported.
  package mutating func take(_ book: FigureBook, sink: inout DiagnosticSink) {
    for reference in references where book.contains(reference.spec) {
      let value = book[reference.spec]
      guard value.hasData, let number = value.quantity.fraction else {
        let period = reference.spec.period.title
        let what =
          if case .text = value.quantity {
            "不是数"
          } else if value.hasData {
            "在\(period)的分母为零，没有数"
          } else {
            "在\(period)没有数据"
          }
        sink.report(
          .badIndicator(
            "绩效指标的实际完成值引用的“\(reference.measure.name)”\(what)", "给出这一年的台账，或者直接填数",
            at: reference.location))
        continue
      }
      values[reference.row] = Value(number: number, isRate: reference.measure.unit == "%")
    }
  }
}

extension Catalog {
  /// Whether a metric is itself reckoned from indicators, so that none of them may rest on it.
  func restsOnIndicators(_ measure: Measure) -> Bool {
    leaves(of: measure).contains { ["绩效得分", "整体自评", "项目自评"].contains($0.ledger) }
  }
}

extension Context {
  /// The figure of a row's year, up to the cut-off date if that lies in it.
  ///
  /// - Parameter year: Nil: that of the report.
  func figure(of measure: Measure, inYear year: Int?) -> FigureSpec {
    let period = Period(.year(year ?? self.period.year))
    return FigureSpec(
      measure: measure.name, period: period,
      asOf: min(max(asOf, period.range.start), period.range.end))
  }
}
