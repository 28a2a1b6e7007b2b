import HuibianDiagnostics
import HuibianPlan
import HuibianTemplate

extension Binder {
  /// A condition with figures for names; nil after a report, in which all its mistakes are.
  mutating func condition(
    _ expression: ConditionExpression, tag: Int, around: [LoopID], sink: inout DiagnosticSink
  ) -> TemplateCondition? {
    switch expression {
    case .compare(let left, let comparison, let right):
      let bound = (
        operand(left, tag: tag, around: around, sink: &sink),
        operand(right, tag: tag, around: around, sink: &sink)
      )
      guard var left = bound.0, var right = bound.1 else { return nil }
      left.measure(like: right)
      right.measure(like: left)
      guard !left.isFlag, !right.isFlag else {
        sink.report(.flagCompared(at: location(tag)))
        return nil
      }
      guard left.isText == right.isText else {
        sink.report(.mixedComparison(at: location(tag)))
        return nil
      }
      if left.isText, comparison != .equal, comparison != .notEqual {
        sink.report(.orderOfTexts(comparison.rawValue, at: location(tag)))
        return nil
      }
      return .compare(left, comparison, right)
    case .isTrue(let reference):
      guard let operand = operand(reference, tag: tag, around: around, sink: &sink) else {
        return nil
      }
      if case .derived(_, let derived) = operand, !derived.isFlag {
        sink.report(.notAFlag(reference.filter?.name ?? "", at: location(tag)))
        return nil
      }
      return .isTrue(operand)
    case .not(let inner):
      return condition(inner, tag: tag, around: around, sink: &sink).map { .not($0) }
    case .all(let parts):
      let before = tested
      defer { tested = before }
      return conditions(parts, isAll: true, tag: tag, around: around, sink: &sink)
        .map { .all($0) }
    case .any(let parts):
      return conditions(parts, isAll: false, tag: tag, around: around, sink: &sink)
        .map { .any($0) }
    }
  }

  /// - Parameter isAll: A part is asked only where those before it hold.
  private mutating func conditions(
    _ parts: [ConditionExpression], isAll: Bool, tag: Int, around: [LoopID],
    sink: inout DiagnosticSink
  ) -> [TemplateCondition]? {
    var result: [TemplateCondition] = []
    for part in parts {
      if let condition = condition(part, tag: tag, around: around, sink: &sink) {
        result.append(condition)
        if isAll { tested.formUnion(condition.figuresWithData) }
      }
    }
    return result.count == parts.count ? result : nil
  }

  private mutating func operand(
    _ operand: ConditionExpression.Operand, tag: Int, around: [LoopID],
    sink: inout DiagnosticSink
  ) -> TemplateOperand? {
    switch operand {
    case .number(let number): .number(number)
    case .text(let text): .text(text)
    case .name(let reference): self.operand(reference, tag: tag, around: around, sink: &sink)
    }
  }

  mutating func operand(
    _ reference: MeasureReference, tag: Int, around: [LoopID], sink: inout DiagnosticSink
  ) -> TemplateOperand? {
    if reference.slices.isEmpty, reference.filter == nil {
      if let text = self.text(reference.name, tag: tag) { return .text(text) }
      if let variable = variable(reference.name, around: around) { return .variable(variable) }
    }
    if reference.filter == .rank, around.isEmpty {
      let value = ValueTag(
        names: [reference.name], slices: reference.slices, filters: [.rank])
      return rank(value, tag: tag, sink: &sink).map { .derived($0.figures[0], .isRanked) }
    }
    guard
      let figure = figure(
        reference.name, reference.slices, tag: tag, around: around,
        isComputed: reference.filter != .target && reference.filter != .hasData, sink: &sink)
    else { return nil }
    guard let filter = reference.filter else { return .figure(figure) }
    return derived(filter, figure, tag: tag, around: around, sink: &sink)
      .map { .derived(figure, $0) }
  }

  private mutating func derived(
    _ filter: Filter, _ figure: BoundFigure, tag: Int, around: [LoopID],
    sink: inout DiagnosticSink
  ) -> TemplateOperand.Derived? {
    let derived: TemplateOperand.Derived
    let basis: Basis?
    switch filter {
    case .yearOverYearDifference: (derived, basis) = (.difference(.yearEarlier), .yearEarlier)
    case .periodOverPeriodDifference:
      (derived, basis) = (.difference(.previousPeriod), .previousPeriod)
    case .yearOverYearPercent: (derived, basis) = (.percent(.yearEarlier), .yearEarlier)
    case .periodOverPeriodPercent:
      (derived, basis) = (.percent(.previousPeriod), .previousPeriod)
    case .yearEarlier: (derived, basis) = (.base(.yearEarlier), .yearEarlier)
    case .previousPeriod: (derived, basis) = (.base(.previousPeriod), .previousPeriod)
    case .yearOverYearTimes: (derived, basis) = (.times(.yearEarlier), .yearEarlier)
    case .periodOverPeriodTimes: (derived, basis) = (.times(.previousPeriod), .previousPeriod)
    case .yearOverYearImproves: (derived, basis) = (.improves(.yearEarlier), .yearEarlier)
    case .periodOverPeriodImproves:
      (derived, basis) = (.improves(.previousPeriod), .previousPeriod)
    case .share(let whole):
      return share(of: [figure], in: whole, tag: tag, around: around, sink: &sink)
        .map { .share($0[0]) }
    case .first:
      return earlier(figure, tag: tag, around: around, sink: &sink).map { .first(earlier: $0) }
    case .whole:
      guard figure.measure.wording.kind == .rate else {
        sink.report(.wrongKind(filter, figure.measure, at: location(tag)))
        return nil
      }
      return .whole
    case .target: return .hasTarget
    case .hasData:
      ask(figure.spec, tag: tag, test: figure.spec)
      return .hasData
    default:
      sink.report(.filterInCondition(filter.name, at: location(tag)))
      return nil
    }
    if case .improves = derived, figure.measure.direction == .none {
      sink.report(.noDirection(figure.measure.name, at: location(tag)))
      return nil
    }
    if let basis { ask(figure.spec.moved(to: basis), tag: tag) }
    return derived
  }
}

extension TemplateOperand.Derived {
  /// Whether it is true or false, not a number.
  var isFlag: Bool {
    switch self {
    case .first, .whole, .improves, .isRanked, .hasTarget, .hasData: true
    case .difference, .percent, .base, .times, .share: false
    }
  }
}

extension TemplateOperand {
  /// Whether it is compared as a text.
  var isText: Bool {
    switch self {
    case .text, .variable(.name): true
    case .figure, .derived, .number, .variable: false
    }
  }

  var isFlag: Bool { if case .derived(_, let derived) = self { derived.isFlag } else { false } }

  /// Reads a number in the measure of what it is compared with: 10 as well as 10% of a change by
  /// per cent or a share, 5 as well as 5% of percentage points.
  mutating func measure(like other: TemplateOperand) {
    guard case .number(let number) = self, case .derived(let figure, let derived) = other else {
      return
    }
    let isRate = figure.measure.wording.kind == .rate
    switch derived {
    case .difference where isRate, .percent where isRate:
      guard number.isPercent else { return }
      let (value, overflow) = number.unscaled.multipliedReportingOverflow(by: 100)
      if !overflow { self = .number(DecimalLiteral(unscaled: value, scale: number.scale)) }
    case .percent, .share:
      guard !number.isPercent, number.unscaled != 0 else { return }
      self = .number(DecimalLiteral(unscaled: number.unscaled, scale: number.scale + 2))
    case .difference, .base, .times, .first, .whole, .improves, .isRanked, .hasTarget, .hasData:
      return
    }
  }
}

extension Diagnostic {
  static func flagCompared(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-condition", "“首次”“全部”“向好”“排名”“目标”“有数据”是真是假，不能与数比较", at: location,
      hints: ["单独写，例如{{如果 进京走访批次｜首次}}；反过来写{{如果 非 进京走访批次｜首次}}"])
  }

  static func notAFlag(_ name: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-condition", "条件里的“｜\(name)”没有与数比较", at: location,
      hints: ["例如{{如果 来访批次｜同比增减 < 0}}、{{如果 来访批次｜同比幅度 > 10%}}"])
  }

  static func filterInCondition(_ name: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-filter", "条件里不能用“\(name)”", at: location,
      hints: [
        "条件里可以用：同比增减、同比幅度、同比倍数、上年同期、同比向好，环比增减、环比幅度、环比倍数、上期、环比向好，占比、首次、全部、排名、目标"
      ])
  }

  static func noDirection(_ name: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-filter", "“\(name)”没有写“向好”是上升还是下降，不能用“向好”", at: location,
      hints: ["用 同比增减 < 0 或 同比增减 > 0；自己的指标在 huibian.yaml 里写上 向好: 下降"])
  }
}
