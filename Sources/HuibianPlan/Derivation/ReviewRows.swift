import HuibianTable

/// One row of a review's table of indicators, as printed.
struct ReviewRow {
  /// In 绩效指标; nil: the execution of the budget.
  let source: Int?
  /// By column of 整体自评 and 项目自评.
  var texts: [String: String]
  let points: Fraction?
  let score: Fraction?
}

/// Puts indicators in the words of a frame.
struct ReviewRows {
  let frame: ScoringFrame
  let indicators: ReviewIndicators
  let supports: IndicatorSupports
  let executionPoints: Int64
  /// For the execution of the budget.
  let rule: ScoringRule?

  func rows(_ own: [Int], _ project: String, _ money: ReviewMoney?) -> [ReviewRow] {
    var result: [ReviewRow] = []
    if executionPoints > 0, let money, let rule {
      let points = Fraction(Int128(executionPoints))
      let share = rule.share(target: money.budget, value: money.spent)
      let rate = money.spent / money.budget
      result.append(
        ReviewRow(
          source: nil,
          texts: [
            "自评一级": "预算执行", "自评二级": "预算执行", "自评三级": "预算执行率", "自评性质": "≥", "自评单位": "%",
            "自评指标值": shows(.unit) ? "100" : "100%", "自评调整": "—",
            "自评完成值": rate.map { ($0 * 100).rounded(2).text(trimsZeros: true) } ?? "—",
            "自评规则": rule.name, "自评系数": percent(share), "支撑指标": "预算执行率",
            "支撑公式": "执行数÷全年预算数", "台账值": rate.map { percent($0) + "%" } ?? "—",
            "台账核对": "一致", "台账核对值": rate.map { percent($0) + "%（一致）" } ?? "—",
          ], points: points,
          score: (share.times(points)).rounded(2).fraction))
      if !shows(.unit), rate != nil {
        result[0].texts["自评完成值"] = (result[0].texts["自评完成值"] ?? "") + "%"
      }
    }
    return result + own.map { row($0) }
  }

  private func row(_ row: Int) -> ReviewRow {
    let points = indicators.points(row)
    let score = indicators.score(row)
    let target = indicators.target(row)
    let unit = indicators.text("计量单位", row)
    var reached = indicators.text("实际完成值", row)
    let support = supports.values[row]
    if nameKey(reached).hasPrefix("="), let support {
      reached = support.number.map { text($0, support.measure) } ?? "—"
    }
    let sign = sign(indicators.text("指标方向", row), target)
    let goal = IndicatorNumber(target.current)
    func shown(_ target: String) -> String {
      if IndicatorNumber(target) == nil { return target }
      return (shows(.direction) || target.first.map { !$0.isNumber } ?? true ? "" : sign)
        + withUnit(target, unit)
    }
    var said = shown(target.annual)
    if let adjusted = target.adjusted.map(shown), adjusted != said, !shows(.adjusted) {
      said = "\(adjusted)（年初\(said)）"
    }
    var texts = [
      "自评一级": indicators.text("一级", row), "自评二级": indicators.text("二级", row),
      "自评三级": indicators.text("三级指标", row), "自评性质": sign.isEmpty ? "定性" : sign, "自评单位": unit,
      "自评指标值": said,
      "自评调整": target.adjusted.map(shown) ?? "—",
      "自评完成值": StatedNumber(reached) == nil ? reached : withUnit(reached, unit),
      "自评原因": indicators.text("偏差原因", row), "自评核心": indicators.text("核心指标", row),
      "自评规则": indicators.text("得分规则", row),
    ]
    if let points, let score, score < points, !indicators.text("偏差原因", row).isEmpty {
      texts["自评扣分说明"] = "，原因是" + indicators.text("偏差原因", row)
    }
    if let points, let score, let share = score / points { texts["自评系数"] = percent(share) }
    if let support {
      texts["支撑指标"] = support.measure.name
      texts["支撑公式"] = support.measure.meaning
      texts["台账值"] = support.number.map { text($0, support.measure) } ?? "无数据"
      texts["台账核对"] = agrees(row, support).map { $0 ? "一致" : "不一致" } ?? "无数据"
    } else {
      texts["支撑指标"] = "—"
      texts["台账值"] = "—"
      texts["台账核对"] = goal == nil ? "定性评价" : "台账以外"
    }
    texts["台账核对值"] = Self.compared(texts)
    return ReviewRow(source: row, texts: texts, points: points, score: score)
  }

  /// 43.1%（一致）, or why there is nothing to compare.
  private static func compared(_ texts: [String: String]) -> String {
    let state = texts["台账核对"] ?? ""
    guard let value = texts["台账值"], value != "—", value != "无数据" else { return state }
    return value + "（\(state)）"
  }

  /// Whether what was filled in is what the ledgers say; nil: they say nothing.
  func agrees(_ row: Int, _ support: IndicatorSupports.Value) -> Bool? {
    guard let number = support.number else { return nil }
    let reached = indicators.text("实际完成值", row)
    if nameKey(reached).hasPrefix("=") { return true }
    guard let stated = StatedNumber(reached) else { return nil }
    let isRate = support.measure.unit == "%"
    let isFraction =
      isRate && stated.unit.isEmpty && !indicators.text("计量单位", row).contains("%")
      && !(Fraction(1) < stated.number)
    return stated.agrees(with: isRate && !isFraction ? number * 100 : number)
  }

  func text(_ number: Fraction, _ measure: Measure) -> String {
    let isAmount = ["万元", "元", "亿元", "分", "平方米"].contains(measure.unit)
    let places = measure.decimals ?? (isAmount ? 2 : 1)
    return (measure.unit == "%" ? number * 100 : number).rounded(places).text(trimsZeros: true)
      + measure.unit
  }

  private func shows(_ field: ScoringFrame.Field) -> Bool {
    frame.columns.contains { $0.field == field }
  }

  /// 98% of 98 and %; a text that has its unit keeps it, and one whose unit has a column of its own has
  /// none.
  private func withUnit(_ text: String, _ unit: String) -> String {
    guard let stated = StatedNumber(text) else { return text }
    if shows(.unit) {
      return unit.isEmpty || stated.unit != nameKey(unit) ? text : String(text.dropLast(unit.count))
    }
    return stated.unit.isEmpty ? text + unit : text
  }

  /// ≥, ≤, =; empty for a quality.
  private func sign(_ direction: String, _ target: IndicatorTarget) -> String {
    guard IndicatorNumber(target.current) != nil else { return "" }
    switch nameKey(direction) {
    case "≤", "<=", "<", "反向", "反向指标", "小于等于", "小于": return "≤"
    case "=", "==", "等于": return "="
    case "":
      return target.direction == .atMost ? "≤" : target.direction == .equal ? "=" : "≥"
    case let word where word.hasPrefix("定性"): return ""
    default: return "≥"
    }
  }

  private func percent(_ share: Fraction) -> String {
    (share * 100).rounded(2).text(trimsZeros: true)
  }
}

extension RoundedNumber {
  /// The number itself.
  var fraction: Fraction { Fraction(scaled, powerOfTen(places)) ?? .zero }
}

/// The columns of 整体自评 or 项目自评 in the making.
struct ReviewColumns {
  private var texts: [String: [String]] = [:]
  private var points: [Int64] = []
  private var scores: [Int64] = []
  private var sources: [Int] = []
  private var year = 0
  /// By project the sum of the scores.
  private(set) var totals: [String: Fraction] = [:]

  static let names = [
    "绩效项目", "自评序号", "自评一级", "自评二级", "自评三级", "自评性质", "自评单位", "自评指标值", "自评调整", "自评完成值", "自评系数",
    "自评原因", "自评核心", "自评规则", "自评扣分说明", "支撑指标", "支撑公式", "台账值", "台账核对", "台账核对值",
  ]

  mutating func append(_ rows: [ReviewRow], project: String, year: Int) {
    self.year = year
    for (index, row) in rows.enumerated() {
      for name in Self.names {
        let text =
          name == "绩效项目" ? project : name == "自评序号" ? String(index + 1) : row.texts[name] ?? ""
        texts[name, default: []].append(text)
      }
      points.append(
        row.points.map { Int64(clamping: $0.rounded(2).scaled) } ?? Column.missingNumber)
      scores.append(row.score.map { Int64(clamping: $0.rounded(2).scaled) } ?? Column.missingNumber)
      sources.append(row.source ?? 0)
    }
    totals[project] = rows.compactMap(\.score).reduce(.zero) { $0.plus($1) }
  }

  func table(_ name: String, _ source: Table, hasProjects: Bool) -> Table {
    var columns: [String: Column] = [:]
    for name in Self.names where hasProjects || name != "绩效项目" {
      columns[name] = .coded(CodedColumn(texts[name] ?? []))
    }
    columns["自评分值"] = .decimals(points, scale: 2)
    columns["自评得分"] = .decimals(scores, scale: 2)
    columns["自评年度"] = .integers(Array(repeating: Int64(year), count: points.count))
    return Table(ledger: name, columns: columns, places: source.places.of(sources))
  }
}
