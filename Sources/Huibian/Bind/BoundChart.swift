import HuibianPlan
import HuibianTemplate

/// A 图: one point for each member of a dimension, one series for each figure.
struct BoundChart {
  struct Series {
    let name: String
    /// What stands behind each number: `%`; empty where the axis says the unit.
    let sign: String
    let phrase: FigurePhrase
    let isBase: Bool
  }

  let tag: Int
  /// Nil: that of the chart drawn.
  let kind: ChartTag.Kind?
  let selection: BoundSelection
  /// 分: one series for each member, named after it; there is one entry in ``series``, the pattern of
  /// all.
  let division: BoundSelection?
  let series: [Series]
  /// How many of the series stand on the first axis of a 组合.
  let columns: Int
  /// Of the first axis and the second: 来访批次（批次）.
  let valueTitles: [String]
  let title: String?
  /// Nil: where there is room.
  let showsNumbers: Bool?
  /// For readers who cannot see it.
  let description: String
  /// The figure without the dimension, if the members must be its parts: of a pie.
  let whole: BoundFigure?
}
