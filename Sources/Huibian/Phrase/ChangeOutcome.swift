import HuibianPlan

/// What can be said of a figure and its base; each case has its own words.
enum ChangeOutcome: Hashable {
  /// The figure itself is no number: a rate whose denominator is zero.
  case undefined
  /// The base is not there, or is no number.
  case noData
  /// One of the two periods lacks days that the other has.
  case partial(isCurrent: Bool)
  /// Zero, as before. Of counts, amounts and durations only; a rate of 0% twice is level.
  case bothZero
  case level
  /// Different, but not in any digit that may be printed.
  case nearlyLevel
  /// Up from zero (or down from it): by how much, but not by how many per cent.
  case fromZero(Move)
  /// From an amount below zero: the same.
  case fromNegative(Move)
  case moved(Move)

  struct Move: Hashable {
    let rises: Bool
    /// 增加, 减少, 延长, 缩短; of rates 上升, 下降.
    let verb: String
    /// Without sign and unit.
    let amount: String
    /// `批次`; of rates `个百分点`.
    let unit: String
    /// With its sign `%`, or in words (`不足0.01%`); nil for rates, and from zero.
    let percent: String?

    /// The direction of a percentage: 上升, 下降.
    var direction: String { rises ? "上升" : "下降" }
  }
}

extension ComparedFigure {
  func outcome(_ style: PhraseStyle) -> ChangeOutcome {
    guard let current = current.fraction else { return .undefined }
    if case .partial(_, let isCurrent) = base { return .partial(isCurrent: isCurrent) }
    guard case .value(let quantity) = base, let base = quantity.fraction else { return .noData }
    if wording.kind == .rate { return points(current, base, style) }
    if current.isZero, base.isZero { return .bothZero }
    let change = Change(current: current, base: base)
    if change.difference.isZero { return .level }
    let difference = change.difference.magnitude.rounded(
      max(wording.places(self.current, style), wording.places(quantity, style)))
    if difference.isZero { return .nearlyLevel }
    let rises = change.difference > .zero
    let verb =
      wording.kind == .duration ? (rises ? "延长" : "缩短") : (rises ? "增加" : "减少")
    let percent = change.ratio.map { ChangePercent($0, style).words }
    let move = ChangeOutcome.Move(
      rises: rises, verb: verb, amount: style.text(difference), unit: wording.unit,
      percent: percent)
    if base < .zero { return .fromNegative(move) }
    return percent == nil ? .fromZero(move) : .moved(move)
  }

  private func points(
    _ current: Fraction, _ base: Fraction, _ style: PhraseStyle
  ) -> ChangeOutcome {
    let points = exactPoints(current, base)
    if points.isZero { return .level }
    let rounded = roundedPoints(points, style)
    if rounded.isZero { return .nearlyLevel }
    let rises = points > .zero
    return .moved(
      ChangeOutcome.Move(
        rises: rises, verb: rises ? "上升" : "下降", amount: style.text(rounded.magnitude),
        unit: wording.isPerMille ? "个千分点" : "个百分点", percent: nil))
  }

  /// The difference of the exact rates, in the unit of the rate's points.
  func exactPoints(_ current: Fraction, _ base: Fraction) -> Fraction {
    PointChange(current: current, base: base).points * (wording.isPerMille ? 10 : 1)
  }

  /// A rate printed without decimals changes by points with one: 66% and 60% may differ by 5.5.
  func roundedPoints(_ points: Fraction, _ style: PhraseStyle) -> RoundedNumber {
    let places = style.decimals ?? max(wording.decimals ?? 0, style.percentDecimals)
    let rounded = points.rounded(places)
    return rounded.isZero && !points.isZero && places < 2 ? points.rounded(2) : rounded
  }
}

extension MetricWording {
  var isPerMille: Bool { unit == "‰" }
  var isPercent: Bool { kind == .rate && !isPerMille }

  /// Decimal places of a value.
  func places(_ quantity: Quantity, _ style: PhraseStyle) -> Int {
    if case .count = quantity { return 0 }
    if kind == .count, decimals == nil, case .decimal = quantity { return 0 }
    if let decimals = style.decimals ?? decimals { return decimals }
    if case .decimal = quantity, kind == .amount { return 2 }
    return kind == .rate ? style.percentDecimals : 1
  }
}

/// A change as a percentage of its base, never printed so that it lies: what is not zero is not
/// printed as 0%, and what has not fallen to zero not as 100%.
///
/// Where the usual decimals would, one more digit is taken, up to two in all (下降99.99%, 上升0.01%),
/// and then words: 不足0.01%, 超过99.99%.
struct ChangePercent {
  /// Without sign: `15.9%`.
  let words: String
  /// With sign, without `%`: `-15.9`; the nearest number that does not lie.
  let signed: String

  init(_ ratio: Fraction, _ style: PhraseStyle) {
    let percent = ratio * 100
    let hundred = Fraction(100)
    let isRest = percent < .zero && percent.magnitude < hundred
    let usual = style.decimals ?? style.percentDecimals
    let most = max(usual, 2)
    for places in usual...most {
      let rounded = percent.rounded(places)
      let isWhole = rounded.magnitude.scaled == 100 * powerOfTen(places)
      if rounded.isZero != percent.isZero || (isRest && isWhole) { continue }
      words = style.text(rounded.magnitude) + "%"
      signed = style.text(rounded, showsPlus: true)
      return
    }
    let sign: Int128 = percent < .zero ? -1 : 1
    let isSmall = percent.rounded(most).isZero
    let edge = RoundedNumber(
      scaled: isSmall ? sign : sign * (100 * powerOfTen(most) - 1), places: most)
    words = (isSmall ? "不足" : "超过") + style.text(edge.magnitude) + "%"
    signed = isSmall ? "0" : style.text(edge, showsPlus: true)
  }
}
