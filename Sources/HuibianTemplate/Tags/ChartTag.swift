/// `{{图 组合 来访批次，办结率 按 月份 同比 标题 “来访情况”}}`, and the same behind `图：` in the alternative
/// text of a chart that a person drew.
package struct ChartTag: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case line = "折线"
    case column = "柱形"
    case bar = "条形"
    case pie = "饼"
    case stackedColumn = "堆积柱形"
    case stackedBar = "堆积条形"
    /// Columns for all metrics but the last, which is a line on a second axis.
    case combined = "组合"

    /// As typed, with or without 图; nil for any other word.
    init?(typed word: String) {
      var name = word.count > 1 && word.hasSuffix("图") ? String(word.dropLast()) : word
      name = name.replacing("柱状", with: "柱形")
      self.init(rawValue: name)
    }
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
  /// 同比: for each metric a series of the year before.
  package let comparesYear: Bool
  /// As typed between quotation marks; nil: none.
  package let title: String?

  package init(
    _ kind: Kind?, _ columns: [TableTag.Column], by dimension: DimensionName,
    _ selection: Selection = .init(), isAscending: Bool? = nil, comparesYear: Bool = false,
    title: String? = nil
  ) {
    self.kind = kind
    self.columns = columns
    self.dimension = dimension
    self.selection = selection
    self.isAscending = isAscending
    self.comparesYear = comparesYear
    self.title = title
  }
}
