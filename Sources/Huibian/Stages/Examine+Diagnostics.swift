import HuibianDiagnostics
import HuibianTable

/// What can be doubtful in one row, and how it is said.
enum RowProblem {
  case afterToday(String, CivilDate)
  case closedWithoutDate
  case dateOrder(String, CivilDate, before: String, CivilDate)
  case dateWithoutClosed
  case groupOfFew(Int)
  case noPersons(isEmpty: Bool)
  case ambiguousMember(String, String, rows: Int, parents: [String])
  case formerName(String, String, String, last: CivilDate)
  case ratedWithoutRating(String, String, String)
  case unknownMember(String, String, rows: Int, nearest: [String])

  func diagnostic(_ id: String, at location: Location) -> Diagnostic {
    Diagnostic(.warning, id, message, at: location, hints: hints)
  }

  private var message: String {
    switch self {
    case .afterToday(let column, let date):
      "列“\(column)”的日期 \(date.iso) 还没有到，晚于统计截止日期"
    case .closedWithoutDate: "“办结标志”为“是”，但没有“办结日期”"
    case .dateOrder(let later, let end, let earlier, let start):
      "“\(later)”\(end.iso) 早于“\(earlier)”\(start.iso)"
    case .dateWithoutClosed: "“办结标志”为“否”，但有“办结日期”"
    case .groupOfFew(let persons): "“是否集体访”为“是”，但“信访人数”只有 \(persons) 人"
    case .noPersons(let isEmpty): "来访的“信访人数”" + (isEmpty ? "是空的" : "为 0") + "，人次里没有这一批的人数"
    case .ambiguousMember(let column, let value, let rows, let parents):
      "列“\(column)”的\(quoted(value))在树里有 \(parents.count) 个，分不清是哪一个（共 \(rows) 行）"
    case .formerName(let column, let former, let present, let last):
      "列“\(column)”的\(quoted(former))是旧名，\(last.iso) 以后是“\(present)”"
    case .ratedWithoutRating(let state, let text, let rating):
      "“\(state)”" + (text.isEmpty ? "是空的" : "为\(quoted(text))") + "，但有“\(rating)”"
    case .unknownMember(let column, let value, let rows, _):
      "列“\(column)”的\(quoted(value))不在配置的树里（共 \(rows) 行）"
    }
  }

  private var hints: [String] {
    switch self {
    case .unknownMember(_, _, _, let nearest):
      (nearest.isEmpty ? [] : ["是不是" + nearest.map { "“\($0)”" }.joined(separator: "或") + "？"])
        + ["在 huibian.yaml 的树里加上这个名称，或用“取值”把它对应到已有的名称"]
    case .ambiguousMember(_, let value, _, let parents):
      [
        "在数据里写明上级："
          + parents.prefix(4).map { ($0.isEmpty ? "" : $0 + "/") + visible(value) }
          .joined(separator: "、")
      ]
    case .formerName: ["仍按现名统计；确认无误可以改 huibian.yaml 里“至”的日期"]
    case .noPersons: ["补上人数；确认不计这些行可用 --accept no-persons"]
    case .afterToday: ["核对年份；确认无误可用 --accept after-cutoff 不计这些行"]
    default: []
    }
  }
}

extension Diagnostic {
  static func afterCutOff(_ column: String, rows: Int, cutOff: CivilDate, at location: Location)
    -> Diagnostic
  {
    Diagnostic(
      .warning, "after-cutoff",
      "列“\(column)”有 \(rows) 行晚于统计截止日期 \(cutOff.iso)，不计入本期，这是其中第一行", at: location,
      hints: ["截止日期可以用 --as-of 改变"])
  }

  static func leftOut(_ id: String, rows: Int, at location: Location) -> Diagnostic {
    Diagnostic(.note, id, "按容许的规则 \(id) 不计\(rows)行，这是其中第一行", at: location)
  }

  static func lookAlike(
    _ column: String, _ text: String, _ other: String, firstLine: Int, at location: Location
  ) -> Diagnostic {
    Diagnostic(
      .warning, "look-alike",
      "列“\(column)”的\(quoted(text))与第 \(firstLine) 行的\(quoted(other))写法相近，按两个名称统计",
      at: location, hints: ["如果是同一个，在 huibian.yaml 的“取值”里把一种写法对应到另一种"])
  }
}
