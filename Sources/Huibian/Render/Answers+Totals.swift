import HuibianDiagnostics
import HuibianPlan

extension Answers {
  /// Whether the counts in the rows of a 表 come to its 合计.
  ///
  /// False only if 其中 or 前 N left members out. What is counted by number may lie in several members,
  /// and is not looked at.
  func addsUp(_ table: BoundTable, _ scope: Scope) -> Bool {
    guard table.selections.contains(where: { $0.leavesOut }) else { return true }
    return table.columns.allSatisfy { column in
      guard case .value = column.phrase.statistic, let figure = column.phrase.figures.first,
        let whole = column.total.figures.first, isCountOfRows(figure.spec),
        case .count(let total) = answer(whole, scope).value.quantity
      else { return true }
      return sum(figure, table.selections[...], scope) == total
    }
  }

  private func sum(_ figure: BoundFigure, _ selections: ArraySlice<BoundSelection>, _ scope: Scope)
    -> Int
  {
    guard let selection = selections.first else {
      if case .count(let count) = answer(figure, scope).value.quantity { return count }
      return 0
    }
    return members(selection, scope).reduce(0) { result, member in
      result + sum(figure, selections.dropFirst(), scope.entering(selection.id, member))
    }
  }

  private func isCountOfRows(_ spec: FigureSpec) -> Bool {
    book.plans(of: spec).allSatisfy { plan in
      if case .countDistinct = plan.aggregate { false } else { true }
    }
  }
}

extension BoundSelection {
  /// Whether members may be without a row of their own and without a share in 其他.
  fileprivate var leavesOut: Bool { condition != nil || (limit != nil && !mergesOthers) }
}

extension Diagnostic {
  static func partialRows(at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "partial-rows", "表中只列出一部分，“合计”是全部的合计，不等于各行之和", at: location,
      hints: ["在标签里加上“其余并入其他”，或去掉“合计”"])
  }
}
