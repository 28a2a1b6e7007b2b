import HuibianPlan
import HuibianTemplate

extension Filter {
  /// Whether it changes how a value is written, and needs one.
  var needsValue: Bool {
    switch self {
    case .approximate, .chinese, .capital, .tenThousandYuan, .hundredMillionYuan, .tenThousand,
      .jointly:
      true
    default: false
    }
  }

  /// Whether it makes words of the figure, of which nothing is left to be written otherwise.
  var isWordOfItsOwn: Bool {
    switch self {
    case .yearOverYearTrend, .periodOverPeriodTrend, .yearOverYearTimes, .periodOverPeriodTimes,
      .first, .whole, .occurrence:
      true
    default: false
    }
  }

  func goesWith(_ other: Filter) -> Bool {
    switch (self, other) {
    case (_, .merge): true
    case (.yearOverYearTimes, .decimals), (.periodOverPeriodTimes, .decimals), (.whole, .decimals):
      true
    default: false
    }
  }

  /// Whether a metric of this kind can be said so.
  func suits(_ measure: Measure) -> Bool {
    let wording = measure.wording
    return switch self {
    case .capital, .tenThousandYuan, .hundredMillionYuan: MoneyUnit(rawValue: wording.unit) != nil
    case .tenThousand, .first, .occurrence: wording.kind == .count
    case .approximate: wording.kind != .rate
    case .whole: wording.kind == .rate && !wording.isPerMille
    case .yearOverYearTimes, .periodOverPeriodTimes:
      wording.kind == .count || wording.kind == .amount
    default: true
    }
  }

  /// What it can be used for, in the words of the user.
  var use: String {
    switch self {
    case .capital: "“大写”用于金额（单位是元、万元、亿元的指标）；件数、人数用“汉字”"
    case .tenThousandYuan, .hundredMillionYuan:
      "“\(name)”用于金额（单位是元、万元、亿元的指标）；件数、人数用“万”"
    case .tenThousand: "“万”用于件数、人数；金额用“万元”"
    case .first: "“首次”用于按日期登记的件数、批次、人次"
    case .occurrence: "“发生”用于件数、批次、人次"
    case .approximate: "“余”用于数量和金额；比率直接写，或用“1位小数”"
    case .whole: "“全部”用于百分率，例如{{按期办结率｜全部}}"
    case .yearOverYearTimes, .periodOverPeriodTimes: "“倍数”用于数量和金额；比率用“同比”，说的是百分点"
    default: "分成几个标签写"
    }
  }
}

extension Measure {
  /// Whether a metric can be so many per cent of another: no persons of cases, no 元 of 万元, no rate.
  func isPartLike(_ whole: Measure) -> Bool {
    switch (wording.kind, whole.wording.kind) {
    case (.count, .count):
      unit.contains("人") == whole.unit.contains("人")
    case (.amount, .amount): unit == whole.unit
    default: false
    }
  }
}
