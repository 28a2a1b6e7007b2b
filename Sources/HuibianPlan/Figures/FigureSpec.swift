package import HuibianTable

/// What a report is about: whose it is, and when.
package struct Context: Sendable {
  /// The office's full name and its aliases: 本级.
  package var officeNames: [String]
  /// 辖区; nil: not said.
  package var area: String?
  package var period: Period
  /// 截止日期.
  package var asOf: CivilDate
  /// By column: 问题属地, 内容分类.
  package var trees: [String: Tree]
  /// By column with levels: the values that the data holds, once it is known.
  package var dataValues: [String: Set<String>] = [:]

  package init(
    officeNames: [String] = [], area: String? = nil, period: Period, asOf: CivilDate? = nil,
    trees: [String: Tree] = [:]
  ) {
    self.officeNames = officeNames
    self.area = area
    self.period = period
    self.asOf = asOf ?? period.range.end
    self.trees = trees
  }
}

/// One part of a slice: `问题属地=灵山镇`, `内容分类=甲、乙`.
package struct SliceItem: Hashable, Sendable {
  package let dimension: DimensionReference
  /// As typed; several mean any of them.
  package let members: [String]

  package init(dimension: DimensionReference, members: [String]) {
    self.dimension = dimension
    self.members = members
  }
}

/// A figure that somebody asked for.
///
/// Equal specs are one figure.
package struct FigureSpec: Hashable, Sendable {
  /// Our name of the measure.
  package var measure: String
  package var slice: [SliceItem]
  /// 其中, `--where`.
  package var condition: ConditionSyntax?
  package var period: Period
  package var asOf: CivilDate
  package var groupings: [DimensionReference]

  /// What nearly all figures of a document differ in; the rest is compared where these are equal.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(measure)
    hasher.combine(period.range)
    hasher.combine(asOf)
    hasher.combine(slice.first?.members.first)
    hasher.combine(slice.count)
    hasher.combine(groupings.count)
  }

  /// - Parameter asOf: nil: the last day of the period.
  package init(
    measure: String, slice: [SliceItem] = [], condition: ConditionSyntax? = nil, period: Period,
    asOf: CivilDate? = nil, groupings: [DimensionReference] = []
  ) {
    self.measure = measure
    self.slice = slice
    self.condition = condition
    self.period = period
    self.asOf = asOf ?? period.range.end
    self.groupings = groupings
  }

  /// Measure, period, cut-off and slice in one line, the same from run to run.
  package var question: String {
    let slices = slice.map { $0.dimension.name + "=" + $0.members.joined(separator: "/") }
    return [measure, periodText, asOf.iso, slices.joined(separator: ",")].joined(separator: ";")
  }

  /// `2024-01-01..2024-12-31`.
  package var periodText: String { period.range.start.iso + ".." + period.range.end.iso }

  /// The days whose rows count: the period, up to the cut-off; nil if it has not begun by then.
  ///
  /// A report of a year with the cut-off 31 October compares ten months with ten months.
  package var countedRange: DateRange? {
    asOf < period.range.start
      ? nil : DateRange(period.range.start, min(period.range.end, asOf))
  }

  /// The same figure of another period, with the cut-off that belongs to it.
  package func moved(to base: Period) -> FigureSpec {
    var spec = self
    spec.asOf = period.cutOff(asOf, of: base)
    spec.period = base
    return spec
  }

  /// The same figure one year earlier: the base of 同比.
  package var yearEarlier: FigureSpec { moved(to: period.yearEarlier) }
  /// The same figure of the run before: the base of 环比.
  package var previous: FigureSpec { moved(to: period.previous) }

  /// The same figure of all days before the period: what 首次 rests on.
  package var allEarlier: FigureSpec {
    var spec = self
    let end = period.range.start.adding(days: -1)
    spec.period = Period(DateRange(min(FigureSpec.ledgersBegin, end), end))
    spec.asOf = end
    return spec
  }

  /// Whether it is of all that was, so that nobody expects rows at any time of it.
  package var isAllEarlier: Bool { period.range.start == FigureSpec.ledgersBegin }

  /// No ledger holds anything earlier: 1949-01-01.
  private static let ledgersBegin = CivilDate(days: -7670)
}

/// Columns of one ledger that figures use.
package struct ColumnNeeds: Hashable, Sendable {
  /// Without these a figure cannot be made.
  package var required: Set<String>
  /// Used where the export has them.
  package var optional: Set<String>

  package init(required: Set<String> = [], optional: Set<String> = []) {
    self.required = required
    self.optional = optional
  }

  package mutating func formUnion(_ other: ColumnNeeds) {
    required.formUnion(other.required)
    optional.formUnion(other.optional)
    optional.subtract(required)
  }
}
