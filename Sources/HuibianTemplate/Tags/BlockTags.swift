/// `{{每个 问题属地 其中 来访批次 > 0 按 来访批次 降序 前 5 其余并入其他}}`.
package struct EachTag: Hashable, Sendable {
  package enum Direction: Hashable, Sendable {
    /// 每个: what the two ends enclose.
    case automatic
    /// 每行.
    case rows
    /// 每列.
    case columns
  }

  package let direction: Direction
  package let dimension: DimensionName
  package let selection: Selection

  package init(_ direction: Direction, _ dimension: DimensionName, _ selection: Selection = .init())
  {
    self.direction = direction
    self.dimension = dimension
    self.selection = selection
  }
}

/// Which members of a dimension, and in which order.
package struct Selection: Hashable, Sendable {
  /// 其中; nil: all members.
  package var condition: ConditionExpression?
  /// 按; nil: the order of the tree, else of first appearance.
  package var order: MemberOrder?
  /// 前 N, 1…9999; nil: all.
  package var limit: Int?
  /// 其余并入其他: one more member 其他 for those beyond ``limit``.
  package var mergesOthers: Bool

  package init(
    condition: ConditionExpression? = nil, order: MemberOrder? = nil, limit: Int? = nil,
    mergesOthers: Bool = false
  ) {
    self.condition = condition
    self.order = order
    self.limit = limit
    self.mergesOthers = mergesOthers
  }
}

/// `按 来访批次 降序`.
package struct MemberOrder: Hashable, Sendable {
  package let measure: MeasureReference
  /// 升序; falling when neither is typed, as lists in reports are.
  package let isAscending: Bool

  package init(_ measure: MeasureReference, isAscending: Bool = false) {
    self.measure = measure
    self.isAscending = isAscending
  }
}

/// `{{列举 内容分类 按 来信来访受理总量 前 3｜等}}`; the order names the figure that is listed.
package struct ListTag: Hashable, Sendable {
  package let dimension: DimensionName
  package let order: MemberOrder
  /// Its order equals ``order``.
  package let selection: Selection
  /// In the order typed; no filter twice.
  package let filters: [Filter]

  package init(
    _ dimension: DimensionName, _ order: MemberOrder, _ selection: Selection,
    filters: [Filter] = []
  ) {
    self.dimension = dimension
    self.order = order
    self.selection = selection
    self.filters = filters
  }
}
