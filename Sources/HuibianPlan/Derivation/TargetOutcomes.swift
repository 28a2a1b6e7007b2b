package import HuibianTable

extension LedgerDerivation {
  /// 目标完成: a row for each target of the year that can be measured, with what was reached.
  package func judging(_ tables: [String: Table], _ checks: TargetChecks) -> [String: Table] {
    guard let source = tables["目标值"] else { return tables }
    var columns: [String: [String]] = [:]
    var years: [Int64] = []
    let judgements = checks.checks.map { JudgedTarget($0, checks, catalog) }
    let names = judgements.map { [$0.category, $0.name] }
    for (index, check) in checks.checks.enumerated() {
      let judged = judgements[index]
      // Two targets of one metric are told apart by their moods, else by what they ask for.
      let isOne = names.count { $0 == names[index] } == 1
      let mood = check.row.mood.isEmpty ? judged.demand : check.row.mood
      years.append(check.row.year.map { Int64($0) } ?? Column.missingNumber)
      for (name, text) in [
        ("目标序号", String(index + 1)), ("目标分类", check.row.category),
        ("目标事项", judged.name + (isOne ? "" : "（\(mood)）")),
        ("目标要求", judged.demand), ("目标期限", judged.deadline), ("是否到期", check.isDue ? "是" : "否"),
        ("实际完成", judged.reached), ("目标差距", judged.gap), ("完成情况", judged.state),
        ("完成说明", judged.sentence),
      ] {
        columns[name, default: []].append(text)
      }
    }
    var result = tables
    var all = columns.mapValues { Column.coded(CodedColumn($0)) }
    for name in ["目标序号", "目标分类", "目标事项", "目标要求", "目标期限", "是否到期", "实际完成", "目标差距", "完成情况", "完成说明"]
    where all[name] == nil {
      all[name] = .coded(CodedColumn([String]()))
    }
    all["目标年度"] = .integers(years)
    result["目标完成"] = Table(
      ledger: "目标完成", columns: all, places: source.places.of(checks.checks.map { $0.row.row }))
    return result
  }
}

/// One target beside what was reached.
struct JudgedTarget {
  private let check: TargetChecks.Check
  private let measure: Measure?
  /// By member; empty: there is no figure.
  private let cells: [[String]: FigureValue]
  private let counts: [[String]: FigureValue]
  private let catalog: Catalog

  init(_ check: TargetChecks.Check, _ checks: TargetChecks, _ catalog: Catalog) {
    self.check = check
    self.catalog = catalog
    measure = check.row.measure
    cells = checks.values[check.spec] ?? [:]
    counts = check.count.flatMap { checks.values[$0] } ?? [:]
  }

  var category: String { check.row.category }

  /// 到市重访率.
  var name: String { (check.level?.label ?? "") + check.row.name }

  /// ≥95%, ≥1次（6月底）, 全市中上游, 每月1次以上; a deadline that is not the year's end is named.
  var demand: String {
    ["年底", "全年"].contains(deadline) ? goal : goal + "（\(deadline)）"
  }

  private var goal: String {
    if let rank = check.row.rank { return rank.words }
    guard let target = check.level?.target else { return "" }
    return check.cycles == nil ? target.formula : check.row.cycle + target.amountWords
  }

  /// 年底, 6月30日, 全年.
  var deadline: String {
    let words = Target.words(ofDeadline: check.row.deadline)
    return words.isEmpty ? "全年" : words.hasSuffix("前") ? String(words.dropLast()) : words
  }

  /// 完成, 未完成, 无数据.
  var state: String { isReached.map { $0 ? "完成" : "未完成" } ?? "无数据" }

  /// 88.3%, 全市第二, 10个中8个达到; — without data.
  var reached: String {
    if check.row.rank != nil {
      return place.map { area + "第" + chineseNumber($0) } ?? "—"
    }
    if isOfEach {
      let all = members
      return all.isEmpty ? "—" : "\(all.count)个中\(all.count { $0 })个达到"
    }
    guard let value, let measure, let target = check.level?.target else { return "—" }
    return text(value, unit: measure.unit, beside: required(target))
  }

  /// What was reached less what was wanted: -6.7个百分点, +3次; empty where it cannot be said.
  var gap: String {
    guard check.row.rank == nil, !isOfEach, let value, let measure,
      let target = check.level?.target
    else { return "" }
    let difference = value - required(target)
    if difference.isZero { return "0" }
    let sign = difference < .zero ? "-" : "+"
    let size = difference.magnitude
    return sign
      + (measure.unit == "%"
        ? shown(size * 100, places: 1) + "个百分点"
        : shown(size, places: places(measure)) + measure.unit)
  }

  /// 按期答复率88.3%，比95%的目标低6.7个百分点.
  var sentence: String {
    if check.row.rank != nil {
      return name + (place == nil ? "没有通报名次" : "居" + reached)
        + "，目标为\(check.row.rank?.words ?? "")"
    }
    guard let target = check.level?.target, let measure else { return "" }
    if isOfEach {
      return members.isEmpty ? "\(name)没有数据" : "\(name)\(reached)，目标为\(target.goalWords)"
    }
    guard let value else { return "\(name)没有数据" }
    let difference = value - required(target)
    let unit = measure.unit
    if target.threshold.isZero, target.sign != .atLeast, check.level?.label == "" {
      return value.isZero ? "没有发生\(check.row.event)" : "发生\(check.row.event)\(reached)，目标为零"
    }
    if difference.isZero { return "\(name)为\(reached)，与目标持平" }
    let size =
      unit == "%"
      ? shown(difference.magnitude * 100, places: 1) + "个百分点"
      : shown(difference.magnitude, places: places(measure)) + unit
    let wanted =
      check.cycles == nil
      ? target.text : text(required(target), unit: unit, beside: .zero)
    let way = difference < .zero ? (unit == "%" ? "低" : "少") : unit == "%" ? "高" : "多"
    return "\(name)为\(reached)，比\(wanted)的目标\(way)\(size)"
  }

  // MARK: What was reached

  private var isOfEach: Bool { if case .each? = check.level?.scope { true } else { false } }

  /// The threshold; of a cycle that of all its turns.
  private func required(_ target: Target) -> Fraction {
    check.cycles.map { target.threshold * Int128($0) } ?? target.threshold
  }

  private var value: Fraction? {
    guard let cell = cells[[]], cell.hasData else { return nil }
    return cell.quantity.fraction
  }

  private var isReached: Bool? {
    if let rank = check.row.rank {
      guard let place else { return nil }
      let setting = rank.band == .upper ? "中上游" : "先进行列"
      guard case .integer(let percent)? = catalog.setting(setting)?.value else { return nil }
      return rank.isReached(rank: place, of: ranked, percent: percent)
    }
    guard let target = check.level?.target else { return nil }
    if isOfEach { return members.isEmpty ? nil : members.allSatisfy { $0 } }
    return value.map { holds($0, target) }
  }

  private func holds(_ value: Fraction, _ target: Target) -> Bool {
    let wanted = required(target)
    return switch target.sign {
    case .atLeast: !(value < wanted)
    case .atMost: !(wanted < value)
    case .equal: value == wanted
    }
  }

  /// For each member with a figure whether it reached the target.
  private var members: [Bool] {
    guard let target = check.level?.target else { return [] }
    return cells.filter { $0.key != [""] }.compactMap { $0.value.quantity.fraction }
      .map { holds($0, target) }
  }

  private var area: String { check.row.rank?.area ?? "" }

  private var place: Int? { number(cells) }

  private var ranked: Int? { number(counts) }

  /// The number that one row of the bulletin gives in the area of the rank.
  private func number(_ cells: [[String]: FigureValue]) -> Int? {
    guard let cell = cells[[area]], cell.rows == 1, case .count(let number) = cell.quantity else {
      return nil
    }
    return number
  }

  // MARK: Numbers in print

  private func places(_ measure: Measure) -> Int {
    measure.decimals ?? (["万元", "元", "亿元", "分", "平方米"].contains(measure.unit) ? 2 : 1)
  }

  /// With as many decimals as it takes to tell it from the target: 94.96% beside 95%.
  private func text(_ value: Fraction, unit: String, beside target: Fraction) -> String {
    guard let measure else { return "" }
    let factor: Int128 = unit == "%" ? 100 : 1
    var places = places(measure)
    while places < 6, value != target,
      (value * factor).rounded(places) == (target * factor).rounded(places)
    {
      places += 1
    }
    return (value * factor).rounded(places).text(trimsZeros: true) + unit
  }

  /// A difference above zero: never 0.
  private func shown(_ size: Fraction, places: Int) -> String {
    var places = places
    while places < 6, size.rounded(places).isZero { places += 1 }
    return size.rounded(places).text(trimsZeros: true)
  }
}
