import HuibianPlan
import HuibianTemplate

/// Which figures a report can do without in a period in which a ledger has no row: those that stand
/// only where a condition 有数据 holds.
struct FigureGuards: Sendable {
  /// For each figure the places that ask for it, each with the figures that 有数据 asks about there.
  private var places: [FigureSpec: Set<Set<FigureSpec>>] = [:]

  mutating func ask(_ spec: FigureSpec, where tests: Set<FigureSpec>) {
    places[spec, default: []].insert(tests)
  }

  /// Whether one of the places is written; a figure that no place asks for is needed.
  ///
  /// - Parameter hasData: Whether the ledger of a figure has a row in the figure's period.
  func isNeeded(_ spec: FigureSpec, hasData: (FigureSpec) -> Bool) -> Bool {
    places[spec]?.contains { $0.allSatisfy(hasData) } ?? true
  }
}

extension TemplateCondition {
  /// The figures whose ledgers have rows wherever the condition holds.
  var figuresWithData: Set<FigureSpec> {
    switch self {
    case .isTrue(.derived(let figure, .hasData)): [figure.spec]
    case .all(let parts): parts.reduce(into: []) { $0.formUnion($1.figuresWithData) }
    case .isTrue, .compare, .not, .any: []
    }
  }
}

extension Binder {
  /// The figures whose ledgers have rows wherever the tag is written.
  func figuresWithData(around tag: Int) -> Set<FigureSpec> {
    template.scopes(ofTag: tag).reduce(into: []) { result, region in
      guard case .branches(let conditions) = bound.regions[region],
        let condition = conditions[template.segment(ofTag: tag, in: region)]
      else { return }
      result.formUnion(condition.figuresWithData)
    }
  }
}
