import HuibianPlan

extension FigurePhrase {
  /// - Parameters:
  ///   - share: The text of a share that was rounded with its neighbours; nil: its own.
  ///   - question: Is asked on the way.
  func evaluated(
    _ answers: Answers, _ scope: Scope, isTable: Bool, share: String? = nil,
    asking question: inout FigureQuestion
  ) -> EvaluatedPhrase {
    question.begin(statistic)
    if let claim = claim(answers, scope, isTable: isTable) {
      for part in claim.parts { question.add(part.current, part.other) }
      return claim
    }
    let style = PhraseStyle(
      decimals: decimals, percentDecimals: answers.phrases.percentDecimals, isTable: isTable,
      keepsFromWhole: answers.phrases.keepsFromWhole)
    var parts: [EvaluatedPhrase.Part] = []
    parts.reserveCapacity(figures.count)
    var problems: [EvaluatedPhrase.Problem] = []
    var (isWithheld, isFair) = (false, true)
    // Parts are long: each is looked at before it is put away.
    for index in figures.indices {
      let figure = figures[index]
      let current = answers.answer(figure, scope)
      let other = other(index, answers, scope)
      question.add(current, other)
      addProblems(figure, current, other, to: &problems)
      if share == nil { addEdges(figure, current, other, style, to: &problems) }
      if let other {
        isFair = isFair && other.isFairBase
        isWithheld = isWithheld || other.disclosed != .open
      }
      isWithheld = isWithheld || current.disclosed != .open
      parts.append(.init(figure: figure, current: current, other: other))
    }
    let masked = isWithheld ? masked(parts, answers.disclosure, style, answers.phrases) : nil
    return EvaluatedPhrase(
      text: masked ?? share ?? text(parts, style, answers.phrases), parts: parts,
      problems: problems,
      isWithheld: isWithheld, isFair: isFair)
  }

  /// What is not made of figures and their bases; nil: it is.
  private func claim(_ answers: Answers, _ scope: Scope, isTable: Bool) -> EvaluatedPhrase? {
    switch statistic {
    case .rank, .standing: ranked(figures[0], answers.ranks(figures[0]))
    case .ownRank(let loop): ranked(in: loop, answers, scope, isTable: isTable)
    case .target, .targetOutcome: targeted(answers, scope, isTable: isTable)
    case .first(let earlier): first(earlier, answers, scope)
    case .texts: listed(answers, scope)
    case .value, .change, .changePercent, .changeDifference, .base, .share, .shares, .trend,
      .times, .whole, .occurrence:
      nil
    }
  }

  /// The base of one of the figures, or its whole.
  private func other(_ index: Int, _ answers: Answers, _ scope: Scope) -> Answers.Answer? {
    switch statistic {
    case .share(let whole): answers.answer(whole, scope)
    case .shares(let wholes): answers.answer(wholes[index], scope)
    default: statistic.basis.map { answers.base(figures[index], $0, scope) }
    }
  }

  /// That a rate is printed as 100% or 0% and is neither.
  private func addEdges(
    _ figure: BoundFigure, _ current: Answers.Answer, _ other: Answers.Answer?,
    _ style: PhraseStyle, to problems: inout [EvaluatedPhrase.Problem]
  ) {
    if style.keepsFromWhole { return }
    let rate: Fraction?
    let places: Int
    switch statistic {
    case .value where figure.kind == .rate:
      rate = current.value.quantity.fraction
      places = figure.wording.places(current.value.quantity, style)
    case .share, .shares:
      guard let part = current.value.quantity.fraction, let whole = other?.value.quantity.fraction
      else { return }
      rate = part / whole
      places = style.decimals ?? style.percentDecimals
    default: return
    }
    guard let rate, RatePercent.isRoundedToWhole(rate, places: places) else { return }
    problems.append(EvaluatedPhrase.Problem(.roundedToWhole, measure: figure.name))
  }

  /// What a person must be warned of, so that a — or 无数据 in print is no surprise.
  func addProblems(
    _ figure: BoundFigure, _ current: Answers.Answer, _ other: Answers.Answer?,
    to result: inout [EvaluatedPhrase.Problem]
  ) {
    if !current.isExact || !(other?.isExact ?? true) {
      result.append(.init(.notAdditive, measure: figure.name))
    }
    if case .base = statistic {
    } else if !current.value.quantity.isDefined {
      result.append(.init(.zeroDenominator, measure: figure.name))
    }
    guard let other else { return }
    if let whole = statistic.whole {
      if other.value.quantity.fraction.map(\.isZero) ?? true {
        result.append(
          .init(.zeroDenominator, measure: "占比：" + whole.measure.name))
      }
    } else if other.value.hasData, !other.value.quantity.isDefined {
      result.append(.init(.zeroDenominator, measure: figure.name + "（上期）"))
    }
  }
}
