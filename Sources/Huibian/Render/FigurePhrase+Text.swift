import HuibianPlan

extension FigurePhrase {
  /// The text where a part must not be printed: of values each by itself, of anything else nothing at
  /// all, for each piece of a comparison gives the others away.
  func masked(
    _ parts: [EvaluatedPhrase.Part], _ disclosure: Disclosure?, _ style: PhraseStyle,
    _ settings: PhraseSettings
  ) -> String? {
    guard let disclosure else { return nil }
    func printed(_ part: EvaluatedPhrase.Part, _ answer: Answers.Answer) -> String {
      let wording = part.figure.wording
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

  func text(
    _ parts: [EvaluatedPhrase.Part], _ style: PhraseStyle, _ settings: PhraseSettings
  ) -> String {
    if case .value = statistic, parts.count == 1, !isJoint {
      return value(parts[0].current.value.quantity, parts[0].figure.wording, style, settings)
    }
    lazy var compared = parts.indices.map { index in
      inLargeUnit(
        ComparedFigure(
          parts[index].figure.wording, current: parts[index].current.value.quantity,
          base: parts[index].other?.base ?? .noData), style)
    }
    switch statistic {
    case .rank, .standing, .ownRank, .target, .targetOutcome, .first, .texts:
      return Phrase.undefined
    case .value:
      let values = parts.map {
        value($0.current.value.quantity, $0.figure.wording, style, settings)
      }
      return isJoint ? Phrase.jointly(values) : values.joined(separator: "、")
    case .occurrence:
      let text = value(
        parts[0].current.value.quantity, parts[0].figure.wording, style, settings)
      let isNone = parts[0].current.value.quantity.fraction?.isZero ?? false
      return isNone ? "没有发生" : "发生" + text
    case .whole:
      guard let rate = parts[0].current.value.quantity.fraction else { return Phrase.undefined }
      if rate == Fraction(1) { return "全部" }
      if rate.isZero { return "均未" }
      // Beside 全部, a rounded 100% would say the same.
      let exact = PhraseStyle(
        decimals: style.decimals, percentDecimals: style.percentDecimals, isTable: style.isTable,
        keepsFromWhole: true)
      return value(
        parts[0].current.value.quantity, parts[0].figure.wording, exact, settings)
    case .share, .shares:
      let shares = parts.map { part in
        part.other.map {
          Phrase.share(of: part.current.value.quantity, in: $0.value.quantity, style)
        } ?? Phrase.undefined
      }
      if isJoint { return Phrase.jointly(shares, verb: "占") }
      if shares.count == 1, !isBare { return shares[0] }
      return shares.map { isBare && $0.hasSuffix("%") ? String($0.dropLast()) : $0 }
        .joined(separator: "、")
    case .base:
      return zip(parts, compared).map { part, figure in
        guard let quantity = part.other?.base.quantity else { return Phrase.base(figure, style) }
        return value(quantity, part.figure.wording, style, settings)
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

  /// ``name`` behind the metric's: `｜同比`.
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
