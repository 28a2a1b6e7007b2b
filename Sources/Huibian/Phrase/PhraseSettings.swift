import HuibianPlan

/// What 口径 says of phrases.
struct PhraseSettings {
  let degrees: ChangeDegrees
  /// 概数位数, at least 1.
  let approximateDigits: Int
  /// 小数, of percentages: 0…3.
  let percentDecimals: Int
  /// 近整: 多取一位.
  let keepsFromWhole: Bool

  init(_ catalog: Catalog) {
    degrees = ChangeDegrees(
      great: .init(percent: catalog.number("大幅幅度"), points: catalog.number("大幅百分点")),
      marked: .init(percent: catalog.number("明显幅度"), points: catalog.number("明显百分点")),
      slight: .init(percent: catalog.number("略有幅度"), points: catalog.number("略有百分点")),
      leastBase: catalog.number("程度最小基数"))
    percentDecimals = catalog.decimals
    keepsFromWhole = catalog.setting("近整")?.value == .choice("多取一位")
    approximateDigits = max(catalog.number("概数位数"), 1)
  }

  /// Those that 走势 goes by.
  static let ofTrends = [
    "明显幅度", "大幅幅度", "略有幅度", "明显百分点", "大幅百分点", "略有百分点", "程度最小基数",
  ]
}

extension Catalog {
  /// 小数, 0…3.
  fileprivate var decimals: Int {
    guard case .choice(let places)? = setting("小数")?.value else { return 1 }
    return Int(places) ?? 1
  }
}
