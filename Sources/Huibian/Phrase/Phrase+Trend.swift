import HuibianPlan

/// From which change on a word such as 明显 is said, as 口径 has it; 0: never.
package struct ChangeDegrees: Hashable, Sendable {
  package struct Limit: Hashable, Sendable {
    /// In per cent of the base.
    package var percent = 0
    /// Of rates, in percentage points.
    package var points = 0

    package init(percent: Int = 0, points: Int = 0) {
      self.percent = percent
      self.points = points
    }
  }

  /// From here on 大幅.
  package var great = Limit()
  /// From here on 明显.
  package var marked = Limit()
  /// Below this 略有.
  package var slight = Limit()
  /// A count or amount whose base is less gets no word: 3 against 2 is no 大幅上升.
  package var leastBase = 0

  package init(
    great: Limit = Limit(), marked: Limit = Limit(), slight: Limit = Limit(), leastBase: Int = 0
  ) {
    self.great = great
    self.marked = marked
    self.slight = slight
    self.leastBase = leastBase
  }

  /// The word before 上升 or 下降: 大幅, 明显, 略有, or none.
  ///
  /// - Parameter size: The exact change, in per cent or in points, without sign.
  fileprivate func word(_ size: Fraction, _ limit: KeyPath<Limit, Int>)
    -> String
  {
    func reaches(_ bound: Limit) -> Bool {
      bound[keyPath: limit] > 0 && size >= Fraction(Int128(bound[keyPath: limit]))
    }
    if reaches(great) { return "大幅" }
    if reaches(marked) { return "明显" }
    return slight[keyPath: limit] > 0 && !reaches(slight) ? "略有" : ""
  }
}

extension Phrase {
  /// Which way figures went (`｜同比走势`): 下降, 明显下降, 缩短, 持平; of several that went one way 均下降.
  package static func trend(
    _ figures: [ComparedFigure], _ basis: Basis, _ degrees: ChangeDegrees,
    _ style: PhraseStyle = PhraseStyle()
  ) -> String {
    let words = figures.map { trend($0, basis, degrees, style) }
    guard figures.count > 1 else { return words[0].text }
    if let first = words[0].direction, words.allSatisfy({ $0.direction == first }) {
      let isSame = words.allSatisfy { $0.text == words[0].text }
      return "均" + (isSame ? words[0].text : first)
    }
    return zip(figures, words).map { $0.wording.name + $1.text }.joined(separator: "，")
  }

  /// - Returns: The text, and its verb alone where there is one.
  private static func trend(
    _ figure: ComparedFigure, _ basis: Basis, _ degrees: ChangeDegrees, _ style: PhraseStyle
  ) -> (text: String, direction: String?) {
    switch figure.outcome(style) {
    case .undefined: return (undefined, nil)
    case .noData: return (basis.period + "无数据", nil)
    case .partial(let isCurrent): return ((isCurrent ? "本期" : basis.period) + "数据不全", nil)
    case .bothZero, .level: return ("持平", "持平")
    case .nearlyLevel: return ("基本持平", "基本持平")
    case .fromZero(let move), .fromNegative(let move):
      let verb = figure.wording.kind == .duration ? move.verb : move.direction
      return (verb, verb)
    case .moved(let move):
      let verb = figure.wording.kind == .duration ? move.verb : move.direction
      return (figure.degree(degrees) + verb, verb)
    }
  }

  /// How many times the base (`｜同比倍数`): 是上年同期的2.5倍.
  ///
  /// Said from twice the base on; below that, and of falls, in per cent: 比上年同期下降15.9%. Nothing ever falls by
  /// so many times.
  package static func times(
    _ figure: ComparedFigure, _ basis: Basis, _ style: PhraseStyle = PhraseStyle()
  ) -> String {
    switch figure.outcome(style) {
    case .undefined: return undefined
    case .noData: return basis.period + "无数据"
    case .partial(let isCurrent): return (isCurrent ? "本期" : basis.period) + "数据不全"
    case .bothZero: return "与" + basis.period + "均为零"
    case .level: return "与" + basis.period + "持平"
    case .nearlyLevel: return "与" + basis.period + "基本持平"
    case .fromZero(let move):
      return "比" + basis.period + move.verb + move.amount + move.unit + "（" + basis.period + "为零）"
    case .fromNegative(let move):
      return "比" + basis.period + move.verb + move.amount + move.unit + "（" + basis.period + "为负数）"
    case .moved(let move):
      if let current = figure.current.fraction, let base = figure.base.quantity?.fraction,
        let quotient = current / base, quotient >= Fraction(2)
      {
        let places = style.decimals ?? style.percentDecimals
        return "是" + basis.period + "的" + style.text(quotient.rounded(places)) + "倍"
      }
      return "比" + basis.period
        + (move.percent.map { move.direction + $0 } ?? move.verb + move.amount + move.unit)
    }
  }
}

extension ComparedFigure {
  /// 大幅, 明显, 略有, or none.
  fileprivate func degree(_ degrees: ChangeDegrees) -> String {
    guard let current = current.fraction, let base = base.quantity?.fraction else { return "" }
    if wording.kind == .rate {
      return degrees.word(
        PointChange(current: current, base: base).points.magnitude, \.points)
    }
    guard wording.kind == .duration || base >= Fraction(Int128(degrees.leastBase)),
      let ratio = Change(current: current, base: base).ratio
    else { return "" }
    return degrees.word((ratio * 100).magnitude, \.percent)
  }
}
