package import HuibianPlan

/// Figures in the words of official reports.
///
/// Pure: numbers in, text out.
///
/// Several figures of one tag are said together where one sentence can hold them, else each by name.
/// A figure that is no number is `—`, and a base that is not there 上年同期无数据; warning of it is
/// the caller's duty (``HuibianPlan/Quantity/isDefined``).
package enum Phrase {
  /// What is printed for a rate or a mean without a denominator.
  package static let undefined = "—"

  /// `143批次`, `66%`, `30.2天`, `120.5万元` (in a table `120.50万元`).
  package static func value(
    _ quantity: Quantity, _ wording: MetricWording, _ style: PhraseStyle = PhraseStyle()
  ) -> String {
    if case .text(let text) = quantity { return text }
    if case .count(let count) = quantity, wording.kind != .rate {
      return String(count) + wording.unit
    }
    guard quantity.isDefined else { return undefined }
    let unit = wording.kind == .rate && wording.unit.isEmpty ? "%" : wording.unit
    if wording.isPercent, let fraction = quantity.fraction {
      return RatePercent(fraction, places: wording.places(quantity, style), style).words + unit
    }
    return number(quantity, wording, style) + unit
  }

  /// The value without its unit (`｜数`): `143`, `66`.
  package static func number(
    _ quantity: Quantity, _ wording: MetricWording, _ style: PhraseStyle = PhraseStyle()
  ) -> String {
    if case .text(let text) = quantity { return text }
    if case .count(let count) = quantity, wording.kind != .rate { return String(count) }
    guard let fraction = quantity.fraction else { return undefined }
    if wording.isPercent {
      return RatePercent(fraction, places: wording.places(quantity, style), style).digits
    }
    let factor: Int128 = wording.kind == .rate ? 1000 : 1
    return style.text((fraction * factor).rounded(wording.places(quantity, style)))
  }

  /// The whole phrase (`｜同比`, `｜环比`): 同比减少27批次，下降15.9%.
  ///
  /// Several figures that all moved one way: 同比减少27批次、166人次，分别下降15.9%、13.3%; else each by
  /// name, joined by ；. Equal ones are said once: 均上升100%.
  package static func change(
    _ figures: [ComparedFigure], _ basis: Basis, _ style: PhraseStyle = PhraseStyle()
  ) -> String {
    if figures.count > 1, let moves = commonMoves(figures, style, fromZero: false) {
      let first = moves[0]
      if figures[0].wording.kind == .rate { return basis.comparison + together(moves) }
      return basis.comparison + together(moves) + "，"
        + jointly(moves.compactMap(\.percent), verb: first.direction)
    }
    return byName(figures) { figure in
      switch figure.outcome(style) {
      case .undefined: return undefined
      case .noData: return basis.period + "无数据"
      case .partial(let isCurrent): return (isCurrent ? "本期" : basis.period) + "数据不全"
      case .bothZero: return "与" + basis.period + "均为零"
      case .level: return basis.comparison + "持平"
      case .nearlyLevel: return basis.comparison + "基本持平"
      case .fromZero(let move):
        return basis.comparison + move.verb + move.amount + move.unit
          + "（" + basis.period + "为零）"
      case .fromNegative(let move):
        return basis.comparison + move.verb + move.amount + move.unit
          + "（" + basis.period + "为负数）"
      case .moved(let move):
        var text = basis.comparison
        text.reserveCapacity(64)
        text += move.verb
        text += move.amount
        text += move.unit
        if let percent = move.percent {
          text += "，"
          text += move.direction
          text += percent
        }
        return text
      }
    }
  }

  /// The difference alone (`｜同比增减`): 减少27批次, 缩短11.3天, 上升5.5个百分点, 持平.
  package static func difference(
    _ figures: [ComparedFigure], _ basis: Basis, _ style: PhraseStyle = PhraseStyle()
  ) -> String {
    if figures.count > 1, let moves = commonMoves(figures, style, fromZero: true) {
      return together(moves)
    }
    return byName(figures) { figure in
      let outcome = figure.outcome(style)
      switch outcome {
      case .fromZero(let move), .fromNegative(let move), .moved(let move):
        return move.verb + move.amount + move.unit
      case .undefined, .noData, .partial, .bothZero, .level, .nearlyLevel:
        return unmoved(outcome, basis)
      }
    }
  }

  /// The percentage alone (`｜同比幅度`): 下降15.9%; of rates 上升5.5个百分点.
  ///
  /// From zero there is none: 上年同期为零; nor from below: 上年同期为负数.
  package static func ratio(
    _ figures: [ComparedFigure], _ basis: Basis, _ style: PhraseStyle = PhraseStyle()
  ) -> String {
    if figures.count > 1, let moves = commonMoves(figures, style, fromZero: false) {
      if figures[0].wording.kind == .rate { return together(moves) }
      return jointly(moves.compactMap(\.percent), verb: moves[0].direction)
    }
    return byName(figures) { figure in
      let outcome = figure.outcome(style)
      switch outcome {
      case .fromZero: return basis.period + "为零"
      case .fromNegative: return basis.period + "为负数"
      case .moved(let move):
        return move.percent.map { move.direction + $0 } ?? move.verb + move.amount + move.unit
      case .undefined, .noData, .partial, .bothZero, .level, .nearlyLevel:
        return unmoved(outcome, basis)
      }
    }
  }

  /// What the difference alone and the percentage alone say where nothing moved, or nobody knows.
  private static func unmoved(_ outcome: ChangeOutcome, _ basis: Basis) -> String {
    switch outcome {
    case .noData: basis.period + "无数据"
    case .partial(let isCurrent): (isCurrent ? "本期" : basis.period) + "数据不全"
    case .bothZero, .level: "持平"
    case .nearlyLevel: "基本持平"
    case .undefined, .fromZero, .fromNegative, .moved: undefined
    }
  }

  /// The value of the base (`｜上年同期`, `｜上期`): 170批次; 无数据 where there is none, in a table —.
  package static func base(
    _ figure: ComparedFigure, _ style: PhraseStyle = PhraseStyle()
  ) -> String {
    figure.base.quantity.map { value($0, figure.wording, style) }
      ?? (style.isTable ? undefined : "无数据")
  }

  /// The bare difference (`｜同比增减｜数`): `-27`, `+5`, `0`; of rates in percentage points.
  package static func signedDifference(
    _ figure: ComparedFigure, _ style: PhraseStyle = PhraseStyle()
  ) -> String {
    guard let current = figure.current.fraction, case .value(let quantity) = figure.base,
      let base = quantity.fraction
    else { return undefined }
    if figure.wording.kind == .rate {
      let points = figure.exactPoints(current, base)
      return style.text(figure.roundedPoints(points, style), showsPlus: true)
    }
    let places = max(
      figure.wording.places(figure.current, style), figure.wording.places(quantity, style))
    return style.text((current - base).rounded(places), showsPlus: true)
  }

  /// The bare percentage (`｜同比幅度｜数`): `-15.9`, `+1.1`, `0`; — where the base is zero or not
  /// there; of rates in percentage points.
  package static func signedRatio(
    _ figure: ComparedFigure, _ style: PhraseStyle = PhraseStyle()
  ) -> String {
    if figure.wording.kind == .rate { return signedDifference(figure, style) }
    guard let current = figure.current.fraction, case .value(let quantity) = figure.base,
      let base = quantity.fraction, let ratio = Change(current: current, base: base).ratio
    else { return undefined }
    return ChangePercent(ratio, style).signed
  }

  /// The share of a part in a whole (`｜占比：…`): `26.7%`; — if the whole is zero.
  package static func share(
    of part: Quantity, in whole: Quantity, _ style: PhraseStyle = PhraseStyle()
  ) -> String {
    guard let part = part.fraction, let whole = whole.fraction, let share = part / whole else {
      return undefined
    }
    let places = style.decimals ?? style.percentDecimals
    return RatePercent(share, places: places, style).words + "%"
  }

  /// Values of several figures in one breath (`｜分别`): 分别为98.7%、97.2%; where all are equal 均为100%.
  static func jointly(_ values: [String], verb: String = "为") -> String {
    let isOne = values.allSatisfy { $0 == values[0] }
    return isOne ? "均" + verb + values[0] : "分别" + verb + values.joined(separator: "、")
  }

  /// The moves of figures that can be said in one breath: all moved, one way, with the same verb.
  private static func commonMoves(
    _ figures: [ComparedFigure], _ style: PhraseStyle, fromZero: Bool
  ) -> [ChangeOutcome.Move]? {
    var moves: [ChangeOutcome.Move] = []
    for figure in figures {
      switch figure.outcome(style) {
      case .moved(let move): moves.append(move)
      case .fromZero(let move) where fromZero: moves.append(move)
      case .fromNegative(let move) where fromZero: moves.append(move)
      default: return nil
      }
    }
    let isRate = figures.map { $0.wording.kind == .rate }
    let isOne = Set(moves.map(\.verb)).count == 1 && Set(isRate).count == 1
    // 个百分点 is said once for all of them.
    return isOne && (!isRate[0] || Set(moves.map(\.unit)).count == 1) ? moves : nil
  }

  /// 减少27批次、166人次; of rates 分别上升5.5、3.2个百分点.
  private static func together(_ moves: [ChangeOutcome.Move]) -> String {
    if moves[0].percent == nil, moves[0].verb == moves[0].direction {
      return jointly(moves.map(\.amount), verb: moves[0].verb) + moves[0].unit
    }
    return moves[0].verb + moves.map { $0.amount + $0.unit }.joined(separator: "、")
  }

  private static func byName(
    _ figures: [ComparedFigure], _ phrase: (ComparedFigure) -> String
  ) -> String {
    if figures.count == 1 { return phrase(figures[0]) }
    let phrases = figures.map(phrase)
    // Of all the same can be said: 同比均持平, 上年同期均为零.
    if phrases.allSatisfy({ $0 == phrases[0] && !$0.contains { $0.isASCII && $0.isNumber } }) {
      for word in ["基本持平", "持平", "为零", "为负数"]
      where phrases[0].hasSuffix(word) && !phrases[0].contains("均") {
        return phrases[0].dropLast(word.count) + "均" + word
      }
      return phrases[0]
    }
    return zip(figures, phrases).map { $0.wording.name + $1 }.joined(separator: "；")
  }
}
