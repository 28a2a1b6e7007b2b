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
      decimals: decimals, isTable: isTable, keepsFromWhole: settings.keepsFromWhole)
    return EvaluatedPhrase(
      text: masked(parts, answers.disclosure, style, settings) ?? share
        ?? text(parts, style, settings),
      parts: parts,
      problems: parts.flatMap { problems($0) + (share == nil ? edges($0, style) : []) })
  }

  /// That a rate is printed as 100% or 0% and is neither.
  private func edges(
    _ part: EvaluatedPhrase.Part, _ style: PhraseStyle
  ) -> [EvaluatedPhrase.Problem] {
    guard !style.keepsFromWhole, let current = part.current.value.quantity.fraction else {
      return []
    }
    let wording = part.figure.measure.wording
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
      return []
    }
    return [EvaluatedPhrase.Problem(id: "rounded-to-whole", measure: part.figure.measure.name)]
  }

  /// `2023年1月以来首次`; nothing where it is not the first time, or nobody can know.
  private func first(
    _ earlier: BoundFigure, _ answers: Answers, _ scope: Scope
  ) -> EvaluatedPhrase {
    let part = EvaluatedPhrase.Part(
      figure: figures[0], current: answers.answer(figures[0], scope),
      other: answers.answer(earlier, scope))
    let claim = answers.firstTime(figures[0], earlier, scope)
    var text = ""
    var problems: [EvaluatedPhrase.Problem] = []
    switch claim {
    case .isFirst(let since): text = part.isWithheld ? "" : since + "以来首次"
    case .isNot: break
    case .unknown: problems = [.init(id: "no-earlier-data", measure: figures[0].measure.name)]
    }
    return EvaluatedPhrase(text: text, parts: [part], problems: problems)
  }

  /// The text where a part must not be printed: of values each by itself, of anything else nothing at
  /// all, for each piece of a comparison gives the others away. Nil: all may be printed.
  private func masked(
    _ parts: [EvaluatedPhrase.Part], _ disclosure: Disclosure?, _ style: PhraseStyle,
    _ settings: PhraseSettings
  ) -> String? {
    guard let disclosure, parts.contains(where: { $0.isWithheld }) else { return nil }
    func printed(_ part: EvaluatedPhrase.Part, _ answer: Answers.Answer) -> String {
      let wording = part.figure.measure.wording
      switch answer.disclosed {
      case .open: return value(answer.value.quantity, wording, style, settings)
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

  /// What a column says in the rows at one place, each text once; several are joined by ；.
  private func listed(_ answers: Answers, _ scope: Scope) -> EvaluatedPhrase {
    let figure = figures[0]
    let members = figure.loops.compactMap { scope.members[$0]?.labels }
    let texts = answers.book.keys(of: figure.spec).filter { key in
      zip(key, members).allSatisfy { $1.contains($0) } && (key.last ?? "") != ""
    }.compactMap(\.last)
    var seen: Set<String> = []
    let text = texts.filter { seen.insert($0).inserted }.joined(separator: "；")
    // The question names the column, and not what it says.
    let answer = Answers.Answer(
      value: FigureValue(quantity: .text(text), rows: texts.count, hasData: true),
      spec: figure.spec, members: members + [[""]], isExact: true, disclosed: .open)
    return EvaluatedPhrase(
      text: text, parts: [.init(figure: figure, current: answer, other: nil)], problems: [])
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

  private func text(
    _ parts: [EvaluatedPhrase.Part], _ style: PhraseStyle, _ settings: PhraseSettings
  ) -> String {
    let compared = parts.map { part in
      inLargeUnit(
        ComparedFigure(
          part.figure.measure.wording, current: part.current.value.quantity,
          base: part.other?.base ?? .noData), style)
    }
    switch statistic {
    case .rank, .standing, .ownRank, .target, .targetOutcome, .first, .texts:
      return Phrase.undefined
    case .value:
      let values = parts.map {
        value($0.current.value.quantity, $0.figure.measure.wording, style, settings)
      }
      return isJoint ? Phrase.jointly(values) : values.joined(separator: "、")
    case .occurrence:
      let text = value(
        parts[0].current.value.quantity, parts[0].figure.measure.wording, style, settings)
      let isNone = parts[0].current.value.quantity.fraction?.isZero ?? false
      return isNone ? "没有发生" : "发生" + text
    case .whole:
      guard let rate = parts[0].current.value.quantity.fraction else { return Phrase.undefined }
      if rate == Fraction(1) { return "全部" }
      if rate.isZero { return "均未" }
      // Beside 全部, a rounded 100% would say the same.
      let exact = PhraseStyle(
        decimals: style.decimals, isTable: style.isTable, keepsFromWhole: true)
      return value(
        parts[0].current.value.quantity, parts[0].figure.measure.wording, exact, settings)
    case .share, .shares:
      let shares = parts.map { part in
        part.other.map {
          Phrase.share(of: part.current.value.quantity, in: $0.value.quantity, style)
        } ?? Phrase.undefined
      }
      if isJoint { return Phrase.jointly(shares, verb: "占") }
      return shares.map { isBare && $0.hasSuffix("%") ? String($0.dropLast()) : $0 }
        .joined(separator: "、")
    case .base:
      return zip(parts, compared).map { part, figure in
        guard let quantity = part.other?.base.quantity else { return Phrase.base(figure, style) }
        return value(quantity, part.figure.measure.wording, style, settings)
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
    case .trend(let basis): return Phrase.trend(compared, basis, settings.degrees, style)
    case .times(let basis):
      return zip(parts, compared).map { part, figure in
        (parts.count > 1 ? part.figure.measure.name : "") + Phrase.times(figure, basis, style)
      }.joined(separator: "，")
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
    if let whole = statistic.whole {
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

extension FigurePhrase.Statistic {
  /// The whole of a 占比.
  var whole: BoundFigure? {
    switch self {
    case .share(let whole): whole
    case .shares(let wholes): wholes.first
    default: nil
    }
  }

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
    case .share, .shares: "占比"
    case .trend(.yearEarlier): "同比走势"
    case .trend(.previousPeriod): "环比走势"
    case .times(.yearEarlier): "同比倍数"
    case .times(.previousPeriod): "环比倍数"
    case .first: "首次"
    case .whole: "全部"
    case .occurrence: "发生"
    case .rank, .ownRank: "排名"
    case .standing: "位次"
    case .target: "目标"
    case .targetOutcome: "完成情况"
    case .texts: "列示"
    }
  }
}
