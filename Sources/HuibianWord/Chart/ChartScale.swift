/// The ends and steps of an axis of values, where the program that shows the chart would choose
/// badly; nil leaves it the choice.
///
/// Binary numbers serve here: they only choose among fixed texts, none of them is printed.
struct ChartScale {
  /// Columns begin at zero, else their lengths lie. A line of rates may begin anywhere.
  let least: String?
  /// No rate passes 100%: an axis up to 120% looks like a mistake. Lines that come near it need some room
  /// above for their numbers, in which no step falls.
  let most: String?
  /// Nobody counts half cases; rates step to 100%.
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
    let isWhole = series.allSatisfy { $0.sign.isEmpty && $0.decimals == 0 }
    guard isRate, top <= 100, top > 70 else {
      most = nil
      step = isWhole && bottom >= 0 && top <= 6 ? "1" : nil
      return
    }
    let range = 100 - floor
    let hasRoom = !isOfLines || bottom < 0 || top < 100 - Double(range) * Self.room
    most = hasRoom ? "100" : Self.aboveFull(range)
    step = hasRoom ? nil : range <= 10 ? "2" : range <= 30 ? "5" : range <= 60 ? "10" : "20"
  }

  /// What a number above a point takes, as a part of the axis.
  private static let room = 0.075

  /// 100 and that part of a range of tens: 101.5 for 20.
  private static func aboveFull(_ range: Int) -> String {
    let hundredths = range / 10 * 75
    let rest = hundredths % 100
    return "\(100 + hundredths / 100)"
      + (rest == 0 ? "" : rest % 10 == 0 ? ".\(rest / 10)" : ".\(rest)")
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
