import HuibianDiagnostics
import HuibianTable

extension LedgerDerivation {
  /// 绩效得分: a row for each indicator, with its rate and its score.
  ///
  /// Rates are written over one denominator for all rows (完成率分子, 完成率分母), so that their sum is
  /// exact.
  ///
  /// A quality (定性) that is fully reached has all its points; otherwise a person must have given the
  /// points, within the band of what was reached.
  ///
  /// - Parameter references: The values of cells that name another metric (`=按期答复率`).
  func indicatorScores(
    _ tables: [String: Table], _ references: IndicatorReferences, sink: inout DiagnosticSink
  ) -> Table? {
    guard let table = tables["绩效指标"], case .coded(let names)? = table["三级指标"],
      case .coded(let targets)? = table["年度指标值"], case .coded(let values)? = table["实际完成值"],
      case .decimals(let weights, let scale)? = table["分值"]
    else { return nil }
    let ofOffice = IndicatorScoring(catalog, isOfProjects: false)
    let ofProjects = IndicatorScoring(catalog, isOfProjects: true)
    var projects: CodedColumn?
    if case .coded(let column)? = table["绩效项目"] { projects = column }
    var rules: CodedColumn?
    if case .coded(let column)? = table["得分规则"] { rules = column }
    var given: PackedValues<Int64>?
    if case .decimals(let numbers, scale)? = table["得分"] { given = numbers }
    var directions: CodedColumn?
    if case .coded(let column)? = table["指标方向"] { directions = column }
    var adjustments: CodedColumn?
    if case .coded(let column)? = table["调整指标值"] { adjustments = column }
    var units: CodedColumn?
    if case .coded(let column)? = table["计量单位"] { units = column }
    var rates: [Fraction?] = []
    var scores: [Int64] = []
    for row in 0..<table.rowCount {
      // A cell whose reference has been reported, or that belongs to another year, has no score.
      if references.isReference(row), references.values[row] == nil {
        rates.append(nil)
        scores.append(Column.missingNumber)
        continue
      }
      let indicator = Indicator(
        name: names.text(row),
        target: IndicatorTarget(
          annual: targets.text(row), adjusted: adjustments?.text(row) ?? ""),
        value: values.text(row),
        direction: directions?.text(row) ?? "", rule: rules?.text(row) ?? "",
        unit: units?.text(row) ?? "",
        reference: references.values[row],
        points: weights[row] == Column.missingNumber
          ? nil : Fraction(Int128(weights[row]), powerOfTen(scale)),
        given: given.flatMap {
          $0[row] == Column.missingNumber ? nil : Fraction(Int128($0[row]), powerOfTen(scale))
        })
      let scoring = projects?.text(row).isEmpty ?? true ? ofOffice : ofProjects
      let result = indicator.score(scoring) { problem in
        switch problem {
        case .wrong(let column, let what, let hint):
          sink.report(.badIndicator(what, hint, at: table.location(row: row, column: column)))
        case .differs(let given, let computed):
          sink.report(
            .scoreDiffers(
              indicator.name, given: given, computed: computed,
              at: table.location(row: row, column: "得分")))
        }
      }
      rates.append(result.rate)
      scores.append(
        result.score.map { Int64(clamping: $0.rounded(2).scaled) } ?? Column.missingNumber)
    }
    let (tops, bottom) = Fraction.numerators(of: rates)
    return table.adding(.integers(tops), named: "完成率分子")
      .adding(
        .integers(tops.map { $0 == Column.missingNumber ? $0 : bottom }), named: "完成率分母"
      )
      .adding(.decimals(scores, scale: 2), named: "得分").renamed("绩效得分")
  }
}

extension Fraction {
  /// The numerators of fractions over a common denominator; ``Column/missingNumber`` for nil.
  ///
  /// The denominator is the least common one, exactly. Where it or a sum over it would leave 64 bits
  /// (indicators by the dozen with unlike targets), it is 10^12 and the numerators are rounded.
  fileprivate static func numerators(of fractions: [Fraction?]) -> ([Int64], Int64) {
    let largest = Int128(1_000_000_000_000_000)
    var common: Int128 = 1
    for fraction in fractions.compactMap({ $0 }) where common <= largest {
      // Over the common denominator so far, the rest of this one is still to be multiplied in.
      common =
        fraction.denominator > largest
        ? largest + 1 : common * (Fraction(common, fraction.denominator) ?? .zero).denominator
    }
    let sum = fractions.compactMap { $0?.magnitude }.reduce(Int128(0)) {
      $0 + ($1.numerator / $1.denominator + 1)
    }
    let isExact = common <= largest && sum <= Int128(Int64.max) / 4 / max(common, 1)
    let bottom = isExact ? common : 1_000_000_000_000
    let tops = fractions.map { fraction in
      fraction.map { Int64(clamping: ($0 * bottom).rounded(0).scaled) } ?? Column.missingNumber
    }
    return (tops, Int64(bottom))
  }
}

extension CodedColumn {
  fileprivate func text(_ row: Int) -> String { dictionary[Int(codes[row])] }
}

/// One row of 绩效指标.
private struct Indicator {
  enum Problem {
    case wrong(column: String, String, hint: String)
    case differs(given: String, computed: String)
  }

  let name: String
  let target: IndicatorTarget
  let value: String
  let direction: String
  /// 得分规则; anything but the name of a rule is a note.
  let rule: String
  /// 计量单位.
  let unit: String
  /// The value of the metric that `value` names; nil: it names none.
  let reference: IndicatorReferences.Value?
  let points: Fraction?
  let given: Fraction?

  /// Rate and score; nil what cannot be said, after a report where it should.
  func score(
    _ scoring: IndicatorScoring, report: (Problem) -> Void
  ) -> (rate: Fraction?, score: Fraction?) {
    guard let points else {
      report(.wrong(column: "分值", "绩效指标\(quoted(name))没有分值", hint: "填上分值"))
      return (nil, nil)
    }
    let named =
      scoring.rules.first { nameKey($0.name) == nameKey(rule) && !nameKey(rule).isEmpty }
      ?? scoring.rule(named: direction)
    let isQuality = named.map { !$0.bands.isEmpty } ?? nameKey(direction).hasPrefix("定性")
    guard !isQuality, let goal = IndicatorNumber(target.current) else {
      // A number is not adjusted by words.
      let isNumber = target.adjusted != nil && IndicatorNumber(target.annual) != nil
      if !isQuality, named != nil || isNumber {
        report(
          .wrong(
            column: target.column,
            "绩效指标\(quoted(name))的\(target.column)\(quoted(target.current))不是数",
            hint: "写成≥95%、50个这样的数，或者指标方向写“定性”"))
        return (nil, nil)
      }
      guard let rule = isQuality ? named ?? scoring.quality : scoring.quality else {
        return (nil, nil)
      }
      return (nil, quality(points, rule.bands, report: report))
    }
    guard let reached = number(goal) else {
      report(
        .wrong(
          column: "实际完成值", "绩效指标\(quoted(name))的实际完成值\(quoted(value))不是数",
          hint: "填上数，单位与\(target.column)一致"))
      return (nil, nil)
    }
    guard let rule = named ?? scoring.rule(target.direction ?? .atLeast) else { return (nil, nil) }
    let share = rule.share(target: goal.number, value: reached)
    let score = product(share, points)
    if let given, given.rounded(2) != score.rounded(2) {
      report(
        .differs(
          given: given.rounded(2).text(trimsZeros: true),
          computed: score.rounded(2).text(trimsZeros: true)))
    }
    return (rule.rate(target: goal.number, value: reached), score)
  }

  /// What was reached, in the unit of the target: a rate against 95% or 95 is in per cent, against
  /// 0.95 it is a fraction.
  private func number(_ goal: IndicatorNumber) -> Fraction? {
    guard let reference else { return IndicatorNumber(value)?.number }
    let isPercent =
      nameKey(target.current).contains("%") || nameKey(unit).contains("%") || unit.contains("百分")
      || Fraction(1) < goal.number
    return reference.isRate && isPercent ? reference.number * 100 : reference.number
  }

  /// 定性: 达成 has [0.8, 1] of the points, 部分达成 [0.6, 0.8), 未达成 [0, 0.6).
  private func quality(
    _ points: Fraction, _ bands: [ScoringRule.Band], report: (Problem) -> Void
  ) -> Fraction? {
    if reference != nil {
      report(
        .wrong(
          column: target.column,
          "绩效指标\(quoted(name))的实际完成值取自指标，\(target.column)\(quoted(target.current))却不是数",
          hint: "\(target.column)写成≥95%、50个这样的数"))
      return nil
    }
    let word = nameKey(value)
    let band = bands.first { $0.openings.contains { word.hasPrefix(nameKey($0)) } }
    guard let band else {
      report(
        .wrong(
          column: "实际完成值", "绩效指标\(quoted(name))的完成情况\(quoted(value))认不出",
          hint: "写成" + bands.map { "“\($0.name)”" }.joined(separator: "或")))
      return nil
    }
    guard let given else {
      if band.end == 100 { return points }
      report(
        .wrong(
          column: "得分", "绩效指标\(quoted(name))没有全部达成，得分须由评价人给出", hint: "填上“得分”一列"))
      return nil
    }
    let percent = given * 100
    let isWithin =
      points * Int128(band.from) <= percent
      && (band.end == 100 ? given <= points : percent < points * Int128(band.end))
    guard isWithin else {
      report(
        .wrong(
          column: "得分",
          "绩效指标\(quoted(name))的得分\(given.rounded(2).text(trimsZeros: true))不在\(quoted(value))的范围内",
          hint: "给分值的\(band.from)%至\(band.end)%"))
      return nil
    }
    return given
  }

  private func product(_ a: Fraction, _ b: Fraction) -> Fraction {
    Fraction(a.numerator * b.numerator, a.denominator * b.denominator) ?? .zero
  }
}
