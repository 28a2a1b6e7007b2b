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

  init(_ series: [Chart.Series], _ kind: Chart.Kind) {
    guard !kind.isShared else {
      (least, most, step) = ("0", nil, nil)
      return
    }
    let values = series.flatMap(\.values).compactMap { $0.flatMap { Double($0) } }
    let isRate = series.first?.sign == "%"
    let stacks = (series.first?.values.indices ?? 0..<0).map { index in
      series.compactMap { $0.values[index].flatMap { Double($0) } }.reduce(0, +)
    }
    let top = (kind.isStacked ? stacks : values).max() ?? 0
    let bottom = values.min() ?? 0
    // Ten or more below the lowest rate, at a round number.
    let floor = isRate && bottom > 50 ? Int(bottom - 5) / 10 * 10 : 0
    least = bottom < 0 ? nil : String(floor)
    most = isRate && top <= 100 && top > 70 ? "100" : nil
    let isWhole = series.allSatisfy { $0.sign.isEmpty && $0.decimals == 0 }
    step = isWhole && bottom >= 0 && top <= 6 ? "1" : nil
  }
}
