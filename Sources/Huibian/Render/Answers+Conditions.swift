import HuibianPlan
import HuibianTemplate

extension Answers {
  func holds(_ condition: TemplateCondition, _ scope: Scope) -> Bool {
    switch condition {
    case .all(let parts): return parts.allSatisfy { holds($0, scope) }
    case .any(let parts): return parts.contains { holds($0, scope) }
    case .not(let inner): return !holds(inner, scope)
    case .isTrue(let operand):
      switch operand {
      case .derived(let figure, let derived): return holds(derived, of: figure, scope)
      case .text(let text): return !text.isEmpty && text != "否"
      case .variable(let variable):
        let text = self.text(variable, scope)
        return !text.isEmpty && text != "否"
      default: return number(operand, scope).map { !$0.isZero } ?? false
      }
    case .compare(let left, let comparison, let right):
      if left.isText {
        let isEqual = text(left, scope) == text(right, scope)
        return comparison == .equal ? isEqual : !isEqual
      }
      guard let a = number(left, scope), let b = number(right, scope) else { return false }
      switch comparison {
      case .equal: return a == b
      case .notEqual: return a != b
      case .less: return a < b
      case .lessOrEqual: return a < b || a == b
      case .greater: return b < a
      case .greaterOrEqual: return b < a || a == b
      }
    }
  }

  /// Nil for a rate without a denominator: no comparison with it holds.
  private func number(_ operand: TemplateOperand, _ scope: Scope) -> Fraction? {
    switch operand {
    case .figure(let figure): answer(figure, scope).value.quantity.fraction
    case .derived(let figure, let derived): number(derived, of: figure, scope)
    case .number(let number): Fraction(Int128(number.unscaled), powerOfTen(number.scale))
    case .variable(.ordinal(let id)): scope[id].map { Fraction(Int128($0.ordinal)) }
    case .variable, .text: nil
    }
  }

  private func text(_ operand: TemplateOperand, _ scope: Scope) -> String {
    switch operand {
    case .text(let text): text
    case .variable(let variable): text(variable, scope)
    case .figure, .derived, .number: ""
    }
  }

  func text(_ variable: LoopVariable, _ scope: Scope) -> String {
    switch variable {
    case .name(let id): scope[id]?.printed ?? ""
    case .ordinal(let id): scope[id].map { String($0.ordinal) } ?? ""
    case .isFirst(let id): scope[id].map { $0.isFirst ? "是" : "否" } ?? ""
    case .isLast(let id): scope[id].map { $0.isLast ? "是" : "否" } ?? ""
    }
  }
}
