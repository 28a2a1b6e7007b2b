import HuibianPlan
import HuibianTemplate

extension Binder {
  /// {{自评表}} as the table that the frame describes: of a project inside a loop over 绩效项目, else of the
  /// office as a whole.
  func review(_ typed: TableTag, tag: Int) -> TableTag {
    let isOfProjects = around(tag).contains { loopDimension($0)?.column == "绩效项目" }
    guard let frame = catalog.frame(isOfProjects: isOfProjects) else { return typed }
    var rows: [TableTag.Axis] = []
    var columns: [TableTag.Column] = []
    let measures = isOfProjects ? ("项目自评分值", "项目自评总分") : ("整体自评分值", "整体自评得分")
    for column in frame.columns {
      switch column.field {
      case .first, .second, .third:
        rows.append(
          TableTag.Axis(DimensionName("自评" + column.field.rawValue), title: column.title))
      case .points, .score:
        columns.append(
          TableTag.Column(
            MeasureReference(column.field == .points ? measures.0 : measures.1), [.number],
            title: column.title))
      default:
        columns.append(
          TableTag.Column(MeasureReference(column.field.source), title: column.title))
      }
    }
    var table = TableTag(rows: rows, columns: columns)
    table.totals.row = true
    table.totals.word = "总分"
    table.merged = rows.dropLast().map(\.dimension)
    (table.title, table.hasNumber, table.style) = (typed.title, typed.hasNumber, typed.style)
    table.isLandscape = typed.isLandscape || frame.isLandscape
    return table
  }
}

extension ScoringFrame.Field {
  /// The column of 整体自评 and 项目自评 that holds it.
  fileprivate var source: String {
    switch self {
    case .measure: "支撑指标"
    default: "自评" + rawValue
    }
  }
}
