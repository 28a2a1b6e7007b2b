import HuibianPlan

/// What conditions ask of a figure besides its value.
extension Answers {
  /// Nil where there is no such number, as without a base: no comparison with it holds.
  func number(
    _ derived: TemplateOperand.Derived, of figure: BoundFigure, _ scope: Scope
  ) -> Fraction? {
    func pair(_ basis: Basis) -> (current: Fraction, base: Fraction)? {
      guard let current = answer(figure, scope).value.quantity.fraction,
        case .value(let quantity) = base(figure, basis, scope).base, let base = quantity.fraction
      else { return nil }
      return (current, base)
    }
    let wording = figure.wording
    let points: Int128 = wording.kind != .rate ? 1 : wording.isPerMille ? 1000 : 100
    switch derived {
    case .difference(let basis): return pair(basis).map { ($0.current - $0.base) * points }
    case .percent(let basis):
      return pair(basis).flatMap {
        wording.kind == .rate
          ? ($0.current - $0.base) * points : Change(current: $0.current, base: $0.base).ratio
      }
    case .base(let basis): return pair(basis)?.base
    case .times(let basis): return pair(basis).flatMap { $0.current / $0.base }
    case .share(let whole):
      guard let part = answer(figure, scope).value.quantity.fraction,
        let whole = answer(whole, scope).value.quantity.fraction
      else { return nil }
      return part / whole
    case .first, .whole, .improves, .isRanked, .hasTarget, .hasData: return nil
    }
  }

  func holds(
    _ derived: TemplateOperand.Derived, of figure: BoundFigure, _ scope: Scope
  ) -> Bool {
    switch derived {
    case .first(let earlier):
      if case .isFirst = firstTime(figure, earlier, scope) { return true }
      return false
    case .isRanked: return !ranks(figure).isEmpty
    case .hasTarget: return !targets(figure, scope).isEmpty
    case .hasData: return answer(figure, scope).value.hasData
    case .whole: return answer(figure, scope).value.quantity.fraction == Fraction(1)
    case .improves(let basis):
      guard let difference = number(.difference(basis), of: figure, scope) else { return false }
      switch figure.measure.direction {
      case .fall, .zero: return difference < .zero
      case .rise: return difference > .zero
      case .none: return false
      }
    case .difference, .percent, .base, .times, .share:
      return number(derived, of: figure, scope).map { !$0.isZero } ?? false
    }
  }
}
