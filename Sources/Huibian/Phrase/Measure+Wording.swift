package import HuibianPlan

extension Measure {
  /// How the measure is spoken of.
  package var wording: MetricWording {
    let kind: MetricWording.Kind =
      switch definition {
      case .ratio: .rate
      case .mean, .median: unit == "天" ? .duration : .amount
      case .sum, .total, .firstOf, .score, .grade, .yearEarlier, .external, .count, .countDistinct:
        ["万元", "元", "亿元", "分", "平方米"].contains(unit) ? .amount : unit == "%" ? .rate : .count
      }
    return MetricWording(name: name, unit: unit, kind: kind, decimals: decimals)
  }
}
