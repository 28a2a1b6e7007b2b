/// The ends and steps of an axis of values, where the program that shows the chart would choose
/// badly; nil leaves it the choice.
///
/// Binary numbers serve here: they only choose among fixed texts, none of them is printed.
struct ChartScale {
  /// Columns begin at zero, else their lengths lie. A line of rates may begin anywhere.
  let least: String?
  /// No rate passes 100%: an axis up to 120% looks like a mistake.
  let most: String?
  /// Nobody counts half cases.
  let step: String?

  /// - Parameter isOfLines: No columns stand at the axis.
  init(_ series: ArraySlice<Chart.Series>, _ kind: Chart.Kind, isOfLines: Bool) {
    guard !kind.isShared else {
      (least, most, step) = ("0", nil, nil)
      return
    }
    let columns = series.map { $0.values.map { $0.flatMap { Double($0) } } }
    let ends = Self.ends(columns)
    let isRate = series.first?.sign == "%"
    let bottom = ends?.lowerBound ?? 0
    let top = kind.isStacked ? Self.highest(columns) : ends?.upperBound ?? 0
    // Ten or more below the lowest rate, at a round number.
    let floor = isRate && isOfLines && bottom > 50 ? Int(bottom - 5) / 10 * 10 : 0
    least = bottom < 0 ? nil : String(floor)
    most = isRate && top <= 100 && top > 70 ? "100" : nil
    let isWhole = series.allSatisfy { $0.sign.isEmpty && $0.decimals == 0 }
    step = isWhole && bottom >= 0 && top <= 6 ? "1" : nil
  }

  /// The least and the most; nil if there is no value.
  private static func ends(_ columns: [[Double?]]) -> ClosedRange<Double>? {
    var ends: ClosedRange<Double>?
    for column in columns {
      for case let value? in column {
        let known = ends ?? value...value
        ends = min(known.lowerBound, value)...max(known.upperBound, value)
      }
    }
    return ends
  }

  /// The height of the highest stack.
  private static func highest(_ columns: [[Double?]]) -> Double {
    let rows = columns.first?.indices ?? 0..<0
    return rows.map { row in columns.reduce(0) { $0 + ($1[row] ?? 0) } }.max() ?? 0
  }
}
