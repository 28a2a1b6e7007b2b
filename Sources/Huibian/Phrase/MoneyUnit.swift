import HuibianPlan

/// A unit in which amounts of money are printed.
enum MoneyUnit: String {
  case yuan = "元"
  case tenThousandYuan = "万元"
  case hundredMillionYuan = "亿元"

  /// 元 is 10^0.
  var exponent: Int {
    switch self {
    case .yuan: 0
    case .tenThousandYuan: 4
    case .hundredMillionYuan: 8
    }
  }
}

extension FigurePhrase.LargeUnit {
  /// How a metric is spoken of in this unit, and how many powers of ten it is larger than its own; nil
  /// if the metric cannot be said so.
  func wording(_ own: MetricWording) -> (wording: MetricWording, exponent: Int)? {
    if let unit = MoneyUnit(rawValue: rawValue) {
      guard let known = MoneyUnit(rawValue: own.unit) else { return nil }
      return (
        MetricWording(name: own.name, unit: rawValue, kind: own.kind),
        unit.exponent - known.exponent
      )
    }
    return (MetricWording(name: own.name, unit: rawValue + own.unit, kind: .amount), 4)
  }
}

extension Quantity {
  /// The quantity in a unit 10^`exponent` times as large; nil beyond 64 bits, and for rates and texts.
  func inUnit(_ exponent: Int) -> Quantity? {
    switch self {
    case .count(let count): return Quantity.decimal(Int64(count), scale: 0).inUnit(exponent)
    case .decimal(let value, let scale):
      if scale + exponent >= 0 {
        return scale + exponent <= 18 ? .decimal(value, scale: scale + exponent) : nil
      }
      let factor = Int64(powerOfTen(-scale - exponent))
      let (product, overflow) = value.multipliedReportingOverflow(by: factor)
      return overflow ? nil : .decimal(product, scale: 0)
    case .mean(let sum, let count):
      let factor = Int64(powerOfTen(abs(exponent)))
      let (product, overflow) =
        (exponent < 0 ? sum : count).multipliedReportingOverflow(by: factor)
      if overflow { return nil }
      return exponent < 0
        ? .mean(sum: product, count: count) : .mean(sum: sum, count: product)
    case .ratio, .text: return nil
    }
  }

  /// The decimal places that print it exactly, at most 6; of a mean 2.
  var exactPlaces: Int {
    switch self {
    case .count, .ratio, .text: return 0
    case .mean: return 2
    case .decimal(var value, let scale):
      if value == 0 { return 0 }
      var places = scale
      while places > 0, value % 10 == 0 {
        value /= 10
        places -= 1
      }
      return min(places, 6)
    }
  }
}
