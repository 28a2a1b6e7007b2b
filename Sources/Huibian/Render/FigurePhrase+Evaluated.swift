import HuibianPlan

extension FigurePhrase {
  /// - Parameter share: The text of a share that was rounded with its neighbours; nil: its own.
  func evaluated(
    _ answers: Answers, _ scope: Scope, isTable: Bool, share: String? = nil
  ) -> EvaluatedPhrase {
    switch statistic {
    case .rank, .standing: return ranked(figures[0], answers.ranks(figures[0]))
    case .ownRank(let loop): return ranked(in: loop, answers, scope, isTable: isTable)
    case .target, .targetOutcome: return targeted(answers, scope, isTable: isTable)
    case .first(let earlier): return first(earlier, answers, scope)
    case .texts: return listed(answers, scope)
    case .value, .change, .changePercent, .changeDifference, .base, .share, .shares, .trend,
      .times, .whole, .occurrence:
      break
    }
    let parts = figures.indices.map { index -> EvaluatedPhrase.Part in
      let other: Answers.Answer? =
        switch statistic {
        case .share(let whole): answers.answer(whole, scope)
        case .shares(let wholes): answers.answer(wholes[index], scope)
        default: statistic.basis.map { answers.base(figures[index], $0, scope) }
        }
      return .init(
        figure: figures[index], current: answers.answer(figures[index], scope), other: other)
    }
    let settings = answers.phrases
    let style = PhraseStyle(
      decimals: decimals, percentDecimals: settings.percentDecimals, isTable: isTable,
      keepsFromWhole: settings.keepsFromWhole)
    var problems: [EvaluatedPhrase.Problem] = []
    for part in parts {
      addProblems(part, to: &problems)
      if share == nil { addEdges(part, style, to: &problems) }
    }
    return EvaluatedPhrase(
      text: masked(parts, answers.disclosure, style, settings) ?? share
        ?? text(parts, style, settings),
      parts: parts, problems: problems)
  }

  /// That a rate is printed as 100% or 0% and is neither.
  private func addEdges(
    _ part: EvaluatedPhrase.Part, _ style: PhraseStyle,
    to problems: inout [EvaluatedPhrase.Problem]
  ) {
    let wording = part.figure.wording
    switch statistic {
    case .value where wording.kind == .rate, .share, .shares: break
    default: return
    }
    guard !style.keepsFromWhole, let current = part.current.value.quantity.fraction else { return }
    let rate: (fraction: Fraction, places: Int)? =
      switch statistic {
      case .value where wording.kind == .rate:
        (current, wording.places(part.current.value.quantity, style))
      case .share, .shares:
        (part.other?.value.quantity.fraction).flatMap { current / $0 }
          .map { ($0, style.decimals ?? style.percentDecimals) }
      default: nil
      }
    guard let rate, RatePercent.isRoundedToWhole(rate.fraction, places: rate.places) else {
      return
    }
    problems.append(EvaluatedPhrase.Problem(.roundedToWhole, measure: part.figure.name))
  }

  /// What a person must be warned of, so that a — or 无数据 in print is no surprise.
  func addProblems(
    _ part: EvaluatedPhrase.Part, to result: inout [EvaluatedPhrase.Problem]
  ) {
    if !part.current.isExact || !(part.other?.isExact ?? true) {
      result.append(.init(.notAdditive, measure: part.figure.name))
    }
    if case .base = statistic {
    } else if !part.current.value.quantity.isDefined {
      result.append(.init(.zeroDenominator, measure: part.figure.name))
    }
    guard let other = part.other else { return }
    if let whole = statistic.whole {
      if other.value.quantity.fraction.map(\.isZero) ?? true {
        result.append(
          .init(.zeroDenominator, measure: "占比：" + whole.measure.name))
      }
    } else if other.value.hasData, !other.value.quantity.isDefined {
      result.append(.init(.zeroDenominator, measure: part.figure.name + "（上期）"))
    }
  }
}
