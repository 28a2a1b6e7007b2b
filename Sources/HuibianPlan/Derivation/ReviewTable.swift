package import HuibianDiagnostics
package import HuibianTable

extension LedgerDerivation {
  /// 整体自评 and 项目自评: the table of indicators as a review prints it, a row for each indicator and one
  /// for the execution of the budget where the frame gives it points of its own.
  ///
  /// What a review must hold is checked on the way: ``ReviewCheck``. A table whose money is not there
  /// is not made.
  ///
  /// - Parameters:
  ///   - year: The report's; rows of other years are not looked at.
  ///   - asked: Which of the two.
  package func assessing(
    _ tables: [String: Table], _ supports: IndicatorSupports, year: Int, asked: Set<String>,
    sink: inout DiagnosticSink
  ) -> [String: Table] {
    guard let scores = tables["绩效得分"], let source = tables["绩效指标"] else { return tables }
    let indicators = ReviewIndicators(scores, source)
    var result = tables
    for isOfProjects in [false, true] {
      guard asked.contains(isOfProjects ? "项目自评" : "整体自评"),
        let frame = catalog.frame(isOfProjects: isOfProjects)
      else { continue }
      var points = frame.executionPoints
      if !isOfProjects, case .integer(let given)? = catalog.setting("执行率分值")?.value {
        points = given
      }
      let rows = indicators.rows(isOfProjects: isOfProjects, year: year)
      if isOfProjects ? tables["项目资金"] == nil : points > 0 && tables["预算"] == nil { continue }
      let check = ReviewCheck(frame, indicators, executionPoints: points)
      var money: [String: ReviewMoney] = [:]
      if isOfProjects {
        if let table = tables["项目资金"] {
          money = ReviewMoney.ofProjects(table, year: year, sink: &sink)
        }
      } else if let table = tables["预算"] {
        money[""] = ReviewMoney.ofOffice(table, year: year)
      }
      let builder = ReviewRows(
        frame: frame, indicators: indicators, supports: supports, executionPoints: points,
        rule: catalog.scoringRules.first { $0.name == "预算执行率" })
      var made = ReviewColumns()
      for (project, own) in rows {
        let list = builder.rows(own, project, money[project])
        check.check(
          list, project, own, supports, money[project], hasStates: isOfProjects, sink: &sink)
        made.append(list, project: project, year: year)
      }
      if isOfProjects, let states = tables["绩效项目"] {
        check.checkStates(states, year: year, made.totals, frame, sink: &sink)
      }
      let name = isOfProjects ? "项目自评" : "整体自评"
      result[name] = made.table(name, source, hasProjects: isOfProjects)
    }
    return result
  }
}

/// The indicators as they stand in 绩效指标, with the scores computed for them.
struct ReviewIndicators {
  let table: Table
  let scores: Table
  private let columns: [String: [String]]

  init(_ scores: Table, _ table: Table) {
    self.table = table
    self.scores = scores
    var columns: [String: [String]] = [:]
    for name in [
      "绩效项目", "一级", "二级", "三级指标", "指标方向", "计量单位", "年度指标值", "调整指标值", "实际完成值", "偏差原因",
      "核心指标", "得分规则",
    ] {
      guard case .coded(let column)? = table[name] else { continue }
      let texts = column.dictionary.texts
      columns[name] = column.codes.map { texts[Int($0)] }
    }
    self.columns = columns
  }

  func text(_ name: String, _ row: Int) -> String { columns[name]?[row] ?? "" }

  func target(_ row: Int) -> IndicatorTarget {
    IndicatorTarget(annual: text("年度指标值", row), adjusted: text("调整指标值", row))
  }

  func points(_ row: Int) -> Fraction? { table.amount("分值", row) }

  func given(_ row: Int) -> Fraction? { table.amount("得分", row) }

  func score(_ row: Int) -> Fraction? { scores.amount("得分", row) }

  /// By project in order of first appearance, empty for the office: the rows of a year.
  func rows(isOfProjects: Bool, year: Int) -> [(String, [Int])] {
    var order: [String] = []
    var groups: [String: [Int]] = [:]
    for row in 0..<table.rowCount {
      let project = text("绩效项目", row)
      guard project.isEmpty != isOfProjects, table.year("年度", row).map({ $0 == year }) ?? true
      else { continue }
      if groups[project] == nil { order.append(project) }
      groups[project, default: []].append(row)
    }
    return order.map { ($0, groups[$0] ?? []) }
  }

  func location(_ row: Int, _ column: String) -> Location {
    table.location(row: row, column: column)
  }
}

/// The money of the office or of a project, in the unit of its ledger.
struct ReviewMoney {
  /// 全年预算 (调整后), the denominator.
  let budget: Fraction
  let spent: Fraction
  let location: Location

  /// All of 预算 in a year.
  static func ofOffice(_ table: Table, year: Int) -> ReviewMoney {
    var (budget, spent) = (Fraction.zero, Fraction.zero)
    for row in 0..<table.rowCount where table.year("年度", row).map({ $0 == year }) ?? true {
      for name in ["年初预算", "调整"] {
        budget = budget.plus(table.amount(name, row) ?? .zero)
      }
      spent = spent.plus(table.amount("执行数", row) ?? .zero)
    }
    return ReviewMoney(
      budget: budget, spent: spent,
      location: table.rowCount > 0 ? table.location(row: 0, column: "执行数") : .command)
  }

  /// By project; what does not add up is reported.
  ///
  /// 资金总额 must be the sum of its sources in every column, and a rate that is written down must be
  /// 执行数 over 全年预算.
  static func ofProjects(_ table: Table, year: Int, sink: inout DiagnosticSink)
    -> [String: ReviewMoney]
  {
    guard case .coded(let projects)? = table["绩效项目"], case .coded(let sources)? = table["资金来源"]
    else { return [:] }
    var groups: [String: [Int]] = [:]
    for row in 0..<table.rowCount where table.year("年度", row).map({ $0 == year }) ?? true {
      groups[projects.dictionary[Int(projects.codes[row])], default: []].append(row)
    }
    var result: [String: ReviewMoney] = [:]
    for (project, rows) in groups.sorted(by: { $0.value[0] < $1.value[0] }) {
      func isTotal(_ row: Int) -> Bool {
        sources.dictionary[Int(sources.codes[row])] == "资金总额"
      }
      let parts = rows.filter { !isTotal($0) }
      func sum(_ column: String) -> Fraction {
        parts.reduce(Fraction.zero) { $0.plus(table.amount(column, $1) ?? .zero) }
      }
      for total in rows where isTotal(total) {
        if parts.isEmpty {
          sink.report(
            .badReview(
              "项目\(quoted(project))只有资金总额，没有各资金来源", "把财政拨款、上年结转资金、其他资金各写一行",
              at: table.location(row: total, column: "资金来源")))
          continue
        }
        for column in ["年初预算", "全年预算", "执行数"] {
          guard let stated = table.amount(column, total), stated != sum(column) else { continue }
          sink.report(
            .badReview(
              "项目\(quoted(project))的\(column)：资金总额写的是\(stated.plain)，各资金来源之和是\(sum(column).plain)",
              "核对各资金来源，或者改正资金总额", at: table.location(row: total, column: column)))
        }
      }
      for row in rows {
        guard case .coded(let rates)? = table["执行率"] else { break }
        let text = rates.dictionary[Int(rates.codes[row])]
        guard let stated = StatedNumber(text) else { continue }
        let budget = isTotal(row) ? sum("全年预算") : table.amount("全年预算", row) ?? .zero
        let spent = isTotal(row) ? sum("执行数") : table.amount("执行数", row) ?? .zero
        let rate = spent / budget
        guard let rate, stated.agrees(with: rate * 100) else {
          sink.report(
            .badReview(
              "项目\(quoted(project))的执行率写的是\(quoted(text))，执行数除以全年预算是"
                + (rate.map { ($0 * 100).rounded(2).text(trimsZeros: true) + "%" } ?? "不能算的"),
              "执行率的分母是调整后的全年预算数", at: table.location(row: row, column: "执行率")))
          continue
        }
      }
      result[project] = ReviewMoney(
        budget: sum("全年预算"), spent: sum("执行数"),
        location: table.location(row: rows[0], column: "执行数"))
    }
    return result
  }
}

/// A number as somebody wrote it: 88.3%, 96.80, 50个.
struct StatedNumber {
  let number: Fraction
  /// Digits behind the point.
  let places: Int
  /// What follows, folded.
  let unit: String

  init?(_ text: String) {
    guard let number = IndicatorNumber(text)?.number else { return nil }
    self.number = number
    let key = nameKey(text)
    let digits = key.drop { !($0.isASCII && $0.isNumber) }
    let whole = digits.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
    places = whole.split(separator: ".").count == 2 ? whole.split(separator: ".")[1].count : 0
    unit = String(digits.dropFirst(whole.count))
  }

  /// Whether an exact number, rounded as this one was, is this one.
  func agrees(with exact: Fraction) -> Bool {
    number.rounded(places) == exact.rounded(places)
  }
}

extension Table {
  /// An amount of a cell; nil where there is none.
  func amount(_ column: String, _ row: Int) -> Fraction? {
    switch self[column] {
    case .decimals(let values, let scale)? where values[row] != Column.missingNumber:
      Fraction(Int128(values[row]), powerOfTen(scale))
    case .integers(let values)? where values[row] != Column.missingNumber:
      Fraction(Int128(values[row]))
    default: nil
    }
  }

  /// The year that a row names; nil: none.
  func year(_ column: String, _ row: Int) -> Int? {
    guard case .integers(let values)? = self[column], values[row] != Column.missingNumber else {
      return nil
    }
    return Int(values[row])
  }
}

extension Fraction {
  /// With at most six decimals, none of them a trailing zero.
  var plain: String { rounded(6).text(trimsZeros: true) }

  func plus(_ other: Fraction) -> Fraction { self - (.zero - other) }
}

extension Diagnostic {
  /// Something in a review that does not add up.
  static func badReview(_ problem: String, _ hint: String, at location: Location) -> Diagnostic {
    Diagnostic(.error, "bad-review", problem, at: location, hints: [hint])
  }

  /// Something that a review must explain and does not.
  static func reviewReason(_ problem: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "review-reason", problem, at: location, hints: ["在“偏差原因”一列写明原因和改进措施"])
  }

  static func supportDiffers(
    _ indicator: String, stated: String, measure: String, computed: String,
    at location: Location
  ) -> Diagnostic {
    Diagnostic(
      .warning, "support-differs",
      "\(quoted(indicator))的实际完成值写的是\(quoted(stated))，台账算出的“\(measure)”是\(computed)",
      at: location, hints: ["核对完成值，或者写“=\(measure)”取台账的数"])
  }
}
