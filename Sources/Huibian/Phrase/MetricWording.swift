package import HuibianPlan

/// How a metric is spoken of: its name, its unit, and which verbs it takes.
package struct MetricWording: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Whole things: 增加/减少, 上升/下降 by per cent.
    case count
    /// Money, scores, means that are no times: 增加/减少, 上升/下降 by per cent.
    case amount
    /// A quotient printed as per cent: 上升/下降 by percentage points (个百分点), never by per cent.
    case rate
    /// A mean or a number of days: 延长/缩短, 上升/下降 by per cent.
    case duration
  }

  package let name: String
  /// `批次`, `天`, `万元`; of a rate `%` (also if empty) or `‰`.
  package let unit: String
  package let kind: Kind
  /// The metric's own decimal places (小数).
  ///
  /// Nil: 1 for rates, means and durations, 2 for amounts;
  /// counts have none in any case.
  package let decimals: Int?

  package init(name: String, unit: String, kind: Kind, decimals: Int? = nil) {
    self.name = name
    self.unit = unit
    self.kind = kind
    self.decimals = decimals
  }

  func withDecimals(_ decimals: Int) -> MetricWording {
    MetricWording(name: name, unit: unit, kind: kind, decimals: decimals)
  }
}

/// With what a figure is compared.
package enum Basis: Hashable, Sendable {
  /// 同比, with 上年同期.
  case yearEarlier
  /// 环比, with 上期.
  case previousPeriod

  /// The word before a change.
  var comparison: String { self == .yearEarlier ? "同比" : "环比" }
  /// The word for the base.
  var period: String { self == .yearEarlier ? "上年同期" : "上期" }
}

/// The figure of the base period.
package enum Base: Hashable, Sendable {
  case value(Quantity)
  /// The ledger has no row at all in the base period; the caller warns.
  case noData
  /// One of the two periods lacks days that the other has, so that a change would be a wrong number:
  /// the report's own period, or else the base; the caller warns.
  case partial(Quantity, isCurrent: Bool)

  /// The figure of the base; nil where there is none.
  var quantity: Quantity? {
    switch self {
    case .value(let quantity), .partial(let quantity, _): quantity
    case .noData: nil
    }
  }
}

/// A figure and its base, to be compared in words.
package struct ComparedFigure: Hashable, Sendable {
  package let wording: MetricWording
  package let current: Quantity
  package let base: Base

  package init(_ wording: MetricWording, current: Quantity, base: Base) {
    self.wording = wording
    self.current = current
    self.base = base
  }
}

/// How numbers are printed at one place.
package struct PhraseStyle: Hashable, Sendable {
  /// What the tag says by `｜N位小数`, for every number of the phrase that is no count; nil: nothing.
  package let decimals: Int?
  /// Decimal places of percentages and percentage points, where neither tag nor metric ask for more.
  package let percentDecimals: Int
  /// In a table decimals are fixed (25.0%); in a sentence trailing zeros are dropped (25%).
  package let isTable: Bool
  /// 近整: rates that are not the whole, or not nothing, take more digits before they are printed as
  /// 100% or 0%.
  package let keepsFromWhole: Bool

  package init(
    decimals: Int? = nil, percentDecimals: Int = 1, isTable: Bool = false,
    keepsFromWhole: Bool = false
  ) {
    self.keepsFromWhole = keepsFromWhole
    self.decimals = decimals
    self.percentDecimals = percentDecimals
    self.isTable = isTable
  }

  func text(_ number: RoundedNumber, showsPlus: Bool = false) -> String {
    number.text(trimsZeros: !isTable, showsPlus: showsPlus)
  }
}
