import HuibianPlan
import HuibianTemplate

/// A condition over figures, numbers and texts.
indirect enum TemplateCondition: Sendable {
  case compare(TemplateOperand, ConditionExpression.Comparison, TemplateOperand)
  case isTrue(TemplateOperand)
  case not(TemplateCondition)
  case all([TemplateCondition])
  case any([TemplateCondition])
}

enum TemplateOperand: Sendable {
  case figure(BoundFigure)
  /// What is asked of a figure besides its value.
  case derived(BoundFigure, Derived)
  case number(DecimalLiteral)
  case text(String)
  case variable(LoopVariable)

  enum Derived {
    /// 同比增减: in the figure's unit; of rates in their points.
    case difference(Basis)
    /// 同比幅度: as a fraction of the base; of rates the points.
    case percent(Basis)
    /// 上年同期.
    case base(Basis)
    /// 同比倍数: the quotient.
    case times(Basis)
    /// 占比, as a fraction of one.
    case share(BoundFigure)
    /// 首次, 全部, 向好: true or false.
    case first(earlier: BoundFigure)
    case whole
    case improves(Basis)
    /// 排名: whether the superior office has given one; the figure is the rank's.
    case isRanked
    /// 目标: whether one is set.
    case hasTarget
    /// 有数据: whether the ledger has a row in the period.
    case hasData
  }
}
