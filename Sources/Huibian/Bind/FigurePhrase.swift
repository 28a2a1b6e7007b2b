import HuibianPlan

/// One or several figures and the way in which they are said.
struct FigurePhrase: Hashable {
  enum Statistic: Hashable {
    case value
    /// 同比, 环比: the whole phrase.
    case change(Basis)
    /// 同比幅度.
    case changePercent(Basis)
    /// 同比增减.
    case changeDifference(Basis)
    /// 上年同期, 上期.
    case base(Basis)
    case share(BoundFigure)
    /// 占比 of several: the whole of each.
    case shares([BoundFigure])
    /// 同比走势.
    case trend(Basis)
    /// 同比倍数.
    case times(Basis)
    /// 首次: with the figure of all that was before the period.
    case first(earlier: BoundFigure)
    /// 全部.
    case whole
    /// 发生.
    case occurrence
    /// 排名: the figure is the rank, by the scope in which it holds.
    case rank
    /// 位次: the figure counts the rank's row, by its scope and its standing.
    case standing
    /// 排名 in a loop: the place among the loop's members.
    case ownRank(LoopID)
    /// 目标: of the figure, which need not be computed.
    case target
    /// 完成情况.
    case targetOutcome
    /// The texts of a column, by the figure's last grouping, in the rows at the loops' members.
    case texts

    var basis: Basis? {
      switch self {
      case .change(let basis), .changePercent(let basis), .changeDifference(let basis),
        .base(let basis), .trend(let basis), .times(let basis):
        basis
      case .value, .share, .shares, .first, .whole, .occurrence, .rank, .standing, .ownRank,
        .target, .targetOutcome, .texts:
        nil
      }
    }

    var isTrend: Bool { if case .trend = self { true } else { false } }

    /// Whether the ledger 目标值 says it.
    var isOfTargets: Bool {
      switch self {
      case .target, .targetOutcome: true
      default: false
      }
    }
  }

  enum Numerals: Hashable { case arabic, chinese, capital }

  /// A unit that makes long numbers short; its name is that of the filter.
  enum LargeUnit: String, Hashable {
    case tenThousandYuan = "万元"
    case hundredMillionYuan = "亿元"
    case tenThousand = "万"
  }

  let figures: [BoundFigure]
  var statistic: Statistic { didSet { alias = Self.alias(figures, statistic) } }
  /// What people read at the content control: the metrics and the statistic, at most 60 characters.
  private(set) var alias: String
  /// 数.
  var isBare = false
  /// 余.
  var isApproximate = false
  /// 汉字, 大写.
  var numerals = Numerals.arabic
  /// 万元, 亿元, 万.
  var largeUnit: LargeUnit?
  /// 分别.
  var isJoint = false
  /// N位小数; nil: the measure's.
  var decimals: Int?
  /// 合并.
  var merges = false
  /// Of a change in a 表: `-15.9%`, `+5.5个百分点` instead of 下降15.9%.
  var isSigned = false

  init(figures: [BoundFigure], statistic: Statistic = .value, merges: Bool = false) {
    self.figures = figures
    self.statistic = statistic
    self.merges = merges
    alias = Self.alias(figures, statistic)
  }

  private static func alias(_ figures: [BoundFigure], _ statistic: Statistic) -> String {
    let whole = figures.map(\.name).joined(separator: "、") + statistic.suffix
    return String(whole.prefix(60))
  }
}
