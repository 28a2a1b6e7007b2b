/// `{{来访批次、来访人次：问题属地=灵山镇｜同比｜1位小数}}`.
package struct ValueTag: Hashable, Sendable {
  /// At least one; folded, see ``folded(_:)``.
  package let names: [String]
  /// Holds for all of ``names``.
  package let slices: [Slice]
  /// In the order typed; no filter twice.
  package let filters: [Filter]

  package init(names: [String], slices: [Slice] = [], filters: [Filter] = []) {
    self.names = names
    self.slices = slices
    self.filters = filters
  }

  /// The only name, if there is nothing else: such a tag may be a text, a dimension or a figure.
  package var bareName: String? {
    names.count == 1 && slices.isEmpty && filters.isEmpty ? names[0] : nil
  }
}

/// A dimension as typed: a column, and a level of its tree or a unit of time.
package struct DimensionName: Hashable, Sendable {
  /// Folded.
  package let column: String
  /// What follows the point in `问题属地.镇街`; folded.
  package let level: String?

  package init(_ column: String, level: String? = nil) {
    self.column = column
    self.level = level
  }

  /// `问题属地.镇街`.
  package var text: String { level.map { column + "." + $0 } ?? column }
}

/// `问题属地=灵山镇/白云街道`: members joined by OR; several slices are joined by AND.
package struct Slice: Hashable, Sendable {
  package let dimension: DimensionName
  /// At least one, as typed, blanks trimmed, quotation marks removed; of a period folded.
  package let members: [String]

  package init(_ dimension: DimensionName, _ members: [String]) {
    self.dimension = dimension
    self.members = members
  }

  /// Whether it names another period of the report's year (`期间=上半年`) rather than members.
  package var isPeriod: Bool { dimension == DimensionName("期间") }
}

/// `来访批次[问题属地=灵山镇]`.
package struct MeasureReference: Hashable, Sendable {
  /// Folded.
  package let name: String
  package let slices: [Slice]
  /// In conditions: what is asked of the figure, `来访批次｜同比增减 < 0`; nil: its value.
  package let filter: Filter?

  package init(_ name: String, slices: [Slice] = [], filter: Filter? = nil) {
    self.name = name
    self.slices = slices
    self.filter = filter
  }

  func asking(_ filter: Filter) -> MeasureReference {
    MeasureReference(name, slices: slices, filter: filter)
  }
}

/// What follows a `｜`: how a figure is shown, or which figure is made of it.
package indirect enum Filter: Hashable, Sendable {
  /// 数: the bare number.
  case number
  case yearOverYear, yearOverYearPercent, yearOverYearDifference
  case yearEarlier
  case periodOverPeriod, periodOverPeriodPercent, periodOverPeriodDifference
  case previousPeriod
  /// 占比：指标.
  case share(MeasureReference)
  /// N位小数, 0…6.
  case decimals(Int)
  case rank
  /// 位次: 全市中上游, by the ledger of rankings.
  case standing
  /// 目标, 完成情况: by the ledger of targets.
  case target, targetOutcome
  /// 同比走势: which way it went, and how far: 明显下降, 持平.
  case yearOverYearTrend, periodOverPeriodTrend
  /// 同比倍数: 是上年同期的2.5倍.
  case yearOverYearTimes, periodOverPeriodTimes
  /// 同比向好: whether it went the way that is good; in conditions only.
  case yearOverYearImproves, periodOverPeriodImproves
  /// 有数据: whether the ledger has a row in the period; in conditions only.
  case hasData
  /// 首次: 2023年1月以来首次, where the ledgers show it, else nothing; in conditions whether they do.
  case first
  /// 全部: of a rate of 100%; of one of 0% 均未.
  case whole
  /// 发生: 没有发生 of zero, else 发生3批次.
  case occurrence
  /// 分别: 分别为98.7%、97.2%, or 均为100%.
  case jointly
  /// 余: rounded down to a round number, 1200余.
  case approximate
  /// 汉字: 一百四十三批次.
  case chinese
  /// 大写: 壹佰肆拾叁元整.
  case capital
  /// 万元, 亿元: an amount of money in another unit; 万: a count, 28.44万件.
  case tenThousandYuan, hundredMillionYuan, tenThousand
  /// In 列举: 名称 without figures, 等 behind a list that is not whole, 和 before the last item,
  /// 不写占比.
  case listNames, etCetera, and, withoutShares
  /// 合并: the cell merges with equal neighbours below.
  case merge

  /// Every filter without an argument, by its name.
  package static let plain: [(name: String, filter: Filter)] = [
    ("数", .number),
    ("同比", .yearOverYear), ("同比幅度", .yearOverYearPercent), ("同比增减", .yearOverYearDifference),
    ("上年同期", .yearEarlier),
    ("环比", .periodOverPeriod), ("环比幅度", .periodOverPeriodPercent),
    ("环比增减", .periodOverPeriodDifference), ("上期", .previousPeriod),
    ("排名", .rank), ("位次", .standing), ("目标", .target), ("完成情况", .targetOutcome),
    ("余", .approximate), ("合并", .merge),
    ("同比走势", .yearOverYearTrend), ("环比走势", .periodOverPeriodTrend),
    ("同比倍数", .yearOverYearTimes), ("环比倍数", .periodOverPeriodTimes),
    ("同比向好", .yearOverYearImproves), ("环比向好", .periodOverPeriodImproves),
    ("有数据", .hasData),
    ("首次", .first), ("全部", .whole), ("发生", .occurrence), ("分别", .jointly),
    ("汉字", .chinese), ("大写", .capital), ("万元", .tenThousandYuan), ("亿元", .hundredMillionYuan),
    ("万", .tenThousand), ("名称", .listNames), ("等", .etCetera), ("和", .and),
    ("不写占比", .withoutShares),
  ]

  /// The name as typed in a template: `同比`, `占比`, `1位小数`.
  package var name: String {
    switch self {
    case .share: "占比"
    case .decimals(let count): "\(count)位小数"
    default: Filter.plain.first { $0.filter == self }?.name ?? ""
    }
  }
}
