import HuibianPlan

/// Values in other units and other numerals.
extension FigurePhrase {
  /// A figure and its base in the unit asked for, both with as many decimals as say them exactly.
  func inLargeUnit(_ figure: ComparedFigure, _ style: PhraseStyle) -> ComparedFigure {
    guard let unit = largeUnit, let (wording, exponent) = unit.wording(figure.wording),
      let current = figure.current.inUnit(exponent)
    else { return figure }
    var places = current.exactPlaces
    var base = figure.base
    if let quantity = figure.base.quantity {
      guard let moved = quantity.inUnit(exponent) else { return figure }
      places = max(places, moved.exactPlaces)
      if case .partial(_, let isCurrent) = figure.base {
        base = .partial(moved, isCurrent: isCurrent)
      } else {
        base = .value(moved)
      }
    }
    return ComparedFigure(
      wording.withDecimals(style.isTable ? 2 : places), current: current, base: base)
  }

  func value(
    _ quantity: Quantity, _ wording: MetricWording, _ style: PhraseStyle,
    _ settings: PhraseSettings
  ) -> String {
    if case .text = quantity { return Phrase.value(quantity, wording, style) }
    if largeUnit == nil, numerals == .arabic, !isApproximate {
      return isBare
        ? Phrase.number(quantity, wording, style) : Phrase.value(quantity, wording, style)
    }
    guard let own = quantity.fraction else { return Phrase.undefined }
    if numerals == .capital, let unit = MoneyUnit(rawValue: wording.unit) {
      return capitalAmount(own * powerOfTen(unit.exponent))
    }
    var (quantity, wording) = (quantity, wording)
    let isLong = largeUnit != .tenThousand || own.magnitude >= Fraction(10_000)
    if isLong {
      let moved = inLargeUnit(ComparedFigure(wording, current: quantity, base: .noData), style)
      (quantity, wording) = (moved.current, moved.wording)
    }
    let unit = wording.kind == .rate && wording.unit.isEmpty ? "%" : wording.unit
    if isApproximate, let fraction = quantity.fraction,
      let text = NumberText.approximate(fraction, digits: settings.approximateDigits)
    {
      return (numerals == .chinese ? NumberText.chinese(text) : text) + (isBare ? "" : unit)
    }
    guard numerals == .chinese else {
      return isBare
        ? Phrase.number(quantity, wording, style) : Phrase.value(quantity, wording, style)
    }
    if isBare { return NumberText.chinese(Phrase.number(quantity, wording, style)) }
    if wording.isPercent {
      return "百分之" + NumberText.chinese(Phrase.number(quantity, wording, style))
    }
    // 两 before what is counted, 二 alone.
    let digits = Phrase.number(quantity, wording, style)
    return (digits == "2" ? "两" : NumberText.chinese(digits)) + unit
  }
}
