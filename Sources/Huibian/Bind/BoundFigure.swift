import HuibianPlan

/// A figure whose members are picked by the loops around its tag.
///
/// Its copies share what they hold: each figure that is written has some.
struct BoundFigure: Hashable, Sendable {
  private final class Content: Sendable {
    // First what each figure that is written asks for, close together.
    let number: Int
    let yearEarlier: Int
    let previous: Int
    let loops: [LoopID]
    let kind: MetricWording.Kind
    let isAdditive: Bool
    let isOverTime: Bool
    let wording: MetricWording
    let spec: FigureSpec
    let measure: Measure

    init(
      _ measure: Measure, _ spec: FigureSpec, _ loops: [LoopID], _ numbers: inout FigureNumbers
    ) {
      self.measure = measure
      wording = measure.wording
      kind = wording.kind
      isAdditive = measure.isAdditive
      isOverTime = spec.groupings.contains { $0.unit != nil }
      self.spec = spec
      self.loops = loops
      number = numbers.number(of: spec)
      yearEarlier = numbers.number(of: spec.yearEarlier)
      previous = numbers.number(of: spec.previous)
    }
  }

  private let content: Content

  init(measure: Measure, spec: FigureSpec, loops: [LoopID], numbers: inout FigureNumbers) {
    content = Content(measure, spec, loops, &numbers)
  }

  var measure: Measure { content.measure }
  /// Of ``measure``.
  var name: String { content.measure.name }
  /// Of ``measure``.
  var wording: MetricWording { content.wording }
  /// Of ``measure``.
  var kind: MetricWording.Kind { content.kind }
  /// Of ``measure``.
  var isAdditive: Bool { content.isAdditive }
  /// Whether a loop runs over parts of time.
  var isOverTime: Bool { content.isOverTime }
  var spec: FigureSpec { content.spec }
  /// The loop that gives each of `spec.groupings` its member, in that order.
  var loops: [LoopID] { content.loops }
  /// Of ``spec``.
  var number: Int { content.number }

  /// Of the same figure in the base period.
  func number(of basis: Basis) -> Int {
    switch basis {
    case .yearEarlier: content.yearEarlier
    case .previousPeriod: content.previous
    }
  }

  static func == (a: BoundFigure, b: BoundFigure) -> Bool {
    a.content === b.content
      || a.spec == b.spec && a.loops == b.loops && a.measure == b.measure
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(spec)
    hasher.combine(loops)
  }
}

/// The figures of a template by number, from 0, equal ones once: who writes a report finds a figure by
/// its number, and none by what it asks.
struct FigureNumbers: Sendable {
  private(set) var specs: [FigureSpec] = []
  private var numbers: [FigureSpec: Int] = [:]

  mutating func number(of spec: FigureSpec) -> Int {
    if let number = numbers[spec] { return number }
    numbers[spec] = specs.count
    specs.append(spec)
    return specs.count - 1
  }
}
