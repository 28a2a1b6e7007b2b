/// `{{图 组合 来访批次，办结率 按 月份 同比 标题 “来访情况”}}`, `{{图 堆积柱形 来访批次 按 月份 分 问题属地 前 5}}`,
/// and the same behind `图：` in the alternative text of a chart that a person drew.
package struct ChartTag: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case line = "折线"
    case column = "柱形"
    case bar = "条形"
    case pie = "饼"
    case stackedColumn = "堆积柱形"
    case stackedBar = "堆积条形"
    /// All stacks of one length: their parts as shares.
    case sharedColumn = "百分比堆积柱形"
    case sharedBar = "百分比堆积条形"
    /// Columns for all metrics but the last, which is a line on a second axis.
    case combined = "组合"

    /// As typed, with or without 图; nil for any other word.
    init?(typed word: String) {
      var name = word.count > 1 && word.hasSuffix("图") ? String(word.dropLast()) : word
      name = name.replacing("柱状", with: "柱形")
      self.init(rawValue: name)
    }
  }

  /// 分: one series for each member of a second dimension.
  package struct Division: Hashable, Sendable {
    package var dimension: DimensionName
    /// Its order is by a metric named in the tag.
    package var selection = Selection()
    /// As that of the chart.
    package var isAscending: Bool?

    package init(_ dimension: DimensionName) { self.dimension = dimension }
  }

  /// Nil: that of the chart drawn; only there.
  package let kind: Kind?
  /// At least one.
  package let columns: [TableTag.Column]
  /// What runs along the axis, or round the pie.
  package let dimension: DimensionName
  /// Its order is by a metric named in the tag.
  package let selection: Selection
  /// 升序, 降序 without a metric: by the first one; nil: not typed.
  package let isAscending: Bool?
  package let division: Division?
  /// 标数, 不标数: numbers at the points; nil: not typed, where there is room.
  package let showsNumbers: Bool?
  /// 同比: for each metric a series of the year before.
  package let comparesYear: Bool
  /// As typed between quotation marks; nil: none.
  package let title: String?

  package init(
    _ kind: Kind?, _ columns: [TableTag.Column], by dimension: DimensionName,
    _ selection: Selection = .init(), isAscending: Bool? = nil, comparesYear: Bool = false,
    title: String? = nil, division: Division? = nil, showsNumbers: Bool? = nil
  ) {
    self.kind = kind
    self.columns = columns
    self.dimension = dimension
    self.selection = selection
    self.isAscending = isAscending
    self.comparesYear = comparesYear
    self.title = title
    self.division = division
    self.showsNumbers = showsNumbers
  }
}
