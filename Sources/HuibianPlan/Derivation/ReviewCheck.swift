import HuibianDiagnostics
import HuibianTable

/// What the table of a review must hold.
///
/// | what | if not |
/// |---|---|
/// | Σ分值, with that of the budget's execution, is the frame's 总分 | error |
/// | Σ分值 of each 一级指标 is what the frame says, in one of its ways | error |
/// | 得分 ≤ 分值, and not below zero | error |
/// | Σ得分 is the 自评总分 that somebody wrote down, and the grade is its grade | error |
/// | 指标值 and 完成值 have one unit | error |
/// | no 三级指标 stands twice in one place | error |
/// | 得分 < 分值 has a reason, and so has a value far beyond its target | warning |
/// | 完成值 is what the ledgers say | warning |
struct ReviewCheck {
  private let frame: ScoringFrame
  private let indicators: ReviewIndicators
  private let executionPoints: Int64

  init(_ frame: ScoringFrame, _ indicators: ReviewIndicators, executionPoints: Int64) {
    self.frame = frame
    self.indicators = indicators
    self.executionPoints = executionPoints
  }

  func check(
    _ rows: [ReviewRow], _ project: String, _ own: [Int], _ supports: IndicatorSupports,
    _ money: ReviewMoney?, hasStates: Bool, sink: inout DiagnosticSink
  ) {
    guard let first = own.first else { return }
    let whose = project.isEmpty ? "绩效指标" : "项目\(quoted(project))"
    if hasStates, money == nil {
      sink.report(
        .badReview(
          "\(whose)没有资金数据", "在“项目资金”里写上各资金来源的预算和执行数",
          at: indicators.location(first, "绩效项目")))
    }
    let sum = own.compactMap { indicators.points($0) }.reduce(Fraction.zero) { $0.plus($1) }
    let wanted = frame.total - Fraction(Int128(executionPoints))
    if sum != wanted {
      sink.report(
        .badReview(
          "\(whose)的分值合计\(sum.plain)分，框架“\(frame.name)”要求\(wanted.plain)分"
            + (executionPoints > 0 ? "（另有预算执行率\(executionPoints)分）" : ""),
          "改正分值，或者换口径\(hasStates ? "“绩效框架”" : "“整体绩效框架”")", at: indicators.location(first, "分值")))
    } else if executionPoints == frame.executionPoints {
      checkFirstLevels(own, whose, sink: &sink)
    }
    var seen: Set<[String]> = []
    for row in own {
      let key = ["一级", "二级", "三级指标"].map { nameKey(indicators.text($0, row)) }
      if !seen.insert(key).inserted {
        sink.report(
          .badReview(
            "三级指标\(quoted(indicators.text("三级指标", row)))写了两次", "合成一行，或者改名",
            at: indicators.location(row, "三级指标")))
      }
      check(row, supports, sink: &sink)
    }
  }

  private func check(_ row: Int, _ supports: IndicatorSupports, sink: inout DiagnosticSink) {
    let name = indicators.text("三级指标", row)
    guard let points = indicators.points(row) else { return }
    if let given = indicators.given(row), points < given || given < .zero {
      sink.report(
        .badReview(
          "\(quoted(name))的得分\(given.plain)不在0至分值\(points.plain)之间", "改正得分或者分值",
          at: indicators.location(row, "得分")))
    }
    let reason = nameKey(indicators.text("偏差原因", row))
    let hasReason = !["", "无", "-", "—", "/"].contains(reason)
    if let score = indicators.score(row), score < points, !hasReason {
      sink.report(
        .reviewReason(
          "\(quoted(name))得\(score.plain)分，没有得满\(points.plain)分，没有写原因",
          at: indicators.location(row, "偏差原因")))
    }
    let target = indicators.target(row)
    let reached = indicators.text("实际完成值", row)
    if let goal = StatedNumber(target.current), let value = StatedNumber(reached) {
      let unit = nameKey(indicators.text("计量单位", row))
      let annual = StatedNumber(target.annual)?.unit ?? ""
      let units = [goal.unit, annual, value.unit, unit].filter { !$0.isEmpty }.map { Self.unit($0) }
      if Set(units).count > 1 {
        sink.report(
          .badReview(
            "\(quoted(name))的指标值\(quoted(target.annual))"
              + (target.adjusted.map { "、调整指标值\(quoted($0))" } ?? "") + "、完成值\(quoted(reached))"
              + (unit.isEmpty ? "" : "、计量单位\(quoted(unit))") + "单位不一致", "换成一样的单位",
            at: indicators.location(row, "实际完成值")))
      }
      if let percent = frame.excessPercent, .zero < goal.number, !hasReason,
        Self.isRising(indicators.text("指标方向", row)),
        !(value.number * 100 < goal.number * Int128(percent))
      {
        sink.report(
          .reviewReason(
            "\(quoted(name))的完成值达到指标值的\(percent)%以上，没有写原因",
            at: indicators.location(row, "偏差原因")))
      }
    }
    if let support = supports.values[row] {
      let rows = ReviewRows(
        frame: frame, indicators: indicators, supports: supports, executionPoints: 0, rule: nil)
      if rows.agrees(row, support) == false, let number = support.number {
        sink.report(
          .supportDiffers(
            name, stated: reached, measure: support.measure.name,
            computed: rows.text(number, support.measure),
            at: indicators.location(row, "实际完成值")))
      }
    }
  }

  /// 自评总分 and 评价等级 as somebody wrote them down beside a project.
  func checkStates(
    _ table: Table, year: Int, _ totals: [String: Fraction], _ frame: ScoringFrame,
    sink: inout DiagnosticSink
  ) {
    guard case .coded(let projects)? = table["绩效项目"] else { return }
    for row in 0..<table.rowCount where table.year("年度", row).map({ $0 == year }) ?? true {
      let project = projects.dictionary[Int(projects.codes[row])]
      guard let total = totals[project] else { continue }
      if let stated = table.amount("自评总分", row), stated != total {
        sink.report(
          .badReview(
            "项目\(quoted(project))的自评总分写的是\(stated.plain)，各项得分之和是\(total.plain)", "改正总分，或者核对各项得分",
            at: table.location(row: row, column: "自评总分")))
      }
      guard case .coded(let grades)? = table["评价等级"] else { continue }
      let stated = nameKey(grades.dictionary[Int(grades.codes[row])])
      let grade = frame.grades.first { Fraction(Int128($0.from)) <= total }?.name ?? ""
      if !stated.isEmpty, stated != nameKey(grade) {
        sink.report(
          .badReview(
            "项目\(quoted(project))的评价等级写的是\(quoted(stated))，\(total.plain)分是“\(grade)”", "改正等级",
            at: table.location(row: row, column: "评价等级")))
      }
    }
  }

  private func checkFirstLevels(_ own: [Int], _ whose: String, sink: inout DiagnosticSink) {
    var sums: [String: Fraction] = [:]
    var order: [String] = []
    for row in own {
      let name = nameKey(indicators.text("一级", row))
      guard !name.isEmpty, let points = indicators.points(row) else { return }
      if sums[name] == nil { order.append(name) }
      sums[name] = (sums[name] ?? .zero).plus(points)
    }
    func base(_ name: String) -> String { name.hasSuffix("指标") ? String(name.dropLast(2)) : name }
    let own = Dictionary(sums.map { (base($0.key), $0.value) }) { $0.plus($1) }
    let ways = frame.firstLevels.map { way in
      Dictionary(way.map { (base($0.key), $0.value) }) { $0.plus($1) }
    }
    guard !ways.isEmpty, !ways.contains(own), let first = frame.firstLevels.first else { return }
    let said = order.map { "\($0)\((sums[$0] ?? .zero).plain)分" }.joined(separator: "、")
    let wanted = first.sorted { $1.value < $0.value }.map { "\($0.key)\($0.value.plain)分" }
      .joined(separator: "、")
    sink.report(
      .badReview(
        "\(whose)的一级指标是\(said)，框架“\(frame.name)”要求\(wanted)"
          + (ways.count > 1 ? "，或者它的另外\(ways.count - 1)种写法" : ""),
        "改正分值，或者换框架", at: indicators.location(own.isEmpty ? 0 : rowOfFirst(order), "分值")))
  }

  private func rowOfFirst(_ order: [String]) -> Int {
    (0..<indicators.table.rowCount).first { nameKey(indicators.text("一级", $0)) == order.first } ?? 0
  }

  private static func isRising(_ direction: String) -> Bool {
    !["≤", "<=", "<", "反向", "反向指标", "小于等于", "小于"].contains(nameKey(direction))
  }

  /// Units that are one.
  private static func unit(_ text: String) -> String {
    switch text {
    case "％", "百分比", "百分之": "%"
    case "次数", "场次", "场": "次"
    case "宗", "件次": "件"
    case "名", "人次": "人"
    default: text
    }
  }
}
