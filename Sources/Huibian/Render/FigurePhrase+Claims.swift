import HuibianPlan

/// Phrases that are not made of a figure and its base: a first time, a rank, a target, what a column says.
extension FigurePhrase {
  /// `2023年1月以来首次`; nothing where it is not the first time, or nobody can know.
  func first(
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
    case .unknown: problems = [.init(.noEarlierData, measure: figures[0].measure.name)]
    }
    return EvaluatedPhrase(text: text, parts: [part], problems: problems)
  }

  /// `全市第二`, `全市第二、全省第十`, `全市中上游`; one row must give each rank.
  func ranked(_ figure: BoundFigure, _ ranks: [Answers.Rank]) -> EvaluatedPhrase {
    var problems: [EvaluatedPhrase.Problem] = []
    if ranks.isEmpty { problems.append(.init(.noRanking, measure: figure.measure.name)) }
    if ranks.contains(where: { $0.answer.value.rows > 1 }) {
      problems.append(.init(.severalRankings, measure: figure.measure.name))
    }
    if case .standing = statistic, ranks.contains(where: { $0.standing.isEmpty }) {
      problems.append(.init(.noStanding, measure: figure.measure.name))
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
  func ranked(
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
  func listed(_ answers: Answers, _ scope: Scope) -> EvaluatedPhrase {
    let figure = figures[0]
    var picked = PickedMembers(figure.loops, scope)
    let members = picked.labels
    let texts = answers.book.keys(of: figure.spec).filter { key in
      zip(key, members).allSatisfy { $1.contains($0) } && (key.last ?? "") != ""
    }.compactMap(\.last)
    var seen: Set<String> = []
    let text = texts.filter { seen.insert($0).inserted }.joined(separator: "；")
    // The question names the column, and not what it says.
    picked.append(answers.member([""]))
    let answer = Answers.Answer(
      value: FigureValue(quantity: .text(text), rows: texts.count, hasData: true),
      figure: answers.figures[figure.number], members: picked, isExact: true, disclosed: .open)
    return EvaluatedPhrase(
      text: text, parts: [.init(figure: figure, current: answer, other: nil)], problems: [])
  }

  /// 确保达到95%以上, 完成; of several metrics each by name. A member without a target has — in a table.
  func targeted(_ answers: Answers, _ scope: Scope, isTable: Bool) -> EvaluatedPhrase {
    var parts: [EvaluatedPhrase.Part] = []
    var problems: [EvaluatedPhrase.Problem] = []
    let texts = figures.map { figure -> String in
      let targets = answers.targets(figure, scope)
      let name = figures.count > 1 ? figure.measure.name : ""
      if targets.isEmpty {
        if !isTable { problems.append(.init(.noTarget, measure: figure.measure.name)) }
        return name + Phrase.undefined
      }
      guard case .targetOutcome = statistic else { return name + targets.words }
      let part = EvaluatedPhrase.Part(
        figure: figure, current: answers.answer(figure, scope), other: nil)
      parts.append(part)
      addProblems(figure, part.current, part.other, to: &problems)
      return name
        + (part.isWithheld ? Phrase.undefined : targets.outcomes(part.current.value.quantity))
    }
    return EvaluatedPhrase(
      text: texts.joined(separator: figures.count > 1 ? "；" : ""), parts: parts,
      problems: problems)
  }
}
