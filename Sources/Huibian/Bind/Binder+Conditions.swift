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
      guard let left = bound.0, let right = bound.1 else { return nil }
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
      return operand(reference, tag: tag, around: around, sink: &sink).map { .isTrue($0) }
    case .not(let inner):
      return condition(inner, tag: tag, around: around, sink: &sink).map { .not($0) }
    case .all(let parts):
      return conditions(parts, tag: tag, around: around, sink: &sink).map { .all($0) }
    case .any(let parts):
      return conditions(parts, tag: tag, around: around, sink: &sink).map { .any($0) }
    }
  }

  private mutating func conditions(
    _ parts: [ConditionExpression], tag: Int, around: [LoopID], sink: inout DiagnosticSink
  ) -> [TemplateCondition]? {
    var result: [TemplateCondition] = []
    for part in parts {
      if let condition = condition(part, tag: tag, around: around, sink: &sink) {
        result.append(condition)
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
    if reference.slices.isEmpty {
      if let text = self.text(reference.name, tag: tag) { return .text(text) }
      if let variable = variable(reference.name, around: around) { return .variable(variable) }
    }
    return figure(reference.name, reference.slices, tag: tag, around: around, sink: &sink)
      .map { .figure($0) }
  }
}

extension TemplateOperand {
  /// Whether it is compared as a text.
  var isText: Bool {
    switch self {
    case .text, .variable(.name): true
    case .figure, .number, .variable: false
    }
  }
}
