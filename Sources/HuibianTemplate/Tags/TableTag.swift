/// `{{表 问题属地 × 来访（来访批次 称 批次，来访人次 称 人次），办结率 合计}}`.
package struct TableTag: Hashable, Sendable {
  /// A dimension whose members make rows or columns, and which of them.
  package struct Axis: Hashable, Sendable {
    package let dimension: DimensionName
    package var selection: Selection
    /// 称; nil: the dimension's name.
    package var title: String?

    package init(
      _ dimension: DimensionName, _ selection: Selection = .init(), title: String? = nil
    ) {
      self.dimension = dimension
      self.selection = selection
      self.title = title
    }
  }

  /// A metric, and what is shown of it.
  package struct Column: Hashable, Sendable {
    package let measure: MeasureReference
    package let filters: [Filter]
    /// ｜占比 without a whole: the share in the table's 合计.
    package var sharesTotal = false
    /// 称; nil: what the metric and the filters are called.
    package var title: String?
    /// The headings above that it shares with its neighbours, outermost first.
    package var heads: [String] = []

    package init(
      _ measure: MeasureReference, _ filters: [Filter] = [], sharesTotal: Bool = false,
      title: String? = nil, heads: [String] = []
    ) {
      self.measure = measure
      self.filters = filters
      self.sharesTotal = sharesTotal
      self.title = title
      self.heads = heads
    }
  }

  /// A column of a table whose rows are metrics: 单位, 本期, 上年同期, 同比增减 …
  package struct Statistic: Hashable, Sendable {
    /// The unit of the row's metric instead of a figure.
    package let isUnit: Bool
    package let filters: [Filter]
    package let title: String
    package var heads: [String] = []

    package init(
      isUnit: Bool = false, _ filters: [Filter] = [], title: String, heads: [String] = []
    ) {
      self.isUnit = isUnit
      self.filters = filters
      self.title = title
      self.heads = heads
    }
  }

  /// Where sums stand, and which there are.
  package struct Totals: Hashable, Sendable {
    /// 合计, 合计行.
    package var row = false
    /// 合计, 合计列: where a dimension makes the columns.
    package var column = false
    /// 小计: a row for each member of an outer dimension.
    package var groups = false
    /// 合计在前: sums before what they sum.
    package var comeFirst = false
    /// What the row of all is called.
    package var word = "合计"

    package init(
      row: Bool = false, column: Bool = false, groups: Bool = false, comeFirst: Bool = false
    ) {
      self.row = row
      self.column = column
      self.groups = groups
      self.comeFirst = comeFirst
    }
  }

  /// The dimensions of the rows, outermost first; empty if ``measures`` make the rows.
  package let rows: [Axis]
  /// 指标（…）: the metrics that make the rows.
  package let measures: [Column]
  /// The dimension whose members repeat the columns; nil: none does.
  package let across: Axis?
  /// At least one where ``measures`` is empty, else none.
  package let columns: [Column]
  /// At least one where ``measures`` is not empty, else none.
  package let statistics: [Statistic]
  package var totals = Totals()
  /// 合并 维度: equal neighbours of these columns are merged downwards; each is in ``rows``.
  package var merged: [DimensionName] = []
  /// 序号 before the rows: a column that numbers them.
  package var isNumbered = false
  /// 标题; nil: none.
  package var title: String?
  /// 编号: 表1 before the title.
  package var hasNumber = false
  /// 横排: on a page of its own that lies across.
  package var isLandscape = false
  /// {{自评表}}: rows and columns are those of the frame in which the office's reviews are written.
  package var isReview = false
  /// 样式: the name of a table style of the template; nil: the usual look.
  package var style: String?

  package init(
    rows: [Axis], across: Axis? = nil, measures: [Column] = [], columns: [Column] = [],
    statistics: [Statistic] = []
  ) {
    self.rows = rows
    self.measures = measures
    self.across = across
    self.columns = columns
    self.statistics = statistics
  }

  /// A table over dimensions, of which the last has the selection.
  package init(
    _ dimensions: [DimensionName], _ columns: [Column], _ selection: Selection = .init(),
    hasTotal: Bool = false, merged: [DimensionName] = []
  ) {
    var rows = dimensions.map { Axis($0) }
    if let last = rows.indices.last { rows[last].selection = selection }
    self.init(rows: rows, columns: columns)
    totals.row = hasTotal
    self.merged = merged
  }
}
