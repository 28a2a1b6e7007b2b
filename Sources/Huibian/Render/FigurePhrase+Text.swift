import HuibianDiagnostics
import HuibianPlan

/// A phrase with its numbers: the text, what it rests on, and what is doubtful in it.
struct EvaluatedPhrase {
  struct Part {
    let figure: BoundFigure
    let current: Answers.Answer
    /// The base of a change, or the whole of a share.
    let other: Answers.Answer?

    /// Whether a figure of it must not be printed.
    var isWithheld: Bool {
      current.disclosed != .open || (other.map { $0.disclosed != .open } ?? false)
    }
  }

  struct Problem: Hashable {
    let id: String
    let measure: String
  }

  let text: String
  let parts: [Part]
  let problems: [Problem]
}

extension FigurePhrase {
  /// - Parameter share: The text of a share that was rounded with its neighbours; nil: its own.
  func evaluated(
    _ answers: Answers, _ scope: Scope, isTable: Bool, share: String? = nil
  ) -> EvaluatedPhrase {
    switch statistic {
    case .rank, .standing: return ranked(figures[0], answers.ranks(figures[0]))
    case .ownRank(let loop): return ranked(in: loop, answers, scope, isTable: isTable)
    case .target, .targetOutcome: return targeted(answers, scope, isTable: isTable)
    case .value, .change, .changePercent, .changeDifference, .base, .share: break
    }
    let parts = figures.map { figure -> EvaluatedPhrase.Part in
      let other: Answers.Answer? =
        switch statistic {
        case .value: nil
        case .share(let whole): answers.answer(whole, scope)
        default: statistic.basis.map { answers.base(figure, $0, scope) }
        }
      return .init(figure: figure, current: answers.answer(figure, scope), other: other)
    }
    let style = PhraseStyle(decimals: decimals, isTable: isTable)
    return EvaluatedPhrase(
      text: masked(parts, answers.disclosure, style) ?? share ?? text(parts, style), parts: parts,
      problems: parts.flatMap { problems($0) })
  }

  /// The text where a part must not be printed: of values each by itself, of anything else nothing at
  /// all, for each piece of a comparison gives the others away. Nil: all may be printed.
  private func masked(
    _ parts: [EvaluatedPhrase.Part], _ disclosure: Disclosure?, _ style: PhraseStyle
  ) -> String? {
    guard let disclosure, parts.contains(where: { $0.isWithheld }) else { return nil }
    func printed(_ part: EvaluatedPhrase.Part, _ answer: Answers.Answer) -> String {
      let wording = part.figure.measure.wording
      switch answer.disclosed {
      case .open: return value(answer.value.quantity, wording, style)
      case .small: return (disclosure.mask(.small) ?? "") + (isBare ? "" : wording.unit)
      case .hidden: return Phrase.undefined
      }
    }
    switch statistic {
    case .value: return parts.map { printed($0, $0.current) }.joined(separator: "、")
    case .base:
      return parts.map { part in part.other.map { printed(part, $0) } ?? Phrase.undefined }
        .joined(separator: "、")
    default: return Phrase.undefined
    }
  }

  /// `全市第二`, `全市第二、全省第十`, `全市中上游`; one row must give each rank.
  private func ranked(_ figure: BoundFigure, _ ranks: [Answers.Rank]) -> EvaluatedPhrase {
    var problems: [EvaluatedPhrase.Problem] = []
    if ranks.isEmpty { problems.append(.init(id: "no-ranking", measure: figure.measure.name)) }
    if ranks.contains(where: { $0.answer.value.rows > 1 }) {
      problems.append(.init(id: "several-rankings", measure: figure.measure.name))
    }
    if case .standing = statistic, ranks.contains(where: { $0.standing.isEmpty }) {
      problems.append(.init(id: "no-standing", measure: figure.measure.name))
    }
    let texts = ranks.map { rank -> String in
      if case .standing = statistic { return rank.scope + rank.standing }
      guard case .count(let place) = rank.answer.value.quantity else { return Phrase.undefined }
      return rank.scope + "第" + chineseNumber(place)
    }
    return EvaluatedPhrase(
      text: texts.isEmpty ? Phrase.undefined : texts.joined(separator: "、"),
      parts: ranks.map { .init(figure: figure, current: $0.answer, other: nil) },
      problems: problems)
  }

  /// `第二`, `并列第三`; in a table and as a bare number `2`.
  private func ranked(
    in loop: LoopID, _ answers: Answers, _ scope: Scope, isTable: Bool
  ) -> EvaluatedPhrase {
    let parts = figures.map {
      EvaluatedPhrase.Part(figure: $0, current: answers.answer($0, scope), other: nil)
    }
    let texts = zip(figures, parts).map { figure, part -> String in
      guard !part.isWithheld, let rank = answers.ownRank(figure, in: loop, scope) else {
        return Phrase.undefined
      }
      if isTable || isBare { return String(rank.place) }
      return (rank.isShared ? "并列第" : "第") + chineseNumber(rank.place)
    }
    return EvaluatedPhrase(text: texts.joined(separator: "、"), parts: parts, problems: [])
  }

  /// 确保达到95%以上, 完成; of several metrics each by name. A member without a target has — in a table.
  private func targeted(_ answers: Answers, _ scope: Scope, isTable: Bool) -> EvaluatedPhrase {
    var parts: [EvaluatedPhrase.Part] = []
    var problems: [EvaluatedPhrase.Problem] = []
    let texts = figures.map { figure -> String in
      let targets = answers.targets(figure, scope)
      let name = figures.count > 1 ? figure.measure.name : ""
      if targets.isEmpty {
        if !isTable { problems.append(.init(id: "no-target", measure: figure.measure.name)) }
        return name + Phrase.undefined
      }
      guard case .targetOutcome = statistic else { return name + targets.words }
      let part = EvaluatedPhrase.Part(
        figure: figure, current: answers.answer(figure, scope), other: nil)
      parts.append(part)
      problems += self.problems(part)
      return name
        + (part.isWithheld ? Phrase.undefined : targets.outcomes(part.current.value.quantity))
    }
    return EvaluatedPhrase(
      text: texts.joined(separator: figures.count > 1 ? "；" : ""), parts: parts,
      problems: problems)
  }

  private func text(_ parts: [EvaluatedPhrase.Part], _ style: PhraseStyle) -> String {
    let compared = parts.map { part in
      ComparedFigure(
        part.figure.measure.wording, current: part.current.value.quantity,
        base: part.other?.base ?? .noData)
    }
    switch statistic {
    case .rank, .standing, .ownRank, .target, .targetOutcome: return Phrase.undefined
    case .value:
      return parts.map { value($0.current.value.quantity, $0.figure.measure.wording, style) }
        .joined(separator: "、")
    case .share:
      let share = parts[0].other.map {
        Phrase.share(of: parts[0].current.value.quantity, in: $0.value.quantity, style)
      }
      let text = share ?? Phrase.undefined
      return isBare && text.hasSuffix("%") ? String(text.dropLast()) : text
    case .base:
      return compared.map { figure in
        guard isBare || isApproximate, let quantity = figure.base.quantity else {
          return Phrase.base(figure, style)
        }
        return value(quantity, figure.wording, style)
      }.joined(separator: "、")
    case .change(let basis):
      return isBare
        ? compared.map { Phrase.signedDifference($0, style) }.joined(separator: "、")
        : Phrase.change(compared, basis, style)
    case .changeDifference where isSigned && !isBare, .changePercent where isSigned && !isBare:
      return compared.map { signed($0, style) }.joined(separator: "、")
    case .changeDifference(let basis):
      return isBare
        ? compared.map { Phrase.signedDifference($0, style) }.joined(separator: "、")
        : Phrase.difference(compared, basis, style)
    case .changePercent(let basis):
      return isBare
        ? compared.map { Phrase.signedRatio($0, style) }.joined(separator: "、")
        : Phrase.ratio(compared, basis, style)
    }
  }

  /// `-27批次`, `-15.9%`, `+5.5个百分点`.
  private func signed(_ figure: ComparedFigure, _ style: PhraseStyle) -> String {
    let isDifference = if case .changeDifference = statistic { true } else { false }
    let number =
      isDifference
      ? Phrase.signedDifference(figure, style) : Phrase.signedRatio(figure, style)
    if number == Phrase.undefined { return number }
    if figure.wording.kind == .rate { return number + "个百分点" }
    return number + (isDifference ? figure.wording.unit : "%")
  }

  private func value(_ quantity: Quantity, _ wording: MetricWording, _ style: PhraseStyle) -> String
  {
    if isApproximate, case .count(let count) = quantity, let text = approximateText(count) {
      return isBare ? text : text + wording.unit
    }
    return isBare
      ? Phrase.number(quantity, wording, style) : Phrase.value(quantity, wording, style)
  }

  /// What a person must be warned of, so that a — or 无数据 in print is no surprise.
  private func problems(_ part: EvaluatedPhrase.Part) -> [EvaluatedPhrase.Problem] {
    var result: [EvaluatedPhrase.Problem] = []
    if !part.current.isExact || !(part.other?.isExact ?? true) {
      result.append(.init(id: "not-additive", measure: part.figure.measure.name))
    }
    if case .base = statistic {
    } else if !part.current.value.quantity.isDefined {
      result.append(.init(id: "zero-denominator", measure: part.figure.measure.name))
    }
    guard let other = part.other else { return result }
    if case .share(let whole) = statistic {
      if other.value.quantity.fraction.map(\.isZero) ?? true {
        result.append(
          .init(id: "zero-denominator", measure: "占比：" + whole.measure.name))
      }
    } else if other.value.hasData, !other.value.quantity.isDefined {
      result.append(.init(id: "zero-denominator", measure: part.figure.measure.name + "（上期）"))
    }
    return result
  }
}

extension EvaluatedPhrase.Problem {
  func diagnostic(at location: Location) -> Diagnostic {
    switch id {
    case "no-ranking":
      Diagnostic(
        .error, id, "上级通报排名里没有“\(measure)”这一期间的名次", at: location,
        hints: ["在上级通报排名台账里补上通报期、指标、范围和名次，或删去这个标签"])
    case "no-standing":
      Diagnostic(
        .error, id, "上级通报排名里“\(measure)”的参排数是空的，或者小于名次，说不出位次", at: location,
        hints: ["在上级通报排名台账里补上参排数"])
    case "no-target":
      Diagnostic(
        .error, id, "目标值台账里没有“\(measure)”这一年度、这一项的目标", at: location,
        hints: ["在目标值台账里补上年度、指标、维度、比较符和阈值，或删去这个标签"])
    case "several-rankings":
      Diagnostic(
        .error, id, "上级通报排名里“\(measure)”同一期间、同一范围有几个名次", at: location,
        hints: ["只留一个"])
    case "not-additive":
      Diagnostic(
        .error, id, "“\(measure)”按不同的编号计数，或者是中位数，不能把几项合并为“其他”", at: location,
        hints: ["去掉“其余并入其他”"])
    default:
      Diagnostic(.warning, id, "“\(measure)”的分母为零，打印为“—”", at: location)
    }
  }
}

extension FigurePhrase.Statistic {
  /// The filter's name, behind the metric's.
  var suffix: String { name.isEmpty ? "" : "｜" + name }

  var name: String {
    switch self {
    case .value: ""
    case .change(.yearEarlier): "同比"
    case .change(.previousPeriod): "环比"
    case .changePercent(.yearEarlier): "同比幅度"
    case .changePercent(.previousPeriod): "环比幅度"
    case .changeDifference(.yearEarlier): "同比增减"
    case .changeDifference(.previousPeriod): "环比增减"
    case .base(.yearEarlier): "上年同期"
    case .base(.previousPeriod): "上期"
    case .share: "占比"
    case .rank, .ownRank: "排名"
    case .standing: "位次"
    case .target: "目标"
    case .targetOutcome: "完成情况"
    }
  }
}

extension Measure {
  /// How the measure is spoken of.
  package var wording: MetricWording {
    let kind: MetricWording.Kind =
      switch definition {
      case .ratio: .rate
      case .mean, .median: unit == "天" ? .duration : .amount
      case .sum, .total, .firstOf, .score, .grade, .yearEarlier, .external, .count, .countDistinct:
        ["万元", "元", "亿元", "分", "平方米"].contains(unit) ? .amount : unit == "%" ? .rate : .count
      }
    return MetricWording(name: name, unit: unit, kind: kind, decimals: decimals)
  }
}

/// A count as 概数: its first digit and 余, `23456` → `2万余`, `456` → `400余`.
///
/// Nil below 10; a round number is exact and has no 余.
func approximateText(_ count: Int) -> String? {
  guard count >= 10 else { return nil }
  var unit = 10
  while count / unit >= 10 { unit *= 10 }
  let floor = count / unit * unit
  let text = floor >= 10_000 && floor % 10_000 == 0 ? "\(floor / 10_000)万" : "\(floor)"
  return floor == count ? text : text + "余"
}
